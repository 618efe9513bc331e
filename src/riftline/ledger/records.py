"""Files of event records, as `riftline code` writes them → events."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from riftline.errors import InputError
from riftline.exchange import event_from_dict, events_from_table
from riftline.ledger.files import Problem, find_files
from riftline.records import Event

KINDS = (".jsonl", ".parquet")


def read_records(inputs: Iterable[str | Path], on_problem: Problem) -> Iterator[Event]:
    """The events of .jsonl and .parquet files, as a stream.

    Args:
        inputs: files or globs.
        on_problem: told of every file or line that is no event record; the rest goes on.
    """
    for path in find_files(inputs, on_problem):
        try:
            yield from _read(path, on_problem)
        except (InputError, OSError, ValueError) as error:  # pyarrow's errors are among the latter
            problem = error.problem if isinstance(error, InputError) else str(error).splitlines()[0]
            on_problem(InputError(problem, where=str(path), remedy=f"Give {' or '.join(KINDS)} of riftline code"))


def _read(path: Path, on_problem: Problem) -> Iterator[Event]:
    if path.suffix.lower() == ".parquet":
        yield from _parquet(path)
    elif path.suffix.lower() == ".jsonl":
        yield from _jsonl(path, on_problem)
    else:
        raise InputError("holds no event records", where=str(path))


def _parquet(path: Path) -> Iterator[Event]:
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield from events_from_table(pa.Table.from_batches([batch]))


def _jsonl(path: Path, on_problem: Problem) -> Iterator[Event]:
    with path.open(encoding="utf8") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield event_from_dict(json.loads(line))
            except json.JSONDecodeError as error:
                on_problem(InputError(f"is no JSON ({error.msg})", where=f"{path}, line {number}"))
            except InputError as error:
                where = f"{path}, line {number}, {error.where or 'event'}"
                on_problem(InputError(error.problem, where=where, remedy=error.remedy))
