"""How sure a chance itself is: wide where the history is thin."""

import numpy as np

from riftline.forecast.chances.panel import Floats
from riftline.forecast.chances.tallies import HALF_LIVES
from riftline.measure.intervals import beta_quantile

LEVEL = 0.9
MEMORY = 2 * HALF_LIVES[-1] / float(np.log(2))  # days: the effective length of what the longest half-life remembers
_DRAWS = 4000


def model_interval(chance: float, day: int, days: int, trust: float, level: float = LEVEL) -> tuple[float, float]:
    """An interval of a chance p that a model gave: quantiles of Beta(p m, (1 − p) m).

    m = (E + a) / k is how many windows of k days the history is worth: E days behind the forecast, no more than the
    model remembers, and the trust a in the rate of the type (`riftline.forecast.chances.base_rates`). So a chance that
    rests on few windows, or on few events, has a wide interval; what the model has wrong altogether is not in it, the
    record of forecasts like it says that.
    """
    windows = max((min(day, MEMORY) + trust) / days, 1.0)
    return _quantiles(max(chance, 1e-6) * windows, max(1 - chance, 1e-6) * windows, level)


def rate_interval(
    events: float, prior: float, day: int, trust: float, days: int, level: float = LEVEL
) -> tuple[float, float, float]:
    """The chance and its interval from a rate alone: λ ~ Gamma(n + a ℓ, T + a), p = 1 − exp(−k λ).

    Args:
        events: n, days with such an event.
        prior: ℓ, the mean rate of the type over all pairs, per day.
        day: T, days behind the forecast.
        trust: a, the days that ℓ is worth.
        days: k, the window.
        level: of the interval.

    Returns:
        The mean chance, lower and upper bound, from seeded draws.
    """
    drawn = np.random.default_rng(0).gamma(max(events + trust * prior, 1e-3), 1 / (day + trust), _DRAWS)
    chance: Floats = -np.expm1(-days * drawn)
    low, high = np.quantile(chance, [(1 - level) / 2, (1 + level) / 2])
    return float(chance.mean()), float(low), float(high)


def _quantiles(a: float, b: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low, high = beta_quantile(np.array([tail, 1 - tail]), np.array([a, a]), np.array([b, b]))
    return float(low), float(high)
