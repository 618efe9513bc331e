"""National bodies that are known by name: parliaments, parties, services, media, companies, universities.

They complement `riftline.facts.organizations`, which has international bodies and armed groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riftline.facts.names import NameIndex, read_table, split_cell


@dataclass(frozen=True, slots=True)
class Institution:
    """A body with its home country (ISO3, None where it has none) and PLOVER sector."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    table: str = "institutions.csv"  # where it is listed


@cache
def institutions() -> tuple[Institution, ...]:
    """All rows of the table."""
    rows = read_table("institutions.csv")
    return tuple(Institution(r["name"], split_cell(r["aliases"]), r["country"] or None, r["sector"]) for r in rows)


def find_institution(name: str) -> Institution | None:
    """The body with that name or acronym, or None; acronyms match only in capitals."""
    found = _index().find(name)
    return found[0] if found else None


@cache
def gazetteer() -> Mapping[str, Institution]:
    """Normalised phrase → body, for longest-match search over tokens."""
    return _index().preferred()


@cache
def _index() -> NameIndex[Institution]:
    return NameIndex((phrase, one) for one in institutions() for phrase in (one.name, *one.aliases))
