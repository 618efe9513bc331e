"""The sector of a role or body where it is not simply the one in the table."""

from riftline.code.regional import is_of
from riftline.code.resolution import Resolution
from riftline.facts.agents import Agent
from riftline.facts.countries import CountryMatch
from riftline.facts.organizations import Organization

_FUNCTION = (
    ("court", "JUD"),
    ("tribunal", "JUD"),
    ("parliament", "LEG"),
    ("health", "MED"),
)  # what an international body is for
_ARMED = {"PTY": "REB", "OPP": "REB", "REL": "REB", "ISM": "REB", "GOV": "MIL", "ELI": "MIL"}


def serves(agent: Agent, sector: str | None) -> bool:
    """Whether a role is of an international body itself ("UN envoy"), not of its members ("EU foreign ministers")."""
    of_members = "minister" in agent.phrase or "leader" in agent.phrase or is_of(agent, "state noun")
    return sector == "NGO" or (sector == "GOV" and not of_members)


def sector_from(agent: Agent, donor: Resolution) -> str | None:
    """The sector of a relational role noun that belongs to `donor`.

    A president's supporters do not govern, and a body's member states are governments. The armed members of a movement
    are rebels, those of a government its military.
    """
    if (donor.person and is_of(agent, "crowd")) or (donor.sector == "IGO" and is_of(agent, "state noun")):
        return agent.sector
    if donor.sector is None or (agent.sector != "UAF" and agent.phrase not in {"force", "commander"}):
        return donor.sector
    return _ARMED.get(donor.sector, donor.sector)


def bare_place_sector(match: CountryMatch) -> str | None:
    """A capital alone stands for the government, another place for those who live there, a country for itself."""
    return {"capital": "GOV", "region": "CVL"}.get(match.kind)


def functional_sector(body: Organization) -> str:
    """The sector of what a body does: international courts judge, armed movements across borders rebel.

    MNC stands for a company without a home country; one that has a home is BUS there.
    """
    if body.sector == "IGO":
        name = body.name.lower()
        return next((sector for word, sector in _FUNCTION if word in name), body.sector)
    if body.sector == "MNC" and body.country is not None:
        return "BUS"
    return "REB" if body.sector == "ISM" else body.sector
