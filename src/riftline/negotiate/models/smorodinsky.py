"""Kalai and Smorodinsky's bargaining solution over the reference point."""

from typing import cast

import numpy as np

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.models.base import Model, each_issue
from riftline.negotiate.models.gains import Gains, bargain
from riftline.negotiate.table import Table

_NUDGE = 1e-9  # of the way from 0 to the farthest outcome: a difference that doubles can tell


def kalai_smorodinsky(table: Table) -> FloatArray:
    """argmax_y min_i g_i(y) / g_i*, with g the gain over the reference point and g* the most that i could gain.

    In the issue's unit; NaN without a reference point, or where no outcome is better for all. Weights play no part.
    Source: Kalai & Smorodinsky 1975, "Other solutions to Nash's bargaining problem", doi:10.2307/1914280.
    """
    return bargain(table, _slope)


def _slope(gains: Gains, outcome: FloatArray) -> FloatArray:
    """Which way the worst-off share rises, by a small step."""
    step = _NUDGE * gains.most
    return _worst(gains, outcome + step) - _worst(gains, outcome - step)


def _worst(gains: Gains, outcome: FloatArray) -> FloatArray:
    most = np.minimum(gains.ideal, gains.most[:, None])  # the gain at the best outcome that leaves nobody worse off
    with np.errstate(divide="ignore", invalid="ignore"):
        return cast("FloatArray", np.min(gains.of(outcome) / most, axis=1))


MODEL = Model(
    "kalai-smorodinsky",
    "Kalai–Smorodinsky bargaining",
    each_issue(kalai_smorodinsky),
    "The outcome at which all get the same share of the most they could gain over no agreement.",
    "Kalai & Smorodinsky 1975, doi:10.2307/1914280",
)
