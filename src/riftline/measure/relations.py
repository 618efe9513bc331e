"""Relations: what a pair of parties did and said to each other, period by period."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riftline.measure.columns import CONFLICT, among, between_two, is_actual, unordered, weight_where
from riftline.measure.decay import decayed, period_numbers, period_starts
from riftline.measure.frames import By, Lazy, dyads, like, periods, table
from riftline.measure.intervals import LEVEL, Array, Spread, design_effect, jeffreys

_DYAD = ("period", "source", "target")
_QUADS = {"verbal_cooperation": 1, "material_cooperation": 2, "verbal_conflict": 3, "material_conflict": 4}
_DOUBTED = {"planned": "planned", "requested": "requested", "feared": "possible", "denied": "denied"}
_SPREAD = ("squares", "products", "part_squares", "days")
_ORDER = (
    *_DYAD,
    *("events", "reports", *_QUADS, "unclassified", "cooperation", "conflict", "net", "mean_goldstein"),
    *("conflict_share", "lower", "upper", "done", "said", *_DOUBTED, "coverage_share"),
)


def relations(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By = "month",
    directed: bool = True,
    parties: Sequence[str] | None = None,
    half_life: float | None = None,
    fill: bool = False,
    level: float = LEVEL,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """What each pair of parties did and said to each other per period.

    One row per dyad and period, in order of dyad and period. Events count by `weight`, so that a reciprocal event is
    one event of the undirected dyad and half an event in each direction. Only events that the report stands behind
    (`status` actual) count as events; what is planned, requested, feared or denied has columns of its own.

    | column | meaning, unit |
    |---|---|
    | `events`, `reports` | Σw over actual events, and Σw·reports |
    | `verbal_cooperation` … `material_conflict`, `unclassified` | `events` by quad 1–4, and without a quad |
    | `cooperation`, `conflict` | Σw·max(g, 0) and Σw·max(−g, 0), Goldstein points |
    | `net`, `mean_goldstein` | cooperation − conflict; the same per event that has a Goldstein value |
    | `conflict_share`, `lower`, `upper` | events of quads 3 and 4 / events of quads 1–4, with its interval |
    | `done`, `said` | deeds: quads 2 and 4; words: quads 1 and 3 and all that is planned or requested |
    | `planned`, `requested`, `feared`, `denied` | Σw of the events of that status (feared: possible) |
    | `coverage_share` | all events of the dyad, of whatever status / all events of the frame in the period |
    | `state` | with `half_life`: x_t = λ·x_{t−1} + net_t, λ = 2^(−1/half_life) |

    The interval is Jeffreys' for Beta(c/f + ½, (n − c)/f + ½); f is the design effect with days as clusters, since one
    clash or summit makes many events on a day. Events of a party with itself are left out, but count as coverage.
    What the frame does not cover cannot be told from what did not happen: compare shares before counts.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        by: day, week, month, quarter or year.
        directed: source and target kept apart; else one row per pair, source before target in the alphabet.
        parties: only dyads of which both ends are among these codes; of one code, its dyads with all others. Coverage
            is still that of the whole frame.
        half_life: of the decayed state, in periods.
        fill: also rows for periods without events, from the first to the last period of the frame.
        level: of the interval.

    Raises:
        MeasureError: a column is missing, or an argument cannot be used.

    Sources: Goldstein 1992, A conflict-cooperation scale for WEIS events data, doi:10.1177/0022002792036002007; Brown,
    Cai and DasGupta 2001, doi:10.1214/ss/1009213286; Korn and Graubard 1998, Survey Methodology 24(2), 193–201.
    """
    rows = periods(dyads(frame), by)
    coverage = table(rows.group_by("period").agg(coverage=nw.col("weight").sum()))
    counted = table(_counts(rows, directed=directed, parties=parties))
    if fill:
        counted = _filled(counted, coverage["period"], by)
    return like(frame, _measured(counted, coverage, by=by, half_life=half_life, level=level))


def _counts(rows: Lazy, *, directed: bool, parties: Sequence[str] | None) -> Lazy:
    """The sums of each dyad and period, and how they spread over the days, added up in the user's engine."""
    rows = rows.filter(between_two() if not parties else between_two() & among(parties))
    rows = rows if directed else rows.with_columns(*unordered())
    sums = _sum(rows.with_columns(**_summands()), _DYAD, list(_summands()))
    return sums.join(_clusters(rows), on=list(_DYAD), how="left").sort("source", "target", "period")


def _sum(rows: Lazy, keys: Sequence[str], names: Sequence[str]) -> Lazy:
    return rows.group_by(*keys).agg(*[nw.col(name).sum() for name in names])


