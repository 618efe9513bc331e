"""What charts over time share: the axis, and the marks of breaks with their dates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from riftline.charts.layout import place, rows_for, text_width, ticks
from riftline.charts.theme import INK, QUIET, SMALL, WIDTH, Layer, plotted, words

ROW = 15  # pixels between two rows of labels
_BESIDE = 90  # pixels to the right of the plot that a label may take; a longer one stands before its line


@dataclass(frozen=True, slots=True)
class Mark:
    """A day to mark in a chart, what stands beside it, and between which days it lies, where that is known."""

    day: dt.date
    text: str
    lower: dt.date | None = None
    upper: dt.date | None = None
    color: str = INK


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a chart shows, on `width` pixels, with the plot `height` pixels high."""

    start: dt.date
    end: dt.date
    height: float
    width: int = WIDTH

    def x(self, field: str, *, named: bool = True) -> alt.X:
        """The axis of time, with or without its dates; in UTC, so that no day moves with the machine."""
        days, form = ticks(self.start, self.end)
        axis = alt.Axis(
            format=form,
            values=[alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in days],
            labelOverlap=True,
            grid=False,
            labelFlush=False,
            labels=named,
            ticks=named,
        )
        domain = [day.isoformat() for day in (self.start, self.end)]
        scale = alt.Scale(type="utc", domain=domain, nice=False)
        return alt.X(f"{field}:T", title=None, axis=axis, scale=scale)

    def pixel(self, day: dt.date) -> float:
        """Where a day stands."""
        return place(day, self.start, self.end, self.width)


def marks(found: Sequence[Mark], span: Span) -> list[Layer]:
    """The layers that mark days in a plot, with their labels above it, each beside its line."""
    inside = [mark for mark in found if span.start <= mark.day <= span.end]
    if not inside:
        return []
    at = [span.pixel(mark.day) for mark in inside]
    widths = [text_width(mark.text, SMALL) for mark in inside]
    before = [x + width > span.width + _BESIDE for x, width in zip(at, widths, strict=True)]
    lefts = [x - width if back else x for x, width, back in zip(at, widths, before, strict=True)]
    rows = rows_for(lefts, widths)
    lines = [
        {"x": x, "y": -14 - ROW * row, "y2": span.height, "color": mark.color}
        for mark, x, row in zip(inside, at, rows, strict=True)
    ]
    labels: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for mark, x, row, back in zip(inside, at, rows, before, strict=True):
        labels[back].append(
            {"text": mark.text, "x": x - 4 if back else x + 4, "y": -5 - ROW * row, "color": mark.color}
        )
    named = [words(group, size=SMALL, align="right" if back else "left") for back, group in labels.items() if group]
    return [*_doubt(inside, span), _rules(lines), *named]


def _rules(lines: list[dict[str, Any]]) -> Layer:
    drawn = plotted(lines).mark_rule(strokeWidth=1, clip=False)
    return drawn.encode(
        x=alt.X("x:Q", scale=None),
        y=alt.Y("y:Q", scale=None),
        y2="y2:Q",
        color=alt.Color("color:N", scale=None),
    )


def _doubt(found: Sequence[Mark], span: Span) -> list[Layer]:
    """Shading over the days between which a break lies."""
    boxes = [
        {"x": span.pixel(max(mark.lower, span.start)), "x2": span.pixel(min(mark.upper, span.end))}
        for mark in found
        if mark.lower and mark.upper and mark.lower < mark.upper
    ]
    if not boxes:
        return []
    drawn = plotted(boxes).mark_rect(opacity=0.12, color=QUIET)
    return [drawn.encode(x=alt.X("x:Q", scale=None), x2="x2:Q", y=alt.value(0), y2=alt.value(span.height))]
