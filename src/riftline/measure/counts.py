"""Series of cooperation and conflict: one per dyad and side, dense in time, with the coverage they stand against.

Events are counted from a dyads frame (`riftline.measure.frames`). Counts that somebody else has made are taken too: a
frame with `source`, `target`, a date (`period`, `date`, `month` or `year`) and one of

1. `verbal_cooperation`, `material_cooperation`, `verbal_conflict`, `material_conflict` (counts of events by quad);
2. `cooperation` and `conflict`;
3. `net` alone, the sum of signed scores. Cooperation and conflict cancel in it, so it can hide a break of either.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import numpy as np
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.columns import CONFLICT, COOPERATION, is_actual, unordered, weight_where
from riftline.measure.decay import period_numbers, period_starts
from riftline.measure.files import QUADS
from riftline.measure.frames import By, Lazy, dyads, first_day, periods, scan, table
from riftline.measure.segmentation import Array, Ints

Coverage = Literal["all", "parties", "none"]
Of = Literal["events", "goldstein"]
Split = Literal["sides", "quads"]

SIDES: dict[Split, dict[str, tuple[int, ...]]] = {
    "sides": {"cooperation": COOPERATION, "conflict": CONFLICT},
    "quads": {name: (number,) for number, name in enumerate(QUADS, start=1)},
}
PER_DECADE = {"day": 3652, "week": 522, "month": 120, "quarter": 40, "year": 10}
ENOUGH_COVERAGE = 30  # events of others in the period of the typical event; with fewer, coverage would be noise
HOLE = 0.01  # of typical coverage: a period with less is left out
THINNEST = 0.05  # of typical coverage: what a period is credited with at least when it has events
STEADY = 0.5  # share of periods with a value from which a net series can be judged
_DATES = ("period", "date", "month", "year")
_KEYS = ("source", "target", "period")


@dataclass(frozen=True, slots=True)
class Panel:
    """D series of T periods.

    `dyad` and `side` name them, `value` [D, T] are counts (net sums for the side net), `exposure` [D, T] is coverage
    over its mean, `unit` [D] is what one count stands for (1 event, or so many Goldstein points).
    """

    dyad: list[tuple[str, str]]
    side: list[str]
    starts: list[dt.date]
    value: Array
    exposure: Array
    unit: Array
    covered: bool

    def pick(self, rows: Sequence[int]) -> "Panel":
        """Some of the series."""
        at = np.asarray(rows, int)
        names, sides = [self.dyad[i] for i in rows], [self.side[i] for i in rows]
        return Panel(names, sides, self.starts, self.value[at], self.exposure[at], self.unit[at], self.covered)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series, and how they are counted.

    Args:
        by: day, week, month, quarter or year.
        source: only dyads of this party; where the dyads have no direction, at either end.
        target: as `source`, the other end.
        directed: source and target kept apart.
        coverage: "all" events of the period, those of the two "parties" with others, or "none".
        of: count events, or add their Goldstein values.
        split: two "sides", cooperation and conflict, or the four "quads", words and deeds of both.
        least: series with fewer events (or less Σ|net|) in all are left out.
    """

    by: By
    source: str | None = None
    target: str | None = None
    directed: bool = False
    coverage: Coverage = "all"
    of: Of = "events"
    split: Split = "sides"
    least: float = 10

    def fits(self, pair: tuple[str, str]) -> bool:
        """Whether a dyad is asked for; a party with itself is none."""
        if pair[0] == pair[1]:
            return False
        if self.directed:
            return self.source in (None, pair[0]) and self.target in (None, pair[1])
        return all(party is None or party in pair for party in (self.source, self.target))


def panel(frame: Any, wanted: Wanted) -> Panel:  # noqa: ANN401 - any kind of frame
    """The series of a frame of events or counts, see the module's docstring.

    Raises:
        MeasureError: columns are missing, the frame has no rows, or its dates are further apart than the periods.
    """
    lazy = scan(frame)
    names = lazy.collect_schema().names()
    given = "event" not in names and any(name in names for name in (QUADS[-1], "conflict", "net"))
    rows = table(_given(lazy, names, wanted) if given else _counted(lazy, wanted))
    if not rows.num_rows:
        raise MeasureError("the frame has no rows with date, source and target", remedy="Check its columns")
    numbers = period_numbers(rows["period"].to_numpy(), wanted.by)
    _check_gaps(np.unique(numbers), wanted.by)
    kept = _covered(rows, numbers, wanted.coverage)
    inside = np.isin(numbers, kept)
    grid = _Grid(rows.filter(pa.array(inside)), numbers[inside], kept)
    dyads = np.flatnonzero([wanted.fits(pair) for pair in grid.names])
    sides = ["net"] if "net" in rows.column_names else list(SIDES[wanted.split])
    return _stacked([_one_side(grid, side, dyads, wanted) for side in sides])


