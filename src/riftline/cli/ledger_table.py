"""The answer to a query as a table for reading, part by part so that memory does not grow with it."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from riftline.cli.tables import show
from riftline.ledger.writing import plain, unique

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1_000  # under one line of names
_PLAN = ["explain_key", "explain_value"]


def show_batches(batches: "pa.RecordBatchReader") -> None:
    """Print the rows; after a thousand the names stand again."""
    if batches.schema.names == _PLAN:
        for batch in batches:
            sys.stdout.writelines(f"{plan}\n" for plan in batch.column(1).to_pylist())
        return
    empty = True
    for part in _parts(batches):
        sys.stdout.write("" if empty else "\n")
        show(part)
        empty = False
    if empty:
        show(batches.schema.empty_table())


def _parts(batches: "pa.RecordBatchReader") -> "Iterator[pa.Table]":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    names = unique(batches.schema.names)
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            columns = [_readable(column) for column in batch.slice(start, ROWS).columns]
            yield pa.table(dict(zip(names, columns, strict=True)))


def _readable(column: "pa.Array[Any]") -> "pa.Array[Any]":
    """Values that a table shows as they are; of what is nested, its JSON."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    values = [_cell(value) for value in column.to_pylist()]
    try:
        found: pa.Array[Any] = pa.array(values)
    except pa.ArrowInvalid:  # sums beyond 64 bits, whole and broken numbers in one column
        found = pa.array([None if value is None else str(value) for value in values])
    return found


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value)):
        return json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, Decimal | bytes):
        return plain(value)
    return " ".join(value.split()) if isinstance(value, str) else value
