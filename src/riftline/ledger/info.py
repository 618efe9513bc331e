"""What a ledger holds: spans, counts, coverage by month and its holes, what was skipped and why."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from riftline.ledger.store import Ledger

HOLE = 0.1  # a month with less than this share of its neighbours' median is a hole
NEIGHBOURS = 3  # months with events that are looked at on either side
TOP = 15  # unknown codes that are listed

Row = Mapping[str, Any]

_ORIGINS = """
    SELECT origin, count(*) AS events, sum(reports)::BIGINT AS reports, min(coalesce(date, published)) AS first,
        max(coalesce(date, published)) AS last
    FROM events GROUP BY origin ORDER BY events DESC, origin"""
_ASIDE = """
    SELECT origin, note AS reason, count(*) AS events FROM events WHERE note IS NOT NULL GROUP BY ALL
    UNION ALL SELECT origin, 'repeat', count(*) FROM events SEMI JOIN repeats ON repeats.event = events.id
    WHERE note IS NULL GROUP BY ALL ORDER BY events DESC, origin, reason"""
_MONTHS = """
    SELECT origin, date_trunc('month', coalesce(date, published))::DATE AS month, count(*) AS events,
        sum(reports)::BIGINT AS reports
    FROM events WHERE note IS NULL AND coalesce(date, published) IS NOT NULL GROUP BY ALL ORDER BY origin, month"""
_IMPORTS = """
    SELECT import, finished, format, file, bytes, events, known, skipped, version, model FROM imports ORDER BY import"""
_SKIPPED = """
    SELECT reason, sum(rows)::BIGINT AS rows, any_value(file) AS file, any_value(example) AS example
    FROM skipped JOIN imports USING (import) GROUP BY reason ORDER BY rows DESC, reason"""
_UNKNOWN = """
    SELECT field, code, sum(events)::BIGINT AS events FROM unknown GROUP BY ALL ORDER BY events DESC, field, code"""
_TOTALS = """
    SELECT (SELECT count(*) FROM pairs WHERE note IS NULL) AS pairs,
        (SELECT count(*) FROM further_reports) AS further_reports, (SELECT count(*) FROM texts) AS texts"""


@dataclass(frozen=True, slots=True)
class Info:
    """What a ledger holds; rows are dicts under the names of their columns.

    Attributes:
        path, bytes, version: the file, its size on disk, the version of its tables.
        pairs: rows of `dyads`.
        further_reports: reports beyond those that events carry as a number (GDELT's mentions, repeats).
        texts: documents that riftline read itself.
        origins: origin, events, reports, aside (events that `dyads` does not count), first, last.
        aside: origin, reason, events that are in the ledger but not in `dyads`.
        months: origin, month, events, reports; without the events that stand aside for a note.
        holes: origin, first, last (months), events, usual (the median of the months around).
        imports: one row per file or run.
        skipped: reason, rows, file and example.
        unknown: field, code, events: the most frequent; `unknown_codes` is how many there are.
    """

    path: Path
    bytes: int
    version: str
    pairs: int
    further_reports: int
    texts: int
    origins: Sequence[Row]
    aside: Sequence[Row]
    months: Sequence[Row]
    holes: Sequence[Row]
    imports: Sequence[Row]
    skipped: Sequence[Row]
    unknown: Sequence[Row]
    unknown_codes: int


def describe(ledger: Ledger) -> Info:
    """What a ledger holds; takes a second or two for ten million events.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    months = _rows(ledger, _MONTHS)
    unknown = _rows(ledger, _UNKNOWN)
    aside = _rows(ledger, _ASIDE)
    return Info(
        path=ledger.path,
        bytes=ledger.path.stat().st_size,
        version=str(ledger.rows("SELECT value FROM about WHERE name = 'version'")[0][0]),
        **_rows(ledger, _TOTALS)[0],
        origins=[_with_aside(row, aside) for row in _rows(ledger, _ORIGINS)],
        aside=aside,
        months=months,
        holes=[hole for origin in _unique(months) for hole in _holes(origin, months)],
        imports=_rows(ledger, _IMPORTS),
        skipped=_rows(ledger, _SKIPPED),
        unknown=unknown[:TOP],
        unknown_codes=len(unknown),
    )


def _rows(ledger: Ledger, sql: str) -> list[dict[str, Any]]:
    with ledger.errors():
        found = ledger.connection.execute(sql)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _with_aside(row: Row, aside: Sequence[Row]) -> Row:
    return {**row, "aside": sum(one["events"] for one in aside if one["origin"] == row["origin"])}


def _unique(months: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["origin"] for row in months))


def _holes(origin: str, months: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Stretches of months of one data set that have far fewer events than the months around them.

    The stretch looked at begins and ends with a month that is itself no hole, so that a few events dated long before
    the data set begins do not make decades of holes.
    """
    counts = {row["month"]: int(row["events"]) for row in months if row["origin"] == origin}
    enough = HOLE * median(counts.values())
    solid = [month for month, events in counts.items() if events >= enough]
    open_holes: list[dict[str, Any]] = []
    for month in _between(min(solid), max(solid)):
        usual = _usual(month, [one for one in solid if one != month], counts)
        if counts.get(month, 0) >= HOLE * usual:
            yield from open_holes
            open_holes = []
        elif open_holes:
            open_holes[0] |= {"last": month, "events": open_holes[0]["events"] + counts.get(month, 0)}
        else:
            first = {"origin": origin, "first": month, "last": month, "events": counts.get(month, 0), "usual": usual}
            open_holes.append(first)
    yield from open_holes


def _usual(month: dt.date, solid: Sequence[dt.date], counts: Mapping[dt.date, int]) -> float:
    """The median of the nearest months with events on both sides; nought without a month on each side."""
    before = [one for one in solid if one < month][-NEIGHBOURS:]
    after = [one for one in solid if one > month][:NEIGHBOURS]
    return median(counts[one] for one in (*before, *after)) if before and after else 0.0


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield dt.date(number // 12, number % 12 + 1, 1)
