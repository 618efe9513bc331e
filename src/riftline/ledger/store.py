"""The ledger's file: made, opened, checked, closed."""

import functools
import importlib.resources
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from riftline.errors import LedgerError

if TYPE_CHECKING:
    import duckdb

VERSION = 1  # of the tables in schema.sql; raised when they change
_MAGIC = b"DUCK"  # bytes 8–12 of a DuckDB file
_MAGIC_AT = 8
_SHARE = 0.4  # of the machine's memory that DuckDB may take before it uses the disk
_MOST = 3_000_000_000  # bytes; an import of any size stays below 4 GB


class Ledger:
    """A ledger that is open. One process may write, or many may read.

    Make one with `Ledger.open`; use it as a context manager or call `close`.
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", path: Path, *, read_only: bool) -> None:
        self.connection, self.path, self.read_only = connection, path, read_only

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Self:
        """Open a ledger; without `read_only`, one that does not exist is made.

        Raises:
            LedgerError: the file is missing, is no ledger, is damaged, is in use, or was made by a newer riftline.
        """
        path = Path(path)
        _check_file(path, read_only=read_only)
        ledger = cls(_connect(path, read_only=read_only), path, read_only=read_only)
        try:
            ledger._prepare()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def dyads(self, *, root_only: bool = False) -> "duckdb.DuckDBPyRelation":
        """The pairs of all events, one row per event and ordered pair; what the measures take.

        Args:
            root_only: leave out the events of GDELT that do not stand in the lead of their article.
        """
        with self.errors():
            found = self.connection.table("dyads")
            return found.filter("coalesce(root, true)") if root_only else found

    def events(self) -> "duckdb.DuckDBPyRelation":
        """All events, with the fields of the event record first."""
        with self.errors():
            return self.connection.table("events")

    def rows(self, sql: str, values: object = None) -> list[tuple[Any, ...]]:
        """The rows of a query of riftline's own."""
        with self.errors():
            return self.connection.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens in the block is kept together, or nothing of it.

        Raises:
            LedgerError: DuckDB could not do it; the ledger is as before.
        """
        self.rows("BEGIN")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """DuckDB's errors in the block become ours; what Ctrl-C stopped is an interrupt, however DuckDB tells it."""
        import duckdb  # noqa: PLC0415 - heavy

        try:
            yield
        except (duckdb.InterruptException, RuntimeError) as error:
            if "interrupted" not in str(error).lower():
                raise
            raise KeyboardInterrupt from error
        except duckdb.Error as error:
            raise _explained(error, self.path) from error

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self.connection.close()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def _roll_back(self) -> None:
        import duckdb  # noqa: PLC0415 - heavy

        try:
            self.connection.execute("ROLLBACK")
        except duckdb.Error:  # the connection is gone or no transaction is open: nothing was written
            return

    def _prepare(self) -> None:
        tables = {name for (name,) in self.rows("SELECT table_name FROM duckdb_tables()")}
        if not tables and not self.read_only:
            self._create()
        elif "about" not in tables or "pairs" not in tables:
            raise _foreign(self.path, "is a DuckDB file but not a ledger")
        self._check_version()

    def _create(self) -> None:
        with self.transaction():
            self.rows(_schema())
            self.rows("INSERT INTO about VALUES ('what', 'riftline ledger'), ('version', ?)", [str(VERSION)])

    def _check_version(self) -> None:
        found = dict(self.rows("SELECT name, value FROM about"))
        if found.get("what") != "riftline ledger":
            raise _foreign(self.path, "is a DuckDB file but not a ledger")
        if int(found.get("version", 0)) > VERSION:
            raise LedgerError(
                f"was made by a newer riftline (ledger version {found['version']}, this one reads {VERSION})",
                where=str(self.path),
                remedy="Upgrade riftline",
            )


def _check_file(path: Path, *, read_only: bool) -> None:
    """What can be told without DuckDB, which takes some foreign files for its own."""
    if path.is_dir():
        raise _foreign(path, "is a folder")
    if not path.exists():
        if read_only:
            raise LedgerError(
                "there is no such ledger", where=str(path), remedy="Make one with riftline ledger import or add"
            )
        if not path.parent.is_dir():
            raise LedgerError("its folder does not exist", where=str(path), remedy="Make the folder first")
        return
    try:
        with path.open("rb") as file:
            start = file.read(_MAGIC_AT + len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"cannot be read ({error.strerror})", where=str(path), remedy="Check its rights") from error
    if start[_MAGIC_AT:] != _MAGIC:
        raise _foreign(path, "is no ledger" if start else "is empty")


def _connect(path: Path, *, read_only: bool) -> "duckdb.DuckDBPyConnection":
    import duckdb  # noqa: PLC0415 - heavy

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",  # nothing is fetched from a network
        "autoload_known_extensions": "false",
        "memory_limit": f"{_memory_limit()}B",
        "preserve_insertion_order": "false",
    }
    try:
        connection = duckdb.connect(path, read_only=read_only, config=config)
        if not read_only:  # imports show how far they are; where queries of users run, nothing can be set any more
            connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    except duckdb.Error as error:
        raise _explained(error, path) from error
    return connection


def _memory_limit() -> int:
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not a POSIX system
        return _MOST
    return min(_MOST, int(memory * _SHARE))


def _explained(error: Exception, path: Path) -> LedgerError:
    """A LedgerError for one of DuckDB's, told by its words: it has one class for many causes."""
    text = str(error)
    for words, problem, remedy in _CAUSES:
        if any(word in text.lower() for word in words):
            return LedgerError(problem, where=str(path), remedy=remedy)
    return LedgerError(text.splitlines()[0].rstrip("."), where=str(path), remedy="The ledger is as it was before")


_CAUSES = (
    (
        ("conflicting lock", "could not set lock", "different configuration", "already open", "being used by another"),
        "is in use by another program",
        "Wait until it is done; one program may write, or many may read",
    ),
    (
        ("no space left", "out of disk", "disk full", "could not write", "max_temp_directory_size"),
        "the disk is full",
        "Free some space and do it again; the ledger is as it was before",
    ),
    (
        ("newer version of duckdb", "version number", "storage version"),
        "was written by a newer DuckDB",
        "Upgrade duckdb: pip install --upgrade duckdb",
    ),
    (
        (
            "checksum",
            "corrupt",
            "not a valid duckdb",
            "deserializ",
            "truncated",
            "could not read enough bytes",
            "wal file",
        ),
        "is damaged",
        "Restore a copy, or import the sources into a new ledger",
    ),
    (("out of memory",), "needs more memory than there is", "Import in smaller files, or free some memory"),
    (("permission denied", "read-only file system"), "cannot be written", "Check the rights of file and folder"),
)


def _foreign(path: Path, problem: str) -> LedgerError:
    return LedgerError(problem, where=str(path), remedy="Name a file that riftline ledger made, or a new one")


@functools.cache
def _schema() -> str:
    return importlib.resources.files(__package__).joinpath("schema.sql").read_text(encoding="utf8")
