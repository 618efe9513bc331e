"""Rules `r'(x, y) → r(x, y)`: how often the asked relation follows a past one, by recency and frequency."""

from typing import NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.ranking.history import GAPS, TIMES, Past, buckets
from riftline.forecast.tkg import Array, Asked, Floats

SHRINK = 4.0  # trials that the prior of a rule is worth
START = (0.02, 2.0)  # hits and trials a recency bucket begins with
SUREST = 0.99  # more cannot be said from counts
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
    for i, (source, relation) in enumerate(zip(asks.source, asks.relation, strict=True)):
        _learn(rules, past, source, relation, asks.answers[asks.starts[i] : asks.starts[i + 1]])


@njit(cache=True)
def _learn(rules: Array, past: Array, source: int, q: int, answers: Array) -> None:
    at = past.at
    for p in range(at.pair_starts[source], at.pair_starts[source + 1]):
        hit = np.float32(np.any(answers == at.partner[p]))
        for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
            if past.state.slot.times[k] > 0:
                r, (g, c) = at.slot_relation[k], buckets(past, k)
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
    at = past.at
    for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
        if past.state.slot.times[k] == 0:
            continue
        r, (g, c) = at.slot_relation[k], buckets(past, k)
        sure = confidence(rules, q, r, g, c)
        out[1] = max(out[1], min(out[0], sure))
        out[0] = max(out[0], sure)
        out[2] -= np.log(1 - min(sure, SUREST))
        out[3] += np.log(sure / UNIT)
        side = 4 if (r < past.half) == (q < past.half) else 5
        out[side] = max(out[side], sure)
        out[6] += 1
