"""The files of an import: found, unpacked where DuckDB cannot, and told which format they are."""

import csv
import errno
import glob
import gzip
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from riftline.errors import InputError, LedgerError, RiftlineError, UsageError
from riftline.ledger.encodings import as_utf8
from riftline.ledger.formats import FORMATS
from riftline.ledger.formats.base import Format

SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt", ".gz", ".zip"))  # what is taken from a folder
_FIRST_LINE = 1_000_000  # bytes at most: a "line" longer than this is no line of event data
_PATTERN = frozenset("*?[")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)  # the last two: zips
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"

Problem = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file to import. `readable` is what DuckDB reads: the file, or what was unpacked from it."""

    path: Path
    readable: Path
    bytes: int  # of `readable`
    format: Format
    header: tuple[str, ...]  # the fields of its first line

    @property
    def layout(self) -> tuple[object, ...]:
        """Files with the same layout can be read at once."""
        return (self.format, self.header if self.format.header else ()) if self.format.batched else (self.path,)

    def sha256(self) -> str:
        """Of the file as it stands on disk; the same file is not imported twice."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def find_files(inputs: Iterable[str | Path], on_problem: Problem) -> Iterator[Path]:
    """The files of paths, folders and globs, each once, in order of their names."""
    seen: set[Path] = set()
    for given in inputs:
        for path in _expanded(str(given), on_problem):
            if path not in seen:
                seen.add(path)
                yield path


def _expanded(given: str, on_problem: Problem) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        found = sorted(item for item in path.rglob("*") if item.is_file() and item.suffix.lower() in SUFFIXES)
    elif path.exists():
        return [path]
    else:
        found = sorted(Path(name) for name in glob.glob(given, recursive=True) if Path(name).is_file())  # noqa: PTH207 - the glob may be absolute
    if not found:
        on_problem(InputError("there is no such file", where=given, remedy="Give a file, a folder or a glob"))
    return found


def open_file(path: Path, folder: Path, wanted: str | None) -> EventFile:
    """A file ready to be read.

    Args:
        path: the file.
        folder: where to unpack to.
        wanted: the name of the format the user says it has; without it, the content tells.

    Raises:
        InputError: it cannot be read, is damaged or is of no known format.
    """
    try:
        readable = _unpacked(path, folder)
        layout = _format_of(path, _first_fields(readable), wanted)
        if layout.encoding != "utf-8":
            readable = _as_utf8(readable, folder)
        fields = _first_fields(readable)
        size = readable.stat().st_size
    except _DAMAGED as error:
        raise _unreadable(path, error) from error
    return EventFile(path, readable, size, layout, tuple(fields))


def _unreadable(path: Path, error: Exception) -> RiftlineError:
    if isinstance(error, OSError) and error.errno in _FULL:
        return LedgerError(
            "the disk is full", where=str(path), remedy="It is unpacked beside the ledger: free some space there"
        )
    problem = (isinstance(error, OSError) and error.strerror) or error
    return InputError(f"cannot be read ({problem})", where=str(path), remedy="Get it again")


def _unpacked(path: Path, folder: Path) -> Path:
    """The file, or what it was packed from: DuckDB does not check whether a packed file is whole."""
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
    if not start:
        raise InputError("is empty", where=str(path), remedy="Get it again")
    if start == _ZIP:
        return _from_zip(path, folder)
    if start.startswith(_GZIP):
        return _from_gzip(path, folder)
    if path.suffix.lower() == ".gz" or _PATTERN & set(str(path)):  # what DuckDB would take for more than a name
        (link := _new_name(folder)).symlink_to(path.resolve())
        return link
    return path


def _from_zip(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) != 1:
            raise InputError(f"holds {len(members)} files", where=str(path), remedy="Unpack it and import its folder")
        target = _new_name(folder)
        with archive.open(members[0]) as source, target.open("wb") as unpacked:
            shutil.copyfileobj(source, unpacked, 1 << 20)
    return target


def _from_gzip(path: Path, folder: Path) -> Path:
    target = _new_name(folder)
    with gzip.open(path) as source, target.open("wb") as unpacked:
        shutil.copyfileobj(source, unpacked, 1 << 20)
    return target


def _as_utf8(readable: Path, folder: Path) -> Path:
    written = as_utf8(readable, lambda: _new_name(folder))
    if written != readable and readable.parent == folder:
        readable.unlink()
    return written


def _new_name(folder: Path) -> Path:
    return folder / f"{uuid4().hex}.unpacked"


def _first_fields(path: Path) -> list[str]:
    with path.open("rb") as file:
        line = file.readline(_FIRST_LINE)
    text = line.decode("utf8", errors="replace").lstrip("\ufeff").rstrip("\r\n")
    return text.split("\t") if "\t" in text else next(csv.reader([text]), [])


def _format_of(path: Path, fields: Sequence[str], wanted: str | None) -> Format:
    candidates = [format_ for format_ in FORMATS if wanted is None or format_.name == wanted]
    if not candidates:
        known = ", ".join(dict.fromkeys(format_.name for format_ in FORMATS))
        raise UsageError(f"no format {wanted!r}", remedy=f"The formats are {known}")
    for candidate in candidates:
        if candidate.told_by(fields):
            return candidate
    raise _no_format(path, fields, candidates if wanted else [])


def _no_format(path: Path, fields: Sequence[str], candidates: Sequence[Format]) -> InputError:
    if not candidates:
        return InputError(
            "is of no format that riftline knows",
            where=str(path),
            remedy="See riftline ledger import --help for the formats; name one with --format",
        )
    wanted = candidates[0]
    missing = [name for name in wanted.columns if name not in fields]
    if wanted.header and len(missing) < len(wanted.columns):
        return InputError(
            f"lacks the column {', '.join(map(repr, missing))} of {wanted.title}",
            where=str(path),
            remedy="Get it again",
        )
    counts = " or ".join(str(len(candidate.columns)) for candidate in candidates)
    return InputError(
        f"is not {wanted.title}: its first line has {len(fields)} fields, not {counts}",
        where=str(path),
        remedy="Leave out --format, or name another",
    )
