"""What each measure is and whom to cite for it, from `references.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from riftline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """A work that a measure comes from; `authors` as "Family, Given". `journal` or `publisher` says where it stands."""

    key: str
    authors: tuple[str, ...]
    year: int
    title: str
    journal: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A measure by its name: what it is, its formula and unit, what to know before reading it, whom to cite."""

    name: str
    title: str
    formula: str
    unit: str
    sources: tuple[Source, ...]
    note: str | None = None


@cache
def references() -> Mapping[str, Reference]:
    """Every entry by its name, in the order of the table."""
    read = tomllib.loads((files("riftline.measure") / "references.toml").read_text(encoding="utf8"))
    sources = {key: _source(key, entry) for key, entry in read["source"].items()}
    return {name: _reference(name, entry, sources) for name, entry in read["measure"].items()}


def reference(name: str) -> Reference:
    """The entry of a measure.

    Raises:
        UsageError: there is none of that name; near names are told.
    """
    found = references().get(name.strip().lower())
    if found is None:
        near = get_close_matches(name.lower(), references(), n=3) or list(references())
        raise UsageError(f"no measure is called {name!r}", remedy=f"Try {', '.join(near)}")
    return found


def described(found: Reference) -> str:
    """The entry for reading: what it is, formula, unit, note, and a line for each source."""
    lines = [f"{found.name}: {found.title}", "", f"  formula  {found.formula}", f"  unit     {found.unit}"]
    note = [f"  note     {found.note}"] if found.note else []
    return "\n".join([*lines, *note, "", "Cite:", *(f"  {citation(source)}" for source in found.sources)])


def citation(source: Source) -> str:
    """The work as one line of a list of references."""
    place = source.journal or source.publisher or ""
    issue = f"{source.volume}({source.number})" if source.number else source.volume
    where = ", ".join(part for part in (place, issue, source.pages) if part)
    link = f"https://doi.org/{source.doi}" if source.doi else source.url
    end = f" {link}" if link else ""
    return f"{_people(source.authors)} ({source.year}). {source.title}. {where}.{end}"


def bibtex(source: Source) -> str:
    """The work as a BibTeX entry (for biber, which reads UTF-8)."""
    kind = "article" if source.journal else "software" if source.key == "riftline" else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(source)]
    return "\n".join([f"@{kind}{{{source.key},", *lines, "}"])


def _fields(source: Source) -> Iterator[tuple[str, object]]:
    """The fields of a BibTeX entry; a body that is no person keeps its name together, a title its capitals."""
    yield "author", " and ".join(one if "," in one else f"{{{one}}}" for one in source.authors)
    yield "year", source.year
    yield "title", f"{{{source.title}}}"
    for name in ("journal", "volume", "number", "pages", "doi", "url"):
        if value := getattr(source, name):
            yield name, value.replace("–", "--") if name == "pages" else value
    if source.publisher:
        yield "howpublished", source.publisher


def _people(authors: tuple[str, ...]) -> str:
    """Such as "Signorino, C. S. & Ritter, J. M."."""
    names = [_initials(author) for author in authors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} & {names[-1]}"


def _initials(author: str) -> str:
    family, comma, given = author.partition(", ")
    return f"{family}, {' '.join(f'{name[0]}.' for name in given.split())}" if comma else author


def _source(key: str, entry: dict[str, Any]) -> Source:
    place = entry.pop("publisher", None)
    authors = tuple(entry.pop("authors"))
    if place and "{version}" in place:
        place = place.format(version=version("riftline"))
    return Source(key=key, authors=authors, publisher=place, **entry)


def _reference(name: str, entry: dict[str, Any], sources: Mapping[str, Source]) -> Reference:
    works = tuple(sources[key] for key in entry.pop("sources"))
    return Reference(name=name, sources=works, **entry)
