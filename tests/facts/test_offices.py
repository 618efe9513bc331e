import datetime as dt

import pytest

from riftline.facts.countries import country
from riftline.facts.names import normalize
from riftline.facts.offices import find_person, people
from riftline.facts.organizations import organization


@pytest.mark.parametrize(
    ("name", "day", "state", "role"),
    [
        ("Heiko Maas", "2019-01-01", "DEU", "foreign minister"),
        ("Merkel", "2010-05-05", "DEU", "chancellor"),
        ("Barack Obama", "2007-01-01", "USA", "senator"),
        ("Barack Obama", "2010-01-01", "USA", "president"),
        ("Donald Trump", "2018-01-01", "USA", "president"),
        ("Volodymyr Zelenskyy", "2023-01-01", "UKR", "president"),
        ("Dmitry Medvedev", "2009-01-01", "RUS", "president"),
        ("Dmitry Medvedev", "2015-01-01", "RUS", "prime minister"),
        ("Nelson Mandela", "1995-01-01", "ZAF", "president"),
        ("Narendra Modi", "2012-01-01", "IND", "chief minister"),
        ("Shinzo Abe", "2013-06-01", "JPN", "prime minister"),
        ("Erdogan", "2005-01-01", "TUR", "prime minister"),
        ("Hassan Nasrallah", "2006-07-20", "LBN", "Hezbollah leader"),
    ],
)
def test_office_on_a_day(name, day, state, role):
    person = find_person(name)
    assert person is not None
    office = person.office(dt.date.fromisoformat(day))
    assert office is not None
    assert (office.country, office.role) == (state, role)


def test_nobody_holds_an_office_after_it():
    merkel = find_person("Angela Merkel")
    day = dt.date(2022, 1, 1)
    assert merkel.office(day) is None
    assert merkel.former(day).role == "chancellor"


def test_before_the_first_office():
    assert find_person("Emmanuel Macron").office(dt.date(2000, 1, 1)) is None
    assert find_person("Emmanuel Macron").former(dt.date(2000, 1, 1)) is None


def test_without_a_day_the_last_office_counts():
    assert find_person("Mark Rutte").office(None).organization == "NATO"


def test_years_include_their_last_day():
    office = find_person("Leslie Aspin") or find_person("Les Aspin")
    assert office.office(dt.date(1994, 12, 31)) is not None
    assert office.office(dt.date(1995, 1, 1)) is None


def test_table_is_large_and_points_at_known_states_and_bodies():
    offices = [office for person in people() for office in person.offices]
    assert len(offices) >= 3_700
    assert {o.country for o in offices if o.country and country(o.country) is None} == set()
    assert {o.organization for o in offices if o.organization and organization(o.organization) is None} == set()
    assert [o for o in offices if o.until is not None and o.until <= o.since] == []


def test_case_counts():
    assert find_person("may") is None


def test_nobody_is_listed_under_two_names():
    """A name or alias leads to one person only, so that the offices of one person stand together."""
    owners: dict[str, set[str]] = {}
    for person in people():
        for name in (person.name, *person.aliases):
            owners.setdefault(normalize(name.removeprefix("=")), set()).add(person.name)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("name", "day", "state", "role"),
    [
        ("Hubert Ingraham", "2010-01-01", "BHS", "prime minister"),
        ("Anna Lindh", "2001-06-01", "SWE", "foreign minister"),
        ("Panos Kammenos", "2016-01-01", "GRC", "defense minister"),
        ("Pravin Gordhan", "2016-01-01", "ZAF", "finance minister"),
        ("Tom Daschle", "2001-10-01", "USA", "senator"),
    ],
)
def test_ministers_and_heads_of_small_states(name, day, state, role):
    office = find_person(name).office(dt.date.fromisoformat(day))
    assert (office.country, office.role) == (state, role)
