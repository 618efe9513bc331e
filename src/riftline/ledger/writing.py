"""Rows of any query → files: Parquet, CSV, JSON lines; batch by batch."""

import csv
import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from riftline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Value = Any  # of a row: text, numbers, dates, lists and dicts of them


def write_rows(batches: "pa.RecordBatchReader", path: Path, kind: str) -> int:
    """Write a query's rows as `kind` (.parquet, .csv, .jsonl) and return how many there were.

    Lists and nested values are JSON text in a cell of CSV; unknown is an empty cell.

    Raises:
        UsageError: Parquet has no type for a column.
    """
    if kind == ".parquet":
        return write_parquet(batches, batches.schema, path)
    with path.open("w", encoding="utf8", newline="") as file:
        return write_csv(batches, file) if kind == ".csv" else write_jsonl(batches, file)


def write_parquet(batches: "Iterable[pa.RecordBatch]", schema: "pa.Schema", path: Path) -> int:
    """Write batches under a schema to which they can be cast.

    Raises:
        UsageError: Parquet has no type for a column.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    count = 0
    try:
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))
                count += batch.num_rows
    except pa.ArrowNotImplementedError as error:
        raise UsageError(
            f"Parquet cannot hold this ({error})", where=str(path), remedy="Cast it, or use .csv"
        ) from error
    return count


def write_csv(batches: "pa.RecordBatchReader", file: IO[str]) -> int:
    """Write a row of names and one row each; open the file with `newline=""`."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(batches.schema.names)
    count = 0
    for batch in batches:
        writer.writerows(zip(*(map(_cell, column.to_pylist()) for column in batch.columns), strict=True))
        count += batch.num_rows
    return count


def write_jsonl(batches: "pa.RecordBatchReader", file: IO[str]) -> int:
    """Write one object per row."""
    count = 0
    for row in rows(batches):
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def rows(batches: "pa.RecordBatchReader") -> Iterator[dict[str, Value]]:
    """Each row as a dict that JSON can hold; of columns with one name each is kept."""
    names = unique(batches.schema.names)
    for batch in batches:
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield dict(zip(names, map(plain, values), strict=True))


def unique(names: Iterable[str]) -> list[str]:
    """The names of columns, a number behind those that came before."""
    found: list[str] = []
    for name in names:
        number = 1
        while (given := name if number == 1 else f"{name}_{number}") in found:
            number += 1
        found.append(given)
    return found


def plain(value: Value) -> Value:
    """A value as JSON has it: ISO dates, whole numbers where a sum is whole, null for what is not a number."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else str(value)


def _cell(value: Value) -> Value:
    if isinstance(value, dict | list | tuple):
        return json.dumps(plain(value), ensure_ascii=False)
    return value


def write_lines(batches: "pa.RecordBatchReader", file: IO[str]) -> int:
    """Write the only column of a query, a line each."""
    count = 0
    for batch in batches:
        file.writelines(f"{line}\n" for line in batch.column(0).to_pylist())
        count += batch.num_rows
    return count
