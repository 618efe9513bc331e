"""Parts of the world that act in the news without being a state: "Europe", "the West", "Gulf states".

Their ids stand in an actor's `organization`, because there is no body and no country to name. The table follows common
news usage, not a geographic standard: NORDIC and BALTIC are groups of states, WEST and TRANSATLANTIC political camps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from riftline.facts.names import NameIndex, read_table, split_cell


@dataclass(frozen=True, slots=True)
class Region:
    """A region or group of states; `aliases` include its peoples ("Europeans")."""

    id: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """A phrase that stands for a region by name or adjective, as the table lists it."""

    region: Region
    kind: Literal["name", "adjective"]
    matched: str


@cache
def regions() -> tuple[Region, ...]:
    """All regions in the order of the table."""
    rows = read_table("regions.csv")
    return tuple(Region(r["id"], r["name"], split_cell(r["aliases"]), split_cell(r["adjectives"])) for r in rows)


def region(id: str) -> Region | None:  # noqa: A002 - the field is called id in the table
    """The region with that id ("MIDDLE_EAST"), or None."""
    return _by_id().get(id)


def find_region(name: str) -> RegionMatch | None:
    """The region a name or adjective stands for, or None; small letters do not match ("western")."""
    found = _index().find(name)
    return found[0] if found else None


@cache
def gazetteer() -> Mapping[str, RegionMatch]:
    """Normalised phrase → match, for longest-match search over tokens."""
    return _index().preferred()


@cache
def _by_id() -> dict[str, Region]:
    return {one.id: one for one in regions()}


@cache
def _index() -> NameIndex[RegionMatch]:
    """Names before adjectives of the same spelling."""
    named = [(p, RegionMatch(one, "name", p)) for one in regions() for p in (one.name, *one.aliases)]
    described = [(p, RegionMatch(one, "adjective", p)) for one in regions() for p in one.adjectives]
    return NameIndex((*named, *described))
