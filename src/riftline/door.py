"""The Python door: what `riftline.read`, `code`, `explain` and `brief` do when they are called.

>>> import riftline
>>> events = riftline.code("France condemned the coup in Niger.", date="2023-07-27")  # doctest: +SKIP
"""

import datetime as dt
import warnings
from collections.abc import Iterable
from pathlib import Path

from riftline import pipeline
from riftline.brief import Brief, make_brief
from riftline.code.evidence import Explanation
from riftline.errors import InputError, UsageError
from riftline.read import mark_repeats, read_documents, read_text
from riftline.records import CodedDocument, Document, Event
from riftline.settings import load_settings

Source = str | Path


def read(*sources: Source) -> list[Document]:
    """The documents of files, folders or globs. What cannot be read is warned of; the rest is returned.

    Raises:
        InputError: nothing could be read.
    """
    problems: list[InputError] = []
    documents = list(read_documents(sources, on_problem=problems.append))
    if problems and not documents:
        raise problems[0]
    for problem in problems:
        warnings.warn(str(problem), stacklevel=2)
    return documents


def code(what: str | Document | Iterable[Document], *, date: dt.date | str | None = None) -> list[Event]:
    """The events of a text, a document or several documents.

    Args:
        what: a text as a string, or documents from `riftline.read`.
        date: when a text was published (ISO 8601 when given as a string); relative dates are resolved against it.

    Raises:
        UsageError: the date is none.
        InputError: the text is empty or not in English.
    """
    return [event for coded in _coded(what, date) for event in coded.events]


def brief(*what: Source | Document, title: str | None = None) -> Brief:
    """The brief of documents, files, folders or globs; render it with `riftline.brief.render_html` and its like."""
    documents: list[Document] = []
    for item in what:
        documents += [item] if isinstance(item, Document) else read(item)
    return make_brief(list(pipeline.code_originals(mark_repeats(documents), settings=load_settings())), title=title)


def explain(what: str | Document, *, date: dt.date | str | None = None) -> Explanation:
    """How a text was read: the evidence for and against each event; `riftline.brief.explained` prints it.

    Args:
        what: a sentence, a few, or a document.
        date: when a text was published, as for `code`.

    Raises:
        UsageError: the date is none.
        InputError: the text is empty or not in English.
    """
    document = what if isinstance(what, Document) else read_text(what, published=_day(date))
    return pipeline.explain(document, settings=load_settings())


def _coded(what: str | Document | Iterable[Document], date: dt.date | str | None) -> Iterable[CodedDocument]:
    if isinstance(what, str):
        what = read_text(what, published=_day(date))
    documents = [what] if isinstance(what, Document) else what
    return pipeline.code(documents, settings=load_settings())


def _day(date: dt.date | str | None) -> dt.date | None:
    if not isinstance(date, str):
        return date
    try:
        return dt.date.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"{date!r} is no date", remedy="Give year-month-day, such as 2025-02-16") from error
