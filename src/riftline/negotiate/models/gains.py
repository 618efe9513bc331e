"""What bargaining over a reference point shares: who gains how much, and between which outcomes all gain."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.table import Table

Slope: TypeAlias = Callable[["Gains", FloatArray], FloatArray]
_HALVINGS = 60  # of the interval of the solution: to the last digit of a double


@dataclass(frozen=True, slots=True)
class Gains:
    """An issue turned so that the reference point is 0 and all actors want more.

    Args:
        ideal: draws × actors, the distance from the reference point to each position.
        weight: draws × actors.
        most: one per draw, the farthest outcome that leaves nobody worse off than no agreement.
    """

    ideal: FloatArray
    weight: FloatArray
    most: FloatArray

    def of(self, outcome: FloatArray) -> FloatArray:
        """What each actor gains over no agreement: |x − reference| − |x − y|, draws × actors."""
        distance = np.abs(self.ideal - outcome[:, None])
        return self.ideal - distance


def bargain(table: Table, slope: Slope) -> FloatArray:
    """The outcome at which a concave measure of all gains is greatest; NaN where no outcome is better for all.

    Actors with no weight are left out. There is no such outcome when somebody stands at the reference point or when
    actors stand on both sides of it.

    Args:
        table: the issue.
        slope: gains and outcomes (as distances from the reference point) → whether more is better there (its sign).
    """
    if table.reference is None:
        return np.full(len(table.position), np.nan)
    away = np.where(table.weight > 0, table.position - table.reference[:, None], np.nan)
    lowest, highest = np.nanmin(away, axis=1), np.nanmax(away, axis=1)
    side = np.where(lowest > 0, 1.0, np.where(highest < 0, -1.0, np.nan))
    nearest = np.where(side > 0, lowest, -highest)
    ideal = np.where(np.isnan(away), nearest[:, None], away * side[:, None])
    best = _climb(Gains(ideal, table.weight, 2 * nearest), slope)
    return np.asarray(table.reference + side * best)


def _climb(gains: Gains, slope: Slope) -> FloatArray:
    low, high = np.zeros_like(gains.most), gains.most.copy()
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rising = slope(gains, middle) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    return (low + high) / 2
