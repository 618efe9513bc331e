import dataclasses
from typing import get_args

import pytest

from riftline import records
from riftline.records import STATUSES, Actor, CodedDocument, Document, Event, Place, Quantity, Sentence, Status, Token

RECORDS = [r for r in vars(records).values() if isinstance(r, type) and dataclasses.is_dataclass(r)]
EVENT_FIELDS = """id document sentence text trigger start end type cameo quad goldstein status published date date_end
date_text mode contexts sources targets speaker quote place quantities confidence"""


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_frozen_and_slotted(record):
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)
    assert record.__doc__


def test_a_record_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Actor("Rome").country = "ITA"


@pytest.mark.parametrize(
    "record",
    [
        Actor("Rome"),
        Place("Rome"),
        Quantity("50%"),
        Token(0, "a", 0, 1),
        Document("d", "x"),
        Sentence("d", 0, 0, 1, "x"),
    ],
)
def test_records_are_hashed_by_what_they_hold(record):
    assert record == dataclasses.replace(record)
    assert len({record, dataclasses.replace(record)}) == 1


def test_the_event_record_has_the_fields_of_the_contract():
    assert {f.name for f in dataclasses.fields(Event)} == set(EVENT_FIELDS.split())
    assert [f.name for f in dataclasses.fields(Actor)] == [
        "text", "start", "end", "name", "country", "organization", "sector", "role",
    ]  # fmt: skip
    assert [f.name for f in dataclasses.fields(Place)] == [
        "text",
        "name",
        "country",
        "latitude",
        "longitude",
        "geonames",
    ]
    assert [f.name for f in dataclasses.fields(Quantity)] == ["text", "value", "value_max", "unit", "of"]


def test_unknown_is_none_or_empty():
    values = [getattr(Actor("Rome"), f.name) for f in dataclasses.fields(Actor) if f.name != "text"]
    assert values == [None] * 7
    assert CodedDocument(Document("d", "x")).events == ()


def test_statuses():
    assert set(STATUSES) == set(get_args(Status)) == {"actual", "planned", "requested", "possible", "denied"}
