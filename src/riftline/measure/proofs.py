"""Proofs that no division does better: cycles that cannot be satisfied, packed so that no edge is used up twice.

In a cycle with an odd number of negative edges, every division into two sides leaves an edge frustrated. (For
divisions into any number of groups: a cycle with exactly one negative edge.) Give each such cycle a multiplier such
that the cycles through an edge sum to no more than its weight: then every division costs at least the sum of the
multipliers. Anybody can add this up; how the multipliers were found does not matter.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riftline.measure.decisions import Decided, Decision, decide
from riftline.measure.signed import Floats, Integers, Mask, SignedGraph

ROUNDING = 1e-6  # how far a bound may stand from the next step and still count as rounding


@dataclass(frozen=True, slots=True, eq=False)
class Cycles:
    """Cycles as the numbers of their edges, in a row; cycle k stands at `begins[k]` … `begins[k + 1]`."""

    members: Integers
    begins: Integers

    def __len__(self) -> int:
        """How many cycles there are."""
        return len(self.begins) - 1

    def owners(self) -> Integers:
        """For every member the cycle it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.begins))

    def count(self, mask: Mask) -> Integers:
        """How many edges of each cycle are in the mask."""
        return np.bincount(self.owners()[mask[self.members]], minlength=len(self))

    def only(self, keep: Mask) -> "Cycles":
        """Some of the cycles."""
        lengths = np.diff(self.begins)
        return Cycles(self.members[np.repeat(keep, lengths)], np.concatenate([[0], np.cumsum(lengths[keep])]))

    def within(self, m: int) -> "Cycles":
        """The cycles that use only the first `m` edges."""
        return self.only(self.count(np.arange(max(m, int(self.members.max(initial=-1)) + 1)) >= m) == 0)

    def followed_by(self, more: "Cycles") -> "Cycles":
        """These and more."""
        begins = np.concatenate([self.begins, more.begins[1:] + self.begins[-1]])
        return Cycles(np.concatenate([self.members, more.members]), begins)


NO_CYCLES = Cycles(np.empty(0, np.int64), np.zeros(1, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What every division that follows the `decisions` costs at least, by cycles and their multipliers."""

    decisions: tuple[Decision, ...]
    cycles: Cycles
    multipliers: Floats


def bound_of(graph: SignedGraph, proof: Proof, *, weak: bool = False) -> float:
    """The bound that a proof gives, counted afresh from the network; infinite if no division follows the decisions.

    Raises:
        ValueError: a cycle of the proof is none, or can be satisfied, or a multiplier is negative.
    """
    decided = decide(graph, proof.decisions)
    if not unsatisfiable(decided, proof.cycles, weak=weak).all() or (proof.multipliers < 0).any():
        raise ValueError("the proof uses a cycle that can be satisfied")
    return packed(decided, proof.cycles, proof.multipliers)


def packed(decided: Decided, cycles: Cycles, multipliers: Floats) -> float:
    """Sum of the multipliers, less what they use of an edge beyond its weight, plus what is sunk."""
    if len(cycles) and not cycles.count(decided.free).all():
        return math.inf
    load = np.bincount(cycles.members, np.repeat(multipliers, np.diff(cycles.begins)), len(decided.free))
    beyond = np.maximum(0.0, load - decided.graph.weights)[decided.free].sum()
    return float(multipliers.sum() - beyond) + decided.sunk


def unsatisfiable(decided: Decided, cycles: Cycles, *, weak: bool) -> Mask:
    """Which of the edge sets are closed and leave an edge frustrated in every division."""
    graph = decided.graph
    negative = cycles.count(graph.signs < 0)
    return np.asarray(_closed(graph, cycles) & (negative == 1 if weak else negative % 2 == 1))


def covers(proofs: Sequence[Proof], depth: int = 0) -> bool:
    """Whether every division follows the decisions of some proof: at each fork, both ways are there."""
    if any(len(proof.decisions) == depth for proof in proofs):
        return True
    if not proofs:
        return False
    fork = proofs[0].decisions[depth]
    ways = [[p for p in proofs if p.decisions[depth] == way] for way in (fork, fork.reversed())]
    return sum(map(len, ways)) == len(proofs) and all(covers(way, depth + 1) for way in ways)


def whole(bound: float, unit: float) -> float:
    """A bound taken up to the next possible cost, where costs grow in steps of `unit`."""
    return unit * math.ceil(bound / unit - ROUNDING) if unit and math.isfinite(bound) else bound


def _closed(graph: SignedGraph, cycles: Cycles) -> Mask:
    """Whether each edge set meets every node an even number of times."""
    n = len(graph.nodes)
    ends = (graph.edges[cycles.members] + (n * cycles.owners())[:, None]).ravel()
    places, times = np.unique(ends, return_counts=True)
    return np.asarray(np.bincount(places // max(n, 1), times % 2, len(cycles)) == 0)
