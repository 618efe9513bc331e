"""A negotiation: where it settles and how sure that is, who stands where, what moves it."""

from typing import Any

import altair as alt
import numpy as np

from riftline.charts.theme import BLUE, FAINT, INK, QUIET, SKY, VERMILLION, WIDTH, Layer, framed, plotted
from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.report import IssueReport
from riftline.negotiate.scenario import Actor, Issue, Scenario, Stake
from riftline.negotiate.sensitivity import Effect
from riftline.negotiate.settlement import Settlement
from riftline.negotiate.sweep import Sweep

_BINS = 60
_ROW = 24  # pixels for a row with a label
_BARS = 12  # of a tornado
_PLOT = 180
_LIGHT, _MIDDLE = "#CFE3F2", "#7FB6DC"  # beyond the 80 % band, and within it; BLUE is within the 50 % band


def outcome_chart(settlement: Settlement) -> alt.VConcatChart:
    """Where an issue settles: the headline's distribution above, the other models below it."""
    issue = settlement.issue
    whole: alt.VConcatChart = alt.vconcat(_distribution(settlement), _models(settlement), spacing=8)
    low, high = settlement.headline.band(0.8)
    title = f"{issue.title}: about {_told(settlement.headline.mean, issue)}"
    subtitle = (
        f"80 in 100 outcomes between {low:.3g} and {high:.3g}. Dark: 50 % band; middle: 80 %. Below: what each model "
        "says of the same inputs, with 80 % bands for what is not known of them, without the model's own error"
    )
    return framed(whole, title=title, subtitle=subtitle)


def _told(value: float, issue: Issue) -> str:
    unit = "" if issue.unit in {"", "points"} else f" {issue.unit}"
    return f"{value:.3g}{unit}"


def _axis(issue: Issue, *, named: bool = True) -> alt.X:
    title = f"{issue.low_means}  ←  {issue.unit or 'position'}  →  {issue.high_means}" if named else None
    return alt.X("x:Q", scale=alt.Scale(domain=[issue.low, issue.high], nice=False), axis=alt.Axis(title=title))


def _distribution(settlement: Settlement) -> Layer:
    issue = settlement.issue
    counts, edges = np.histogram(settlement.draws, bins=_BINS, range=(issue.low, issue.high))
    rows = [
        {"x": float(start), "end": float(end), "share": float(count) / len(settlement.draws), "color": color}
        for count, start, end in zip(counts, edges[:-1], edges[1:], strict=True)
        for color in [_shade(settlement, (start + end) / 2)]
    ]
    bars = plotted(rows).mark_bar(binSpacing=0).encode(
        x=_axis(issue, named=False), x2="end:Q",
        y=alt.Y("share:Q", axis=alt.Axis(title="probability", format=".0%", tickCount=4)),
        y2=alt.datum(0),
        color=alt.Color("color:N", scale=None),
    )  # fmt: skip
    return alt.layer(bars, _rule(settlement.headline.mean)).properties(width=WIDTH, height=_PLOT)


def _shade(settlement: Settlement, value: float) -> str:
    for level, color in ((0.5, BLUE), (0.8, _MIDDLE)):
        low, high = settlement.headline.band(level)
        if low <= value <= high:
            return color
    return _LIGHT


def _rule(value: float, color: str = INK) -> Layer:
    return plotted([{"x": value}]).mark_rule(color=color, strokeWidth=1.5).encode(x="x:Q")


def _models(settlement: Settlement) -> Layer:
    rows = [
        {"model": answer.title, "x": answer.best, "low": low, "high": high, "mean": answer.spread.mean}
        for answer in settlement.answers
        for low, high in [answer.spread.band(0.8)]
        if not np.isnan(answer.spread.mean)
    ]
    order = [str(row["model"]) for row in rows]
    y = alt.Y("model:N", sort=order, axis=alt.Axis(title=None, grid=True, labelLimit=220))
    data = plotted([{key: value for key, value in row.items() if value == value} for row in rows])  # noqa: PLR0124 - NaN
    bands = data.mark_bar(height=5, color=SKY).encode(x=alt.X("low:Q"), x2="high:Q", y=y)
    points = data.mark_point(size=60, filled=True, color=INK, opacity=1).encode(x=_axis(settlement.issue), y=y)
    return alt.layer(bands, points).properties(width=WIDTH, height=_ROW * max(len(rows), 1))


def stand_chart(scenario: Scenario, settlement: Settlement) -> Layer:
    """Who stands where: positions with their ranges, as large as what each throws in."""
    issue = settlement.issue
    found = [(actor, actor.stake(issue.id)) for actor in scenario.actors]
    rows = sorted((_stand(actor, stake, issue) for actor, stake in found if stake), key=lambda row: row["x"])
    y = alt.Y("actor:N", sort=[row["actor"] for row in rows], axis=alt.Axis(title=None, labelLimit=220, grid=True))
    data = plotted(rows)
    ranges = data.mark_bar(height=5, color=FAINT).encode(x="low:Q", x2="high:Q", y=y)
    dots = data.mark_point(filled=True, opacity=1, strokeWidth=1.5).encode(
        x=_axis(issue), y=y,
        size=alt.Size("weight:Q", scale=alt.Scale(domain=[0, max(row["weight"] for row in rows)], range=[0, 500])),
        color=alt.Color("color:N", scale=None),
    )  # fmt: skip
    lines = plotted([row for row in rows if "red" in row])
    red = lines.mark_tick(color=VERMILLION, thickness=3, size=18).encode(x="red:Q", y=y)
    chart = alt.layer(ranges, dots, red, _rule(settlement.headline.mean)).properties(
        width=WIDTH, height=_ROW * len(rows)
    )
    subtitle = (
        "Dots: best guess, as large as capability × salience; bars: 80 % of what it may be; grey: not at the table; "
        "orange: red lines; the line is the weighted mean"
    )
    return framed(chart, title=f"Who stands where: {issue.title}", subtitle=subtitle)


