"""Event records in and out: dicts for JSON, tables for Arrow and Parquet, rows for CSV.

Names and their order are those of the reference page "The event record". Unknown is `null` or an empty list.
"""

import csv
import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from riftline.errors import InputError
from riftline.records import STATUSES, Actor, Event, Place, Quantity

if TYPE_CHECKING:
    import pyarrow as pa

EVENT_FIELDS = (
    "id",
    "document",
    "published",
    "sentence",
    "text",
    "trigger",
    "start",
    "end",
    "date",
    "date_end",
    "date_text",
    "type",
    "mode",
    "contexts",
    "cameo",
    "quad",
    "goldstein",
    "status",
    "sources",
    "targets",
    "speaker",
    "quote",
    "place",
    "quantities",
    "confidence",
)
ACTOR_FIELDS = ("text", "start", "end", "name", "country", "organization", "sector", "role")
PLACE_FIELDS = ("text", "name", "country", "latitude", "longitude", "geonames")
QUANTITY_FIELDS = ("text", "value", "value_max", "unit", "of")

_DATES = ("published", "date", "date_end")
_ACTOR_LISTS = ("sources", "targets")
_NESTED = ("contexts", "sources", "targets", "speaker", "place", "quantities")
_QUADS = range(1, 5)

Reader = Callable[[Any, str], Any]  # (value as read, name of the field) → value for the record


# Records → plain values


def event_to_dict(event: Event) -> dict[str, Any]:
    """The event as a dict that `json.dumps` takes: the record's names in their order, dates as ISO 8601 strings."""
    row = _event_row(event)
    for name in _DATES:
        if row[name] is not None:
            row[name] = row[name].isoformat()
    return row


def actor_to_dict(actor: Actor) -> dict[str, Any]:
    """The actor as a dict in the record's order."""
    return {name: getattr(actor, name) for name in ACTOR_FIELDS}


def quantity_to_dict(quantity: Quantity) -> dict[str, Any]:
    """The quantity as a dict in the record's order."""
    return {name: getattr(quantity, name) for name in QUANTITY_FIELDS}


def _place_to_dict(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in PLACE_FIELDS}


def _event_row(event: Event) -> dict[str, Any]:
    """Nested records become dicts and lists; dates stay dates, as Arrow wants them."""
    row = {name: getattr(event, name) for name in EVENT_FIELDS}
    row["contexts"] = list(event.contexts)
    for name in _ACTOR_LISTS:
        row[name] = [actor_to_dict(actor) for actor in row[name]]
    row["speaker"] = actor_to_dict(event.speaker) if event.speaker else None
    row["place"] = _place_to_dict(event.place) if event.place else None
    row["quantities"] = [quantity_to_dict(quantity) for quantity in event.quantities]
    return row


# Plain values → records


def event_from_dict(row: Mapping[str, Any]) -> Event:
    """The event that a dict in the record's form stands for.

    Args:
        row: one object as `event_to_dict` makes it, or as `json.loads` reads a line of `riftline code`. Optional fields
            may be absent; dates may be ISO 8601 strings or dates.

    Raises:
        InputError: a field is missing, unknown or of the wrong kind; the message names it.
    """
    return Event(**_read_fields(row, _EVENT_READERS, "event", _EVENT_REQUIRED))


def _read_fields(row: object, readers: Mapping[str, Reader], name: str, required: Iterable[str]) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise _wrong(name, row, "an object with named fields")
    if unknown := [str(key) for key in row if key not in readers]:
        raise InputError(
            f"unknown field {unknown[0]!r}",
            where=name,
            remedy=f"Remove or rename it; the fields are {', '.join(readers)}",
        )
    if missing := [key for key in required if row.get(key) is None]:
        raise InputError(f"field {missing[0]!r} is missing or null", where=name, remedy="Give it a value")
    return {key: readers[key](value, _path(name, key)) for key, value in row.items()}


def _path(name: str, key: str) -> str:
    """`sources[0].country` rather than `event.sources[0].country`: the first step goes without saying."""
    return key if name == "event" else f"{name}.{key}"


def _wrong(name: str, value: object, wanted: str) -> InputError:
    shown = repr(value)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 - a long value would hide the message
    return InputError(f"field {name!r} is {shown}", remedy=f"Use {wanted}")


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, "a string")
    return value


def _filled(value: object, name: str) -> str:
    if not _string(value, name):
        raise _wrong(name, value, "null where nothing is known")
    return str(value)


