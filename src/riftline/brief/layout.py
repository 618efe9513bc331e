"""Where the parties stand in the picture of relations: on a ring, friends near each other, opponents across.

The ring is two columns with one box above and, for an even number, one below: boxes are wide and low, so this reads
well on a narrow screen, labels cannot overlap, and the middle stays free for the lines.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WIDTH = 480.0  # of the drawing, in its own units: about the width of a column of text
ROWS = (62.0, 110.0)  # least and most from one row of boxes to the next
TALL = 430.0  # the height that the rows share until they are at their least
BOX = (134.0, 40.0)
MARGIN = 10.0


def ring_positions(number: int) -> Floats:
    """The middles of `number` boxes on the ring, clockwise from the top: an array of x and y, one row each."""
    middle, top, aside = WIDTH / 2, MARGIN + BOX[1] / 2, WIDTH / 2 - MARGIN - BOX[0] / 2
    right, left = [], []
    for index, boxes in enumerate(_rows(number)):
        y = top + index * row_height(number)
        right.append((middle + aside if boxes > 1 else middle, y))
        if boxes > 1:
            left.append((middle - aside, y))
    return np.array([*right, *reversed(left)], dtype=np.float64).reshape(-1, 2)


def picture_height(number: int) -> float:
    """The height of the drawing for that many boxes."""
    rows = len(_rows(number))
    return 2 * MARGIN + BOX[1] + row_height(number) * (rows - 1)


def order_on_ring(signed: Floats) -> list[int]:
    """Which party stands at which place, so that cooperation is short and conflict is long.

    Args:
        signed: a symmetric matrix, cooperation minus conflict between each two parties (numbers of events).

    Returns:
        For each place on the ring the index of the party. Found by swapping pairs as long as a swap lowers
        the sum of count times distance; the start is the order given, so the result is always the same.
    """
    number = len(signed)
    places = ring_positions(number)
    far = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    order = list(range(number))
    best = _stress(signed, far, order)
    improved = True
    while improved:
        improved = False
        for first in range(number):
            for second in range(first + 1, number):
                trial = order.copy()
                trial[first], trial[second] = trial[second], trial[first]
                stress = _stress(signed, far, trial)
                if stress < best - 1e-9:
                    order, best, improved = trial, stress, True
    return order


def _stress(signed: Floats, far: Floats, order: list[int]) -> float:
    return float((signed[np.ix_(order, order)] * far).sum())


def _rows(number: int) -> list[int]:
    """How many boxes stand in each row: one at the top, two in each row below, one at the bottom if one is left."""
    if number <= 2:  # noqa: PLR2004 - two stand side by side
        return [number] if number else []
    rest = number - 1
    return [1, *([2] * (rest // 2)), *([1] * (rest % 2))]


def row_height(number: int) -> float:
    """From one row to the next, for that many boxes."""
    least, most = ROWS
    return min(max(TALL / max(len(_rows(number)) - 1, 1), least), most)
