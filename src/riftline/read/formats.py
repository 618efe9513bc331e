"""The door of the room: which reader reads what, and every input read in turn."""

import datetime as dt
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.encoding import decode
from riftline.read.finish import finish
from riftline.read.html import read_html
from riftline.read.jsonl import read_json, read_jsonl
from riftline.read.limits import PEEK
from riftline.read.plain import read_markdown, read_plain
from riftline.read.sources import SUFFIXES, Source, as_input_error, expand
from riftline.read.tables import find_delimiter, known_columns, read_csv, read_parquet
from riftline.records import Document

_Reader = Callable[[Source, io.BufferedReader, OnProblem], Iterator[Draft]]
_READERS: dict[str, _Reader] = {
    "plain": read_plain,
    "markdown": read_markdown,
    "html": read_html,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
}
_PAGE = re.compile(r"<!doctype html|<html\b|<head\b|<body\b", re.IGNORECASE)


def read_documents(sources: Iterable[str | Path], *, on_problem: Callable[[InputError], None]) -> Iterator[Document]:
    """Read every document that the sources hold, one at a time.

    Args:
        sources: files, folders (read with their subfolders), glob patterns, or `-` for the standard input.
        on_problem: called with each problem, which says where and what to do. What cannot be read is skipped and the
            rest goes on; a date that cannot be used or an id given twice is reported too, and the document is kept.

    Yields:
        documents in English, cleaned, each with an id of its own.
    """
    names = _Names(on_problem)
    listed = [sources] if isinstance(sources, str | Path) else sources  # a single name, not its letters
    for source in expand(listed, on_problem):
        for draft in _drafts(source, on_problem):
            try:
                document = finish(draft, on_problem)
            except InputError as error:
                on_problem(error)
                continue
            yield names.distinct(document, draft)


def read_text(
    text: str,
    *,
    published: dt.date | str | None = None,
    id: str | None = None,  # noqa: A002 - the record's name for it
    title: str | None = None,
) -> Document:
    """Make a document of a text in memory, cleaned like a file.

    Args:
        text: the article.
        published: when it appeared, as a date or a string such as "2025-02-16".
        id: its id; "text" if none is given.
        title: its headline, if it is not the first line of the text.

    Raises:
        InputError: if the text is empty, too long or not in English, or the date cannot be used.
    """
    draft = Draft(text=text, where=id or "text", fallback_id="text", id=id, title=title, date=published)
    return finish(draft, _fail)


def _fail(error: InputError) -> None:
    raise error


def _drafts(source: Source, on_problem: OnProblem) -> Iterator[Draft]:
    """The drafts of one input; whatever stops its reading is reported."""
    try:
        with source.open() as stream:
            yield from _READERS[_format(source, stream)](source, stream, on_problem)
    except (InputError, OSError, EOFError, zlib.error, UnicodeError) as error:
        on_problem(as_input_error(error, source.name))


def _format(source: Source, stream: io.BufferedReader) -> str:
    if not stream.peek(1):
        raise InputError("the file is empty", where=source.name, remedy="Leave it out or fill it")
    return SUFFIXES.get(source.suffix) or sniff(stream.peek(PEEK)[:PEEK], source.name)


def sniff(head: bytes, where: str) -> str:
    """Tell the format from the first bytes: 1. Parquet; 2. HTML; 3. JSON lines or JSON; 4. CSV; 5. plain text.

    Raises:
        InputError: if it is binary.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    text = decode(head, where).lstrip("\ufeff \t\r\n")
    if text.startswith("<") and _PAGE.search(text):
        return "html"
    first = text.split("\n", 1)[0]
    if text.startswith(("{", "[")):
        return _sniff_json(text, first)
    columns = known_columns(first, find_delimiter(first))
    return "csv" if "text" in columns and len(columns) > 1 else "plain"


def _sniff_json(text: str, first: str) -> str:
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return "json" if re.match(r'\{\s*"|\[\s*[{\]]', text) else "plain"
    return "jsonl" if isinstance(record, dict) else "json"


class _Names:
    """Gives every document of a run an id of its own."""

    def __init__(self, on_problem: OnProblem) -> None:
        self.taken: dict[str, int] = {}
        self.on_problem = on_problem

    def distinct(self, document: Document, draft: Draft) -> Document:
        """The document, renamed `id#2` … if its id was taken."""
        name = document.id
        count = self.taken[name] = self.taken.get(name, 0) + 1
        if count == 1:
            return document
        while (new := f"{name}#{count}") in self.taken:
            count += 1
        self.taken[name] = count
        self.taken[new] = 1
        remedy = f'The later one is called "{new}"; give every document its own id'
        self.on_problem(InputError(f'the id "{name}" was used before', where=draft.where, remedy=remedy))
        return replace(document, id=new)
