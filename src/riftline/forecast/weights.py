"""Additive weights over the evidence, learned question by question as time goes on (softmax over the candidates).

The score of a candidate is a sum: of the columns of `Evidence.linear`, each with a weight of its own that the
relation and
the source may shift; of a weight of the (relation, target); and, for every past relation of the pair, of weights by
asked
relation, past relation, recency and frequency. What is rare keeps small weights: Adagrad starts with a damped step.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.candidates import Candidates
from riftline.forecast.history import History
from riftline.forecast.rules import COUNTS, GAPS, Rules
from riftline.forecast.tkg import Floats, Ints

RATE = 0.02
SHY = 0.3  # of the rate, for a relation's own column weights
CLEAR = 5e-4  # smaller errors are not worth a step
TARGETS = 1 << 22  # places for weights of (relation, target)


class Weights(NamedTuple):
    """Weights, or the sums of their squared gradients."""

    column: Floats  # by column
    relation: Floats  # by relation and column
    source: Floats  # by source and column
    target: Floats  # by relation and target, folded to TARGETS places
    rule: Floats  # by asked relation, past relation, recency
    kind: Floats  # by asked relation, kind of past relation, recency, frequency


def zeros(told: int, entities: int, columns: int) -> Weights:
    """Nothing learned yet."""
    gaps, counts = len(GAPS) + 1, len(COUNTS) + 1
    shapes = (
        (columns,), (told, columns), (entities, columns), (min(told * entities, TARGETS),),
        (told, told, gaps), (told + 1, 4, gaps, counts),
    )  # fmt: skip
    return Weights(*(np.zeros(shape, np.float32) for shape in shapes))


class Additive:
    """The weights and how they learn."""

    def __init__(self, told: int, entities: int, columns: int) -> None:
        self._weights, self._squares = zeros(told, entities, columns), zeros(told, entities, columns)

    def score(
        self, history: History, rules: Rules, source: Ints, relation: Ints, found: Candidates, linear: Floats, step: int
    ) -> Floats:
        """Sum of the weights of each candidate."""
        out = np.zeros(len(linear), np.float32)
        _score(
            self._weights, history.layout, history.state, rules, source, relation, found.sizes, found.entity,
            found.pair, linear, history.graph.relations, history.graph.entities, step, out,
        )  # fmt: skip
        return out

    def learn(
        self, history: History, rules: Rules, source: Ints, relation: Ints, found: Candidates, linear: Floats, step:
        int,
        score: Floats, true: Floats,
    ) -> None:  # fmt: skip
        """Move the weights towards the true answers."""
        error = np.zeros(len(score), np.float32)
        _errors(found.sizes, score, true, error)
        _learn(
            self._weights, self._squares, history.layout, history.state, rules, source, relation, found.sizes,
            found.entity, found.pair, linear, history.graph.relations, history.graph.entities, step, error,
        )  # fmt: skip


@njit(cache=True)
def _kind(q: int, r: int, half: int) -> int:
    """The past relation is the asked one, another told the same way, its mirror image, another told the other way."""
    if r == q:
        return 0
    if (r < half) == (q < half):
        return 1
    return 2 if r == (q + half) % (2 * half) else 3


@njit(cache=True)
def _score(w, at, state, rules, source, relation, sizes, entity, pair, linear, half, n, step, out) -> None:  # type: ignore[no-untyped-def]
    row, places = 0, len(w.target)
    for i in range(len(source)):
        s, q = source[i], relation[i]
        both = w.column + w.relation[q] + w.source[s]
        for _ in range(sizes[i]):
            total = w.target[(q * n + entity[row]) % places]
            for j in range(len(both)):
                total += both[j] * linear[row, j]
            p = pair[row]
            if p >= 0:
                for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                    if state.slot.count[k] > 0:
                        r = at.slot_relation[k]
                        g, c = rules.gap[step - state.slot.last[k]], rules.count[state.slot.count[k]]
                        kind = _kind(q, r, half)
                        total += w.rule[q, r, g] + w.kind[q, kind, g, c] + w.kind[2 * half, kind, g, c]
            out[row] = total
            row += 1


@njit(cache=True)
def _errors(sizes, score, true, error) -> None:  # type: ignore[no-untyped-def]
    """Expected minus true answers, by candidate; nothing where no candidate is an answer."""
    first = 0
    for size in sizes:
        last = first + size
        answers = true[first:last].sum() if size else 0
        if answers:
            error[first:last] = np.exp(score[first:last] - score[first:last].max())
            error[first:last] *= answers / error[first:last].sum()
            error[first:last] -= true[first:last]
        first = last


@njit(cache=True)
def _move(weights: Any, squares: Any, place: Any, gradient: Any, rate: Any) -> None:
    squares[place] += gradient * gradient
    weights[place] -= rate * gradient / np.sqrt(squares[place] + 1)


@njit(cache=True)
def _learn(w, sq, at, state, rules, source, relation, sizes, entity, pair, linear, half, n, step, error) -> None:  # type: ignore[no-untyped-def]
    row, places = 0, len(w.target)
    for i in range(len(source)):
        s, q = source[i], relation[i]
        for _ in range(sizes[i]):
            e, p = error[row], pair[row]
            if abs(e) < CLEAR:
                row += 1
                continue
            for j in range(linear.shape[1]):
                gradient = e * linear[row, j]
                _move(w.column, sq.column, j, gradient, RATE)
                _move(w.relation[q], sq.relation[q], j, gradient, RATE * SHY)
                _move(w.source[s], sq.source[s], j, gradient, RATE)
            _move(w.target, sq.target, (q * n + entity[row]) % places, e, RATE)
            if p >= 0:
                for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                    if state.slot.count[k] > 0:
                        r = at.slot_relation[k]
                        g, c = rules.gap[step - state.slot.last[k]], rules.count[state.slot.count[k]]
                        kind = _kind(q, r, half)
                        _move(w.rule[q, r], sq.rule[q, r], g, e, RATE)
                        _move(w.kind[q, kind, g], sq.kind[q, kind, g], c, e, RATE)
                        _move(w.kind[2 * half, kind, g], sq.kind[2 * half, kind, g], c, e, RATE)
            row += 1
