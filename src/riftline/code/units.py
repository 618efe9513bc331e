"""Units and currencies: what the word after a number makes of it."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

MAX_UNIT_WORDS = 6  # "barrels of crude oil per day"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a word of the text names it; `factor` turns the number into `name` (a fortnight is 14 days)."""

    name: str
    kind: str
    factor: float = 1.0


def _rows(name: str) -> list[dict[str, str]]:
    table = resources.files("riftline.facts").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))


@cache
def units() -> dict[str, Unit]:
    """Lower-case words (and abbreviations, and words for people) → unit; currencies included."""
    table = {row["word"]: Unit(row["unit"], row["kind"], float(row["factor"])) for row in _rows("units.csv")}
    for row in _rows("currencies.csv"):
        money = Unit(row["code"], "money")
        table |= {word.lower(): money for word in [*row["words"].split("|"), row["code"]] if word}
    return table


@cache
def symbols() -> dict[str, str]:
    """Lower-case currency signs and codes that stand before a number → ISO 4217 code."""
    table: dict[str, str] = {}
    for row in _rows("currencies.csv"):
        table |= {sign.lower(): row["code"] for sign in [*row["symbols"].split("|"), row["code"]] if sign}
    return table


@cache
def _shared() -> dict[str, tuple[tuple[Unit, tuple[str, ...]], ...]]:
    """Words that several currencies share → each currency with the beginnings of words that speak of its country."""
    table: dict[str, tuple[tuple[Unit, tuple[str, ...]], ...]] = {}
    for row in _rows("currencies.csv"):
        for word in filter(None, row["shared"].split("|")):
            money = Unit(row["code"], "money"), tuple(row["places"].split("|"))
            table[word] = (*table.get(word, ()), money)
    return table


def shared_money(word: str, low: str) -> Unit | None:
    """The currency that a word such as "pesos" means in a lower-case sentence, told by the one country it names."""
    if word not in _shared():
        return None
    found = [unit for unit, places in _shared()[word] if any(place in low for place in places)]
    return found[0] if len(found) == 1 else None


@cache
def unit_openers() -> frozenset[str]:
    """The first words of all units: what begins with another word is none."""
    words = frozenset(word.split()[0] for word in (*units(), *_shared()))
    return words | {f"{word}." for word in words}


@cache
def attached_units() -> tuple[str, ...]:
    """Units written without a space after the digits ("10km", "50%")."""
    return tuple(word for word in units() if len(word) <= 3 and " " not in word and units()[word].kind != "people")  # noqa: PLR2004
