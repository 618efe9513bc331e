"""Who carries a change: a bar for each pair, kind of event or issue; left is towards conflict, right cooperation."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa

from riftline.charts.layout import shown
from riftline.charts.naming import name, pair
from riftline.charts.theme import CONFLICT, COOPERATION, INK, QUIET, SMALL, Layer, framed, note, plotted, words
from riftline.errors import MeasureError

_WIDTH = 430  # of the plot; names stand to its left
_BAR, _ROW = 15, 23  # pixels: thickness of a bar, from one bar to the next
_HEAD = 26  # above the bars of each kind
_MOST = 10  # bars of each kind; what is left is one bar
_KINDS = {"dyad": "pairs", "party": "parties", "type": "kinds of events", "context": "issues"}
_ROOM = 1.3  # the axis goes so much further than the bars, for the values beyond them
_LONGEST = 34  # letters of a name


def carriers_chart(
    table: pa.Table,
    *,
    value: str = "contribution",
    kind: str = "kind",
    label: str = "part",
    unit: str = "contribution to the change of cohesion",
    most: int = _MOST,
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """What each part adds to a change.

    Args:
        table: `riftline.measure.carriers`, or one row per part: the column `value`, with `lower` and `upper` where
            there is an interval; what the part is called in `label`, or `source` and `target` (or `party` and `other`)
            of a pair; `kind` where there are parts of several kinds, which stand below each other.
        value: the column to draw.
        kind: the column with the kind of part.
        label: the column with its name.
        unit: what stands below the axis.
        most: bars of each kind; the sum of the others is one more.
        title: instead of the sentence that the numbers give.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: the table has no rows.
    """
    bars = _placed(_parts(table, value, kind, label), most)
    if not any(bar["named"] for bar in bars):
        raise MeasureError("there is no change to take apart", remedy="Choose other windows or another group")
    height = bars[-1]["y"] + _ROW
    reach = _ROOM * max(abs(v) for bar in bars if bar["named"] for v in _bounds(bar)) or 1.0
    layers = [*_drawn(bars, reach, height, unit), *_labels(bars, reach), *note(source, y=height + 60, width=_WIDTH)]
    subtitle = "Left of the line: towards conflict; right of it: towards cooperation"
    plot = alt.LayerChart(layer=layers, width=_WIDTH, height=height)
    return framed(plot, title=title or _seen(bars), subtitle=subtitle, width=_WIDTH + 100)


def _parts(table: pa.Table, value: str, kind: str, label: str) -> dict[str, list[dict[str, Any]]]:
    """The parts of each kind, the largest first."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        if row[value] is not None:
            part = {
                "text": _name(row, label),
                "value": row[value],
                "lower": row.get("lower"),
                "upper": row.get("upper"),
            }
            kinds.setdefault(row.get(kind) or "", []).append(part)
    for parts in kinds.values():
        parts.sort(key=lambda part: (-abs(part["value"]), part["text"]))
    return kinds


def _name(row: dict[str, Any], label: str) -> str:
    for one, other in (("source", "target"), ("party", "other")):
        if row.get(one) and row.get(other):
            full = pair(row[one], row[other])
            return full if len(full) <= _LONGEST else f"{row[one]} – {row[other]}"
    text = str(row[label])
    one, dash, other = text.partition("–")
    if dash:  # a pair, as `riftline.measure.carriers` writes it
        full = pair(one, other)
        return full if len(full) <= _LONGEST else f"{one} – {other}"
    return name(text) if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _placed(kinds: dict[str, list[dict[str, Any]]], most: int) -> list[dict[str, Any]]:
    """All bars with the pixel at which each stands; a kind's name stands above its own."""
    bars: list[dict[str, Any]] = []
    y = 0
    for kind, parts in kinds.items():
        if kind:
            bars.append({"text": _KINDS.get(kind, kind), "y": y + 6, "named": False, "kind": kind})
            y += _HEAD
        for part in _cut(parts, most):
            bars.append(part | {"y": y, "named": True, "kind": kind})
            y += _ROW
    return bars


def _cut(parts: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    rest = parts[most:]
    if len(rest) <= 1:
        return parts
    others = {"text": f"{len(rest)} others together", "value": sum(part["value"] for part in rest)}
    return [*parts[:most], others | {"lower": None, "upper": None}]


def _bounds(bar: dict[str, Any]) -> tuple[float, ...]:
    return tuple(bar[key] for key in ("value", "lower", "upper") if bar[key] is not None)


def _drawn(bars: Sequence[dict[str, Any]], reach: float, height: float, unit: str) -> list[Layer]:
    axis = alt.Axis(labelExpr="replace(datum.label, '-', '−')", tickCount=5, domain=False)
    x = alt.X("zero:Q", scale=alt.Scale(domain=[-reach, reach], nice=False), title=unit, axis=axis)
    rows = [
        {"zero": 0, "value": bar["value"], "y": bar["y"], "y2": bar["y"] + _BAR, "text": bar["text"],
         "color": COOPERATION if bar["value"] >= 0 else CONFLICT}
        for bar in bars if bar["named"]
    ]  # fmt: skip
    drawn = plotted(rows).mark_rect(opacity=0.85).encode(
        x=x, x2="value:Q", y=alt.Y("y:Q", scale=None), y2="y2:Q", color=alt.Color("color:N", scale=None),
        tooltip=["text:N", alt.Tooltip("value:Q", format="+.3~g")],
    )  # fmt: skip
    zero = plotted([{}]).mark_rule(color=INK).encode(x=alt.value(_WIDTH / 2), y=alt.value(0), y2=alt.value(height))
    return [drawn, *_whiskers(bars, x), zero]


def _whiskers(bars: Sequence[dict[str, Any]], x: alt.X) -> list[Layer]:
    rows = [
        {"zero": bar["lower"], "upper": bar["upper"], "y": bar["y"] + _BAR / 2}
        for bar in bars
        if bar["named"] and bar["lower"] is not None and bar["upper"] is not None
    ]
    if not rows:
        return []
    return [plotted(rows).mark_rule(color=INK, strokeWidth=1.2).encode(x=x, x2="upper:Q", y=alt.Y("y:Q", scale=None))]


def _labels(bars: Sequence[dict[str, Any]], reach: float) -> list[Layer]:
    """Names to the left of the plot, kinds above their bars, values beyond the ends of the bars."""
    names = [{"text": bar["text"], "x": -10, "y": bar["y"] + 12} for bar in bars if bar["named"]]
    kinds = [{"text": bar["text"], "x": -10, "y": bar["y"] + 12} for bar in bars if not bar["named"]]
    values = []
    for bar in bars:
        if bar["named"]:
            end = max(_bounds(bar)) if bar["value"] >= 0 else min(_bounds(bar))
            text = f"{'+' if bar['value'] > 0 else ''}{shown(bar['value'])}"
            left = bar["value"] < 0
            x = _WIDTH * (end + reach) / (2 * reach) + (-(6 + 6.2 * len(text)) if left else 6)
            values.append({"text": text, "x": x, "y": bar["y"] + 12})
    drawn = [words(names, color=INK, align="right"), words(values, color=QUIET, size=SMALL)]
    return [*drawn, words(kinds, color=QUIET, bold=True, align="right")] if kinds else drawn


def _seen(bars: Sequence[dict[str, Any]]) -> str:
    """The part that moved most, of the first kind."""
    first = next(bar for bar in bars if bar["named"])
    way = "cooperation" if first["value"] > 0 else "conflict"
    return f"{first['text']} moved most: towards {way} ({'+' if first['value'] > 0 else ''}{shown(first['value'])})"
