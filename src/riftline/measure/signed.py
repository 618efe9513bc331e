"""Signed networks: parties, and ties between them that are positive or negative."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from riftline.errors import MeasureError

Integers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SignedGraph:
    """An undirected signed network without loops and parallel edges.

    `edges` [m, 2] are indices of `nodes`, `signs` [m] are +1 or −1, `weights` [m] are positive.
    """

    nodes: tuple[str, ...]
    edges: Integers
    signs: Integers
    weights: Floats

    @property
    def pull(self) -> Floats:
        """Sign times weight of every edge."""
        return self.signs * self.weights

    @property
    def negative(self) -> float:
        """Weight of all negative edges."""
        return float(self.weights[self.signs < 0].sum())


def signed_graph(
    one: Sequence[str], other: Sequence[str], signs: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> SignedGraph:
    """A network from pairs of parties; its nodes stand in the order of the alphabet.

    Several rows of a pair, in whatever direction, become one edge: with weights by the sign of the sum of sign times
    weight, without weights only if all agree. Pairs that come to nothing, signs of 0 and parties paired with
    themselves are left out.

    Args:
        one: a party for every row.
        other: the party it is tied to.
        signs: positive, negative or 0; only the sign counts.
        weights: positive numbers; without them every edge weighs 1.

    Raises:
        MeasureError: a sign or weight is no number, or a weight is not positive.
    """
    sign = np.sign(np.asarray(signs, float))
    weight = np.ones(len(sign)) if weights is None else np.asarray(weights, float)
    if not (np.isfinite(sign).all() and np.isfinite(weight).all() and (weight > 0).all()):
        raise MeasureError(
            "a tie has no sign, or no positive weight", remedy="Give signs 1 and -1 and positive weights"
        )
    nodes, ends = np.unique(np.array([one, other], dtype=np.str_).reshape(2, -1), return_inverse=True)
    ends = np.sort(ends.reshape(2, -1).T, axis=1)
    proper = ends[:, 0] != ends[:, 1]
    edges, at = np.unique(ends[proper], axis=0, return_inverse=True)
    pull = np.bincount(at.ravel(), (sign * weight)[proper], len(edges))
    if weights is None:
        pull = np.where(np.abs(pull) == np.bincount(at.ravel(), minlength=len(edges)), np.sign(pull), 0.0)
    kept = pull != 0
    signs_kept = np.sign(pull[kept]).astype(np.int64)
    return SignedGraph(tuple(nodes.tolist()), edges[kept].astype(np.int64), signs_kept, np.abs(pull[kept]))


class Links(NamedTuple):
    """The edges of every node: those of node i stand at `starts[i]` … `starts[i + 1]` of `neighbours` and `ties`."""

    starts: Integers
    neighbours: Integers
    ties: Integers


def links_of(n: int, edges: Integers) -> Links:
    """The edges sorted by node, each from both ends."""
    ends = edges.T.ravel()
    order = np.argsort(ends, kind="stable")
    starts = np.searchsorted(ends[order], np.arange(n + 1)).astype(np.int64)
    ties = np.tile(np.arange(len(edges), dtype=np.int64), 2)[order]
    return Links(starts, edges[:, ::-1].T.ravel()[order], ties)


def divided(graph: SignedGraph, groups: Integers) -> Mask:
    """Which edges a division frustrates: positive between two groups, or negative within one."""
    ends = groups[graph.edges]
    return np.asarray((ends[:, 0] == ends[:, 1]) == (graph.signs < 0))
