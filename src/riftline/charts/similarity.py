"""Similarity as a heat map: those that are alike stand together, the value of each pair stands in its cell."""

from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riftline.charts.layout import text_width
from riftline.charts.naming import name
from riftline.charts.order import alike_together
from riftline.charts.raster import picture, shades
from riftline.charts.theme import INK, QUIET, SMALL, Layer, frame, framed, note, plotted, words
from riftline.errors import MeasureError

_SIDE = 520  # of the plot
_WRITTEN = 14  # parties up to which every cell holds its value
_NAMED = 60  # parties up to which each is named
_TITLES = {
    "kappa": "Cohen's κ with quadratic weights",
    "pi": "Scott's π with quadratic weights",
    "kappa_nominal": "Cohen's κ, nominal",
    "pi_nominal": "Scott's π, nominal",
    "s_absolute": "S of Signorino and Ritter, absolute",
    "s_squared": "S of Signorino and Ritter, squared",
    "tau_b": "Kendall's τ_b",
}
_COLORS = ["#B94F00", "#E9A774", "#F7F7F7", "#8DBCDD", "#005C92"]  # vermillion for unlike, blue for alike
Square = npt.NDArray[np.float64]


def similarity_chart(
    table: pa.Table,
    *,
    index: str = "kappa",
    of: str = "foreign policies",
    title: str | None = None,
    source: str | None = None,
) -> alt.LayerChart:
    """How alike each two parties are.

    Args:
        table: `riftline.measure.similarity.compare`: `party`, `other` and the index.
        index: the column to draw.
        of: what is compared, for the title.
        title: instead of the sentence that the numbers give.
        source: where the numbers come from, for the line below.

    Raises:
        MeasureError: the table has no pair with a value.
    """
    parties, square = _square(table, index)
    order = alike_together(np.nan_to_num(square, nan=0.0))
    parties, square = [parties[k] for k in order], square[np.ix_(order, order)]
    cell = min(40.0, _SIDE / len(parties))
    side = cell * len(parties)
    cells = _cells(parties, square, cell) if len(parties) <= _NAMED else picture(shades(square, _COLORS, -1, 1), side)
    drawn = [frame(side, side), cells, *_names(parties, cell), *_values(square, cell), *_scale(side)]
    plot = alt.LayerChart(layer=[*drawn, *note(source, y=side + 34)], width=side, height=side)
    what = f"{_TITLES.get(index, index)}: 1 the same, 0 what chance would give"
    if index.startswith("s_"):
        what = f"{_TITLES[index]}: 1 the same, −1 as far apart as can be"
    hidden = "; names are left out, ask for fewer parties to read them" if len(parties) > _NAMED else ""
    return framed(plot, title=title or _seen(parties, square, of), subtitle=what + hidden)


def _square(table: pa.Table, index: str) -> tuple[list[str], Square]:
    rows = [row for row in table.to_pylist() if row[index] is not None]
    if not rows:
        raise MeasureError("there is no pair to compare", remedy="Choose more parties or a longer time")
    parties = sorted({row[end] for row in rows for end in ("party", "other")})
    place = {party: k for k, party in enumerate(parties)}
    square = np.full((len(parties), len(parties)), np.nan)
    for row in rows:
        i, j = place[row["party"]], place[row["other"]]
        square[i, j] = square[j, i] = row[index]
    return parties, square


def _cells(parties: list[str], square: Square, cell: float) -> Layer:
    rows: list[dict[str, Any]] = [
        {"x": j * cell, "x2": (j + 1) * cell, "y": i * cell, "y2": (i + 1) * cell, "value": float(square[i, j]),
         "pair": f"{name(parties[i])} – {name(parties[j])}"}
        for i in range(len(parties)) for j in range(len(parties)) if i != j and np.isfinite(square[i, j])
    ]  # fmt: skip
    scale = alt.Scale(domain=[-1, -0.5, 0, 0.5, 1], range=_COLORS, clamp=True)
    return plotted(rows).mark_rect(stroke="white", strokeWidth=1).encode(
        x=alt.X("x:Q", scale=None), x2="x2:Q", y=alt.Y("y:Q", scale=None), y2="y2:Q",
        color=alt.Color("value:Q", scale=scale), tooltip=["pair:N", alt.Tooltip("value:Q", format=".3f")],
    )  # fmt: skip


