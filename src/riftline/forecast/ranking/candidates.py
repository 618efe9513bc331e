"""Who may be the answer: partners, the relation's usual targets, partners of partners, whom the profiles suggest."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.ranking import rules as rules_
from riftline.forecast.ranking.history import FAINT, Past, faded, strongest
from riftline.forecast.ranking.rules import Rules, weigh_pair
from riftline.forecast.tkg import Array, Floats, Ints

COLUMNS = (*rules_.COLUMNS, "two hops", "two hops, same relation")

NEIGHBOURS = 30  # partners through which two hops go
TOGETHER = 15  # questions of one source that share its two hops
ANY = 0.02  # weight of a second hop by any relation beside one by the asked relation
NOT_NOTHING = 1e-12  # keeps what is reached apart from what is not


class Breadth(NamedTuple):
    """How many candidates each way of finding them gives a question, at most.

    Attributes:
        partners: of the source, by the mass of their rules.
        popular: targets of the relation, by decayed count.
        reached: entities that two hops reach.
        suggested: whom the profiles suggest.
    """

    partners: int
    popular: int
    reached: int
    suggested: int


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


def gather(past: Past, rules: Rules, source: Ints, relation: Ints, suggested: Ints, breadth: Breadth) -> Candidates:
    """Candidates for the questions (source, relation, ?), from what the past holds.

    Args:
        past: the history as seen from the step of the questions.
        rules: confidences.
        source: of each question.
        relation: of each question.
        suggested: further candidates, by question.
        breadth: how many of each kind.
    """
    most = len(source) * (breadth.partners + breadth.popular + breadth.reached + suggested.shape[1])
    entity, pair, sizes = (np.zeros(n, np.int64) for n in (most, most, len(source)))
    out = _Out(entity, pair, np.zeros((most, len(COLUMNS)), np.float32), sizes)
    desk = _desk(past.entities, 2 * past.half, breadth.popular)
    rows = _gather(past, rules, source, relation, suggested, breadth, desk, out)
    return Candidates(np.repeat(np.arange(len(source)), sizes), entity[:rows], pair[:rows], out.evidence[:rows], sizes)


class _Out(NamedTuple):
    entity: Ints
    pair: Ints
    evidence: Floats
    sizes: Ints


class _Desk(NamedTuple):
    """Room to work in.

    By entity: `hops` (by any relation, and by each of the relations asked of the source), `reached`, `chosen`.
    By relation: its `column` in `hops` (0: not asked), how many usual targets are `known` (-1: not looked up), `usual`.
    """

    hops: Floats
    reached: Ints
    chosen: Ints
    column: Ints
    known: Ints
    usual: Ints


def _desk(entities: int, told: int, popular: int) -> _Desk:
    return _Desk(
        np.zeros((entities, 1 + TOGETHER), np.float32),
        np.zeros(entities, np.int64),
        np.full(entities, -1, np.int64),
        np.zeros(told, np.int64),
        np.full(told, -1, np.int64),
        np.zeros((told, popular), np.int64),
    )


@njit(cache=True)
def _look_up(past: Array, q: int, desk: Array) -> None:
    """The targets that q had most lately."""
    first, last = past.at.popular_starts[q], past.at.popular_starts[q + 1]
    best = strongest(np.array([faded(past, past.state.popular, p) for p in range(first, last)]), 0, desk.usual.shape[1])
    desk.usual[q, : len(best)] = past.at.popular[first + best]
    desk.known[q] = len(best)


@njit(cache=True)
def _walk(past: Array, s: int, desk: Array) -> Array:
    """Mass that reaches each entity through the strongest partners of s; returns how many entities it reaches."""
    at, first, n = past.at, past.at.pair_starts[s], 0
    near = np.array([faded(past, past.state.pair, p) for p in range(first, at.pair_starts[s + 1])])
    for i in strongest(near, FAINT, NEIGHBOURS):
        x = at.partner[first + i]
        n = _step(past, x, near[i] / np.sqrt(1 + past.state.degree[x]), desk, n)
    return n


@njit(cache=True)
def _step(past: Array, x: int, weight: Array, desk: Array, n: int) -> Array:
    """The second hop, from x."""
    at = past.at
    for p in range(at.pair_starts[x], at.pair_starts[x + 1]):
        if past.state.pair.times[p] > 0:
            o, strength = at.partner[p], faded(past, past.state.pair, p)
            if desk.hops[o, 0] == 0:
                desk.reached[n] = o
                n += 1
            desk.hops[o, 0] += weight * strength + NOT_NOTHING
            if strength > FAINT:
                for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                    column = desk.column[at.slot_relation[k]]
                    if column > 0:
                        desk.hops[o, column] += weight * faded(past, past.state.slot, k)
    return n


@njit(cache=True)
def _partners(past: Array, rules: Array, s: int, q: int, most: int, row: int, out: Array) -> Array:
    """Write the partners of s of whom the rules say most; returns the row after them."""
    first, last = past.at.pair_starts[s], past.at.pair_starts[s + 1]
    says = np.zeros((last - first, 7), np.float32)
    for p in range(first, last):
        weigh_pair(rules, past, p, q, says[p - first])
    for j in strongest(says[:, 2].copy(), 0, most):
        out.entity[row], out.pair[row] = past.at.partner[first + j], first + j
        out.evidence[row, :7] = says[j]
        row += 1
    return row


@njit(cache=True)
def _others(reached: Array, suggested: Array, q: int, most: int, desk: Array) -> Array:
    """Usual targets of the relation, what two hops reach, what is suggested."""
    column = desk.column[q]
    through = np.array([desk.hops[o, column] + ANY * desk.hops[o, 0] for o in reached])
    return np.concatenate((desk.usual[q, : desk.known[q]], reached[strongest(through, 0, most)], suggested))


@njit(cache=True)
def _answer(
    past: Array, rules: Array, s: int, q: int, i: int, others: Array, most: int, desk: Array, out: Array, row: int
) -> Array:
    """Write the candidates of question i; returns the row after them."""
    begin = row
    row = _partners(past, rules, s, q, most, row, out)
    desk.chosen[out.entity[begin:row]] = i
    for o in others:
        if desk.chosen[o] != i:
            out.entity[row], out.pair[row] = o, -1
            desk.chosen[o] = i
            row += 1
    for r in range(begin, row):
        out.evidence[r, 7] = desk.hops[out.entity[r], 0]
        out.evidence[r, 8] = desk.hops[out.entity[r], desk.column[q]]
    out.sizes[i] = row - begin
    return row


@njit(cache=True)
def _gather(
    past: Array, rules: Array, source: Array, relation: Array, suggested: Array, breadth: Array, desk: Array, out: Array
) -> Array:
    row, first = 0, 0
    while first < len(source):
        s, last = source[first], first + 1
        while last < len(source) and source[last] == s and last - first < TOGETHER:
            last += 1
        desk.column[relation[first:last]] = np.arange(1, 1 + last - first)
        reached = desk.reached[: _walk(past, s, desk)]
        for i in range(first, last):
            q = relation[i]
            if desk.known[q] < 0:
                _look_up(past, q, desk)
            others = _others(reached, suggested[i], q, breadth.reached, desk)
            row = _answer(past, rules, s, q, i, others, breadth.partners, desk, out, row)
        desk.column[relation[first:last]] = 0
        for o in reached:
            desk.hops[o] = 0
        first = last
    return row
