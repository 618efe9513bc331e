"""Events as arrays by day, and the cells (source, type, target) that forecasts are made for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Columns = npt.NDArray[np.float32]

NONE = -1  # "there is no such key"


@dataclass(frozen=True, slots=True)
class Panel:
    """Events in order of time: each row stands for the events of one source, type, target and day.

    Attributes:
        source, kind, target, day, events: one entry per row; `events` says how many events it stands for.
        parties: names or codes, by number.
        kinds: names of the event types (or relations, roots, quads), by number.
        places: for each party the number of the place its name tells, such as the country of a police force.
        roles: for each party the number of what its name says it is, such as police.
        classes: for each type the number of the class it belongs to, such as its CAMEO root.
        start: the calendar day of day 0; None where the data tell none.
    """

    source: Ints
    kind: Ints
    target: Ints
    day: Ints
    events: Ints
    parties: tuple[str, ...]
    kinds: tuple[str, ...]
    places: Ints
    roles: Ints
    classes: Ints
    start: dt.date | None = None

    @property
    def until(self) -> int:
        """The day after the last event; 0 where there are none."""
        return int(self.day[-1]) + 1 if len(self.day) else 0

    def date(self, day: int) -> dt.date | None:
        """The calendar day of a day's number."""
        return None if self.start is None else self.start + dt.timedelta(day)

    def before(self, day: int) -> "Panel":
        """The panel as it was known when `day` began."""
        part = slice(0, int(np.searchsorted(self.day, day)))
        return replace(
            self, source=self.source[part], kind=self.kind[part], target=self.target[part], day=self.day[part],
            events=self.events[part],
        )  # fmt: skip


def panel_of(
    source: Ints,
    kind: Ints,
    target: Ints,
    day: Ints,
    *,
    parties: Sequence[str],
    kinds: Sequence[str],
    events: Ints | None = None,
    places: Ints | None = None,
    roles: Ints | None = None,
    classes: Ints | None = None,
    start: dt.date | None = None,
) -> Panel:
    """A panel of events in any order; `events` says how many each row stands for, 1 without it.

    Parties that nothing groups are a place each and alike in their role; types are a class each.
    """
    key = ((day * len(parties) + source) * len(kinds) + kind) * len(parties) + target
    distinct, group = np.unique(key, return_inverse=True)
    rest, whom = np.divmod(distinct, max(len(parties), 1))
    rest, what = np.divmod(rest, max(len(kinds), 1))
    when, who = np.divmod(rest, max(len(parties), 1))
    many = np.bincount(group, events, minlength=len(distinct)).astype(np.int64)
    here = np.arange(len(parties)) if places is None else places
    alike = np.zeros(len(parties), np.int64) if roles is None else roles
    alone = np.arange(len(kinds)) if classes is None else classes
    return Panel(who, what, whom, when, many, tuple(parties), tuple(kinds), here, alike, alone, start)


def numbered(keys: Ints) -> tuple[Ints, Ints]:
    """Number keys in order of their first appearance.

    Returns:
        The number of each key, and the position at which each number first appears.
    """
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse].astype(np.int64), first[order].astype(np.int64)


@dataclass(frozen=True, slots=True)
class Cells:
    """What is forecast, in order of first appearance, so that what was known on a day is the first so many.

    Attributes:
        source, kind, target: of each cell.
        since: the day on which it became known; the cell is forecast from the next day on.
        row_cell: for each row of the panel the cell it belongs to.
        dyad, row_dyad: the same for pairs (source, target).
    """

    source: Ints
    kind: Ints
    target: Ints
    since: Ints
    row_cell: Ints
    dyad: Ints
    row_dyad: Ints
    keys: Ints = field(repr=False)
    order: Ints = field(repr=False)
    parties: int
    kinds: int

    def known(self, day: int) -> int:
        """How many cells were known when `day` began."""
        return int(np.searchsorted(self.since, day))

    def find(self, source: Ints, kind: Ints, target: Ints) -> Ints:
        """The cells of these triples, −1 where there is none."""
        return _find(self.keys, self.order, _key(source, kind, target, self.kinds, self.parties))


def _key(source: Ints, kind: Ints, target: Ints, kinds: int, parties: int) -> Ints:
    key: Ints = (source * kinds + kind) * parties + target
    return key


def _find(keys: Ints, order: Ints, wanted: Ints) -> Ints:
    """The place of each wanted key; `keys` are sorted, `order` says where each stood before."""
    if not len(keys):
        return np.full(len(wanted), NONE)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, order[at], NONE)


def cells_of(panel: Panel, *, every_kind: bool) -> Cells:
    """The cells of a panel.

    Args:
        panel: the events.
        every_kind: every pair that was seen, with every type; else the triples that were seen themselves.
    """
    count, parties = len(panel.kinds), len(panel.parties)
    row_dyad, first_dyad = numbered(panel.source * parties + panel.target)
    if every_kind:
        row_cell = row_dyad * count + panel.kind
        dyad, kind = np.divmod(np.arange(len(first_dyad) * count), count)
        first = first_dyad[dyad]
    else:
        row_cell, first = numbered(_key(panel.source, panel.kind, panel.target, count, parties))
        dyad, kind = row_dyad[first], panel.kind[first]
    source, target = panel.source[first], panel.target[first]
    keys = _key(source, kind, target, count, parties)
    order = np.argsort(keys)
    since = panel.day[first]
    return Cells(source, kind, target, since, row_cell, dyad, row_dyad, keys[order], order, parties, count)
