"""A matrix of many cells as one picture inside the chart: tens of thousands of boxes would take a minute to draw."""

import base64
import struct
import zlib
from collections.abc import Sequence

import altair as alt
import numpy as np
import numpy.typing as npt

from riftline.charts.theme import Layer, plotted

Pixels = npt.NDArray[np.uint8]
_CELL = 4  # pixels of the picture for each cell, so that no viewer blurs it


def rgb(color: str) -> tuple[int, int, int]:
    """A colour such as "#0072B2" as three numbers."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def shades(values: npt.NDArray[np.float64], colors: Sequence[str], low: float, high: float) -> Pixels:
    """Values as colours [n, m, 3], mixed between `colors` that stand at equal steps from low to high; NaN is white."""
    steps = np.linspace(low, high, len(colors))
    table = np.array([rgb(color) for color in colors], float)
    mixed = np.stack([np.interp(values, steps, table[:, part]) for part in range(3)], axis=-1)
    return np.where(np.isnan(values)[..., None], 255, np.nan_to_num(mixed)).round().astype(np.uint8)


def picture(cells: Pixels, side: float) -> Layer:
    """The cells as a square picture with its corner at the origin of the plot."""
    large = cells.repeat(_CELL, axis=0).repeat(_CELL, axis=1)
    url = f"data:image/png;base64,{base64.b64encode(_png(large)).decode()}"
    drawn = plotted([{"url": url}]).mark_image(width=side, height=side, align="left", baseline="top", smooth=False)
    return drawn.encode(x=alt.value(0), y=alt.value(0), url="url:N")


def _png(pixels: Pixels) -> bytes:
    """The pixels as a PNG file: header, compressed rows (each after the byte that says "unfiltered"), end."""
    height, width, _ = pixels.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, body) for name, body in parts)


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
