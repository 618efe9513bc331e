"""What riftline coded → ledger: documents with their events, or event records alone."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING

from riftline.exchange import EVENT_FIELDS, events_to_table
from riftline.ledger.batch import Counts
from riftline.ledger.pairs import insert_pairs
from riftline.ledger.store import Ledger
from riftline.records import CodedDocument, Document, Event

if TYPE_CHECKING:
    import pyarrow as pa

ORIGIN = "riftline"
AT_ONCE = 2_000  # documents or events held in memory

_TEXT_FIELDS = ("id", "title", "url", "source", "published", "language", "repeats")


@dataclass(frozen=True, slots=True)
class Run:
    """What coded the events, so that they can be made again: where from, with which model and settings."""

    inputs: str
    model: str | None = None  # sha256 of the model file
    settings: str | None = None  # JSON


def add_documents(ledger: Ledger, coded: Iterable[CodedDocument], run: Run) -> Counts:
    """Add coded documents; one that the ledger has stays as it is, with its events.

    A document that repeats an earlier one adds a report to each event of that one. All of `coded` is one
    transaction: when anything stops it, the ledger is as it was before.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    rest = iter(coded)
    with ledger.transaction():
        number = _number(ledger)
        digest, known = hashlib.sha256(), 0
        while part := list(islice(rest, AT_ONCE)):
            new = _new(ledger, part)
            known += sum(len(document.events) for document in part) - sum(len(document.events) for document in new)
            _insert_texts(ledger, [document.document for document in new], number)
            _insert_events(ledger, [event for document in new for event in document.events], number)
            for document in new:
                digest.update(document.document.id.encode())
        ledger.rows(insert_pairs(), [number])
        _count_repeats(ledger, number)
        return _signed(ledger, number, run, digest.hexdigest(), known)


def add_events(ledger: Ledger, events: Iterable[Event], run: Run) -> Counts:
    """Add event records, such as the lines of `riftline code`; those that the ledger has stay as they are.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    rest = iter(events)
    with ledger.transaction():
        number = _number(ledger)
        digest, known = hashlib.sha256(), 0
        while part := list(islice(rest, AT_ONCE)):
            new = _without_known(ledger, part)
            known += len(part) - len(new)
            _insert_events(ledger, new, number)
            digest.update("\n".join(event.id for event in part).encode())
        ledger.rows(insert_pairs(), [number])
        return _signed(ledger, number, run, digest.hexdigest(), known)


def _number(ledger: Ledger) -> int:
    return int(ledger.rows("SELECT coalesce(max(import), 0) + 1 FROM imports")[0][0])


def _new(ledger: Ledger, part: Sequence[CodedDocument]) -> list[CodedDocument]:
    """The documents that the ledger does not have, each once."""
    ids = [document.document.id for document in part]
    known = {row[0] for row in ledger.rows("SELECT id FROM texts WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids])}
    return list({document.document.id: document for document in part if document.document.id not in known}.values())


def _without_known(ledger: Ledger, part: Sequence[Event]) -> list[Event]:
    ids = [event.id for event in part]
    known = {row[0] for row in ledger.rows("SELECT id FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids])}
    return list({event.id: event for event in part if event.id not in known}.values())


def _insert_texts(ledger: Ledger, documents: Sequence[Document], number: int) -> None:
    if documents:
        _insert(ledger, _texts_table(documents), f"INSERT INTO texts SELECT *, {number} FROM arriving")


def _texts_table(documents: Sequence[Document]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    types = {"published": pa.date32()}
    return pa.table(
        {
            name: pa.array([getattr(document, name) for document in documents], types.get(name, pa.string()))
            for name in _TEXT_FIELDS
        }
    )


def _insert_events(ledger: Ledger, events: Sequence[Event], number: int) -> None:
    if not events:
        return
    names = ", ".join(f'"{name}"' for name in EVENT_FIELDS)
    _insert(
        ledger,
        events_to_table(events),
        f"INSERT INTO events ({names}, origin, reports, import) SELECT *, '{ORIGIN}', 1, {number} FROM arriving",
    )


def _insert(ledger: Ledger, table: "pa.Table", sql: str) -> None:
    ledger.connection.register("arriving", table)
    try:
        ledger.rows(sql)
    finally:
        ledger.connection.unregister("arriving")


def _count_repeats(ledger: Ledger, number: int) -> None:
    """Each near copy of a document is one more report of the events of the original."""
    ledger.rows(
        """INSERT INTO further_reports SELECT events.id, texts.id, texts.published, NULL, NULL, texts.import
        FROM texts JOIN events ON events.document = texts.repeats WHERE texts.import = ?""",
        [number],
    )
    counted = "(SELECT event, count(*) AS more FROM further_reports WHERE import = ? GROUP BY event) counted"
    for table, event in (("events", "id"), ("pairs", "event")):
        ledger.rows(
            f"UPDATE {table} SET reports = reports + more FROM {counted} WHERE counted.event = {table}.{event}",
            [number],
        )


def _signed(ledger: Ledger, number: int, run: Run, digest: str, known: int) -> Counts:
    """Write the row of `imports`; of a run that brought nothing new there is none."""
    found = "SELECT (SELECT count(*) FROM events WHERE import = $n), (SELECT count(*) FROM texts WHERE import = $n)"
    events, texts = ledger.rows(found, {"n": number})[0]
    if events or texts:
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        values = [number, now, ORIGIN, run.inputs, digest, 0, events, known, 0, version("riftline")]
        marks = ", ".join("?" * (len(values) + 2))
        ledger.rows(f"INSERT INTO imports VALUES ({marks})", [*values, run.model, run.settings])
    return Counts(int(events), known, 0)
