"""Plain text and Markdown files: one document each."""

import io
from collections.abc import Iterator

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.encoding import decode
from riftline.read.fields import choose_columns, draft_from
from riftline.read.limits import MAX_TEXT, too_long
from riftline.read.markdown import split_front_matter, strip_marks
from riftline.read.sources import Source

_BYTES = 4 * MAX_TEXT  # the most that a text within the limit can take, in UTF-32


def read_plain(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:  # noqa: ARG001
    """The file as one draft."""
    yield Draft(text=_text(source, stream), where=source.name, fallback_id=source.stem)


def read_markdown(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:  # noqa: ARG001
    """The file as one draft without its marks; front matter gives title, date, source and address."""
    fields, text = split_front_matter(_text(source, stream).replace("\r\n", "\n"))
    record: dict[str, object] = {**fields, "text": strip_marks(text)}
    columns = {**choose_columns(tuple(fields)), "text": "text"}
    yield draft_from(record, columns, source.name, source.stem)


def _text(source: Source, stream: io.BufferedReader) -> str:
    data = stream.read(_BYTES + 1)
    if len(data) > _BYTES:
        raise too_long(f"more than {_BYTES:,} bytes", source.name)
    text = decode(data, source.name)
    if not text.strip():
        raise InputError("the file is empty", where=source.name, remedy="Leave it out or fill it")
    return text
