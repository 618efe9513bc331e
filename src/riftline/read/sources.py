"""What the user named – files, folders, globs, `-` – as a stream of single inputs."""

import glob
import gzip
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from riftline.errors import InputError
from riftline.read.draft import OnProblem
from riftline.read.limits import PEEK

SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
# Documents that a user would miss if a folder passed over them without a word.
_UNREADABLE = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xlsx", ".xls", ".warc", ".eml", ".mhtml"}
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")  # "Talks of 12.3 in Oslo" has none
_GZIP = b"\x1f\x8b"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file or the standard input. `path` is None for the latter."""

    name: str
    path: Path | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, that of the packed file for `.gz`."""
        parts = [part.lower() for part in Path(self.name).suffixes]
        if parts and parts[-1] == ".gz":
            parts.pop()
        return parts[-1] if parts and self.path and _SUFFIX.fullmatch(parts[-1]) else ""

    @property
    def stem(self) -> str:
        """The file name without its suffixes, which serves as id."""
        if self.path is None:
            return "stdin"
        name = self.path.name.removesuffix(".gz").removesuffix(".GZ")
        return (Path(name).stem if Path(name).suffix.lower() in SUFFIXES else name) or self.path.name

    def open(self) -> io.BufferedReader:
        """Open for reading bytes, unpacked where the content is gzip."""
        stream = _open_stdin() if self.path is None else self.path.open("rb")
        if stream.peek(2)[:2] != _GZIP:
            return _peekable(stream)
        if self.path is None:
            return _peekable(cast("BinaryIO", gzip.GzipFile(fileobj=stream)))
        stream.close()  # GzipFile closes only what it has opened itself
        return _peekable(cast("BinaryIO", gzip.GzipFile(self.path)))


def _open_stdin() -> io.BufferedReader:
    """The standard input, which stays open when this stream is closed."""
    if sys.stdin is None:
        raise InputError("it is closed", where="standard input", remedy="Pipe a document into it, or name a file")
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError):  # replaced by an object without a file, as in tests and notebooks
        return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(sys.stdin.buffer.read())))


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    """Wrap so that `peek` shows up to `PEEK` bytes, whatever lies below."""
    return io.BufferedReader(cast("io.RawIOBase", stream), buffer_size=PEEK)


def expand(names: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Source]:
    """Each file that the names stand for, once, in order; a folder's files are sorted.

    In a folder, hidden files, README files and files of other kinds (images, programs) are passed over.
    """
    seen: set[Path] = set()
    for name in names:
        try:
            found = list(_expand_one(str(name), on_problem))
        except (InputError, OSError) as error:
            on_problem(as_input_error(error, str(name)))
            continue
        for source in found:
            key = source.path.resolve() if source.path else Path(STDIN)
            if key not in seen:
                seen.add(key)
                yield source


def as_input_error(error: Exception, where: str) -> InputError:
    """The same problem as an InputError that says where."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, PermissionError):
        return InputError("no permission to read it", where=where, remedy="Check the file's permissions")
    problem = getattr(error, "strerror", None) or str(error) or type(error).__name__
    problem = " ".join(problem.split()).rstrip(".")
    return InputError(f"cannot be read ({problem})", where=where, remedy="Check that the file is complete")


def _expand_one(name: str, on_problem: OnProblem) -> Iterator[Source]:
    path = Path(name)
    if not name.strip():  # an unset variable of the shell, not the working folder
        raise InputError("an input's name is empty", remedy="Name a file or folder; . is the current folder")
    if name == STDIN:
        yield Source("standard input")
    elif path.is_dir():
        yield from _folder(path, on_problem)
    elif path.exists():
        yield Source(name, path)
    elif glob.has_magic(name):
        yield from _glob(name, on_problem)
    else:
        raise _missing(name)


def _missing(name: str) -> InputError:
    if name.startswith(("http://", "https://")):
        return InputError("web addresses are not fetched", where=name, remedy="Save the page and name the file")
    return InputError("no such file or folder", where=name, remedy="Check the spelling of the path")


def _glob(pattern: str, on_problem: OnProblem) -> Iterator[Source]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    if not matches:
        raise InputError("nothing matches this pattern", where=pattern, remedy="Check the pattern and the folder")
    for match in matches:
        path = Path(match)
        if path.is_dir():
            if "**" not in pattern:  # `**` lists the files in it as well
                yield from _folder(path, on_problem)
        else:
            yield Source(match, path)


def _folder(folder: Path, on_problem: OnProblem) -> Iterator[Source]:
    paths = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and not _passed_over(path.relative_to(folder))
    ]
    kept = 0
    for path in paths:
        source = Source(str(path), path)
        if source.suffix in SUFFIXES or not source.suffix:
            kept += 1
            yield source
        elif source.suffix in _UNREADABLE:
            on_problem(
                InputError(f"{source.suffix} files cannot be read", where=source.name, remedy="Save it as text or HTML")
            )
    if not kept:
        raise InputError(
            "the folder holds no file that can be read",
            where=str(folder),
            remedy="Readable are .txt, .md, .html, .jsonl, .json, .csv, .tsv and .parquet, also as .gz",
        )


def _passed_over(path: Path) -> bool:
    """Hidden files, README files, and the folders browsers write beside a saved page ("story_files/")."""
    hidden = any(part.startswith(".") for part in path.parts)
    companion = any(part.endswith("_files") for part in path.parts[:-1])
    return hidden or companion or path.name.lower().startswith("readme")
