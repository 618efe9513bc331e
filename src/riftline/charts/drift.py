"""Who moves toward whom: the way of each party between two poles, with its interval, named at the line's end."""

import altair as alt
import pyarrow as pa

from riftline.charts.layout import month_name
from riftline.charts.lines import NAMED, Line, drawn, lines_of, span_of
from riftline.charts.naming import name
from riftline.charts.theme import HEIGHT, INK, QUIET, WIDTH, Layer, framed, note, plotted, words
from riftline.errors import MeasureError

_HEIGHT = HEIGHT + 60  # several lines need room
_AIR = 0.04  # of the range, so that a line at a pole is not cut


def drift_chart(
    table: pa.Table,
    poles: tuple[str, str],
    *,
    party: str = "party",
    value: str = "position",
    level: float = 0.95,
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """Positions between two poles over time.

    Args:
        table: `period`, `party`, the position from −1 (the first pole) to 1 (the second), `lower` and `upper`.
        poles: codes of the two poles, the one at −1 first.
        party: column with who it is.
        value: column with the position.
        level: of the interval.
        title: instead of the sentence that the numbers give.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: the table has no values.
    """
    codes = sorted({code for code in table[party].to_pylist() if code is not None}) if table.num_rows else []
    lines = _moved_most(lines_of(table, value, by=party, names={code: name(code) for code in codes}) if codes else [])
    if not lines:
        raise MeasureError("there is no drift to draw", remedy="Choose other parties or a longer time")
    span, reach = span_of(lines, _HEIGHT), _reach(lines)
    axis = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1~f')")
    layers = drawn(lines, span, reach, title="position between the poles", axis=axis)
    layers = [*_poles(poles, reach), *layers, *note(source, y=_HEIGHT + 42)]
    plot = alt.LayerChart(layer=layers, width=WIDTH, height=_HEIGHT)
    more = f"; {len(lines) - NAMED} others in grey" if len(lines) > NAMED else ""
    ends = f"−1: as with {name(poles[0])} alone, +1: as with {name(poles[1])} alone"
    subtitle = f"{ends}; bands: {100 * level:.0f} % intervals{more}"
    return framed(plot, title=title or _seen(lines, poles), subtitle=subtitle)


def _moved_most(lines: list[Line]) -> list[Line]:
    """Those that are named first: the ones that moved most; of these the one that ends highest first, as drawn."""
    ranked = sorted(lines, key=lambda line: -abs(line.last - line.points[0][1]))
    named = sorted(ranked[:NAMED], key=lambda line: -line.last)
    colors = [(line.color, line.dash) for line in lines[: len(named)]]
    drawn = [Line(line.name, line.points, *look) for line, look in zip(named, colors, strict=True)]
    return drawn + ranked[NAMED:]


def _reach(lines: list[Line]) -> tuple[float, float]:
    """The whole way between the poles, or more where an interval goes beyond."""
    values = [v for line in lines for point in line.points for v in point[1:] if v is not None]
    return min(-1.0, *values) - _AIR, max(1.0, *values) + _AIR


def _poles(poles: tuple[str, str], reach: tuple[float, float]) -> list[Layer]:
    """A line at each pole and in the middle, with the poles' names inside the plot."""
    at = {value: _HEIGHT * (reach[1] - value) / (reach[1] - reach[0]) for value in (1, 0, -1)}
    rules = [{"y": y, "width": 1.2 if value else 0.8} for value, y in at.items()]
    drawn = plotted(rules).mark_rule(color=QUIET, strokeDash=[4, 3])
    lines = drawn.encode(
        x=alt.value(0),
        x2=alt.value(WIDTH),
        y=alt.Y("y:Q", scale=None),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None),
    )
    labels = [
        {"text": f"↑ {name(poles[1])}", "x": 6, "y": at[1] + 15},
        {"text": f"↓ {name(poles[0])}", "x": 6, "y": at[-1] - 7},
    ]
    return [lines, words(labels, color=INK, bold=True)]


def _seen(lines: list[Line], poles: tuple[str, str]) -> str:
    """Who moved most, which way, since when."""
    most = max(lines[:NAMED], key=lambda line: abs(line.last - line.points[0][1]))
    start, moved = most.points[0][0], most.last - most.points[0][1]
    if not moved:
        return f"{most.name} between {name(poles[0])} and {name(poles[1])}, {month_name(start)}"
    return f"{most.name} moved towards {name(poles[moved > 0])} since {month_name(start)} ({moved:+.2f})".replace(
        "-", "−"
    )
