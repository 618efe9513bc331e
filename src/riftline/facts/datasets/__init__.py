"""The codes of other event data sets, brought to riftline's: plain rows that the ledger joins.

The tables are CSV files in this folder, and two of the folder above: `cameo_codes.csv` (also read for a user's own
dictionaries) and `countries.csv`. An empty cell is None in every row. What the columns of a table mean:

- `cameo_codes.csv`: `kind` is the field in which GDELT has the code: country, region, group (known groups) or sector
  (types). Codes follow the actor codebook of CAMEO 1.1b3; a code without a country, region, organization and sector
  is known, and names nobody (MDT, the Mediterranean).
- `fips_areas.csv`: FIPS 10-4 codes beyond the one per country of `countries.csv`; without a country it is a place that
  no state holds undisputed.
- `icews_sectors.csv`: sectors of ICEWS; of those of one actor the one with the smallest priority counts.
- `acled_types.csv`: an event type with no sub-type is the fallback for sub-types that are not listed.
- `acled_sectors.csv`: what `inter1` and `inter2` say, as numbers and as the words that replaced them in 2024.
- `ucdp_types.csv`: UCDP's types of violence.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

from riftline.facts.countries import Country, countries
from riftline.facts.names import read_table

Row = tuple[str | None, ...]

FOREVER = (dt.date(1, 1, 1), dt.date(9999, 12, 31))  # the bounds of what has none


@cache
def cameo_actors() -> tuple[Row, ...]:
    """(code, kind, country, organization, sector) of CAMEO's countries, regions and known groups.

    Every ISO 3166-1 alpha-3 code is one of kind country. The organization of a region is its id ("WESTERN_EUROPE").
    """
    states: list[Row] = [(state.iso3, "country", state.iso3, None, None) for state in countries()]
    listed = (row for row in read_table("cameo_codes.csv") if row["kind"] != "sector")
    return (*states, *(_cells(_actor(row)) for row in listed))


def _actor(row: dict[str, str]) -> tuple[str, ...]:
    return (row["code"], row["kind"], row["country"], row["organization"] or row["region"], row["sector"])


@cache
def cameo_sectors() -> tuple[Row, ...]:
    """(code, sector, organization) of CAMEO's types of actors; known groups are among them ("UNO")."""
    listed = (row for row in read_table("cameo_codes.csv") if row["sector"])
    return tuple(_cells((row["code"], row["sector"], row["organization"])) for row in listed)


@cache
def fips_countries() -> tuple[Row, ...]:
    """(FIPS 10-4 code, country) of countries, territories and areas, each code once."""
    areas = {row["fips"]: row["iso3"] for row in read_table("datasets/fips_areas.csv")}
    listed = {state.fips: state.iso3 for state in countries() if state.fips}
    return tuple(_cells(pair) for pair in (listed | areas).items())


@cache
def gw_countries() -> tuple[tuple[int, str, dt.date, dt.date], ...]:
    """(Gleditsch and Ward number, country, first day, first day after it); each number covers all days."""
    states = (state for state in countries() if state.gw is not None)
    numbers: dict[int, list[Country]] = {}
    for state in sorted(states, key=lambda one: one.end or FOREVER[1]):
        numbers.setdefault(state.gw or 0, []).append(state)
    return tuple(row for number, group in numbers.items() for row in _spans(number, group))


def _spans(number: int, group: list[Country]) -> Iterator[tuple[int, str, dt.date, dt.date]]:
    """The countries of one number, oldest first, each until its end and the last one for ever."""
    first = FOREVER[0]
    for state in group:
        last = state.end if state.end and state is not group[-1] else FOREVER[1]
        yield number, state.iso3, first, last
        first = last


def rows(name: str) -> tuple[Row, ...]:
    """The rows of one of the CSV files of this folder, without its last column if that is a note."""
    table = read_table(f"datasets/{name}.csv")
    wanted = [key for key in table[0] if key not in {"note", "meaning"}]
    return tuple(_cells(row[key] for key in wanted) for row in table)


def _cells(cells: Iterable[str]) -> Row:
    return tuple(cell or None for cell in cells)
