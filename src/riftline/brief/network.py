"""The picture of the relations: a signed network of countries and organizations, as shapes for an SVG."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from riftline.brief.layout import BOX, WIDTH, Floats, order_on_ring, picture_height, ring_positions, row_height
from riftline.brief.report import Brief, Dyad, Party, Sign, Strand
from riftline.brief.wording import counted

MOST_PARTIES = 14  # more boxes would not be legible on a phone
MOST_STRANDS = 44  # more lines would hide each other
SAMPLES = np.linspace(0.0, 1.0, 81)
LABEL = (26.0, 18.0)
LABEL_PLACES = (40, 34, 46, 28, 52, 22, 58)  # indices into SAMPLES to try for a label, the middle first
LINE_CHARACTERS = 15  # of a box's label, at the width of BOX


@dataclass(frozen=True, slots=True)
class Box:
    """A party: the middle of its box and its label on one or two lines."""

    party: Party
    x: float
    y: float
    lines: tuple[str, ...]

    def holds(self, x: float, y: float, padding: float = 0.0) -> bool:
        """Whether a point is inside, or nearer than `padding`."""
        return abs(x - self.x) < BOX[0] / 2 + padding and abs(y - self.y) < BOX[1] / 2 + padding


@dataclass(frozen=True, slots=True)
class Curve:
    """A strand between two boxes: a quadratic curve with a count beside it, where there is room for one."""

    sign: Sign
    points: tuple[tuple[float, float], ...]  # start, control, end
    width: float
    dashed: bool
    arrow_start: bool
    arrow_end: bool
    description: str
    count: str
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Picture:
    """All shapes of the network, and how many parties and strands did not find room."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    parties_left_out: int
    strands_left_out: int


def make_picture(brief: Brief) -> Picture | None:
    """The network of the parties with most events between them; None where no two are joined."""
    dyads = [dyad for dyad in brief.dyads if "other" not in (dyad.first.kind, dyad.second.kind)]
    ranked = _ranked(dyads)
    shown = ranked[:MOST_PARTIES]
    if not shown:
        return None
    boxes = _place(shown, dyads)
    strands = sorted(_strands(dyads, boxes), key=lambda item: -item[1].events)
    return Picture(
        width=WIDTH,
        height=picture_height(len(shown)),
        boxes=tuple(boxes.values()),
        curves=_curves(strands[:MOST_STRANDS], boxes),
        parties_left_out=len(ranked) - len(shown),
        strands_left_out=max(0, len(strands) - MOST_STRANDS),
    )


def _ranked(dyads: Iterable[Dyad]) -> list[Party]:
    events: Counter[Party] = Counter()
    for dyad in dyads:
        events[dyad.first] += dyad.tally.count()
        events[dyad.second] += dyad.tally.count()
    return sorted(events, key=lambda party: (-events[party], party.label))


def _place(parties: Sequence[Party], dyads: Iterable[Dyad]) -> dict[Party, Box]:
    """Boxes on the ring, in the order that puts friends near each other and opponents across."""
    index = {party: position for position, party in enumerate(parties)}
    signed = np.zeros((len(parties), len(parties)))
    for dyad in dyads:
        if dyad.first in index and dyad.second in index:
            balance = sum(strand.events * (1 if strand.sign == "cooperation" else -1) for strand in dyad.strands)
            signed[index[dyad.first], index[dyad.second]] += balance
    order = order_on_ring(signed + signed.T)
    places = ring_positions(len(parties))
    return {
        parties[who]: Box(parties[who], float(x), float(y), _label(parties[who].label))
        for who, (x, y) in zip(order, places, strict=True)
    }


def _label(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, LINE_CHARACTERS, max_lines=2, placeholder="…"))


def _strands(dyads: Iterable[Dyad], boxes: dict[Party, Box]) -> Iterator[tuple[Dyad, Strand]]:
    for dyad in dyads:
        if dyad.first in boxes and dyad.second in boxes:
            for strand in dyad.strands:
                yield dyad, strand


