"""The columns a forecast is made from, as they stood when its first day began."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riftline.forecast.chances import exposure
from riftline.forecast.chances.panel import NONE, Cells, Columns, Floats, Ints, Panel
from riftline.forecast.chances.related import Rules
from riftline.forecast.chances.tallies import HALF_LIVES, NEVER, Tally, keys_of

TRUST = 30.0  # days of the type's rate that a pair's own history is weighed against
_LITTLE = 1e-6  # keeps a division by nothing finite
GAPS = 6  # days are counted since the last, the last but one, … the sixth time
START = "cell_chance"  # the column from which a model starts
COVERED = ("cell", "dyad", "class", "here_kind_target", "source_kind_there")


@dataclass(frozen=True, slots=True)
class View:
    """A tally as the cells look at it: `name`, the tally's number, and the key of each cell in it."""

    name: str
    tally: int
    keys: Ints


class Evidence:
    """Walks through the days of a panel and tells, on each, the columns of the cells known by then.

    Args:
        panel: the events.
        cells: what is forecast.
        days: length of the window.
        least: events in the window from which on a cell counts as happened.
        lead: days between the day of the forecast and the first day of its window.
    """

    def __init__(self, panel: Panel, cells: Cells, days: int, least: int = 1, lead: int = 0) -> None:
        self.panel, self.cells, self.days, self.least, self.lead, self.day = panel, cells, days, least, lead, 0
        self.volume = exposure.volumes(panel, panel.until + 1)
        back = cells.find(cells.target, cells.kind, cells.source)
        away = _back_dyads(cells)
        keys = _keys(panel, cells)
        self.rows = [own[cells.row_cell] for own in keys.values()]
        self.tallies = [Tally(int(own.max(initial=NONE)) + 1) for own in keys.values()]
        numbers = {name: number for number, name in enumerate(keys)}
        self.covers = {name: Tally(len(self.tallies[numbers[name]].total) - 1) for name in COVERED}
        self.cover = {name: _cover(panel.day, self.rows[numbers[name]], days) for name in COVERED}
        self.views = [View(name, numbers[name], own) for name, own in keys.items()]
        self.views += [View("back_cell", 0, back), View("back_dyad", numbers["dyad"], away)]
        self.earlier = _earlier(cells.row_cell)
        self.days_of = np.append(panel.day, -NEVER).astype(np.float32)
        self.latest = np.full(len(cells.kind) + 1, NONE)
        classes = panel.classes[cells.kind]
        self.rules = {
            "after": Rules(cells, cells.dyad),
            "answer": Rules(cells, away),
            "after_class": Rules(cells, cells.dyad, classes),
            "answer_class": Rules(cells, away, classes),
        }

    def advance(self, day: int) -> None:
        """Take in all events before `day`."""
        low, high = np.searchsorted(self.panel.day, [self.day, day])
        days = self.panel.day[low:high]
        for tally, rows in zip(self.tallies, self.rows, strict=True):
            tally.advance(rows[low:high], days, day)
        for view in self.views:
            if view.name in self.covers:
                rows = self.rows[view.tally][low:high]
                self.covers[view.name].advance(rows, days, day, self.cover[view.name][low:high])
        np.maximum.at(self.latest, self.cells.row_cell[low:high], np.arange(low, high))
        self.day = day

    def happened(self, day: int, known: int) -> Floats:
        """Which of the first `known` cells happened in the window of a forecast made as `day` begins: 1 or 0."""
        begins = day + self.lead
        low, high = np.searchsorted(self.panel.day, [begins, begins + self.days])
        rows, events = self.cells.row_cell[low:high], self.panel.events[low:high]
        counts = np.bincount(rows, events, minlength=known)[:known]
        happened: Floats = (counts >= self.least).astype(float)
        return happened

    def surprise(self, day: int) -> float:
        """How much more the window of a forecast made as `day` begins was reported on than was to be expected."""
        return exposure.surprise(self.volume, day, self.days, self.lead, self.panel.start)

    def learn(self, happened: Floats, state: tuple[Columns, Columns]) -> None:
        """Let the rules learn from a window that is over; `state` is what `lags` told when it began."""
        for rules in self.rules.values():
            rules.learn(happened, *state)

    def lags(self) -> tuple[Columns, Columns]:
        """Gap and count of every cell today."""
        own = self.tallies[0]
        return own.gap(np.arange(len(self.cells.kind))), own.total[:-1].copy()

    def columns(self, first: int, last: int) -> tuple[Columns, list[str]]:
        """The columns of the cells from `first` up to `last`, and their names."""
        named: dict[str, Columns] = {}
        rate, decayed = exposure.seen(self.volume, self.day)
        usual = exposure.expected(self.volume, self.day, self.days, self.lead, self.panel.start)
        for view in self.views:
            self._counts(named, view, slice(first, last), usual / max(rate, 1), usual / np.maximum(decayed, 1e-3))
        self._covered(named, slice(first, last))
        self._derived(named, slice(first, last))
        state = self.lags()
        for name, rules in self.rules.items():
            found = rules.read(first, last, *state)
            named |= {f"{name}_{what}": found[:, n] for n, what in enumerate(("own", "best", "sum", "types"))}
        named["type_rate"] = self.rules["after"].prior()[self.cells.kind[first:last]].astype(np.float32)
        named[START] = self._start(named["cell_rate"], named["type_rate"])
        return np.stack(list(named.values()), axis=1), list(named)

    def _start(self, rate: Columns, usual: Columns) -> Columns:
        """The chance by the pair's own rate of the type, at the volume to be expected in the window."""
        events = self.day * rate - TRUST / self.days * np.log1p(-usual)
        chance: Columns = -np.expm1(-self.days * events / (self.day + TRUST))
        return chance

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.columns(0, 0)[1])

    def _counts(self, named: dict[str, Columns], view: View, part: slice, ever: float, lately: Floats) -> None:
        keys, tally = view.keys[part], self.tallies[view.tally]
        named[f"{view.name}_rate"] = tally.total[keys] * np.float32(ever)
        for half_life, counts, share in zip(HALF_LIVES, tally.decayed, lately, strict=True):
            named[f"{view.name}_rate_{half_life:g}"] = counts[keys] * np.float32(share)
        named[f"{view.name}_gap"] = tally.gap(keys)

    def _covered(self, named: dict[str, Columns], part: slice) -> None:
        """The share of days, ever and lately, on which a window that began had an event in it."""
        for view in self.views:
            tally = self.covers.get(view.name.replace("back_", ""))
            if tally is None:
                continue
            named[f"{view.name}_share"] = tally.total[view.keys[part]] / np.float32(max(self.day, 1))
            for half_life, counts in zip(HALF_LIVES[2:], tally.decayed[2:], strict=True):
                whole = (1 - 0.5 ** (self.day / half_life)) / (1 - 0.5 ** (1 / half_life))
                named[f"{view.name}_share_{half_life:g}"] = counts[view.keys[part]] / np.float32(max(whole, 1))

    def _since(self, rows: Ints) -> Columns:
        """Days since these rows of the panel; NEVER for no row."""
        since: Columns = np.minimum(self.day - 1 - self.days_of[rows], np.float32(NEVER))
        return since

    def _derived(self, named: dict[str, Columns], part: slice) -> None:
        own = self.tallies[0]
        keys = self.views[0].keys[part]
        named["cell_overdue"] = named["cell_gap"] * _over(own.total[keys], own.age(keys), 1)
        before = self.earlier[self.latest[keys]]
        named["cell_gap_2"] = self._since(before)
        for number in range(3, GAPS + 1):
            before = self.earlier[before]
            named[f"cell_gap_{number}"] = self._since(before)
        named["dyad_burst"] = _over(named["dyad_rate_7"], named["dyad_rate_63"], _LITTLE)
        named["back_burst"] = _over(named["back_dyad_rate_7"], named["back_dyad_rate_63"], _LITTLE)


