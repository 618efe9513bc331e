"""Decayed counts by key: how often something happened, lately and ever, and when last."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from riftline.forecast.tkg import Array, Floats, Ints

HALF_LIVES = np.array([2.0, 10.0, 50.0])  # steps
COLUMNS = ("count", "short", "middle", "long", "gap")  # what `read` writes
NEVER = 9999.0  # gap of what has not happened yet

FIRST = 1 << 10  # places at first; a power of two

_FREE = -1


@njit(cache=True)
def _find(keys: Array, key: Array) -> Array:
    """Where the key is, or the free place where it would be."""
    mask = len(keys) - 1
    mixed = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    place = np.int64((mixed >> np.uint64(20)) & np.uint64(mask))
    while keys[place] != _FREE and keys[place] != key:
        place = (place + 1) & mask
    return place


@njit(cache=True)
def _add(table: Array, fade: Array, new: Array, step: int) -> Array:
    """Count the new keys; returns how many places they took."""
    taken = 0
    for key in new:
        i = _find(table.keys, key)
        taken += table.keys[i] == _FREE
        table.keys[i] = key
        table.decayed[i] = table.decayed[i] * fade[step - table.last[i]] + 1
        table.times[i] += 1
        table.last[i] = step
    return taken


@njit(cache=True)
def _move(old: Array, new: Array) -> None:
    for i in range(len(old.keys)):
        if old.keys[i] != _FREE:
            j = _find(new.keys, old.keys[i])
            new.keys[j], new.times[j], new.last[j] = old.keys[i], old.times[i], old.last[i]
            new.decayed[j] = old.decayed[i]


@njit(cache=True)
def _read(table: Array, fade: Array, asked: Array, step: int, out: Array) -> None:
    for row in range(len(asked)):
        i = _find(table.keys, asked[row])
        if table.keys[i] == _FREE:
            out[row, :4] = 0
            out[row, 4] = NEVER
        else:
            gap = step - table.last[i]
            out[row, 0] = table.times[i]
            for h in range(3):
                out[row, 1 + h] = table.decayed[i, h] * fade[gap, h]
            out[row, 4] = gap


class _Table(NamedTuple):
    """Open addressing: a key stands at the first free place from where it belongs."""

    keys: Ints
    times: Floats
    last: NDArray[np.int32]
    decayed: Floats


def _table(capacity: int) -> _Table:
    shapes = (np.zeros(capacity, np.float32), np.zeros(capacity, np.int32), np.zeros((capacity, 3), np.float32))
    return _Table(np.full(capacity, _FREE, np.int64), *shapes)


class Counter:
    """Decayed counts by whole-number key, in a table that grows."""

    def __init__(self, fade: Floats) -> None:
        self._table, self._taken, self._fade = _table(FIRST), 0, fade

    def add(self, keys: Ints, step: int) -> None:
        """Count `keys` as happened in `step`."""
        while 2 * (self._taken + len(keys)) > len(self._table.keys):
            wider = _table(2 * len(self._table.keys))
            _move(self._table, wider)
            self._table = wider
        self._taken += _add(self._table, self._fade, keys, step)

    def read(self, keys: Ints, step: int, out: Floats) -> None:
        """Write `COLUMNS` of each key, as seen from `step`, into the rows of `out`."""
        _read(self._table, self._fade, keys, step, out)


def fading(steps: int) -> Floats:
    """What is left of a count after 0, 1, … steps, one column per half-life."""
    return np.asarray(0.5 ** (np.arange(steps + 1)[:, None] / HALF_LIVES), np.float32)
