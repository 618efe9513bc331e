"""Ties: which pairs of parties were friends and which were foes in a period, and which are neither beyond doubt."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from riftline.errors import InputError, MeasureError
from riftline.measure.columns import CONFLICT, COOPERATION, between_two, is_actual, unordered, weight_where
from riftline.measure.frames import By, Lazy, dyads, like, periods, scan, table
from riftline.measure.intervals import LEVEL, Array, Spread, design_effect, jeffreys
from riftline.measure.signed import SignedGraph, signed_graph

Rule = Literal["share", "net"]

EVEN = 0.5  # the share of conflict that parts friends from foes
LEAST = 3.0  # events of a pair; with fewer, no share stands clear of one half at 95 %
_PAIR = ("period", "source", "target")
_WHOLE = dt.date(1970, 1, 1)  # stands for "all of the frame" while it is summed; Spark takes no year before 1000
_ENDS = (("source", "target"), ("a", "b"), ("one", "other"))


@dataclass(frozen=True, slots=True)
class Rules:
    """How a tie gets its sign, see `signed_ties`."""

    rule: Rule = "share"
    cut: float = EVEN
    least: float = LEAST
    level: float = LEVEL
    weighted: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no sense.

        Raises:
            MeasureError: an unknown rule, or a cut that is no share.
        """
        if self.rule not in get_args(Rule):
            raise MeasureError(f"no rule of signs called {self.rule!r}", remedy="Use share or net")
        if not 0 < self.cut < 1:
            raise MeasureError(f"a share of conflict cannot be {self.cut}", remedy="Give a cut between 0 and 1")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The signed network of one period, its ties as a table, and how many pairs had events but got no sign."""

    period: Any
    graph: SignedGraph
    ties: pa.Table
    unsigned: int


def signed_ties(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By | None = None,
    rules: Rules | None = None,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """The pairs of a dyads frame as friends (sign 1), foes (−1) or neither (null), one row per period and pair.

    Only actual events count, both directions together, each by its weight. Two rules:

    - `share`: the share of conflict (quads 3 and 4 among quads 1–4) with its Jeffreys interval, narrowed by the design
      effect of days. A foe if all of the interval lies above `cut`, a friend if below; neither if it holds `cut`.
    - `net`: the sign of the sum of Goldstein values. It has no doubt, and large sums of both kinds cancel in it.

    Pairs with fewer than `least` events get no sign. With `weighted` a tie weighs ln(1 + events), or ln(1 + |net|) by
    the rule `net`; else 1.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        by: the length of a period; None for all of the frame.
        rules: how a tie gets its sign; the rule `share`, cut 0.5, 3 events and level 0.95 if None.

    Raises:
        MeasureError: a column is missing.
    """
    return like(frame, _signed(frame, by, rules or Rules()))


def networks(frame: Any, by: By | None, rules: Rules) -> list[Network]:  # noqa: ANN401 - any kind of frame
    """The signed network of every period, from a dyads frame or from a frame of ties that are signed already.

    A frame with `sign` is taken as ties: `source`, `target` (or `a`, `b`), `sign`; `weight` and `period` if given.

    Raises:
        MeasureError: a column is missing, or nothing is left.
    """
    ties = _given(frame) if "sign" in scan(frame).collect_schema() else _signed(frame, by, rules)
    order = ties.sort_by([(name, "ascending") for name in _PAIR])
    days = order["period"].unique()
    found = [_network(day.as_py(), order.filter(pc.equal(order["period"], day))) for day in days]
    if not found:
        raise MeasureError("no event is left to make a network of", remedy="Choose a longer period")
    return found


def read_ties(path: Path) -> pa.Table:
    """A CSV file with the columns `source`, `target` (or `a`, `b`) and `sign`; `weight` and `period` if there are.

    Raises:
        InputError: the file is missing or no CSV, or a column is missing.
    """
    from pyarrow import csv  # noqa: PLC0415 - only where needed

    try:
        found = csv.read_csv(path)
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"cannot be read as ties ({reason})", where=str(path), remedy="Give a CSV file") from error
    names = set(found.column_names)
    if "sign" not in names or not any(set(pair) <= names for pair in _ENDS):
        remedy = "Needed are source, target (or a, b) and sign; weight and period if there are"
        raise InputError(f"has the columns {', '.join(found.column_names)}", where=str(path), remedy=remedy)
    return found


def _network(period: Any, ties: pa.Table) -> Network:  # noqa: ANN401 - a date or whatever names it
    signs = np.nan_to_num(ties["sign"].to_numpy().astype(float))
    known = ties.filter(pa.array(signs != 0))
    one, other = ([str(name) for name in known[end].to_pylist()] for end in ("source", "target"))
    weights = known["weight"].to_numpy().astype(float)
    graph = signed_graph(one, other, signs[signs != 0], None if (weights == 1).all() else weights)
    return Network(period, graph, ties, ties.num_rows - len(graph.edges))


def _given(frame: Any) -> pa.Table:  # noqa: ANN401 - any kind of frame
    """Ties that the user has signed."""
    lazy = scan(frame)
    schema = lazy.collect_schema()
    ends = next((pair for pair in _ENDS if set(pair) <= set(schema)), None)
    if ends is None:
        raise MeasureError(
            "the ties have no ends", remedy="A frame of ties has source, target and sign (or a, b, sign)"
        )
    columns = [nw.col(ends[0]).cast(nw.String).alias("source"), nw.col(ends[1]).cast(nw.String).alias("target")]
    columns.append(nw.col("period") if "period" in schema else nw.lit("all").alias("period"))
    columns.append(nw.col("sign").cast(nw.Float64))
    columns.append(nw.col("weight").cast(nw.Float64) if "weight" in schema else nw.lit(1.0).alias("weight"))
    return table(lazy.select(*columns))


def _signed(frame: Any, by: By | None, rules: Rules) -> pa.Table:  # noqa: ANN401 - any kind of frame
    rows = dyads(frame).filter(between_two() & is_actual())
    rows = periods(rows, by) if by else rows.with_columns(period=nw.lit(_WHOLE, dtype=nw.Date))
    sums = table(_sums(rows))
    found = {name: sums[name].to_numpy().astype(float) for name in sums.column_names if name not in _PAIR}
    effect = design_effect(
        found["c"], found["n"], Spread(*(found[x] for x in ("squares", "products", "parts", "days")))
    )
    lower, upper = jeffreys(found["c"] / effect, found["n"] / effect, rules.level)
    sign = _signs(found, lower, upper, rules)
    first = min((day for day in sums["first"].to_pylist() if day is not None), default=None)
    start = sums["period"] if by else pa.array([first] * len(sign), pa.date32())
    share = np.divide(found["c"], found["n"], out=np.full(len(sign), np.nan), where=found["n"] > 0)
    columns = {"events": found["events"], "conflict_share": share, "lower": lower, "upper": upper, "net": found["net"]}
    ties = {
        "period": start,
        **{name: sums[name] for name in _PAIR[1:]},
        "sign": pa.array(sign.astype(int), mask=sign == 0),
        "weight": _weights(found, rules),
        **{name: pa.array(values, from_pandas=True) for name, values in columns.items()},
    }
    return pa.table(ties).sort_by([(name, "ascending") for name in _PAIR])


def _sums(rows: Lazy) -> Lazy:
    """Events, conflict and net of each pair and period, and how they spread over days."""
    quad = nw.col("quad")
    scored = nw.when(~nw.col("goldstein").is_null()).then(nw.col("weight") * nw.col("goldstein")).otherwise(nw.lit(0.0))
    rows = rows.with_columns(
        *unordered(),
        n=weight_where(quad.is_in([*COOPERATION, *CONFLICT])),
        c=weight_where(quad.is_in(list(CONFLICT))),
        net=scored,
    )
    sums = [nw.col("weight").sum().alias("events"), *(nw.col(name).sum() for name in ("n", "c", "net"))]
    days = rows.group_by(*_PAIR, "date").agg(*sums)
    n, c = nw.col("n"), nw.col("c")
    days = days.with_columns(squares=n * n, products=n * c, parts=c * c, days=nw.when(n > 0).then(1.0).otherwise(0.0))
    names = ("events", "n", "c", "net", "squares", "products", "parts", "days")
    return days.group_by(*_PAIR).agg(*(nw.col(name).sum() for name in names), nw.col("date").min().alias("first"))


def _signs(found: dict[str, Array], lower: Array, upper: Array, rules: Rules) -> Array:
    """1, −1, or 0 where it is in doubt."""
    sign = np.sign(found["net"])
    if rules.rule == "share":
        with np.errstate(invalid="ignore"):
            sign = (upper < rules.cut).astype(float) - (lower > rules.cut).astype(float)
    return np.where(found["events"] >= rules.least - 1e-9, sign, 0.0)


def _weights(found: dict[str, Array], rules: Rules) -> Array:
    if not rules.weighted:
        return np.ones(len(found["events"]))
    return np.asarray(np.log1p(np.abs(found["net"]) if rules.rule == "net" else found["events"]))
