"""SQL of the user over a ledger: one statement that reads, without a way to files, network or settings."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from riftline.errors import RiftlineError, UsageError
from riftline.ledger.store import Ledger

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ROWS = 20_000  # of one batch of an answer
READING = "SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN"

_EXPLAIN = re.compile(r"\s*explain\b(\s+analyze\b)?(\s*\(\s*(analyze|format)\b[^()]*\))?", re.IGNORECASE)
_WRITERS = re.compile(r'"name": "(JSON_EXECUTE_SERIALIZED_SQL|[A-Z_]*(COPY|INSERT|DELETE|UPDATE|MERGE)[A-Z_]*)"')
_BROKEN = re.compile(r"corrupt|checksum|no space left|out of memory|(IO|FATAL|INTERNAL) Error:", re.IGNORECASE)
_LOCKS = (
    "SET GLOBAL preserve_insertion_order = true",  # the same answer twice
    "SET GLOBAL python_enable_replacements = false",  # no frames of the program around
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_AS_TEXT = "Cast it: column::VARCHAR"
_UNREACHABLE = "SQL reaches the ledger only, no files, network or extensions"


@contextmanager
def answer(path: str | Path, sql: str) -> "Iterator[pa.RecordBatchReader]":
    """What a query gives, batch by batch as it is computed; memory does not grow with the answer.

    Example:
        with answer("nato.ledger", "SELECT source, count(*) AS pairs FROM dyads GROUP BY ALL") as batches:
            table = batches.read_all()

    Args:
        path: the ledger. It is opened for reading; nothing that the query says can change it or anything else.
        sql: one statement that reads, in DuckDB's SQL. The tables are described in `schema.sql` and on the page
            "Ledger".

    Raises:
        UsageError: it is not one statement, does more than read, or does not fit the tables.
        LedgerError: the ledger cannot be opened or read.
    """
    with Ledger.open(path, read_only=True) as ledger:
        connection = ledger.connection
        _lock(ledger)
        with _told(ledger, sql):
            check(connection, sql)
            yield connection.sql(sql).to_arrow_reader(ROWS)


def _lock(ledger: Ledger) -> None:
    """No way out of the ledger; DuckDB shares this between all connections of the program to the file."""
    if ledger.rows("SELECT current_setting('lock_configuration')") != [(True,)]:
        for lock in _LOCKS:
            ledger.rows(lock)


def check(connection: "duckdb.DuckDBPyConnection", sql: str) -> None:
    """Refuse what is not one statement that reads.

    Raises:
        UsageError: as `answer`.
        duckdb.Error: the statement does not parse or does not fit the tables.
    """
    import duckdb  # noqa: PLC0415 - heavy

    found = connection.extract_statements(sql)
    if len(found) != 1:
        raise UsageError(f"{len(found)} statements" if found else "no statement", remedy="Give one")
    match found[0].type:
        case duckdb.StatementType.SELECT:
            _check_nested(connection, found[0].query)
        case duckdb.StatementType.EXPLAIN if begin := _EXPLAIN.match(sql):
            check(connection, sql[begin.end() :])
        case duckdb.StatementType.MULTI:
            raise UsageError("this PIVOT is two statements", remedy="Name its values: PIVOT … ON column IN ('a', 'b')")
        case _:
            raise UsageError("the statement does more than read", where=_start(sql), remedy=f"Use {READING}")


def _check_nested(connection: "duckdb.DuckDBPyConnection", sql: str) -> None:
    """DuckDB has ways to write inside of a SELECT, to the files of the ledger itself even under all locks.

    WITH takes COPY, INSERT and DELETE, but only on the top level, where the statement is not put here. A function takes
    a whole query as a value; it stands in the plan, however it was called.
    """
    import duckdb  # noqa: PLC0415 - heavy

    within = sql.strip().rstrip(";")
    try:
        plan = connection.execute(f"EXPLAIN (FORMAT json) SELECT * FROM ({within}\n) AS answer").fetchall()
    except duckdb.BinderException as error:
        if "top level" not in str(error):
            raise
        raise _writes(sql) from error
    if _WRITERS.search(str(plan[0][1])):
        raise _writes(sql)


def _writes(sql: str) -> UsageError:
    return UsageError("a part of the statement does more than read", where=_start(sql), remedy=f"Use {READING}")


@contextmanager
def _told(ledger: Ledger, sql: str) -> Iterator[None]:
    """Errors of the query become one line with what there is instead."""
    import duckdb  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415 - as above

    try:
        yield
    except RiftlineError:
        raise
    except duckdb.PermissionException as error:
        raise UsageError(_UNREACHABLE, where=_start(sql), remedy="Import the file first") from error
    except duckdb.Error as error:
        if _BROKEN.search(str(error)):
            with ledger.errors():
                raise
        raise UsageError(_first_line(error), where=_start(sql), remedy=_remedy(ledger, sql, error)) from error
    except OverflowError as error:
        raise UsageError("holds a date beyond the years 1 to 9999", where=_start(sql), remedy=_AS_TEXT) from error
    except (pa.ArrowException, OSError) as error:  # DuckDB's, where it came up behind the first batch
        if isinstance(error, OSError) and error.errno is not None:
            raise
        if _BROKEN.search(str(error)):
            with ledger.errors():
                raise duckdb.Error(str(error)) from error
        raise UsageError(_first_line(error), where=_start(sql), remedy="Correct the query") from error


def _first_line(error: BaseException) -> str:
    """`Catalog Error: Table with name x does not exist!` without its class and its mark."""
    return re.sub(r"^(\w+ )*Error: ", "", str(error).strip().splitlines()[0]).rstrip(".!")


def _remedy(ledger: Ledger, sql: str, error: BaseException) -> str:
    """The tables, or the columns of the tables in question."""
    line = str(error).splitlines()[0]
    if re.search(r"Table with name|[Tt]able \S+ not found", line):
        return f"The tables are {', '.join(sorted(tables(ledger)))}"
    if "column" in line.lower() and (found := _columns(ledger, sql)):
        return "; ".join(f"{table} has {', '.join(columns)}" for table, columns in found.items())
    return "Correct the query; DESCRIBE events, for example, tells the columns of a table"


def tables(ledger: Ledger) -> list[str]:
    """The names of the ledger's tables and views."""
    return [name for (name,) in ledger.rows("SELECT table_name FROM information_schema.tables")]


def _columns(ledger: Ledger, sql: str) -> dict[str, list[str]]:
    """The columns of the tables that the query names."""
    named = sorted(set(re.findall(r"\w+", sql.lower())) & set(tables(ledger)))
    asked = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    return {table: [name for (name,) in ledger.rows(asked, [table])] for table in named}


def _start(sql: str) -> str:
    """The query on one line, shortened."""
    line = " ".join(sql.split())
    return repr(line if len(line) <= 60 else f"{line[:59]}…")  # noqa: PLR2004 - keeps the message on a line
