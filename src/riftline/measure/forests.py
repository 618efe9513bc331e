"""Forests of a signed network: edges taken in order while they close no cycle, and the division that satisfies them."""

import numba
import numpy as np

from riftline.measure.signed import Integers


@numba.njit(cache=True)
def forest(n: int, edges: Integers, signs: Integers, order: Integers) -> tuple[Integers, Integers]:
    """The sides (+1, −1) that satisfy the edges of the forest, and for every node the number of its tree."""
    above = np.arange(n)
    against = np.ones(n, np.int64)  # the node above
    for e in order:
        one, one_side = _root(edges[e, 0], above, against)
        other, other_side = _root(edges[e, 1], above, against)
        if one != other:
            above[other] = one
            against[other] = one_side * other_side * signs[e]
    sides = np.ones(n, np.int64)
    trees = np.empty(n, np.int64)
    for i in range(n):
        trees[i], sides[i] = _root(i, above, against)
    return sides, trees


@numba.njit(cache=True)
def _root(i: int, above: Integers, against: Integers) -> tuple[int, int]:
    """The root of the tree of node `i`, and the side of `i` against it."""
    side = 1
    while above[i] != i:
        side *= against[i]
        i = above[i]
    return i, side
