"""Files of events as the frame that the measures take, one row per event and ordered pair.

Three forms are told apart by their columns; the file may be Parquet, CSV, TSV or JSON lines, plain, `.gz` or `.zst`:

1. a dyads frame: `date`, `source`, `target`, `type` and what else `riftline.measure.frames` lists;
2. event records as `riftline code` writes them: `sources` and `targets` are lists of actors. Every source stands with
   every target; where a reciprocal event has no target, every source with every other, both ways. The rows of one
   event weigh 1. The ledger makes pairs in the same way;
3. counts that somebody else has made: `source`, `target`, a `date` (or `period`, `month`, `year`) and either `count`
   beside `quad` or `type`, or one column for each quad (`verbal_cooperation`, `material_cooperation`,
   `verbal_conflict`, `material_conflict`). A count becomes the weight of its row; `type` and `goldstein` stay empty
   where the file has none;
4. sums over periods, which only `riftline.measure.breaks` takes: as 3 with `cooperation` and `conflict`, or `net`. They
   are handed on as they are.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from riftline.errors import InputError
from riftline.facts.ontology import TYPES, type_info

if TYPE_CHECKING:
    import duckdb

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
_SHORT_QUADS = ("verbcoop", "matlcoop", "verbconf", "matlconf")  # as the R packages for ICEWS name them
_DATES = ("date", "period", "month", "year")
_READERS = {
    ".parquet": "read_parquet('{path}')",
    ".csv": "read_csv('{path}', header = true)",
    ".tsv": "read_csv('{path}', header = true, delim = '\t')",
    ".jsonl": "read_json('{path}', format = 'newline_delimited')",
    ".ndjson": "read_json('{path}', format = 'newline_delimited')",
}
_OPTIONAL = {  # column of the dyads frame → how it reads when it is absent
    "quad": "NULL::TINYINT",
    "goldstein": "NULL::DOUBLE",
    "status": "'actual'",
    "reports": "1",
    "contexts": "NULL::VARCHAR[]",
}
_PARTIES = '[{"country": "VARCHAR", "organization": "VARCHAR"}]'  # what of an actor a dyad needs
_CODES = (
    "list_distinct(list_filter(list_transform(from_json(JSON_COLUMN, '" + _PARTIES + "'), "
    "lambda actor: coalesce(actor.country, actor.organization)), lambda code: code IS NOT NULL))"
)
_RECORDS = """
WITH parties AS (
    SELECT id, coalesce(date, published)::DATE AS date, type, quad, goldstein, status, contexts,
           {sources} AS sources, {targets} AS targets
    FROM file
), paired AS (
    SELECT * EXCLUDE (sources, targets),
           list_filter(
               flatten(list_transform(sources, lambda s: list_transform(
                   CASE WHEN len(targets) > 0 THEN targets ELSE sources END,
                   lambda t: {{'source': s, 'target': t}}))),
               lambda pair: len(targets) > 0 OR pair.source <> pair.target) AS pairs
    FROM parties WHERE len(targets) > 0 OR type IN ({reciprocal})
)
SELECT id AS event, date, pair.source AS source, pair.target AS target, type, quad::TINYINT AS quad,
       goldstein::DOUBLE AS goldstein, status, 1.0 / len(pairs) AS weight, 1 AS reports, {contexts} AS contexts
