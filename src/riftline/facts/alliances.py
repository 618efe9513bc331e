"""Alliances and guarantees in force at any time since 1945: who was bound to do what for whom, and when.

Conventions of `alliances.csv` and `alliance_members.csv`:

- **Kinds** are ATOP's: `defence`, `offence`, `neutrality`, `non-aggression`, `consultation`. One is ours:
  `cooperation` marks arrangements often taken for alliances that promise none of the five (AUKUS, Five Eyes).
- **Form** says how firm it is: `treaty`, `agreement` (executive or not published), `declaration` (political), `law`
  (of one side).
- **Roles**: a `party` owes every other party what the treaty asks; a `guarantor` owes it to the `protected`, not to
  other guarantors; a `protected` state owes only what its cell `owes` names. `not_with` lists members between whom
  nothing is owed (the United States and New Zealand under ANZUS since 1986).
- **Dates** are as precise as is known: "1948-05-31", "1948-05" or "1948". A month or a year counts in full, both where
  it begins and where it ends; a day of exit or end is the first day on which nothing is owed any more.
- **Entry** is the day the treaty bound the member; where entry into force is not known it is the signature, and
  `certainty` says so (`day`, `month`, `year`: the coarsest date of the row; `signature`; `approximate`: the date
  itself is open, for instance where a treaty lapsed without notice).
- **Exit** is a denunciation or suspension that took effect. Leaving a command structure is none (France 1966,
  Greece 1974), nor is a freeze without denunciation (Armenia in the CSTO).
- **Successors** are rows of their own: Russia enters what the Soviet Union leaves on 1991-12-26, and `succeeds` says
  SUN. A state is asked for under the code it had on the day: SUN in 1975, RUS in 2025.
- **Source** is the place in the treaty series (UNTS, LNTS, UST) where it is certain, else treaty and date. What was
  taken from or checked against ATOP (Leeds, Ritter, Mitchell and Long 2002) one by one mostly has a note that says so.
  The rest was compiled from general knowledge, not row by row from the texts: cite the treaty, not the table.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from riftline.errors import UsageError
from riftline.facts.names import normalize, read_table, split_cell

Kind = Literal["defence", "offence", "neutrality", "non-aggression", "consultation", "cooperation"]
KINDS: tuple[Kind, ...] = ("defence", "offence", "neutrality", "non-aggression", "consultation", "cooperation")
ROLES = ("party", "guarantor", "protected")
FORMS = ("treaty", "agreement", "declaration", "law")
CERTAINTIES = ("day", "month", "year", "signature", "approximate")
FIRST_DAY = dt.date(1945, 1, 1)  # what ended before is not in the table
AS_OF = dt.date(2025, 11, 30)  # little of what happened later is in the table


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, written "1948-05-31", "1948-05" or "1948"."""

    text: str

    def __str__(self) -> str:
        """As it is written in the table."""
        return self.text

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """How much of the date is known."""
        parts = self.text.count("-")
        return "day" if parts > 1 else "month" if parts else "year"

    @property
    def first(self) -> dt.date:
        """The first day it may be."""
        return _first_day(self.text)

    @property
    def last(self) -> dt.date:
        """The last day it may be."""
        first = self.first
        if self.precision == "day":
            return first
        month = 12 if self.precision == "year" else first.month
        return dt.date(first.year, month, calendar.monthrange(first.year, month)[1])

    @property
    def free(self) -> dt.date:
        """As an end: the first day on which nothing is owed; a month or year counts in full."""
        return self.first if self.precision == "day" else self.last + dt.timedelta(days=1)


@cache
def _first_day(text: str) -> dt.date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


@dataclass(frozen=True, slots=True)
class Alliance:
    """An alliance, guarantee or understanding, and the obligation in one line. Columns: see the module's docstring."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kinds: tuple[Kind, ...]
    obligation: str
    form: str
    treaty: str
    article: str
    signed: PartialDate
    in_force: PartialDate | None
    ended: PartialDate | None
    certainty: str
    source: str
    note: str

    @property
    def begins(self) -> PartialDate:
        """Entry into force, or the signature where that is not known."""
        return self.in_force or self.signed

    def holds(self, on: dt.date) -> bool:
        """Whether it was in force on that day."""
        return _covers(self.begins, self.ended, on)


@dataclass(frozen=True, slots=True)
class Membership:
    """One member's time in an alliance; `succeeds` is the state whose membership it continues."""

    alliance: str
    member: str
    entry: PartialDate
    exit: PartialDate | None
    role: str
    owes: tuple[Kind, ...]
    succeeds: str | None
    not_with: tuple[str, ...]
    note: str

    def holds(self, on: dt.date) -> bool:
        """Whether it was bound on that day."""
        return _covers(self.entry, self.exit, on)


