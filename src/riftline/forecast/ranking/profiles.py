"""Profiles: low-rank vectors of entities and relations, learned from who did what to whom, that rank all entities.

A question (s, r, ?) is the sum of the vectors of s, of its country and kind, and of its latest partners, seen through
the relation; an entity is the sum of its own vector and those of its country and kind. Learned by softmax over sampled
entities with row-wise Adagrad, each step's facts as they come plus facts sampled from before.
"""

import copy
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from riftline.forecast.ranking.history import FAINT, History, faded, strongest
from riftline.forecast.tkg import Array, Floats, Graph, Ints

BATCH = 512
REPLAY = 3  # facts from the past learned again for each new one
MEMORY = 100.0  # steps: how far back replayed facts lie, on average
LATEST = 10  # partners in the vector of a question
SPREAD = 0.1  # standard deviation at the start
RATE = 0.1
GATE_RATE = 0.03  # of the relations' factors, which touch everything
GROUP_RATE = 0.05  # of the countries and kinds of candidates
SAMPLED = 1500  # entities in each softmax besides the batch's own answers
FLATTEN = 0.75  # exponent of the sampling by frequency
DROPPED = 0.3  # share of a question's dimensions left out while learning
FORGET = 0.99  # of the frequencies by which entities are sampled, per step


