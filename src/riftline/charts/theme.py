"""How every chart looks: colours that the colour-blind can tell apart, fonts that every machine has, sizes, the frame.

Colours are those of Okabe and Ito (2008), "Color Universal Design"; colour never stands alone: direction, dashes,
shapes or labels say the same.
"""

from typing import Any, TypeAlias, TypeVar, cast

import altair as alt

from riftline.charts.layout import wrapped

BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, VERMILLION, PURPLE, BLACK = "#E69F00", "#D55E00", "#CC79A7", "#000000"
COOPERATION, CONFLICT = BLUE, VERMILLION
COOPERATION_LIGHT, CONFLICT_LIGHT = "#A3CBE6", "#F3BE9A"  # the same hues for words beside deeds
SERIES = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, "#666666", BLACK)  # for lines, in this order
TEXT = {
    ORANGE: "#9A6700",
    SKY: "#1F7AB0",
    PURPLE: "#A64E80",
    GREEN: "#00795A",
    VERMILLION: "#B94F00",
}  # dark enough to read
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 2], [10, 4], [3, 3, 1, 3])  # beside the colour of a line
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
INK, QUIET, FAINT, GROUND = "#222222", "#5A5A5A", "#D9D9D9", "#FFFFFF"

WIDTH, HEIGHT = 600, 300  # of the plot; with labels on both sides a chart is about 800 wide
LABEL, SMALL, TITLE = 12, 11, 16  # type sizes
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the same widths whichever of them is there
PADDING = 14
THOUSANDS = "replace(format(datum.value, ',~g'), regexp(',', 'g'), '\u202f')"  # Vega's words for 12 345


Layer: TypeAlias = Any  # what Altair's methods give: a part of a chart
Kind = TypeVar("Kind", bound=alt.TopLevelMixin)


def framed(chart: Kind, *, title: str, subtitle: str | None = None, width: int = WIDTH) -> Kind:
    """The chart with its title, what is drawn below it in smaller type, and the house's type and lines.

    Args:
        chart: the plot.
        title: what is seen, as a sentence.
        subtitle: what is drawn, in which unit, with which interval.
        width: of the plot; longer titles are wrapped.
    """
    over = width + 150  # titles may reach over the labels to the right
    heading = alt.TitleParams(
        text=wrapped(title, over, TITLE),
        subtitle=wrapped(subtitle or "", over, LABEL),
        anchor="start",
        frame="group",
        align="left",
        fontSize=TITLE,
        fontWeight="bold",
        color=INK,
        subtitleFontSize=LABEL,
        subtitleColor=QUIET,
        subtitlePadding=5,
        offset=14,
    )
    return cast("Kind", _configured(chart.properties(title=heading, background=GROUND, padding=PADDING)))


def _configured(chart: Any) -> Layer:  # noqa: ANN401 - as above
    return (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET, titleColor=QUIET, labelFontSize=SMALL, titleFontSize=LABEL, titleFontWeight="normal",
            domainColor=QUIET, tickColor=QUIET, gridColor="#EBEBEB", labelPadding=4, titlePadding=8,
        )
        .configure_legend(disable=True)
    )  # fmt: skip


def plotted(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart of some rows, which stand in it as they are: nothing is read from elsewhere."""
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def frame(width: float, height: float) -> Layer:
    """Nothing to see: it ties the axes of a plot to pixels where no layer has a scale of its own."""
    across, down = (alt.Scale(domain=[0, side], range=[0, side], nice=False) for side in (width, height))
    drawn = plotted([{"x": 0, "y": 0}]).mark_point(opacity=0)
    return drawn.encode(x=alt.X("x:Q", scale=across, axis=None), y=alt.Y("y:Q", scale=down, axis=None))


def note(text: str | None, *, y: float, width: int = WIDTH) -> list[Layer]:
    """The line that says where the numbers come from, below the plot; none without text."""
    if not text:
        return []
    lines = wrapped(text, width + 100, SMALL)
    return [words([{"text": line, "x": 0, "y": y + 14 * k} for k, line in enumerate(lines)], size=SMALL, color=QUIET)]


def words(
    labels: list[dict[str, Any]],
    *,
    size: int = LABEL,
    color: str | None = None,
    align: Any = "left",  # noqa: ANN401 - Vega's names
    bold: bool = False,
    baseline: Any = "alphabetic",  # noqa: ANN401 - as above
) -> Layer:
    """Words at pixels of the plot: each of `labels` has `text`, `x`, `y`, and `color` unless one is given for all."""
    drawn = plotted(labels).mark_text(
        align=align, baseline=baseline, fontSize=size, fontWeight="bold" if bold else "normal", clip=False
    )
    shade = alt.value(color) if color else alt.Color("color:N", scale=None)
    return drawn.encode(x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None), text="text:N", color=shade)