def _covered(rows: pa.Table, numbers: Ints, coverage: Coverage) -> Ints:
    """The periods that the data cover: a hole in them says nothing of any dyad."""
    all_periods = np.arange(numbers.min(), numbers.max() + 1)
    if coverage == "none" or "all" not in rows.column_names:
        return all_periods
    events = np.bincount(numbers - numbers.min(), np.nan_to_num(rows["all"].to_numpy().astype(float))).astype(float)
    typical = _typical(events)
    return all_periods[events >= HOLE * typical] if typical >= ENOUGH_COVERAGE else all_periods


def _typical(events: Array) -> Array:
    """Σn² / Σn along the last axis: the size of the period in which the typical event falls, whatever the holes."""
    found: Array = (events**2).sum(axis=-1) / np.maximum(events.sum(axis=-1), 1e-9)
    return found


def _counted(lazy: Lazy, wanted: Wanted) -> Lazy:
    """Sums of an event frame per dyad and period; `…_unit` is Σw·g², from which the unit of Goldstein sums is taken."""
    rows = periods(dyads(lazy.to_native()), wanted.by).filter(is_actual())
    rows = rows if wanted.directed else rows.with_columns(*unordered())
    g, w = nw.col("goldstein"), nw.col("weight")
    sums = {"all": w}
    for side, quads in SIDES[wanted.split].items():
        inside = nw.col("quad").is_in(list(quads))
        if wanted.split == "sides":
            inside = inside | (nw.col("quad").is_null() & ((g > 0) if side == "cooperation" else (g < 0)))
        sums[side] = weight_where(inside, w * g.abs() if wanted.of == "goldstein" else w)
        if wanted.of == "goldstein":
            sums[f"{side}_unit"] = weight_where(inside, w * g * g)
    return rows.with_columns(**sums).group_by(*_KEYS).agg(*[nw.col(name).sum() for name in sums])


def _given(lazy: Lazy, names: Sequence[str], wanted: Wanted) -> Lazy:
    """Sums of a frame of counts per dyad and period."""
    date = next((name for name in _DATES if name in names), None)
    missing = [name for name in ("source", "target") if name not in names]
    if date is None or missing:
        absent = "a date (period, date, month or year)" if date is None else missing[0]
        raise MeasureError(f"the frame of counts has no column {absent}", remedy="Rename the column that holds it")
    ends = [nw.col(name).cast(nw.String) for name in ("source", "target")]
    lazy = lazy.with_columns(*ends, period=first_day(_day(lazy, date), wanted.by))
    lazy = lazy if wanted.directed else lazy.with_columns(*unordered())
    sides = _columns(names, wanted.split)
    return lazy.with_columns(**sides).group_by(*_KEYS).agg(*[nw.col(name).sum() for name in sides])


def _columns(names: Sequence[str], split: Split) -> dict[str, nw.Expr]:
    """The sides as columns of a frame of counts."""

    def number(name: str) -> nw.Expr:
        return nw.col(name).cast(nw.Float64).fill_null(0.0)

    if all(name in names for name in QUADS):
        each = [number(name) for name in QUADS]
        sides = {
            side: sum((each[quad - 1] for quad in quads[1:]), each[quads[0] - 1])
            for side, quads in SIDES[split].items()
        }
        return sides | {"all": nw.sum_horizontal(*each)}
    if split == "sides" and all(side in names for side in SIDES[split]):
        sides = {side: number(side) for side in SIDES[split]}
        return sides | {"all": sides["cooperation"] + sides["conflict"]}
    if split == "sides" and "net" in names:
        return {"net": number("net")}
    remedy = f"Give {', '.join(QUADS)}" + ("; or cooperation and conflict; or net" if split == "sides" else "")
    raise MeasureError(f"the frame of counts has no columns for the {split}", remedy=remedy)


def _day(lazy: Lazy, date: str) -> nw.Expr:
    """A date, from a date, "2018-01", 201801 or 2018."""
    kind = lazy.collect_schema()[date]
    if kind in (nw.Date, nw.Datetime):
        return nw.col(date).cast(nw.Date)
    number = nw.col(date).cast(nw.Int64) if kind.is_numeric() else nw.col(date)
    digits = number.cast(nw.String).str.replace_all("-", "", literal=True)
    return nw.concat_str(digits, nw.lit("0101")).str.slice(0, 8).str.to_date(format="%Y%m%d")


def _check_gaps(found: Ints, by: By) -> None:
    gap = int(np.diff(found).min()) if len(found) > 1 else 1
    if gap > 1:
        raise MeasureError(
            f"every {gap}th {by} alone has events",
            remedy=f"Give a longer period than {by} with by (--by), such as year",
        )


