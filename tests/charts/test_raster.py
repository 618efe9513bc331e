import base64
import re
import struct
import zlib

import numpy as np

from riftline.charts.raster import picture, rgb, shades
from riftline.charts.render import svg
from riftline.charts.theme import frame


def test_colours_are_mixed_between_the_steps_and_nothing_is_white():
    mixed = shades(np.array([[-1.0, 0.0, 0.5, np.nan]]), ["#000000", "#808080", "#FFFFFF"], -1, 1)
    assert mixed[0].tolist() == [[0, 0, 0], [128, 128, 128], [192, 192, 192], [255, 255, 255]]
    assert rgb("#0072B2") == (0, 114, 178)


def test_the_picture_is_a_png_with_the_cells():
    cells = np.array([[[255, 0, 0], [0, 0, 255]]] * 2, np.uint8)
    drawn = svg(frame(100, 100) + picture(cells, 100))
    data = base64.b64decode(re.search(r"data:image/png;base64,([^\"]+)", drawn)[1])
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (8, 8)
    length = struct.unpack(">I", data[33:37])[0]
    row = zlib.decompress(data[41 : 41 + length])[: 1 + 3 * 8]
    assert list(row) == [0, *[255, 0, 0] * 4, *[0, 0, 255] * 4]
