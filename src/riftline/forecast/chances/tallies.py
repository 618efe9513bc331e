"""Running counts of what happened, by key: ever, lately (at several half-lives), and when first and last."""

import numpy as np

from riftline.forecast.chances.panel import NONE, Columns, Floats, Ints

HALF_LIVES = (2.0, 7.0, 21.0, 63.0)  # days: from the last days to a season
NEVER = 9999.0  # days since something that never happened


class Tally:
    """Counts by key, as they stand when a day begins.

    The decayed count of a key at half-life h is c = Σ 2^(−(age)/h) over its rows, age 0 for the day before.

    Args:
        size: how many keys there are; key −1 is never counted and reads as nothing.
    """

    def __init__(self, size: int) -> None:
        self.total = np.zeros(size + 1, np.float32)
        self.decayed = np.zeros((len(HALF_LIVES), size + 1), np.float32)
        self.last = np.full(size + 1, -NEVER, np.float32)
        self.first = np.full(size + 1, NEVER, np.float32)
        self.day = 0

    def advance(self, keys: Ints, days: Ints, day: int, weights: Floats | None = None) -> None:
        """Count rows of days from the last advance up to the day before `day`."""
        self.total += self._sums(keys, weights)
        for number, half_life in enumerate(HALF_LIVES):
            new = self._sums(keys, _times(0.5 ** ((day - 1 - days) / half_life), weights))
            self.decayed[number] = self.decayed[number] * np.float32(0.5 ** ((day - self.day) / half_life)) + new
        np.maximum.at(self.last, keys, days.astype(np.float32))
        np.minimum.at(self.first, keys, days.astype(np.float32))
        self.day = day

    def _sums(self, keys: Ints, weights: Floats | None) -> Columns:
        return np.bincount(keys, weights, minlength=len(self.total)).astype(np.float32)

    def gap(self, keys: Ints) -> Columns:
        """Days since the last time: 0 for the day before; NEVER where there was none."""
        since: Columns = np.minimum(self.day - 1 - self.last[keys], NEVER)
        return since

    def age(self, keys: Ints) -> Columns:
        """Days since the first time, 0 where there was none."""
        since: Columns = np.maximum(self.day - self.first[keys], 0)
        return since


def _times(values: Floats, weights: Floats | None) -> Floats:
    return values if weights is None else values * weights


def keys_of(*parts: Ints) -> Ints:
    """One number for each combination of the parts; −1 where a part is −1."""
    key = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        key = key * (int(part.max(initial=0)) + 1) + np.maximum(part, 0)
    number = np.unique(key, return_inverse=True)[1].astype(np.int64)
    missing = np.any([part == NONE for part in parts], axis=0)
    return np.where(missing, NONE, number)
