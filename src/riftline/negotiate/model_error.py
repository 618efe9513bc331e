"""How far the weighted mean is off where outcomes are known, and what that means for a forecast."""

import functools
import importlib.resources
import tomllib
from dataclasses import dataclass

import numpy as np

from riftline.negotiate.estimate import FloatArray

_LEVELS = 499  # shares of probability over which a distribution is averaged
_PLACES = 201  # weighted means for which the centre is worked out; between them it is read off a straight line
_HALVINGS = 40
_PRIOR = 1.0  # added to both sides of a count, so that 0 of 14 is not taken for never


@dataclass(frozen=True, slots=True)
class ModelError:
    """The distance between weighted mean and outcome, on scales from 0 to 100.

    The scale runs from the most extreme position to the other, or to the reference point. Distances to both sides are
    taken as alike: which end of a scale is called 0 is a matter of habit.

    Args:
        levels: shares of probability, rising from 0 to 1.
        distances: the quantiles of the distance at these levels.
    """

    levels: tuple[float, ...]
    distances: tuple[float, ...]

    @classmethod
    def of(cls, forecasts: FloatArray, outcomes: FloatArray) -> "ModelError":
        """From weighted means and outcomes, both 0 to 100."""
        levels = np.linspace(0, 1, 201)
        distances = np.quantile(np.abs(outcomes - forecasts), levels)
        return cls(tuple(levels.tolist()), tuple(distances.tolist()))

    def at(self, share: FloatArray) -> FloatArray:
        """The signed error at shares of probability: below ½ to the left, above to the right."""
        side = 2 * share - 1
        return np.asarray(np.sign(side) * np.interp(np.abs(side), self.levels, self.distances))

    def around(
        self, mean: FloatArray, low: FloatArray, high: FloatArray, share: FloatArray, *, size: float = 1.0
    ) -> FloatArray:
        """The outcomes at shares of probability, given the weighted mean.

        y = low + (high − low)·clip(m + δ(m) + size·e), with m the place of the mean between the ends and δ chosen so
        that the distribution's mean is m. What would lie beyond an end lies on it.

        Args:
            mean: the weighted mean.
            low: the lowest of all positions and the reference point.
            high: the highest.
            share: shares of probability, 0 to 1, as many as means.
            size: times the error in EU law-making; 0: the outcome is the mean.
        """
        if size == 0:
            return mean
        width = np.maximum(high - low, np.finfo(float).tiny)
        place = np.clip(100 * (mean - low) / width, 0, 100)
        places, shifts = _shifts(self, size)
        moved = place + np.interp(place, places, shifts) + size * self.at(share)
        return np.asarray(low + (high - low) * np.clip(moved, 0, 100) / 100)


@functools.cache
def _shifts(error: ModelError, size: float) -> tuple[FloatArray, FloatArray]:
    """For each place of the mean the shift of the error's centre that keeps the mean where it is."""
    errors = size * error.at((np.arange(_LEVELS) + 0.5) / _LEVELS)
    places = np.linspace(0, 100, _PLACES)
    reach = float(np.abs(errors).max()) + 100
    low, high = np.full(_PLACES, -reach), np.full(_PLACES, reach)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        means = np.clip((places + middle)[:, None] + errors, 0, 100).mean(axis=1)
        low, high = np.where(means < places, middle, low), np.where(means < places, high, middle)
    return places, (low + high) / 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the 351 issues of EU law-making say.

    Args:
        error: of the weighted mean.
        issues: how many there are.
        mean_absolute_error: of the weighted mean, in points of the scale.
        from_distance: lower ends of classes of distance between the weighted mean and an anchor.
        at_end: share of outcomes exactly at an end of the scale, by class of its distance.
        at_reference: share of outcomes exactly at the reference point, likewise.
        ends: share of all outcomes at an end.
        references: share of outcomes at the reference point, where there is one.
    """

    error: ModelError
    issues: int
    mean_absolute_error: float
    from_distance: tuple[float, ...]
    at_end: tuple[float, ...]
    at_reference: tuple[float, ...]
    ends: float
    references: float

    def chance_at_end(self, distance: float) -> float:
        """How often an end of the scale was the outcome when it was that far from the weighted mean, 0 to 100."""
        return self.at_end[self._class(distance)]

    def chance_at_reference(self, distance: float) -> float:
        """How often the reference point was the outcome when it was that far from the weighted mean."""
        return self.at_reference[self._class(distance)]

    def _class(self, distance: float) -> int:
        return max(int(np.searchsorted(self.from_distance, distance, side="right")) - 1, 0)


@functools.cache
def evidence() -> Evidence:
    """The figures that come with riftline: Arregui & Perarnau 2021, doi:10.34810/data53, CC BY 4.0."""
    text = importlib.resources.files(__package__).joinpath("deu3.toml").read_text(encoding="utf8")
    values = tomllib.loads(text)
    anchor, residual = values["anchor"], values["residual"]
    return Evidence(
        error=ModelError(tuple(residual["level"]), tuple(residual["distance"])),
        issues=values["issues"],
        mean_absolute_error=values["mean_absolute_error"],
        from_distance=tuple(anchor["from"]),
        at_end=_shares(anchor["at_end"], anchor["ends"]),
        at_reference=_shares(anchor["at_reference"], anchor["references"]),
        ends=values["outcomes_at_an_end"],
        references=values["outcomes_at_reference"],
    )


def _shares(hits: list[int], of: list[int]) -> tuple[float, ...]:
    return tuple((hit + _PRIOR / 2) / (all_ + _PRIOR) for hit, all_ in zip(hits, of, strict=True))
