"""Forecasts drawn: how far they mean what they say, how one went over time and what happened, and what carries it."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from riftline.charts.layout import month_name, round_up
from riftline.charts.naming import pair
from riftline.charts.theme import (
    BLUE,
    CONFLICT,
    COOPERATION,
    HEIGHT,
    INK,
    QUIET,
    WIDTH,
    Layer,
    frame,
    framed,
    note,
    plotted,
    words,
)
from riftline.charts.timeline import Span
from riftline.errors import MeasureError
from riftline.forecast.answers import Forecast
from riftline.forecast.chances.verification import Bin
from riftline.measure.intervals import jeffreys

_SQUARE = 380  # pixels of the reliability diagram
_BAR = 26  # pixels of a reason
_LEFT = 150  # pixels from the middle to each side, in reasons
_FEWEST = 1e-4  # the least chance that the logarithmic axis shows
_TRACK_AIR = 0.12  # of the height, below the line, for the marks of what happened


def reliability_chart(bins: Sequence[Bin], *, title: str | None = None, source: str | None = None) -> alt.LayerChart:
    """What was said and what was seen: on the diagonal forecasts mean what they say.

    Args:
        bins: of `riftline.forecast.chances.verification.reliability`.
        title: instead of the sentence that the numbers give.
        source: where the forecasts come from, for the line below.

    Raises:
        MeasureError: there are no bins.
    """
    if not bins:
        raise MeasureError("there are no resolved forecasts to draw", remedy="Wait for outcomes: riftline score")
    lower, upper = jeffreys([one.seen * one.forecasts for one in bins], [one.forecasts for one in bins])
    rows = [
        {"said": one.said, "seen": one.seen, "lower": low, "upper": high, "forecasts": one.forecasts}
        for one, low, high in zip(bins, lower.tolist(), upper.tolist(), strict=True)
    ]
    domain = _domain(bins)
    x = alt.X("said:Q", scale=_axis(domain), title="chance that was forecast", axis=_named(domain))
    y = alt.Y("seen:Q", scale=_axis(domain), title="share that came true", axis=_named(domain))
    shown = [_within(row, domain) for row in rows]
    reach = y.copy()
    reach.shorthand = "lower:Q"
    base = plotted(shown).encode(x=x)
    layers = [
        _diagonal(domain, x, y),
        base.mark_rule(color=BLUE, strokeWidth=1.5).encode(y=reach, y2="upper:Q"),
        base.mark_point(color=BLUE, filled=True, opacity=1, size=46).encode(y=y, tooltip=_tooltip()),
        *note(source, y=_SQUARE + 60, width=_SQUARE),
    ]
    many = sum(one.forecasts for one in bins)
    subtitle = f"{many:,} forecasts in {len(bins)} bins of equal mass; bars: 95 % intervals".replace(",", "\u202f")
    plot = alt.LayerChart(layer=layers, width=_SQUARE, height=_SQUARE)
    return framed(plot, title=title or _meant(bins), subtitle=subtitle, width=_SQUARE)


def _domain(bins: Sequence[Bin]) -> tuple[float, float]:
    """A logarithmic axis from a power of ten to 1, so that rare events do not fall into one corner."""
    least = min(max(min(one.said, one.seen or one.said), _FEWEST) for one in bins)
    return 10.0 ** math.floor(math.log10(least)), 1.0


def _axis(domain: tuple[float, float]) -> alt.Scale:
    return alt.Scale(type="log", domain=list(domain), nice=False)


def _named(domain: tuple[float, float]) -> alt.Axis:
    powers = range(round(math.log10(domain[0])), 1)
    values = sorted({10.0**power for power in powers} | {0.3})
    return alt.Axis(values=values, labelExpr="format(100 * datum.value, '~g') + ' %'", grid=True)


def _within(row: dict[str, Any], domain: tuple[float, float]) -> dict[str, Any]:
    """Marks outside the axis stand on its edge: Vega would draw them elsewhere."""
    places = {name: min(max(row[name], domain[0]), domain[1]) for name in ("said", "seen", "lower", "upper")}
    return row | places | {"seen_in_full": row["seen"], "said_in_full": row["said"]}


def _tooltip() -> list[alt.Tooltip]:
    shown = [("said_in_full", "said"), ("seen_in_full", "seen"), ("forecasts", "forecasts")]
    return [alt.Tooltip(f"{field}:Q", title=title, format=".3~g") for field, title in shown]


def _diagonal(domain: tuple[float, float], x: alt.X, y: alt.Y) -> Layer:
    line = plotted([{"said": value, "seen": value} for value in domain])
    return line.mark_line(color=QUIET, strokeDash=[4, 3], strokeWidth=1).encode(x=x, y=y)


def _meant(bins: Sequence[Bin]) -> str:
    top = bins[-1]
    return f"The highest forecasts said {100 * top.said:.0f} %, and {100 * top.seen:.0f} % came true"


def track_chart(
    points: Sequence[tuple[dt.date, float, float, bool | None]],
    *,
    of: str,
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """One question forecast again and again: the chance, the base rate beside it, and whether it happened.

    Args:
        points: first day of the window, chance, base rate, whether it happened (None while open), by day.
        of: what was asked, such as "USA → RUS, ACCUSE within 30 days".
        title: instead of the sentence that the numbers give.
        source: where the forecasts come from, for the line below.

    Raises:
        MeasureError: there are fewer than two points.
    """
    if len(points) < 2:  # noqa: PLR2004
        raise MeasureError("one forecast makes no track", remedy="Forecast the question on several days")
    top = round_up(max(max(chance, base) for _, chance, base, _ in points) * 1.05)
    span = Span(points[0][0], points[-1][0], HEIGHT)
    y = alt.Y("value:Q", title="chance", scale=_from(top), axis=alt.Axis(values=_ticks(top), format="~%"))
    layers = [
        _line(points, 2, QUIET, [4, 3], span=span, y=y),
        _line(points, 1, BLUE, [1, 0], span=span, y=y),
        *_ends(points, top, span),
        *_outcomes(points, span),
        *note(source, y=HEIGHT + 46),
    ]
    subtitle = f"{of}; dots below: windows in which it happened (filled) or did not"
    plot = alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT)
    return framed(plot, title=title or _course(points), subtitle=subtitle)


def _from(top: float) -> alt.Scale:
    """From below zero, where the outcomes stand, to the top."""
    return alt.Scale(domain=[-_TRACK_AIR * top / (1 - _TRACK_AIR), top], nice=False, zero=False)


def _ticks(top: float) -> list[float]:
    return [top * part / 4 for part in range(5)]


def _line(points: Sequence[Any], column: int, color: str, dash: list[int], *, span: Span, y: alt.Y) -> Layer:
    rows = [{"period": point[0].isoformat(), "value": point[column]} for point in points]
    return plotted(rows).mark_line(color=color, strokeDash=dash, strokeWidth=2).encode(x=span.x("period"), y=y)


def _ends(points: Sequence[Any], top: float, span: Span) -> list[Layer]:
    scale = HEIGHT * (1 - _TRACK_AIR) / top
    high, low = (scale * (top - points[-1][column]) for column in (1, 2))
    if abs(high - low) < 16:  # noqa: PLR2004 - a line of type
        low = high + (16 if low >= high else -16)
    labels = [
        {"text": "forecast", "x": span.width + 8, "y": high + 4, "color": BLUE},
        {"text": "base rate", "x": span.width + 8, "y": low + 4, "color": QUIET},
    ]
    return [words(labels, bold=True)]


def _outcomes(points: Sequence[Any], span: Span) -> list[Layer]:
    """A filled dot where it happened, an empty one where it did not, none while open."""
    rows = [
        {"x": span.pixel(day), "y": HEIGHT * (1 - _TRACK_AIR / 2), "fill": INK if happened else "#FFFFFF"}
        for day, _, _, happened in points
        if happened is not None
    ]
    dots = plotted(rows).mark_point(size=34, stroke=INK, strokeWidth=1, opacity=1)
    place = {"x": alt.X("x:Q", scale=None), "y": alt.Y("y:Q", scale=None)}
    return [dots.encode(**place, fill=alt.Fill("fill:N", scale=None))] if rows else []


def _course(points: Sequence[Any]) -> str:
    known = [point for point in points if point[3] is not None]
    came = sum(point[3] for point in known)
    said = sum(point[1] for point in known)
    first = month_name(points[0][0])
    return f"Since {first} it happened in {came} of {len(known)} windows; {said:.1f} were to be expected"


def reasons_chart(forecast: Forecast, *, title: str | None = None, source: str | None = None) -> alt.LayerChart:
    """What carries a forecast: what each kind of evidence does to the odds, to the right what raises them.

    Args:
        forecast: one with reasons.
        title: instead of the sentence that the numbers give.
        source: where the forecast comes from, for the line below.

    Raises:
        MeasureError: it has no reasons.
    """
    if not forecast.reasons or forecast.chance is None:
        raise MeasureError("the forecast has no reasons to draw", remedy="See why it has no basis")
    logs = [math.log(reason.times) for reason in forecast.reasons]
    most = max(0.1, *(abs(value) for value in logs))
    height = _BAR * len(logs)
    rows = [
        {
            "x": _LEFT, "x2": _LEFT + _LEFT * value / most, "y": _BAR * k + 4, "y2": _BAR * (k + 1) - 4,
            "color": _color(value),
        }
        for k, value in enumerate(logs)
    ]  # fmt: skip
    bars = plotted(rows).mark_rect(opacity=0.9).encode(
        x=alt.X("x:Q", scale=None), x2="x2:Q", y=alt.Y("y:Q", scale=None), y2="y2:Q",
        color=alt.Color("color:N", scale=None),
    )  # fmt: skip
    layers = [frame(2 * _LEFT, height), bars, *_labels(forecast, logs), *note(source, y=height + 24, width=2 * _LEFT)]
    base = "–" if forecast.base is None else f"{100 * forecast.base:.1f} %"
    subtitle = f"Base rate {base}; bars: what each kind of evidence multiplies the odds by, on a logarithmic scale"
    plot = alt.LayerChart(layer=layers, width=2 * _LEFT, height=height)
    return framed(plot, title=title or _carried(forecast), subtitle=subtitle)


def _color(value: float) -> str:
    """Raising in the colour of conflict, lowering in that of cooperation; the side and the number say the same."""
    return CONFLICT if value > 0 else COOPERATION


def _labels(forecast: Forecast, logs: list[float]) -> list[Layer]:
    rows = [
        {"text": f"× {math.exp(value):.2f}  {reason.words}", "x": 2 * _LEFT + 12, "y": _BAR * (k + 0.5) + 4}
        for k, (reason, value) in enumerate(zip(forecast.reasons, logs, strict=True))
    ]
    return [words(rows, color=INK)]


def _carried(forecast: Forecast) -> str:
    asked = forecast.question
    ends = pair(asked.source, asked.target).replace(" – ", " → ")
    return f"{ends}, {asked.act.label} within {asked.days} days: {100 * (forecast.chance or 0):.1f} %"