def _summands() -> dict[str, nw.Expr]:
    """What is added up for every row."""
    actual, g, w = is_actual(), nw.col("goldstein"), nw.col("weight")
    sums = {name: weight_where(actual & (nw.col("quad") == number)) for name, number in _QUADS.items()}
    sums |= {name: weight_where(nw.col("status") == status) for name, status in _DOUBTED.items()}
    return sums | {
        "all": w,
        "events": weight_where(actual),
        "reports": weight_where(actual, w * nw.col("reports")),
        "cooperation": weight_where(actual & (g > 0), w * g),
        "conflict": weight_where(actual & (g < 0), w * g * -1),
        "scaled": weight_where(actual & ~g.is_null()),
    }


def _clusters(rows: Lazy) -> Lazy:
    """What the design effect needs of the days of each dyad and period, where it has more than one day."""
    known = rows.filter(is_actual() & nw.col("quad").is_in(list(_QUADS.values())))
    counts = known.with_columns(n=nw.col("weight"), c=weight_where(nw.col("quad").is_in(list(CONFLICT))))
    n, c = nw.col("n"), nw.col("c")
    days = _sum(counts, (*_DYAD, "date"), ["n", "c"])
    squares = days.with_columns(squares=n * n, products=n * c, part_squares=c * c, days=nw.lit(1.0))
    return _sum(squares, _DYAD, _SPREAD).filter(nw.col("days") > 1)


def _filled(counted: pa.Table, covered: Any, by: By) -> pa.Table:  # noqa: ANN401 - an Arrow column
    """The counts with a row of noughts for every period without events of a dyad."""
    if not counted.num_rows:
        return counted
    span = period_numbers(covered.to_numpy(), by)
    days = pa.array(period_starts(np.arange(span.min(), span.max() + 1), by), pa.date32())
    pairs = counted.select(["source", "target"]).group_by(["source", "target"]).aggregate([])
    at = np.repeat(np.arange(pairs.num_rows), len(days))
    grid = pairs.take(at).append_column("period", days.take(np.tile(np.arange(len(days)), pairs.num_rows)))
    joined = grid.join(counted, list(_DYAD))
    empty = [name for name in _summands() if name not in _DYAD]
    noughts: dict[str, Any] = {name: pa.array(np.nan_to_num(joined[name].to_numpy())) for name in empty}
    filled = pa.table({name: noughts.get(name, joined[name]) for name in joined.column_names})
    return filled.sort_by([(name, "ascending") for name in ("source", "target", "period")])


def _measured(counted: pa.Table, coverage: pa.Table, *, by: By, half_life: float | None, level: float) -> pa.Table:
    """The columns of the answer from the sums."""
    sums = {name: counted[name].to_numpy() for name in counted.column_names if name not in _DYAD}
    net, quads = sums["cooperation"] - sums["conflict"], np.array([sums[name] for name in _QUADS])
    whole, hostile = quads.sum(axis=0), quads[2] + quads[3]
    lower, upper = _interval(hostile, whole, sums, level)
    found = sums | {
        "unclassified": np.maximum(sums["events"] - whole, 0.0),
        "net": net,
        "mean_goldstein": _ratio(net, sums["scaled"]),
        "conflict_share": _ratio(hostile, whole),
        "lower": lower,
        "upper": upper,
        "done": quads[1] + quads[3],
        "said": quads[0] + quads[2] + sums["planned"] + sums["requested"],
        "coverage_share": _ratio(sums["all"], _covered(counted["period"], coverage)),
    }
    columns = {name: counted[name] if name in _DYAD else _nullable(found[name]) for name in _ORDER}
    if half_life is not None:
        state = decayed(_dyad_numbers(counted), period_numbers(counted["period"].to_numpy(), by), net, half_life)
        columns["state"] = pa.array(state)
    return pa.table(columns)


def _interval(part: Array, whole: Array, sums: dict[str, Array], level: float) -> tuple[Array, Array]:
    effect = design_effect(part, whole, Spread(*(np.nan_to_num(sums[name]) for name in _SPREAD)))
    return jeffreys(part / effect, whole / effect, level)


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _nullable(values: Array) -> Any:  # noqa: ANN401 - an Arrow column
    """Numbers, null where there is none."""
    return pa.array(values, from_pandas=True)


def _covered(days: Any, coverage: pa.Table) -> Array:  # noqa: ANN401 - an Arrow column
    """Coverage of the period of each row; 0 where the frame has none."""
    known = coverage.sort_by("period")
    if not known.num_rows:
        return np.zeros(len(days))
    starts, wanted = known["period"].to_numpy(), days.to_numpy()
    at = np.minimum(np.searchsorted(starts, wanted), len(starts) - 1)
    values: Array = known["coverage"].to_numpy()
    return np.where(starts[at] == wanted, values[at], 0.0)


def _dyad_numbers(counted: pa.Table) -> npt.NDArray[np.int64]:
    """Numbers of the dyads in rows that are sorted by dyad."""
    if not counted.num_rows:
        return np.zeros(0, np.int64)
    codes = [np.unique(counted[name].to_numpy(), return_inverse=True)[1] for name in _DYAD[1:]]
    new = np.any([np.diff(code) != 0 for code in codes], axis=0)
    return np.concatenate([[0], np.cumsum(new)]).astype(np.int64)
