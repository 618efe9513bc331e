"""What a series looks like while nothing changes: counts with over-dispersion, or net values with heavy tails.

Both models give the same things to the search for breaks: what every period costs at every level of a grid (in units
of log likelihood, 0 at best), how noisy a series is beside its own breaks, and how alike neighbouring periods are.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from riftline.measure.segmentation import LEVELS, Array, Costs, Ints

CAP = 6.0  # squared residuals count up to here, so that outbursts and breaks do not pass for noise
CAPPED_MEAN = 0.9  # mean of a squared standard residual capped so; .97 for normal noise, .8-.9 for skewed counts
DISPERSIONS = np.geomspace(0.005, 8, 30)
SCALES = np.geomspace(0.02, 3, 40)
FREEDOM = 4.0  # degrees of freedom of Student's t for net values
TINY = 1e-12
PRIOR = 0.25  # events added to a sum, so that a silent segment has a rate above zero


class Model(Protocol):
    """A likelihood of D series of T periods. `noise` is its one nuisance parameter per series."""

    @property
    def shape(self) -> tuple[int, int]:
        """D, T."""

    @property
    def grid(self) -> Array:
        """Values the noise may have."""

    def differences(self, lag: int) -> Array:
        """[grid, D, T − lag] squared differences between periods, over what each noise would make of them; capped."""

    def costs(self, noise: Array, ceiling: Array) -> Costs:
        """Cost of each period at each level, cut at `ceiling` [D]."""

    def residuals(self, label: Ints) -> Array:
        """[D, T] deviations from the level of the segment; scaled by `scaled` once the noise is known."""

    def noise(self, label: Ints) -> Array:
        """[D], from the deviations within segments."""

    def scaled(self, label: Ints, noise: Array) -> Array:
        """[D, T] residuals in standard deviations."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Negative binomial counts: mean rate × exposure, variance mean + noise · mean².

    Args:
        count: [D, T], may be fractional (weights).
        exposure: [D, T], coverage relative to its mean; 0 where nothing was observed.
    """

    count: Array
    exposure: Array

    @property
    def shape(self) -> tuple[int, int]:
        """D, T."""
        return self.count.shape[0], self.count.shape[1]

    @property
    def grid(self) -> Array:
        """Over-dispersions to choose from."""
        return DISPERSIONS

    def differences(self, lag: int) -> Array:
        """E[(x₁ − x₂)²] = λ (1/e₁ + 1/e₂) + 2 φ λ² for rates x = y / e; λ is that of the seven periods around."""
        exposure = np.maximum(self.exposure, TINY)
        rate, near = self.count / exposure, (_moving(self.count) + PRIOR) / np.maximum(_moving(self.exposure), TINY)
        level = (near[:, lag:] + near[:, :-lag]) / 2
        squared = (rate[:, lag:] - rate[:, :-lag]) ** 2
        poisson = level * (1 / exposure[:, lag:] + 1 / exposure[:, :-lag])
        return np.stack([np.minimum(squared / (poisson + 2 * phi * level**2), CAP) for phi in DISPERSIONS])

    def costs(self, noise: Array, ceiling: Array) -> Costs:
        """Half the negative binomial deviance."""

        def cost(rows: slice) -> tuple[Array, Array]:
            levels = _grid(*self._range(rows))
            count = self.count[rows].T[:, :, None]
            size = (1 / noise[rows])[None, :, None]
            rates, exposure = np.exp(levels), np.maximum(self.exposure[rows], TINY).T[:, :, None]
            cost = np.log(rates * exposure + size)
            cost *= count + size
            cost -= count * levels
            cost += count * (np.log(np.maximum(count, TINY)) - np.log(exposure)) - (count + size) * np.log(count + size)
            return np.clip(cost, 0, ceiling[rows][None, :, None], out=cost), rates

        return cost

    def _range(self, rows: slice) -> tuple[Array, Array]:
        """Log rates between which the level of a segment can lie: extremes of running sums over three periods."""
        count, exposure = _running(self.count[rows]), _running(self.exposure[rows])
        rates = np.log((count + PRIOR) / np.maximum(exposure, TINY))
        return rates.min(axis=1), rates.max(axis=1)

    def expected(self, label: Ints) -> Array:
        """Mean of every period when each segment has its own rate."""
        count, exposure = _per_segment(self.count, label), _per_segment(self.exposure, label)
        return np.maximum((count + PRIOR) / np.maximum(exposure, TINY) * self.exposure, TINY)

    def residuals(self, label: Ints) -> Array:
        """Counts less their means."""
        return self.count - self.expected(label)

    def noise(self, label: Ints) -> Array:
        """Over-dispersion φ at which the capped squared residuals have the mean they should have."""
        mean, squared = self.expected(label), self.residuals(label) ** 2
        capped = [np.minimum(squared / (mean + phi * mean**2), CAP).mean(axis=1) for phi in DISPERSIONS]
        return _crossing(np.stack(capped) * _freedom(label), DISPERSIONS)

    def scaled(self, label: Ints, noise: Array) -> Array:
        """Pearson residuals."""
        mean = self.expected(label)
        return (self.count - mean) / np.sqrt(mean + noise[:, None] * mean**2)


@dataclass(frozen=True, slots=True)
class Values:
    """Values of either sign with Student's t noise, such as net sums on the scale of their inverse hyperbolic sine.

    Args:
        value: [D, T].
    """

    value: Array

    @property
    def shape(self) -> tuple[int, int]:
        """D, T."""
        return self.value.shape[0], self.value.shape[1]

    @property
    def grid(self) -> Array:
        """Scales to choose from."""
        return SCALES

    def differences(self, lag: int) -> Array:
        """E[(z₁ − z₂)²] = 2 σ²."""
        squared = (self.value[:, lag:] - self.value[:, :-lag]) ** 2 / 2
        return np.stack([np.minimum(squared / scale**2, CAP) for scale in SCALES])

    def costs(self, noise: Array, ceiling: Array) -> Costs:
        """Minus the log likelihood of Student's t, 0 at the level itself."""

        def cost(rows: slice) -> tuple[Array, Array]:
            running = np.median(_windows(self.value[rows]), axis=2)
            levels = _grid(running.min(axis=1), running.max(axis=1))
            away = (self.value[rows].T[:, :, None] - levels) / noise[rows][None, :, None]
            cost = (FREEDOM + 1) / 2 * np.log1p(away**2 / FREEDOM)
            return np.minimum(cost, ceiling[rows][None, :, None], out=cost), levels

        return cost

    def residuals(self, label: Ints) -> Array:
        """Values less the median of their segment."""
        away = self.value.copy()
        for number in range(int(label.max()) + 1):
            inside = label == number
            rows = inside.any(axis=1)
            held = np.where(inside[rows], self.value[rows], np.nan)
            away[rows] -= np.where(inside[rows], np.nanmedian(held, axis=1)[:, None], 0)
        return away

    def noise(self, label: Ints) -> Array:
        """Scale σ at which the capped squared residuals have the mean they should have."""
        return _scale(self.residuals(label) ** 2, _freedom(label))

    def scaled(self, label: Ints, noise: Array) -> Array:
        """Residuals over the scale."""
        return self.residuals(label) / noise[:, None]


