"""An input as far as it is known: a number, a range, a best guess between bounds, a distribution, or a few values."""

import functools
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]
BoolArray: TypeAlias = NDArray[np.bool_]
Kind: TypeAlias = Literal["number", "range", "triangle", "normal", "values"]

_STEPS = 4097  # points of the normal quantile function; between them it is read off a straight line
_TAIL = 1e-6  # of the normal distribution, cut off on each side


@dataclass(frozen=True, slots=True)
class Estimate:
    """An input of a scenario and how sure it is.

    Args:
        kind: `number` (value), `range` (low, high: each value alike), `triangle` (low, mode, high), `normal`
            (mean, sd) or `values` (as many as there are).
        numbers: what the kind asks for, in the unit of the input.
        weights: of `values`, positive; otherwise empty.
        reason: why it is this and no other.
    """

    kind: Kind
    numbers: tuple[float, ...]
    weights: tuple[float, ...] = ()
    reason: str | None = None

    @property
    def best(self) -> float:
        """The best guess: the number, middle, mode or mean; of values, the likeliest (the first of equals)."""
        match self.kind:
            case "range":
                return sum(self.numbers) / 2
            case "triangle":
                return self.numbers[1]
            case "values":
                return self.numbers[int(np.argmax(self.weights))]
            case _:
                return self.numbers[0]

    @property
    def sure(self) -> bool:
        """Whether there is only one possible value."""
        return self.kind == "number"

    def at(self, share: FloatArray, *, low: float = -np.inf, high: float = np.inf) -> FloatArray:
        """The quantiles at some shares of probability, 0 to 1.

        Args:
            share: any shape.
            low: no value lies below; a normal distribution is cut there.
            high: no value lies above.
        """
        match self.kind:
            case "number":
                return np.full(share.shape, self.numbers[0])
            case "range":
                return self.numbers[0] + share * (self.numbers[1] - self.numbers[0])
            case "triangle":
                return _triangle(share, *self.numbers)
            case "normal":
                mean, sd = self.numbers
                return _normal(share, mean, sd, low, high)
            case "values":
                return _values(share, self.numbers, self.weights)


def number(value: float, reason: str | None = None) -> Estimate:
    """An input that is known."""
    return Estimate("number", (float(value),), (), reason)


def _triangle(share: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    if high == low:
        return np.full(share.shape, low)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    return np.where(share < turn, rising, falling)


def _normal(share: FloatArray, mean: float, sd: float, low: float, high: float) -> FloatArray:
    """Cut to what the input allows, by the quantile function of what is left."""
    if sd == 0:
        return np.full(share.shape, mean)
    whole = NormalDist(mean, sd)
    start = whole.cdf(low) if np.isfinite(low) else 0.0
    end = whole.cdf(high) if np.isfinite(high) else 1.0
    levels, standard = _standard_normal()
    cut = mean + sd * np.interp(start + share * (end - start), levels, standard)
    return np.clip(cut, low, high)


@functools.cache
def _standard_normal() -> tuple[FloatArray, FloatArray]:
    """Levels and their quantiles, denser in the tails, where the curve bends most."""
    middle = np.linspace(-1, 1, _STEPS)
    levels = np.clip((1 + np.sin(np.pi / 2 * middle)) / 2, _TAIL, 1 - _TAIL)
    levels = np.unique(levels)
    return levels, np.array([NormalDist().inv_cdf(level) for level in levels])


def _values(share: FloatArray, numbers: tuple[float, ...], weights: tuple[float, ...]) -> FloatArray:
    reached = np.cumsum(weights) / sum(weights)
    place = np.minimum(np.searchsorted(reached, share, side="right"), len(numbers) - 1)
    return np.array(numbers)[place]
