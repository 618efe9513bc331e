"""Tables: CSV and TSV through the csv module, Parquet through pyarrow, a few rows at a time."""

import csv
import io
from collections.abc import Iterator, Mapping
from inspect import GEN_CLOSED, getgeneratorstate
from typing import TYPE_CHECKING

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.fields import choose_columns, draft_from, missing_text
from riftline.read.limits import MAX_TEXT
from riftline.read.lines import read_lines
from riftline.read.sources import Source

if TYPE_CHECKING:
    import pyarrow as pa

_DELIMITERS = (",", "\t", ";", "|")
_BATCH = 256  # rows of a Parquet file in memory at a time


def read_csv(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:
    """One draft per row of a comma-, tab-, semicolon- or bar-separated table with a header.

    Raises:
        InputError: if there is no header, or no column with text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_TEXT + 1))
    lines = (line for _, line in read_lines(stream, source.name, on_problem))
    header_line = next(lines, "")
    delimiter = find_delimiter(header_line)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    columns = _text_columns(header, source.name)
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        where, number = f"{source.name}, line {rows.line_num + 2}", rows.line_num + 2
        try:
            row = next(rows, None)
            if row is None:
                return
            if getgeneratorstate(lines) == GEN_CLOSED:
                on_problem(_open_quote(where))
            if any(row):
                yield _draft_row(header, row, columns, where, f"{source.stem}:{number}")
        except csv.Error as error:
            on_problem(InputError(f"not a row of a table ({error})", where=where, remedy="Check the quotation marks"))
        except InputError as error:
            on_problem(error)


def _open_quote(where: str) -> InputError:
    """A row that only the end of the file has ended."""
    remedy = "Close it; the rest of the file was read as one row"
    return InputError("a quotation mark is opened and never closed", where=where, remedy=remedy)


def find_delimiter(header: str) -> str:
    """The separator under which the header has most of the columns we know; a comma if it has none."""
    return max(_DELIMITERS, key=lambda delimiter: len(known_columns(header, delimiter)))


def known_columns(header: str, delimiter: str) -> Mapping[str, str]:
    """The columns of ours that a header line has under one separator."""
    return choose_columns(tuple(next(csv.reader([header.strip()], delimiter=delimiter), [])))


def _text_columns(header: list[str], where: str) -> Mapping[str, str]:
    columns = choose_columns(tuple(header))
    if "text" not in columns:
        raise missing_text(dict.fromkeys(header), columns, where)
    return columns


def _draft_row(header: list[str], row: list[str], columns: Mapping[str, str], where: str, fallback_id: str) -> Draft:
    if len(row) > len(header):
        raise InputError(
            f"the row has {len(row)} cells, the header {len(header)}",
            where=where,
            remedy="Put quotation marks around cells that hold the separator",
        )
    return draft_from(dict(zip(header, row, strict=False)), columns, where, fallback_id)


def _records(batch: "pa.RecordBatch") -> list[dict[str, object]]:
    """The rows of a batch; where a time lies beyond the calendar of Python, times as text, to be reported."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    try:
        return batch.to_pylist()
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnicodeError):  # a broken file
            raise
    texts = [c.cast(pa.string()) if pa.types.is_temporal(c.type) else c for c in batch.columns]
    return pa.RecordBatch.from_arrays(texts, names=batch.schema.names).to_pylist()


def read_parquet(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:
    """One draft per row of a Parquet file.

    Raises:
        InputError: if it is not Parquet, or has no column with text.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        columns = _text_columns(list(table.schema_arrow.names), source.name)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=list(columns.values())):
            for record in _records(batch):
                number += 1
                try:
                    yield draft_from(record, columns, f"{source.name}, row {number}", f"{source.stem}:{number}")
                except InputError as error:
                    on_problem(error)
    except pa.ArrowException as error:
        reason = str(error).split("\n")[0].rstrip(".")
        raise InputError(
            f"not a readable Parquet file ({reason})", where=source.name, remedy="Write or download the file again"
        ) from error
