"""A dyads frame seen from a group: what happened within it, with others, and elsewhere, day by day.

This small table is all that cohesion needs: periods, windows and blocks of days are sums over it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.columns import between_two, is_actual, weight_where
from riftline.measure.frames import Lazy, table
from riftline.measure.groups import Spell, inside
from riftline.measure.intervals import Array

ELSEWHERE, OUTSIDE, WITHIN = 0, 1, 2
QUADS = 4
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class Zones:
    """Sums per day. `quads` [D, 3 zones, 4] are actual events by quad; `tone` [D, 3, 3] are the Goldstein points of
    cooperation, those of conflict, and the events that have a Goldstein value; `coverage` [D] is all that was reported.
    """  # noqa: D205 - one sentence per array

    days: Days
    quads: Array
    tone: Array
    coverage: Array

    def during(self, first: dt.date, last: dt.date) -> "Zones":
        """The days from `first` to `last`, both included."""
        at = (self.days >= np.datetime64(first)) & (self.days <= np.datetime64(last))
        return Zones(self.days[at], self.quads[at], self.tone[at], self.coverage[at])

    def blocks(self, length: int) -> Array:
        """`quads` added up over blocks of `length` days, counted from a Monday: [B, 3, 4]."""
        number = (self.days.astype("datetime64[D]").astype(np.int64) + 3) // length
        _, at = np.unique(number, return_inverse=True)
        summed = np.zeros((at.max(initial=-1) + 1, *self.quads.shape[1:]))
        np.add.at(summed, at, self.quads)
        return summed


def span(rows: Lazy) -> tuple[dt.date, dt.date]:
    """The first and last day of a dyads frame.

    Raises:
        MeasureError: it has no rows.
    """
    ends = table(rows.select(first=nw.col("date").min(), last=nw.col("date").max())).to_pylist()
    if not ends or ends[0]["first"] is None:
        raise MeasureError("no event has a day, a source and a target", remedy="Check what was selected")
    return ends[0]["first"], ends[0]["last"]


def zones(rows: Lazy, group: Sequence[Spell]) -> Zones:
    """Add a dyads frame up by day, zone and quad, in the user's engine."""
    return _zones(table(_sums(rows, group)))


def zone_of(group: Sequence[Spell]) -> nw.Expr:
    """2 within the group, 1 between a member and another, 0 elsewhere."""
    return inside("source", group).cast(nw.Int64) + inside("target", group).cast(nw.Int64)


def counted() -> nw.Expr:
    """Actual events between two parties that have a quad."""
    return is_actual() & between_two() & nw.col("quad").is_between(1, QUADS)


def _sums(rows: Lazy, group: Sequence[Spell]) -> Lazy:
    g, w, valid = nw.col("goldstein"), nw.col("weight"), is_actual() & between_two()
    kind = nw.when(counted()).then(nw.col("quad")).otherwise(nw.lit(0)).alias("kind")
    summands = {
        "events": w,
        "up": weight_where(valid & (g > 0), w * g),
        "down": weight_where(valid & (g < 0), w * g * -1),
        "scaled": weight_where(valid & ~g.is_null()),
    }
    marked = rows.with_columns(zone_of(group).alias("zone"), kind, **summands)
    return marked.group_by("date", "zone", "kind").agg(*[nw.col(name).sum() for name in summands])


def _zones(sums: pa.Table) -> Zones:
    columns: dict[str, Any] = {name: sums[name].to_numpy() for name in sums.column_names}
    days, found = np.unique(columns["date"], return_inverse=True)
    at: Any = found
    zone, kind = columns["zone"], columns["kind"]
    counts, tone = np.zeros((len(days), 3, QUADS + 1)), np.zeros((len(days), 3, 3))
    np.add.at(counts, (at, zone, kind), columns["events"])
    for place, name in enumerate(("up", "down", "scaled")):
        np.add.at(tone, (at, zone, place), columns[name])
    return Zones(days, counts[..., 1:], tone, counts.sum(axis=(1, 2)))
