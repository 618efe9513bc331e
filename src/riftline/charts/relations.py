"""A pair over time: cooperation up, conflict down, deeds dark and words light, breaks marked and dated."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from riftline.charts.layout import month_name, period_ends, round_up
from riftline.charts.naming import who
from riftline.charts.theme import (
    CONFLICT,
    CONFLICT_LIGHT,
    COOPERATION,
    COOPERATION_LIGHT,
    HEIGHT,
    INK,
    THOUSANDS,
    WIDTH,
    Layer,
    framed,
    note,
    plotted,
    words,
)
from riftline.charts.timeline import Mark, Span, marks
from riftline.errors import MeasureError

# column → (which way, colour, label): what lies nearest to the axis first
EVENTS = {
    "material_cooperation": (1, COOPERATION, "deeds"),
    "verbal_cooperation": (1, COOPERATION_LIGHT, "words"),
    "material_conflict": (-1, CONFLICT, "deeds"),
    "verbal_conflict": (-1, CONFLICT_LIGHT, "words"),
}
POINTS = {"cooperation": (1, COOPERATION, "cooperation"), "conflict": (-1, CONFLICT, "conflict")}


def relations_chart(
    table: pa.Table,
    *,
    breaks: Sequence[Mark] = (),
    points: bool = False,
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """The relations of one pair over time.

    Args:
        table: `riftline.measure.relations` of one pair: `period` and the four quads, or with `points` `cooperation`
            and `conflict`. Several rows of one period (both directions) are added up.
        breaks: days to mark, see `riftline.charts.breaks.break_marks`.
        points: Goldstein points instead of events.
        title: instead of the sentence that the numbers give.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: the table has no rows.
    """
    parts = POINTS if points else EVENTS
    sums = _sums(table, tuple(parts))
    starts = list(sums)
    ends = dict(zip(starts, period_ends(starts), strict=True))
    span = Span(starts[0], max(ends.values()), HEIGHT)
    reach = _reach(sums, parts)
    layers = marks(breaks, span)
    unit = "Goldstein points" if points else "events"
    drawn = [
        _bars(_stacked(sums, ends, parts), span, reach, unit),
        _zero(span, reach),
        *layers,
        *_names(reach, points=points),
        *note(source, y=HEIGHT + 42),
    ]
    subtitle = f"{unit[0].upper()}{unit[1:]} reported as actual; cooperation above the line, conflict below it"
    heading = title or _seen(sums, parts, who(table) or "Relations", [mark.day for mark in breaks])
    return framed(alt.LayerChart(layer=drawn, width=WIDTH, height=HEIGHT), title=heading, subtitle=subtitle)


def _sums(table: pa.Table, names: tuple[str, ...]) -> dict[dt.date, dict[str, float]]:
    """Period → column → sum, in the order of time."""
    if not table.num_rows:
        raise MeasureError("there are no relations to draw", remedy="Choose another pair or a longer time")
    sums: dict[dt.date, dict[str, float]] = {}
    for row in table.select(["period", *names]).sort_by("period").to_pylist():
        cells = sums.setdefault(row["period"], dict.fromkeys(names, 0.0))
        for name in names:
            cells[name] += row[name] or 0.0
    return sums


def _reach(sums: dict[dt.date, dict[str, float]], parts: dict[str, Any]) -> tuple[float, float]:
    """How far the axis goes up and down; at least a fifth of the longer side, so that both names have room."""
    up, down = (
        max(sum(cells[name] for name, part in parts.items() if part[0] == way) for cells in sums.values())
        for way in (1, -1)
    )
    least = max(up, down) / 5
    return round_up(max(up, least)), round_up(max(down, least))


def _stacked(
    sums: dict[dt.date, dict[str, float]], ends: dict[dt.date, dt.date], parts: dict[str, Any]
) -> list[dict[str, Any]]:
    """A box for each period and column, one upon the other away from the axis."""
    boxes = []
    for day, cells in sums.items():
        at = {1: 0.0, -1: 0.0}
        for name, (way, color, _) in parts.items():
            box = {
                "period": day.isoformat(),
                "end": ends[day].isoformat(),
                "color": color,
                "what": name,
                "value": cells[name],
            }
            boxes.append(box | {"from": at[way], "to": at[way] + way * cells[name]})
            at[way] += way * cells[name]
    return [box for box in boxes if box["value"]]


def _bars(boxes: list[dict[str, Any]], span: Span, reach: tuple[float, float], unit: str) -> Layer:
    scale = alt.Scale(domain=[-reach[1], reach[0]], nice=False)
    axis = alt.Axis(labelExpr=THOUSANDS.replace("datum.value", "abs(datum.value)"), tickCount=6)
    drawn = plotted(boxes).mark_rect(stroke="white", strokeWidth=0.4)
    return drawn.encode(
        x=span.x("period"),
        x2="end:T",
        y=alt.Y("from:Q", scale=scale, axis=axis, title=f"{unit} per period"),
        y2="to:Q",
        color=alt.Color("color:N", scale=None),
        tooltip=[alt.Tooltip("period:T", format="%Y-%m-%d"), "what:N", alt.Tooltip("value:Q", format=",.4~g")],
    )


def _zero(span: Span, reach: tuple[float, float]) -> Layer:
    y = HEIGHT * reach[0] / sum(reach)
    drawn = plotted([{}]).mark_rule(color=INK, strokeWidth=1)
    return drawn.encode(x=alt.value(0), x2=alt.value(span.width), y=alt.value(y))


def _names(reach: tuple[float, float], *, points: bool) -> list[Layer]:
    """What is above and below the line, to the right of the plot, with the meaning of dark and light."""
    zero = HEIGHT * reach[0] / sum(reach)
    sides = (
        ("cooperation", zero / 2, COOPERATION, COOPERATION_LIGHT),
        ("conflict", (zero + HEIGHT) / 2, CONFLICT, CONFLICT_LIGHT),
    )
    labels, keys = [], []
    for name, middle, dark, light in sides:
        labels.append({"text": name, "x": WIDTH + 10, "y": middle - (0 if points else 8), "color": dark})
        keys += [] if points else [(middle + 8, dark, "deeds"), (middle + 23, light, "words")]
    boxes = [{"x": WIDTH + 10, "x2": WIDTH + 20, "y": y - 9, "y2": y + 1, "color": color} for y, color, _ in keys]
    texts = [{"text": text, "x": WIDTH + 25, "y": y} for y, _, text in keys]
    drawn = [words(labels, bold=True)]
    return [*drawn, _boxes(boxes), words(texts, color=INK, size=11)] if keys else drawn


def _boxes(boxes: list[dict[str, Any]]) -> Layer:
    drawn = plotted(boxes).mark_rect(clip=False)
    return drawn.encode(
        x=alt.X("x:Q", scale=None), x2="x2:Q", y=alt.Y("y:Q", scale=None), y2="y2:Q",
        color=alt.Color("color:N", scale=None),
    )  # fmt: skip


def _seen(sums: dict[dt.date, dict[str, float]], parts: dict[str, Any], named: str, breaks: Sequence[dt.date]) -> str:
    """The share of conflict since the last break, or in the latest fifth of the time, and before."""
    periods = list(sums)
    since = max((day for day in breaks if periods[0] < day <= periods[-1]), default=periods[-max(1, len(periods) // 5)])
    before, after = (
        _conflict_share(sums, [day for day in periods if (day >= since) == late], parts) for late in (False, True)
    )
    if before is None or after is None:
        return f"{named}, {month_name(periods[0])}"
    turn = "as before" if round(100 * before) == round(100 * after) else f"{before:.0%} before".replace("%", " %")
    return f"{named}: {100 * after:.0f} % conflict since {month_name(since)}, {turn}"


def _conflict_share(sums: dict[dt.date, dict[str, float]], days: list[dt.date], parts: dict[str, Any]) -> float | None:
    whole = sum(sums[day][name] for day in days for name in parts)
    hostile = sum(sums[day][name] for day in days for name, part in parts.items() if part[0] < 0)
    return hostile / whole if whole else None
