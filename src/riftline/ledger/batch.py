"""One transaction of an import: the SQL that takes a batch of files in, step by step."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from threading import Event as Signal
from threading import Thread

from riftline.errors import InputError, LedgerError
from riftline.ledger.files import EventFile
from riftline.ledger.formats.base import Format
from riftline.ledger.pairs import insert_pairs
from riftline.ledger.store import Ledger

LONGEST = 4_000_000  # bytes of one line; a longer one is skipped and counted
_EVERY = 0.2  # seconds between two looks at the progress
_RESET = "RESET disabled_optimizers"
_BEYOND = ("beyond_1", "beyond_2", "beyond_3")  # empty fields after the last column, where delimiters trail


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a file: taken in, already in the ledger (or twice in the file), skipped for a reason."""

    events: int = 0
    known: int = 0
    skipped: int = 0


def take_in(
    ledger: Ledger, files: Sequence[EventFile], digests: Sequence[str], progress: Callable[[float, int], None] | None
) -> list[Counts]:
    """Import files of one layout in one transaction.

    Raises:
        InputError: the files cannot be read.
        LedgerError: the ledger cannot be written.
    """
    layout = files[0].format
    with _reading_errors(files), _raw_rows(ledger, files) as first, ledger.transaction():
        with _watched(ledger, sum(file.bytes for file in files), progress), _streaming(ledger):
            _insert(ledger, layout)
        _drop_skipped(ledger, layout, first)
        _note_rejects(ledger)
        _drop_known(ledger, layout, first)
        if layout.into == "events":
            _note_repeats(ledger, first)
            _note_unknown(ledger, layout, first)
            ledger.rows(insert_pairs(), [first])
        return [
            _sign(ledger, file, digest, first + index)
            for index, (file, digest) in enumerate(zip(files, digests, strict=True))
        ]


@contextmanager
def _reading_errors(files: Sequence[EventFile]) -> Iterator[None]:
    """Tell an error of the files from one of the ledger."""
    try:
        yield
    except LedgerError as error:
        cause = str(error.__cause__)
        found = [file for file in files if str(file.readable) in cause]
        if not found and "CSV" not in cause:
            raise
        problem = cause.splitlines()[0].rstrip(".")
        raise InputError(
            f"cannot be read ({problem})", where=str((found or files)[0].path), remedy="Get it again"
        ) from error


# Reading


@contextmanager
def _raw_rows(ledger: Ledger, files: Sequence[EventFile]) -> Iterator[int]:
    """The view `raw` over the files and the tables its SELECT joins; gives the number of the first import."""
    first = int(ledger.rows("SELECT coalesce(max(import), 0) + 1 FROM imports")[0][0])
    lookups = files[0].format.lookups()
    for name, table in lookups.items():
        ledger.connection.register(name, table)
    ledger.rows("CREATE OR REPLACE TEMP TABLE imported_files (readable VARCHAR, import INTEGER)")
    for index, file in enumerate(files):
        ledger.rows("INSERT INTO imported_files VALUES (?, ?)", [str(file.readable), first + index])
    ledger.rows(f"CREATE OR REPLACE TEMP VIEW raw AS {_raw(files)}")
    try:
        _register_names(ledger, files[0].format)
        yield first
    finally:
        with suppress(LedgerError), ledger.errors():  # a connection that broke has told why
            ledger.rows(_RESET)
            for name in (*lookups, "names"):
                ledger.connection.unregister(name)
            _forget_rejects(ledger)


def _register_names(ledger: Ledger, layout: Format) -> None:
    """The table `names`: who the actors are that the files name in words."""
    if layout.names is None:
        return
    from riftline.ledger.names import name_table  # noqa: PLC0415 - reads the tables

    wanted = '"text" IS NOT NULL AND day IS NOT NULL'
    asked = ledger.rows(f'SELECT DISTINCT "text", country, day FROM ({layout.names}) WHERE {wanted}')
    ledger.connection.register("names", name_table(asked))
    _forget_rejects(ledger)  # the rows are read again, and their errors noted then


