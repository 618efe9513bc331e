import datetime as dt
from pathlib import Path

import pytest

from riftline.ledger.formats.icews import COLUMNS

SAMPLE = Path(__file__).parents[3] / "../shared/data/formats/icews_2018.tab"

TALKS = {
    "Event ID": "11",
    "Event Date": "2018-06-01",
    "Source Name": "Angela Merkel",
    "Source Sectors": "Elite,Executive,Government,Executive Office,Parties,(National) Major Party",
    "Source Country": "Germany",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Foreign Affairs (Moldova, Republic of)",
    "Target Sectors": "Government,Foreign Ministry,Executive",
    "Target Country": "Moldova, Republic of",
    "Story ID": "77",
    "Sentence Number": "3",
    "Publisher": "The Gazette",
    "City": "Chisinau",
    "Country": "Moldova, Republic of",
    "Latitude": "47.0",
    "Longitude": "28.9",
}
SIDES = {"Source": "Target", "Target": "Source"}


def mirror(row, **changes):
    """The row as ICEWS writes it from the other side."""
    turned = {
        (SIDES[key.split()[0]] + key[len("Source") :] if key.split()[0] in SIDES else key): v for key, v in row.items()
    }
    return turned | changes


def test_a_row_becomes_an_event(write, take, who):
    taken = take(write(COLUMNS, TALKS, empty="NA"))
    event = taken.events["icews:11:2018-06-01"]
    assert (event["type"], event["cameo"], event["quad"], event["goldstein"]) == ("CONSULT", "040", 1, 1.0)
    assert (event["date"], event["published"], event["sentence"]) == (dt.date(2018, 6, 1), dt.date(2018, 6, 1), 2)
    assert (event["document"], event["publisher"], event["text"]) == ("icews:77", "The Gazette", "Consult")
    assert who(event["sources"]) == [("Angela Merkel", "DEU", None, "GOV")]
    assert who(event["targets"]) == [("Foreign Affairs", "MDA", None, "GOV")]
    assert event["place"] == {
        "text": "Chisinau, Moldova, Republic of",
        "name": "Chisinau",
        "country": "MDA",
        "latitude": 47.0,
        "longitude": 28.9,
        "geonames": None,
    }
    assert taken.dyads == [("DEU", "MDA", 1.0)]


def test_an_event_told_from_both_sides_counts_once(write, take):
    taken = take(write(COLUMNS, TALKS, mirror(TALKS, **{"Event ID": "12"}), empty="NA"))
    assert [event["note"] for event in taken.events.values()] == [None, "other side"]
    assert taken.dyads == [("DEU", "MDA", 0.5), ("MDA", "DEU", 0.5)]


def test_a_visit_and_its_host_are_one_event_with_the_direction_of_the_visit(write, take):
    visit = TALKS | {"CAMEO Code": "042", "Event ID": "30"}
    host = mirror(TALKS, **{"CAMEO Code": "043", "Event ID": "29"})
    taken = take(write(COLUMNS, host, visit, empty="NA"))
    assert taken.events["icews:29:2018-06-01"]["note"] == "other side"
    assert taken.dyads == [("DEU", "MDA", 1.0)]


def test_mutual_accusations_are_two_events(write, take):
    accusation = TALKS | {"CAMEO Code": "112", "Event Text": "Accuse"}
    taken = take(write(COLUMNS, accusation, mirror(accusation, **{"Event ID": "12"}), empty="NA"))
    assert taken.dyads == [("DEU", "MDA", 1.0), ("MDA", "DEU", 1.0)]


def test_an_id_is_of_its_day(write, take):
    taken = take(write(COLUMNS, TALKS, TALKS | {"Event Date": "2018-06-02"}, TALKS, empty="NA"))
    assert list(taken.events) == ["icews:11:2018-06-01", "icews:11:2018-06-02"]


@pytest.mark.parametrize(("code", "expected"), [("40", "040"), ("14", "014"), ("311", "0311"), ("1724", "1724")])
def test_lost_zeros_are_put_back(write, take, code, expected):
    taken = take(write(COLUMNS, TALKS | {"CAMEO Code": code}, empty="NA"))
    assert [event["cameo"] for event in taken.events.values()] == [expected]


def test_what_cannot_be_taken_is_skipped_for_a_reason(write, take):
    bad = [TALKS | {"Event Date": "2018-02-30"}, TALKS | {"Event ID": "NA"}, TALKS | {"CAMEO Code": "NA"}]
    taken = take(write(COLUMNS, TALKS, *bad, empty="NA"))
    assert list(taken.events) == ["icews:11:2018-06-01"]
    assert taken.skipped == {"impossible date": 1, "no event id": 1, "no event code": 1}


def test_what_no_table_knows_is_kept_and_counted(write, take):
    odd = TALKS | {"CAMEO Code": "999", "Source Name": "Zzyzx", "Source Sectors": "NA", "Source Country": "NA"}
    taken = take(write(COLUMNS, odd | {"Country": "Atlantis"}, empty="NA"))
    (event,) = taken.events.values()
    assert (event["cameo"], event["type"], event["sources"][0]["text"]) == ("999", None, "Zzyzx")
    assert taken.unknown == {("CAMEO code", "999"): 1, ("actor", "Zzyzx"): 1, ("country of place", "Atlantis"): 1}


def test_a_person_is_who_it_was_on_the_day(write, take, who):
    row = TALKS | {"Source Name": "Barack Obama", "Source Sectors": "NA", "Source Country": "United States"}
    rows = [row | {"Event Date": day} for day in ("2012-05-01", "2014-05-01", "2018-05-01")]
    taken = take(write(COLUMNS, *rows, empty="NA"))
    assert [who(event["sources"])[0][3] for event in taken.events.values()] == ["GOV", "GOV", "ELI"]


def test_missing_columns_are_named(write, take):
    columns = [name for name in COLUMNS if name not in {"CAMEO Code", "Target Name"}]
    taken = take(write(columns, {"Event ID": "1"}), format="icews")
    assert taken.events == {}
    assert "'CAMEO Code', 'Target Name'" in taken.problems[0]


@pytest.mark.skipif(not SAMPLE.exists(), reason="sample file is not here")
def test_the_sample_file(take):
    taken = take(SAMPLE)
    assert len(taken.events) == 3705
    assert (taken.skipped, taken.problems) == ({}, [])
    stated = [event for event in taken.events.values() if event["type"]]
    assert {event["quad"] for event in stated} == {1, 2, 3, 4}
    assert all(event["cameo"] for event in taken.events.values())
    assert sum(taken.unknown.values()) < 20
    events = sum(event["note"] is None for event in taken.events.values())
    assert sum(weight for _, _, weight in taken.dyads) < events
