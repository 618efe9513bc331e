"""Records with named fields (JSON objects, table rows) → drafts."""

import datetime as dt
import functools
from collections.abc import Mapping
from types import MappingProxyType

from riftline.errors import InputError
from riftline.read.draft import Draft

# The first name is ours; the others are common in exports of archives, scrapers and feed readers.
ALIASES = {
    "id": ("id", "doc_id", "docid", "document_id", "article_id", "guid"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "story", "maintext"),
    "title": ("title", "headline", "head"),
    "date": ("date", "published", "publication_date", "pubdate", "pub_date", "date_published", "datepublished",
             "date_publish", "published_at", "publishedat", "published_date"),
    "source": ("source", "publisher", "outlet", "sitename", "source_domain", "publication"),
    "url": ("url", "link", "uri"),
    "language": ("language", "lang"),
}  # fmt: skip
_FIELD = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
_RANK = {alias: rank for aliases in ALIASES.values() for rank, alias in enumerate(aliases)}


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


@functools.lru_cache(maxsize=256)
def choose_columns(names: tuple[str, ...]) -> Mapping[str, str]:
    """Which column serves for which of our fields; where several would, the alias listed first wins."""
    known = sorted((rank, name) for name in names if (rank := _RANK.get(_key(name))) is not None)
    chosen: dict[str, str] = {}
    for _, name in known:
        chosen.setdefault(_FIELD[_key(name)], name)
    return MappingProxyType(chosen)


def draft_from(record: Mapping[str, object], columns: Mapping[str, str], where: str, fallback_id: str) -> Draft:
    """Make a draft of one record; `columns` maps our fields to its keys.

    Raises:
        InputError: if there is no text, or it is not a string.
    """
    values = {field: record.get(name) for field, name in columns.items()}
    text = values.get("text")
    if text is not None and not isinstance(text, str):
        raise InputError(f'"{columns["text"]}" holds {_kind(text)}, not text', where=where, remedy="Put a string there")
    if not text:
        raise missing_text(record, columns, where)
    date = values.get("date")
    return Draft(
        text=text,
        where=where,
        fallback_id=fallback_id,
        id=as_string(values.get("id")),
        title=as_string(values.get("title")),
        date=date if isinstance(date, dt.date) else as_string(date),
        source=as_string(values.get("source")),
        url=as_string(values.get("url")),
        language=as_string(values.get("language")),
    )


def missing_text(record: Mapping[str, object], columns: Mapping[str, str], where: str) -> InputError:
    """The error for a record without text; it names the fields that are there."""
    if "text" in columns:
        problem = f'the field "{columns["text"]}" is empty'
    else:
        problem = f"no text; the fields are {', '.join(map(str, record)) or 'none'}"
    return InputError(problem, where=where, remedy='Put the article in a field named "text"')


def as_string(value: object) -> str | None:
    """Numbers and strings as a trimmed string; anything else, and the empty string, as None."""
    if isinstance(value, dict):  # a feed's {"name": "The Outlet"}
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), f"a {type(value).__name__}")
