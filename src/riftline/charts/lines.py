"""Lines over time with a band of uncertainty, named at their ends: what cohesion and drift are drawn with."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pyarrow as pa

from riftline.charts.layout import period_ends, shown, spread
from riftline.charts.theme import DASHES, FAINT, HEIGHT, LABEL, SERIES, TEXT, Layer, plotted, words
from riftline.charts.timeline import Span

NAMED = 8  # lines that get a colour and a name; more cannot be told apart
_GAP = 15  # pixels between two names
_DOTS = 48  # periods up to which each is marked by a dot
_LEADER = 14  # pixels between the end of a line and its name


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name and, by period, the value and the bounds of its interval (None where unknown)."""

    name: str
    points: tuple[tuple[dt.date, float, float | None, float | None], ...]
    color: str
    dash: tuple[int, ...] = (1, 0)

    @property
    def last(self) -> float:
        """The value where the line ends."""
        return self.points[-1][1]


def lines_of(table: pa.Table, value: str, *, by: str | None, names: Mapping[str, str] | None = None) -> list[Line]:
    """The lines of a table, the one that ends highest first.

    Args:
        table: `period`, `value`, and `lower` and `upper` where there is an interval.
        value: the column to draw.
        by: column with what each line is of; one line without it.
        names: what to call them, by the values of that column.
    """
    points: dict[str, list[tuple[dt.date, float, float | None, float | None]]] = {}
    for row in table.sort_by("period").to_pylist():
        if _bound(row[value]) is not None:
            cells = (row["period"], row[value], _bound(row.get("lower")), _bound(row.get("upper")))
            points.setdefault("" if by is None else row[by], []).append(cells)
    ordered = sorted(points.items(), key=lambda one: (-one[1][-1][1], one[0]))
    return [
        Line((names or {}).get(key, key), tuple(cells), SERIES[k % len(SERIES)], tuple(DASHES[k % len(DASHES)]))
        for k, (key, cells) in enumerate(ordered)
    ]


def _bound(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def span_of(lines: Sequence[Line], height: float = HEIGHT) -> Span:
    """From the first to the last period of all lines; a month on both sides of a single one."""
    days = sorted({point[0] for line in lines for point in line.points})
    if len(days) == 1:
        return Span(days[0] - dt.timedelta(31), period_ends(days)[0], height)
    return Span(days[0], days[-1], height)


def reach_of(lines: Sequence[Line]) -> tuple[float, float]:
    """The values that the axis has to show, with a little air."""
    values = [v for line in lines for point in line.points for v in point[1:] if v is not None]
    low, high = min(values), max(values)
    air = 0.06 * (high - low) or 0.1 * abs(high) or 0.1
    return low - air, high + air


def _scale(reach: tuple[float, float]) -> alt.Scale:
    return alt.Scale(domain=list(reach), nice=False, zero=False)


def drawn(
    lines: Sequence[Line], span: Span, reach: tuple[float, float], *, title: str, axis: alt.Axis | None = None
) -> list[Layer]:
    """The layers: bands, lines, dots, and the names at their ends."""
    y = alt.Y("value:Q", scale=_scale(reach), title=title, axis=axis or alt.Axis(tickCount=6))
    layers: list[Layer] = []
    for k, line in enumerate(lines):
        layers += _one(line, span, y, quiet=k >= NAMED)
    return layers + _ends(lines[:NAMED], span, reach)


def _one(line: Line, span: Span, y: alt.Y, *, quiet: bool) -> list[Layer]:
    rows = [
        {"period": day.isoformat(), "value": value, "lower": low, "upper": high, "name": line.name}
        for day, value, low, high in line.points
    ]
    base = plotted(rows).encode(x=span.x("period"))
    color = FAINT if quiet else line.color
    numbers = [alt.Tooltip(f"{column}:Q", format=".3~g") for column in ("value", "lower", "upper")]
    tooltip = ["name:N", alt.Tooltip("period:T", format="%Y-%m-%d"), *numbers]
    stroke = base.mark_line(color=color, strokeWidth=1 if quiet else 2, strokeDash=list(line.dash)).encode(
        y=y, tooltip=tooltip
    )
    if quiet:
        return [stroke]
    banded = [row for row in rows if row["lower"] is not None and row["upper"] is not None]
    dots = base.mark_point(color=color, size=14, filled=True, opacity=1).encode(y=y, tooltip=tooltip)
    return [*_band(banded, span, y, color), stroke, *([dots] if len(rows) <= _DOTS else [])]


def _band(rows: list[dict[str, Any]], span: Span, y: alt.Y, color: str) -> list[Layer]:
    """The interval: an area, or a bar where there is but one period."""
    if not rows:
        return []
    base = plotted(rows).encode(x=span.x("period"), y2="upper:Q")
    lower = y.copy()
    lower.shorthand = "lower:Q"
    if len(rows) == 1:
        return [base.mark_rule(color=color, strokeWidth=6, opacity=0.3).encode(y=lower)]
    return [base.mark_area(color=color, opacity=0.16).encode(y=lower)]


def _ends(lines: Sequence[Line], span: Span, reach: tuple[float, float]) -> list[Layer]:
    """Name and last value beside the end of each line, moved apart where lines end together."""
    ends = [span.height * (reach[1] - line.last) / (reach[1] - reach[0]) for line in lines]
    placed = spread(ends, _GAP, 0, span.height)
    labels = [
        {
            "text": f"{line.name} {shown(line.last)}".strip(),
            "x": span.width + _LEADER + 4,
            "y": at + 4,
            "color": TEXT.get(line.color, line.color),
        }
        for line, at in zip(lines, placed, strict=True)
    ]
    leaders = [
        {"x": span.pixel(line.points[-1][0]) + 4, "y": end, "x2": span.width + _LEADER, "y2": at, "color": line.color}
        for line, end, at in zip(lines, ends, placed, strict=True)
    ]
    rules = plotted(leaders).mark_rule(strokeWidth=0.8, opacity=0.7, clip=False)
    drawn = rules.encode(
        x=alt.X("x:Q", scale=None),
        y=alt.Y("y:Q", scale=None),
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("color:N", scale=None),
    )
    return [drawn, words(labels, size=LABEL, bold=True)]
