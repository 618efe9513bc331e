"""What all commands share: results to stdout, narration to stderr, problems named and counted, the exit status."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from riftline.errors import InputError, RiftlineError, UsageError

_T = TypeVar("_T")

OwnActors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Actors and agents in PETRARCH's form; they win. Repeatable."),
]


class Problems:
    """Names every input that could not be read on stderr, and remembers how many there were."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def __call__(self, error: InputError) -> None:
        """Tell the user at once; the work goes on."""
        self.messages.append(str(error))
        sys.stderr.write(f"skipped: {error}\n")

    def status(self) -> int:
        """0 when everything was read, 1 otherwise; says how many were not."""
        if not self.messages:
            return 0
        sys.stderr.write(f"{len(self.messages)} problem(s) with the input; the rest was done.\n")
        return 1


def some(read: Iterable[_T], problems: Problems) -> Iterator[_T]:
    """Hand on what was read.

    Raises:
        InputError: there were only problems. So a misspelt name never replaces an earlier result by an empty one.
    """
    nothing = True
    for item in read:
        nothing = False
        yield item
    if nothing and problems.messages:
        raise InputError("no document could be read", remedy="Nothing was written")


def prepare_streams() -> None:
    """Make the standard streams fit for any text: UTF-8 where a file or program reads along, whatever the locale.

    A stream that was closed by the caller is None; what is written to it goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf8"))  # noqa: SIM115 - until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf8", errors="replace")


def silence_stdout() -> None:
    """Let what is still buffered for a standard output that is gone or full vanish without a message."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: RiftlineError) -> int:
    """One line for an error that stops the work; the exit status it stands for."""
    sys.stderr.write(f"riftline: {error}\n")
    return 2 if isinstance(error, UsageError) else 1


def narrate(text: str) -> None:
    """Tell somebody who waits at a terminal what takes the time."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")


def suffix_of(path: Path | None, allowed: tuple[str, ...]) -> str:
    """The output format a file name asks for; the first of `allowed` when there is no file.

    Raises:
        UsageError: the suffix is none of `allowed`.
    """
    if path is None:
        return allowed[0]
    if path.suffix.lower() not in allowed:
        raise UsageError(
            f"cannot write {path.suffix or 'a file without suffix'}",
            where=str(path),
            remedy=f"Use {', '.join(allowed)}",
        )
    return path.suffix.lower()
