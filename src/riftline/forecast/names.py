"""What a name tells: `Police (France)` is a kind of actor of a country."""

import re
from collections.abc import Iterable

import numpy as np

from riftline.facts.countries import find_country
from riftline.forecast.tkg import Ints

_FORM = re.compile(r"^(?P<kind>[^()]*?)\s*\((?P<place>.*)\)\s*$")


def groups(names: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Group numbers of kind and of country, by entity.

    Whoever has no country that the name tells is a country of his own; a nameless entity is also a kind of its own.
    """
    told = [_parts(name) if name else (f"#{i}", f"#{i}") for i, name in enumerate(names)]
    return _numbers(kind for kind, _ in told), _numbers(place for _, place in told)


def _parts(name: str) -> tuple[str, str]:
    """Kind and country of a name, as far as it tells them."""
    plain = name.replace("_", " ").strip()
    if found := _FORM.match(plain):
        return found["kind"].casefold(), _country(found["place"]) or found["place"].casefold()
    return ("", state) if (state := _country(plain)) else ("", _home(plain) or plain.casefold())


def _country(name: str) -> str | None:
    match = find_country(name)
    return match.country.iso3 if match else None


def _home(name: str) -> str | None:
    """The country of an office holder or institution that the facts know."""
    from riftline.code.actors import resolve_record  # noqa: PLC0415 - slow to load, and not needed for nameless data

    return resolve_record({"id": None, "text": name, "context": None, "date": None})["country"]


def _numbers(labels: Iterable[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], np.int64)