@dataclass(slots=True)
class Table:
    """Vectors and the sums of their squared gradients."""

    values: Floats
    squares: Floats

    def descend(self, rows: Ints, gradient: Floats, rate: float) -> None:
        """One Adagrad step of the rows."""
        _descend(self.values, self.squares, rows, gradient, rate)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows of the input table and their weights, by question; row -1 is none."""

    rows: Ints
    weights: Floats


class Profiles:
    """Vectors that learn step by step and score any entity as the answer to a question."""

    def __init__(self, graph: Graph, kind: Ints, place: Ints, size: int, seed: int) -> None:
        self.graph, self.size = graph, size
        self._random = np.random.default_rng(seed)
        n, places = graph.entities, int(place.max()) + 1
        self._groups = np.stack([np.arange(n), n + place, n + places + kind], 1)
        last = int(self._groups.max()) + 1
        self._inputs, self._outputs = self._table(last + n), self._table(last)
        self._shift = self._table(graph.told)
        self._gate = Table(np.ones((graph.told, size), np.float32), np.zeros(graph.told, np.float32))
        self._bias = Table(np.zeros((n, 1), np.float32), np.zeros(n, np.float32))
        self._frequency = np.zeros(n, np.float32)
        self.known = self.vectors(np.arange(n))  # of a frozen copy: the vectors of all entities
        self._latest = Latest.empty(n)  # by entity, as things are; frozen copies see them move on
        self._then = Latest.empty(len(graph.step))  # by fact, as they were before it

    def _table(self, rows: int) -> Table:
        values = self._random.standard_normal((rows, self.size), dtype=np.float32) * np.float32(SPREAD)
        return Table(values, np.zeros(rows, np.float32))

    def frozen(self) -> "Profiles":
        """A copy that later learning does not touch."""
        twin = copy.copy(self)
        for name in ("_inputs", "_outputs", "_shift", "_gate", "_bias"):
            setattr(twin, name, copy.deepcopy(getattr(self, name)))
        twin._frequency = self._frequency.copy()  # noqa: SLF001 - its own kind
        twin.known = twin.vectors(np.arange(self.graph.entities))
        return twin

    def note(self, step: int) -> None:
        """Keep the latest partners of the sources of `step`, before the step is recorded."""
        facts = self.graph.at(step)
        self._then.put(facts, self._latest.of(self.graph.source[facts]))

    def look(self, history: History, step: int) -> None:
        """Take up who the latest partners are now that `step` is recorded.

        All strengths of an entity fade alike, so its latest partners change only when it acts.
        """
        source = np.unique(self.graph.source[self.graph.at(step)])
        self._latest.put(source, latest(history, source, step + 1))

    def learn(self, step: int) -> None:
        """Learn the facts of `step`, and some from before."""
        facts = self.graph.at(step)
        happened = np.bincount(self.graph.target[facts], minlength=self.graph.entities)
        self._frequency = (self._frequency * FORGET + happened).astype(np.float32)
        share = (self._frequency + 0.02) ** FLATTEN
        new = self._random.permutation(np.arange(facts.start, facts.stop))
        back = self._random.exponential(MEMORY * max(len(new), 1), REPLAY * len(new)).astype(np.int64)
        old = facts.stop - 1 - back
        for drawn in (new, old[old >= 0]):
            for first in range(0, len(drawn), BATCH):
                self._learn(drawn[first : first + BATCH], share)

    def _learn(self, facts: Ints, share: Floats) -> None:
        graph = self.graph
        relation, answer = graph.relation[facts], graph.target[facts]
        cumulated = np.cumsum(share)
        drawn = np.searchsorted(cumulated, self._random.random(SAMPLED) * cumulated[-1]).clip(max=len(share) - 1)
        entity, place = np.unique(np.concatenate([answer, drawn]), return_inverse=True)
        inputs = self._rows(graph.source[facts], self._then.of(facts))
        plain, gate = self._bag(inputs), self._gate.values[relation]
        kept = (self._random.random(plain.shape, dtype=np.float32) > DROPPED) / np.float32(1 - DROPPED)
        asked, known = (plain * gate + self._shift.values[relation]) * kept, self.vectors(entity)
        score = asked @ known.T + self._bias.values[entity, 0]
        score -= np.log(share[entity] / cumulated[-1] * SAMPLED).astype(np.float32)  # drawn often, so that much too low
        error = _softmax(score)
        error[np.arange(len(facts)), place[: len(facts)]] -= 1
        pull, push = (error @ known) * kept, error.T @ asked
        self._gate.descend(relation, pull * plain, GATE_RATE)
        self._shift.descend(relation, pull, RATE)
        _unbag(self._inputs.values, self._inputs.squares, inputs.rows, inputs.weights, pull * gate, RATE)
        for column, rate in enumerate((RATE, GROUP_RATE, GROUP_RATE)):
            self._outputs.descend(self._groups[entity, column], push, rate)
        self._bias.descend(entity, error.sum(0)[:, None], RATE)

    def _rows(self, source: Ints, latest: "Latest") -> Inputs:
        own = self._groups[source]
        first = len(self._outputs.values)  # behind the groups: the entities as partners
        rows = np.concatenate([own, np.where(latest.partners >= 0, latest.partners + first, -1)], 1)
        return Inputs(rows, np.concatenate([np.ones(own.shape, np.float32), latest.weights], 1))

    def _bag(self, inputs: Inputs) -> Floats:
        out = np.zeros((len(inputs.rows), self.size), np.float32)
        _bag(self._inputs.values, inputs.rows, inputs.weights, out)
        return out

    def vectors(self, entity: Ints) -> Floats:
        """Vectors of entities as answers."""
        values, (own, place, kind) = self._outputs.values, self._groups[entity].T
        return np.asarray(values[own] + values[place] + values[kind], np.float32)

    def questions(self, source: Ints, relation: Ints) -> Floats:
        """Vectors of the questions (source, relation, ?), as things are."""
        plain = self._bag(self._rows(source, self._latest.of(source)))
        return np.asarray(plain * self._gate.values[relation] + self._shift.values[relation], np.float32)

    def bias(self, entity: Ints) -> Floats:
        """What speaks for an entity whatever is asked."""
        return np.asarray(self._bias.values[entity, 0])

    def frequent(self, most: int) -> Ints:
        """The entities met most often, in order of their numbers."""
        return np.sort(np.argsort(-self._frequency, kind="stable")[:most])

    def surroundings(self, entity: Ints) -> Floats:
        """Mean vectors of the latest partners, as a frozen copy knows them."""
        out = np.zeros((len(entity), self.size), np.float32)
        found = self._latest.of(entity)
        _bag(self.known, found.partners, found.weights, out)
        return out


@dataclass(frozen=True, slots=True)
class Latest:
    """The partners that someone had most to do with lately (-1: no more), and their weights; a row each."""

    partners: NDArray[np.int32]
    weights: Floats

    @classmethod
    def empty(cls, rows: int) -> "Latest":
        """Nobody yet."""
        return cls(np.full((rows, LATEST), -1, np.int32), np.zeros((rows, LATEST), np.float32))

    def of(self, rows: Ints | slice) -> "Latest":
        """Some rows."""
        return Latest(self.partners[rows], self.weights[rows])

    def put(self, rows: Ints | slice, new: "Latest") -> None:
        """Overwrite some rows."""
        self.partners[rows], self.weights[rows] = new.partners, new.weights


def latest(history: History, source: Ints, step: int) -> Latest:
    """The partners each source had most to do with lately, as seen from `step`."""
    found = Latest.empty(len(source))
    _latest(history.past(step), source, found.partners, found.weights)
    return found


def agreement(left: Floats, right: Floats, first: Ints, second: Ints) -> Floats:
    """Inner products of the rows `first` of `left` with the rows `second` of `right`."""
    out = np.empty(len(first), np.float32)
    _agreement(left, right, first, second, out)
    return out


@njit(cache=True, fastmath=True)
def _agreement(left: Array, right: Array, first: Array, second: Array, out: Array) -> None:
    for i in range(len(first)):
        a, b, total = left[first[i]], right[second[i]], np.float32(0)
        for d in range(len(a)):
            total += a[d] * b[d]
        out[i] = total


def _softmax(score: Floats) -> Floats:
    score -= score.max(1, keepdims=True)
    np.exp(score, out=score)
    score /= score.sum(1, keepdims=True)
    return score


@njit(cache=True)
def _latest(past: Array, source: Array, partners: Array, weights: Array) -> None:
    starts = past.at.pair_starts
    for i in range(len(source)):
        first = starts[source[i]]
        strength = np.array([faded(past, past.state.pair, p) for p in range(first, starts[source[i] + 1])])
        total = np.float32(1e-6)
        for rank, j in enumerate(strongest(strength, FAINT, partners.shape[1])):
            partners[i, rank], weights[i, rank] = past.at.partner[first + j], np.sqrt(strength[j])
            total += strength[j]
        weights[i] /= np.sqrt(total)


@njit(cache=True, fastmath=True)
def _descend(values: Array, squares: Array, rows: Array, gradient: Array, rate: float) -> None:
    size = values.shape[1]
    for i in range(len(rows)):
        k, square = rows[i], np.float32(0)
        for d in range(size):
            square += gradient[i, d] * gradient[i, d]
        squares[k] += square / size
        step = np.float32(rate / np.sqrt(squares[k] + 1e-8))
        for d in range(size):
            values[k, d] -= step * gradient[i, d]


@njit(cache=True, fastmath=True)
def _bag(values: Array, rows: Array, weights: Array, out: Array) -> None:
    for i in range(len(rows)):
        for j in range(rows.shape[1]):
            k, weight = rows[i, j], weights[i, j]
            if k >= 0:
                for d in range(out.shape[1]):
                    out[i, d] += weight * values[k, d]


@njit(cache=True, fastmath=True)
def _unbag(values: Array, squares: Array, rows: Array, weights: Array, gradient: Array, rate: float) -> None:
    size = values.shape[1]
    for i in range(len(rows)):
        square = np.float32(0)
        for d in range(size):
            square += gradient[i, d] * gradient[i, d]
        for j in range(rows.shape[1]):
            k, weight = rows[i, j], weights[i, j]
            if k >= 0 and weight != 0:
                squares[k] += weight * weight * square / size
                step = np.float32(rate * weight / np.sqrt(squares[k] + 1e-8))
                for d in range(size):
                    values[k, d] -= step * gradient[i, d]
