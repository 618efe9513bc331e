"""Local search for a good division into two sides: compiled loops over arrays, each random step seeded.

A division is an array `sides` of +1 and −1. An edge is frustrated if it is positive between the sides or negative
within one. The margin of a node is what its satisfied edges weigh less what its frustrated edges weigh: the cost
of moving it alone to the other side. `pull` is sign times weight of each edge.
"""

from typing import NamedTuple

import numba
import numpy as np

from riftline.measure.signed import Floats, Integers, Links

GAIN = 1e-12  # a change in cost nearer to zero than this is rounding


class _State(NamedTuple):
    """The division, the margins, the nodes to look at next, and the moves since the last good division."""

    sides: Integers
    margins: Floats
    queue: Integers
    moved: Integers


@numba.njit(cache=True)
def margins_of(links: Links, pull: Floats, sides: Integers) -> Floats:
    """The margin of every node."""
    out = np.zeros(len(sides))
    for i in range(len(sides)):
        for p in range(links.starts[i], links.starts[i + 1]):
            out[i] += pull[links.ties[p]] * sides[i] * sides[links.neighbours[p]]
    return out


@numba.njit(cache=True)
def improve(links: Links, pull: Floats, sides: Integers, kicks: int, seed: int) -> Integers:
    """The best division found from `sides` by descent and `kicks` kicks, which are taken back when they do not help.

    Sides of 0 stand for no division yet: the search then starts from one that satisfies a random tree.
    """
    np.random.seed(seed)  # noqa: NPY002 - the generator that compiled loops have
    n = len(sides)
    sides = sides.copy() if n and sides[0] != 0 else _grown(links, pull)
    queue = np.empty(4 * len(links.ties) + n + 16, np.int64)
    state = _State(sides, margins_of(links, pull, sides), queue, np.empty(64 * n + 1024, np.int64))
    for i in range(n):
        queue[i] = i
    _descend(n, 0, links, pull, state)
    for _ in range(kicks):
        size = 1 + int((n // 2 + 1) ** np.random.random())  # noqa: NPY002
        change, count = _kick(size, links, pull, state)
        more, moves = _descend(count, size, links, pull, state)
        if change + more > GAIN:
            for k in range(moves):
                _flip(state.moved[k], links, pull, state)
    return sides


@numba.njit(cache=True)
def _flip(i: int, links: Links, pull: Floats, state: _State) -> None:
    """Move node `i` to the other side and bring the margins up to date."""
    for p in range(links.starts[i], links.starts[i + 1]):
        j = links.neighbours[p]
        state.margins[j] -= 2.0 * pull[links.ties[p]] * state.sides[i] * state.sides[j]
    state.margins[i] = -state.margins[i]
    state.sides[i] = -state.sides[i]


@numba.njit(cache=True)
def _descend(count: int, moves: int, links: Links, pull: Floats, state: _State) -> tuple[float, int]:
    """Move nodes of negative margin, beginning with the first `count` of the queue.

    Returns the change in cost, and how many moves are noted.
    """
    change = 0.0
    while count > 0 and moves < len(state.moved):
        count -= 1
        i = state.queue[count]
        if state.margins[i] >= -GAIN:
            continue
        change += state.margins[i]
        _flip(i, links, pull, state)
        state.moved[moves] = i
        moves += 1
        count = _ask(i, count, links, state)
    return change, moves


@numba.njit(cache=True)
def _kick(size: int, links: Links, pull: Floats, state: _State) -> tuple[float, int]:
    """Move the nodes of a random walk. Returns the change in cost, and the nodes in the queue."""
    n = len(state.sides)
    i = np.random.randint(n)  # noqa: NPY002
    change = 0.0
    count = 0
    for step in range(size):
        change += state.margins[i]
        _flip(i, links, pull, state)
        state.moved[step] = i
        if count < len(state.queue):
            state.queue[count] = i
            count += 1
        count = _ask(i, count, links, state)
        degree = links.starts[i + 1] - links.starts[i]
        i = links.neighbours[links.starts[i] + np.random.randint(degree)] if degree else np.random.randint(n)  # noqa: NPY002
    return change, count


@numba.njit(cache=True)
def _ask(i: int, count: int, links: Links, state: _State) -> int:
    """Put those neighbours of `i` into the queue that want to move; returns its new length."""
    for p in range(links.starts[i], links.starts[i + 1]):
        if state.margins[links.neighbours[p]] < -GAIN and count < len(state.queue):
            state.queue[count] = links.neighbours[p]
            count += 1
    return count


@numba.njit(cache=True)
def _grown(links: Links, pull: Floats) -> Integers:
    """A division that satisfies a random tree in every component."""
    n = len(links.starts) - 1
    sides = np.zeros(n, np.int64)
    border = np.empty((len(links.ties), 2), np.int64)  # edges that leave the tree: where they stand, where from
    shift = np.random.randint(n) if n else 0  # noqa: NPY002
    for k in range(n):
        i, side, count = (k + shift) % n, 1, 0
        while sides[i] == 0:
            sides[i] = side
            for p in range(links.starts[i], links.starts[i + 1]):
                if sides[links.neighbours[p]] == 0:
                    border[count, 0] = p
                    border[count, 1] = i
                    count += 1
            while count > 0 and sides[i] != 0:
                drawn = np.random.randint(count)  # noqa: NPY002
                p, origin = border[drawn, 0], border[drawn, 1]
                count -= 1
                border[drawn, 0] = border[count, 0]
                border[drawn, 1] = border[count, 1]
                i = links.neighbours[p]
                side = sides[origin] if pull[links.ties[p]] > 0 else -sides[origin]
    return sides