def _stand(actor: Actor, stake: Stake, issue: Issue) -> dict[str, Any]:
    low, high = stake.position.at(np.array([0.1, 0.9]), low=issue.low, high=issue.high).tolist()
    line = stake.red_line
    red = None if line is None else line.most if line.least is None else line.least
    row = {
        "actor": actor.name,
        "x": stake.position.best,
        "low": low,
        "high": high,
        "weight": stake.capability.best * stake.salience.best,
        "color": BLUE if actor.at_table else QUIET,
    }
    return row if red is None else row | {"red": red}


def tornado_chart(report: IssueReport) -> Layer:
    """What each input does to the weighted mean, the largest swing first.

    Args:
        report: of one issue.
    """
    issue, best = report.settlement.issue, report.settlement.best
    shown = [effect for effect in report.effects if effect.swing > 0][:_BARS]
    rows = [row for effect in shown for row in _halves(effect, best)]
    order = [_label(effect) for effect in shown]
    y = alt.Y("input:N", sort=order, axis=alt.Axis(title=None, labelLimit=260))
    reach = max((max(abs(e.at_low - best), abs(e.at_high - best)) for e in shown), default=1.0) * 1.1
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[best - reach, best + reach], nice=False),
        axis=alt.Axis(title=f"weighted mean{f', {issue.unit}' if issue.unit else ''}"),
    )
    bars = plotted(rows).mark_bar(height=14).encode(x=x, x2="end:Q", y=y, color=alt.Color("color:N", scale=None))
    chart = alt.layer(bars, _rule(best)).properties(width=WIDTH - 60, height=_ROW * max(len(order), 1))
    assumed = any(effect.assumed for effect in shown)
    subtitle = (
        "Each input from its 10 % to its 90 % quantile, all else as guessed. Dark: its high end; light: its low end"
    )
    subtitle += ". Inputs taken as known are moved by a tenth" if assumed else ""
    title = f"What moves it most: {order[0]}" if order else "Nothing moves it"
    return framed(chart, title=title, subtitle=subtitle)


def _halves(effect: Effect, best: float) -> list[dict[str, Any]]:
    ends = ((effect.at_low, _MIDDLE), (effect.at_high, BLUE))
    return [{"input": _label(effect), "x": best, "end": end, "color": color} for end, color in ends]


def _label(effect: Effect) -> str:
    return f"{effect.which.actor}, {effect.which.field}"


def sweep_chart(found: Sweep, issue: Issue) -> Layer:
    """A heat map: the weighted mean over two inputs."""
    rows = [
        {"x": float(x), "y": float(y), "mean": float(found.mean[j, i])}
        for i, x in enumerate(found.across)
        for j, y in enumerate(found.upwards)
        if not np.isnan(found.mean[j, i])
    ]
    cells = plotted(rows).mark_rect().encode(
        x=_ordinal("x", found.across, f"{found.first.actor}, {found.first.field}"),
        y=_ordinal("y", found.upwards, f"{found.second.actor}, {found.second.field}", descending=True),
        color=alt.Color("mean:Q", scale=alt.Scale(scheme="viridis"), legend=None),
    )  # fmt: skip
    named = [row for row in rows if _on(row["x"], found.across) and _on(row["y"], found.upwards)]
    middle = float(np.nanmean(found.mean))
    text = plotted([row | {"ink": "#FFFFFF" if row["mean"] < middle else INK} for row in named]).mark_text(fontSize=11)
    labels = text.encode(
        x="x:O", y=alt.Y("y:O", sort="descending"), text=alt.Text("mean:Q", format=".3~g"),
        color=alt.Color("ink:N", scale=None, legend=None),
    )  # fmt: skip
    chart = (
        alt.layer(cells, labels).resolve_scale(color="independent").properties(width=WIDTH - 160, height=WIDTH - 240)
    )
    title = f"{issue.title} over two inputs"
    return framed(chart, title=title, subtitle="The weighted mean; everything else at its best guess")


def _ordinal(name: str, values: FloatArray, title: str, *, descending: bool = False) -> Any:  # noqa: ANN401 - X or Y
    kind = alt.Y if descending else alt.X
    every = max(1, len(values) // 5)
    axis = alt.Axis(title=title, values=[float(v) for v in values[::every]], format=".3~g", labelAngle=0)
    return kind(f"{name}:O", sort="descending" if descending else "ascending", axis=axis)


def _on(value: float, values: FloatArray) -> bool:
    """Whether a cell carries its number: every fourth does, not those at the edge."""
    return any(value == float(one) for one in values[2::4])
