"""What all commands share: results to stdout, narration to stderr, problems named and counted, the exit status."""

import sys
from pathlib import Path

from riftline.errors import InputError, RiftlineError, UsageError


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


def fail(error: RiftlineError) -> int:
    """One line for an error that stops the work; the exit status it stands for."""
    sys.stderr.write(f"riftline: {error}\n")
    return 2 if isinstance(error, UsageError) else 1


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
