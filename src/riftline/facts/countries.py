"""States and territories since 1945, and the words by which a text names them.

One phrase may stand for several states over time (`Russian` in 1975 and today), or for a state and for an
organization. What is known to collide with `riftline.facts.organizations`, for the caller to settle:

- `Brussels`, `Strasbourg`, `Luxembourg`, `Geneva`, `Vienna`, `The Hague` are places of BEL, FRA, LUX, CHE, AUT,
  NLD here; they also stand for the EU, its parliament and courts, UN bodies, the IAEA and OPEC, the ICC and the
  ICJ.
- `Pentagon`, `KRG`, `Kurdistan Regional Government`: a seat or a region here, an organization there. `Guam`,
  `Imo`, `Nis`: places here; in capitals (`GUAM`, `IMO`, `NIS`) organizations.
- `Abkhazian`, `South Ossetian`, `Turkish Cypriot`: peoples here; the breakaway entities are organizations
  (sector PRE).
- `Emirates`, `Vatican`: the state here; also an airline and a church.

Words that belong to one of their meanings here: `Georgia` (in the Caucasus), `Congo` and `Congolese` (the
Democratic Republic), `Korea` (the South), `Kashmir` (India unless "Azad" or "Pakistani"), `Dominican` (the
Republic), `America` (USA), `Macedonia` (the state). Left out because they are too ambiguous alone: `Punjab`,
`Congress`, `National Assembly`, `Commons`, `English` (mostly the language), `Victoria`, `Nice`, `Tamil`, `Kurd`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from riftline.facts.names import NameIndex, first_that, in_force, parse_day, read_table, split_cell

Kind = Literal["name", "adjective", "demonym", "capital", "seat", "region", "ethnic"]
KINDS: tuple[Kind, ...] = ("name", "adjective", "demonym", "capital", "seat", "region", "ethnic")
MAX_WORDS = 8  # words of the longest phrase in the gazetteer; a test compares it with the table


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory; it existed from `start` up to, not including, `end`. A missing `start` lies before 1945.

    `gw` and `cow` are the numbers of Gleditsch and Ward and of the Correlates of War project (for Germany,
    Serbia and Yemen those in use since 1990, 2006 and 1990), `fips` is FIPS 10-4. `sovereign` is the state a
    dependency belongs to, `successor` the one to which what happens after `end` is attributed. A seat is (name,
    PLOVER sector). South Vietnam never had an ISO code of its own (RVN here); North Yemen is YAR because ISO
    gave YEM to the united state.
    """

    iso3: str
    name: str
    start: dt.date | None
    end: dt.date | None
    successor: str | None
    sovereign: str | None
    gw: int | None
    cow: int | None
    fips: str | None
    iso2: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    ethnic: tuple[str, ...]

    def exists(self, on: dt.date) -> bool:
        """Whether it existed on that day."""
        return in_force(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A phrase that stands for a country: how (`kind`), a seat's PLOVER sector, the phrase as the table lists it."""

    country: Country
    kind: Kind
    sector: str | None
    matched: str


@cache
def countries() -> tuple[Country, ...]:
    """All states and territories, former ones included, in the order of the table."""
    return tuple(_country(row) for row in read_table("countries.csv"))


def country(iso3: str) -> Country | None:
    """The country with that ISO 3166-1 (or historic) alpha-3 code, or None."""
    return _by_code().get(iso3)


def find_country(name: str, on: dt.date | None = None) -> CountryMatch | None:
    """What country a name, adjective, people, capital, seat or region stands for, or None.

    Args:
        name: the phrase as it stands in the text; case counts ("Turkey" is a country, "turkey" is not).
        on: the day the text is about. It chooses the state in force ("Russian" in 1975 is SUN); a state that had ended
            is replaced by its successor. Without it the newest state with that name is meant.
    """
    matches = _index().find(name)
    if not matches:
        return None
    if on is None:
        return matches[0]
    current = first_that(matches, lambda match: match.country.exists(on))
    return current or _succeeded(matches[0], on)


def gazetteer() -> Mapping[str, CountryMatch]:
    """Normalised phrase (`riftline.facts.names.normalize`) → its newest match, for longest-match search over tokens."""
    return _gazetteer()


@cache
def _gazetteer() -> Mapping[str, CountryMatch]:
    return _index().preferred()


@cache
def _by_code() -> dict[str, Country]:
    return {state.iso3: state for state in countries()}


@cache
def _index() -> NameIndex[CountryMatch]:
    """Current states before former ones, the newer before the older, and plain names before looser references."""
    matches = [match for state in countries() for match in _matches(state)]
    matches.sort(key=lambda match: (-(match.country.end or dt.date.max).toordinal(), KINDS.index(match.kind)))
    return NameIndex((match.matched, match) for match in matches)


def _matches(state: Country) -> Iterator[CountryMatch]:
    phrases: dict[Kind, tuple[str, ...]] = {
        "name": (state.name, *state.aliases),
        "adjective": state.adjectives,
        "demonym": state.demonyms,
        "capital": state.capitals,
        "region": state.regions,
        "ethnic": state.ethnic,
    }
    for kind, listed in phrases.items():
        yield from (CountryMatch(state, kind, None, phrase) for phrase in listed)
    yield from (CountryMatch(state, "seat", sector, seat) for seat, sector in state.seats)


def _succeeded(match: CountryMatch, on: dt.date) -> CountryMatch:
    """The match moved to the state that took over; left alone where the state was still to come."""
    state = match.country
    while state.end is not None and state.end <= on and state.successor is not None:
        state = _by_code()[state.successor]
    return match if state is match.country else CountryMatch(state, match.kind, match.sector, match.matched)


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso3=row["iso3"],
        name=row["name"],
        start=parse_day(row["start"]),
        end=parse_day(row["end"]),
        successor=row["successor"] or None,
        sovereign=row["sovereign"] or None,
        gw=int(row["gw"]) if row["gw"] else None,
        cow=int(row["cow"]) if row["cow"] else None,
        fips=row["fips"] or None,
        iso2=row["iso2"] or None,
        aliases=split_cell(row["aliases"]),
        adjectives=split_cell(row["adjectives"]),
        demonyms=split_cell(row["demonyms"]),
        capitals=split_cell(row["capital"]),
        seats=tuple(_seat(seat) for seat in split_cell(row["seats"])),
        regions=split_cell(row["regions"]),
        ethnic=split_cell(row["ethnic"]),
    )


def _seat(cell: str) -> tuple[str, str]:
    name, _, sector = cell.rpartition("=")
    return name, sector
