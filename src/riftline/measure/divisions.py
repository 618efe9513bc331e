"""Divisions of a signed network that frustrate as little as can be: bounds from above and below, forks between them.

1. Local search gives a division: the upper bound.
2. A linear programme over cycles that cannot be satisfied gives the lower bound; violated cycles are added to it.
3. Where the two do not meet, an edge that the programme splits is decided, both ways.
"""

import heapq
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from riftline.measure.cover import Cover
from riftline.measure.cycles import cheap_cycles
from riftline.measure.decisions import Decided, Decision, decide, unit_of
from riftline.measure.forests import forest
from riftline.measure.grouping import regroup
from riftline.measure.proofs import NO_CYCLES, ROUNDING, Cycles, Proof, packed, unsatisfiable, whole
from riftline.measure.signed import Floats, Integers, Links, SignedGraph, divided, links_of
from riftline.measure.switching import improve

RESTARTS = 4
KICKS = 2_000  # per restart; more found nothing better on any network with a known index
KICKS_PER_NODE = 40  # less for small networks
HOPS = (0.02, 1e-3, 1e-6)  # what an edge costs beside its share: first short cycles, at last any


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Nodes in groups (0, 1, …), what that costs, and what every division costs at least.

    `upper` is the weight of the edges that `groups` frustrates, `lower` what the `proofs` add up to; `proved` says that
    they meet. `known` are cycles that may be useful for the next question about the same network.
    """

    groups: Integers
    lower: float
    upper: float
    proved: bool
    proofs: tuple[Proof, ...]
    known: Cycles = NO_CYCLES

    @property
    def gap(self) -> float:
        """How much better a division could be at most."""
        return max(0.0, self.upper - self.lower)

    @property
    def sides(self) -> Integers:
        """The groups as +1 (the first) and −1."""
        return np.where(self.groups == 0, 1, -1)


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: `most` groups (0: any), the moment in `time.monotonic()` seconds, a bound that is `enough`."""

    most: int = 2
    until: float = math.inf
    seed: int = 0
    restarts: int = RESTARTS
    kicks: int = KICKS
    enough: float = math.inf

    @property
    def weak(self) -> bool:
        """Whether more than two groups may be: then only cycles with exactly one negative edge are unsatisfiable."""
        return self.most != 2  # noqa: PLR2004


@dataclass(frozen=True, slots=True, eq=False)
class _Fork:
    """What is known of the divisions that follow some decisions: their least cost, why, and the best one met."""

    lower: float
    proof: Proof
    shares: Floats
    groups: Integers
    upper: float


def divide(
    graph: SignedGraph,
    limits: Limits,
    decisions: Sequence[Decision] = (),
    *,
    known: Cycles = NO_CYCLES,
    start: Integers | None = None,
) -> Division:
    """The best division that follows the decisions, with proofs; the gap says what is not proved when time runs out."""
    unit = unit_of(graph.weights)
    best = root = _explore(graph, tuple(decisions), known, limits, start=start, enough=limits.enough)
    forks, count = [(root.lower, 0, root)], 0
    while not _met(forks[0][0], min(best.upper, limits.enough), unit) and time.monotonic() < limits.until:
        fork = forks[0][2]
        edge = _split_edge(graph, fork)
        if edge is None:
            break
        heapq.heappop(forks)
        for relation in (1, -1):
            way = (*fork.proof.decisions, Decision(int(graph.edges[edge, 0]), int(graph.edges[edge, 1]), relation))
            found = _explore(
                graph, way, fork.proof.cycles, limits, start=best.groups, enough=min(best.upper, limits.enough)
            )
            best = found if found.upper < best.upper else best
            count += 1
            heapq.heappush(forks, (max(found.lower, fork.lower), count, found))
    lower = whole(forks[0][0], unit)
    proofs = tuple(fork.proof for _, _, fork in forks)
    met = _met(lower, best.upper, unit)
    return Division(best.groups, min(lower, best.upper), best.upper, met, proofs, root.proof.cycles)


def _met(lower: float, upper: float, unit: float) -> bool:
    """Whether no division can cost less than `upper`: rounding apart, nothing lies between."""
    return whole(lower, unit) >= upper - ROUNDING * max(1.0, upper if math.isfinite(upper) else 1.0)


def _split_edge(graph: SignedGraph, fork: _Fork) -> int | None:
    """The open edge that the programme splits most evenly, or None if it splits none."""
    shares = fork.shares[: len(graph.edges)]
    even = np.minimum(shares, 1 - shares) * graph.weights
    edge = int(even.argmax()) if len(even) else 0
    return edge if len(even) and even[edge] > ROUNDING else None


