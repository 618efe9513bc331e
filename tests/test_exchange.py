import csv
import datetime as dt
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.errors import InputError
from riftline.exchange import (
    ACTOR_FIELDS,
    EVENT_FIELDS,
    PLACE_FIELDS,
    QUANTITY_FIELDS,
    event_from_dict,
    event_schema,
    event_to_dict,
    events_from_table,
    events_to_table,
    write_csv,
    write_jsonl,
    write_parquet,
)
from riftline.records import STATUSES, Actor, Event, Place, Quantity

CONTRACT = Path(__file__).resolve().parents[1] / ".." / "shared" / "contracts" / "event-record.md"

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
maybe = st.none() | words
offsets = st.integers(0, 2**31 - 1)
numbers = st.floats(allow_nan=False, allow_infinity=False)
days = st.none() | st.dates()
actors = st.builds(
    Actor,
    text=words,
    start=st.none() | offsets,
    end=st.none() | offsets,
    name=maybe,
    country=maybe,
    organization=maybe,
    sector=maybe,
    role=maybe,
)
places = st.builds(
    Place,
    text=words,
    name=maybe,
    country=maybe,
    latitude=st.none() | numbers,
    longitude=st.none() | numbers,
    geonames=st.none() | st.integers(0, 2**40),
)
quantities = st.builds(
    Quantity, text=words, value=st.none() | numbers, value_max=st.none() | numbers, unit=maybe, of=maybe
)
actor_tuples = st.lists(actors, max_size=3).map(tuple)
events = st.builds(
    Event,
    id=words,
    document=words,
    sentence=offsets,
    text=words,
    trigger=words,
    start=offsets,
    end=offsets,
    type=words,
    cameo=words,
    quad=st.integers(1, 4),
    goldstein=numbers,
    status=st.sampled_from(STATUSES),
    published=days,
    date=days,
    date_end=days,
    date_text=maybe,
    mode=maybe,
    contexts=st.lists(words, max_size=3).map(tuple),
    sources=actor_tuples,
    targets=actor_tuples,
    speaker=st.none() | actors,
    quote=maybe,
    place=st.none() | places,
    quantities=st.lists(quantities, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
)


def example(**changes):
    fields = {
        "id": "e1",
        "document": "d1",
        "sentence": 3,
        "text": "Latvia rejected the plan of 2 May.",
        "trigger": "rejected",
        "start": 7,
        "end": 15,
        "type": "REJECT",
        "cameo": "12",
        "quad": 3,
        "goldstein": -4.0,
        "status": "actual",
        "date": dt.date(2031, 5, 2),
        "sources": (Actor("Latvia", 0, 6, country="LVA"),),
        "quantities": (Quantity("2 May", 2.0),),
    }
    return Event(**(fields | changes))


def table(name):
    """The fields the contract names for one record, in its order."""
    text = CONTRACT.read_text(encoding="utf-8")
    if name == "event":
        cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `") and "type" not in line[:3]]
        return [field for cell in cells for field in re.findall(r"`(\w+)`", cell)]
    line = re.search(rf"\*\*{name}\*\*: (.+?)(?:\n\n|\Z)", text, re.DOTALL).group(1)
    return re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)", "", line))


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract lies outside the repository")
def test_names_and_order_are_the_contracts():
    listed = table("event")
    assert listed[: len(EVENT_FIELDS)] == list(EVENT_FIELDS)
    assert table("actor")[: len(ACTOR_FIELDS)] == list(ACTOR_FIELDS)
    assert table("place") == list(PLACE_FIELDS)
    assert table("quantity") == list(QUANTITY_FIELDS)


def test_dict_has_every_field_in_order_and_null_for_unknown():
    row = event_to_dict(example())
    assert list(row) == list(EVENT_FIELDS)
    assert row["date"] == "2031-05-02"
    assert row["speaker"] is None
    assert row["targets"] == []
    assert list(row["sources"][0]) == list(ACTOR_FIELDS)
    assert row["sources"][0]["sector"] is None


@settings(deadline=None)  # a busy machine is no failure
@given(events)
def test_json_round_trip_is_the_identity(event):
    assert event_from_dict(json.loads(json.dumps(event_to_dict(event)))) == event


@settings(max_examples=60, deadline=None)
@given(st.lists(events, max_size=3))
def test_arrow_round_trip_is_the_identity(some):
    arrow = events_to_table(some)
    assert arrow.schema == event_schema()
    assert events_from_table(arrow) == some


def test_absent_optional_fields_take_their_defaults():
    row = {name: value for name, value in event_to_dict(example()).items() if value not in (None, [])}
    assert event_from_dict(row) == example()


@pytest.mark.parametrize(
    ("change", "named", "remedy"),
    [
        ({"status": "certain"}, "'status'", "actual, planned"),
        ({"quad": 5}, "'quad'", "1, 2, 3 or 4"),
        ({"quad": True}, "'quad'", "whole number"),
        ({"date": "2 May"}, "'date'", "YYYY-MM-DD"),
        ({"goldstein": float("nan")}, "'goldstein'", "finite"),
        ({"confidence": 1.5}, "'confidence'", "0 to 1"),
        ({"mode": ""}, "'mode'", "null"),
        ({"sources": "Latvia"}, "'sources'", "list"),
        ({"sources": [{"text": "Latvia", "country": 4}]}, "'sources[0].country'", "string"),
        ({"sources": [{"country": "LVA"}]}, "'text'", "value"),
        ({"speaker": {"text": "x", "kind": "y"}}, "'kind'", "sector"),
        ({"place": 3}, "'place'", "object"),
        ({"mood": "dark"}, "'mood'", "rename"),
        ({"trigger": None}, "'trigger'", "value"),
    ],
)
def test_wrong_fields_are_named_with_a_remedy(change, named, remedy):
    with pytest.raises(InputError) as caught:
        event_from_dict(event_to_dict(example()) | change)
    assert named in str(caught.value)
    assert remedy in caught.value.remedy


def test_a_line_that_is_no_object_is_an_input_error():
    with pytest.raises(InputError, match="object with named fields"):
        event_from_dict([1, 2])


def test_jsonl_is_one_line_per_event():
    file = io.StringIO()
    assert write_jsonl([example(), example(id="e2", text="Two\nlines, “quoted”")], file) == 2
    lines = file.getvalue().splitlines()
    assert [event_from_dict(json.loads(line)).id for line in lines] == ["e1", "e2"]
    assert "“quoted”" in lines[1]


def test_parquet_holds_all_batches(tmp_path):
    path = tmp_path / "events.parquet"
    assert write_parquet([[example()], [], [example(id="e2"), example(id="e3")]], path) == 3
    assert [event.id for event in events_from_table(pq.read_table(path))] == ["e1", "e2", "e3"]


def test_parquet_without_events_still_has_the_schema(tmp_path):
    path = tmp_path / "none.parquet"
    assert write_parquet([], path) == 0
    assert pq.read_table(path).schema == event_schema()


def test_csv_keeps_nested_fields_as_json():
    file = io.StringIO(newline="")
    assert write_csv([example(text='He said "no", twice\nand left')], file) == 1
    row = next(csv.DictReader(io.StringIO(file.getvalue())))
    assert list(row) == list(EVENT_FIELDS)
    assert json.loads(row["sources"])[0]["country"] == "LVA"
    assert row["speaker"] == ""
    assert row["contexts"] == "[]"
    assert row["text"] == 'He said "no", twice\nand left'


def test_no_events_give_a_header_only():
    file = io.StringIO()
    assert write_csv([], file) == 0
    assert file.getvalue().strip().split(",") == list(EVENT_FIELDS)
