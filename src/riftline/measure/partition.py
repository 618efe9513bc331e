"""The best division of a signed network into groups, friends together and foes apart: weak balance."""

import time
from dataclasses import replace

import numpy as np

from riftline.errors import MeasureError
from riftline.measure.divisions import Division, Limits, divide
from riftline.measure.frustration import SECONDS, compile_search, frustration
from riftline.measure.signed import Integers, SignedGraph


def partition(graph: SignedGraph, k: int | None = None, *, seconds: float = SECONDS, seed: int = 0) -> Division:
    """The division into at most k groups that frustrates least: positive ties between groups, negative within one.

    min over c of Σ w_ij [s_ij > 0, c_i ≠ c_j] + Σ w_ij [s_ij < 0, c_i = c_j]. Unit: ties, or their weight.

    Two groups are the frustration index. Any number of groups (k None) is proved by cycles with exactly one negative
    tie. For three groups and more the same bound is used: it proves the division only when it is as good as one into
    any number of groups; otherwise `gap` is what is left open.

    Args:
        graph: the network.
        k: how many groups there may be; None for any number.
        seconds: when to stop.
        seed: of the local search.

    Raises:
        MeasureError: k is less than 1.

    Sources: Davis 1967, Clustering and structural balance in graphs, doi:10.1177/001872676702000206; Bansal, Blum and
    Chawla 2004, Correlation clustering, doi:10.1023/B:MACH.0000033116.57574.95; Doreian and Mrvar 2009, Partitioning
    signed social networks, doi:10.1016/j.socnet.2008.08.001.
    """
    if k is not None and k < 1:
        raise MeasureError(f"there cannot be {k} groups", remedy="Give 2, 3, … or None for any number")
    if k == 2:  # noqa: PLR2004
        return frustration(graph, seconds=seconds, seed=seed)
    compile_search()
    most = 0 if k is None or k >= len(graph.nodes) else k
    found = divide(graph, Limits(most=most, until=time.monotonic() + seconds, seed=seed))
    return replace(found, groups=_by_size(found.groups))


def _by_size(groups: Integers) -> Integers:
    """The groups numbered 0, 1, … from the largest."""
    names, at, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(names))
    return rank[at]
