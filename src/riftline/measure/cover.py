"""The linear programme behind the bounds: how much of each edge must be given up so that every cycle loses 1."""

import highspy
import numpy as np

from riftline.measure.proofs import Cycles
from riftline.measure.signed import Floats, Mask


class Cover:
    """min Σ w·y over y ≥ 0 such that y sums to at least 1 over every cycle. Edges that are not free take no part."""

    def __init__(self, weights: Floats, free: Mask, seconds: float) -> None:
        self.free = free
        self.column = np.cumsum(free, dtype=np.int32) - 1
        self.model = highspy.Highs()  # type: ignore[no-untyped-call]
        options: dict[str, bool | int | float | str] = {
            "output_flag": False,
            "threads": 1,
            "solver": "simplex",
            "time_limit": max(seconds, 0.01),
        }
        for name, value in options.items():
            self.model.setOptionValue(name, value)
        count = int(free.sum())
        self.model.addVars(count, np.zeros(count), np.full(count, highspy.kHighsInf))
        self.model.changeColsCost(count, np.arange(count, dtype=np.int32), weights[free])

    def add(self, cycles: Cycles) -> None:
        """Ask for more cycles."""
        inside = self.free[cycles.members]
        columns = self.column[cycles.members[inside]]
        starts = np.concatenate([[0], np.cumsum(inside)])[cycles.begins[:-1]].astype(np.int32)
        ones = np.ones(len(cycles))
        above = np.full(len(cycles), highspy.kHighsInf)
        self.model.addRows(len(cycles), ones, above, len(columns), starts, columns, np.ones(len(columns)))

    def solve(self) -> tuple[Floats, Floats]:
        """The share of every edge that is given up, and the multiplier of every cycle."""
        self.model.run()
        solution = self.model.getSolution()
        shares = np.zeros(len(self.free))
        shares[self.free] = np.clip(np.array(solution.col_value), 0, 1)
        return shares, np.maximum(np.array(solution.row_dual), 0.0)
