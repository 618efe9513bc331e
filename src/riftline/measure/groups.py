"""Groups of parties: a list of codes, or an alliance whose members come and go."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import narwhals as nw

from riftline.errors import MeasureError

Members = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Spell:
    """Parties that belong to the group from the first to the last day, both included."""

    codes: tuple[str, ...]
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max


def spells(members: Members, first: dt.date, last: dt.date) -> tuple[Spell, ...]:
    """Who belongs to a group between two days.

    A list of codes belongs all the time. An alliance is told by its id or name (`NATO`); its members belong to it from
    entry to exit, and it counts as a party itself, since "the United States accuses NATO" is a matter within it.

    Raises:
        MeasureError: nobody belongs to it in that time, or a list has fewer than two codes.
        UsageError: there is no such alliance.
    """
    if not isinstance(members, str):
        codes = tuple(dict.fromkeys(members))
        if len(codes) < 2:  # noqa: PLR2004 - a group has pairs
            raise MeasureError(f"a group of {len(codes)} has no pairs", remedy="Give two codes or more")
        return (Spell(codes),)
    return _of_alliance(members, first, last)


def inside(column: str, group: Sequence[Spell]) -> nw.Expr:
    """Whether the party in `column` belongs to the group on the `date` of the row."""
    return reduce(or_, (_belongs(column, spell) for spell in group))


def _belongs(column: str, spell: Spell) -> nw.Expr:
    """The days are asked for only where they matter: it costs time with many rows."""
    member, day = nw.col(column).is_in(list(spell.codes)), nw.col("date")
    if spell.first > dt.date.min:
        member &= day >= spell.first
    return member if spell.last == dt.date.max else member & (day <= spell.last)


def size(group: Sequence[Spell], day: dt.date) -> int:
    """How many parties belong to the group on a day."""
    return len({code for spell in group if spell.first <= day <= spell.last for code in spell.codes})


def _of_alliance(key: str, first: dt.date, last: dt.date) -> tuple[Spell, ...]:
    from riftline.facts.alliances import alliance, memberships  # noqa: PLC0415 - reads the tables

    terms: dict[tuple[dt.date, dt.date], list[str]] = {}
    for one in memberships(key):
        begin = one.entry.first if one.entry.first > first else dt.date.min
        end = one.exit.free - dt.timedelta(days=1) if one.exit else last
        if begin <= last and end >= first:
            terms.setdefault((begin, end if end < last else dt.date.max), []).append(one.member)
    if not terms:
        remedy = "Name another alliance or time, or list the members"
        raise MeasureError(f"{key} has no members between {first} and {last}", remedy=remedy)
    own = terms.setdefault((dt.date.min, dt.date.max), [])
    own.append(alliance(key).id)
    return tuple(Spell(tuple(sorted(codes)), *term) for term, codes in sorted(terms.items()))
