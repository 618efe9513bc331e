"""What parties have to do with two poles, day by day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.columns import CONFLICT
from riftline.measure.frames import Lazy, table
from riftline.measure.intervals import Array
from riftline.measure.zones import Days, counted

Pole = str | Sequence[str]
Poles = tuple[Pole, Pole]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A party's events with the two poles: `sums` [days, 2 poles, 2 sides], cooperation first."""

    party: str
    days: Days
    sums: Array

    def blocks(self, first: dt.date, last: dt.date, length: int) -> Array:
        """Sums over blocks of days within a window: [blocks, 2, 2]."""
        inside = (self.days >= np.datetime64(first)) & (self.days <= np.datetime64(last))
        number = (self.days[inside].astype("datetime64[D]").astype(np.int64) + 3) // length
        _, at = np.unique(number, return_inverse=True)
        added = np.zeros((at.max(initial=-1) + 1, 2, 2))
        np.add.at(added, at, self.sums[inside])
        return added


def codes_of(pole: Pole) -> list[str]:
    """The codes of a pole: one party or several."""
    return [pole] if isinstance(pole, str) else list(pole)


def tracks(rows: Lazy, states: Sequence[str] | None, poles: Poles) -> list[Track]:
    """Every party's events with the poles, added up by day in the user's engine.

    Args:
        rows: a dyads frame.
        states: the parties, in the order wanted; None for all that have events with a pole.
        poles: the two.

    Raises:
        MeasureError: a pole is empty, or they share a code.
    """
    first, second = (codes_of(pole) for pole in poles)
    if set(first) & set(second) or not first or not second:
        raise MeasureError(f"{first} and {second} are no two poles", remedy="Give two codes, or lists that share none")
    sums = table(_sums(rows, first, second, states))
    known = _by_party(sums)
    nothing = Track("", np.empty(0, "datetime64[D]"), np.zeros((0, 2, 2)))
    wanted = sorted(known) if states is None else [s for s in dict.fromkeys(states) if s not in first + second]
    return [Track(name, (own := known.get(name, nothing)).days, own.sums) for name in wanted]


def _sums(rows: Lazy, first: list[str], second: list[str], states: Sequence[str] | None) -> Lazy:
    both = first + second
    source, target = nw.col("source"), nw.col("target")
    given = source.is_in(both)
    one, other = nw.when(given).then(target).otherwise(source), nw.when(given).then(source).otherwise(target)
    kept = rows.filter(counted() & (given | target.is_in(both))).with_columns(party=one, other=other)
    party = nw.col("party")
    kept = kept.filter(~party.is_in(both) if states is None else party.is_in(list(states)) & ~party.is_in(both))
    marks = {
        "pole": nw.col("other").is_in(second).cast(nw.Int64),
        "hostile": nw.col("quad").is_in(list(CONFLICT)).cast(nw.Int64),
    }
    return kept.with_columns(**marks).group_by("date", "party", *marks).agg(nw.col("weight").sum())


def _by_party(sums: pa.Table) -> dict[str, Track]:
    ordered = sums.sort_by([("party", "ascending"), ("date", "ascending")])
    columns: dict[str, Any] = {name: ordered[name].to_numpy() for name in ordered.column_names}
    names, starts = np.unique(columns["party"].astype(str), return_index=True)
    limits = pairwise([*starts.tolist(), len(ordered)])
    own = ({key: column[first:end] for key, column in columns.items()} for first, end in limits)
    return {name: _track(name, part) for name, part in zip(names.tolist(), own, strict=True)}


def _track(name: str, own: dict[str, Any]) -> Track:
    days, at = np.unique(own["date"], return_inverse=True)
    added = np.zeros((len(days), 2, 2))
    where: Any = (at, own["pole"], own["hostile"])
    np.add.at(added, where, own["weight"])
    return Track(name, days.astype("datetime64[D]"), added)
