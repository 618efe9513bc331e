"""What `riftline actors` needs: lines of a file as phrases to resolve, and an answer in words."""

import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from riftline.code.actors import resolve_record
from riftline.errors import InputError
from riftline.facts.countries import country
from riftline.read.lines import read_lines

__all__ = ["describe", "lines_of", "resolve_record"]

Line = dict[str, str | None]

_LINE = 'Write lines such as {"id": "1", "text": "the Kremlin", "date": "2022-06-01"}'
_STDIN = "standard input"
_NO_DAY = "?"  # a date that resolves to nobody


def describe(found: Mapping[str, str | None]) -> str:
    """The answer of `resolve_record` in two or three lines: who it is, how that was told.

    `the Kremlin` gives "Kremlin: RUS (Russia), sector GOV" and, below, the reasons.
    """
    facts = ", ".join(
        filter(None, (_country(found), found["organization"], _named("sector", found), _named("role", found)))
    )
    if not facts:
        return f"{found['text'] or '(no text)'}: no political actor"
    lines = [f"{found['name'] or found['text']}: {facts}"]
    return "\n".join([*lines, *([f"  because {found['why']}"] if found["why"] else [])])


def lines_of(path: Path, problems: Callable[[InputError], None]) -> Iterator[Line]:
    """The phrases of a JSONL file, one after the other; `-` is standard input.

    An object whose text or date cannot be used is reported and still yielded, in a form that resolves to nobody: there
    is one answer per object. A line that holds no object is only reported.

    Args:
        path: the file with lines {"id", "text", "context"?, "date"?}.
        problems: called with each problem.

    Raises:
        InputError: if the file cannot be read at all.
    """
    name = _STDIN if str(path) == "-" else str(path)
    try:
        with nullcontext(_stdin()) if name == _STDIN else path.open("rb") as stream:
            for number, text in read_lines(stream, name, problems):
                if text.strip() and (line := _line(text, f"{name}, line {number}", problems)) is not None:
                    yield line
    except FileNotFoundError:
        raise InputError("no such file", where=name, remedy="Check the spelling of the path") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=name, remedy="Name a file of JSON lines") from None


def _stdin() -> io.BufferedReader:
    """Standard input as bytes, so that its encoding is ours to find out."""
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _line(text: str, where: str, problems: Callable[[InputError], None]) -> Line | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return _checked(value, where, problems)
    problems(InputError("this is no JSON object", where=where, remedy=_LINE))
    return None


def _checked(value: dict[str, object], where: str, problems: Callable[[InputError], None]) -> Line:
    """The fields as strings; one that cannot be used is reported, and the line resolves to nobody."""
    ident, text, context, date = (value.get(key) for key in ("id", "text", "context", "date"))
    line: Line = {
        "id": str(ident) if isinstance(ident, int) else _string(ident),
        "text": _string(text),
        "context": _string(context),
        "date": _string(date),
    }
    if not (line["text"] or "").strip():
        state = "missing" if text is None else "empty" if isinstance(text, str) else "no string"
        problems(InputError(f"the text is {state}", where=where, remedy='Put a name or phrase into "text"'))
    if date is not None and date != "" and not _is_day(date):
        line["date"] = _NO_DAY
        problems(InputError(f"{date!r} is no date", where=where, remedy="Write it as 2022-06-01, or leave it out"))
    return line


def _is_day(date: object) -> bool:
    try:
        return isinstance(date, str) and dt.date.fromisoformat(date[:10]) is not None
    except ValueError:
        return False


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _country(found: Mapping[str, str | None]) -> str | None:
    state = country(found["country"] or "")
    return f"{state.iso3} ({state.name})" if state else found["country"]


def _named(key: str, found: Mapping[str, str | None]) -> str | None:
    return f"{key} {found[key]}" if found[key] else None
