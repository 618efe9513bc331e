"""JSON lines, and JSON files with one object or a list of them."""

import io
import json
from collections.abc import Iterator

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.encoding import decode
from riftline.read.fields import choose_columns, draft_from
from riftline.read.limits import MAX_PAGE, too_long
from riftline.read.lines import read_lines
from riftline.read.sources import Source

_LIST_KEYS = ("articles", "documents", "items", "data")


def read_jsonl(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:
    """One draft per line; a broken line is reported with its number and the rest goes on."""
    stem = source.stem
    for number, line in read_lines(stream, source.name, on_problem):
        if not line.strip():
            continue
        try:
            yield parse_record(line, f"{source.name}, line {number}", f"{stem}:{number}")
        except InputError as error:
            on_problem(error)


def parse_record(line: str, where: str, fallback_id: str) -> Draft:
    """Make a draft of one JSON object.

    Raises:
        InputError: if it is not JSON, not an object, or has no text.
    """
    return _draft(_load(line, where), where, fallback_id)


def read_json(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:
    """Drafts from a JSON file: one object, a list of objects, or an object holding such a list.

    JSON lines in a file named `.json` are read as what they are.
    """
    if _first_line_is_json(stream):
        yield from read_jsonl(source, stream, on_problem)
        return
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise too_long(f"more than {MAX_PAGE:,} bytes of JSON", source.name)
    records = _records(_load(decode(data, source.name), source.name))
    for index, record in enumerate(records, start=1):
        where = source.name if len(records) == 1 else f"{source.name}, record {index}"
        try:
            yield _draft(record, where, source.stem if len(records) == 1 else f"{source.stem}:{index}")
        except InputError as error:
            on_problem(error)


def _first_line_is_json(stream: io.BufferedReader) -> bool:
    """Whether the first line is a whole object, with more to come."""
    first, _, rest = stream.peek().lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _load(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"at character {error.colno}" if error.lineno == 1 else f"at line {error.lineno}"
        problem = f"this is not JSON ({error.msg.lower()} {place})"
    except (ValueError, RecursionError):
        problem = "this JSON holds a number or a nesting too large to read"
    raise InputError(problem, where=where, remedy='Each line needs one object, such as {"id": "a1", "text": "…"}')


def _records(value: object) -> list[object]:
    if isinstance(value, dict):
        for key in _LIST_KEYS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return value if isinstance(value, list) else [value]


def _draft(value: object, where: str, fallback_id: str) -> Draft:
    if not isinstance(value, dict):
        raise InputError(
            "this is JSON, but not an object", where=where, remedy='Write {"id": "a1", "text": "…"} on each line'
        )
    return draft_from(value, choose_columns(tuple(value)), where, fallback_id)
