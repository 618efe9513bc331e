"""Where a series changes its level: noise and breaks are found in turn, each beside the other.

1. the noise of a series is taken from neighbouring periods, which a break touches only once;
2. with that noise and a strict penalty the breaks too strong to be missed are found;
3. noise and autocorrelation are estimated anew within the segments, and the search is repeated with the penalty that
   keeps false alarms at the rate asked for.

The penalty of a break is `κ · ln(A · periods per decade / false alarms per decade) / B`; κ = (1 + ρ) / (1 − ρ) makes
up for autocorrelation ρ. A and B were fitted to simulated series without a break (`benchmarks/breaks.py`).
"""

from dataclasses import dataclass

import numpy as np

from riftline.measure.likelihood import Model, rough_noise
from riftline.measure.segmentation import Array, Ints, Segments, segment

FALSE_PER_PERIOD = 0.125  # A: false breaks per period at no penalty, if the exponential law held down to there
DECAY = 1.0  # B for counts: by how much one more unit of log likelihood thins them, in logarithms
NET_DECAY = 1.6  # B for net sums, also from real ones shuffled in blocks
STRICT = 2.5  # κ of the first search
ROUNDS = 2
CEILING = 0.8  # what an outlying period costs at most, in penalties
PRIOR_CORRELATION = 0.35  # of event series; weighs as much as `PRIOR_PERIODS` periods
PRIOR_PERIODS = 30
CAUTION = 1.0  # standard errors by which autocorrelation is put higher: too low an estimate makes false alarms
MOST_CORRELATION = 0.8


@dataclass(frozen=True, slots=True)
class Regimes:
    """The regimes of D series: `segments`, and what the noise around them is like ([D] each).

    `inflation` is κ, `ceiling` what an outlying period costs at most.
    """

    segments: Segments
    noise: Array
    inflation: Array
    ceiling: Array


def penalty(false_alarms: float, per_decade: float, decay: float = DECAY) -> float:
    """Log likelihood that a break must gain so that `false_alarms` per series and decade pass by chance."""
    return float(np.log(FALSE_PER_PERIOD * per_decade / false_alarms) / decay)


def false_alarms(gain: Array, per_decade: float, decay: float = DECAY) -> Array:
    """Breaks as strong as `gain` (over κ) that a decade of a series without any shows by chance."""
    return FALSE_PER_PERIOD * per_decade * np.exp(-decay * gain)


def find_regimes(model: Model, base: float, *, least: int) -> Regimes:
    """Segment all series of a model.

    Args:
        model: the likelihood, with the data.
        base: what a break costs where there is no autocorrelation.
        least: shortest regime, in periods.
    """
    noise, inflation = rough_noise(model), np.full(model.shape[0], STRICT)
    found = _search(model, noise, inflation, base, least)
    for _ in range(ROUNDS):
        noise = model.noise(found.label)
        inflation = _inflation(model.scaled(found.label, noise), found.label)
        found = _search(model, noise, inflation, base, least)
    return Regimes(found, noise, inflation, CEILING * base * inflation)


def _search(model: Model, noise: Array, inflation: Array, base: float, least: int) -> Segments:
    cost = base * inflation
    return segment(model.costs(noise, CEILING * cost), model.shape, cost, least=least)


def _inflation(scaled: Array, label: Ints) -> Array:
    """κ = (1 + ρ) / (1 − ρ), with ρ of neighbours in one segment, drawn towards what event series have."""
    periods = scaled.shape[1]
    held = scaled.clip(-2.5, 2.5)
    same = label[:, 1:] == label[:, :-1]
    product = (held[:, 1:] * held[:, :-1] * same).sum(axis=1) / np.maximum(same.sum(axis=1), 1)
    found = product / np.maximum((held**2).mean(axis=1), 1e-9)
    found += (label.max(axis=1) + 1 + 3 * found) / periods  # fitted levels make neighbours look less alike
    found += CAUTION / np.sqrt(periods)
    weight = periods / (periods + PRIOR_PERIODS)
    correlation = (weight * found + (1 - weight) * PRIOR_CORRELATION).clip(0, MOST_CORRELATION)
    inflation: Array = (1 + correlation) / (1 - correlation)
    return inflation
