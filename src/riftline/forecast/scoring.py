"""What became of stored forecasts, and the record so far."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from riftline.forecast import book
from riftline.forecast.book import Book, Outcome, Stored
from riftline.forecast.chances.verification import Bin, Verified, reliability, verify
from riftline.forecast.ledger_events import count, last_day
from riftline.ledger.store import Ledger

_SILENT = 0.2  # of the usual volume: a window with less was not watched, and resolves nothing
_USUAL = 90  # days before the forecast that say what is usual


@dataclass(frozen=True, slots=True)
class Scored:
    """What a round of scoring did, and the record of all rounds.

    Attributes:
        resolved: forecasts resolved now, with their outcomes.
        waiting: forecasts whose window the ledger does not reach beyond yet.
        unwatched: forecasts whose window the ledger reaches, but in which hardly anything was reported.
        record: scores of all resolved forecasts beside their base rates; None while there are none.
        reliability: what was said and what was seen.
    """

    resolved: tuple[tuple[Stored, Outcome], ...]
    waiting: int
    unwatched: int
    record: Verified | None
    reliability: tuple[Bin, ...]


def score(path: Path, ledger: Ledger, today: dt.date | None = None) -> Scored:
    """Resolve the open forecasts of a file that the ledger reaches, add their outcomes, and tell the record.

    Each forecast of a run counts; one that was made again on another day counts again.

    Raises:
        InputError: the file is no forecasts file or cannot be written.
    """
    kept = book.read(path)
    last = last_day(ledger, today)
    ripe = [one for one in kept.open if last is not None and one.end <= last]
    watched = [one for one in ripe if _watched(ledger, one)]
    found = [(one, _resolve(ledger, one, last)) for one in watched if last is not None]
    if found:
        book.note(path, [outcome for _, outcome in found])
    record, bins = record_of(book.read(path))
    return Scored(tuple(found), len(kept.open) - len(ripe), len(ripe) - len(watched), record, bins)


def _resolve(ledger: Ledger, one: Stored, last: dt.date) -> Outcome:
    asked = one.question
    assert asked.start is not None  # noqa: S101 - filled in when it was made
    events = count(ledger, asked.source, asked.target, asked.act, asked.start, asked.days)
    return Outcome(one.run, one.number, events, events >= asked.events, last)


def _watched(ledger: Ledger, one: Stored) -> bool:
    """Whether the window was reported on about as the days before it: an outage is no peace."""
    assert one.question.start is not None  # noqa: S101 - as above
    sql = "SELECT count(*) FROM dyads WHERE status = 'actual' AND date >= ? AND date < ?"
    inside = ledger.rows(sql, [one.question.start, one.end])[0][0] / one.question.days
    before = ledger.rows(sql, [one.until - dt.timedelta(_USUAL), one.until])[0][0] / _USUAL
    return bool(inside >= _SILENT * before)


def record_of(kept: Book) -> tuple[Verified | None, tuple[Bin, ...]]:
    """The scores of all forecasts with an outcome, beside their base rates, and what was said and seen."""
    outcomes = {(one.run, one.number): one for one in kept.outcomes}
    resolved = [(one, outcomes[one.run, one.number]) for one in kept.forecasts if (one.run, one.number) in outcomes]
    if not resolved:
        return None, ()
    chance, base = (np.array([getattr(one, name) for one, _ in resolved], float) for name in ("chance", "base"))
    happened = np.array([outcome.happened for _, outcome in resolved], float)
    bins = reliability(chance, happened, bins=max(1, min(15, len(resolved) // 10)))
    return verify(chance, happened, {"base rate": base}), tuple(bins)
