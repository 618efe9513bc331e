"""How far the weighted mean is off where outcomes are known, and what that means for a forecast."""

import functools
import importlib.resources
import tomllib
from dataclasses import dataclass, replace

import numpy as np

from riftline.negotiate.estimate import FloatArray

_TOP = 100.0  # the upper end of a scale
_LEVELS = 499  # shares of probability over which a distribution is averaged
_PLACES = 201  # weighted means for which the centre is worked out; between them it is read off a straight line
_HALVINGS = 30
_ROUNDS = 3  # the reach changes the shifts a little, and they the reach


@dataclass(frozen=True, slots=True)
class ModelError:
    """The distance between weighted mean and outcome, on scales from 0 to 100.

    The scale runs from the most extreme position to the other, or to the reference point. Distances to both sides are
    taken as alike: which end of a scale is called 0 is a matter of habit.

    Args:
        levels: shares of probability, rising from 0 to 1.
        distances: the quantiles of the distance at these levels.
        reach: what would lie this near to an end, or to the reference point, lies on it: many outcomes are just what
            somebody asked for.
    """

    levels: tuple[float, ...]
    distances: tuple[float, ...]
    reach: float = 0.0

    @classmethod
    def of(cls, forecasts: FloatArray, outcomes: FloatArray) -> "ModelError":
        """From weighted means and outcomes, both 0 to 100; the reach so that as many lie on an end as did."""
        levels = np.linspace(0, 1, 201)
        distances = np.quantile(np.abs(outcomes - forecasts), levels)
        found = cls(tuple(levels.tolist()), tuple(distances.tolist()))
        at_end = float(np.mean((outcomes == 0) | (outcomes == _TOP)))
        errors = found.at(_middles(_LEVELS))
        for _ in range(_ROUNDS):
            places, shifts = _shifts(found, 1.0)
            draws = np.clip((forecasts + np.interp(forecasts, places, shifts))[:, None] + errors, 0, 100)
            found = replace(found, reach=float(np.quantile(np.minimum(draws, 100 - draws), at_end)))
        return found

    def at(self, share: FloatArray) -> FloatArray:
        """The signed error at shares of probability: below ½ to the left, above to the right."""
        side = 2 * share - 1
        return np.asarray(np.sign(side) * np.interp(np.abs(side), self.levels, self.distances))

    def around(
        self,
        mean: FloatArray,
        low: FloatArray,
        high: FloatArray,
        share: FloatArray,
        *,
        size: float = 1.0,
        reference: FloatArray | None = None,
    ) -> FloatArray:
        """The outcomes at shares of probability, given the weighted mean.

        y = low + (high − low)·snap(clip(m + δ(m) + size·e)), with m the place of the mean between the ends and δ so
        that the distribution's mean is m. What would lie beyond an end lies on it, and so does what would lie within
        `reach` of an end or of the reference point.

        Args:
            mean: the weighted mean.
            low: the lowest of all positions and the reference point.
            high: the highest.
            share: shares of probability, 0 to 1, as many as means.
            size: times the error in EU law-making; 0: the outcome is the mean.
            reference: the reference point, if there is one.
        """
        if size == 0:
            return mean
        width = np.maximum(high - low, np.finfo(float).tiny)
        place = np.clip(100 * (mean - low) / width, 0, 100)
        places, shifts = _shifts(self, size)
        moved = _to_ends(place + np.interp(place, places, shifts) + size * self.at(share), self.reach)
        if reference is not None:
            fallback = 100 * (reference - low) / width
            inside = (moved > 0) & (moved < _TOP) & (np.abs(moved - fallback) < self.reach)
            moved = np.where(inside, fallback, moved)
        return np.asarray(low + (high - low) * moved / 100)


def _middles(count: int) -> FloatArray:
    """Shares of probability in the middle of equal parts."""
    return (np.arange(count) + 0.5) / count


def _to_ends(values: FloatArray, reach: float) -> FloatArray:
    """What lies beyond an end or near to it, on the end."""
    return np.where(values < reach, 0.0, np.where(values > 100 - reach, 100.0, values))


@functools.cache
def _shifts(error: ModelError, size: float) -> tuple[FloatArray, FloatArray]:
    """For each place of the mean the shift of the error's centre that keeps the mean where it is."""
    errors = size * error.at(_middles(_LEVELS))
    places = np.linspace(0, 100, _PLACES)
    far = float(np.abs(errors).max()) + 100
    low, high = np.full(_PLACES, -far), np.full(_PLACES, far)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        means = _to_ends(np.clip((places + middle)[:, None] + errors, 0, 100), error.reach).mean(axis=1)
        low, high = np.where(means < places, middle, low), np.where(means < places, high, middle)
    return places, (low + high) / 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the 351 issues of EU law-making say.

    Args:
        error: of the weighted mean.
        issues: how many there are.
        mean_absolute_error: of the weighted mean, in points of the scale.
        ends: share of all outcomes at an end.
        references: share of outcomes at the reference point, where there is one.
    """

    error: ModelError
    issues: int
    mean_absolute_error: float
    ends: float
    references: float


@functools.cache
def evidence() -> Evidence:
    """The figures that come with riftline: Arregui & Perarnau 2021, doi:10.34810/data53, CC BY 4.0."""
    text = importlib.resources.files(__package__).joinpath("deu3.toml").read_text(encoding="utf8")
    values = tomllib.loads(text)
    residual = values["residual"]
    return Evidence(
        error=ModelError(tuple(residual["level"]), tuple(residual["distance"]), residual["reach"]),
        issues=values["issues"],
        mean_absolute_error=values["mean_absolute_error"],
        ends=values["outcomes_at_an_end"],
        references=values["outcomes_at_reference"],
    )
