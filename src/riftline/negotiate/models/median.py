"""The position that no other beats in a vote, weighted by capability × salience."""

import numpy as np

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.models.base import Model, each_issue
from riftline.negotiate.table import Table

_ROUNDING = 1e-12  # of the whole weight: half of it is reached although the sum fell short in the last digit


def weighted_median(table: Table) -> FloatArray:
    """The lowest position at which half of all weight is reached, in the issue's unit.

    Source: Black 1948, "On the rationale of group decision-making", doi:10.1086/256633 (the Condorcet winner of
    single-peaked preferences).
    """
    return median_of(table.position, table.weight)


def median_of(position: FloatArray, weight: FloatArray) -> FloatArray:
    """The weighted median of each row."""
    order = np.argsort(position, axis=1, kind="stable")
    reached = np.cumsum(np.take_along_axis(weight, order, axis=1), axis=1)
    half = reached[:, -1:] * (0.5 - _ROUNDING)
    first = np.argmax(reached >= half, axis=1)[:, None]
    return np.take_along_axis(position, np.take_along_axis(order, first, axis=1), axis=1)[:, 0]


MODEL = Model(
    "median",
    "weighted median",
    each_issue(weighted_median),
    "The position that beats every other in a vote weighted by capability × salience.",
    "Black 1948, doi:10.1086/256633",
)
