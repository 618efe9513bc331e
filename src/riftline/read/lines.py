"""Long files line by line: numbered, decoded, and never more of a line in memory than the limit."""

import io
import re
from collections.abc import Iterator

from riftline.read.draft import OnProblem
from riftline.read.encoding import decode, marked_encoding, refuse_binary
from riftline.read.limits import MAX_LINE, PEEK, too_long

_ESCAPED = re.compile(r"[\udc80-\udcff]")


def read_lines(stream: io.BufferedReader, name: str, on_problem: OnProblem) -> Iterator[tuple[int, str]]:
    """Yield (line number from 1, line with its end); a line over `MAX_LINE` is reported and skipped.

    Raises:
        InputError: if the file is binary.
    """
    head = stream.peek(PEEK)[:PEEK]
    refuse_binary(head, name)
    with _as_text(stream, marked_encoding(head)) as text:
        number = 0
        while line := text.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                length = len(line) + _skip_rest(text, line)
                on_problem(too_long(f"{length:,} characters", f"{name}, line {number}"))
            else:
                yield number, _repair(line, name)


def _as_text(stream: io.BufferedReader, encoding: str | None) -> io.TextIOWrapper:
    """Bytes that are not UTF-8 pass as lone surrogates, to be repaired line by line."""
    if encoding in {None, "utf-8-sig"}:
        return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")


def _skip_rest(text: io.TextIOWrapper, line: str) -> int:
    """Read on to the end of the line in pieces; how many characters that were."""
    length = 0
    while not line.endswith("\n") and (line := text.readline(PEEK)):
        length += len(line)
    return length


def _repair(line: str, name: str) -> str:
    """A line with bytes that are not UTF-8 is decoded as what it probably is."""
    if line.isascii() or not _ESCAPED.search(line):
        return line
    return decode(line.encode("utf-8", errors="surrogateescape"), name)
