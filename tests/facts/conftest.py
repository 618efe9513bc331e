"""What the tests of the fact tables share."""

import pytest


@pytest.fixture(scope="session")
def plover_sectors():
    """The sectors of the event record."""
    return frozenset(
        [
            "GOV",
            "MIL",
            "LEG",
            "JUD",
            "PTY",
            "COP",
            "SPY",
            "REB",
            "UAF",
            "PRM",
            "OPP",
            "CVL",
            "BUS",
            "JRN",
            "MED",
            "EDU",
            "LAB",
            "AGR",
            "REL",
            "ELI",
            "REF",
            "CRM",
            "SOC",
            "PRE",
            "IGO",
            "NGO",
            "ISM",
            "MNC",
            "UNK",
        ]
    )
