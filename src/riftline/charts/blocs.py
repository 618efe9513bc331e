"""Blocs of a signed network: the parties of each side together, the fault line between them, what crosses it drawn out.

Few parties stand on a circle, one arc for each bloc: ties that fit the blocs (friends within, enemies across) are thin,
those that do not are thick. Many parties stand in a matrix ordered by bloc. Nothing is placed at random.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa

from riftline.charts.naming import name
from riftline.charts.raster import picture, rgb
from riftline.charts.theme import (
    BLUE,
    CONFLICT,
    CONFLICT_LIGHT,
    COOPERATION_LIGHT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    SHAPES,
    SKY,
    SMALL,
    TEXT,
    VERMILLION,
    Layer,
    frame,
    framed,
    note,
    plotted,
    words,
)
from riftline.errors import MeasureError

_NETWORK = 32  # parties up to which a network can be read
_NAMED = 70  # parties up to which those of a matrix are named
_RADIUS = 215  # pixels: of the circle
_ROOM = (670, 520)  # of the network, names included
_MIDDLE = (335, 260)
_SIDE = 540  # of the matrix
_GAP = 0.5  # radians between two blocs
_STRONG = {True: BLUE, False: CONFLICT}
_PALE = {True: COOPERATION_LIGHT, False: CONFLICT_LIGHT}
_BLOCS = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION)


@dataclass(frozen=True, slots=True)
class _Party:
    code: str
    bloc: int
    fault: bool


@dataclass(frozen=True, slots=True)
class _Tie:
    one: str
    other: str
    positive: bool
    frustrated: bool


def blocs_chart(
    parties: pa.Table,
    ties: pa.Table,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """The blocs, and which ties do not fit them.

    Args:
        parties: `riftline.measure.blocs` of one period: `party`, `bloc`, and `swing` where it is known who could stand
            on the other side at no cost.
        ties: `riftline.measure.fault_line` with `every`, or `signed_ties`, of that period: `source`, `target` and
            `sign` (above or below 0; null for neither).
        title: instead of the sentence that the numbers give.
        subtitle: what the ties are, before what the drawing means.
        source: where the events come from, for the line below.

    Raises:
        MeasureError: there is no party, or there are several periods.
    """
    people = _people(parties)
    drawn = _drawn(ties, {one.code: one.bloc for one in people})
    small = len(people) <= _NETWORK
    layers = (_network if small else _matrix)(people, drawn)
    width, height = _ROOM if small else (_SIDE, _SIDE)
    layers += note(source, y=height + 26, width=width)
    plot = alt.LayerChart(layer=layers, width=width, height=height)
    said = " ".join(part for part in (subtitle, _legend(people)) if part)
    return framed(plot, title=title or _seen(people, drawn), subtitle=said, width=width)


def _people(table: pa.Table) -> list[_Party]:
    """The parties by bloc, the larger bloc first; within one, those on the fault line stand nearest to the others."""
    periods = set(table["period"].to_pylist()) if "period" in table.column_names else set()
    if len(periods) > 1:
        raise MeasureError(f"there are blocs of {len(periods)} periods", remedy="Draw one period at a time")
    rows = [row for row in table.to_pylist() if row["party"] is not None and row["bloc"] is not None]
    if not rows:
        raise MeasureError("there are no blocs to draw", remedy="Choose a period with more events")
    sizes: dict[Any, int] = {}
    for row in rows:
        sizes[row["bloc"]] = sizes.get(row["bloc"], 0) + 1
    rank = {bloc: k for k, bloc in enumerate(sorted(sizes, key=lambda bloc: (-sizes[bloc], str(bloc))))}
    found = [_Party(row["party"], rank[row["bloc"]], bool(row.get("swing"))) for row in rows]
    return sorted(found, key=lambda one: (one.bloc, one.fault, one.code))


def _drawn(ties: pa.Table, blocs: dict[str, int]) -> list[_Tie]:
    found = []
    for row in ties.to_pylist():
        one, other = row["source"], row["target"]
        if one in blocs and other in blocs and row["sign"]:
            positive = row["sign"] > 0
            frustrated = positive != (blocs[one] == blocs[other])
            found.append(_Tie(one, other, positive, frustrated))
    return sorted(found, key=lambda tie: (tie.frustrated, tie.positive, tie.one, tie.other))


# Few parties: a network


def _network(people: list[_Party], ties: list[_Tie]) -> list[Layer]:
    angles = _angles(people)
    places = {code: _point(angle, _RADIUS) for code, angle in angles.items()}
    return [frame(*_ROOM), *_fault_lines(people), *_ties(ties, places), *_nodes(people, angles, places)]


def _point(angle: float, radius: float) -> tuple[float, float]:
    return _MIDDLE[0] + radius * math.cos(angle), _MIDDLE[1] - radius * math.sin(angle)


def _angles(people: Sequence[_Party]) -> dict[str, float]:
    """An arc for each bloc, as long as it is large; two blocs stand to the left and right."""
    count = max(one.bloc for one in people) + 1
    gap = _GAP if count > 1 else 0.0
    step = (2 * math.pi - count * gap) / len(people)
    first = [one for one in people if one.bloc == 0]
    angle = math.pi - step * (len(first) - 1) / 2
    angles = {}
    for k, one in enumerate(people):
        if k:
            angle += step + (gap if one.bloc != people[k - 1].bloc else 0)
        angles[one.code] = angle
    return angles


def _fault_lines(people: Sequence[_Party]) -> list[Layer]:
    """From the middle through each gap between two blocs."""
    angles = _angles(people)
    ends = []
    for k, one in enumerate(people):
        after = people[(k + 1) % len(people)]
        if one.bloc != after.bloc:
            a, b = angles[one.code], angles[after.code]
            ends.append((a + (b if b > a else b + 2 * math.pi)) / 2)
    reach = [_point(angle, _RADIUS + 35) for angle in ends]
    rows: list[dict[str, Any]] = [{"x": _MIDDLE[0], "y": _MIDDLE[1], "x2": x, "y2": y} for x, y in reach]
    if not rows:
        return []
    return [_lines(rows).mark_rule(color="#BBBBBB", strokeWidth=7, opacity=0.45, strokeCap="round")]


def _lines(rows: list[dict[str, Any]]) -> alt.Chart:
    return plotted(rows).encode(x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None), x2="x2:Q", y2="y2:Q")


def _ties(ties: Sequence[_Tie], places: dict[str, tuple[float, float]]) -> list[Layer]:
    """Fitting ties below, the others above; enmity dashed."""
    layers = []
    for frustrated in (False, True):
        for positive in (True, False):
            rows = [_line(tie, places) for tie in ties if (tie.frustrated, tie.positive) == (frustrated, positive)]
            if rows:
                width, opacity = (2.4, 0.95) if frustrated else (0.9, _fade(len(ties)))
                drawn = _lines(rows).mark_rule(
                    color=BLUE if positive else CONFLICT, strokeDash=[1, 0] if positive else [5, 4],
                    strokeWidth=width, opacity=opacity,
                )  # fmt: skip
                layers.append(drawn)
    return layers


def _fade(count: int) -> float:
    return max(0.15, min(0.55, 30 / max(count, 1)))


def _line(tie: _Tie, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    (x, y), (x2, y2) = places[tie.one], places[tie.other]
    return {"x": x, "y": y, "x2": x2, "y2": y2}


def _nodes(people: Sequence[_Party], angles: dict[str, float], places: dict[str, tuple[float, float]]) -> list[Layer]:
    """A dot for each party, shaped by bloc, ringed where it could stand elsewhere; its name outside the circle."""
    layers: list[Layer] = []
    for bloc in sorted({one.bloc for one in people}):
        rows = [
            {"x": places[one.code][0], "y": places[one.code][1], "width": 2.5 if one.fault else 0.8}
            for one in people if one.bloc == bloc
        ]  # fmt: skip
        dots = plotted(rows).mark_point(
            shape=SHAPES[bloc % len(SHAPES)],
            size=130,
            filled=True,
            fill=_BLOCS[bloc % len(_BLOCS)],
            stroke=INK,
            opacity=1,
        )
        layers.append(
            dots.encode(
                x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None),
                strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            )
        )  # fmt: skip
    return layers + _tags(people, angles, places)


def _tags(people: Sequence[_Party], angles: dict[str, float], places: dict[str, tuple[float, float]]) -> list[Layer]:
    layers = []
    for left in (True, False):
        for bold in (True, False):
            rows = []
            for one in people:
                angle = angles[one.code]
                if (math.cos(angle) < 0) == left and one.fault == bold:
                    x, y = places[one.code]
                    shade = _BLOCS[one.bloc % len(_BLOCS)]
                    rows.append(
                        {"text": name(one.code), "x": x + 13 * math.cos(angle), "y": y - 15 * math.sin(angle) + 4,
                         "color": TEXT.get(shade, shade)}
                    )  # fmt: skip
            if rows:
                layers.append(words(rows, bold=bold, align="right" if left else "left"))
    return layers


# Many parties: a matrix


def _matrix(people: list[_Party], ties: list[_Tie]) -> list[Layer]:
    count = Counter(code for tie in ties for code in (tie.one, tie.other))
    people = sorted(people, key=lambda one: (one.bloc, -count[one.code], one.code))  # those with most ties first
    cell = _SIDE / len(people)
    at = {one.code: k for k, one in enumerate(people)}
    cells = np.full((len(people), len(people), 3), 255, np.uint8)
    for tie in ties:
        strong, pale = _STRONG[tie.positive], _PALE[tie.positive]
        i, j = at[tie.one], at[tie.other]
        cells[i, j] = cells[j, i] = rgb(strong if tie.frustrated else pale)
    return [frame(_SIDE, _SIDE), picture(cells, _SIDE), *_borders(people, cell), *_margins(people, cell)]


def _borders(people: Sequence[_Party], cell: float) -> list[Layer]:
    """A box around each bloc, and its name beside it."""
    blocs = sorted({one.bloc for one in people})
    edges = [(min(ks), max(ks) + 1) for ks in ([k for k, one in enumerate(people) if one.bloc == b] for b in blocs)]
    boxes: list[dict[str, Any]] = [{"x": a * cell, "x2": b * cell, "y": a * cell, "y2": b * cell} for a, b in edges]
    labels = [
        {"text": f"bloc {bloc + 1}: {b - a}", "x": _SIDE + 10, "y": (a + b) / 2 * cell + 4}
        for bloc, (a, b) in zip(blocs, edges, strict=True)
        if (b - a) * cell >= SMALL
    ]
    drawn = _lines(boxes).mark_rect(fillOpacity=0, stroke=INK, strokeWidth=1.5)
    outer = _lines([{"x": 0, "x2": _SIDE, "y": 0, "y2": _SIDE}]).mark_rect(fillOpacity=0, stroke="#CCCCCC")
    return [outer, drawn, words(labels, color=INK, bold=True)]


def _margins(people: Sequence[_Party], cell: float) -> list[Layer]:
    if len(people) > _NAMED:
        return []
    size = max(7, min(SMALL, int(cell)))
    rows = [{"text": one.code, "x": -5, "y": (k + 0.5) * cell + size * 0.35} for k, one in enumerate(people)]
    return [words(rows, color=QUIET, size=size, align="right")]


# Words


def _legend(people: Sequence[_Party]) -> str:
    """What the drawing means."""
    if len(people) > _NETWORK:
        return "Blue: friends; orange: enemies. Pale where the tie fits the blocs (boxes), strong where it does not."
    ring = " Ringed and bold: could stand on either side." if any(one.fault for one in people) else ""
    return f"Blue lines: friends; dashed orange: enemies; thick: does not fit the blocs.{ring}"


def _seen(people: Sequence[_Party], ties: Sequence[_Tie]) -> str:
    sizes = [sum(one.bloc == bloc for one in people) for bloc in sorted({one.bloc for one in people})]
    misfits = sum(tie.frustrated for tie in ties)
    if len(sizes) == 1:
        return f"{len(people)} parties in one bloc; {misfits} of {len(ties)} ties do not fit"
    listed = f"{', '.join(map(str, sizes[:-1]))} and {sizes[-1]}"
    return f"{len(sizes)} blocs of {listed} parties; {misfits} of {len(ties)} ties do not fit them"
