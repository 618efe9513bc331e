"""The table of alliances: its integrity, members and dates that are easy to get wrong, and NATO by a second list."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.errors import UsageError
from riftline.facts.alliances import (
    CERTAINTIES,
    FIRST_DAY,
    FORMS,
    KINDS,
    ROLES,
    PartialDate,
    alliance,
    alliances,
    is_alliance,
    members,
    memberships,
)
from riftline.facts.countries import countries, country
from riftline.facts.names import normalize, read_table

NATO = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "alliances" / "nato_members_accession.csv"


# The table


def test_there_are_enough_and_each_is_complete():
    assert len(alliances()) >= 350
    for one in alliances():
        assert one.source, one.id
        assert one.obligation.endswith("."), one.id
        assert one.kinds, one.id
        assert one.form in FORMS, one.id
        assert one.certainty in CERTAINTIES, one.id


def test_ids_and_names_stand_for_one_alliance():
    phrases = [(normalize(phrase), one.id) for one in alliances() for phrase in {one.id, one.name, *one.aliases}]
    owners = Counter(phrase for phrase, _ in set(phrases))
    assert [phrase for phrase, count in owners.items() if count > 1] == []


def test_no_alliance_has_the_code_or_name_of_a_state():
    states = {normalize(phrase) for state in countries() for phrase in (state.iso3, state.name, *state.aliases)}
    assert [
        one.id for one in alliances() for phrase in (one.id, one.name, *one.aliases) if normalize(phrase) in states
    ] == []


def test_every_kind_in_the_file_is_known():
    cells = {kind for row in read_table("alliances.csv") for kind in row["kinds"].split(";")}
    cells |= {kind for row in read_table("alliance_members.csv") for kind in row["owes"].split(";") if kind}
    assert cells <= set(KINDS)


def test_every_alliance_has_two_members_and_every_member_an_alliance():
    counted = Counter(alliance_id for alliance_id, _ in {(one.alliance, one.member) for one in memberships()})
    assert {one.id for one in alliances()} == set(counted)
    assert [key for key, number in counted.items() if number < 2] == []


def test_members_are_states_that_existed():
    for one in memberships():
        state = country(one.member)
        assert state is not None, one
        assert state.start is None or state.start <= one.entry.last, one
        assert state.end is None or (one.exit is not None and one.exit.first <= state.end), one


def test_dates_are_in_order():
    for one in alliances():
        assert one.signed.first <= one.begins.last or one.form == "law", one.id
        assert one.ended is None or (one.begins.first < one.ended.free and one.ended.free > FIRST_DAY), one.id
    for row in memberships():
        kept = alliance(row.alliance)
        assert row.exit is None or row.entry.first < row.exit.free, row
        assert kept.begins.first <= row.entry.last, row
        assert kept.ended is None or (row.exit is not None and row.exit.free <= kept.ended.free), row


def test_memberships_of_one_state_do_not_overlap():
    for one in alliances():
        for row in memberships(one.id):
            again = [m for m in memberships(one.id) if m.member == row.member and m is not row]
            assert [m for m in again if m.holds(row.entry.first)] == [], row


def test_roles_fit_each_other():
    for one in alliances():
        roles = {row.role for row in memberships(one.id)}
        assert roles <= set(ROLES), one.id
        assert "guarantor" not in roles or "protected" in roles, one.id


def test_a_successor_enters_when_its_forerunner_leaves():
    for row in memberships():
        if row.succeeds:
            left = [m.exit for m in memberships(row.alliance) if m.member == row.succeeds]
            assert any(day and abs((day.free - row.entry.first).days) <= 3 for day in left), row


def test_the_certainty_is_no_better_than_the_dates():
    for one in alliances():
        dates = [date for date in (one.signed, one.in_force, one.ended) if date]
        coarsest = max((date.precision for date in dates), key=("day", "month", "year").index)
        assert one.certainty in {coarsest, "approximate"} or (one.certainty == "signature") == (one.in_force is None)


# Dates


@pytest.mark.parametrize(
    ("text", "first", "last", "free"),
    [
        ("1948", "1948-01-01", "1948-12-31", "1949-01-01"),
        ("1948-02", "1948-02-01", "1948-02-29", "1948-03-01"),
        ("1948-02-05", "1948-02-05", "1948-02-05", "1948-02-05"),
    ],
)
def test_a_month_or_year_counts_in_full(text, first, last, free):
    date = PartialDate(text)
    assert [date.first, date.last, date.free] == [dt.date.fromisoformat(day) for day in (first, last, free)]


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)))
def test_a_coarser_date_contains_the_finer_one(day):
    year, month = PartialDate(f"{day.year:04}"), PartialDate(f"{day:%Y-%m}")
    assert year.first <= month.first <= day <= month.last <= year.last < year.free


# Known history


def joined(key, *days):
    return [len(members(key, dt.date.fromisoformat(day))) for day in days]


def test_nato_grew():
    days = (
        "1949-12-31",
        "1955-12-31",
        "1990-01-01",
        "1999-04-01",
        "2004-12-31",
        "2023-04-03",
        "2023-04-04",
        "2024-03-07",
    )
    assert joined("NATO", *days) == [12, 15, 16, 19, 26, 30, 31, 32]
    assert {"FRA", "GRC"} <= set(members("nato", dt.date(1975, 1, 1)))  # out of the command, not out of the treaty


def test_nato_accessions_agree_with_the_list_typed_by_hand():
    if not NATO.exists():
        pytest.skip("the list is not here")
    with NATO.open(encoding="utf8", newline="") as file:
        theirs = {row["iso3c"]: row["in_force"] for row in csv.DictReader(file)}
    assert {one.member: one.entry.text for one in memberships("NATO")} == theirs


def test_the_united_kingdom_left_the_eu_and_croatia_came():
    assert joined("EU", "2009-12-01", "2013-07-01", "2020-01-31", "2020-02-01") == [27, 28, 28, 27]
    assert "GBR" in members("Lisbon Treaty", dt.date(2020, 1, 31))
    assert {"AUT", "IRL", "MLT"} <= {one.member for one in memberships("EU") if "neutral" in one.note}


def test_the_csto_came_and_went():
    assert joined("CSTO", "1994-04-19", "1994-04-20", "1999-05-01", "2007-01-01", "2013-01-01") == [0, 9, 6, 7, 6]
    assert "ARM" in members("CSTO", dt.date(2025, 1, 1))  # frozen, not denounced
    assert "2024" in next(one.note for one in memberships("CSTO") if one.member == "ARM")


def test_rio_lost_members_but_not_uruguay():
    gone = set(members("TIAR", dt.date(1990, 1, 1))) - set(members("Rio Treaty", dt.date(2020, 1, 1)))
    assert gone == {"MEX", "BOL", "ECU", "NIC", "VEN"}
    assert "URY" in members("RIO", dt.date(2020, 1, 1))
    assert "CUB" not in members("RIO", dt.date(1963, 1, 1))


def test_russia_continues_what_the_soviet_union_left():
    assert members("Indo-Soviet treaty", dt.date(1980, 1, 1)) == ("IND", "SUN")
    assert members("Indo-Soviet treaty", dt.date(1992, 6, 1)) == ("IND", "RUS")
    assert members("Warsaw Pact", dt.date(1991, 7, 1)) == ()


# Looking up


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("nato", "NATO"),
        ("the North Atlantic Treaty", "NATO"),
        ("european union", "EU"),
        ("Budapest memorandum", "BUDAPEST-UKR"),
        ("usa-jpn-1960", "USA-JPN-1960"),
        ("Elysee Treaty", "FRA-DEU-1963"),
        ("Five Eyes", "UKUSA"),
    ],
)
def test_names_are_found_in_any_case(key, found):
    assert alliance(key).id == found
    assert is_alliance(key)


def test_an_unknown_name_lists_what_is_close():
    assert not is_alliance("NATOO")
    with pytest.raises(UsageError, match=r"NATOO.*Close: NATO"):
        alliance("NATOO")
    with pytest.raises(UsageError, match="Known are for instance NATO"):
        alliance("xyzzy")


def test_a_day_before_the_table_is_an_error():
    with pytest.raises(UsageError, match="begins with 1945"):
        members("NATO", dt.date(1944, 12, 31))
