"""Local search for a good division into any number of groups: compiled loops over arrays, each random step seeded.

An edge is frustrated if it is positive between two groups or negative within one. `pull` is sign times weight.
"""

from typing import NamedTuple

import numba
import numpy as np

from riftline.measure.signed import Floats, Integers, Links
from riftline.measure.switching import GAIN

HOME = 0.5  # share of kicks that move nodes into a group there is, and not into any group


class _State(NamedTuple):
    """The division, the size of each group, room to count in, the nodes to look at next, the moves and where from."""

    groups: Integers
    sizes: Integers
    score: Floats
    queue: Integers
    moved: Integers


@numba.njit(cache=True)
def regroup(  # noqa: PLR0917 - compiled: by position
    links: Links, pull: Floats, groups: Integers, most: int, kicks: int, seed: int
) -> Integers:
    """The best division into at most `most` groups found from `groups` by descent and kicks that help."""
    np.random.seed(seed)  # noqa: NPY002 - the generator that compiled loops have
    n = len(groups)
    groups = groups.copy()
    queue = np.empty(4 * len(links.ties) + n + 16, np.int64)
    moved = np.empty((64 * n + 1024, 2), np.int64)
    state = _State(groups, np.zeros(most, np.int64), np.zeros(most), queue, moved)
    for i in range(n):
        state.sizes[groups[i]] += 1
        queue[i] = i
    _settle(n, 0, links, pull, state)
    for _ in range(kicks):
        size = 1 + int((n // 3 + 1) ** np.random.random())  # noqa: NPY002
        change, count = _scatter(size, links, pull, state)
        more, moves = _settle(count, size, links, pull, state)
        if change + more > GAIN:
            for k in range(moves - 1, -1, -1):
                _put(moved[k, 0], moved[k, 1], state)
    return groups


@numba.njit(cache=True)
def _put(i: int, group: int, state: _State) -> None:
    """Move node `i` into a group."""
    state.sizes[state.groups[i]] -= 1
    state.sizes[group] += 1
    state.groups[i] = group


@numba.njit(cache=True)
def _settle(count: int, moves: int, links: Links, pull: Floats, state: _State) -> tuple[float, int]:
    """Move nodes to groups they like better, beginning with the queue.

    Returns the change in cost, and how many moves are noted.
    """
    change = 0.0
    while count > 0 and moves < len(state.moved):
        count -= 1
        i = state.queue[count]
        best, gain = _best(i, links, pull, state)
        if gain <= GAIN:
            continue
        change -= gain
        state.moved[moves, 0] = i
        state.moved[moves, 1] = state.groups[i]
        moves += 1
        _put(i, best, state)
        count = _ask(i, count, links, state)
    return change, moves


@numba.njit(cache=True)
def _best(i: int, links: Links, pull: Floats, state: _State) -> tuple[int, float]:
    """The group that node `i` likes best, perhaps an empty one, and how much better than its own."""
    score, groups = state.score, state.groups
    first, last = links.starts[i], links.starts[i + 1]
    for p in range(first, last):
        score[groups[links.neighbours[p]]] += pull[links.ties[p]]
    best = groups[i]
    for p in range(first, last):
        if score[groups[links.neighbours[p]]] > score[best] + GAIN:
            best = groups[links.neighbours[p]]
    if score[best] < -GAIN:
        for g in range(len(score)):
            if state.sizes[g] == 0:
                best = g
                break
    gain = score[best] - score[groups[i]]
    for p in range(first, last):
        score[groups[links.neighbours[p]]] = 0.0
    return best, gain


@numba.njit(cache=True)
def _scatter(size: int, links: Links, pull: Floats, state: _State) -> tuple[float, int]:
    """Move the nodes of a random walk into one group. Returns the change in cost, and the nodes in the queue."""
    n = len(state.groups)
    i = np.random.randint(n)  # noqa: NPY002
    group = np.random.randint(len(state.sizes))  # noqa: NPY002
    if np.random.random() < HOME:  # noqa: NPY002
        group = state.groups[np.random.randint(n)]  # noqa: NPY002
    change = 0.0
    count = 0
    for step in range(size):
        state.moved[step, 0] = i
        state.moved[step, 1] = state.groups[i]
        change += _liking(i, state.groups[i], links, pull, state)
        _put(i, group, state)
        change -= _liking(i, group, links, pull, state)
        count = _ask(i, count, links, state)
        degree = links.starts[i + 1] - links.starts[i]
        i = links.neighbours[links.starts[i] + np.random.randint(degree)] if degree else np.random.randint(n)  # noqa: NPY002
    return change, count


@numba.njit(cache=True)
def _liking(i: int, group: int, links: Links, pull: Floats, state: _State) -> float:
    """What the ties of node `i` into a group pull."""
    out = 0.0
    for p in range(links.starts[i], links.starts[i + 1]):
        if state.groups[links.neighbours[p]] == group:
            out += pull[links.ties[p]]
    return out


@numba.njit(cache=True)
def _ask(i: int, count: int, links: Links, state: _State) -> int:
    """Put a node and its neighbours into the queue; returns its new length."""
    for p in range(links.starts[i] - 1, links.starts[i + 1]):
        if count < len(state.queue):
            state.queue[count] = i if p < links.starts[i] else links.neighbours[p]
            count += 1
    return count
