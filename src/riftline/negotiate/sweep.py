"""Two inputs moved together over all that they may be: where the weighted mean would be."""

from dataclasses import dataclass

import numpy as np

from riftline.errors import UsageError
from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.inputs import Input
from riftline.negotiate.scenario import Scenario
from riftline.negotiate.table import best_table

STEPS = 21
_TIMES = 3.0  # a capability goes from a third to three times its best guess


@dataclass(frozen=True, slots=True)
class Sweep:
    """The weighted mean over a grid of two inputs, all else at its best guess.

    Args:
        first: the input across.
        second: the input upwards.
        across: its values.
        upwards: likewise.
        mean: upwards × across, in the issue's unit; NaN where nobody has any weight.
    """

    first: Input
    second: Input
    across: FloatArray
    upwards: FloatArray
    mean: FloatArray


def sweep(scenario: Scenario, first: Input, second: Input, *, steps: int = STEPS) -> Sweep:
    """Move two inputs of the same issue over the range they may have.

    Raises:
        UsageError: they are the same, or on different issues.
    """
    if first == second or first.issue != second.issue:
        raise UsageError("a sweep takes two different inputs of one issue", remedy="Name two, such as A/x and B/x")
    for which in (first, second):
        if not scenario.actor(which.actor).at_table:
            raise UsageError(f"{which.actor} is not at the table", remedy="Name somebody who is")
    across, upwards = (_values(scenario, which, steps) for which in (first, second))
    grid = dict(zip((first, second), np.meshgrid(across, upwards), strict=True))
    table = best_table(scenario, scenario.issue(first.issue))
    arrays = {
        name: np.tile(getattr(table, name), (steps * steps, 1)) for name in ("position", "salience", "capability")
    }
    for which, values in grid.items():
        arrays[which.field][:, table.actors.index(which.actor)] = values.ravel()
    weight = arrays["salience"] * arrays["capability"]
    total = weight.sum(axis=1)
    mean = (weight * arrays["position"]).sum(axis=1) / np.where(total > 0, total, np.nan)
    return Sweep(first, second, across, upwards, mean.reshape(steps, steps))


def _values(scenario: Scenario, which: Input, steps: int) -> FloatArray:
    low, high = which.bounds(scenario)
    if which.field != "capability":
        return np.linspace(low, high, steps)
    best = which.of(scenario).best or 1.0
    return np.geomspace(best / _TIMES, best * _TIMES, steps)