def _explore(
    graph: SignedGraph,
    decisions: tuple[Decision, ...],
    known: Cycles,
    limits: Limits,
    *,
    start: Integers | None,
    enough: float,
) -> _Fork:
    """Search from above and below under some decisions, until they meet or the bound reaches `enough`."""
    decided = decide(graph, decisions)
    links = links_of(len(graph.nodes), decided.graph.edges)
    groups = _search(decided, links, limits, start)
    known = known.within(len(graph.edges))
    known = known.only(unsatisfiable(decided, known, weak=limits.weak))
    fork = _Fork(decided.sunk, Proof(decisions, known, np.zeros(len(known))), np.zeros(len(decided.free)), groups, 0.0)
    cover = Cover(decided.graph.weights, decided.free, limits.until - time.monotonic())
    return _tighten(_Task(decided, links, limits), cover, fork, enough)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What stays the same while one fork is explored."""

    decided: Decided
    links: Links
    limits: Limits


def _tighten(task: _Task, cover: Cover, fork: _Fork, enough: float) -> _Fork:
    """Add violated cycles and solve again, with ever longer cycles, until the bounds meet."""
    decided, unit = task.decided, unit_of(task.decided.graph.weights)
    groups, upper, lower = fork.groups, _cost(decided, fork.groups), fork.lower
    cycles, shares, multipliers = fork.proof.cycles, fork.shares, fork.proof.multipliers
    fresh, hops = cycles, list(HOPS)
    rng = np.random.default_rng(task.limits.seed)
    while not _met(lower, min(upper, enough), unit) and time.monotonic() < task.limits.until:
        if len(fresh):
            if not fresh.count(decided.free).all():
                return _impossible(decided, fork, fresh)
            cover.add(fresh)
            shares, multipliers = cover.solve()
            lower = packed(decided, cycles, multipliers)
            groups = min(groups, _rounded(task, shares, groups), key=lambda one: _cost(decided, one))
            upper = _cost(decided, groups)
        fresh = _violated(task, shares, groups, hops[0], rng)
        if not len(fresh) and len(hops) == 1:
            break
        hops = hops if len(fresh) else hops[1:]
        cycles = cycles.followed_by(fresh)
    multipliers = np.pad(multipliers, (0, len(cycles) - len(multipliers)))
    return _Fork(lower, Proof(fork.proof.decisions, cycles, multipliers), shares, groups, upper)


def _impossible(decided: Decided, fork: _Fork, cycles: Cycles) -> _Fork:
    """The decisions contradict each other: a cycle of decided edges alone says so."""
    cycles = cycles.only(cycles.count(decided.free) == 0)
    proof = Proof(fork.proof.decisions, cycles, np.ones(len(cycles)))
    return _Fork(math.inf, proof, fork.shares, fork.groups, math.inf)


def _violated(task: _Task, shares: Floats, groups: Integers, hop: float, rng: np.random.Generator) -> Cycles:
    """Cycles of which the programme gives up less than 1."""
    graph = task.decided.graph
    negative = graph.signs < 0
    closing = negative if task.limits.weak else divided(graph, groups)
    usable = ~negative if task.limits.weak else np.full(len(negative), fill_value=True)
    order = rng.permutation(np.flatnonzero(closing))
    return Cycles(*cheap_cycles(task.links, graph.edges, negative.astype(np.int64), shares, usable, order, hop))


def _search(decided: Decided, links: Links, limits: Limits, start: Integers | None) -> Integers:
    """The best division that local search finds from a few starts."""
    pull = decided.graph.pull
    starts = [start] if start is not None else []
    tries = [*starts, *[None] * (limits.restarts - len(starts))] or [None]
    found = [_improved(links, pull, one, replace(limits, seed=limits.seed + k)) for k, one in enumerate(tries)]
    return min(found, key=lambda groups: _cost(decided, groups))


def _improved(links: Links, pull: Floats, start: Integers | None, limits: Limits) -> Integers:
    """Local search from one division, or from anywhere."""
    n, seed = len(links.starts) - 1, limits.seed
    kicks = min(limits.kicks, KICKS_PER_NODE * n)
    if not len(pull):
        return np.zeros(n, np.int64)
    if not limits.weak:
        sides = np.zeros(n, np.int64) if start is None else 1 - 2 * start
        return np.asarray((1 - improve(links, pull, sides, kicks, seed)) // 2)
    most = limits.most or max(n, 1)
    groups = np.random.default_rng(seed).integers(0, most, n) if start is None else start
    return np.asarray(regroup(links, pull, groups, most, kicks, seed))


def _rounded(task: _Task, shares: Floats, groups: Integers) -> Integers:
    """The division that keeps what the programme does not give up, improved; where groups are limited, the old one."""
    graph, limits = task.decided.graph, task.limits
    if limits.most not in {0, 2}:
        return groups
    order = np.argsort(shares, kind="stable")
    if limits.weak:
        order = order[(graph.signs > 0)[order] & (shares[order] < 0.5)]  # noqa: PLR2004
    sides, trees = forest(len(graph.nodes), graph.edges, graph.signs, order)
    start = trees if limits.weak else (1 - sides) // 2
    return _improved(task.links, graph.pull, start, replace(limits, kicks=0))


def _cost(decided: Decided, groups: Integers) -> float:
    """The weight of the edges that a division frustrates; infinite if it goes against a decision."""
    apart = divided(decided.graph, groups)
    if (apart & ~decided.free).any():
        return math.inf
    return float(decided.graph.weights[apart].sum()) + decided.sunk
