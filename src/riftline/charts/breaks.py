"""Breaks: what happened per period, the rate of each regime as a step with its interval, every break dated."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pyarrow as pa

from riftline.charts.layout import month_name, period_ends, round_up, shown
from riftline.charts.naming import who
from riftline.charts.theme import (
    CONFLICT,
    CONFLICT_LIGHT,
    COOPERATION,
    COOPERATION_LIGHT,
    INK,
    PURPLE,
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

_HEIGHT = 150  # of one side
_FRIENDLY, _HOSTILE = ("verbal_cooperation", "material_cooperation"), ("verbal_conflict", "material_conflict")
_SIDES = {  # side → colours, the columns it is counted in
    "cooperation": (COOPERATION, COOPERATION_LIGHT, _FRIENDLY),
    "conflict": (CONFLICT, CONFLICT_LIGHT, _HOSTILE),
    **{quad: (COOPERATION, COOPERATION_LIGHT, (quad,)) for quad in _FRIENDLY},
    **{quad: (CONFLICT, CONFLICT_LIGHT, (quad,)) for quad in _HOSTILE},
    "net": (PURPLE, "#E8BDD4", ("net",)),
}
_STATUSES = ("events", "planned", "requested", "feared", "denied")  # what the coverage of a pair is made of
Step = tuple[dt.date, dt.date, float, float | None, float | None]  # first day, day after the last, rate, interval


def break_marks(breaks: pa.Table, side: str | None = None, *, named: bool = True) -> list[Mark]:
    """The breaks of a table as days to mark, for this chart and for those of relations and cohesion.

    Args:
        breaks: `riftline.measure.breaks`: `side`, `kind`, `period`, `earliest`, `latest`, `ratio`.
        side: only those of cooperation, conflict or net.
        named: say which side it is.
    """
    rows = [row for row in breaks.sort_by("period").to_pylist() if side in (None, row["side"])]
    yearly = all((row["period"].month, row["period"].day) == (1, 1) for row in rows)
    return [_mark(row, yearly=yearly, named=named) for row in rows]


def _mark(row: dict[str, Any], *, yearly: bool, named: bool) -> Mark:
    day: dt.date = row["period"]
    when = str(day.year) if yearly else month_name(day) if day.day == 1 else day.isoformat()
    parts = [when, _called(row) if named else "", "outburst" if row["kind"] != "shift" else "", times(row.get("ratio"))]
    return Mark(
        day=day,
        text=" ".join(part for part in parts if part),
        lower=row.get("earliest"),
        upper=_day_after(row.get("latest"), row.get("earliest")),
        color=_SIDES[row["side"]][0],
    )


def _turn(row: dict[str, Any]) -> str:
    return "up" if row["after"] > row["before"] else "down"


def _called(row: dict[str, Any]) -> str:
    return str(row["side"]).replace("_", " ")


def _day_after(latest: dt.date | None, earliest: dt.date | None) -> dt.date | None:
    """None where the break lies in one period for sure: there is nothing to shade."""
    return None if latest == earliest else latest


def times(ratio: float | None) -> str:
    """Such as "×2.6" for more, "÷2.4" for less."""
    if not ratio or ratio < 0:
        return ""
    more, by = ratio >= 1, max(ratio, 1 / ratio)
    return f"{'×' if more else '÷'}{by:.0f}" if by >= 10 else f"{'×' if more else '÷'}{by:.1f}"  # noqa: PLR2004


def breaks_chart(
    table: pa.Table,
    breaks: pa.Table,
    *,
    unit: str = "events",
    title: str | None = None,
    source: str | None = None,
) -> alt.VConcatChart:
    """Cooperation and conflict of one pair, each with its regimes and breaks.

    Args:
        table: `riftline.measure.relations` of the pair with `fill`: `period` and the four quads. Where it has
            `coverage_share`, and the rates of `breaks` are relative to coverage, events are drawn as they would be
            at usual coverage.
        breaks: `riftline.measure.breaks` of the pair.
        unit: what is counted.
        title: instead of the sentence that the numbers give.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: the table has no rows.
    """
    if not table.num_rows:
        raise MeasureError("there are no events to draw breaks in", remedy="Choose another pair or a longer time")
    adjusted = (
        breaks.num_rows > 0 and "all" in breaks["coverage"].to_pylist() and "coverage_share" in table.column_names
    )
    counts = _counts(table, _sides(table, breaks), adjusted=adjusted)
    days = sorted(counts)
    ends = dict(zip(days, period_ends(days), strict=True))
    span = Span(days[0], max(ends.values()), _HEIGHT)
    sides = list(counts[days[0]])
    panels = [_panel(side, counts, ends, breaks, span, unit) for side in sides]
    panels[-1] = alt.layer(panels[-1], *note(source, y=_HEIGHT + 42))
    basis = ", at usual coverage" if adjusted else ""
    subtitle = f"Bars: {unit} per period{basis}; steps: rate of the regime with its interval"
    whole = alt.vconcat(*panels, spacing=16)
    return framed(whole, title=title or _seen(table, breaks), subtitle=subtitle)


def _sides(table: pa.Table, breaks: pa.Table) -> list[str]:
    """What has a panel: cooperation and conflict; the four quads where the breaks are theirs; net where that is all."""
    quads = [*_FRIENDLY, *_HOSTILE]
    if not set(quads) <= set(table.column_names):
        return ["net"]
    return quads if set(quads) & set(breaks["side"].to_pylist()) else ["cooperation", "conflict"]


def _counts(table: pa.Table, sides: Sequence[str], *, adjusted: bool) -> dict[dt.date, dict[str, float]]:
    """Period → side → events, where wanted at usual coverage."""
    sums: dict[dt.date, dict[str, float]] = {}
    exposure = _exposure(table) if adjusted else {}
    for row in table.to_pylist():
        cells = sums.setdefault(row["period"], dict.fromkeys(sides, 0.0))
        for side in sides:
            value = sum(row[column] or 0.0 for column in _SIDES[side][2])
            cells[side] += value / exposure.get(row["period"], 1.0)
    return sums


def _exposure(table: pa.Table) -> dict[dt.date, float]:
    """All events of each period over their mean, from the pair's share of them."""
    whole = {}
    for row in table.to_pylist():
        if row["coverage_share"]:
            whole[row["period"]] = sum(row.get(name) or 0.0 for name in _STATUSES) / row["coverage_share"]
    mean = sum(whole.values()) / len(whole) if whole else 1.0
    return {day: value / mean for day, value in whole.items() if value}


