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
    first: dt.date
    last: dt.date


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
        return (Spell(codes, first, last),)
    return _of_alliance(members, first, last)


def inside(column: str, group: Sequence[Spell]) -> nw.Expr:
    """Whether the party in `column` belongs to the group on the `date` of the row."""
    day = nw.col("date")
    return reduce(or_, (nw.col(column).is_in(list(s.codes)) & day.is_between(s.first, s.last) for s in group))


def size(group: Sequence[Spell], day: dt.date) -> int:
    """How many parties belong to the group on a day."""
    return len({code for spell in group if spell.first <= day <= spell.last for code in spell.codes})


def _of_alliance(key: str, first: dt.date, last: dt.date) -> tuple[Spell, ...]:
    from riftline.facts.alliances import alliance, memberships  # noqa: PLC0415 - reads the tables

    terms: dict[tuple[dt.date, dt.date], list[str]] = {}
    for one in memberships(key):
        end = one.exit.free - dt.timedelta(days=1) if one.exit else last
        if one.entry.first <= last and end >= first:
            terms.setdefault((max(one.entry.first, first), min(end, last)), []).append(one.member)
    if not terms:
        remedy = "Name another alliance or time, or list the members"
        raise MeasureError(f"{key} has no members between {first} and {last}", remedy=remedy)
    known = [Spell(tuple(sorted(codes)), *term) for term, codes in sorted(terms.items())]
    return (*known, Spell((alliance(key).id,), first, last))