FROM paired, unnest(pairs) AS each_pair(pair)
WHERE date IS NOT NULL
"""


def open_events(path: Path) -> "duckdb.DuckDBPyRelation":
    """The events of a file as a DuckDB relation that every measure takes; read when it is asked for.

    Args:
        path: the file; its form is told by its columns (see the module's docstring).

    Raises:
        InputError: the file is missing, cannot be read, or its columns are none of the forms.
    """
    import duckdb  # noqa: PLC0415 - heavy, and only needed here

    try:
        connection = duckdb.connect()
        connection.execute("SET enable_progress_bar_print = false")  # it would stand among the results
        connection.execute(f"CREATE TEMP VIEW file AS SELECT * FROM {_reader(path)}")  # noqa: S608 - a quoted name
        types = {row[0]: row[1] for row in connection.execute("DESCRIBE file").fetchall()}
        return connection.sql(_query(path, types))
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"cannot be read as events ({reason})", where=str(path), remedy="Check the file and its suffix"
        ) from error


def _reader(path: Path) -> str:
    """The SQL that reads the file."""
    kind = [suffix.lower() for suffix in path.suffixes if suffix.lower() not in (".gz", ".zst")]
    if not kind or kind[-1] not in _READERS:
        raise InputError(
            "is no file of events that can be read", where=str(path), remedy=f"Use {', '.join(_READERS)}, plain or .gz"
        )
    if not path.is_file():
        raise InputError("there is no such file", where=str(path), remedy="Check the name")
    return _READERS[kind[-1]].format(path=str(path).replace("'", "''"))


def _query(path: Path, types: dict[str, str]) -> str:
    """The dyads frame from the columns that the file has."""
    lower = {name.lower(): kind for name, kind in types.items()}
    if {"sources", "targets", "id"} <= lower.keys():
        return _records(lower)
    date = next((name for name in _DATES if name in lower), None)
    if date is None or not {"source", "target"} <= lower.keys():
        raise _no_form(path, list(types))
    if wide := next((quads for quads in (QUADS, _SHORT_QUADS) if set(quads) <= lower.keys()), None):
        return _wide(date, wide)
    if "count" in lower and {"quad", "type"} & lower.keys():
        return _long(date, set(lower))
    if "type" in lower:
        return _dyads(date, set(lower))
    if {"cooperation", "conflict"} <= lower.keys() or "net" in lower:
        return f"SELECT * REPLACE ({_day(date)} AS {date}) FROM file"  # noqa: S608 - our own words
    raise _no_form(path, list(types))


def _no_form(path: Path, names: list[str]) -> InputError:
    return InputError(
        f"has the columns {', '.join(names[:12])}",
        where=str(path),
        remedy="Needed are date, source, target and type; or the event records that riftline code writes; or date, "
        "source, target and count with quad or type",
    )


def _records(types: dict[str, str]) -> str:
    contexts = f"from_json({_json('contexts', types)}, '[\"VARCHAR\"]')" if "contexts" in types else "NULL::VARCHAR[]"
    sources, targets = (_CODES.replace("JSON_COLUMN", _json(name, types)) for name in ("sources", "targets"))
    reciprocal = ", ".join(f"'{name}'" for name in TYPES if type_info(name).reciprocal)
    return _RECORDS.format(sources=sources, targets=targets, contexts=contexts, reciprocal=reciprocal)


def _json(column: str, types: dict[str, str]) -> str:
    """A nested column as JSON; in a CSV file it is the text of it already."""
    return f"{column}::JSON" if types[column] in ("VARCHAR", "JSON") else f"to_json({column})::JSON"


def _dyads(date: str, names: set[str]) -> str:
    event = "event::VARCHAR" if "event" in names else "(row_number() OVER ())::VARCHAR"
    weight = "weight::DOUBLE" if "weight" in names else "1.0"
    return f"""SELECT {event} AS event, {_day(date)} AS date, source::VARCHAR AS source, target::VARCHAR AS target,
        type::VARCHAR AS type, {_given(names)}, {weight} AS weight FROM file"""  # noqa: S608 - our own words


def _long(date: str, names: set[str]) -> str:
    kind = "type::VARCHAR" if "type" in names else "NULL::VARCHAR"
    what = ", ".join(name for name in ("quad", "type") if name in names)
    return f"""SELECT concat_ws(' ', {date}, source, target, {what}) AS event, {_day(date)} AS date,
        source::VARCHAR AS source, target::VARCHAR AS target, {kind} AS type, {_given(names)}, count::DOUBLE AS weight
        FROM file WHERE count > 0"""  # noqa: S608 - as above


def _wide(date: str, quads: tuple[str, ...]) -> str:
    counts = ", ".join(f"{{'quad': {quad}, 'count': {name}::DOUBLE}}" for quad, name in enumerate(quads, start=1))
    return f"""SELECT concat_ws(' ', {date}, source, target, cell.quad) AS event, {_day(date)} AS date,
        source::VARCHAR AS source, target::VARCHAR AS target, NULL::VARCHAR AS type, cell.quad::TINYINT AS quad,
        NULL::DOUBLE AS goldstein, 'actual' AS status, 1 AS reports, NULL::VARCHAR[] AS contexts, cell.count AS weight
        FROM file, unnest([{counts}]) AS cells(cell) WHERE cell.count > 0"""  # noqa: S608 - as above


def _given(names: set[str]) -> str:
    return ", ".join(f"{name if name in names else empty} AS {name}" for name, empty in _OPTIONAL.items())


def _day(column: str) -> str:
    """The first day that a date, a month ("2018-01", 201801) or a year stands for."""
    if column in ("date", "period"):
        return f"{column}::DATE"
    digits = f"regexp_replace({column}::VARCHAR, '\\.0$|-', '', 'g')"
    return f"strptime(rpad({digits}, 6, '01')[:6], '%Y%m')::DATE"
