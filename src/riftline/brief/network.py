"""The picture of the relations: a signed network of countries and organizations, as shapes for an SVG."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from riftline.brief.layout import BOX, WIDTH, Floats, order_on_ring, picture_height, ring_positions
from riftline.brief.report import Brief, Dyad, Party, Sign, Strand
from riftline.brief.wording import counted

MOST_PARTIES = 14  # more boxes would not be legible on a phone
MOST_STRANDS = 44  # more lines would hide each other
SAMPLES = np.linspace(0.0, 1.0, 81)
LABEL = (26.0, 18.0)
CLEAR = 16.0  # a count this far from every other curve is clearly its own
LABEL_PLACES = (40, 34, 46, 28, 52, 22, 58, 16, 64)  # indices into SAMPLES to try for a label, the middle first
ARROW = 10.0  # between the end of a strand and its box, where an arrow's head may be
PLAIN = 2.0  # the same where there is none
SIGN_GAP = 4.0  # by which the ends of the two signs are moved apart
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
    """The network of the pairs with most events between them; None where no two parties are joined."""
    drawable = [dyad for dyad in brief.dyads if "other" not in (dyad.first.kind, dyad.second.kind)]
    parties = _most_joined(drawable)
    among = [dyad for dyad in drawable if dyad.first in parties and dyad.second in parties]
    strands = sorted(((dyad, strand) for dyad in among for strand in dyad.strands), key=lambda item: -item[1].events)
    drawn = strands[:MOST_STRANDS]
    # A party whose every line was cut would stand there unconnected.
    shown = [party for party in parties if any(party in (dyad.first, dyad.second) for dyad, _ in drawn)]
    if not shown:
        return None
    boxes = _place(shown, among)
    return Picture(
        width=WIDTH,
        height=picture_height(len(shown)),
        boxes=tuple(boxes.values()),
        curves=_curves(drawn, boxes),
        parties_left_out=len({party for dyad in drawable for party in (dyad.first, dyad.second)}) - len(shown),
        strands_left_out=len(strands) - len(drawn),
    )


def _most_joined(dyads: Sequence[Dyad]) -> list[Party]:
    """The parties of the pairs with most events, as many as find room, those with most events first."""
    events: Counter[Party] = Counter()
    for dyad in dyads:
        for party in (dyad.first, dyad.second):
            events[party] += dyad.tally.count()
    chosen: set[Party] = set()
    for dyad in sorted(dyads, key=lambda each: (-each.tally.count(), -max(events[each.first], events[each.second]))):
        both = chosen | {dyad.first, dyad.second}
        chosen = both if len(both) <= MOST_PARTIES else chosen
    return sorted(chosen, key=lambda party: (-events[party], party.label))


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


def _curves(strands: Sequence[tuple[Dyad, Strand]], boxes: dict[Party, Box]) -> tuple[Curve, ...]:
    paths = [_path(dyad, strand, boxes) for dyad, strand in strands]
    sampled = [_quadratic(*path) for path in paths]
    curves: list[Curve] = []
    taken: list[tuple[float, float]] = []
    for index, (dyad, strand) in enumerate(strands):
        others = np.concatenate([np.zeros((0, 2)), *sampled[:index], *sampled[index + 1 :]])
        label = _free_place(sampled[index], boxes.values(), taken, others)
        curves.append(_curve(dyad, strand, paths[index], label))
        taken += [label] if label else []
    return tuple(curves)


def _path(dyad: Dyad, strand: Strand, boxes: dict[Party, Box]) -> tuple[Floats, Floats, Floats]:
    """Start, control point and end of a strand."""
    first, second = boxes[dyad.first], boxes[dyad.second]
    start = _fastening(first, second, strand.sign, ARROW if strand.backward else PLAIN)
    end = _fastening(second, first, strand.sign, ARROW if strand.forward else PLAIN)
    return start, _control(start, end, strand.sign, paired=len(dyad.strands) > 1), end


def _curve(dyad: Dyad, strand: Strand, path: tuple[Floats, Floats, Floats], label: tuple[float, float] | None) -> Curve:
    start, control, end = path
    return Curve(
        sign=strand.sign,
        points=(_point(start), _point(control), _point(end)),
        width=round(min(1.4 + 1.2 * strand.events**0.5, 7.0), 2),
        dashed=strand.actual == 0,
        arrow_start=strand.backward,
        arrow_end=strand.forward,
        description=_describe(dyad, strand),
        count=f"{'+' if strand.sign == 'cooperation' else '−'}{strand.events}",
        label=label,
    )


def _fastening(box: Box, other: Box, sign: Sign, gap: float) -> Floats:
    """Where a strand ends: at the box's side towards the picture's middle, leaning towards the other box.

    All ends lie on the rim of the empty middle, so that no strand runs behind a third box.
    """
    aside = SIGN_GAP if sign == "conflict" else -SIGN_GAP
    if box.x == WIDTH / 2:
        down = 1 if box.y < other.y else -1
        lean = float(np.clip((other.x - box.x) * 0.25, -BOX[0] / 3, BOX[0] / 3))
        return np.array([box.x + lean + aside, box.y + down * (BOX[1] / 2 + gap)])
    inward = 1 if box.x < WIDTH / 2 else -1
    lean = float(np.clip((other.y - box.y) * 0.08, -BOX[1] / 4, BOX[1] / 4))
    return np.array([box.x + inward * (BOX[0] / 2 + gap), box.y + lean + aside])


def _control(start: Floats, end: Floats, sign: Sign, *, paired: bool) -> Floats:
    """The control point: between two boxes of one column the curve bulges inwards; two strands of a pair part."""
    middle = (start + end) / 2
    part = (24.0 if sign == "conflict" else -24.0) if paired else 0.0
    if abs(start[0] - end[0]) <= ARROW and abs(middle[0] - WIDTH / 2) > BOX[0] / 2:  # both in one column
        inward = 1 if middle[0] < WIDTH / 2 else -1
        bulge = inward * (36.0 + 0.25 * abs(float(end[1] - start[1])) + part)
        return np.array([middle[0] + bulge, middle[1]])
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
    return np.asarray(middle + np.array([-along[1], along[0]]) * part, dtype=np.float64)


def _quadratic(start: Floats, control: Floats, end: Floats) -> Floats:
    t = SAMPLES[:, None]
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end, dtype=np.float64)


def _point(values: Floats) -> tuple[float, float]:
    return round(float(values[0]), 1), round(float(values[1]), 1)


def _free_place(
    path: Floats, boxes: Iterable[Box], taken: Sequence[tuple[float, float]], others: Floats
) -> tuple[float, float] | None:
    """A point of the curve where a count covers neither a box nor another count, best where no other curve is near."""
    every, best, most = tuple(boxes), None, -1.0
    for index in LABEL_PLACES:
        x, y = _point(path[index])
        on_box = any(box.holds(x, y, LABEL[1] / 2) for box in every)
        on_label = any(abs(x - other[0]) < LABEL[0] and abs(y - other[1]) < LABEL[1] for other in taken)
        room = min(float(np.linalg.norm(others - path[index], axis=1).min()), CLEAR) if len(others) else CLEAR
        if not on_box and not on_label and room > most:
            best, most = (x, y), room
    return best


def _describe(dyad: Dyad, strand: Strand) -> str:
    joint = {(True, False): "to", (False, True): "from"}.get((strand.forward, strand.backward), "and")
    size = f"{counted(strand.events, 'event')} of {strand.sign}, {strand.actual} actual"
    return f"{dyad.first.label} {joint} {dyad.second.label}: {size}"
