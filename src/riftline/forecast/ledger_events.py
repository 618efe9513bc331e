"""What forecasts read from a ledger: its events as a panel, and single past events with where they are told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from riftline.facts.countries import country
from riftline.forecast.chances.panel import Panel, panel_of
from riftline.forecast.questions import QUADS, Act
from riftline.ledger.store import Ledger

YEARS = 4  # back from the day of the forecast; what lies before says little about the coming weeks
COMMENT = "comment"  # events without a type: CAMEO's root 01
MATCHES = 5
WEEK = 7
THIN = 0.05  # of the usual volume of a week: what is told with less has not been watched
_REGIONS = np.array([200, 400, 630, 700, 900])  # Correlates of War numbers: Americas, Europe, Africa, …

_PANEL = """
    SELECT date, source, target, {kind} AS kind, any_value(quad) AS quad, count(DISTINCT event) AS events
    FROM dyads WHERE status = 'actual' AND date >= ? AND date < ? GROUP BY 1, 2, 3, 4
"""
_MATCHES = """
    SELECT d.date, coalesce(d.type, ?), e.text, e.quote, coalesce(e.url, t.url), e.document, e.id
    FROM dyads d JOIN events e ON e.id = d.event LEFT JOIN texts t ON t.id = e.document
    WHERE d.status = 'actual' AND d.source = ? AND d.target = ? AND d.date < ?
      AND (list_contains(?::VARCHAR[], d.type) OR list_contains(?::TINYINT[], d.quad))
    ORDER BY d.date DESC, e.id LIMIT ?
"""
_VOLUME = """
    SELECT date, count(*) FROM dyads WHERE status = 'actual' AND date <= ? GROUP BY 1 ORDER BY 1
"""
_COUNT = """
    SELECT count(DISTINCT event) FROM dyads WHERE status = 'actual' AND source = ? AND target = ?
      AND date >= ? AND date < ? AND (list_contains(?::VARCHAR[], type) OR list_contains(?::TINYINT[], quad))
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A past event of the kind that is asked for, and where it is told."""

    date: dt.date
    type: str
    text: str | None
    quote: str | None
    url: str | None
    document: str | None
    event: str


def last_day(ledger: Ledger, today: dt.date | None = None) -> dt.date | None:
    """The last day that was watched, not later than `today`; None where there are no actual events.

    A day counts as watched if the week that it ends holds at least 5 % of the usual volume, the daily volume that the
    median event shares. So a few events of a thin data set, years after a dense one ends, do not read as peace.
    """
    rows = ledger.rows(_VOLUME, [today or dt.date.max])
    if not rows:
        return None
    day = np.array([date.toordinal() for date, _ in rows])
    events = np.array([count for _, count in rows])
    upto = np.cumsum(events)
    week = upto - np.append(0, upto)[np.searchsorted(day, day - WEEK, side="right")]
    ranked = np.sort(events)
    usual = ranked[np.searchsorted(np.cumsum(ranked), events.sum() / 2)]
    return dt.date.fromordinal(int(day[week >= THIN * WEEK * usual][-1]))


def read_panel(ledger: Ledger, until: dt.date, act: Act | None = None) -> Panel:
    """The actual events of the four years before `until`.

    Args:
        ledger: what to read.
        until: the first day that is not read.
        act: a set of types or the classes that count as one type. Without it each PLOVER type is a type; with classes
            alone, each class.
    """
    rows = ledger.rows(_PANEL.format(kind=_kind(act)), [until - dt.timedelta(365 * YEARS), until])
    dates, sources, targets, kinds, quads, events = zip(*rows, strict=True) if rows else ((),) * 6
    start = min(dates, default=until)
    parties, who = _numbers([*sources, *targets])
    names, what = _numbers(kinds)
    classes = np.zeros(len(names), np.int64)
    classes[what] = np.nan_to_num(np.array(quads, float)).astype(np.int64)
    day = np.array([(date - start).days for date in dates], np.int64)
    size = len(day)
    return panel_of(
        who[:size], what, who[size:], day, parties=parties, kinds=names, events=np.array(events, np.int64),
        places=np.array([_region(code, number) for number, code in enumerate(parties)], np.int64),
        classes=classes, start=start,
    )  # fmt: skip


def _kind(act: Act | None) -> str:
    """SQL that names what an event counts as."""
    if act is None or len(act.types) == 1:
        return f"coalesce(type, '{COMMENT}')"
    if act.types:
        chosen = ", ".join(f"'{name}'" for name in act.types)
        return f"CASE WHEN type IN ({chosen}) THEN '{act.label}' ELSE coalesce(type, '{COMMENT}') END"
    chosen = ", ".join(str(quad) for quad in act.quads)
    others = " ".join(f"WHEN {quad} THEN '{name}'" for quad, name in QUADS.items())
    return f"CASE WHEN quad IN ({chosen}) THEN '{act.label}' ELSE CASE quad {others} ELSE '{COMMENT}' END END"


def _numbers(names: Any) -> tuple[tuple[str, ...], Any]:
    known = sorted(set(names))
    number = {name: at for at, name in enumerate(known)}
    return tuple(known), np.array([number[name] for name in names], np.int64)


def _region(code: str, number: int) -> int:
    """The part of the world, by the hundreds of the Correlates of War number; others are a place of their own."""
    found = country(code)
    return (
        int(np.searchsorted(_REGIONS, found.cow, side="right")) if found and found.cow else len(_REGIONS) + 1 + number
    )


def matches(ledger: Ledger, source: str, target: str, act: Act, before: dt.date) -> tuple[Match, ...]:
    """The last events of the kind from source to target before a day, the latest first."""
    values = [COMMENT, source, target, before, list(act.types), list(act.quads), MATCHES]
    return tuple(Match(*row) for row in ledger.rows(_MATCHES, values))


def count(ledger: Ledger, source: str, target: str, act: Act, first: dt.date, days: int) -> int:
    """How many events of the kind there were in the days from `first`."""
    values = [source, target, first, first + dt.timedelta(days), list(act.types), list(act.quads)]
    return int(ledger.rows(_COUNT, values)[0][0])