def _forget_rejects(ledger: Ledger) -> None:
    for name in ("rejected", "rejected_scan"):
        ledger.rows(f"DROP TABLE IF EXISTS temp.{name}")


def _raw(files: Sequence[EventFile]) -> str:
    """SQL that reads the files, every column as text, under the names that the format's SELECT uses."""
    layout = files[0].format
    given = _unique([layout.aliases.get(name.strip(), name.strip()) for name in files[0].header])
    given = given if layout.header else list(layout.columns)
    absent = "".join(f', NULL::VARCHAR AS "{name}"' for name in layout.optional if name not in given)
    typed = ", ".join(
        f"{_literal(name)}: 'VARCHAR'" for name in (*given, *(_BEYOND if layout.padded and layout.header else ()))
    )
    paths = ", ".join(_literal(str(file.readable)) for file in files)
    return f"""
    SELECT found.* EXCLUDE (filename), files.import AS import_id{absent} FROM read_csv([{paths}],
        columns = {{{typed}}}, header = {layout.header}, delim = {_literal(layout.delimiter)}, filename = true,
        quote = {_literal(layout.quote)}, escape = {_literal(layout.quote)}, encoding = 'utf-8',
        auto_detect = false, null_padding = {layout.padded}, max_line_size = {LONGEST}, parallel = true,
        ignore_errors = true, store_rejects = true, rejects_limit = 0,
        rejects_table = 'rejected', rejects_scan = 'rejected_scan') found
    JOIN imported_files files ON files.readable = found.filename"""


def _unique(names: Sequence[str]) -> list[str]:
    """Column names, of which a table can have each only once."""
    return [name if name and name not in names[:index] else f"unnamed_{index}" for index, name in enumerate(names)]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def _streaming(ledger: Ledger) -> Iterator[None]:
    """Read the files as a stream past the small tables.

    DuckDB cannot know how long a CSV file is, takes it for the smaller side of the join and would hold all of it in
    memory, on one thread.
    """
    ledger.rows("SET disabled_optimizers = 'build_side_probe_side'")
    yield
    ledger.rows(_RESET)  # after an error only when the transaction is rolled back, see `_raw_rows`


# Writing


def _insert(ledger: Ledger, layout: Format) -> None:
    """The rows as the format's SELECT gives them, those to be skipped among them, with the reason in `note`."""
    copied = ", ".join(f'"{name}"' for name in layout.staged if name not in {"note", "skip"})
    note = "note" if "note" in layout.staged else "NULL"
    origin = (", origin", f", {_literal(layout.name)}") if layout.into == "events" else ("", "")
    number = "import" if layout.batched else "(SELECT import FROM imported_files)"
    ledger.rows(f"""
    INSERT INTO {layout.table} ({copied}, note, import{origin[0]})
    SELECT {copied}, CASE WHEN skip IS NOT NULL THEN 'skip: ' || skip ELSE {note} END, {number}{origin[1]}
    FROM ({layout.select})""")


def _drop_skipped(ledger: Ledger, layout: Format, first: int) -> None:
    """Rows that cannot be taken are counted with their reason and one example, then removed."""
    at = f"FROM {layout.table} WHERE import >= ? AND starts_with(note, 'skip: ')"
    example = "any_value(id)" if layout.into == "events" else "any_value(event)"
    ledger.rows(f"INSERT INTO skipped SELECT import, note[7:], count(*), {example} {at} GROUP BY ALL", [first])
    if ledger.rows("SELECT 1 FROM skipped WHERE import >= ? LIMIT 1", [first]):  # a DELETE costs, even of nothing
        ledger.rows(f"DELETE {at}", [first])


