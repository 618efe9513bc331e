"""Rules `r'(x, y) → r(x, y)`: how often the asked relation follows a past one, by recency and frequency."""

from typing import NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.ranking.history import GAPS, TIMES, Past, buckets
from riftline.forecast.tkg import Array, Asked, Floats

SHRINK = 4.0  # trials that the prior of a rule is worth
START = (0.02, 2.0)  # hits and trials a recency bucket begins with
SUREST = 0.99  # more cannot be said from counts
TINY = 1e-100  # products beyond this are turned into logarithms, or they would vanish
UNIT = 0.01  # the confidence that counts neither for nor against, in `lift`
COLUMNS = ("best", "second", "mass", "lift", "same way", "other way", "relations")


class Rules(NamedTuple):
    """Counted confidences.

    `trials[q, r, g, c]`: how often q was asked of a source that had had relation r with a partner, c times, the last
    time g steps before; `hits`: how often that partner was an answer. `all_hits`, `all_trials`: the same over all r.
    """

    hits: Floats
    trials: Floats
    all_hits: Floats
    all_trials: Floats


def no_rules(told: int) -> Rules:
    """Nothing counted yet, for so many relations with inverses."""
    shape = (len(GAPS) + 1, len(TIMES) + 1)
    sizes = ((told, told, *shape), (told, told, *shape), (told, *shape), (told, *shape))
    return Rules(*(np.zeros(size, np.float32) for size in sizes))


def count_rules(rules: Rules, past: Past, asks: Asked) -> None:
    """Count what the questions of a step tell about the rules; the past must not hold the step yet."""
    _count(rules, past, asks.source, asks.relation, asks.starts, asks.answers)


@njit(cache=True)
def _count(rules: Array, past: Array, source: Array, relation: Array, starts: Array, answers: Array) -> None:
    right = np.full(past.entities, -1, np.int64)  # the question to which each entity was last an answer
    for i in range(len(source)):
        right[answers[starts[i] : starts[i + 1]]] = i
        first, last = past.at.pair_starts[source[i]], past.at.pair_starts[source[i] + 1]
        for p in range(first, last):
            if past.state.pair.times[p] > 0:
                _count_pair(rules, past, p, relation[i], np.float32(right[past.at.partner[p]] == i))


@njit(cache=True)
def _count_pair(rules: Array, past: Array, p: int, q: int, hit: Array) -> None:
    for k in range(past.at.slot_starts[p], past.at.slot_starts[p + 1]):
        if past.state.slot.times[k] > 0:
            r, (g, c) = past.at.slot_relation[k], buckets(past, k)
            rules.trials[q, r, g, c] += 1
            rules.hits[q, r, g, c] += hit
            rules.all_trials[q, g, c] += 1
            rules.all_hits[q, g, c] += hit


@njit(cache=True)
def confidence(rules: Array, q: int, r: int, g: int, c: int) -> Array:
    """Share of trials that were hits, drawn to the share over all relations."""
    prior = (rules.all_hits[q, g, c] + START[0]) / (rules.all_trials[q, g, c] + START[1])
    return (rules.hits[q, r, g, c] + SHRINK * prior) / (rules.trials[q, r, g, c] + SHRINK)


@njit(cache=True)
def weigh_pair(rules: Array, past: Array, p: int, q: int, out: Array) -> None:
    """Write `COLUMNS` for one pair: what its past relations say about q."""
    out[:] = 0
    at, doubt, odds = past.at, 1.0, 1.0
    for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
        if past.state.slot.times[k] == 0:
            continue
        r, (g, c) = at.slot_relation[k], buckets(past, k)
        sure = confidence(rules, q, r, g, c)
        out[1] = max(out[1], min(out[0], sure))
        out[0] = max(out[0], sure)
        doubt *= 1 - min(sure, SUREST)
        odds *= sure / UNIT
        if doubt < TINY or odds < TINY or odds > 1 / TINY:
            out[2] -= np.log(doubt)
            out[3] += np.log(odds)
            doubt, odds = 1.0, 1.0
        side = 4 if (r < past.half) == (q < past.half) else 5
        out[side] = max(out[side], sure)
        out[6] += 1
    out[2] -= np.log(doubt)
    out[3] += np.log(odds)
