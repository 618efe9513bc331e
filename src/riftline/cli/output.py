"""Results to stdout or to a file; a file appears only when it is complete."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from itertools import islice
from pathlib import Path

from riftline.errors import UsageError
from riftline.exchange import write_csv, write_jsonl, write_parquet
from riftline.records import Event

ROWS = 4_000  # events per Parquet row group: about 20 MB of records in memory


def write_events(events: Iterable[Event], output: Path | None, kind: str) -> int:
    """Write events as `kind` (.jsonl, .parquet, .csv) and return how many there were.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        return write_jsonl(events, sys.stdout)
    with replacing(output) as unfinished:
        return _write(events, unfinished, kind)


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of `output` when the block ends well and is removed when it does not.

    Raises:
        UsageError: the file cannot be written; told before the work in the block begins where that can be known.
    """
    unfinished = output.with_name(f".{output.name}.part")
    try:
        if output.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        output.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
        yield unfinished
        unfinished.replace(output)
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", where=str(output), remedy="Check the folder and the disk"
        ) from error
    finally:
        with suppress(OSError):  # a folder that could not be made
            unfinished.unlink(missing_ok=True)


def _write(events: Iterable[Event], path: Path, kind: str) -> int:
    if kind == ".parquet":
        return write_parquet(_batches(events), path)
    with path.open("w", encoding="utf8", newline="") as file:
        return write_csv(events, file) if kind == ".csv" else write_jsonl(events, file)


def _batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    rest = iter(events)
    while batch := list(islice(rest, ROWS)):
        yield batch
