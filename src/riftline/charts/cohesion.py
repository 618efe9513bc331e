"""Cohesion of a group over time: a line with its interval, relations with others beside it, breaks marked and dated."""

from collections.abc import Mapping, Sequence

import altair as alt
import pyarrow as pa

from riftline.charts.layout import month_name, shown
from riftline.charts.lines import Line, drawn, lines_of, reach_of, span_of
from riftline.charts.theme import HEIGHT, QUIET, WIDTH, framed, note
from riftline.charts.timeline import Mark, marks
from riftline.errors import MeasureError

BESIDE = {"outside": "with others"}  # column → what its line is called


def cohesion_chart(
    table: pa.Table,
    *,
    value: str = "cohesion",
    group: str = "The group",
    beside: Mapping[str, str] = BESIDE,
    unit: str = "cohesion (−1 all conflict, 1 all cooperation)",
    breaks: Sequence[Mark] = (),
    level: float = 0.95,
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """Cohesion by period.

    Args:
        table: `riftline.measure.cohesion`: `period`, the column `value`, `lower` and `upper`, and what `beside` names.
        value: the column to draw.
        group: what the group is called.
        beside: column → name of further lines to draw in grey; those that the table lacks are left out.
        unit: what stands beside the axis.
        breaks: days to mark.
        level: of the interval.
        title: instead of the sentence that the numbers give.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: the table has no values.
    """
    own = lines_of(table, value, by=None)
    if not own:
        raise MeasureError("there is no cohesion to draw", remedy="Choose another group or a longer time")
    main = Line(group, own[0].points, own[0].color)
    lines = [main, *_beside(table, {key: called for key, called in beside.items() if key in table.column_names})]
    span, reach = span_of(lines), reach_of(lines)
    layers = [*drawn(lines, span, reach, title=unit), *marks(breaks, span), *note(source, y=HEIGHT + 42)]
    subtitle = f"Band: {100 * level:.0f} % interval" if main.points[0][2] is not None else None
    plot = alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT)
    return framed(plot, title=title or _seen(main), subtitle=subtitle)


def _beside(table: pa.Table, beside: Mapping[str, str]) -> list[Line]:
    """Further lines, grey and dashed, without intervals."""
    bare = table.drop_columns([name for name in ("lower", "upper") if name in table.column_names])
    lines = []
    for column, called in beside.items():
        lines += [Line(called, one.points, QUIET, (5, 3)) for one in lines_of(bare, column, by=None)]
    return lines


def _seen(line: Line) -> str:
    """Last against first, and whether the intervals say so."""
    (first, old, low, high), (last, new, below, above) = line.points[0], line.points[-1]
    if first == last:
        return f"{line.name}: cohesion {shown(new)} in {month_name(last)}"
    turn = "more cohesive" if new > old else "less cohesive"
    if None not in (low, high, below, above) and below <= high and low <= above:  # type: ignore[operator]
        turn = "not surely more or less cohesive"
    return f"{line.name}: {turn} in {month_name(last)} ({shown(new)}) than in {month_name(first)} ({shown(old)})"
