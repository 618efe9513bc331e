"""Who may be the answer.

Partners, the relation's usual targets, partners of partners, and whom the profiles suggest.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from riftline.forecast import rules as rules_
from riftline.forecast.history import History
from riftline.forecast.rules import Rules, weigh_pair
from riftline.forecast.tkg import Floats, Ints

COLUMNS = (*rules_.COLUMNS, "two hops", "two hops, same relation")

PARTNERS = 120  # partners kept, by the mass of their rules
POPULAR = 50  # targets kept by decayed count of the relation
NEIGHBOURS = 30  # partners through which two hops go
REACHED = 40  # entities kept that two hops reach
ANY = 0.02  # weight of a second hop by any relation beside one by the asked relation
FAINT = 0.01  # decayed counts below this carry no hop


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates of some questions, question by question.

    Attributes:
        question: which question each row belongs to.
        entity: the candidate.
        pair: its pair with the source in the history's layout, -1 where they never met.
        evidence: `COLUMNS`.
        sizes: rows by question.
    """

    question: Ints
    entity: Ints
    pair: Ints
    evidence: Floats
    sizes: Ints


def gather(history: History, rules: Rules, source: Ints, relation: Ints, suggested: Ints, step: int) -> Candidates:
    """Candidates for (source, relation, ?) at `step`, from what the history holds; `suggested`: more, by question."""
    most = len(source) * (PARTNERS + POPULAR + REACHED + suggested.shape[1])
    entity, pair, sizes = (np.zeros(n, np.int64) for n in (most, most, len(source)))
    evidence = np.zeros((most, len(COLUMNS)), np.float32)
    rows = _gather(
        history.layout, history.state, rules, source, relation, suggested, history.graph.relations, step,
        history.fade[:, 1].copy(), sizes, entity, pair, evidence,
    )  # fmt: skip
    question = np.repeat(np.arange(len(source)), sizes)
    return Candidates(question, entity[:rows], pair[:rows], evidence[:rows], sizes)


@njit(cache=True)
def _top(values: Any, most: int) -> Any:
    """Positions of the largest positive values, largest first."""
    order = np.argsort(-values, kind="mergesort")[:most]
    return order[values[order] > 0]


@njit(cache=True)
def _faded(tally: Any, i: int, step: int, fade: Any) -> Any:
    return tally.decayed[i] * fade[step - tally.last[i]] if tally.count[i] > 0 else np.float32(0)


@njit(cache=True)
def _usual(at: Any, state: Any, q: int, step: int, fade: Any, out: Any) -> Any:
    """Write the targets that q had most lately; returns how many there are."""
    first = at.popular_starts[q]
    best = _top(
        np.array([_faded(state.popular, p, step, fade) for p in range(first, at.popular_starts[q + 1])]), POPULAR
    )
    out[: len(best)] = at.popular[first + best]
    return len(best)


@njit(cache=True)
def _walk(at: Any, state: Any, s: int, q: int, step: int, fade: Any, hops: Any, reached: Any) -> Any:
    """Mass that reaches each entity through the strongest partners of s; returns how many entities it reaches."""
    first, n = at.pair_starts[s], 0
    near = np.array([_faded(state.pair, p, step, fade) for p in range(first, at.pair_starts[s + 1])])
    for i in _top(near, NEIGHBOURS):
        if near[i] <= FAINT:
            break
        x = at.partner[first + i]
        weight = near[i] / np.sqrt(1 + state.degree[x])
        for p in range(at.pair_starts[x], at.pair_starts[x + 1]):
            if state.pair.count[p] == 0:
                continue
            o = at.partner[p]
            if hops[o, 0] == 0:
                reached[n] = o
                n += 1
            hops[o, 0] += weight * _faded(state.pair, p, step, fade) + 1e-12
            for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                if at.slot_relation[k] == q:
                    hops[o, 1] += weight * _faded(state.slot, k, step, fade)
    return n


@njit(cache=True)
def _gather(
    at: Any, state: Any, rules: Any, source: Any, relation: Any, suggested: Any, half: int, step: int,
    fade: Any, sizes: Any, entity: Any, pair: Any, evidence: Any,
) -> Any:  # fmt: skip
    entities = len(at.pair_starts) - 1
    hops = np.zeros((entities, 2), np.float32)
    reached = np.zeros(entities, np.int64)
    chosen = np.full(entities, -1, np.int64)
    usual = np.zeros((2 * half, POPULAR), np.int64)
    known = np.full(2 * half, -1, np.int64)  # how many usual targets a relation has; -1: not looked up yet
    row = 0
    for i in range(len(source)):
        s, q, begin = source[i], relation[i], row
        first, last = at.pair_starts[s], at.pair_starts[s + 1]
        says = np.zeros((last - first, 7), np.float32)
        for p in range(first, last):
            weigh_pair(rules, at, state, p, q, half, step, says[p - first])
        for j in _top(says[:, 2].copy(), PARTNERS):
            entity[row], pair[row], evidence[row, :7] = at.partner[first + j], first + j, says[j]
            chosen[entity[row]] = i
            row += 1
        if known[q] < 0:
            known[q] = _usual(at, state, q, step, fade, usual[q])
        n = _walk(at, state, s, q, step, fade, hops, reached)
        through = np.array([hops[o, 1] + ANY * hops[o, 0] for o in reached[:n]])
        for o in np.concatenate((usual[q, : known[q]], reached[_top(through, REACHED)], suggested[i])):
            if chosen[o] != i:
                entity[row], pair[row], evidence[row, :7] = o, -1, 0
                chosen[o] = i
                row += 1
        for r in range(begin, row):
            evidence[r, 7:] = hops[entity[r]]
        for o in reached[:n]:
            hops[o] = 0
        sizes[i] = row - begin
    return row