def _curves(strands: Sequence[tuple[Dyad, Strand]], boxes: dict[Party, Box]) -> tuple[Curve, ...]:
    curves: list[Curve] = []
    taken: list[tuple[float, float]] = []
    for dyad, strand in strands:
        curve = _curve(dyad, strand, boxes, taken)
        curves.append(curve)
        if curve.label:
            taken.append(curve.label)
    return tuple(curves)


def _curve(dyad: Dyad, strand: Strand, boxes: dict[Party, Box], taken: Sequence[tuple[float, float]]) -> Curve:
    first, second = boxes[dyad.first], boxes[dyad.second]
    path = _between(first, second, _bend(first, second, dyad, strand, len(boxes)))
    return Curve(
        sign=strand.sign,
        points=(_point(path[0]), _control(path), _point(path[-1])),
        width=round(min(1.4 + 1.2 * strand.events**0.5, 7.0), 2),
        dashed=strand.actual == 0,
        arrow_start=strand.backward,
        arrow_end=strand.forward,
        description=_describe(dyad, strand),
        count=f"{'+' if strand.sign == 'cooperation' else '−'}{strand.events}",  # noqa: RUF001 - a minus sign
        label=_free_place(path, boxes.values(), taken),
    )


def _bend(first: Box, second: Box, dyad: Dyad, strand: Strand, number: int) -> Floats:
    """The control point: pulled to the picture's middle (more so for two on the same side), the two signs apart."""
    start, end = np.array([first.x, first.y]), np.array([second.x, second.y])
    middle, centre = (start + end) / 2, np.array([WIDTH / 2, picture_height(number) / 2])
    same_side = (first.x - centre[0]) * (second.x - centre[0]) > 0
    something_between = same_side and abs(first.y - second.y) > 1.5 * row_height(number)
    pulled = middle + (0.9 if something_between else 0.2) * (centre - middle)
    if len(dyad.strands) == 1:
        return np.asarray(pulled, dtype=np.float64)
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
    aside = np.array([-along[1], along[0]]) * (30.0 if strand.sign == "conflict" else -30.0)
    return np.asarray(pulled + aside, dtype=np.float64)


def _between(first: Box, second: Box, control: Floats) -> Floats:
    """The curve from the edge of one box to the edge of the other, as points at equal steps."""
    start, end = np.array([first.x, first.y]), np.array([second.x, second.y])
    whole = _quadratic(start, control, end, SAMPLES)
    outside = [i for i, (x, y) in enumerate(whole) if not (first.holds(x, y, 9.0) or second.holds(x, y, 9.0))]
    if not outside:
        return whole
    low, high = float(SAMPLES[outside[0]]), float(SAMPLES[outside[-1]])
    return _quadratic(start, control, end, np.linspace(low, high, len(SAMPLES)))


def _quadratic(start: Floats, control: Floats, end: Floats, at: Floats) -> Floats:
    t = at[:, None]
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end, dtype=np.float64)


def _control(path: Floats) -> tuple[float, float]:
    """The control point of the quadratic curve through these points: the middle is ¼ start + ½ control + ¼ end."""
    return _point(2 * path[len(path) // 2] - (path[0] + path[-1]) / 2)


def _point(values: Floats) -> tuple[float, float]:
    return round(float(values[0]), 1), round(float(values[1]), 1)


def _free_place(path: Floats, boxes: Iterable[Box], taken: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """A point of the curve where a count covers neither a box nor another count."""
    every = tuple(boxes)
    for index in LABEL_PLACES:
        x, y = _point(path[index])
        on_box = any(box.holds(x, y, LABEL[1] / 2) for box in every)
        on_label = any(abs(x - other[0]) < LABEL[0] and abs(y - other[1]) < LABEL[1] for other in taken)
        if not on_box and not on_label:
            return x, y
    return None


def _describe(dyad: Dyad, strand: Strand) -> str:
    joint = {(True, False): "to", (False, True): "from"}.get((strand.forward, strand.backward), "and")
    size = f"{counted(strand.events, 'event')} of {strand.sign}, {strand.actual} actual"
    return f"{dyad.first.label} {joint} {dyad.second.label}: {size}"
