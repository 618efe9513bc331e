"""Who may be the answer: partners, the relation's usual targets, partners of partners, whom the profiles suggest."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.ranking import rules as rules_
from riftline.forecast.ranking.history import FAINT, Past, faded
from riftline.forecast.ranking.rules import Rules, weigh_pair
from riftline.forecast.tkg import Array, Floats, Ints

COLUMNS = (*rules_.COLUMNS, "two hops", "two hops, same relation")

PARTNERS = 120  # partners kept, by the mass of their rules
POPULAR = 50  # targets kept by decayed count of the relation
NEIGHBOURS = 30  # partners through which two hops go
REACHED = 40  # entities kept that two hops reach
ANY = 0.02  # weight of a second hop by any relation beside one by the asked relation
NOT_NOTHING = 1e-12  # keeps what is reached apart from what is not


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


def gather(past: Past, rules: Rules, source: Ints, relation: Ints, suggested: Ints) -> Candidates:
    """Candidates for the questions (source, relation, ?), from what the past holds.

    Args:
        past: the history as seen from the step of the questions.
        rules: confidences.
        source: of each question.
        relation: of each question.
        suggested: further candidates, by question.
    """
    most = len(source) * (PARTNERS + POPULAR + REACHED + suggested.shape[1])
    entity, pair, sizes = (np.zeros(n, np.int64) for n in (most, most, len(source)))
    out = _Out(entity, pair, np.zeros((most, len(COLUMNS)), np.float32), sizes)
    desk = _desk(past.entities, 2 * past.half)
    rows = _gather(past, rules, source, relation, suggested, desk, out)
    return Candidates(np.repeat(np.arange(len(source)), sizes), entity[:rows], pair[:rows], out.evidence[:rows], sizes)


class _Out(NamedTuple):
    entity: Ints
    pair: Ints
    evidence: Floats
    sizes: Ints


class _Desk(NamedTuple):
    """Room to work in, by entity; by relation, how many usual targets are `known` (-1: not looked up), and which."""

    hops: Floats
    reached: Ints
    chosen: Ints
    known: Ints
    usual: Ints


def _desk(entities: int, told: int) -> _Desk:
    return _Desk(
        np.zeros((entities, 2), np.float32),
        np.zeros(entities, np.int64),
        np.full(entities, -1, np.int64),
        np.full(told, -1, np.int64),
        np.zeros((told, POPULAR), np.int64),
    )


@njit(cache=True)
def _top(values: Array, most: int) -> Array:
    """Positions of the largest positive values, largest first."""
    order = np.argsort(-values, kind="mergesort")[:most]
    return order[values[order] > 0]


@njit(cache=True)
def _look_up(past: Array, q: int, desk: Array) -> None:
    """The targets that q had most lately."""
    first, last = past.at.popular_starts[q], past.at.popular_starts[q + 1]
    best = _top(np.array([faded(past, past.state.popular, p) for p in range(first, last)]), POPULAR)
    desk.usual[q, : len(best)] = past.at.popular[first + best]
    desk.known[q] = len(best)


@njit(cache=True)
def _walk(past: Array, s: int, q: int, desk: Array) -> Array:
    """Mass that reaches each entity through the strongest partners of s; returns how many entities it reaches."""
    at, first, n = past.at, past.at.pair_starts[s], 0
    near = np.array([faded(past, past.state.pair, p) for p in range(first, at.pair_starts[s + 1])])
    for i in _top(near, NEIGHBOURS):
        if near[i] > FAINT:
            x = at.partner[first + i]
            n = _step(past, x, q, near[i] / np.sqrt(1 + past.state.degree[x]), desk, n)
    return n


@njit(cache=True)
def _step(past: Array, x: int, q: int, weight: Array, desk: Array, n: int) -> Array:
    """The second hop, from x."""
    at = past.at
    for p in range(at.pair_starts[x], at.pair_starts[x + 1]):
        if past.state.pair.times[p] > 0:
            o = at.partner[p]
            if desk.hops[o, 0] == 0:
                desk.reached[n] = o
                n += 1
            desk.hops[o, 0] += weight * faded(past, past.state.pair, p) + NOT_NOTHING
            for k in range(at.slot_starts[p], at.slot_starts[p + 1]):
                if at.slot_relation[k] == q:
                    desk.hops[o, 1] += weight * faded(past, past.state.slot, k)
    return n


@njit(cache=True)
def _partners(past: Array, rules: Array, s: int, q: int, row: int, out: Array) -> Array:
    """Write the partners of s of whom the rules say most; returns the row after them."""
    first, last = past.at.pair_starts[s], past.at.pair_starts[s + 1]
    says = np.zeros((last - first, 7), np.float32)
    for p in range(first, last):
        weigh_pair(rules, past, p, q, says[p - first])
    for j in _top(says[:, 2].copy(), PARTNERS):
        out.entity[row], out.pair[row] = past.at.partner[first + j], first + j
        out.evidence[row, :7] = says[j]
        row += 1
    return row


@njit(cache=True)
def _gather(
    past: Array, rules: Array, source: Array, relation: Array, suggested: Array, desk: Array, out: Array
) -> Array:
    row = 0
    for i in range(len(source)):
        q, begin = relation[i], row
        row = _partners(past, rules, source[i], q, row, out)
        desk.chosen[out.entity[begin:row]] = i
        if desk.known[q] < 0:
            _look_up(past, q, desk)
        reached = desk.reached[: _walk(past, source[i], q, desk)]
        through = np.array([desk.hops[o, 1] + ANY * desk.hops[o, 0] for o in reached])
        for o in np.concatenate((desk.usual[q, : desk.known[q]], reached[_top(through, REACHED)], suggested[i])):
            if desk.chosen[o] != i:
                out.entity[row], out.pair[row] = o, -1
                desk.chosen[o] = i
                row += 1
        for r in range(begin, row):
            out.evidence[r, 7:] = desk.hops[out.entity[r]]
        for o in reached:
            desk.hops[o] = 0
        out.sizes[i] = row - begin
    return row