def _panel(  # noqa: PLR0917 - what a panel is drawn from
    side: str,
    counts: dict[dt.date, dict[str, float]],
    ends: dict[dt.date, dt.date],
    breaks: pa.Table,
    span: Span,
    unit: str,
) -> Layer:
    color, light, _ = _SIDES[side]
    own = [row for row in breaks.sort_by("period").to_pylist() if row["side"] == side]
    steps = _steps(own, counts, side, span, ends)
    reached = [*(cells[side] for cells in counts.values()), *(step[2] for step in steps)]
    low, high = min(reached), max(reached)  # an interval that goes much further is cut
    domain = [-round_up(-low) if low < 0 else 0, round_up(high) if high > 0 or low >= 0 else 0]
    scale = alt.Scale(domain=domain, nice=False)
    y = alt.Y("value:Q", scale=scale, axis=alt.Axis(tickCount=4, labelExpr=THOUSANDS), title=f"{unit} per period")
    boxes = [
        {"period": day.isoformat(), "end": ends[day].isoformat(), "value": cells[side], "zero": 0}
        for day, cells in counts.items()
    ]
    bars = plotted(boxes).mark_rect(color=light, stroke="white", strokeWidth=0.4)
    x = span.x("period", named=side == list(next(iter(counts.values())))[-1])
    drawn = bars.encode(x=x, x2="end:T", y=y, y2="zero:Q", tooltip=["period:T", alt.Tooltip("value:Q", format=".3~g")])
    layers = [
        drawn,
        *_regimes([_cut(step, domain) for step in steps], x, y, color),
        *marks(break_marks(breaks, side, named=False), span),
    ]
    label = words([{"text": side.replace("_", " "), "x": WIDTH + 10, "y": _HEIGHT / 2}], color=color, bold=True)
    return alt.LayerChart(layer=[*layers, label, *_rate(steps)], width=WIDTH, height=_HEIGHT)


