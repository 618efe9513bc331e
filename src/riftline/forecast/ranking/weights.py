"""Additive weights over the evidence, learned question by question as time goes on (softmax over the candidates).

The score of a candidate is a sum: of the columns of `Evidence.linear`, each with a weight of its own that the relation
and the source may shift; of a weight of the (relation, target); and, for every past relation of the pair, of weights by
asked relation, past relation, recency and frequency. What is rare keeps small weights: Adagrad starts damped.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from riftline.forecast.ranking.history import GAPS, TIMES, Past, buckets
from riftline.forecast.tkg import Array, Floats, Ints

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
    gaps, counts = len(GAPS) + 1, len(TIMES) + 1
    shapes = (
        (columns,), (told, columns), (entities, columns), (min(told * entities, TARGETS),),
        (told, told, gaps), (told + 1, 4, gaps, counts),
    )  # fmt: skip
    return Weights(*(np.zeros(shape, np.float32) for shape in shapes))


class Cases(NamedTuple):
    """Questions and their candidates as compiled functions see them; `linear`: columns of `Evidence.linear`."""

    source: Ints
    relation: Ints
    sizes: Ints
    entity: Ints
    pair: Ints
    linear: Floats


class Additive:
    """The weights and how they learn."""

    def __init__(self, told: int, entities: int, columns: int) -> None:
        self._weights, self._squares = zeros(told, entities, columns), zeros(told, entities, columns)

    def score(self, past: Past, cases: Cases) -> Floats:
        """Sum of the weights of each candidate."""
        out = np.zeros(len(cases.linear), np.float32)
        _score(self._weights, past, cases, out)
        return out

    def learn(self, past: Past, cases: Cases, score: Floats, true: NDArray[np.bool_]) -> None:
        """Move the weights towards the true answers."""
        error = np.zeros(len(score), np.float32)
        _errors(cases.sizes, score, true, error)
        _learn(self._weights, self._squares, past, cases, error)


@njit(cache=True)
def _kind(q: int, r: int, half: int) -> int:
    """The past relation is the asked one, another told the same way, its mirror image, another told the other way."""
    if r == q:
        return 0
    if (r < half) == (q < half):
        return 1
    return 2 if r == (q + half) % (2 * half) else 3


@njit(cache=True, fastmath=True)
def _score(weights: Array, past: Array, cases: Array, out: Array) -> None:
    row, places = 0, len(weights.target)
    for i in range(len(cases.source)):
        q = cases.relation[i]
        columns = weights.column + weights.relation[q] + weights.source[cases.source[i]]
        for _ in range(cases.sizes[i]):
            total = weights.target[(q * past.entities + cases.entity[row]) % places]
            for j in range(len(columns)):
                total += columns[j] * cases.linear[row, j]
            if cases.pair[row] >= 0:
                total += _score_pair(weights, past, cases.pair[row], q)
            out[row] = total
            row += 1


@njit(cache=True)
def _score_pair(w: Array, past: Array, pair: int, q: int) -> Array:
    total = np.float32(0)
    for k in range(past.at.slot_starts[pair], past.at.slot_starts[pair + 1]):
        if past.state.slot.times[k] > 0:
            r, (g, c) = past.at.slot_relation[k], buckets(past, k)
            kind = _kind(q, r, past.half)
            total += w.rule[q, r, g] + w.kind[q, kind, g, c] + w.kind[2 * past.half, kind, g, c]
    return total


@njit(cache=True)
def _errors(sizes: Array, score: Array, true: Array, error: Array) -> None:
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
def _move(weights: Array, squares: Array, place: Array, gradient: Array, rate: Array) -> None:
    squares[place] += gradient * gradient
    weights[place] -= rate * gradient / np.sqrt(squares[place] + 1)


@njit(cache=True)
def _learn(w: Array, sq: Array, past: Array, cases: Array, error: Array) -> None:
    first, places, columns = 0, len(w.target), cases.linear.shape[1]
    slope, square = np.zeros(columns, np.float32), np.zeros(columns, np.float32)
    for i in range(len(cases.source)):
        last, q = first + cases.sizes[i], cases.relation[i]
        _slopes(cases.linear[first:last], error[first:last], slope, square)
        _move_all(w.column, sq.column, slope, square, RATE)
        _move_all(w.relation[q], sq.relation[q], slope, square, RATE * SHY)
        _move_all(w.source[cases.source[i]], sq.source[cases.source[i]], slope, square, RATE)
        for row in range(first, last):
            if abs(error[row]) >= CLEAR:
                place = (q * past.entities + cases.entity[row]) % places
                _move(w.target, sq.target, place, error[row], RATE)
                if cases.pair[row] >= 0:
                    _learn_pair(w, sq, past, cases.pair[row], q, error[row])
        first = last


@njit(cache=True, fastmath=True)
def _slopes(linear: Array, error: Array, slope: Array, square: Array) -> None:
    """Sum of the gradients of a question's candidates by column, and of their squares."""
    slope[:], square[:] = 0, 0
    for row in range(len(linear)):
        if abs(error[row]) >= CLEAR:
            for j in range(len(slope)):
                gradient = error[row] * linear[row, j]
                slope[j] += gradient
                square[j] += gradient * gradient


@njit(cache=True, fastmath=True)
def _move_all(weights: Array, squares: Array, slope: Array, square: Array, rate: float) -> None:
    for j in range(len(weights)):
        squares[j] += square[j]
        weights[j] -= np.float32(rate) * slope[j] / np.sqrt(squares[j] + 1)


@njit(cache=True)
def _learn_pair(w: Array, sq: Array, past: Array, pair: int, q: int, wrong: Array) -> None:
    for k in range(past.at.slot_starts[pair], past.at.slot_starts[pair + 1]):
        if past.state.slot.times[k] > 0:
            r, (g, c) = past.at.slot_relation[k], buckets(past, k)
            kind = _kind(q, r, past.half)
            _move(w.rule[q, r], sq.rule[q, r], g, wrong, RATE)
            for whose in (q, 2 * past.half):
                _move(w.kind[whose, kind, g], sq.kind[whose, kind, g], c, wrong, RATE)