@cache
def alliances() -> tuple[Alliance, ...]:
    """All alliances in the order of the table."""
    return tuple(_alliance(row) for row in read_table("alliances.csv"))


@cache
def memberships(key: str | None = None) -> tuple[Membership, ...]:
    """All memberships, or those of one alliance, members that left included.

    Raises:
        UsageError: there is no such alliance.
    """
    if key is None:
        return tuple(_membership(row) for row in read_table("alliance_members.csv"))
    return _by_alliance().get(alliance(key).id, ())


def alliance(key: str) -> Alliance:
    """The alliance with that id or name, in whatever case: "NATO", "Rio Treaty", "usa-jpn-1960".

    Raises:
        UsageError: there is none; the message lists names that are close.
    """
    found = _by_key().get(normalize(key))
    if found is None:
        raise UsageError(f'no alliance is called "{key}"', remedy=suggestion(key))
    return found


def is_alliance(key: str) -> bool:
    """Whether an alliance has that id or name."""
    return normalize(key) in _by_key()


def members(key: str, on: dt.date) -> tuple[str, ...]:
    """The codes of the members of an alliance on a day, in alphabetical order.

    Args:
        key: id or name of the alliance, in whatever case.
        on: the day; from 1945 on.

    Raises:
        UsageError: there is no such alliance, or the day lies before 1945.
    """
    day = checked(on)
    return tuple(sorted({one.member for one in memberships(alliance(key).id) if one.holds(day)}))


def checked(on: dt.date) -> dt.date:
    """The day, if the table covers it.

    Raises:
        UsageError: it lies before 1945.
    """
    if on < FIRST_DAY:
        raise UsageError("the table of alliances begins with 1945", where=on.isoformat(), remedy="Give a later day")
    return on


def suggestion(key: str) -> str:
    """Which alliances are called something like that, as the remedy of an error."""
    near = get_close_matches(normalize(key), list(_by_key()), n=5, cutoff=0.6)
    close = dict.fromkeys(_by_key()[phrase].id for phrase in near)
    if close:
        return f"Close: {', '.join(close)}"
    return "Known are for instance NATO, EU, CSTO, RIO, ANZUS, USA-JPN-1960"


def _covers(start: PartialDate, end: PartialDate | None, on: dt.date) -> bool:
    return start.first <= on and (end is None or on < end.free)


def _phrases(one: Alliance) -> tuple[str, ...]:
    return one.id, one.name, *one.aliases


@cache
def _by_key() -> dict[str, Alliance]:
    return {normalize(phrase): one for one in alliances() for phrase in _phrases(one)}


@cache
def _by_alliance() -> dict[str, tuple[Membership, ...]]:
    grouped: dict[str, list[Membership]] = {}
    for one in memberships():
        grouped.setdefault(one.alliance, []).append(one)
    return {key: tuple(rows) for key, rows in grouped.items()}


def _alliance(row: dict[str, str]) -> Alliance:
    return Alliance(
        id=row["id"],
        name=row["name"],
        aliases=split_cell(row["aliases"]),
        kinds=_kinds(row["kinds"]),
        obligation=row["obligation"],
        form=row["form"],
        treaty=row["treaty"],
        article=row["article"],
        signed=PartialDate(row["signed"]),
        in_force=_date(row["in_force"]),
        ended=_date(row["ended"]),
        certainty=row["certainty"],
        source=row["source"],
        note=row["note"],
    )


def _membership(row: dict[str, str]) -> Membership:
    return Membership(
        alliance=row["alliance"],
        member=row["member"],
        entry=PartialDate(row["entry"]),
        exit=_date(row["exit"]),
        role=row["role"],
        owes=_kinds(row["owes"]),
        succeeds=row["succeeds"] or None,
        not_with=split_cell(row["not_with"]),
        note=row["note"],
    )


def _kinds(cell: str) -> tuple[Kind, ...]:
    return tuple(_ordered(cell.split(";")))


def _ordered(named: list[str]) -> Iterator[Kind]:
    return (kind for kind in KINDS if kind in named)


def _date(cell: str) -> PartialDate | None:
    return PartialDate(cell) if cell else None
