"""What coverage alone would give: events between parties if everyone met everyone in proportion to his activity."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from riftline.measure.columns import CONFLICT
from riftline.measure.frames import Lazy, table
from riftline.measure.groups import Spell, inside
from riftline.measure.intervals import Array
from riftline.measure.zones import counted

_STEPS = 500
_SETTLED = 1e-9


def expected_within(rows: Lazy, group: Sequence[Spell]) -> tuple[Any, Array]:
    """Events within the group that each period's coverage alone would give.

    The model is quasi-independence: E_ij = x_i·x_j for i ≠ j, with x such that every party has as many events as it has
    in the period. Cooperative and conflictual events have models of their own. A member for part of a period counts as
    two parties, one within and one without.

    Args:
        rows: a dyads frame with `period`.
        group: who belongs to it.

    Returns:
        The periods in order [T], and the expected events [T, 2]: cooperative and conflictual.

    Source: Goodman 1968, The analysis of cross-classified data: independence, quasi-independence, and interactions in
    contingency tables with or without missing entries, doi:10.1080/01621459.1968.10480916.
    """
    ends = [_margin(rows, column, group) for column in ("source", "target")]
    return _expected(pa.concat_tables(ends))


def _margin(rows: Lazy, column: str, group: Sequence[Spell]) -> pa.Table:
    """Events of every party on one side."""
    marks = {
        "party": nw.col(column),
        "member": inside(column, group).cast(nw.Int64),
        "hostile": nw.col("quad").is_in(list(CONFLICT)).cast(nw.Int64),
    }
    marked = rows.filter(counted()).with_columns(**marks)
    return table(marked.group_by("period", *marks).agg(nw.col("weight").sum()))


def _expected(ends: pa.Table) -> tuple[Any, Array]:
    columns: dict[str, Any] = {name: ends[name].to_numpy() for name in ends.column_names if name != "party"}
    periods, when = np.unique(columns["period"], return_inverse=True)
    party: Any = ends["party"].combine_chunks().dictionary_encode()
    who = 2 * party.indices.to_numpy() + columns["member"]
    activity = np.zeros((2 * len(party.dictionary), len(periods), 2))
    np.add.at(activity, (who, when, columns["hostile"]), columns["weight"])
    return periods, _within(scores(activity), np.arange(len(activity)) % 2 == 1)


def _within(x: Array, member: Any) -> Array:  # noqa: ANN401 - a boolean array
    """Σ x_i·x_j over the pairs of members."""
    chosen = x[member]
    total: Array = (chosen.sum(axis=0) ** 2 - (chosen**2).sum(axis=0)) / 2
    return total


def scores(activity: Array) -> Array:
    """Find x with x_i·Σ_{j≠i} x_j = activity_i along the first axis; each step is the geometric mean of old and new.

    Where one party stands in more than half of all events there is no exact solution; the last step is taken.
    """
    whole = activity.sum(axis=0, keepdims=True)
    x: Array = activity / np.sqrt(np.maximum(whole, 1e-12))
    for _ in range(_STEPS):
        others = np.maximum(x.sum(axis=0, keepdims=True) - x, 1e-12)
        after = np.sqrt(x * activity / others)
        moved, x = np.abs(after - x).max(initial=0.0), after
        if moved <= _SETTLED:
            break
    return x
