import datetime as dt
from pathlib import Path

import pytest

from riftline.facts import ontology
from riftline.facts.countries import countries, country
from riftline.facts.datasets import cameo_actors, cameo_sectors, fips_countries, gw_countries, rows
from riftline.facts.organizations import organization
from riftline.facts.regions import region

SAMPLES = Path(__file__).parents[2] / "../shared/data/formats"
SECTORS = {
    *("GOV", "MIL", "LEG", "JUD", "PTY", "COP", "SPY", "REB", "UAF", "PRM", "OPP", "CVL", "BUS", "JRN", "MED"),
    *("EDU", "LAB", "AGR", "REL", "ELI", "REF", "CRM", "SOC", "PRE", "IGO", "NGO", "ISM", "MNC", "UNK"),
}
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="sample files are not here")


def test_actor_codes_name_countries_organizations_regions_and_sectors_that_exist():
    for code, kind, state, body, sector in cameo_actors():
        assert kind in {"country", "region", "group"}, code
        assert state is None or country(state), code
        assert body is None or organization(body) or region(body), code
        assert sector is None or sector in SECTORS, code
    assert len({row[:2] for row in cameo_actors()}) == len(cameo_actors())


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("ROM", "country", ("ROU", None)),
        ("TMP", "country", ("TLS", None)),
        ("GZS", "country", ("PSE", None)),
        ("CIV", "country", ("CIV", None)),  # as a type of actor it is civilians
        ("EUR", "region", (None, "EUROPE")),
        ("CEU", "region", (None, "CENTRAL_EUROPE")),
        ("NAT", "group", (None, "NATO")),
        ("EEC", "group", (None, "EU")),
        ("WAS", "group", (None, "ECOWAS")),
        ("ECA", "group", (None, "ECCAS")),
    ],
)
def test_whom_an_actor_code_names(code, kind, expected):
    found = {row[:2]: row[2:4] for row in cameo_actors()}
    assert found[code, kind] == expected


def test_types_of_actors_have_sectors():
    found = {code: (sector, body) for code, sector, body in cameo_sectors()}
    assert {sector for sector, _ in found.values()} <= SECTORS
    assert found["CIV"] == ("CVL", None)
    assert found["MED"] == ("JRN", None)
    assert found["HLH"] == ("MED", None)
    assert found["UNO"] == ("IGO", "UN")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("AS", "AUS"),
        ("AU", "AUT"),
        ("CH", "CHN"),
        ("SZ", "CHE"),
        ("RS", "RUS"),
        ("RB", "SRB"),
        ("RI", "SRB"),
        ("KV", "XKX"),
        ("GZ", "PSE"),
        ("WE", "PSE"),
        ("PS", "PLW"),
        ("OD", "SSD"),
        ("SU", "SDN"),
        ("NI", "NGA"),
        ("NU", "NIC"),
        ("NG", "NER"),
        ("IZ", "IRQ"),
        ("UP", "UKR"),
        ("EN", "EST"),
        ("TB", "BLM"),
        ("FQ", "UMI"),
        ("PG", None),
    ],
)
def test_fips_codes(code, expected):
    assert dict(fips_countries())[code] == expected


def test_fips_codes_are_countries_and_every_present_state_has_one():
    found = dict(fips_countries())
    assert all(state is None or country(state) for state in found.values())
    without = {state for state in found.values() if state}
    assert {s.iso3 for s in countries() if s.end is None and s.sovereign is None} <= without


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        (365, "1980-01-01", "SUN"),
        (365, "2014-01-01", "RUS"),
        (345, "1999-01-01", "YUG"),
        (345, "2004-01-01", "SCG"),
        (340, "2010-01-01", "SRB"),
        (678, "1986-01-01", "YAR"),
        (678, "2015-01-01", "YEM"),
        (700, "1800-01-01", "AFG"),
    ],
)
def test_gleditsch_ward_numbers_at_a_day(number, day, expected):
    on = dt.date.fromisoformat(day)
    assert [iso for one, iso, first, last in gw_countries() if one == number and first <= on < last] == [expected]


@pytest.mark.parametrize("name", ["acled_types", "ucdp_types"])
def test_types_of_other_data_sets_are_in_the_ontology(name):
    first = 2 if name == "acled_types" else 1
    for row in rows(name):
        kind, mode, cameo, contexts = row[first : first + 4]
        if kind is None:
            continue
        assert ontology.type_info(kind)
        assert mode is None or ontology.mode_info(kind, mode)
        assert ontology.cameo_codes()[cameo].type == kind, row
        assert set((contexts or "").split("|")) - {""} <= set(ontology.context_names()), row


def test_each_phrase_is_listed_once():
    for name, width in [("icews_sectors", 1), ("acled_types", 2), ("acled_sectors", 1), ("ucdp_types", 1)]:
        keys = [row[:width] for row in rows(name)]
        assert len(set(keys)) == len(keys), name
    assert {row[1] for row in rows("icews_sectors")} <= SECTORS | {None}
    assert {row[1] for row in rows("acled_sectors")} <= SECTORS


@needs_samples
def test_codes_of_the_sample_files_are_known():
    actors = {code for code, *_ in cameo_actors()}
    types = {code for code, *_ in cameo_sectors()}
    places = dict(fips_countries())
    for name, shift in [("gdelt2_events.tsv", 8), ("gdelt1_events.tsv", 7)]:
        for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            assert {row[7], row[8], row[17], row[18]} - {""} <= actors
            assert {*row[12:15], *row[22:25]} - {""} <= types
            assert {row[37], row[37 + shift], row[37 + 2 * shift]} - {""} <= places.keys()