def _drop_known(ledger: Ledger, layout: Format, first: int) -> None:
    """Rows that the ledger has, and all but the first of rows with one id, are counted and removed."""
    table = layout.table
    key = "hash(id)" if layout.into == "events" else "hash(event, document)"
    ledger.rows(
        f"""
    CREATE OR REPLACE TEMP TABLE doomed AS
    WITH new AS (SELECT rowid AS row, {key} AS key, import FROM {table} WHERE import >= $first),
        twice AS (SELECT key, min(row) AS row FROM new GROUP BY key HAVING count(*) > 1)
    SELECT new.row, new.import FROM new JOIN twice USING (key) WHERE new.row > twice.row
    UNION
    SELECT new.row, new.import FROM new
    WHERE new.key IN (SELECT {key} FROM {table} WHERE import < $first)""",
        {"first": first},
    )
    if ledger.rows("SELECT 1 FROM doomed LIMIT 1"):
        ledger.rows(f"DELETE FROM {table} WHERE rowid IN (SELECT row FROM doomed)")


def _note_repeats(ledger: Ledger, first: int) -> None:
    """An event that was extracted twice from one article: the later ones stand aside."""
    ledger.rows(
        """
    INSERT INTO repeats
    WITH new AS (SELECT id, rowid AS row, import, hash(date, sources, targets, cameo, document) AS key FROM events
            WHERE import >= $first AND document IS NOT NULL AND sentence IS NULL),
        twice AS (SELECT key, min(row) AS row, arg_min(id, row) AS id FROM new GROUP BY key HAVING count(*) > 1)
    SELECT new.id, twice.id, new.import FROM new JOIN twice USING (key) WHERE new.row > twice.row""",
        {"first": first},
    )


def _note_rejects(ledger: Ledger) -> None:
    """Lines that are no row at all (fields missing, broken encoding, too long)."""
    ledger.rows(f"""
    INSERT INTO skipped
    SELECT files.import, CASE error_type {_REJECTIONS} ELSE lower(error_type::VARCHAR) END, count(DISTINCT line),
        'line ' || min(line)
    FROM rejected JOIN rejected_scan USING (scan_id, file_id)
    JOIN imported_files files ON files.readable = rejected_scan.file_path GROUP BY ALL""")


_REJECTIONS = " ".join(
    f"WHEN '{name}' THEN '{words}'"
    for name, words in {
        "MISSING COLUMNS": "too few fields",
        "TOO MANY COLUMNS": "too many fields",
        "LINE SIZE OVER MAXIMUM": "line too long",
        "INVALID ENCODING": "broken encoding",
        "UNQUOTED VALUE": "broken quotation marks",
    }.items()
)


def _note_unknown(ledger: Ledger, layout: Format, first: int) -> None:
    """Codes that no table knows, counted; for a batch of files under the first of them."""
    if layout.unknown is None:
        return
    ledger.rows(f"CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM events WHERE import >= {first}")
    ledger.rows(
        f"INSERT INTO unknown SELECT ?, field, code, count(*) FROM ({layout.unknown}) "
        "WHERE code IS NOT NULL GROUP BY ALL",
        [first],
    )


def _sign(ledger: Ledger, file: EventFile, digest: str, number: int) -> Counts:
    """The row of `imports` that says the file is in the ledger."""
    table = file.format.table
    counted = ledger.rows(
        f"""SELECT (SELECT count(*) FROM {table} WHERE import = $n), (SELECT count(*) FROM doomed WHERE import = $n),
        (SELECT coalesce(sum(rows), 0) FROM skipped WHERE import = $n)""",
        {"n": number},
    )[0]
    counts = Counts(*map(int, counted))
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    size = file.path.stat().st_size
    values = [number, now, file.format.name, str(file.path), digest, size, *counted, version("riftline"), None, None]
    ledger.rows(f"INSERT INTO imports VALUES ({', '.join('?' * len(values))})", values)
    return counts


# Progress


@contextmanager
def _watched(ledger: Ledger, size: int, progress: Callable[[float, int], None] | None) -> Iterator[None]:
    """Tell the progress of the query that runs in the block, from a thread of its own."""
    if progress is None:
        yield
        return
    over = Signal()

    def watch() -> None:
        while not over.wait(_EVERY):
            progress(max(0.0, ledger.connection.query_progress() / 100), size)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
    progress(1.0, size)
