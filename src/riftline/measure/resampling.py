"""Intervals by resampling: how much a balance of cooperation and conflict would move had the news days been others.

Events are no independent draws: a summit or a clash fills a day, a crisis a week. What is resampled are therefore
blocks of days, by the Bayesian bootstrap: every block gets a weight from Exp(1). To the sums of cooperation and of
conflict Gamma(½) is added, so that with one event in each block the draws are exactly those of Beta(P + ½, N + ½), and
few events give wide intervals. Where a period has too few blocks, events are drawn instead and their number is divided
by the dispersion of the blocks of all periods.

Source: Rubin 1981, The Bayesian bootstrap, doi:10.1214/aos/1176345338; Künsch 1989, The jackknife and the bootstrap for
general stationary observations, doi:10.1214/aos/1176347265.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from riftline.measure.intervals import LEVEL, Array, check_level

DRAWS = 1000
BLOCKS = 8  # with fewer blocks their weights do not tell how much a sum can move
PRIOR = 0.5  # Jeffreys
WEEK = 7
_PERIODS = 5  # with fewer, a change between them would pass for scatter
_MEDIAN = 0.4549  # of χ² with one degree of freedom
LONG = 70  # days: from here on, blocks are weeks


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are drawn.

    Args:
        level: of the intervals.
        draws: how many resamples.
        seed: of the random numbers; the same seed gives the same intervals.
        block: days that are drawn together; None for 1 day in periods shorter than 70 days and 7 in longer ones.
        dispersion: of the blocks of all periods, for those that have too few.
    """

    level: float = LEVEL
    draws: int = DRAWS
    seed: int = 0
    block: int | None = None
    dispersion: float = 1.0

    def length(self, days: int) -> int:
        """The block for a period of so many days."""
        return self.block or (WEEK if days >= LONG else 1)

    def interval(self, drawn: Array) -> tuple[float, float]:
        """The middle `level` of the draws; NaN where there are none."""
        check_level(self.level)
        known = drawn[np.isfinite(drawn)]
        if not known.size:
            return np.nan, np.nan
        tail = (1 - self.level) / 2
        low, high = np.quantile(known, [tail, 1 - tail])
        return float(low), float(high)


def balance(cooperative: Array, conflictual: Array) -> Array:
    """(P − N)/(P + N): 1 where all is cooperation, −1 where all is conflict, NaN where there is nothing."""
    whole, difference = np.add(cooperative, conflictual), np.subtract(cooperative, conflictual)
    found: Array = np.divide(difference, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return found


def draw(blocks: Array, random: np.random.Generator, size: int, dispersion: float | Array = 1.0) -> Array:
    """Resampled sums of counts: [B, …] → [size, …].

    Args:
        blocks: counts per block of days.
        random: where the random numbers come from.
        size: how many resamples.
        dispersion: of the blocks of all periods, of all counts or of each; used where there are too few blocks.
    """
    flat = blocks.reshape(len(blocks), math.prod(blocks.shape[1:]))
    if np.count_nonzero(flat.sum(axis=1)) >= BLOCKS:
        drawn = random.standard_exponential((size, len(flat))) @ flat
    else:
        scatter = np.broadcast_to(dispersion, blocks.shape[1:]).ravel()
        drawn = random.standard_gamma(flat.sum(axis=0) / scatter, (size, flat.shape[1])) * scatter
    return drawn.reshape(size, *blocks.shape[1:])


def smoothed(cooperative: Array, conflictual: Array, random: np.random.Generator) -> Array:
    """Draws of the balance from draws of the sums, with half an event of doubt on either side."""
    doubt = random.standard_gamma(PRIOR, (2, *np.shape(cooperative)))
    return balance(cooperative + doubt[0], conflictual + doubt[1])


def draw_count(blocks: Array, random: np.random.Generator, size: int, dispersion: float = 1.0) -> Array:
    """Draws of a number of events: Gamma(n/φ + ½)·φ, φ the variance of the blocks over their mean, at least 1.

    The weights of `draw` would also vary how many blocks there are; for a share that does not matter, here it would.

    Args:
        blocks: events of each block, [B].
        random: where the random numbers come from.
        size: how many draws.
        dispersion: φ where there are too few blocks.
    """
    events = blocks.sum()
    several = len(blocks) >= BLOCKS and events > 0
    scatter = max(1.0, float(blocks.var(ddof=1) / blocks.mean())) if several else dispersion
    drawn: Array = random.standard_gamma(events / scatter + PRIOR, size) * scatter
    return drawn


def dispersion(blocks: Sequence[Array]) -> float:
    """How many times the variance of the share of conflict exceeds that of independent events; at least 1.

    Pearson's statistic over its degrees of freedom, with a share of its own for each period. Where no period has two
    blocks (counts by month or year), the median of the statistics of neighbouring periods over that of χ² with one
    degree of freedom, which trends and breaks move little; 1 where there are fewer than five periods.

    Args:
        blocks: for each period [B, 2], in order of time: cooperative and conflictual events of each block.
    """
    seen = [period for period in blocks if period.sum() > 0]
    parts = [_pearson(period) for period in seen]
    freedom = sum(degrees for _, degrees in parts)
    if freedom:
        return max(1.0, sum(chi for chi, _ in parts) / freedom)
    if len(seen) < _PERIODS:
        return 1.0
    beside = [_pearson(np.concatenate(both))[0] for both in pairwise(seen)]
    return max(1.0, float(np.median(beside)) / _MEDIAN)


def _pearson(blocks: Array) -> tuple[float, int]:
    """Pearson's χ² of a constant share, and its degrees of freedom."""
    whole = blocks.sum(axis=1)
    used, whole = blocks[whole > 0], whole[whole > 0]
    share = used[:, 1].sum() / max(whole.sum(), 1e-12)
    if len(used) < 2 or not 0 < share < 1:  # noqa: PLR2004 - one block cannot scatter
        return 0.0, 0
    return float(((used[:, 1] - share * whole) ** 2 / (whole * share * (1 - share))).sum()), len(used) - 1
