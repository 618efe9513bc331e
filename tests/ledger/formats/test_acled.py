import datetime as dt

import pytest

NEW = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
OLD = ("data_id", "iso", "event_id_cnty", "event_id_no_cnty", *NEW[1:4], *NEW[5:])
CLASH = {
    "event_id_cnty": "ZZZ1",
    "event_date": "2024-03-01",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Kenya (2022-)",
    "inter1": "State forces",
    "actor2": "Al Shabaab",
    "inter2": "Rebel group",
    "country": "Somalia",
    "admin1": "A region",
    "location": "A village",
    "latitude": "1.5",
    "longitude": "42.5",
    "source": '"One Agency; Another; A Third"',
    "notes": '"On 1 March, soldiers met fighters who called it ""a great day""."',
    "fatalities": "4",
}
PROTEST = {
    "event_id_cnty": "ZZZ2",
    "event_date": "2024-03-02",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Palestine)",
    "inter1": "Protesters",
    "country": "Palestine",
    "fatalities": "0",
}


@pytest.fixture
def taken(write, take):
    return lambda *rows, columns=NEW: take(write(columns, *rows, delimiter=",", name="acled.csv"))


def test_a_battle_has_two_sources_and_no_target(taken, who):
    found = taken(CLASH)
    event = found.events["acled:ZZZ1"]
    assert (event["type"], event["cameo"], event["quad"], event["contexts"]) == ("ASSAULT", "190", 4, ["military"])
    assert who(event["sources"]) == [
        ("Kenyan military forces", "KEN", None, "MIL"),
        ("al-Shabaab", "SOM", "ALSHABAAB", "REB"),
    ]
    assert event["targets"] == []
    assert found.dyads == [("KEN", "SOM", 0.5), ("SOM", "KEN", 0.5)]
    assert (event["reports"], event["publisher"]) == (3, "One Agency; Another; A Third")
    assert event["text"] == 'On 1 March, soldiers met fighters who called it "a great day".'
    assert [(q["value"], q["unit"], q["of"]) for q in event["quantities"]] == [(4, "persons", "deaths")]
    assert (event["place"]["text"], event["place"]["country"]) == ("A village, A region, Somalia", "SOM")


def test_a_protest_may_have_no_target(taken, who):
    event = taken(PROTEST).events["acled:ZZZ2"]
    assert (event["type"], event["mode"], event["quantities"]) == ("PROTEST", "demo", [])
    assert who(event["sources"]) == [("Protesters", "PSE", None, "OPP")]
    assert event["targets"] == []


@pytest.mark.parametrize("inter", ["6", "Protesters"])
def test_inter_is_a_number_or_words(taken, inter):
    (event,) = taken(PROTEST | {"inter1": inter, "actor1": "Unheard Of"}).events.values()
    assert (event["sources"][0]["sector"], event["sources"][0]["country"]) == ("OPP", "PSE")


@pytest.mark.parametrize("day", ["2024-03-02", "02 March 2024", "02-March-2024", "02/03/2024"])
def test_days_of_all_editions(taken, day):
    (event,) = taken(PROTEST | {"event_date": day}).events.values()
    assert event["date"] == dt.date(2024, 3, 2)


def test_the_old_layout_and_its_types(taken):
    row = CLASH | {"event_type": "Battle-No change of territory", "sub_event_type": "", "inter1": "1", "inter2": "2"}
    event = taken(row, columns=OLD).events["acled:ZZZ1"]
    assert (event["type"], len(event["sources"])) == ("ASSAULT", 2)


def test_a_new_sub_type_falls_back_to_its_type(taken):
    (event,) = taken(CLASH | {"event_type": "Explosions/Remote violence", "sub_event_type": "Laser"}).events.values()
    assert (event["type"], event["mode"]) == ("ASSAULT", "explosives")


def test_what_is_no_event_between_parties_has_no_type(taken):
    found = taken(CLASH | {"event_type": "Strategic developments", "sub_event_type": "Change to group/activity"})
    assert [(event["type"], event["cameo"]) for event in found.events.values()] == [(None, None)]
    assert (found.dyads, found.unknown) == ([("KEN", "SOM", 1.0)], {})


def test_an_unknown_type_is_kept_and_counted(taken):
    found = taken(CLASH | {"event_type": "Parades", "sub_event_type": "Long parade"})
    assert [(event["type"], event["mode"]) for event in found.events.values()] == [(None, "Parades: Long parade")]
    assert found.unknown == {("event type", "Parades: Long parade"): 1}


def test_what_cannot_be_taken_is_skipped_for_a_reason(taken):
    found = taken(CLASH | {"event_date": "31 February 2024"}, CLASH | {"event_id_cnty": ""}, CLASH | {"event_type": ""})
    assert found.events == {}
    assert found.skipped == {"impossible date": 1, "no event id": 1, "no event type": 1}


def test_missing_columns_are_named(write, take):
    columns = [name for name in NEW if name != "actor2"]
    taken = take(write(columns, PROTEST, delimiter=",", name="acled.csv"), format="acled")
    assert "'actor2'" in taken.problems[0]
