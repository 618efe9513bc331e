"""What happened up to a step: every source's partners, by which relations, how often and when last.

Places in the arrays are laid out beforehand for every triple that occurs in the graph; what has not happened yet counts
zero, and nothing reads it.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.ranking.counters import fading
from riftline.forecast.tkg import Array, Floats, Graph, Ints


class Layout(NamedTuple):
    """Where things stand: pairs in order of source and partner, slots (pair and relation) in order of pair.

    `popular` lists (relation, target) in order of relation.
    """

    pair_starts: Ints
    partner: Ints
    slot_starts: Ints
    slot_relation: Ints
    popular_starts: Ints
    popular: Ints


class Tally(NamedTuple):
    """Counts of one list: ever, decayed with the middle half-life, and the step of the last time."""

    times: Ints
    last: Ints
    decayed: Floats


class State(NamedTuple):
    """What has happened so far."""

    slot: Tally
    pair: Tally
    popular: Tally
    degree: Floats  # partners so far, by entity


GAPS = np.array([1, 2, 4, 7, 14, 30, 90])  # a bucket holds gaps (steps) up to its bound; the last holds the rest
TIMES = np.array([1, 3, 8])


class Past(NamedTuple):
    """Everything as compiled functions see it from a step.

    `fade[gap]` is what is left of a count; `recency[gap]` and `frequency[times]` are bucket numbers; `half` is the
    number of relations without inverses.
    """

    at: Layout
    state: State
    fade: Floats
    recency: Ints
    frequency: Ints
    half: int
    entities: int
    step: int


class History:
    """The layout of a graph and the state at a step; `record` moves on."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._fade = fading(int(graph.step[-1]) + 2)[:, 1].copy()  # the middle half-life
        self._recency = np.searchsorted(GAPS, np.arange(len(self._fade) + 1))
        self._frequency = np.searchsorted(TIMES, np.arange(len(graph.step) + 1))
        triple, self._slot = np.unique(
            (graph.source * graph.entities + graph.target) * graph.told + graph.relation, return_inverse=True
        )
        pair, pair_of_slot = np.unique(triple // graph.told, return_inverse=True)
        self._pair = pair_of_slot[self._slot]
        popular, self._popular = np.unique(graph.relation * graph.entities + graph.target, return_inverse=True)
        self.layout = Layout(
            _starts(pair // graph.entities, graph.entities),
            pair % graph.entities,
            _starts(pair_of_slot, len(pair)),
            triple % graph.told,
            _starts(popular // graph.entities, graph.told),
            popular % graph.entities,
        )
        self.state = State(
            _tally(len(triple)), _tally(len(pair)), _tally(len(popular)), np.zeros(graph.entities, np.float32)
        )

    def past(self, step: int) -> Past:
        """What compiled functions need to look back from `step`."""
        n = self.graph.entities
        return Past(self.layout, self.state, self._fade, self._recency, self._frequency, self.graph.relations, n, step)

    def record(self, step: int) -> None:
        """The facts of `step` have happened."""
        facts, fade = self.graph.at(step), self._fade
        new = np.unique(self._pair[facts])
        new = new[self.state.pair.times[new] == 0]
        np.add.at(self.state.degree, np.searchsorted(self.layout.pair_starts, new, side="right") - 1, 1)
        _count(self._slot[facts], self.state.slot, step, fade)
        _count(self._pair[facts], self.state.pair, step, fade)
        _count(self._popular[facts], self.state.popular, step, fade)


def _starts(owner: Ints, owners: int) -> Ints:
    return np.searchsorted(owner, np.arange(owners + 1)).astype(np.int64)


def _tally(size: int) -> Tally:
    return Tally(np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.float32))


@njit(cache=True)
def _count(places: Array, tally: Array, step: int, fade: Array) -> None:
    for i in places:
        tally.decayed[i] = tally.decayed[i] * fade[step - tally.last[i]] + 1
        tally.times[i] += 1
        tally.last[i] = step


FAINT = 0.01  # decayed counts below this carry nothing further


@njit(cache=True)
def faded(past: Array, tally: Array, i: int) -> Array:
    """The decayed count of place i, as seen from the step."""
    return tally.decayed[i] * past.fade[past.step - tally.last[i]] if tally.times[i] > 0 else np.float32(0)


@njit(cache=True)
def strongest(values: Array, floor: float, most: int) -> Array:
    """Positions of the largest values above a floor, largest first."""
    above = np.flatnonzero(values > floor)
    if len(above) > 2 * most:
        bar = np.partition(values[above], len(above) - most)[len(above) - most]
        above = above[values[above] >= bar]
    return above[np.argsort(-values[above], kind="mergesort")][:most]


@njit(cache=True)
def buckets(past: Array, slot: int) -> Array:
    """Bucket numbers of how long ago and how often a slot happened."""
    slots = past.state.slot
    return past.recency[past.step - slots.last[slot]], past.frequency[slots.times[slot]]
