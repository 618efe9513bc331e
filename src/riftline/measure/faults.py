"""The fault line of a signed network: which ties and parties could be seen otherwise, and what that would cost."""

import time
from dataclasses import dataclass, replace

import numpy as np

from riftline.measure.decisions import Decision, unit_of
from riftline.measure.divisions import Division, Limits, divide
from riftline.measure.forests import forest
from riftline.measure.frustration import SECONDS
from riftline.measure.proofs import whole
from riftline.measure.signed import Floats, Integers, Mask, SignedGraph, divided, links_of
from riftline.measure.switching import margins_of

RESTARTS = 2  # the division is known but for what one decision changes
KICKS = 300
LARGE = 2_000  # ties from which it is first asked of every party whether it costs something, and then how much
SOMETHING = 0.5  # of the lightest tie


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What it costs beyond the index to decide something against the division: between `lower` and `upper`."""

    lower: Floats
    upper: Floats

    @property
    def exact(self) -> Mask:
        """Where the two are the same."""
        return np.asarray(self.upper - self.lower <= 1e-6 * np.maximum(1.0, np.abs(self.upper)))


def margins(graph: SignedGraph, division: Division) -> Floats:
    """What it costs to move each party alone: weight of its satisfied ties less that of its frustrated ones."""
    links = links_of(len(graph.nodes), graph.edges)
    if len(set(division.groups.tolist())) > 2:  # noqa: PLR2004
        return _best_move(graph, division.groups)
    return np.asarray(margins_of(links, graph.pull, division.sides))


def anchors(graph: SignedGraph) -> Integers:
    """For every party the one with the most ties in its component: by it the sides are told apart."""
    degree = np.bincount(graph.edges.ravel(), np.repeat(graph.weights, 2), len(graph.nodes))
    _, trees = forest(len(graph.nodes), graph.edges, graph.signs, np.arange(len(graph.edges)))
    order = np.lexsort((-degree, trees))
    first = np.searchsorted(trees[order], trees[order])
    out = np.empty(len(graph.nodes), np.int64)
    out[order] = order[first]
    return out


def standing_costs(
    graph: SignedGraph, division: Division, *, seconds: float = SECONDS, seed: int = 0
) -> tuple[Costs, Integers]:
    """What it costs at least to see each party on the other side of its anchor, everybody else free to move as well.

    min over x with x_i·x_a = −x*_i·x*_a of the frustrated weight, less the index: 0 for a swing party, which may stand
    on either side at no cost. For the anchors themselves there is no such question: both bounds are NaN.

    Args:
        graph: the network.
        division: its division into two sides, from `frustration`.
        seconds: when to stop asking; what is left lies between 0 and the cost of moving the party alone.
        seed: of the local search.

    Returns:
        The costs, and the anchor of every party.
    """
    anchor = anchors(graph)
    upper = np.maximum(margins(graph, division), 0.0) + division.gap
    lower = np.zeros(len(upper))
    exact = Limits(until=time.monotonic() + seconds, seed=seed, restarts=RESTARTS, kicks=KICKS)
    unit = unit_of(graph.weights) or SOMETHING * graph.weights.min(initial=1)
    something = replace(exact, restarts=1, kicks=KICKS // 10, enough=division.upper + unit)
    asked = [i for i in np.argsort(upper, kind="stable").tolist() if upper[i] > 0 and i != anchor[i]]
    for limits in (something, exact) if len(graph.edges) > LARGE else (exact,):
        for i in asked:
            if lower[i] < upper[i] and time.monotonic() < limits.until:
                relation = -1 if division.groups[i] == division.groups[anchor[i]] else 1
                start = division.groups.copy()
                start[i] = 1 - start[i]
                low, high = _beyond(graph, division, Decision(int(anchor[i]), i, relation), start, limits)
                lower[i], upper[i] = max(low, lower[i]), min(high, upper[i])
    alone = anchor == np.arange(len(anchor))
    lower[alone] = upper[alone] = np.nan
    return Costs(lower, upper), anchor


def tie_costs(graph: SignedGraph, division: Division, *, seconds: float = SECONDS, seed: int = 0) -> Costs:
    """What it costs to see each tie the other way: satisfied if it is frustrated, frustrated if it is satisfied.

    A frustrated tie that costs nothing to satisfy is frustrated in some of the best divisions only; one that costs
    something is frustrated in all of them. A satisfied tie that costs something to frustrate is frustrated in none.
    Only ties are asked about of which the proof of the index does not tell already that they cost something.

    Args:
        graph: the network.
        division: its division into two sides, from `frustration`.
        seconds: when to stop asking; ties not asked about have the bounds that the proof and single moves give.
        seed: of the local search.
    """
    apart = divided(graph, division.groups)
    lower, upper = _spare(graph, division), _single_moves(graph, division)
    limits = Limits(until=time.monotonic() + seconds, seed=seed, restarts=RESTARTS, kicks=KICKS)
    unclear = np.flatnonzero((lower == 0) & (upper > 0))
    for e in unclear[np.lexsort((upper[unclear], ~apart[unclear]))].tolist():
        if time.monotonic() > limits.until:
            break
        one, other = graph.edges[e].tolist()
        together = bool(division.groups[one] == division.groups[other])
        low, high = _beyond(graph, division, Decision(one, other, -1 if together else 1), division.groups, limits)
        lower[e], upper[e] = max(low, lower[e]), min(high, upper[e])
    return Costs(lower, upper)


def _beyond(
    graph: SignedGraph, division: Division, decision: Decision, start: Integers, limits: Limits
) -> tuple[float, float]:
    """The least and the most that a decision costs beyond the index."""
    found = divide(graph, limits, [decision], known=division.known, start=start)
    return max(0.0, found.lower - division.upper), max(0.0, found.upper - division.lower)


def _spare(graph: SignedGraph, division: Division) -> Floats:
    """A lower bound of what frustrating a satisfied tie costs: the weight that the proof leaves unused."""
    lower = np.zeros(len(graph.edges))
    if len(division.proofs) != 1:
        return lower
    proof = division.proofs[0]
    load = np.bincount(proof.cycles.members, np.repeat(proof.multipliers, np.diff(proof.cycles.begins)), len(lower))
    bound = proof.multipliers.sum() - np.maximum(0.0, load - graph.weights).sum()
    unit = unit_of(graph.weights)
    beyond = [whole(float(bound + spare), unit) - division.upper for spare in np.maximum(0.0, graph.weights - load)]
    lower[~divided(graph, division.groups)] = np.maximum(0.0, beyond)[~divided(graph, division.groups)]
    return lower


def _single_moves(graph: SignedGraph, division: Division) -> Floats:
    """An upper bound of what seeing a tie the other way costs: the cheaper of moving one of its ends."""
    return np.asarray(np.maximum(margins(graph, division), 0.0)[graph.edges].min(axis=1) + division.gap)


def _best_move(graph: SignedGraph, groups: Integers) -> Floats:
    """With several groups: what it costs to move each party alone to the next best group, or one of its own."""
    n, k = len(groups), int(groups.max()) + 1
    liking = np.zeros((n, k + 1))
    one, other = graph.edges.T
    np.add.at(liking, (one, groups[other]), graph.pull)
    np.add.at(liking, (other, groups[one]), graph.pull)
    own = liking[np.arange(n), groups]
    liking[np.arange(n), groups] = -np.inf
    liking[np.bincount(groups)[groups] == 1, k] = -np.inf  # who is alone has a group of its own already
    best = liking.max(axis=1)
    return np.asarray(np.where(np.isfinite(best), own - best, 0.0))
