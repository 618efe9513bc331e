"""The decayed state of a relation: what has happened, with the past fading."""

import numpy as np
import numpy.typing as npt

from riftline.errors import MeasureError
from riftline.measure.frames import By
from riftline.measure.intervals import Array

_UNITS = {"day": (1, "D"), "week": (7, "D"), "month": (1, "M"), "quarter": (3, "M"), "year": (1, "Y")}
_MONDAY = 3  # 1970-01-01 was a Thursday


def period_numbers(days: npt.ArrayLike, by: By) -> npt.NDArray[np.int64]:
    """Periods since 1970 in which days stand: neighbours differ by one, whatever their lengths."""
    step, unit = _UNITS[by]
    count = np.asarray(days, "datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
    return (count + _MONDAY) // step if by == "week" else count // step


def period_starts(numbers: npt.NDArray[np.int64], by: By) -> npt.NDArray[np.datetime64]:
    """First days of the periods with these numbers."""
    step, unit = _UNITS[by]
    count = numbers * step - (_MONDAY if by == "week" else 0)
    return count.astype(f"datetime64[{unit}]").astype("datetime64[D]")


def decayed(dyads: npt.NDArray[np.int64], periods: npt.NDArray[np.int64], values: Array, half_life: float) -> Array:
    """x_t = λ·x_{t−1} + N_t for each dyad, λ = 2^(−1/half_life); a period without a row counts as N_t = 0.

    Args:
        dyads: number of the dyad of each row.
        periods: number of the period of each row; a dyad has at most one row for a period.
        values: N_t.
        half_life: in periods.

    Raises:
        MeasureError: `half_life` is not positive.
    """
    if not half_life > 0:
        raise MeasureError(f"a half-life cannot be {half_life}", remedy="Give periods above 0, such as 6")
    states, result = np.zeros(dyads.max(initial=-1) + 1), np.zeros(values.shape)
    last = np.zeros(states.shape, np.int64)
    order = np.argsort(periods, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(periods[order])) + 1):
        who, when = dyads[rows], periods[rows]
        states[who] = states[who] * 2.0 ** (-(when - last[who]) / half_life) + values[rows]
        last[who] = when
        result[rows] = states[who]
    return result
