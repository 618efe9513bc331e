"""The ledger's events → files: event records, dyads, or POLECAT's layout."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from riftline.errors import UsageError
from riftline.exchange import EVENT_FIELDS, event_schema
from riftline.ledger.polecat_layout import FITS, HEADER, LINE
from riftline.ledger.store import Ledger
from riftline.ledger.writing import write_csv, write_lines, write_parquet, write_rows

if TYPE_CHECKING:
    import pyarrow as pa

Layout = Literal["events", "dyads", "polecat"]
TABLES = (".parquet", ".csv", ".jsonl", "")
KINDS: dict[Layout, tuple[str, ...]] = {"events": TABLES, "dyads": TABLES, "polecat": (".txt", ".tsv")}
ROWS = 20_000  # of a batch: with all that is nested in them, some tens of megabytes

_NESTED = frozenset(("contexts", "sources", "targets", "speaker", "place", "quantities"))
_LISTS = frozenset(("contexts", "sources", "targets", "quantities"))
_DAY = {"events": "coalesce(date, published)", "dyads": "date"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events to write.

    Args:
        first, last: days; an event without a date is on the day of its report.
        actors: codes of countries and organizations; events in which one of them takes part, on either side.
        origins: data sets (gdelt2, icews, …, riftline).
        aside: also the events that `dyads` leaves out: re-dated, extracted twice, the other side of a meeting.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    actors: Sequence[str] = ()
    origins: Sequence[str] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and how many events the layout has no place for."""

    rows: int
    left_out: int = 0


def export(
    ledger: Ledger, path: Path, kind: str, *, layout: Layout = "events", choice: Choice | None = None
) -> Exported:
    """Write events to a file, or to a folder with one Parquet file per year; memory does not grow with their number.

    Args:
        ledger: may be open for reading.
        path: the file, or the folder, which must not exist. It grows as it is written: give a name of its own where
            an earlier file must stay until the new one is complete.
        kind: .parquet, .csv, .jsonl, or "" for a folder; with `polecat` .txt or .tsv.
        layout: `events` (the event record), `dyads` (one row per ordered pair) or `polecat`.
        choice: which events; without it all that `dyads` counts.

    Raises:
        UsageError: the layout has no such kind of file.
        LedgerError: the ledger cannot be read.
    """
    if kind not in KINDS[layout]:
        allowed = ", ".join(one or "a folder" for one in KINDS[layout])
        raise UsageError(f"cannot write {layout} as {kind or 'a folder'}", where=str(path), remedy=f"Use {allowed}")
    ledger.rows("SET preserve_insertion_order = true")  # the same file twice
    where = _where_pairs(choice or Choice()) if layout == "dyads" else _where(choice or Choice())
    if layout == "polecat":
        return _write_polecat(ledger, path, where)
    if not kind:
        return _write_years(ledger, path, layout, where)
    return Exported(_write(ledger, path, kind, layout, where))


def _write(ledger: Ledger, path: Path, kind: str, layout: Layout, where: str) -> int:
    if layout == "dyads":
        with _batches(ledger, f"FROM dyads {where}") as batches:
            return write_rows(batches, path, kind)
    fields = {".parquet": _fields(), ".csv": _cells(), ".jsonl": _line()}[kind]
    with _batches(ledger, f"SELECT {fields} FROM events {where}") as batches:
        if kind == ".parquet":
            return write_parquet(batches, event_schema(), path)
        with path.open("w", encoding="utf8", newline="") as file:
            return write_csv(batches, file) if kind == ".csv" else write_lines(batches, file)


def _write_years(ledger: Ledger, folder: Path, layout: Layout, where: str) -> Exported:
    day = _DAY[layout]
    years = ledger.rows(f"SELECT DISTINCT year({day}) AS year FROM {layout} {where} ORDER BY year")
    folder.mkdir()
    count = 0
    for (year,) in years:
        name = "undated" if year is None else f"{year:04}"
        part = f"{where} AND year({day}) IS NOT DISTINCT FROM {'NULL' if year is None else year}"
        count += _write(ledger, folder / f"{layout}-{name}.parquet", ".parquet", layout, part)
    return Exported(count)


def _write_polecat(ledger: Ledger, path: Path, where: str) -> Exported:
    """POLECAT has no status and no event without a type: what is not actual, or has none, is left out and counted."""
    unfit = ledger.rows(f"SELECT count(*) FROM events {where} AND NOT ({FITS})")
    with (
        _batches(ledger, f"SELECT {LINE} FROM events {where} AND ({FITS})") as batches,
        path.open("w", encoding="latin-1", errors="replace", newline="") as file,
    ):
        file.write(HEADER + "\n")
        return Exported(write_lines(batches, file), int(unfit[0][0]))


@contextmanager
def _batches(ledger: Ledger, sql: str) -> "Iterator[pa.RecordBatchReader]":
    """The rows of a query as they are computed."""
    with ledger.errors():
        yield ledger.connection.sql(sql).to_arrow_reader(ROWS)


# Which events


def _where(choice: Choice) -> str:
    parties = "[party FOR party IN flatten([[a.country, a.organization] FOR a IN list_concat(sources, targets)])]"
    return _joined(
        [
            *_spans(choice, _DAY["events"]),
            *([f"list_has_any({parties}, {_texts(choice.actors)})"] if choice.actors else ()),
            *([] if choice.aside else ["note IS NULL AND id NOT IN (SELECT event FROM repeats)"]),
        ]
    )


def _where_pairs(choice: Choice) -> str:
    actors = f"list_has_any([source, target], {_texts(choice.actors)})"
    return _joined([*_spans(choice, _DAY["dyads"]), *([actors] if choice.actors else ())])


def _spans(choice: Choice, day: str) -> Iterator[str]:
    if choice.first:
        yield f"{day} >= DATE '{choice.first}'"
    if choice.last:
        yield f"{day} <= DATE '{choice.last}'"
    if choice.origins:
        yield f"list_contains({_texts(choice.origins)}, origin)"


def _joined(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(['true', *conditions])}"


def _texts(values: Sequence[str]) -> str:
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"


# The fields of the event record


def _filled(name: str) -> str:
    """Unknown is null, but for lists: there it is an empty one."""
    return f'coalesce("{name}", [])' if name in _LISTS else f'"{name}"'


def _fields() -> str:
    return ", ".join(f'{_filled(name)} AS "{name}"' for name in EVENT_FIELDS)


def _cells() -> str:
    """Nested fields as JSON text."""
    cells = {name: f"to_json({_filled(name)})::VARCHAR" if name in _NESTED else f'"{name}"' for name in EVENT_FIELDS}
    return ", ".join(
        f'CASE WHEN "{name}" IS NOT NULL OR {name in _LISTS} THEN {cell} END AS "{name}"'
        for name, cell in cells.items()
    )


def _line() -> str:
    packed = ", ".join(f'"{name}" := {_filled(name)}' for name in EVENT_FIELDS)
    return f"to_json(struct_pack({packed}))::VARCHAR"