def _steps(
    breaks: Sequence[dict[str, Any]],
    counts: dict[dt.date, dict[str, float]],
    side: str,
    span: Span,
    ends: dict[dt.date, dt.date],
) -> list[Step]:
    """The regimes: between shifts; and outbursts above them while they last."""
    shifts = [row for row in breaks if row["kind"] == "shift"]
    mean = sum(cells[side] for cells in counts.values()) / len(counts)
    first = [*shifts, *breaks][:1]
    rates = [_rates(first[0], "before")] if first else [(mean, None, None)]
    rates += [_rates(row, "after") for row in shifts]
    edges = [span.start, *(row["period"] for row in shifts), span.end]
    steps: list[Step] = [(start, end, *rate) for (start, end), rate in zip(pairwise(edges), rates, strict=True)]
    bursts = [row for row in breaks if row["kind"] != "shift" and row["after"] is not None]
    return steps + [(row["period"], ends.get(row["until"], span.end), *_rates(row, "after")) for row in bursts]


def _cut(step: Step, domain: Sequence[float]) -> Step:
    """The interval as far as the axis goes; a mark that Vega clips would get another name in each drawing."""
    start, end, rate, low, high = step
    if low is None or high is None:
        return step
    return start, end, rate, max(low, domain[0]), min(high, domain[1])


def _rates(row: dict[str, Any], name: str) -> tuple[float, float | None, float | None]:
    return row[name], row.get(f"{name}_lower"), row.get(f"{name}_upper")


def _regimes(steps: Sequence[Step], x: alt.X, y: alt.Y, color: str) -> list[Layer]:
    rows = [
        {"period": start.isoformat(), "end": end.isoformat(), "value": rate, "lower": low, "upper": high}
        for start, end, rate, low, high in steps
    ]
    base = plotted(rows).encode(x=x, x2="end:T")
    lines = base.mark_rule(color=color, strokeWidth=2).encode(y=y)
    banded = [row for row in rows if row["lower"] is not None]
    if not banded:
        return [lines]
    lower = y.copy()
    lower.shorthand = "lower:Q"
    bands = plotted(banded).mark_rect(color=color, opacity=0.22)
    return [bands.encode(x=x, x2="end:T", y=lower, y2="upper:Q"), lines]


def _rate(steps: Sequence[Step]) -> list[Layer]:
    """The latest rate, with its interval, beside the plot."""
    _, _, rate, low, high = max(steps, key=lambda step: step[0])
    text = f"now {shown(rate)}"
    if low is not None and high is not None:
        text += f" ({shown(low)}{'–' if low >= 0 else ' to '}{shown(high)})"
    return [words([{"text": text, "x": WIDTH + 10, "y": _HEIGHT / 2 + 16}], color=INK, size=11)]


def _seen(table: pa.Table, breaks: pa.Table) -> str:
    """The break of each side with most evidence; or that there is none."""
    named = who(table) or "These events"
    if not breaks.num_rows:
        return f"{named}: no break beyond noise"
    strongest: dict[str, dict[str, Any]] = {}
    for row in sorted(breaks.to_pylist(), key=lambda row: row.get("evidence") or 0.0):
        strongest[row["side"]] = row
    shown_first = sorted(strongest.values(), key=lambda row: -(row.get("evidence") or 0.0))
    when: dict[str, list[str]] = {}
    for row in shown_first:
        when.setdefault(month_name(row["period"]), []).append(f"{_called(row)} {times(row.get('ratio')) or _turn(row)}")
    said = [f"{_listed(sides)} from {month}" for month, sides in when.items()]
    return f"{named}: {', '.join(said)}"


def _listed(sides: Sequence[str]) -> str:
    *others, last = sides
    return f"{', '.join(others)} and {last}" if others else last