def _names(parties: list[str], cell: float) -> list[Layer]:
    """Names to the left, codes above; where the cells are small, codes on both sides."""
    if len(parties) > _NAMED:
        return []
    size = min(SMALL, max(7, int(cell) - 1))
    full = cell >= size + 2
    left = [
        {"text": name(party) if full else party, "x": -6, "y": (k + 0.5) * cell + size * 0.35}
        for k, party in enumerate(parties)
    ]
    above = [{"text": party, "x": (k + 0.5) * cell, "y": -6} for k, party in enumerate(parties)]
    upright = text_width("WWW", size) + 2 > cell
    across = words(above, color=INK, size=size, align="center") if not upright else _upright(above, size)
    return [words(left, color=INK, size=size, align="right"), across]


def _upright(labels: list[dict[str, Any]], size: int) -> Layer:
    drawn = plotted(labels).mark_text(angle=270, align="left", baseline="middle", fontSize=size, color=INK, clip=False)
    return drawn.encode(x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None), text="text:N")


def _values(square: Square, cell: float) -> list[Layer]:
    if len(square) > _WRITTEN:
        return []
    labels = [
        {
            "text": f"{value:.2f}".replace("-", "−"),
            "x": (j + 0.5) * cell,
            "y": (i + 0.5) * cell + 4,
            "color": "#FFFFFF" if abs(value) > 0.7 else INK,  # noqa: PLR2004 - dark cells
        }
        for (i, j), value in np.ndenumerate(square)
        if i != j and np.isfinite(value)
    ]
    return [words(labels, size=SMALL, align="center")]


def _scale(side: float) -> list[Layer]:
    """What the colours mean: a strip to the right, from unlike to alike."""
    steps = 40
    rows: list[dict[str, Any]] = [
        {"y": 110 * k / steps, "y2": 110 * (k + 1) / steps, "value": 1 - 2 * (k + 0.5) / steps} for k in range(steps)
    ]
    strip = plotted(rows).mark_rect(clip=False).encode(
        x=alt.value(side + 22), x2=alt.value(side + 36), y=alt.Y("y:Q", scale=None), y2="y2:Q",
        color=alt.Color("value:Q", scale=alt.Scale(domain=[-1, -0.5, 0, 0.5, 1], range=_COLORS, clamp=True)),
    )  # fmt: skip
    ends = (("1 alike", 8), ("0", 59), ("−1 unlike", 110))
    labels = [{"text": text, "x": side + 42, "y": y} for text, y in ends]
    return [strip, words(labels, color=QUIET, size=SMALL)]


def _seen(parties: list[str], square: Square, of: str) -> str:
    """The two that are most alike and the two that are least."""
    pairs = [(square[i, j], parties[i], parties[j]) for i in range(len(parties)) for j in range(i)]
    known = sorted(one for one in pairs if np.isfinite(one[0]))
    (low, *least), (high, *most) = known[0], known[-1]
    if len(known) == 1:
        return f"{name(most[0])} and {name(most[1])}: {of} alike at {high:.2f}".replace("-", "−")
    same = sum(value > 0.995 for value, *_ in known)  # noqa: PLR2004 - is written as 1.00
    alike = f"{name(most[0])} and {name(most[1])} have the most alike {of} ({high:.2f})"
    alike = f"{same} pairs have the same {of}" if same > 1 else alike
    return f"{alike}, {name(least[0])} and {name(least[1])} the least alike ({low:.2f})".replace("-", "−")
