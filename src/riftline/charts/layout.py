"""Where things stand in a chart: widths of text, labels that keep clear of each other, periods, round numbers."""

import datetime as dt
import math
from collections.abc import Sequence
from itertools import pairwise

WIDE = 0.56  # mean width of a letter, in type sizes; of Liberation Sans, measured over English headlines
GAP = 10  # pixels between two labels side by side


def text_width(text: str, size: float) -> float:
    """About how many pixels a line of text takes."""
    return len(text) * size * WIDE


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit `width` pixels."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def rows_for(lefts: Sequence[float], widths: Sequence[float]) -> list[int]:
    """For labels that begin at `lefts` the lowest row in which each stands clear of the others."""
    taken: list[float] = []  # the left end of what stands in each row
    rows = [0] * len(lefts)
    for k in sorted(range(len(lefts)), key=lambda k: -lefts[k]):
        free = next((row for row, left in enumerate(taken) if lefts[k] + widths[k] + GAP <= left), len(taken))
        taken[free:] = [lefts[k], *taken[free + 1 :]]
        rows[k] = free
    return rows


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved apart until neighbours are `gap` from each other, in their order and as little as it takes.

    Where they cannot all fit between `low` and `high` they are spread evenly.
    """
    order = sorted(range(len(positions)), key=lambda k: positions[k])
    if len(order) * gap > high - low:
        gap = (high - low) / max(len(order), 1)
    blocks: list[list[float]] = []  # of labels that touch: [sum of where each would have the first, number]
    for k in order:
        blocks.append([positions[k], 1])
        while len(blocks) > 1 and _first(blocks[-2], gap, low, high) + blocks[-2][1] * gap > _first(
            blocks[-1], gap, low, high
        ):
            total, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total - count * blocks[-1][1] * gap, blocks[-1][1] + count]
    placed = [_first(block, gap, low, high) + step * gap for block in blocks for step in range(int(block[1]))]
    return [placed[order.index(k)] for k in range(len(order))]


def _first(block: Sequence[float], gap: float, low: float, high: float) -> float:
    return max(low, min(block[0] / block[1], high - (block[1] - 1) * gap))


# Time


def period_ends(starts: Sequence[dt.date]) -> list[dt.date]:
    """The day after the last of each period, judged by the distance of the periods; a month where there is only one."""
    ordered = sorted(set(starts))
    shortest = min(((b - a).days for a, b in pairwise(ordered)), default=31)
    return [_next(day, shortest) for day in starts]


def _next(day: dt.date, length: int) -> dt.date:
    months = next((count for bound, count in ((360, 12), (85, 3), (28, 1)) if length >= bound), 0)
    if not months:
        return day + dt.timedelta(days=length)
    later = day.year * 12 + day.month - 1 + months
    return dt.date(later // 12, later % 12 + 1, 1)


def month_name(day: dt.date) -> str:
    """Such as "Feb 2022"; English whatever the machine speaks."""
    return f"{MONTHS[day.month - 1]} {day.year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def place(day: dt.date, start: dt.date, end: dt.date, width: float) -> float:
    """The pixel at which a day stands on an axis from `start` to `end`."""
    return width * (day - start).days / max((end - start).days, 1)


def ticks(start: dt.date, end: dt.date, most: int = 9) -> tuple[list[dt.date], str]:
    """Days to name on an axis of time, at most about `most`, and the form of their names."""
    days = (end - start).days
    if days < _DAYS * most:
        step = max(1, math.ceil(days / most))
        return [start + dt.timedelta(k) for k in range(0, days + 1, step)], "%-d %b %Y"
    step = next((months for months in (1, 2, 3, 6, 12, 24, 60, 120, 240) if days / months <= _MONTH * most), 600)
    first, last = (day.year * 12 + day.month - 1 for day in (start, end))
    months = range(first - first % step, last + 1, step)
    named = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    return [day for day in named if start <= day <= end] or [start], "%Y" if step >= _YEAR else "%b %Y"


_DAYS, _MONTH, _YEAR = 8, 31, 12  # days for each name up to which days are named; days of a month; months of a year


# Numbers


def round_up(value: float) -> float:
    """The next number that reads well on an axis: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten."""
    if value <= 0 or not math.isfinite(value):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9))


def shown(value: float) -> str:
    """A number for a label, with a true minus and thin spaces between thousands."""
    digits = 0 if abs(value) >= 100 or value == round(value) else 1 if abs(value) >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f}".replace("-", "−").replace(",", "\u202f")
