"""Web pages: the main text and the page's own metadata, through trafilatura."""

import functools
import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from riftline.errors import InputError
from riftline.read.draft import Draft, OnProblem
from riftline.read.encoding import decode, marked_encoding
from riftline.read.limits import MAX_PAGE, PEEK, too_long
from riftline.read.patterns import is_prose
from riftline.read.sources import Source

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)(?:table|thead|tbody|tr|td|th)\b[^>]*>", re.IGNORECASE)
# Dates only from the page's metadata: an extensive search would take any year it finds, such as that of the copyright.
_DATES = {"original_date": True, "extensive_search": False}


def read_html(source: Source, stream: io.BufferedReader, on_problem: OnProblem) -> Iterator[Draft]:  # noqa: ARG001
    """The page's article as one draft.

    Raises:
        InputError: if the page is too long or has no article text.
    """
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise too_long(f"more than {MAX_PAGE:,} bytes of HTML", source.name)
    yield draft_from_page(decode_page(data, source.name), source.name, source.stem)


def draft_from_page(page: str, where: str, fallback_id: str) -> Draft:
    """Extract the article.

    1. strictly; 2. the same with tables opened, for pages laid out in tables; 3. preferring recall over precision.

    Raises:
        InputError: if none finds a sentence.
    """
    found = (
        _extract(page, favor_precision=True)
        or _extract(_TABLE.sub(r"<\1div>", page), favor_precision=True)
        or _extract(page, favor_recall=True)
    )
    if found is None:
        raise InputError(
            "no article text found in this page", where=where, remedy="Copy the article into a text file instead"
        )
    return Draft(
        text=found.text,
        where=where,
        fallback_id=fallback_id,
        title=found.title or None,
        date=found.date or None,
        source=found.sitename or None,
        url=found.url or None,
    )


def decode_page(data: bytes, where: str) -> str:
    """Decode a page: a byte-order mark first, then what the page declares, then the bytes themselves."""
    declared = _CHARSET.search(data[:PEEK])
    if declared and not marked_encoding(data[:PEEK]):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly, as often happens
    return decode(data, where)


def _extract(page: str, **options: bool) -> Any | None:  # noqa: ANN401 - trafilatura has no types
    found = _trafilatura().bare_extraction(
        page,
        include_comments=False,
        include_tables=False,  # rows of figures are no sentences
        with_metadata=True,
        date_extraction_params=_DATES,
        **options,
    )
    return found if found is not None and any(map(is_prose, (found.text or "").splitlines())) else None


@functools.cache
def _trafilatura() -> Any:  # noqa: ANN401
    import trafilatura  # noqa: PLC0415 - half a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs we report ourselves
    return trafilatura
