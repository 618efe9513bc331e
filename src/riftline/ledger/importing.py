"""Files of event data → ledger: batch by batch, each kept whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from riftline.errors import InputError
from riftline.ledger.batch import Counts, take_in
from riftline.ledger.files import EventFile, Problem, find_files, open_file
from riftline.ledger.store import Ledger

BATCH_FILES = 500  # files of one transaction
BATCH_BYTES = 2_000_000_000  # of one transaction, unless a single file is larger

Progress = Callable[[float, int], None]  # (share done of the batch 0…1, its bytes)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    path: Path
    format: str
    counts: Counts
    before: bool = False  # the very file had been imported before; nothing was done


def import_files(
    ledger: Ledger,
    inputs: Iterable[str | Path],
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    on_problem: Problem,
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Import files, folders and globs; files that are in the ledger already are told and left out.

    A batch of files is one transaction: when anything stops it, the ledger is as it was before that batch.

    Args:
        ledger: open for writing.
        inputs: files (plain, .gz, .zip with one member), folders, globs.
        format: the name of their format; without it, the content tells.
        on_problem: told of every file that cannot be read; the rest goes on.
        progress: told how far the batch is.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    paths = list(find_files(inputs, on_problem))
    done = {sha256 for (sha256,) in ledger.rows("SELECT sha256 FROM imports")}
    with _unpacking_folder(ledger.path) as folder:
        for batch in _batches(_opened(paths, folder, format, on_problem)):
            yield from _import_batch(ledger, batch, done, on_problem, progress)
            for file in batch:
                if file.readable.parent == folder:
                    file.readable.unlink()


@contextmanager
def _unpacking_folder(ledger: Path) -> Iterator[Path]:
    """A folder beside the ledger; what a killed import left there is removed, since only one program can write."""
    prefix = f".{ledger.name}.unpacked-"
    for left in ledger.parent.iterdir():
        if left.name.startswith(prefix):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=ledger.parent) as folder:
        yield Path(folder)


def _opened(paths: Sequence[Path], folder: Path, wanted: str | None, on_problem: Problem) -> Iterator[EventFile]:
    for path in paths:
        try:
            yield open_file(path, folder, wanted)
        except InputError as error:
            on_problem(error)


def _batches(files: Iterable[EventFile]) -> Iterator[list[EventFile]]:
    """Files of one layout together, as long as they follow each other."""
    batch: list[EventFile] = []
    for file in files:
        if batch and not _fits(file, batch):
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def _fits(file: EventFile, batch: Sequence[EventFile]) -> bool:
    room = len(batch) < BATCH_FILES and sum(item.bytes for item in batch) + file.bytes <= BATCH_BYTES
    return room and file.layout == batch[0].layout


def _import_batch(
    ledger: Ledger, batch: Sequence[EventFile], done: set[str], on_problem: Problem, progress: Progress | None
) -> Iterator[Imported]:
    new: dict[str, EventFile] = {}
    for file in batch:
        digest = file.sha256()
        if digest in done or digest in new:
            yield Imported(file.path, file.format.name, Counts(), before=True)
        else:
            new[digest] = file
    for part in _parts(ledger, new, on_problem, progress):
        done.update(part)
        yield from part.values()


def _parts(
    ledger: Ledger, files: dict[str, EventFile], on_problem: Problem, progress: Progress | None
) -> Iterator[dict[str, Imported]]:
    """All files at once; when one stops them, each alone, so that the others are not lost."""
    if not files:
        return
    try:
        yield _taken_in(ledger, files, progress)
    except InputError as error:
        if len(files) == 1:
            on_problem(error)
            return
        for digest, file in files.items():
            yield from _parts(ledger, {digest: file}, on_problem, progress)


def _taken_in(ledger: Ledger, files: dict[str, EventFile], progress: Progress | None) -> dict[str, Imported]:
    counts = take_in(ledger, list(files.values()), list(files), progress)
    return {
        digest: Imported(file.path, file.format.name, count)
        for (digest, file), count in zip(files.items(), counts, strict=True)
    }
