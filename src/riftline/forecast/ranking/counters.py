"""Decayed counts by key: how often something happened, lately and ever, and when last."""

import numpy as np
from numba import njit

from riftline.forecast.tkg import Array, Floats, Ints

HALF_LIVES = np.array([2.0, 10.0, 50.0])  # steps
COLUMNS = ("count", "short", "middle", "long", "gap")  # what `read` writes
NEVER = 9999.0  # gap of what has not happened yet

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
def _add(keys: Array, count: Array, last: Array, decayed: Array, fade: Array, new: Array, step: int) -> None:
    for key in new:
        i = _find(keys, key)
        keys[i] = key
        decayed[i] = decayed[i] * fade[step - last[i]] + 1
        count[i] += 1
        last[i] = step


@njit(cache=True)
def _read(
    keys: Array, count: Array, last: Array, decayed: Array, fade: Array, asked: Array, step: int, out: Array
) -> None:
    for row in range(len(asked)):
        i = _find(keys, asked[row])
        if keys[i] == _FREE:
            out[row, :4] = 0
            out[row, 4] = NEVER
        else:
            gap = step - last[i]
            out[row, 0] = count[i]
            for h in range(3):
                out[row, 1 + h] = decayed[i, h] * fade[gap, h]
            out[row, 4] = gap


class Counter:
    """Decayed counts by whole-number key, in an open-addressing table."""

    def __init__(self, size: int, fade: Floats) -> None:
        capacity = 1 << max(4, int(np.ceil(np.log2(2 * size + 1))))
        self._keys = np.full(capacity, _FREE, np.int64)
        self._count = np.zeros(capacity, np.float32)
        self._last = np.zeros(capacity, np.int32)
        self._decayed = np.zeros((capacity, 3), np.float32)
        self._fade = fade

    def add(self, keys: Ints, step: int) -> None:
        """Count `keys` as happened in `step`."""
        _add(self._keys, self._count, self._last, self._decayed, self._fade, keys, step)

    def read(self, keys: Ints, step: int, out: Floats) -> None:
        """Write `COLUMNS` of each key, as seen from `step`, into the rows of `out`."""
        _read(self._keys, self._count, self._last, self._decayed, self._fade, keys, step, out)


def fading(steps: int) -> Floats:
    """What is left of a count after 0, 1, … steps, one column per half-life."""
    return np.asarray(0.5 ** (np.arange(steps + 1)[:, None] / HALF_LIVES), np.float32)
