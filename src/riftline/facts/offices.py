"""Who held which office when.

A row is one person in one office. `start` and `end` have the precision the row is sure of: a year, a month or a day; an
empty `end` means still in office, or that the end is not known. A period written as years includes both years.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riftline.facts.names import NameIndex, parse_day, read_table, split_cell


@dataclass(frozen=True, slots=True)
class Office:
    """One person's time in one office; `until` is the first day after it."""

    person: str
    country: str | None
    organization: str | None
    sector: str
    role: str
    since: dt.date
    until: dt.date | None
    table: str = "offices.csv"  # where it is listed

    def held(self, on: dt.date) -> bool:
        """Whether it was held on that day."""
        return self.since <= on and (self.until is None or on < self.until)

    def years(self) -> str:
        """`2018-2021`, or `2019-` while it lasts; nothing where no day is known."""
        if self.since == dt.date.min:
            return "" if self.until is None else f"until {(self.until - dt.timedelta(days=1)).year}"
        last = "" if self.until is None else str((self.until - dt.timedelta(days=1)).year)
        return str(self.since.year) if last == str(self.since.year) else f"{self.since.year}-{last}"


@dataclass(frozen=True, slots=True)
class Person:
    """A person with all offices in the table, oldest first."""

    name: str
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]

    def office(self, on: dt.date | None) -> Office | None:
        """The office held on that day (the one taken up last); without a day, the last one."""
        if on is None:
            return self.offices[-1]
        held = [office for office in self.offices if office.held(on)]
        return held[-1] if held else None

    def former(self, on: dt.date) -> Office | None:
        """The last office that had ended by that day."""
        past = [office for office in self.offices if office.until is not None and office.until <= on]
        return max(past, key=lambda office: office.until or on, default=None)


@cache
def people() -> tuple[Person, ...]:
    """Everybody in the table."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in read_table("offices.csv"):
        rows.setdefault(row["person"], []).append(row)
    return tuple(_person(name, own) for name, own in rows.items())


def find_person(name: str) -> Person | None:
    """The person with that name or alias, or None."""
    found = _index().find(name)
    return found[0] if found else None


def holders(country: str | None, organization: str | None, role: str, on: dt.date) -> tuple[Office, ...]:
    """The offices of that role of a country or organization that were held on a day, the one taken up last behind."""
    listed = _by_role().get((country, organization, role), ())
    return tuple(office for office in listed if office.held(on))


@cache
def _by_role() -> dict[tuple[str | None, str | None, str], tuple[Office, ...]]:
    found: dict[tuple[str | None, str | None, str], list[Office]] = {}
    for office in sorted((o for person in people() for o in person.offices), key=lambda office: office.since):
        found.setdefault((office.country, office.organization, office.role), []).append(office)
    return {key: tuple(offices) for key, offices in found.items()}


@cache
def gazetteer() -> Mapping[str, Person]:
    """Normalised name → person, for longest-match search over tokens."""
    return _index().preferred()


@cache
def _index() -> NameIndex[Person]:
    return NameIndex((name, person) for person in people() for name in (person.name, *person.aliases))


def _person(name: str, rows: list[dict[str, str]]) -> Person:
    aliases = tuple(dict.fromkeys(alias for row in rows for alias in split_cell(row["aliases"])))
    return Person(name, aliases, tuple(sorted(map(_office, rows), key=lambda office: office.since)))


def _office(row: dict[str, str]) -> Office:
    return Office(
        person=row["person"],
        country=row["country"] or None,
        organization=row["organization"] or None,
        sector=row["sector"],
        role=row["role"],
        since=parse_day(row["start"]) or dt.date.min,
        until=_first_day_after(row["end"]),
    )


def _first_day_after(text: str) -> dt.date | None:
    """The first day after a period: "2021" and "2021-05" end with their last day; a full date is the day of leaving."""
    first = parse_day(text)
    if first is None:
        return None
    parts = text.count("-")
    if parts == 0:
        return dt.date(first.year + 1, 1, 1)
    if parts == 1:
        return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first