def _integer(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(name, value, "a whole number")
    return value


def _number(value: object, name: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise _wrong(name, value, "a finite number")
    return float(value)


def _day(value: object, name: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(_string(value, name))
    except ValueError:
        raise _wrong(name, value, "a date as YYYY-MM-DD") from None


def _status(value: object, name: str) -> str:
    if value not in STATUSES:
        raise _wrong(name, value, f"one of {', '.join(STATUSES)}")
    return str(value)


def _quad(value: object, name: str) -> int:
    if _integer(value, name) not in _QUADS:
        raise _wrong(name, value, "1, 2, 3 or 4")
    return _integer(value, name)


def _share(value: object, name: str) -> float:
    if not 0 <= _number(value, name) <= 1:
        raise _wrong(name, value, "a number from 0 to 1")
    return _number(value, name)


def _optional(reader: Reader) -> Reader:
    return lambda value, name: None if value is None else reader(value, name)


def _tuple_of(reader: Reader) -> Reader:
    def read(value: object, name: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(name, value, "a list")
        return tuple(reader(item, f"{name}[{index}]") for index, item in enumerate(value))

    return read


def _record(kind: type, readers: Mapping[str, Reader]) -> Reader:
    return lambda value, name: kind(**_read_fields(value, readers, name, ("text",)))


_TEXT, _INT, _FLOAT, _DATE = _optional(_filled), _optional(_integer), _optional(_number), _optional(_day)

_ACTOR_READERS: dict[str, Reader] = {
    **dict.fromkeys(ACTOR_FIELDS, _TEXT),
    "text": _string,
    "start": _INT,
    "end": _INT,
}
_PLACE_READERS: dict[str, Reader] = {
    **dict.fromkeys(PLACE_FIELDS, _TEXT),
    "text": _string,
    "latitude": _FLOAT,
    "longitude": _FLOAT,
    "geonames": _INT,
}
_QUANTITY_READERS: dict[str, Reader] = {
    **dict.fromkeys(QUANTITY_FIELDS, _TEXT),
    "text": _string,
    "value": _FLOAT,
    "value_max": _FLOAT,
}
_ACTOR = _record(Actor, _ACTOR_READERS)

_EVENT_READERS: dict[str, Reader] = {
    "id": _string,
    "document": _string,
    "published": _DATE,
    "sentence": _integer,
    "text": _string,
    "trigger": _string,
    "start": _integer,
    "end": _integer,
    "date": _DATE,
    "date_end": _DATE,
    "date_text": _TEXT,
    "type": _filled,
    "mode": _TEXT,
    "contexts": _tuple_of(_filled),
    "cameo": _filled,
    "quad": _quad,
    "goldstein": _number,
    "status": _status,
    "sources": _tuple_of(_ACTOR),
    "targets": _tuple_of(_ACTOR),
    "speaker": _optional(_ACTOR),
    "quote": _TEXT,
    "place": _optional(_record(Place, _PLACE_READERS)),
    "quantities": _tuple_of(_record(Quantity, _QUANTITY_READERS)),
    "confidence": _share,
}
_EVENT_REQUIRED = (
    *("id", "document", "sentence", "text", "trigger", "start", "end"),
    *("type", "cameo", "quad", "goldstein", "status"),
)


# Arrow


def event_schema() -> "pa.Schema":
    """The Arrow schema of event records: structs for actors, place and quantities, `date32` for dates."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only needed for tables

    actor = _struct(ACTOR_FIELDS, {"start": pa.int32(), "end": pa.int32()})
    place = _struct(PLACE_FIELDS, {"latitude": pa.float64(), "longitude": pa.float64(), "geonames": pa.int64()})
    quantity = _struct(QUANTITY_FIELDS, {"value": pa.float64(), "value_max": pa.float64()})
    types: dict[str, Any] = {
        **dict.fromkeys(_DATES, pa.date32()),
        **dict.fromkeys(("sentence", "start", "end"), pa.int32()),
        **dict.fromkeys(_ACTOR_LISTS, pa.list_(actor)),
        "quad": pa.int8(),
        **dict.fromkeys(("goldstein", "confidence"), pa.float64()),
        "contexts": pa.list_(pa.string()),
        "speaker": actor,
        "place": place,
        "quantities": pa.list_(quantity),
    }
    return pa.schema([pa.field(name, types.get(name, pa.string())) for name in EVENT_FIELDS])


def _struct(names: Sequence[str], types: Mapping[str, Any]) -> "pa.StructType":
    import pyarrow as pa  # noqa: PLC0415 - as above

    return pa.struct([pa.field(name, types.get(name, pa.string())) for name in names])


def events_to_table(events: Iterable[Event]) -> "pa.Table":
    """The events as an Arrow table with `event_schema()`, one row each."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    return pa.Table.from_pylist([_event_row(event) for event in events], schema=event_schema())


def events_from_table(table: "pa.Table") -> list[Event]:
    """The events that the rows of an Arrow table stand for.

    Raises:
        InputError: a column is missing, unknown or of the wrong kind; the message names it.
    """
    return [event_from_dict(row) for row in table.to_pylist()]


# Files


def write_jsonl(events: Iterable[Event], file: IO[str]) -> int:
    """Write one line of JSON per event and return how many there were."""
    count = 0
    for count, event in enumerate(events, start=1):  # noqa: B007 - count is the result
        file.write(json.dumps(event_to_dict(event), ensure_ascii=False, allow_nan=False) + "\n")
    return count


def write_parquet(batches: Iterable[Sequence[Event]], path: str | Path) -> int:
    """Write batches of events to one Parquet file, a row group each, and return how many events there were."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    count = 0
    with pq.ParquetWriter(path, event_schema(), compression="zstd") as writer:
        for batch in batches:
            writer.write_table(events_to_table(batch))
            count += len(batch)
    return count


def write_csv(events: Iterable[Event], file: IO[str]) -> int:
    """Write one row per event and return how many there were.

    Lists and nested records are JSON text in their cell; unknown is an empty cell. Open the file with `newline=""`.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(EVENT_FIELDS)
    count = 0
    for count, event in enumerate(events, start=1):  # noqa: B007 - count is the result
        writer.writerow(_cells(event_to_dict(event)))
    return count


def _cells(row: Mapping[str, Any]) -> list[object]:
    return [
        json.dumps(value, ensure_ascii=False) if name in _NESTED and value is not None else value
        for name, value in row.items()
    ]
