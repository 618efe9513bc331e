"""Decisions about pairs of nodes, that two stand together or apart: they split a search, and are asked as questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from riftline.measure.signed import Floats, Integers, Mask, SignedGraph


class Decision(NamedTuple):
    """Nodes `one` and `other` stand together (+1) or apart (−1)."""

    one: int
    other: int
    relation: int

    def reversed(self) -> "Decision":
        """The other possibility."""
        return Decision(self.one, self.other, -self.relation)


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """A network in which some pairs are decided: each has an edge of the decided sign too heavy to be frustrated.

    The edges of the network keep their numbers; pairs without an edge get one behind them. `free` tells the edges that
    are still open; `sunk` is the weight of the edges that the decisions frustrate.
    """

    graph: SignedGraph
    free: Mask
    sunk: float


def decide(graph: SignedGraph, decisions: Sequence[Decision]) -> Decided:
    """Put decisions into a network."""
    m = len(graph.edges)
    number = _numbers(graph.edges, decisions)
    pairs = np.array([d[:2] for d, k in zip(decisions, number, strict=True) if k >= m], np.int64).reshape(-1, 2)
    edges = np.concatenate([graph.edges, pairs])
    signs = np.concatenate([graph.signs, np.ones(len(pairs), np.int64)])
    weights = np.concatenate([graph.weights, np.ones(len(pairs))])
    relations = np.array([d.relation for d in decisions], np.int64)
    turned = np.array([k for k, r in zip(number, relations, strict=True) if k < m and signs[k] != r], np.int64)
    signs[number] = relations
    weights[number] = graph.weights.sum() + 1
    free = np.ones(len(edges), bool)
    free[number] = False
    return Decided(SignedGraph(graph.nodes, edges, signs, weights), free, float(graph.weights[turned].sum()))


def _numbers(edges: Integers, decisions: Sequence[Decision]) -> Integers:
    """The edge of each decision: one of the network, or a new one."""
    number, new = [], len(edges)
    for decision in decisions:
        one, other = decision[:2]
        known = np.flatnonzero(((edges == one) | (edges == other)).all(axis=1) & (edges[:, 0] != edges[:, 1]))
        number.append(int(known[0]) if len(known) else new)
        new += not len(known)
    return np.array(number, np.int64)


def unit_of(weights: Floats) -> float:
    """The step in which costs grow: 1 where all weights are whole numbers, else 0."""
    return 1.0 if np.array_equal(weights, np.round(weights)) else 0.0
