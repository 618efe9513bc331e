"""Rules `r'(x, y) → r(x, y)`.

How often a pair's past relation is followed by the asked one, by recency and frequency.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.history import History
from riftline.forecast.tkg import Asked, Floats, Ints

GAPS = np.array([1, 2, 4, 7, 14, 30, 90])  # a bucket holds gaps (steps) up to its bound; the last holds the rest
COUNTS = np.array([1, 3, 8])
SHRINK = 4.0  # trials that the prior of a rule is worth
START = (0.02, 2.0)  # hits and trials a recency bucket begins with
UNIT = 0.01  # the confidence that counts neither for nor against, in `lift`
COLUMNS = ("best", "second", "mass", "lift", "same way", "other way", "relations")


class Rules(NamedTuple):
    """Counted confidences.

    `trials[q, r, g, c]`: how often q was asked of a source that had had relation r with a partner, c times, the last
    time g steps before; `hits`: how often that partner was an answer. `all_hits`, `all_trials`: the same over all r.
    """

    gap: Ints
    count: Ints  # type: ignore[assignment]
    hits: Floats
    trials: Floats
    all_hits: Floats
    all_trials: Floats


def no_rules(history: History) -> Rules:
    """Nothing counted yet."""
    told, steps = history.graph.told, len(history.fade)
    shape = (len(GAPS) + 1, len(COUNTS) + 1)
    gap, count = (np.searchsorted(b, np.arange(n + 1)) for b, n in ((GAPS, steps), (COUNTS, len(history.graph.step))))
    zeros = [np.zeros((*size, *shape), np.float32) for size in ((told, told), (told, told), (told,), (told,))]
    return Rules(gap, count, *zeros)


def count_rules(rules: Rules, history: History, asks: Asked, step: int) -> None:
    """Count what the questions of `step` tell about the rules; the history must not hold the step yet."""
    _learn(rules, history.layout, history.state, asks.source, asks.relation, asks.starts, asks.answers, step)


@njit(cache=True)
def _learn(rules: Any, at: Any, state: Any, source: Any, relation: Any, starts: Any, answers: Any, step: int) -> None:
    for i in range(len(source)):
        s, q = source[i], relation[i]
        for p in range(at.pair_starts[s], at.pair_starts[s + 1]):
            hit = False
            for a in answers[starts[i] : starts[i + 1]]:
                hit = hit or at.partner[p] == a
            for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                if state.slot.count[k] > 0:
                    g, c = rules.gap[step - state.slot.last[k]], rules.count[state.slot.count[k]]
                    r = at.slot_relation[k]
                    rules.trials[q, r, g, c] += 1
                    rules.all_trials[q, g, c] += 1
                    if hit:
                        rules.hits[q, r, g, c] += 1
                        rules.all_hits[q, g, c] += 1


@njit(cache=True)
def confidence(rules: Any, q: int, r: int, g: int, c: int) -> Any:
    """Share of trials that were hits, drawn to the share over all relations."""
    prior = (rules.all_hits[q, g, c] + START[0]) / (rules.all_trials[q, g, c] + START[1])
    return (rules.hits[q, r, g, c] + SHRINK * prior) / (rules.trials[q, r, g, c] + SHRINK)


@njit(cache=True)
def weigh_pair(rules: Any, at: Any, state: Any, p: int, q: int, half: int, step: int, out: Any) -> None:
    """Write `COLUMNS` for one pair: what its past relations say about q."""
    out[:] = 0
    for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
        if state.slot.count[k] == 0:
            continue
        r = at.slot_relation[k]
        sure = confidence(rules, q, r, rules.gap[step - state.slot.last[k]], rules.count[state.slot.count[k]])
        out[1] = max(out[1], min(out[0], sure))
        out[0] = max(out[0], sure)
        out[2] -= np.log(1 - min(sure, 0.99))
        out[3] += np.log(sure / UNIT)
        side = 4 if (r < half) == (q < half) else 5
        out[side] = max(out[side], sure)
        out[6] += 1
