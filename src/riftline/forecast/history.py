"""What happened up to a step: every source's partners, by which relations, how often and when last.

Places in the arrays are laid out beforehand for every triple that occurs in the graph; what has not happened yet counts
zero, and nothing reads it.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from riftline.forecast.counters import fading
from riftline.forecast.tkg import Floats, Graph, Ints


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

    count: Ints  # type: ignore[assignment]
    last: Ints
    decayed: Floats


class State(NamedTuple):
    """What has happened so far."""

    slot: Tally
    pair: Tally
    popular: Tally
    degree: Floats  # partners so far, by entity


class History:
    """The layout of a graph and the state at a step; `record` moves on."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.fade = fading(int(graph.step[-1]) + 2)
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

    def record(self, step: int) -> None:
        """The facts of `step` have happened."""
        facts, fade = self.graph.at(step), self.fade[:, 1]
        new = np.unique(self._pair[facts])
        new = new[self.state.pair.count[new] == 0]
        np.add.at(self.state.degree, np.searchsorted(self.layout.pair_starts, new, side="right") - 1, 1)
        _count(self._slot[facts], self.state.slot, step, fade)
        _count(self._pair[facts], self.state.pair, step, fade)
        _count(self._popular[facts], self.state.popular, step, fade)


def _starts(owner: Ints, owners: int) -> Ints:
    return np.searchsorted(owner, np.arange(owners + 1)).astype(np.int64)


def _tally(size: int) -> Tally:
    return Tally(np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.float32))


@njit(cache=True)
def _count(places: Any, tally: Any, step: int, fade: Any) -> None:
    for i in places:
        tally.decayed[i] = tally.decayed[i] * fade[step - tally.last[i]] + 1
        tally.count[i] += 1
        tally.last[i] = step
