"""Capabilities for a draft: from a table of the user (party and value, or a CINC file), else from national products."""

import csv
import functools
import importlib.resources
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from riftline.errors import ScenarioError

_PARTY = ("party", "code", "iso3", "actor", "country", "name")
_VALUE = ("capability", "cinc", "gdp", "value", "power")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """A table of capabilities: by party code, in a unit, from a source."""

    values: Mapping[str, float]
    unit: str
    source: str


@functools.cache
def bundled() -> Capabilities:
    """Gross domestic products of about sixty states and of the EU and NATO, roughly, as a place to start from."""
    text = importlib.resources.files(__package__).joinpath("gdp.csv").read_text(encoding="utf8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    values = {row["code"]: float(row["gdp"]) for row in rows}
    return Capabilities(values, "billion US dollars of product in 2023", "rounded, gdp.csv of riftline")


def read_capabilities(path: Path) -> Capabilities:
    """The capabilities in a CSV file.

    Either a column of codes or names (`party`, `code`, `iso3`, …) and one of values (`capability`, `cinc`, `gdp`, …),
    or the National Material Capabilities of the Correlates of War project (`ccode`, `year`, `cinc`), of which the last
    year counts.

    Raises:
        ScenarioError: the file cannot be read or has no such columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                {key.strip().casefold(): value for key, value in row.items() if key} for row in csv.DictReader(file)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError("cannot be read", where=str(path), remedy="Give a CSV file in UTF-8") from error
    columns = list(rows[0]) if rows else []
    if {"ccode", "year", "cinc"} <= set(columns):
        return Capabilities(_cinc(rows), "share of the world's material capabilities (CINC)", path.name)
    party, value = (next((name for name in names if name in columns), None) for names in (_PARTY, _VALUE))
    if party is None or value is None:
        remedy = f"Give a column {_PARTY[0]} and one {_VALUE[0]}, or the columns ccode, year and cinc"
        raise ScenarioError("has no parties or no values", where=str(path), remedy=remedy)
    return Capabilities(_codes((row[party], row[value]) for row in rows), value, path.name)


def _codes(rows: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Names and codes as codes; what is no number is left out."""
    from riftline.facts.countries import find_country  # noqa: PLC0415 - reads the tables
    from riftline.facts.organizations import find_organization  # noqa: PLC0415

    found: dict[str, float] = {}
    for name, text in rows:
        match, body = find_country(name.strip()), find_organization(name.strip())
        code = match.country.iso3 if match else body.id if body else name.strip()
        value = _value(text)
        if value is not None:
            found[code] = value
    return found


def _cinc(rows: list[dict[str, str]]) -> dict[str, float]:
    from riftline.facts.cow_codes import iso3_of  # noqa: PLC0415 - as above

    found: dict[str, float] = {}
    for row in sorted(rows, key=lambda row: int(row["year"])):
        value = _value(row["cinc"])
        if value is not None:
            found[iso3_of(int(row["ccode"]), int(row["year"]))] = value
    return found


def _value(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
