"""Draft → Document: normalised, without furniture, with title, date and a checked language."""

import datetime as dt

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.furniture import remove_furniture
from riftline.read.language import check_language
from riftline.read.limits import check_length
from riftline.read.normalise import normalise, paragraphs, writable
from riftline.read.published import date_in_address, date_in_text, parse_date, year_in_address
from riftline.read.titles import split_title
from riftline.records import Document

_HEAD = 6  # lines of the text in which a date or dateline may stand


def finish(draft: Draft, on_problem: OnProblem) -> Document:
    """Clean and check a draft; a date that cannot be used is reported and left out.

    Raises:
        InputError: if nothing is left, it is too long, or not in English.
    """
    check_length(draft.text, draft.where)
    lines = paragraphs(normalise(draft.text))
    cleaned = remove_furniture(lines)
    title, body = split_title(cleaned.kept, _one_line(draft.title))
    text = "\n\n".join(body)
    if not text:
        raise InputError("no text is left in it", where=draft.where, remedy="Leave it out or give its text")
    language = check_language(text, draft.language, draft.where)
    return Document(
        id=writable(draft.id or draft.fallback_id),
        text=text,
        title=title,
        published=_published(draft, lines, on_problem),
        source=writable(draft.source) if draft.source else None,
        url=writable(draft.url) if draft.url else None,
        language=language,
    )


def _one_line(title: str | None) -> str | None:
    return " ".join(normalise(title).split()) or None if title else None


def _published(draft: Draft, lines: list[str], on_problem: OnProblem) -> dt.date | None:
    """1. the field or metadata; 2. the address; 3. the lines above the text and the dateline."""
    return (
        _given_date(draft, on_problem)
        or date_in_address(draft.url)
        or date_in_text(lines[:_HEAD], year_in_address(draft.url))
    )


def _given_date(draft: Draft, on_problem: OnProblem) -> dt.date | None:
    if isinstance(draft.date, dt.datetime):
        return draft.date.date()
    if not isinstance(draft.date, str):
        return draft.date
    try:
        date = parse_date(draft.date)
        problem = f'the date "{draft.date[:40]}" is not understood'
    except ValueError:
        date, problem = None, f'the date "{draft.date[:40]}" does not exist'
    if date is None:
        on_problem(
            InputError(problem, where=draft.where, remedy="Write it as 2025-02-16; the document is read without a date")
        )
    return date
