"""Intervals for shares: the quantiles of the beta distribution, and counts that come in clusters.

Numpy has neither the logarithm of the gamma function nor the incomplete beta function; both are here, for whole arrays.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riftline.errors import MeasureError

Array = npt.NDArray[np.float64]
LEVEL = 0.95

_SHIFT = 8  # Stirling's series is exact to 1e-14 from here
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)
_TINY = 1e-300
_ALMOST = 1 - 2**-53  # the number next to 1
_TERMS = 100_000  # of the continued fraction; it needs about the square root of the larger parameter
_EXACT = 1e-11
_SETTLED = 1e-5  # a step this small: the steps converge cubically, so the next would be nothing
_AT_ONCE = 4096  # numbers worked on together: they stay in the processor's cache


def jeffreys(part: npt.ArrayLike, whole: npt.ArrayLike, level: float = LEVEL) -> tuple[Array, Array]:
    """The equal-tailed Jeffreys interval of a share: quantiles of Beta(part + ½, whole − part + ½).

    The lower bound is 0 when `part` is 0 and the upper is 1 when `part` is `whole`. Where `whole` is 0 there is nothing
    to say: both are NaN. Counts may be fractions (weighted or effective counts).

    Source: Brown, Cai and DasGupta 2001, Interval estimation for a binomial proportion, doi:10.1214/ss/1009213286.

    Raises:
        MeasureError: `level` is not between 0 and 1.
    """
    check_level(level)
    hits, trials = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    pairs, back = np.unique(hits + 1j * trials, return_inverse=True)  # small counts come again and again
    hit, trial = pairs.real, pairs.imag
    miss = np.maximum(trial - hit, 0.0)
    tail = (1 - level) / 2
    lower = np.where(hit > 0, beta_quantile(tail, hit + 0.5, miss + 0.5), 0.0)
    upper = np.where(miss > 0, beta_quantile(1 - tail, hit + 0.5, miss + 0.5), 1.0)
    lower[trial <= 0] = upper[trial <= 0] = np.nan
    back = back.reshape(hits.shape)
    return lower[back], upper[back]


def check_level(level: float) -> None:
    """Refuse what is no level of an interval.

    Raises:
        MeasureError: it is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise MeasureError(f"the level of an interval cannot be {level}", remedy="Give one such as 0.9 or 0.95")


@dataclass(frozen=True, slots=True)
class Spread:
    """How the events of each share spread over days: n_d events and c_d of one kind on day d, D days with events."""

    squares: Array  # Σ n_d²
    products: Array  # Σ c_d·n_d
    part_squares: Array  # Σ c_d²
    days: Array  # D


def design_effect(part: Array, whole: Array, spread: Spread) -> Array:
    """How many times the variance of a share exceeds that of independent events, days being clusters; at least 1.

    deff = D/(D−1) · Σ_d (c_d − p·n_d)² / (n·p·(1−p)), with c = `part`, n = `whole` and p = c/n. Dividing the counts by
    it gives the effective number of events.

    Source: Korn and Graubard 1998, Confidence intervals for proportions with small expected number of positive counts
    estimated from survey data, Survey Methodology 24(2), 193–201.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = part / whole
        scatter = spread.part_squares - 2 * share * spread.products + share**2 * spread.squares
        effect = spread.days / (spread.days - 1) * scatter / (whole * share * (1 - share))
    return np.where(np.isfinite(effect), np.maximum(effect, 1.0), 1.0)


def log_gamma(x: npt.ArrayLike) -> Array:
    """The logarithm of Γ(x) for x > 0, by Stirling's series after a shift upwards."""
    x = np.asarray(x, float)
    product = np.prod([x + step for step in range(_SHIFT)], axis=0)
    z = x + _SHIFT
    series = sum(factor / z ** (2 * power + 1) for power, factor in enumerate(_STIRLING))
    return np.asarray((z - 0.5) * np.log(z) - z + 0.5 * np.log(2 * np.pi) + series - np.log(product))


def beta_cdf(x: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's algorithm)."""
    x, a, b = np.broadcast_arrays(*(np.asarray(value, float) for value in (x, a, b)))
    swap = x > (a + 1) / (a + b + 2)  # where the fraction of the other tail converges faster
    left, p, q = np.where(swap, 1 - x, x), np.where(swap, b, a), np.where(swap, a, b)
    with np.errstate(divide="ignore"):
        front = p * np.log(left) + q * np.log1p(-left) - _log_beta(a, b)
    tail = np.exp(front) * _fraction(left, p, q) / p
    return np.asarray(np.where(swap, 1 - tail, tail))


def beta_quantile(probability: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """The x with I_x(a, b) = probability: Halley's steps, kept inside a bracket that shrinks."""
    given = np.broadcast_arrays(*(np.asarray(value, float) for value in (probability, a, b)))
    columns = np.column_stack([column.ravel() for column in given])
    parts = [_quantile(*columns[at : at + _AT_ONCE].T) for at in range(0, len(columns), _AT_ONCE)]
    return np.concatenate(parts or [np.empty(0)]).reshape(given[0].shape)


def _quantile(wanted: Array, a: Array, b: Array) -> Array:
    low, high = np.zeros(wanted.shape), np.ones(wanted.shape)
    x, scale = np.clip(_first_guess(wanted, a, b), _TINY, _ALMOST), -_log_beta(a, b)
    for _ in range(100):
        error = beta_cdf(x, a, b) - wanted
        low, high = np.where(error < 0, x, low), np.where(error < 0, high, x)
        density = np.exp((a - 1) * np.log(x) + (b - 1) * np.log1p(-x) + scale)
        step = error / np.maximum(density, _TINY)
        bend = np.clip(step * ((a - 1) / x - (b - 1) / (1 - x)), -1.0, 1.0)
        after = x - step / (1 - 0.5 * bend)
        after = np.clip(np.where((after > low) & (after < high), after, (low + high) / 2), _TINY, _ALMOST)
        moved, x = np.abs(after - x), after
        if np.all(moved <= _SETTLED * np.minimum(x, 1 - x)):
            break
    return np.asarray(x)


def _log_beta(a: Array, b: Array) -> Array:
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b)


def _fraction(x: Array, a: Array, b: Array) -> Array:
    """The continued fraction of I_x(a, b) (Press et al. 2007, Numerical Recipes, section 6.4)."""
    c = np.ones(x.shape)
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + factor * d)
            c = _away(1 + factor / c)
            value = value * c * d
        if np.all(np.abs(c * d - 1) < _EXACT):
            break
    return value


def _away(value: Array) -> Array:
    """Not nought, so that it can be divided by."""
    return np.where(np.abs(value) < _TINY, _TINY, value)


def _first_guess(wanted: Array, a: Array, b: Array) -> Array:
    """The mean, moved by as many standard deviations as a normal distribution would have it."""
    mean = a / (a + b)
    spread = np.sqrt(mean * (1 - mean) / (a + b + 1))
    tail = np.sqrt(-2 * np.log(np.minimum(wanted, 1 - wanted)))
    score = tail - (2.30753 + 0.27061 * tail) / (1 + tail * (0.99229 + 0.04481 * tail))
    guess = mean + np.where(wanted < 0.5, -score, score) * spread  # noqa: PLR2004 - the median
    return np.asarray(np.clip(guess, 0.02 * mean, 1 - 0.02 * (1 - mean)))
