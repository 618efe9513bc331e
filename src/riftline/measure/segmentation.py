"""Exact segmentation of many series at once: the best sequence of levels, each held for a few periods at least.

The level of a segment is taken from a fine grid, so that the cost of every period at every level is one table; the
best segmentation is then found exactly by dynamic programming over periods and levels, for all series together. A
period that fits its level badly costs at most `ceiling`, so a single outburst never bends a level (Fearnhead and
Rigaill 2019, DOI 10.1080/01621459.2017.1385466; functional form of the recursion: Maidstone et al. 2017,
DOI 10.1007/s11222-016-9636-3).
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Costs = Callable[[slice], tuple[Array, Array]]  # rows → (cost [T, D, G], levels [D, G])

LEVELS = 96  # levels on the grid: a segment is at most half a step off, which costs < 0.5 in log likelihood
CHUNK = 64  # series worked on together: about 30 MB for 240 periods


@dataclass(frozen=True, slots=True)
class Segments:
    """The best segmentations of D series of T periods.

    `label` [D, T] numbers the segment of every period from 0, `level` [D, T] is the grid's level of it.
    """

    label: Ints
    level: Array

    def starts(self, row: int) -> list[int]:
        """First period of every segment of one series, beginning with 0."""
        return [0, *(np.flatnonzero(np.diff(self.label[row])) + 1).tolist()]


def segment(costs: Costs, shape: tuple[int, int], penalty: Array, *, least: int) -> Segments:
    """Best segmentation of every series.

    Minimises Σ cost(period, level of its segment) + penalty · (number of breaks).

    Args:
        costs: gives cost and levels for a slice of the series.
        shape: D series, T periods.
        penalty: [D], what one break costs, in units of log likelihood.
        least: shortest segment, in periods.
    """
    label, level = np.zeros(shape, np.int64), np.zeros(shape)

    def work(first: int) -> None:
        rows = slice(first, min(first + CHUNK, shape[0]))
        cost, levels = costs(rows)
        label[rows], level[rows] = _backward(*_forward(cost, penalty[rows], least), levels, least)

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # numpy works outside of Python's lock
        list(threads.map(work, range(0, shape[0], CHUNK)))
    return Segments(label, level)


def _forward(cost: Array, penalty: Array, least: int) -> tuple[npt.NDArray[np.bool_], Ints]:
    """For every period and level: whether the segment began `least` periods ago; the best level of the last segment."""
    periods, series, levels = cost.shape
    begun = np.zeros((periods + 1, series, levels), bool)
    best = np.zeros((periods + 1, series), np.int64)
    lowest = np.full((periods + 1, series), np.inf)
    lowest[0] = -penalty
    running = np.full((series, levels), np.inf)
    for end in range(min(least, periods), periods + 1):
        begin = max(end - least, 0)
        fresh = cost[begin:end].sum(axis=0) + (lowest[begin] + penalty)[:, None]
        running = running + cost[end - 1]
        begun[end] = fresh < running
        running = np.minimum(fresh, running)
        best[end] = running.argmin(axis=1)
        lowest[end] = running[np.arange(series), best[end]]
    return begun, best


def _backward(begun: npt.NDArray[np.bool_], best: Ints, levels: Array, least: int) -> tuple[Ints, Array]:
    """Follow the choices of `_forward` from the last period to the first."""
    periods, series = best.shape[0] - 1, best.shape[1]
    rows = np.arange(series)
    level, first = np.zeros((series, periods)), np.zeros((series, periods), np.int64)
    due, chosen, ended = np.full(series, periods), best[periods], np.ones(series, bool)
    for end in range(periods, 0, -1):
        here = due == end  # else the period lies among the `least` first ones of its segment
        chosen = np.where(here & ended, best[end], chosen)
        level[:, end - 1] = levels[rows, chosen]
        ended = here & begun[end, rows, chosen] | ended & ~here
        begin = max(end - least, 0)
        first[here & ended, begin] = 1
        due = np.where(here, np.where(ended, begin, end - 1), due)
    return np.cumsum(first, axis=1) - first[:, :1], level
