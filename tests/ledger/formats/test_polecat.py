import datetime as dt
import random

import pytest

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
VISIT = {
    "Event ID": "20230105-1-visit",
    "Event Date": "2023-01-05",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "4.0",
    "Quad Code": "VERBAL COOPERATION",
    "Contexts": "diplomatic; Economic",
    "Actor Name": "Olaf Scholz",
    "Actor Country": "DEU",
    "Primary Actor Sector": "GOV",
    "Actor Title": "Chancellor",
    "Recipient Name": "Brazil",
    "Recipient Country": "Brazil",
    "City": "Brasília",
    "Country": "BRA",
    "Latitude": "-15.8",
    "Longitude": "-47.9",
    "GeoNames ID": "3469058",
    "Source": "An Agency",
    "Publication Date": "2023-01-06",
}


@pytest.fixture
def taken(write, take):
    def taken_rows(*rows, columns=COLUMNS):
        return take(write(columns, *rows, empty="None", encoding="latin-1"))

    return taken_rows


def test_a_row_becomes_an_event(taken, who):
    found = taken(VISIT)
    event = found.events["polecat:20230105-1-visit"]
    assert (event["type"], event["mode"], event["contexts"]) == ("CONSULT", "visit", ["diplomatic", "economic"])
    assert (event["cameo"], event["quad"], event["given_quad"], event["goldstein"]) == ("042", 1, 1, 1.9)
    assert (event["date"], event["published"]) == (dt.date(2023, 1, 5), dt.date(2023, 1, 6))
    assert who(event["sources"]) == [("Olaf Scholz", "DEU", None, "GOV")]
    assert event["sources"][0]["role"] == "Chancellor"
    assert who(event["targets"]) == [("Brazil", "BRA", None, None)]
    assert (event["place"]["name"], event["place"]["country"], event["place"]["geonames"]) == (
        "Brasília",
        "BRA",
        3469058,
    )
    assert (found.unknown, found.dyads) == ({}, [("DEU", "BRA", 1.0)])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("DEMAND", "meet"), ("REQUEST", "meet")),
        (("FIGHT", "None"), ("ASSAULT", None)),
        (("THREAT", "None"), ("THREATEN", None)),
        (("COERCE", "ban"), ("COERCE", "restrict")),
        (("PROTEST", "strike-gen"), ("PROTEST", "strike")),
    ],
)
def test_older_names_get_their_present_ones(taken, given, expected):
    (event,) = taken(VISIT | {"Event Type": given[0], "Event Mode": given[1]}).events.values()
    assert (event["type"], event["mode"]) == expected


def test_other_orders_names_and_numbers_of_columns(taken):
    columns = list(COLUMNS)
    random.Random(4).shuffle(columns)  # noqa: S311 - an order, no secret
    columns = ["Event Intensity" if name == "Intensity" else name for name in columns]
    row = {("Event Intensity" if key == "Intensity" else key): value for key, value in VISIT.items()}
    found = taken(row | {"Headline": "He came"}, columns=[*columns, "Headline", ""])
    event = found.events["polecat:20230105-1-visit"]
    assert (event["type"], event["title"], event["sources"][0]["country"]) == ("CONSULT", "He came", "DEU")


def test_rows_may_end_in_tabs_or_early(write, take):
    path = write(COLUMNS, VISIT, VISIT | {"Event ID": "2"}, empty="None")
    header, first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join((header, first + "\t\t", second.rsplit("\t", 3)[0])) + "\n", encoding="latin-1")
    found = take(path)
    assert sorted(found.events) == ["polecat:2", "polecat:20230105-1-visit"]
    assert found.skipped == {}


def test_several_actors_in_one_field(taken, who):
    (event,) = taken(
        VISIT
        | {"Actor Name": "Japan;South Korea", "Actor Country": "JPN;KOR", "Primary Actor Sector": "GOV;MIL"}
        | {"Recipient Name": "None", "Recipient Name Raw": "Taiwan"}
        | {"Recipient Country": "None", "Actor Title": "None"}
    ).events.values()
    assert who(event["sources"]) == [("Japan", "JPN", None, "GOV"), ("South Korea", "KOR", None, "MIL")]
    assert who(event["targets"]) == [("Taiwan", "TWN", None, None)]


def test_what_no_table_knows_is_kept_and_counted(taken):
    rows = [
        VISIT | {"Event ID": "1", "Event Type": "WIBBLE"},
        VISIT | {"Event ID": "2", "Event Mode": "telepathy", "Contexts": "weather"},
    ]
    found = taken(*rows)
    assert [(e["type"], e["mode"], e["quad"]) for e in found.events.values()] == [
        ("WIBBLE", "visit", None),
        ("CONSULT", "telepathy", 1),
    ]
    assert found.unknown == {
        ("event type", "WIBBLE"): 1,
        ("mode of CONSULT", "telepathy"): 1,
        ("context", "weather"): 1,
    }


def test_what_cannot_be_taken_is_skipped_for_a_reason(taken):
    found = taken(VISIT | {"Event Date": "2023-02-29"}, VISIT | {"Event ID": "None"}, VISIT | {"Event Type": "None"})
    assert found.events == {}
    assert found.skipped == {"impossible date": 1, "no event id": 1, "no event type": 1}


def test_missing_columns_are_named(write, take):
    columns = [name for name in COLUMNS if name != "Recipient Name"]
    assert "'Recipient Name'" in take(write(columns, {"Event ID": "1"}), format="polecat").problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_the_content_tells_the_encoding(write, take, encoding):
    taken = take(write(COLUMNS, VISIT | {"Actor Title": "Chancellor of Tübingen"}, empty="None", encoding=encoding))
    event = taken.events["polecat:20230105-1-visit"]
    assert (event["sources"][0]["role"], event["place"]["name"]) == ("Chancellor of Tübingen", "Brasília")
