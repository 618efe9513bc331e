"""Cycles that no division satisfies, found as shortest paths: compiled loops over arrays.

Every node i stands twice in the search: as 2·i (an even number of negative edges walked) and as 2·i + 1 (odd). A closed
walk with an odd number of negative edges is a path from one of the two to the other.
"""

from typing import NamedTuple

import numba
import numpy as np

from riftline.measure.signed import Floats, Integers, Links, Mask

VIOLATED = 1e-4  # a cycle whose costs sum to 1 less this, or more, asks for nothing new
SLACK = 40  # edges of a path that may be dearer only because each edge counts


class _Search(NamedTuple):
    """What the search works on: `odd` 1 for negative edges; distances, the way back (edge, node), a heap."""

    odd: Integers
    usable: Mask
    cost: Floats
    dist: Floats
    came: Integers
    keys: Floats
    heap: Integers


@numba.njit(cache=True)
def cheap_cycles(  # noqa: PLR0917 - compiled: by position
    links: Links, edges: Integers, odd: Integers, cost: Floats, usable: Mask, closing: Integers, hop: float
) -> tuple[Integers, Integers]:
    """Cycles with an odd number of negative edges that cost less than 1 together, at most one per edge in `closing`.

    An edge (u, v) of `closing` is closed by the cheapest path from u to v over usable edges. Each cycle found makes its
    edges dearer for the next search, so that the cycles differ; `hop` is added per edge, so that short cycles win.

    Returns:
        The edges of all cycles in a row, and where each cycle starts (with the end of the last).
    """
    n, arcs = len(links.starts) - 1, 2 * len(links.ties) + 1
    came, keys, heap = np.zeros((2 * n, 2), np.int64), np.empty(arcs), np.empty(arcs, np.int64)
    search = _Search(odd, usable, cost + hop, np.empty(2 * n), came, keys, heap)
    row = np.empty(2 * n + 1, np.int64)
    members = np.empty(16 * len(closing) + 2 * n + 1, np.int64)
    begins = np.zeros(len(closing) + 1, np.int64)
    count = 0
    for e in closing:
        source, target = 2 * edges[e, 0], 2 * edges[e, 1] + (1 - odd[e])
        limit = 1.0 - search.cost[e] + SLACK * hop
        if limit <= 0 or not _reach(source, target, e, limit, links, search):
            continue
        first, last = _walk(source, target, e, search.came, row)
        free, dear = 1.0, 1.0 + SLACK * hop
        for k in range(first, last):
            free -= cost[row[k]]
            dear -= search.cost[row[k]]
        if free > VIOLATED and dear > 0 and begins[count] + last - first <= len(members):
            for k in range(first, last):
                members[begins[count] + k - first] = row[k]
                search.cost[row[k]] += free / (last - first)
            begins[count + 1] = begins[count] + last - first
            count += 1
    return members[: begins[count]], begins[: count + 1]


@numba.njit(cache=True)
def _reach(  # noqa: PLR0917 - as above
    source: int, target: int, skip: int, limit: float, links: Links, search: _Search
) -> bool:
    """Dijkstra's search; the way back is noted. Whether the target lies below the limit."""
    dist, keys, heap = search.dist, search.keys, search.heap
    dist.fill(np.inf)
    dist[source] = keys[0] = 0.0
    heap[0] = source
    size = 1
    while size > 0:
        at, far = heap[0], keys[0]
        size -= 1
        _sink(keys, heap, size)
        if at == target:
            return True
        if far > dist[at]:
            continue
        for p in range(links.starts[at >> 1], links.starts[(at >> 1) + 1]):
            e = links.ties[p]
            there = 2 * links.neighbours[p] + ((at & 1) ^ search.odd[e])
            new = far + search.cost[e]
            if new < limit and new < dist[there] - 1e-12 and e != skip and search.usable[e]:
                dist[there] = new
                search.came[there, 0] = e
                search.came[there, 1] = at
                _rise(keys, heap, size, new, there)
                size += 1
    return False


@numba.njit(cache=True)
def _rise(keys: Floats, heap: Integers, at: int, key: float, value: int) -> None:
    """Put an entry into the heap, of which `at` is the first free place."""
    while at > 0 and keys[(at - 1) >> 1] > key:
        keys[at] = keys[(at - 1) >> 1]
        heap[at] = heap[(at - 1) >> 1]
        at = (at - 1) >> 1
    keys[at] = key
    heap[at] = value


@numba.njit(cache=True)
def _sink(keys: Floats, heap: Integers, size: int) -> None:
    """Take the first entry off the heap, of which `size` entries remain: the last one takes its place."""
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= keys[size]:
            break
        keys[at] = keys[child]
        heap[at] = heap[child]
        at = child
    keys[at] = keys[size]
    heap[at] = heap[size]


@numba.njit(cache=True)
def _walk(source: int, target: int, closing: int, came: Integers, row: Integers) -> tuple[int, int]:
    """Write the cycle into `row`; where a node is visited twice, only what lies between: that is odd as well.

    Returns where in `row` the cycle begins and ends.
    """
    length, at = 0, target
    while True:
        back = target
        for k in range(length):
            if back == (at ^ 1):
                return k, length
            back = came[back, 1]
        if at == source:
            row[length] = closing
            return 0, length + 1
        row[length] = came[at, 0]
        length += 1
        at = came[at, 1]