def rough_noise(model: Model) -> Array:
    """[D] noise from neighbouring periods, of which a break touches only one pair."""
    return _crossing(model.differences(1).mean(axis=2), model.grid)


def past_noise(model: Model, lag: int, prior: float, weight: float) -> Array:
    """[D, T − lag] the same from the pairs up to each, drawn in logarithms towards `prior`, which weighs `weight`."""
    capped = model.differences(lag)
    number = np.arange(1, capped.shape[2] + 1)
    mean = np.cumsum(capped, axis=2) / number
    found = _crossing(mean.reshape(len(capped), -1), model.grid).reshape(capped.shape[1:])
    share = number / (number + weight)
    noise: Array = np.exp(share * np.log(found) + (1 - share) * np.log(prior))
    return noise


def _scale(squared: Array, freedom: Array) -> Array:
    capped = [np.minimum(squared / scale**2, CAP).mean(axis=1) for scale in SCALES]
    return _crossing(np.stack(capped) * freedom, SCALES)


def _crossing(falling: Array, grid: Array) -> Array:
    """Where on the grid each column of `falling` [grid, D] comes down to `CAPPED_MEAN`, interpolated."""
    below = falling <= CAPPED_MEAN
    after = np.where(below.any(axis=0), below.argmax(axis=0), len(grid) - 1)
    before, rows = np.maximum(after - 1, 0), np.arange(falling.shape[1])
    above, under = falling[before, rows], falling[after, rows]
    share = np.clip((above - CAPPED_MEAN) / np.maximum(above - under, TINY), 0, 1)
    found: Array = np.exp(np.log(grid[before]) * (1 - share) + np.log(grid[after]) * share)
    return found


def _freedom(label: Ints) -> Array:
    """What the fitted levels take from the squared residuals."""
    periods = label.shape[1]
    left: Array = np.maximum(periods - label.max(axis=1) - 1.0, 1.0)
    freedom: Array = periods / left
    return freedom


def _per_segment(values: Array, label: Ints) -> Array:
    """Every period's sum over its segment."""
    key = label + np.arange(len(label))[:, None] * (int(label.max()) + 1)
    sums = np.bincount(key.ravel(), values.ravel()).astype(float)
    found: Array = sums[key]
    return found


def _grid(low: Array, high: Array) -> Array:
    grid: Array = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, LEVELS)
    return grid


def _windows(values: Array) -> Array:
    """[D, T − 2, 3] every three periods in a row."""
    return np.lib.stride_tricks.sliding_window_view(values, min(3, values.shape[1]), axis=1)


def _running(values: Array) -> Array:
    sums: Array = _windows(values).sum(axis=2)
    return sums


def _moving(values: Array) -> Array:
    """Sums over seven periods around each, fewer at the ends."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    periods = values.shape[1]
    middle = np.arange(periods)
    around: Array = total[:, np.minimum(middle + 4, periods)] - total[:, np.maximum(middle - 3, 0)]
    return around
