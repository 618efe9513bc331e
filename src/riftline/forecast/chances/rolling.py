"""Backtests: forecasts as they would have been made, from one day to the next, and what then happened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from riftline.errors import MeasureError
from riftline.forecast.chances import base_rates
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.model import Model, Settings, Walk, learn
from riftline.forecast.chances.panel import Cells, Floats, Ints, Panel, cells_of
from riftline.forecast.chances.verification import Bin, Verified, reliability, verify

FEW_ORIGINS = 10  # with fewer days of forecast the interval of a skill redraws pairs instead of days
HISTORY = (
    (0, 0, "never before"),
    (1, 1, "once"),
    (2, 4, "2 to 4 days"),
    (5, 19, "5 to 19 days"),
    (20, 10**9, "20 days or more"),
)


@dataclass(frozen=True, slots=True)
class Rolled:
    """All forecasts of a backtest, one entry each.

    Attributes:
        day: the first day of the window.
        cell: what was forecast, a number in `cells`.
        chance: the forecast.
        raw: the forecast before calibration.
        base: the recalibrated rate of pair and type.
        climate: the rate of the type.
        persistent: 1 where it happened in the last window.
        history: days with such an event before.
        happened: 1 or 0.
        cells: what is forecast.
    """

    day: Ints
    cell: Ints
    chance: Floats
    raw: Floats
    base: Floats
    climate: Floats
    persistent: Floats
    history: Ints
    happened: Floats
    cells: Cells


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a backtest found: scores of all forecasts, by type and by history, and the reliability table."""

    days: int
    origins: int
    all: Verified
    by_kind: dict[str, Verified]
    by_history: dict[str, Verified]
    reliability: tuple[Bin, ...]


def roll(
    panel: Panel,
    *,
    every_kind: bool,
    settings: Settings,
    starts: list[int],
    origins: list[int],
    evidence: type[Evidence] = Evidence,
) -> Rolled | None:
    """Forecast every window of a test, learning anew at each of `starts`.

    Args:
        panel: all events; what lies after a window's first day is not looked at for its forecast.
        every_kind: forecast every type for every pair seen before, or only triples seen before.
        settings: what is learned and how.
        starts: days on which a model is learned; it forecasts up to the next.
        origins: first days of the windows.
        evidence: where columns come from; a subclass may leave some out.

    Returns:
        None where there was not enough to learn from before the first start.
    """
    cells = cells_of(panel, every_kind=every_kind)
    gathered = _Gathered()
    for start, stop in zip(starts, [*starts[1:], panel.until + 1], strict=True):
        walk = Walk(evidence(panel, cells, settings.days, settings.least, settings.lead), settings.step)
        model = learn(walk, start, settings)
        for day in origins:
            if model is not None and start <= day < stop:
                gathered.add(model, walk.to(day))
    return gathered.rolled(cells) if gathered.parts else None


class _Gathered:
    """Collects forecasts window by window."""

    def __init__(self) -> None:
        self.parts: list[tuple[Any, ...]] = []

    def add(self, model: Model, evidence: Evidence) -> None:
        """Forecast the window that begins now; the outcome is looked up for the score only."""
        known = evidence.cells.known(evidence.day)
        own = np.arange(known)
        raw = model.raw(evidence, known)
        part = (
            np.full(known, evidence.day), own, model.calibrator(raw), raw, model.base(evidence, known),
            base_rates.type_rate(evidence, known), base_rates.persistence(evidence, known),
            evidence.tallies[0].total[own], evidence.happened(evidence.day, known),
        )  # fmt: skip
        self.parts.append(part)

    def rolled(self, cells: Cells) -> Rolled:
        """All of it."""
        day, cell, chance, raw, base, climate, persistent, history, happened = (
            np.concatenate(column) for column in zip(*self.parts, strict=True)
        )
        return Rolled(day, cell, chance, raw, base, climate, persistent, history, happened, cells)


def backtest(panel: Panel, rolled: Rolled, days: int) -> Backtest:
    """The scores of a backtest's forecasts."""
    origins = np.unique(rolled.day)
    blocks = np.searchsorted(origins, rolled.day)
    if len(origins) < FEW_ORIGINS:
        blocks = rolled.cells.dyad[rolled.cell]
    everything = np.ones(len(rolled.day), bool)
    kind = rolled.cells.kind[rolled.cell]
    return Backtest(
        days=days,
        origins=len(origins),
        all=_scores(rolled, everything, blocks),
        by_kind={panel.kinds[one]: _scores(rolled, kind == one) for one in np.unique(kind)},
        by_history={
            name: _scores(rolled, part)
            for low, high, name in HISTORY
            if (part := (rolled.history >= low) & (rolled.history <= high)).any()
        },
        reliability=tuple(reliability(rolled.chance, rolled.happened)),
    )


def _scores(rolled: Rolled, part: npt.NDArray[np.bool_], blocks: Ints | None = None) -> Verified:
    references = {"base rate": rolled.base, "type rate": rolled.climate, "persistence": rolled.persistent}
    chosen = {name: other[part] for name, other in references.items()}
    return verify(rolled.chance[part], rolled.happened[part], chosen, None if blocks is None else blocks[part])


def windows(first: int, last: int, days: int) -> list[int]:
    """First days of the whole windows, one after the other, between two days (both included)."""
    return list(range(first, last - days + 2, days))


def tested(panel: Panel, starts: list[int], origins: list[int], settings: Settings, *, every_kind: bool) -> Rolled:
    """Roll through a test.

    Args:
        panel: all events.
        starts: days on which a model is learned.
        origins: first days of the windows.
        settings: what is learned and how.
        every_kind: as of `roll`.

    Raises:
        MeasureError: there is no window to test, or too little to learn from before the first.
    """
    if not origins or origins[0] < 1:
        raise MeasureError(f"there is no whole window of {settings.days} days to test", remedy="Choose a shorter one")
    found = roll(panel, every_kind=every_kind, settings=settings, starts=starts, origins=origins)
    if found is None:
        remedy = "It takes about three windows of history and some dozens of events before the first one tested"
        raise MeasureError("there is too little to learn from before the test", remedy=remedy)
    return found
