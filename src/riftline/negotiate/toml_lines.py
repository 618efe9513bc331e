"""Where in a TOML file each value stands: Python's reader gives values without lines."""

import re
from collections.abc import Iterator
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[{1,2})([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG = ('"""', "'''")


def line_numbers(text: str) -> dict[Path, int]:
    """Path → line, from 1, of each table and key that begins a line; ("actor", 0, "name") is the first actor's name."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    at: Path = ()
    for number, line in _outside_strings(text):
        if header := _HEADER.match(line):
            at = _table(header[2], repeated=header[1] == "[[", counts=counts)
            lines.setdefault(at, number)
        elif key := _KEY.match(line):
            lines.setdefault(at + _parts(key[1]), number)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """The line of a value, else of the nearest table around it."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not lie inside a string of several lines."""
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        yield number, line
        closing = next((mark for mark in _LONG if line.count(mark) % 2), "")


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table(dotted: str, *, repeated: bool, counts: dict[Path, int]) -> Path:
    """The path of a header, with the number of the element where a part of it is an array of tables."""
    path: Path = ()
    parts = _parts(dotted)
    for k, part in enumerate(parts):
        path += (part,)
        if repeated and k == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path