def _over(part: Columns, whole: Columns, least: float) -> Columns:
    """Part / whole, whole taken as no less than `least`."""
    share: Columns = (part / np.maximum(whole, least)).astype(np.float32)
    return share


def _keys(panel: Panel, cells: Cells) -> dict[str, Ints]:
    """For each family of counts the key of each cell."""
    places = panel.places
    here, there = places[cells.source], places[cells.target]
    families: dict[str, Sequence[Ints]] = {
        "source_kind": (cells.source, cells.kind),
        "kind_target": (cells.kind, cells.target),
        "source": (cells.source,),
        "target": (cells.target,),
        "places": (here, there),
        "places_kind": (here, cells.kind, there),
        "source_kind_there": (cells.source, cells.kind, there),
        "here_kind_target": (here, cells.kind, cells.target),
        "here_kind": (here, cells.kind),
        "kind_there": (cells.kind, there),
        "class": (cells.source, panel.classes[cells.kind], cells.target),
        "roles_kind": (panel.roles[cells.source], cells.kind, panel.roles[cells.target]),
        "source_class": (cells.source, panel.classes[cells.kind]),
        "class_target": (panel.classes[cells.kind], cells.target),
    }
    own = {"cell": np.arange(len(cells.kind)), "dyad": cells.dyad}
    return own | {name: keys_of(*parts) for name, parts in families.items()}


def _earlier(row_cell: Ints) -> Ints:
    """For each row of the panel the row before it of the same cell, −1 where there is none; one more −1 at the end."""
    order = np.argsort(row_cell, kind="stable")
    same = row_cell[order][1:] == row_cell[order][:-1]
    earlier = np.full(len(row_cell) + 1, NONE)
    earlier[order[1:][same]] = order[:-1][same]
    return earlier


def _cover(day: Ints, rows: Ints, days: int) -> Floats:
    """For each row how many days before it begin a window of `days` that holds it and no earlier row of its key."""
    earlier = np.append(day, -NEVER)[_earlier(rows)[:-1]]
    gaps: Floats = np.minimum(day - earlier, days)
    return gaps


def _back_dyads(cells: Cells) -> Ints:
    """For each cell the pair seen from the other side, −1 where that was never seen."""
    key = cells.source * cells.parties + cells.target
    order = np.argsort(key, kind="stable")
    at = np.minimum(np.searchsorted(key[order], cells.target * cells.parties + cells.source), len(key) - 1)
    found = order[at]
    same = (cells.source[found] == cells.target) & (cells.target[found] == cells.source)
    return np.where(same, cells.dyad[found], NONE)
