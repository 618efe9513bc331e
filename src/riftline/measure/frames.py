"""Frames in, the same kind of frame out: Polars, pandas, PyArrow, DuckDB and Spark through narwhals.

What every measure starts from is a *dyads frame*: one row per event and ordered pair of parties.

| column | meaning |
|---|---|
| `event` | id of the event |
| `date` | the day it happened |
| `source`, `target` | codes of the parties: ISO alpha-3 for a country, else the organization |
| `type` | PLOVER type |
| `quad` | 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; may be null |
| `goldstein` | −10 … +10; may be null |
| `status` | actual, planned, requested, possible or denied; without the column all are actual |
| `weight` | the rows of one event sum to 1, a reciprocal event stands both ways; without the column 1 |
| `reports` | how many reports carried the event; without the column 1 |
| `contexts` | list of PLOVER contexts or null; without the column null |
"""

from typing import Any, Literal, cast, get_args

import narwhals as nw
import pyarrow as pa

from riftline.errors import MeasureError

By = Literal["day", "week", "month", "quarter", "year"]
Lazy = nw.LazyFrame[Any]

REQUIRED = ("event", "date", "source", "target", "type", "quad", "goldstein")
DEFAULTS: dict[str, Any] = {"status": "actual", "weight": 1.0, "reports": 1, "contexts": None}
_STEPS: dict[str, str] = {"month": "1mo", "quarter": "1q", "year": "1y"}
_TEXTS = ("event", "source", "target", "type", "status")
_REMEDY = "A dyads frame has event, date, source, target, type, quad, goldstein; Ledger.dyads() gives one"


def dyads(frame: Any) -> Lazy:  # noqa: ANN401 - any kind of frame
    """The frame as a checked dyads frame, still unevaluated in the user's engine.

    Columns a measure can do without are filled in (`status` actual, `weight` 1, `reports` 1, `contexts` null), dates
    become days, and rows without date, source or target are left out: they belong to no pair or period. pandas and
    PyArrow frames, which evaluate nothing lazily, are worked on by DuckDB.

    Raises:
        MeasureError: the object is no frame, or a required column is missing.
    """
    lazy = scan(frame)
    schema = lazy.collect_schema()
    for name in REQUIRED:
        if name not in schema:
            raise MeasureError(f"the frame has no column {name}", remedy=_REMEDY)
    columns = [_column(name, schema) for name in (*REQUIRED, *DEFAULTS)]
    return lazy.select(*columns).filter(~nw.any_horizontal(*_absent("date", "source", "target"), ignore_nulls=False))


def scan(frame: Any) -> Lazy:  # noqa: ANN401 - any kind of frame
    """Any frame as an unevaluated one; pandas and PyArrow become DuckDB relations over the same memory.

    Raises:
        MeasureError: the object is no frame.
    """
    try:
        known = nw.from_native(frame)
    except TypeError as error:
        remedy = "Give a Polars, pandas or Spark frame, a PyArrow table or a DuckDB relation"
        raise MeasureError(f"{type(frame).__name__} is not a frame", remedy=remedy) from error
    if isinstance(known, nw.LazyFrame):
        return known
    return known.lazy() if known.implementation.is_polars() else cast("Lazy", nw.from_native(_relation(known)))


def table(lazy: Lazy) -> pa.Table:
    """Evaluate: the rows as an Arrow table, with the same column types whatever the engine."""
    rows = cast("pa.Table", lazy.collect("pyarrow").to_native())
    return rows.cast(pa.schema([(field.name, _plain(field.type)) for field in rows.schema]))


def like(frame: Any, rows: pa.Table) -> Any:  # noqa: ANN401 - the kind of `frame`
    """`rows` as the kind of frame that `frame` is."""
    known = nw.from_native(frame)
    implementation = known.implementation
    if implementation.is_duckdb():
        return _relation_of(rows)
    if implementation.is_spark_like():
        return known.to_native().sparkSession.createDataFrame(rows.to_pandas())
    given = nw.from_arrow(rows, backend=implementation)
    return given.lazy().to_native() if isinstance(known, nw.LazyFrame) else given.to_native()


def periods(lazy: Lazy, by: By) -> Lazy:
    """The frame with `period`: the first day of the day, week (Monday), month, quarter or year of `date`.

    Raises:
        MeasureError: `by` is none of these.
    """
    if by not in get_args(By):
        raise MeasureError(f"no period called {by!r}", remedy=f"Use {', '.join(get_args(By))}")
    return lazy.with_columns(period=first_day(nw.col("date"), by))


def first_day(date: nw.Expr, by: By) -> nw.Expr:
    """The first day of the period in which `date` stands."""
    if by == "day":
        return date
    return (_monday(date) if by == "week" else date.dt.truncate(_STEPS[by])).cast(nw.Date)


def _monday(date: nw.Expr) -> nw.Expr:
    """Written out day by day, since narwhals truncates to no week; on Spark it calls Sunday 0 (2.29), elsewhere 7."""
    weekday = date.dt.weekday() % 7
    back = [nw.when(weekday == day % 7).then(date.dt.offset_by(f"-{day - 1}d")) for day in range(2, 8)]
    return nw.coalesce(*back, date)


def _column(name: str, schema: nw.Schema) -> nw.Expr:
    """Column `name` with the type that measures count on, or its default."""
    if name not in schema:
        return nw.lit(DEFAULTS[name], dtype=_TYPES.get(name)).alias(name)
    column, given = nw.col(name), schema[name]
    if name == "date" and given == nw.String:
        return column.str.to_date(format="%Y-%m-%d")
    wanted = _TYPES.get(name)
    if wanted is not None and given != wanted:
        column = column.cast(wanted)
    if wanted == nw.Float64:  # a "not a number" means the same as no value
        column = nw.when(~column.is_nan()).then(column)
    default = DEFAULTS.get(name)
    return (column if default is None else column.fill_null(default)).alias(name)


_TYPES: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, nw.String),
    **dict.fromkeys(("goldstein", "weight"), nw.Float64),
    **dict.fromkeys(("quad", "reports"), nw.Int64),
    "date": nw.Date,
    "contexts": nw.List(nw.String),
}


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type without the engine's own choice of string, list or integer width."""
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_plain(kind.value_type))
    return pa.int64() if pa.types.is_integer(kind) else kind


def _absent(*names: str) -> list[nw.Expr]:
    return [nw.col(name).is_null() for name in names]


def _relation(known: nw.DataFrame[Any]) -> Any:  # noqa: ANN401 - a DuckDB relation
    try:
        rows = known.to_arrow()
    except pa.ArrowException as error:
        raise MeasureError(f"a column mixes kinds of values ({error})", remedy="Give each column one type") from error
    return _relation_of(rows)


def _relation_of(rows: pa.Table) -> Any:  # noqa: ANN401 - a DuckDB relation
    import duckdb  # noqa: PLC0415 - only where needed

    return duckdb.connect().from_arrow(rows)
