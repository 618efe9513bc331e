"""Where an issue settles, as a distribution: what is not known of the inputs, and the model's own error."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.model_error import evidence
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.scenario import Scenario
from riftline.negotiate.table import Table, shares

LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
BANDS = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution of outcomes, in the issue's unit.

    Args:
        mean: of the draws that have an outcome; NaN where none has.
        sd: standard deviation.
        quantiles: at `LEVELS`.
        undefined: share of draws in which the model has no answer.
    """

    mean: float
    sd: float
    quantiles: tuple[float, ...]
    undefined: float = 0.0

    def band(self, level: float) -> tuple[float, float]:
        """The central interval that holds that share of probability: one of `BANDS`."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def quantile(self, level: float) -> float:
        """One of the quantiles at `LEVELS`."""
        place = int(np.argmin(np.abs(np.array(LEVELS) - level)))
        return self.quantiles[place]


def spread_of(outcomes: FloatArray) -> Spread:
    """What a number of draws looks like; NaN stands for no answer."""
    known = outcomes[~np.isnan(outcomes)]
    undefined = 1 - len(known) / len(outcomes)
    if not len(known):
        return Spread(np.nan, np.nan, (np.nan,) * len(LEVELS), 1.0)
    quantiles = tuple(np.quantile(known, LEVELS).tolist())
    return Spread(float(known.mean()), float(known.std()), quantiles, undefined)


def predicted(scenario: Scenario, table: Table, *, seed: int) -> FloatArray:
    """Outcomes of one issue, one per draw: the weighted mean with the error it had in EU law-making.

    The error is a share of the way from the most extreme position (or the reference point) to the other: an outcome
    lies between them, and often just on one of these points. As the inputs of the issues from which it was measured
    were not free of error either, some of that is counted twice: the bands are rather too wide than too narrow, for
    bargaining of that kind.
    """
    share = shares(f"{table.issue}/error", draws=len(table.position), seed=seed)
    return with_error(table, share, size=scenario.model_error)


def with_error(table: Table, share: FloatArray, *, size: float) -> FloatArray:
    """The weighted mean with the error at these shares of probability."""
    low, high = hull(table)
    mean = weighted_mean(table)
    return evidence().error.around(mean, low, high, share, size=size, reference=table.reference)


def hull(table: Table) -> tuple[FloatArray, FloatArray]:
    """The lowest and highest of all positions and the reference point, per draw."""
    low, high = table.position.min(axis=1), table.position.max(axis=1)
    if table.reference is None:
        return low, high
    return np.minimum(low, table.reference), np.maximum(high, table.reference)


def crps(draws: Sequence[float] | FloatArray, outcome: float) -> float:
    """Continuous ranked probability score of a forecast, in the issue's unit; 0 is perfect, lower is better.

    E|X − y| − ½·E|X − X′|. Gneiting & Raftery 2007, doi:10.1198/016214506000001437.
    """
    ordered = np.sort(np.asarray(draws, dtype=float))
    count = len(ordered)
    apart = 2 * np.sum((2 * np.arange(1, count + 1) - count - 1) * ordered) / count**2
    return float(np.abs(ordered - outcome).mean() - apart / 2)