class _Grid:
    """Rows of sums by number of dyad and of period."""

    def __init__(self, rows: pa.Table, numbers: Ints, kept: Ints) -> None:
        self.rows, self.kept = rows, kept
        self.at, self.periods = np.searchsorted(kept, numbers), len(kept)
        ends = [rows[name].combine_chunks().dictionary_encode() for name in ("source", "target")]
        codes = [end.indices.to_numpy(zero_copy_only=False).astype(np.int64) for end in ends]
        names = [end.dictionary.to_pylist() for end in ends]
        keys, self.dyad = np.unique(codes[0] * len(names[1]) + codes[1], return_inverse=True)
        self.names = [(names[0][key // len(names[1])], names[1][key % len(names[1])]) for key in keys.tolist()]

    def column(self, name: str) -> Array:
        values: Array = np.nan_to_num(self.rows[name].to_numpy().astype(float))
        return values

    def dense(self, name: str, dyads: Ints) -> Array:
        """[len(dyads), T] sums of a column."""
        place = np.full(len(self.names), -1)
        place[dyads] = np.arange(len(dyads))
        row = place[self.dyad]
        inside = row >= 0
        key = row[inside] * self.periods + self.at[inside]
        sums = np.bincount(key, self.column(name)[inside], len(dyads) * self.periods).astype(float)
        return sums.reshape(len(dyads), self.periods)

    def total(self, name: str, dyads: Ints) -> Array:
        """[len(dyads)] sums over all periods."""
        sums: Array = np.bincount(self.dyad, np.abs(self.column(name)), len(self.names)).astype(float)[dyads]
        return sums


def _one_side(grid: _Grid, side: str, dyads: Ints, wanted: Wanted) -> Panel:
    """The series of one side that have enough in them."""
    unit = np.ones(len(dyads))
    if f"{side}_unit" in grid.rows.column_names:
        unit = grid.total(f"{side}_unit", dyads) / np.maximum(grid.total(side, dyads), 1e-9)
    enough = (unit > 0) & (grid.total(side, dyads) >= wanted.least * unit)
    dyads, unit = dyads[enough], unit[enough]
    value = grid.dense(side, dyads) / unit[:, None]
    if side == "net":
        steady = (value != 0).mean(axis=1) >= STEADY
        dyads, value, unit = dyads[steady], value[steady], unit[steady]
        exposure, covered = (
            np.broadcast_to(_net_coverage(grid, wanted.coverage), value.shape),
            wanted.coverage != "none",
        )
    else:
        exposure, covered = _exposure(grid, dyads, wanted.coverage)
    names = [grid.names[i] for i in dyads.tolist()]
    starts = period_starts(grid.kept, wanted.by).astype(object).tolist()
    return Panel(names, [side] * len(names), starts, value, exposure, unit, covered)


def _exposure(grid: _Grid, dyads: Ints, coverage: Coverage) -> tuple[Array, bool]:
    """[D, T] events of the period other than the dyad's own, over the typical; ones where they are too few."""
    own = grid.dense("all", dyads)
    if coverage == "none":
        return np.ones(own.shape), False
    whole = np.bincount(grid.at, grid.column("all"), grid.periods)
    others = np.maximum(whole - own if coverage == "all" else _elsewhere(grid, dyads) - 2 * own, 0)
    typical = _typical(others)[:, None]
    known = typical >= ENOUGH_COVERAGE
    relative = others / np.maximum(typical, 1e-9)
    relative = np.where(own > 0, np.maximum(relative, THINNEST), relative)
    return np.where(known, relative, 1.0), bool(known.any())


def _elsewhere(grid: _Grid, dyads: Ints) -> Array:
    """[D, T] all events of the one party and all of the other."""
    parties = sorted({party for pair in grid.names for party in pair})
    number = {party: i for i, party in enumerate(parties)}
    sums = np.zeros((len(parties), grid.periods))
    for end in (0, 1):
        who = np.array([number[pair[end]] for pair in grid.names])[grid.dyad]
        np.add.at(sums, (who, grid.at), grid.column("all"))
    ends = np.array([[number[party] for party in grid.names[i]] for i in dyads.tolist()], int).reshape(-1, 2)
    found: Array = sums[ends[:, 0]] + sums[ends[:, 1]]
    return found


def _net_coverage(grid: _Grid, coverage: Coverage) -> Array:
    """[T] a stand-in for coverage: the median dyad's |net| beside its own usual |net|."""
    if coverage == "none":
        return np.ones(grid.periods)
    size = np.abs(grid.dense("net", np.arange(len(grid.names))))
    usual = np.median(size, axis=1)
    steady = (usual > 0) & ((size > 0).mean(axis=1) > 0.8)  # noqa: PLR2004 - nearly every period
    if steady.sum() < ENOUGH_COVERAGE:
        return np.ones(grid.periods)
    found: Array = np.maximum(np.median(size[steady] / usual[steady][:, None], axis=0), THINNEST)
    return found / float(found.mean())


def _stacked(parts: Sequence[Panel]) -> Panel:
    values, exposures = [part.value for part in parts], [part.exposure for part in parts]
    return Panel(
        [name for part in parts for name in part.dyad],
        [side for part in parts for side in part.side],
        parts[0].starts,
        np.concatenate(values),
        np.concatenate(exposures),
        np.concatenate([part.unit for part in parts]),
        any(part.covered for part in parts),
    )
