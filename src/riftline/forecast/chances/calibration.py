"""Forecasts made to mean what they say: isotonic regression and beta calibration, fitted on earlier windows only."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numba import njit

from riftline.forecast.chances.panel import Columns, Floats

_LEAST, _MOST = 1e-7, 1 - 1e-7  # forecasts are kept off certainty, which no count can carry
_FAR = 50.0  # log odds beyond which nothing changes
_PRIOR = 100.0  # precision of the prior at "leave it as it is", for each coefficient
_STEPS = 30


class Calibrator(Protocol):
    """Something that turns forecasts into calibrated ones."""

    def __call__(self, chance: Floats) -> Floats:
        """The calibrated forecasts."""
        ...


@dataclass(frozen=True, slots=True)
class Isotonic:
    """A rising curve through `at` and `value`, straight between, flat outside."""

    at: Floats
    value: Floats

    def __call__(self, chance: Floats) -> Floats:
        """The calibrated forecasts."""
        return np.interp(chance, self.at, self.value)


def isotonic(chance: Floats, happened: Floats) -> Isotonic:
    """The rising curve with the least squared error, by pooling neighbours that stand in the wrong order.

    Source: Ayer, Brunk, Ewing, Reid and Silverman 1955, An empirical distribution function for sampling with
    incomplete information, doi:10.1214/aoms/1177728423.
    """
    at, group = np.unique(chance, return_inverse=True)
    weight = np.bincount(group).astype(float)
    mean = np.bincount(group, happened) / weight
    return Isotonic(at, _pooled(mean, weight))


@njit(cache=True)
def _pooled(mean, weight):  # type: ignore[no-untyped-def]  # noqa: ANN202 - compiled
    value, mass, size = np.empty(len(mean)), np.empty(len(mean)), np.empty(len(mean), np.int64)
    last = -1
    for i in range(len(mean)):
        last += 1
        value[last], mass[last], size[last] = mean[i], weight[i], 1
        while last > 0 and value[last - 1] >= value[last]:
            whole = mass[last - 1] + mass[last]
            value[last - 1] = (value[last - 1] * mass[last - 1] + value[last] * mass[last]) / whole
            mass[last - 1] = whole
            size[last - 1] += size[last]
            last -= 1
    return np.repeat(value[: last + 1], size[: last + 1])


@dataclass(frozen=True, slots=True)
class Beta:
    """logit q = rise · ln p − fall · ln(1 − p) + shift; (1, 1, 0) leaves a forecast as it is."""

    rise: float = 1.0
    fall: float = 1.0
    shift: float = 0.0

    def __call__(self, chance: Floats) -> Floats:
        """The calibrated forecasts."""
        return logistic(_terms(chance) @ np.array([self.rise, self.fall, self.shift]))


def beta(chance: Floats, happened: Floats, offset: Floats | float = 0.0) -> Beta:
    """Beta calibration by maximum likelihood, held to "leave it as it is" by a prior.

    Three numbers instead of a curve: with a month of windows an isotonic curve follows its noise. `offset` is what
    raised the odds in the windows fitted on and will not in those to come (`riftline.forecast.chances.exposure`).

    Source: Kull, Silva Filho and Flach 2017, Beyond sigmoids, doi:10.1214/17-EJS1338SI.
    """
    terms, start = _terms(chance), np.array([1.0, 1.0, 0.0])
    found = start.copy()
    for _ in range(_STEPS):
        fitted = logistic(terms @ found + offset)
        slope = terms.T @ (happened - fitted) - _PRIOR * (found - start)
        curve = (terms * (fitted * (1 - fitted))[:, None]).T @ terms + _PRIOR * np.eye(3)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-8:  # noqa: PLR2004 - settled
            break
    rise, fall, shift = found.tolist()
    return Beta(max(rise, 0.0), max(fall, 0.0), shift)


def _terms(chance: Floats) -> Floats:
    kept = np.clip(np.asarray(chance, float), _LEAST, _MOST)
    return np.stack([np.log(kept), -np.log1p(-kept), np.ones_like(kept)], axis=1)


def logistic(x: Floats) -> Floats:
    """The chance of log odds."""
    chance: Floats = 1 / (1 + np.exp(-np.clip(x, -_FAR, _FAR)))
    return chance


def logit(chance: Floats | Columns) -> Floats:
    """The log odds of a chance, kept off certainty."""
    kept = np.clip(np.asarray(chance, float), 1e-5, 0.995)
    odds: Floats = np.log(kept) - np.log1p(-kept)
    return odds
