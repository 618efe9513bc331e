"""What follows what: after type a between two parties, type b; learned by lag and count, read as evidence.

A rule (a → b | lag, count) has the confidence (hits + m·p_b) / (trials + m): among the pairs in which a last happened
so long ago and so often, the share in which b followed within the window, shrunk to the rate p_b of b. The evidence
for b sums log(confidence / p_b) over the types a that the pair has seen: naive Bayes over its history. Rules with lags
and shrunken confidences: Gastinger et al., CountTRuCoLa (2025), arXiv:2509.09474.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from riftline.forecast.chances.panel import Cells, Columns, Floats, Ints

LAGS = np.array([1, 3, 7, 14, 30, 90])  # days; a bucket holds lags up to its bound
COUNTS = np.array([1, 3, 8])
_SHRINK = 8.0  # cases of the prior
COLUMNS = 4  # the type's own rule, the best of another type, the sum of the others, the number of types seen


@njit(cache=True)
def _learn(first, last, kind, partner, starts, slots, kinds, lag, count, happened, hits, trials):  # type: ignore[no-untyped-def]  # noqa: ANN202 - compiled
    for cell in range(first, last):
        pair = partner[cell]
        if pair < 0:
            continue
        for j in range(starts[pair], starts[pair + 1]):
            slot = slots[j]
            if count[slot] >= 0:
                trials[kinds[slot], kind[cell], lag[slot], count[slot]] += 1
                hits[kinds[slot], kind[cell], lag[slot], count[slot]] += happened[cell]


@njit(cache=True)
def _read(own, first, last, kind, partner, starts, slots, kinds, lag, count, prior, hits, trials, out):  # type: ignore[no-untyped-def]  # noqa: ANN202 - compiled
    for cell in range(first, last):
        pair, b = partner[cell], kind[cell]
        row = cell - first
        if pair < 0:
            continue
        for j in range(starts[pair], starts[pair + 1]):
            slot = slots[j]
            if count[slot] < 0:
                continue
            a = kinds[slot]
            n = trials[a, b, lag[slot], count[slot]]
            confidence = (hits[a, b, lag[slot], count[slot]] + _SHRINK * prior[b]) / (n + _SHRINK)
            lift = np.log(confidence / prior[b])
            out[row, 3] += 1
            if own and a == b:
                out[row, 0] = max(out[row, 0], confidence)
            else:
                out[row, 1] = max(out[row, 1], lift)
                out[row, 2] += lift


@dataclass(frozen=True, slots=True)
class Told:
    """A rule on one cell: after type `kind`, `gap` days ago, its type came in a share of `share`, usually `usual`."""

    kind: int
    gap: int
    share: float
    usual: float
    cases: int


class Rules:
    """Rules from one pair's history to a cell: its own pair, or the pair seen from the other side.

    Args:
        cells: what is forecast.
        partner: for each cell the pair whose history is read, −1 for none.
        said: what each cell's own type counts as when it comes first in a rule; the type itself, or its class.
    """

    def __init__(self, cells: Cells, partner: Ints, said: Ints | None = None) -> None:
        self.said, self.own = cells.kind if said is None else said, said is None
        shape = (int(self.said.max(initial=0)) + 1, cells.kinds, len(LAGS) + 1, len(COUNTS) + 1)
        self.hits, self.trials = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.events, self.cases = np.zeros(cells.kinds), np.zeros(cells.kinds)
        self.kind, self.partner = cells.kind, partner
        self.slots = np.argsort(cells.dyad, kind="stable")
        pairs = int(cells.dyad.max(initial=-1)) + 1
        self.starts = np.searchsorted(cells.dyad[self.slots], np.arange(pairs + 1))

    def prior(self) -> Floats:
        """The share of cells of each type in which it happened within a window, shrunk to that of all types."""
        share: Floats = (self.events + 20 * self.overall()) / (self.cases + 20)
        return share

    def overall(self) -> float:
        """The share of all cells in which it happened within a window."""
        return float((self.events.sum() + 1) / (self.cases.sum() + 100))

    def _state(self, gap: Columns, total: Columns) -> tuple[Ints, Ints]:
        """Buckets of lag and count of each cell; −1 for cells that have not happened."""
        return np.searchsorted(LAGS, gap), np.where(total > 0, np.searchsorted(COUNTS, total), -1)

    def learn(self, happened: Floats, gap: Columns, total: Columns) -> None:
        """Count what followed, for the first so many cells as `happened` has, from their lags and counts before."""
        known = len(happened)
        lag, count = self._state(gap, total)
        at = (0, known, self.kind, self.partner, self.starts, self.slots, self.said)
        _learn(*at, lag, count, happened, self.hits, self.trials)
        self.events += np.bincount(self.kind[:known], happened, minlength=len(self.events))
        self.cases += np.bincount(self.kind[:known], minlength=len(self.cases))

    def read(self, first: int, last: int, gap: Columns, total: Columns) -> Columns:
        """The evidence for the cells from `first` up to `last`."""
        lag, count = self._state(gap, total)
        prior = self.prior()
        out = np.zeros((last - first, COLUMNS), np.float32)
        at = (first, last, self.kind, self.partner, self.starts, self.slots, self.said)
        _read(self.own, *at, lag, count, prior, self.hits, self.trials, out)
        return out

    def told(self, cell: int, gap: Columns, total: Columns) -> list[Told]:
        """The rules that speak on one cell, apart from the act's own recurrence."""
        pair, b = int(self.partner[cell]), int(self.kind[cell])
        if pair < 0:
            return []
        lag, count = self._state(gap, total)
        usual = float(self.prior()[b])
        found = []
        for slot in self.slots[self.starts[pair] : self.starts[pair + 1]]:
            a = int(self.said[slot])
            if count[slot] >= 0 and a != b:
                cases = float(self.trials[a, b, lag[slot], count[slot]])
                share = (float(self.hits[a, b, lag[slot], count[slot]]) + _SHRINK * usual) / (cases + _SHRINK)
                found.append(Told(a, int(gap[slot]), share, usual, int(cases)))
        return found
