"""Nash's bargaining solution, weighted, over the reference point."""

from typing import cast

import numpy as np

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.models.base import Model, each_issue
from riftline.negotiate.models.gains import Gains, bargain
from riftline.negotiate.table import Table


def nash(table: Table) -> FloatArray:
    """argmax_y Σ c·s·log(|x − r| − |x − y|) over the y that are better for all than the reference point r.

    In the issue's unit; NaN without a reference point, or where no outcome is better for all. Source: Nash 1950, "The
    bargaining problem", doi:10.2307/1907266; weights: Kalai 1977, doi:10.1007/BF01774658.
    """
    return bargain(table, _slope)


def _slope(gains: Gains, outcome: FloatArray) -> FloatArray:
    """The derivative of the weighted sum of logarithms; it falls all the way."""
    rising = np.where(outcome[:, None] < gains.ideal, 1.0, -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return cast("FloatArray", np.sum(gains.weight * rising / gains.of(outcome), axis=1))


MODEL = Model(
    "nash",
    "Nash bargaining",
    each_issue(nash),
    "The outcome at which the weighted product of all gains over no agreement is greatest.",
    "Nash 1950, doi:10.2307/1907266; Kalai 1977, doi:10.1007/BF01774658",
)
