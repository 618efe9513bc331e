"""Where places are: 73,000 towns, provinces, countries, seas, straits, islands and historic regions, by name.

`places.tsv` is made by `training/gazetteer.py` from GeoNames (https://www.geonames.org, CC BY 4.0) and our `areas.csv`.
Its lines are sorted by the normalised name and are searched where they lie, so that nothing is parsed beforehand: 11 MB
of memory, and some 15 µs for a name. The lines of one name stand in the order in which it means a place: countries,
areas, then towns and provinces by population, where a town that has it as another name counts a twentieth and a
province a tenth.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from riftline.facts.countries import country, find_country
from riftline.facts.names import normalize

Kind = Literal["town", "area", "province", "country"]
KINDS: tuple[Kind, ...] = ("town", "area", "province", "country")  # the most specific first
KNOWN = 0.05  # share of the likeliest place's people that a namesake in a country the text is about must have
WORDS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "parliament"),
        *("congress", "senate", "union", "council", "court", "assembly", "police", "army", "general", "president"),
        *("minister", "king", "islam", "ramadan", "christmas", "easter", "west", "east", "north", "south", "republic"),
        *(
            "city",
            "center",
            "central",
            "university",
            "house",
            "palace",
            "park",
            "university city",
            "most",
            "of",
            "english",
        ),
    ]
)  # what stands with a capital in the news and is also the name of some town


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map, in decimal degrees; provinces and countries by the middle of their towns.

    `country` is ISO 3166-1 alpha-3, None for seas; `province` the first-level division it lies in; `geonames` its id.
    """

    kind: Kind
    name: str
    country: str | None
    province: str | None
    latitude: float
    longitude: float
    population: int
    geonames: int | None


@lru_cache(maxsize=4096)
def find_places(name: str) -> tuple[Location, ...]:
    """All places of a name or other name, the likeliest first; case and accents are left aside.

    >>> [(p.name, p.country) for p in find_places("Kiev")][:1]
    [('Kyiv', 'UKR')]
    """
    key = normalize(name)
    if not key or key in WORDS:
        return ()
    return tuple(_location(line) for line in _lines(key.encode() + b"\t"))


def find_place(name: str, near: Sequence[str] = (), within: Collection[str] = ()) -> Location | None:
    """The place that a name means, or None.

    Args:
        name: as the text has it.
        near: ISO codes of the countries that the text is about. A place there wins if it is not much smaller than the
            likeliest one of that name (`KNOWN`): "Cordoba" beside Spain is not in Argentina, but "Paris" beside the
            United States is in France.
        within: ISO codes of countries, or names of provinces, that the text says it lies in ("Paris, Texas"). If
            there is such a place there, it is meant.
    """
    found = find_places(name)
    inside = [p for p in found if p.kind != "country" and (p.country in within or p.province in within)]
    if inside:
        return inside[0]
    if len(found) < 2 or found[0].kind == "country":  # noqa: PLR2004
        return found[0] if found else None
    enough = KNOWN * max(p.population for p in found if p.country == found[0].country)
    close = (p for state in near for p in found if p.country == state and p.population >= enough)
    return next(close, None) or _as_listed(name, found) or found[0]


def country_place(iso3: str) -> Location | None:
    """Where a country is; None for states of the past."""
    state = country(iso3)
    if state is None:
        return None
    return next((p for p in find_places(state.name) if p.kind == "country" and p.country == iso3), None)


def _as_listed(name: str, found: Sequence[Location]) -> Location | None:
    """The place in the country that the table of countries has the name for ("Bethlehem" is not in Pennsylvania)."""
    match = find_country(name)
    return next((p for p in found if match and p.country == match.country.iso3), None)


@cache
def _table() -> bytes:
    return files("riftline.facts").joinpath("places.tsv").read_bytes()


def _lines(start: bytes) -> list[str]:
    """The lines that begin with `start`, found by halving the table, whose lines are in the order of their bytes."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        line = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.index(b"\n", line) + 1
        if table[line : line + len(start)] < start:
            low = end
        else:
            high = line
    out = []
    while table.startswith(start, low):
        end = table.index(b"\n", low)
        out.append(table[low:end].decode())
        low = end + 1
    return out


def _location(line: str) -> Location:
    _, kind, name, state, province, latitude, longitude, population, geonames = line.split("\t")
    return Location(
        kind=next(k for k in KINDS if k == kind),
        name=name,
        country=state or None,
        province=province or None,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        geonames=int(geonames) if geonames else None,
    )
