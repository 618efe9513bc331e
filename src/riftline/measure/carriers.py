"""What carries a change of cohesion: which pairs, parties, kinds of events and issues, and the weightiest events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.columns import CONFLICT, unordered
from riftline.measure.frames import Lazy, dyads, like, table
from riftline.measure.groups import Members, Spell, spells
from riftline.measure.intervals import Array
from riftline.measure.windows import Window, check_apart
from riftline.measure.zones import WITHIN, counted, zone_of

NO_CONTEXT = "none"
NO_TYPE = "unknown"
_NOTHING = 1e-9  # a change of the whole that is rounding alone
_SCHEMA = pa.schema(
    {"kind": pa.string(), "part": pa.string()}
    | dict.fromkeys(("before_events", "after_events", "before", "after"), pa.float64())
    | dict.fromkeys(("contribution", "behaviour", "attention", "share"), pa.float64())
)
_ROOTS = 10  # pairs whose events are searched for the weightiest


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Cooperative and conflictual events of each part in two windows: `sums` [parts, 2 windows, 2 sides]."""

    names: list[str]
    sums: Array


def carriers(
    frame: Any,  # noqa: ANN401 - any kind of frame
    members: Members,
    before: Window,
    after: Window,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """Take the change of a group's cohesion between two windows apart: exact sums over pairs, parties, types, issues.

    With s_i the share of part i in the events within the group, r_i = (P_i − N_i)/(P_i + N_i) its own balance, R that
    of the group and R̄ the mean of R in the two windows,

        contribution_i = s_i,after·(r_i,after − R̄) − s_i,before·(r_i,before − R̄),

    which adds up to R_after − R_before for each `kind` of part. It is the sum of `behaviour` = s̄_i·Δr_i, how the part
    itself changed, and `attention` = (r̄_i − R̄)·Δs_i, how much more or less of what is reported it makes up: a rift that
    is all attention may be one of the news.

    | column | meaning |
    |---|---|
    | `kind`, `part` | dyad, party (half of each of its dyads), type, context (an event with several counts in parts) |
    | `before_events`, `after_events`, `before`, `after` | P + N and r of the part in each window |
    | `contribution`, `behaviour`, `attention` | as above; of a type, which is all one side, attention alone |
    | `share` | contribution / change of the whole |

    Rows come by kind, the largest contribution first.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        members: codes, or the id or name of an alliance, whose members then follow the date.
        before: first and last day of the earlier window.
        after: first and last day of the later one.

    Raises:
        MeasureError: a column is missing, the windows overlap, or there are no events within the group in one.

    Source: Kitagawa 1955, Components of a difference between two rates, doi:10.1080/01621459.1955.10501299.
    """
    rows = inner_events(dyads(frame), members, before, after)
    acts = table(_acts(rows))
    issues = table(_issues(rows))
    kinds = {
        "dyad": parts_of(acts, _pairs(acts)),
        "party": _halves(acts),
        "type": parts_of(acts, acts["type"].to_pylist()),
        "context": parts_of(issues, issues["contexts"].to_pylist()),
    }
    _check(kinds["dyad"].sums, before, after)
    found = [row for kind, parts in kinds.items() for row in _rows(kind, parts)]
    return like(frame, pa.Table.from_pylist(found, schema=_SCHEMA))


def evidence(
    frame: Any,  # noqa: ANN401 - any kind of frame
    members: Members,
    before: Window,
    after: Window,
    *,
    top: int = 10,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """The events of the later window that weigh most in the change of a group's cohesion.

    If cohesion fell these are conflictual events, if it rose cooperative ones, of the ten pairs that carry most of the
    change. The order is that of `force` = weight · |Goldstein| · reports (Goldstein 1 where it is not known), since in
    the index itself all events count alike; `weight` is what the event contributes to it: w·(±1 − R̄)/(P + N).

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        members: as for `carriers`.
        before: first and last day of the earlier window.
        after: first and last day of the later one.
        top: how many events.

    Raises:
        MeasureError: as for `carriers`.
    """
    rows = inner_events(dyads(frame), members, before, after)
    acts = table(_acts(rows))
    parts = parts_of(acts, _pairs(acts))
    _check(parts.sums, before, after)
    whole = parts.sums.sum(axis=0)
    index = (whole[:, 0] - whole[:, 1]) / whole.sum(axis=1)
    fell = bool(index[1] < index[0])
    contribution = decomposed(parts.sums)[0]
    order = np.argsort(contribution if fell else -contribution, kind="stable")[:_ROOTS]
    heavy = _heavy(rows, [parts.names[at] for at in order], top, fell=fell)
    unit = ((-1 if fell else 1) - index.mean()) / whole[1].sum()
    return like(frame, heavy.set_column(8, "weight", pa.array(heavy["weight"].to_numpy() * unit)))


def inner_events(rows: Lazy, members: Members, before: Window, after: Window) -> Lazy:
    """Actual events within the group in either window, with `window` 0 or 1 and source and target in order.

    Raises:
        MeasureError: the windows overlap.
    """
    group = check_windows(members, before, after)
    day = nw.col("date")
    late, early = day.is_between(*after), day.is_between(*before)
    inner = rows.filter(counted() & (early | late)).filter(zone_of(group) == WITHIN)
    marks = {"window": late.cast(nw.Int64), "hostile": nw.col("quad").is_in(list(CONFLICT)).cast(nw.Int64)}
    return inner.with_columns(*unordered(), giver=nw.col("source"), taker=nw.col("target"), **marks)


def check_windows(members: Members, before: Window, after: Window) -> tuple[Spell, ...]:
    """The group over both windows.

    Raises:
        MeasureError: a window ends before it begins, or they overlap.
    """
    check_apart(before, after)
    return spells(members, min(before[0], after[0]), max(before[1], after[1]))


def decomposed(sums: Array) -> tuple[Array, Array]:
    """Contribution and behaviour of each part, see `carriers`: [..., parts, 2, 2] → [..., parts].

    A part without events in one of the windows has no change of behaviour: all is attention.
    """
    events, value = sums.sum(axis=-1), sums[..., 0] - sums[..., 1]
    total = np.maximum(events.sum(axis=-2, keepdims=True), 1e-12)
    middle = (value.sum(axis=-2, keepdims=True) / total).mean(axis=-1, keepdims=True)
    share = events / total
    own = np.divide(value, events, out=np.zeros(value.shape), where=events > 0)
    pulled = (value - middle * events) / total
    moved = np.where((events > 0).all(axis=-1), own[..., 1] - own[..., 0], 0.0)
    return pulled[..., 1] - pulled[..., 0], share.mean(axis=-1) * moved


def parts_of(sums: pa.Table, names: Sequence[Any]) -> Parts:
    """Add rows with `window`, `hostile` and `weight` up by name."""
    found, at = np.unique(np.asarray(names, str), return_inverse=True)
    added = np.zeros((len(found), 2, 2))
    where: Any = (at, sums["window"].to_numpy(), sums["hostile"].to_numpy())
    np.add.at(added, where, sums["weight"].to_numpy())
    return Parts(found.tolist(), added)


def _acts(rows: Lazy) -> Lazy:
    named = rows.with_columns(nw.col("type").fill_null(NO_TYPE))
    return named.group_by("window", "source", "target", "type", "hostile").agg(nw.col("weight").sum())


def _issues(rows: Lazy) -> Lazy:
    """Weights by context; an event with several is shared out among them."""
    count = nw.col("contexts").list.len()
    part = nw.when(count > 1).then(nw.col("weight") / count).otherwise(nw.col("weight"))
    single = rows.select("window", "hostile", "contexts", weight=part).explode("contexts")
    named = single.with_columns(nw.col("contexts").fill_null(NO_CONTEXT))
    return named.group_by("window", "contexts", "hostile").agg(nw.col("weight").sum())


def _pairs(acts: pa.Table) -> list[str]:
    return [f"{one}–{other}" for one, other in zip(acts["source"].to_pylist(), acts["target"].to_pylist(), strict=True)]


def _halves(acts: pa.Table) -> Parts:
    """Half of every pair to each of the two."""
    both = pa.concat_tables([acts, acts])
    weights = pa.array(both["weight"].to_numpy() / 2)
    halved = both.set_column(both.column_names.index("weight"), "weight", weights)
    return parts_of(halved, acts["source"].to_pylist() + acts["target"].to_pylist())


def _check(sums: Array, before: Window, after: Window) -> None:
    for (first, last), events in zip((before, after), sums.sum(axis=(0, 2)), strict=True):
        if not events > 0:
            remedy = "Choose a longer window, another group or another ledger"
            raise MeasureError(f"no event within the group between {first} and {last}", remedy=remedy)


def _rows(kind: str, parts: Parts) -> Iterable[dict[str, Any]]:
    contribution, behaviour = decomposed(parts.sums)
    if kind == "type":  # the balance of a type is that of its quad
        behaviour = np.zeros(behaviour.shape)
    events, value = parts.sums.sum(axis=2), parts.sums[..., 0] - parts.sums[..., 1]
    change = contribution.sum()
    shares = contribution / change if abs(change) > _NOTHING else [None] * len(contribution)
    for at in np.lexsort((np.array(parts.names), -np.abs(contribution).round(12))):
        own = [float(v / n) if n > 0 else None for v, n in zip(value[at], events[at], strict=True)]
        yield {
            "kind": kind, "part": parts.names[at], "before_events": events[at, 0], "after_events": events[at, 1],
            "before": own[0], "after": own[1], "contribution": contribution[at], "behaviour": behaviour[at],
            "attention": contribution[at] - behaviour[at], "share": shares[at],
        }  # fmt: skip


def _heavy(rows: Lazy, pairs: Sequence[str], top: int, *, fell: bool) -> pa.Table:
    """The weightiest events of one side in the later window among some pairs."""
    named = nw.concat_str([nw.col("source"), nw.col("target")], separator="–").is_in(list(pairs))
    chosen = rows.filter((nw.col("window") == 1) & (nw.col("hostile") == int(fell)) & named)
    grouped = chosen.group_by("event", "source", "target").agg(
        nw.col("date").min(), nw.col("giver").min(), nw.col("taker").max(), nw.col("type").min(),
        nw.col("goldstein").min(), nw.col("reports").max(), nw.col("weight").sum(),
    )  # fmt: skip
    points = nw.col("goldstein").abs().fill_null(1.0)
    forced = grouped.with_columns(force=nw.col("weight") * points * nw.col("reports"))
    first = forced.sort("force", "event", "source", "target", descending=[True, False, False, False]).head(top)
    names = ("event", "date", "giver", "taker", "type", "goldstein", "reports", "force", "weight")
    found = table(first.select(*names))
    return found.rename_columns(["event", "date", "source", "target", *names[4:]])
