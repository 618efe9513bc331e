"""Charts as SVG, PNG or HTML, without a network."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt


def svg(chart: "alt.TopLevelMixin") -> str:
    """The chart as an SVG document; the same text each time."""
    import vl_convert  # noqa: PLC0415 - heavy

    return str(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[]))


def png(chart: "alt.TopLevelMixin", *, scale: float = 2) -> bytes:
    """The chart as a PNG image, `scale` pixels for each unit."""
    import vl_convert  # noqa: PLC0415 - heavy

    return bytes(vl_convert.vegalite_to_png(chart.to_json(), scale=scale, allowed_base_urls=[]))


def html(chart: "alt.TopLevelMixin") -> str:
    """The chart as a page of its own that needs nothing from the network, with what the pointer shows."""
    import vl_convert  # noqa: PLC0415 - heavy

    return str(vl_convert.vegalite_to_html(chart.to_json(), bundle=True))
