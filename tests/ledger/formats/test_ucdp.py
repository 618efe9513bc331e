import datetime as dt
from pathlib import Path

import pytest

from riftline.ledger.formats.ucdp import COLUMNS, OPTIONAL

SAMPLE = Path(__file__).parents[3] / "../shared/data/formats/ucdpged_sample.csv"
ALL = (*COLUMNS, *OPTIONAL)
CLASH = {
    "id": "5",
    "type_of_violence": "1",
    "side_a": "Government of Ruritania",
    "side_b": "Mountain Front",
    "country": "Russia (Soviet Union)",
    "country_id": "365",
    "date_start": "1990-05-01",
    "date_end": "1990-05-07",
    "best": "9",
    "low": "7",
    "high": "12",
    "deaths_a": "2",
    "deaths_b": "7",
    "deaths_civilians": "0",
    "gwnoa": "365",
    "number_of_sources": "-1",
    "adm_1": "A province",
}


def test_fighting_has_two_sources_and_no_target(write, take, who):
    taken = take(write(ALL, CLASH, delimiter=",", name="ged.csv"))
    event = taken.events["ucdp:5"]
    assert (event["type"], event["cameo"], event["quad"]) == ("ASSAULT", "190", 4)
    assert (event["date"], event["date_end"]) == (dt.date(1990, 5, 1), dt.date(1990, 5, 7))
    assert [(country, sector) for _, country, _, sector in who(event["sources"])] == [("SUN", "MIL"), ("SUN", "REB")]
    assert event["targets"] == []
    assert event["reports"] == 1


def test_the_dead_are_quantities(write, take):
    event = take(write(ALL, CLASH, delimiter=",", name="ged.csv")).events["ucdp:5"]
    found = [(quantity["value"], quantity["value_max"], quantity["of"]) for quantity in event["quantities"]]
    assert found == [
        (9, None, "deaths, best estimate"),
        (7, 12, "deaths, low to high estimate"),
        (2, None, "deaths of Government of Ruritania"),
        (7, None, "deaths of Mountain Front"),
    ]


def test_a_number_of_several_states_is_told_by_the_day(write, take):
    later = CLASH | {"date_start": "2014-05-01", "date_end": "2014-05-01"}
    (event,) = take(write(ALL, later, delimiter=",", name="ged.csv")).events.values()
    assert event["sources"][0]["country"] == "RUS"


def test_one_sided_violence_is_against_civilians_of_the_country(write, take, who):
    row = CLASH | {"type_of_violence": "3", "side_b": "Civilians"}
    taken = take(write(ALL, row, delimiter=",", name="ged.csv"))
    (event,) = taken.events.values()
    assert len(event["sources"]) == 1
    assert who(event["targets"]) == [("Civilians", "SUN", None, "CVL")]
    assert event["contexts"] == ["human_security"]


def test_an_older_file_without_the_optional_columns(write, take):
    row = {key: value for key, value in CLASH.items() if key in COLUMNS}
    taken = take(write(COLUMNS, row, delimiter=",", name="ged.csv"))
    assert [event["quantities"][0]["value"] for event in taken.events.values()] == [9]


def test_what_cannot_be_taken_is_skipped_for_a_reason(write, take):
    bad = [{"date_start": "1990-13-01"}, {"date_end": "1990-04-01"}, {"id": ""}]
    taken = take(write(ALL, *(CLASH | change for change in bad), delimiter=",", name="ged.csv"))
    assert taken.events == {}
    assert taken.skipped == {"impossible date": 2, "no event id": 1}


def test_an_unknown_type_of_violence_is_kept_and_counted(write, take):
    taken = take(write(ALL, CLASH | {"type_of_violence": "4"}, delimiter=",", name="ged.csv"))
    assert len(taken.events) == 1
    assert taken.unknown == {("type of violence", "not 1, 2 or 3"): 1}


@pytest.mark.skipif(not SAMPLE.exists(), reason="sample file is not here")
def test_the_sample_file(take):
    taken = take(SAMPLE)
    assert len(taken.events) == 1000
    assert (taken.skipped, taken.problems, taken.unknown) == ({}, [], {})
    assert all(event["quantities"] for event in taken.events.values() if event["sources"])
    war = [event for event in taken.events.values() if {a["country"] for a in event["sources"]} == {"RUS", "UKR"}]
    assert war
    assert all(event["type"] == "ASSAULT" for event in war)
