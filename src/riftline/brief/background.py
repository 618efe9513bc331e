"""What a ledger and the table of alliances know of the pairs of a brief, up to the day before its first document."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from riftline.brief.report import Background, Dyad, LastBreak, Party, YearBefore
from riftline.errors import MeasureError, UsageError
from riftline.facts.alliances import is_alliance, memberships
from riftline.facts.obligations import Obligation, obligations

if TYPE_CHECKING:
    import duckdb

MOST_PAIRS = 8
YEARS = 5  # of 365 days, back from the first document
_DAYS = 365


def make_background(
    dyads: Sequence[Dyad], published: Iterable[dt.date], events: "duckdb.DuckDBPyRelation"
) -> tuple[Background, ...]:
    """History, obligations and last break of the pairs of a brief, in its order, as far as there are any.

    Args:
        dyads: the pairs of the brief.
        published: days of its documents; what happened from the first of them on is left out. Without any, all
            of the ledger counts.
        events: the dyads frame of the ledger.
    """
    until = min(published, default=None)
    before = events.filter(f"date < DATE '{until}'") if until else events
    wanted = [dyad for dyad in dyads if is_public(dyad.first) and is_public(dyad.second)][:MOST_PAIRS]
    last = until or _last_day(before)
    if last is None:
        return ()
    found = (_background(dyad.first, dyad.second, last, before) for dyad in wanted)
    return tuple(one for one in found if one.years or one.owed or one.last_break)


def code_of(party: Party) -> str:
    """`USA` of the key `country:USA`."""
    return party.key.partition(":")[2]


def is_public(party: Party) -> bool:
    """Whether a ledger can know the party: a country or an organization."""
    return party.kind in {"country", "organization"}


def _last_day(events: "duckdb.DuckDBPyRelation") -> dt.date | None:
    found: list[tuple[dt.date | None]] = events.aggregate("max(date) + 1").fetchall()
    return found[0][0]


def _background(first: Party, second: Party, until: dt.date, events: "duckdb.DuckDBPyRelation") -> Background:
    return Background(
        first=first,
        second=second,
        until=until,
        years=_years(code_of(first), code_of(second), until, events),
        owed=tuple(_owed(first, second, until)),
        last_break=_last_break(code_of(first), code_of(second), events),
    )


def _years(one: str, other: str, until: dt.date, events: "duckdb.DuckDBPyRelation") -> tuple[YearBefore, ...]:
    """Each of the years before `until` with events of the pair, the latest first.

    The measure counts by calendar year; the days are moved so that a calendar year ends where the brief begins.
    """
    from riftline.measure.relations import relations  # noqa: PLC0415 - heavy

    moved = (dt.date(until.year, 1, 1) - until).days
    recent = events.filter(f"date >= DATE '{until - dt.timedelta(YEARS * _DAYS)}'")
    frame = recent.project(f"* REPLACE (date + {moved} AS date)")
    found = relations(frame, by="year", directed=False, parties=[one, other]).to_arrow_table().to_pylist()
    return tuple(_year(row, until) for row in reversed(found) if row["events"])


def _year(row: dict[str, Any], until: dt.date) -> YearBefore:
    return YearBefore(
        ago=until.year - row["period"].year,
        events=row["events"],
        conflict_share=row["conflict_share"],
        lower=row["lower"],
        upper=row["upper"],
    )


def _last_break(one: str, other: str, events: "duckdb.DuckDBPyRelation") -> LastBreak | None:
    from riftline.measure.breaks import breaks  # noqa: PLC0415 - heavy

    try:
        found = breaks(events, source=one, target=other).to_arrow_table().to_pylist()
    except MeasureError:  # the ledger is too short or thin to tell
        return None
    shifts = [row for row in found if row["kind"] != "spike"]
    if not shifts:
        return None
    last = max(shifts, key=lambda row: row["period"])
    return LastBreak(last["period"], last["side"], last["before"], last["after"], last["ratio"], last["p"])


def _owed(first: Party, second: Party, until: dt.date) -> Iterator[str]:
    """Treaties between two states, one line each; the membership where one party is an alliance."""
    for club, state in ((first, second), (second, first)):
        if is_alliance(code_of(club)):
            yield from (
                f"{state.label} is a member of {club.label} since {found.entry}"
                for found in memberships(code_of(club))
                if found.member == code_of(state) and found.holds(until)
            )
            return
    try:
        found = obligations(code_of(first), code_of(second), until)
    except UsageError:  # a party is no state, or did not exist then
        return
    labels = {code_of(party): party.label for party in (first, second)}
    for name in dict.fromkeys(owed.alliance for owed in found):
        yield _treaty([owed for owed in found if owed.alliance == name], labels)


def _treaty(owed: Sequence[Obligation], labels: dict[str, str]) -> str:
    """One line for a treaty, such as "Italy and Malta: …, since 1980-09-15 (defence)"; one-sided where it is."""
    one = owed[0]
    who = " and ".join(sorted(labels.values())) if len(owed) > 1 else f"{labels[one.bound]} to {labels[one.toward]}"
    article = f", article {one.article}" if one.article else ""
    return f"{who}: {one.name}{article}, since {one.since} ({', '.join(one.kinds)})"
