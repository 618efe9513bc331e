"""Windows of time: a first and a last day, both included."""

import datetime as dt
from collections.abc import Callable
from itertools import count

from riftline.errors import MeasureError

Window = tuple[dt.date, dt.date]
_DAY = dt.timedelta(days=1)


def check_apart(before: Window, after: Window) -> None:
    """Refuse two windows that cannot be compared.

    Raises:
        MeasureError: one ends before it begins, or they overlap.
    """
    for first, last in (before, after):
        if last < first:
            raise MeasureError(
                f"the window {first} to {last} ends before it begins", remedy="Give the earlier day first"
            )
    if before[0] <= after[1] and after[0] <= before[1]:
        raise MeasureError("the two windows overlap", remedy="Give windows that share no day")


def alike(window: Window, first: dt.date, last: dt.date) -> list[Window]:
    """The other windows as long between two days, side by side with this one, in order of time.

    Whole months are as long as whole months: 2020 is as long as 2019.
    """
    shift = _by_months(window) or _by_days(window)
    earlier = _while(lambda step: shift(-step), lambda one: one[0] >= first)
    later = _while(shift, lambda one: one[1] <= last)
    return [*reversed(earlier), *later]


def _while(make: Callable[[int], Window], good: Callable[[Window], bool]) -> list[Window]:
    found: list[Window] = []
    for step in count(1):
        try:
            window = make(step)
        except (OverflowError, ValueError):  # beyond the years that dates have
            break
        if not good(window):
            break
        found.append(window)
    return found


def _by_months(window: Window) -> Callable[[int], Window] | None:
    """How to shift a window of whole months; None for another."""
    first, end = window[0], window[1] + _DAY
    if first.day != 1 or end.day != 1:
        return None
    start, length = 12 * first.year + first.month - 1, 12 * (end.year - first.year) + end.month - first.month
    return lambda step: (_month(start + step * length), _month(start + (step + 1) * length) - _DAY)


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def _by_days(window: Window) -> Callable[[int], Window]:
    length = window[1] - window[0] + _DAY
    return lambda step: (window[0] + step * length, window[1] + step * length)
