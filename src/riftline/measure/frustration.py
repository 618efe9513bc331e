"""The frustration index of a signed network: how many ties contradict the best division into two sides, proved."""

import functools
import time
from dataclasses import dataclass

import numpy as np

from riftline.errors import MeasureError
from riftline.measure.divisions import Division, Limits, divide
from riftline.measure.proofs import ROUNDING, bound_of, covers
from riftline.measure.signed import SignedGraph, divided, signed_graph

SECONDS = 30.0  # when the search for a proof stops unless told otherwise


@dataclass(frozen=True, slots=True)
class Null:
    """The index found in networks with the same ties and as many negative ones, their signs permuted.

    All values, `found` for the network itself too, come from the same local search and are therefore upper bounds.
    `z` = (found − mean) / sd, None if the permuted networks are all alike.
    """

    found: float
    mean: float
    sd: float
    z: float | None
    shuffles: int
    seed: int


def frustration(graph: SignedGraph, *, seconds: float = SECONDS, seed: int = 0) -> Division:
    """The frustration index (line index of balance) with the division that attains it and proofs that none does better.

    L = min over x ∈ {−1, +1}ⁿ of Σ w_ij over the ties with s_ij·x_i·x_j < 0. Unit: ties, or their weight. L is at most
    the weight of the negative ties; 1 − 2L/Σw is 1 for a balanced network. The bound holds to rounding (1e-6 of L).

    Args:
        graph: the network; components and ties that lie on no cycle are no trouble.
        seconds: when to stop. Then `lower` < `upper`, `proved` is False and `gap` says what is left open.
        seed: of the local search.

    Sources: Harary 1959, On the measurement of structural balance, Behavioral Science 4(4), 316–323; Barahona and
    Mahjoub 1986, On the cut polytope, doi:10.1007/BF02592023; Aref and Wilson 2019, Balance and frustration in signed
    networks, doi:10.1093/comnet/cny015.
    """
    compile_search()
    return divide(graph, Limits(until=time.monotonic() + seconds, seed=seed))


def check(graph: SignedGraph, division: Division, *, weak: bool = False) -> None:
    """Count a division and its proofs afresh from the network. Nothing is taken from the search.

    Args:
        graph: the network.
        division: what `frustration` or `partition` found in it.
        weak: it may have more than two groups (`partition` with k other than 2).

    Raises:
        MeasureError: the division costs something else, or the proofs do not give its bound.
    """
    cost = float(graph.weights[divided(graph, division.groups)].sum())
    near = ROUNDING * max(1.0, cost)
    if abs(cost - division.upper) > near:
        raise MeasureError(f"the division costs {cost:g}, not {division.upper:g}", remedy="Compute it again")
    bound = min(bound_of(graph, proof, weak=weak) for proof in division.proofs)
    short = division.lower - bound
    whole = np.array_equal(graph.weights, np.round(graph.weights))
    if not covers(division.proofs) or short > near + (1 - 2 * near if whole else 0):
        raise MeasureError(f"the proofs give {bound:g}, not {division.lower:g}", remedy="Compute it again")


def permuted(graph: SignedGraph, *, shuffles: int = 100, seed: int = 0) -> Null:
    """The index against networks in which the signs are dealt out anew among the same ties.

    Whoever has fewer negative ties has a smaller index: only the comparison tells structure from scarcity.

    Args:
        graph: the network; weights stay at their ties.
        shuffles: how many networks.
        seed: of the permutations and of the local search.
    """
    compile_search()
    rng = np.random.default_rng(seed)
    found = _searched(graph, seed)
    others = np.array(
        [
            _searched(SignedGraph(graph.nodes, graph.edges, rng.permutation(graph.signs), graph.weights), seed + k + 1)
            for k in range(shuffles)
        ]
    )
    mean, sd = float(others.mean()), float(others.std(ddof=1)) if shuffles > 1 else 0.0
    return Null(found, mean, sd, (found - mean) / sd if sd > 0 else None, shuffles, seed)


def _searched(graph: SignedGraph, seed: int) -> float:
    """The upper bound of a single local search."""
    return divide(graph, Limits(until=0.0, seed=seed, restarts=1)).upper


@functools.cache
def compile_search() -> None:
    """Make sure that the loops are compiled before a clock starts: some seconds, once for each installation."""
    tiny = signed_graph(["a", "b", "c"], ["b", "c", "a"], [1, 1, -1])
    for most in (2, 0):
        divide(tiny, Limits(most=most, kicks=1))
