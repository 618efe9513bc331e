"""The words for a place → the place on the map: the most specific one that they name."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riftline.code.phrases import offsets
from riftline.facts.agents import word_class
from riftline.facts.countries import CountryMatch, country, find_country
from riftline.facts.organizations import find_organization
from riftline.facts.places import KINDS, Location, country_place, find_place, find_places
from riftline.records import Place, Sentence, Token

LONGEST = 5  # words of a name that is looked up
COUNTRY = KINDS.index("country")
ACRONYM = 4  # letters
UNNAMED = COUNTRY + 1  # "the border"
SHARES_OF_STATES = frozenset({"province", "state", "region", "district", "governorate", "county", "prefecture"})
NAMES = frozenset({"name", "capital", "region", "seat"})


@dataclass(frozen=True, slots=True)
class Found:
    """A place, how large it is, and whether its name also stands for a government.

    `size` is the index in `riftline.facts.places.KINDS`: 0 a town … 3 a country, and 4 where there is no name.
    """

    place: Place
    size: int
    state: bool

    @property
    def country(self) -> bool:
        """Whether it is a whole country."""
        return self.size == COUNTRY

    @classmethod
    def only(cls, sentence: Sentence, first: int, last: int, *, article: bool = False) -> "Found":
        """A place that is known by its words alone."""
        start, end = offsets(sentence, first, last)
        text = sentence.text[sentence.tokens[first].start if article else start : end]
        return cls(Place(text), UNNAMED if article else 0, state=False)


def located(sentence: Sentence, first: int, last: int, near: Sequence[str]) -> Found | None:
    """The most specific place that the tokens from `first` to `last` name.

    Countries and provinces among the words say where the others lie ("the town of Bor in Jonglei state").
    """
    names = list(_names(sentence, first, last))
    if not names:
        return None
    around = {a for name in names if len(names) > 1 for a in _around(name)}
    readings = [_read(name, tuple(near), frozenset(around)) for name in names]
    size, place, state = min((r for r in readings if r), key=lambda r: r[0])
    start, end = offsets(sentence, first, last)
    return Found(Place(sentence.text[start:end], *place), size, state)


def found_by(name: str) -> Place | None:
    """The place that a name means by itself, also one in capitals ("MOSCOW")."""
    read = _read(name.title(), (), frozenset())
    return Place(name, *read[1]) if read else None


def seat_of(sentence: Sentence, first: int, last: int, iso3: str) -> Found | None:
    """The capital of a country, for words that do not name it."""
    state = country(iso3)
    if state is None or not state.capitals:
        return None
    start, end = offsets(sentence, first, last)
    _, place, _ = _read(state.capitals[0], (), frozenset({iso3})) or (0, (), False)
    return Found(Place(sentence.text[start:end], *place), 0, state=False) if place else None


Fields = tuple[str | None, str | None, float | None, float | None, int | None]


@lru_cache(maxsize=4096)
def _read(name: str, near: tuple[str, ...], around: frozenset[str]) -> tuple[int, Fields, bool] | None:
    """Size, fields of the record behind its text, and whether it stands for a government."""
    match = _match(name)
    if match and match.kind == "name" and not _is_province(name, around):
        here = country_place(match.country.iso3)
        return COUNTRY, _fields(here) if here else (match.matched, match.country.iso3, None, None, None), True
    found = find_place(name, near, around)
    if found is not None:
        return KINDS.index(found.kind), _fields(found), match is not None and match.kind in {"capital", "seat"}
    return (0, (match.matched, match.country.iso3, None, None, None), match.kind == "seat") if match else None


def _is_province(name: str, around: Collection[str]) -> bool:
    """Whether a country's name is that of a province here ("Georgia" beside Atlanta)."""
    return any(p.kind == "province" and p.country in around for p in find_places(name))


def _match(name: str) -> CountryMatch | None:
    match = find_country(name)
    return match if match and match.kind in NAMES else None


def _fields(place: Location) -> Fields:
    return place.name, place.country, place.latitude, place.longitude, place.geonames


def _around(name: str) -> Iterator[str]:
    """What a name says about where the others lie: ISO code of its country, name of the province."""
    match = _match(name)
    if match and match.kind == "name":
        yield match.country.iso3
    for place in find_places(name):
        if place.kind == "province":
            yield place.name


def _names(sentence: Sentence, first: int, last: int) -> Iterator[str]:
    """The names of places among some tokens, the longest that fit, from left to right."""
    tokens = sentence.tokens
    at = first
    while at <= last:
        for end in range(min(last, at + LONGEST - 1), at - 1, -1):
            name = sentence.text[tokens[at].start : tokens[end].end]
            if _capital(tokens[at].text) and _capital(tokens[end].text) and is_place(name):
                if _whole(sentence, at, end, last):
                    yield name
                at = end
                break
        at += 1


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:3] in {"al-", "el-"}


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Whether a name is that of a place, and not of a people or, in capitals, of an organization."""
    match = find_country(name)
    if match is not None:
        return match.kind in NAMES
    return bool(find_places(name)) and not is_acronym(name)


def is_acronym(name: str) -> bool:
    """Whether a name is a short word in capitals ("U.N.")."""
    return name.isupper() and len(name.replace(".", "")) <= ACRONYM


def _whole(sentence: Sentence, at: int, end: int, last: int) -> bool:
    """Whether a name is no part of a longer one ("Dome" in "Iron Dome"), but for "Kabul University"."""
    tokens, sites = sentence.tokens, word_class("site") | SHARES_OF_STATES
    if at and _belongs(tokens[at - 1], tokens[at].start):
        return False
    if at and find_organization(sentence.text[tokens[at - 1].start : tokens[end].end]):
        return False
    if end == last or tokens[end + 1].upos != "PROPN":
        return True
    return any(t.text.lower() in sites for t in tokens[end + 1 : last + 1])


def _belongs(before: Token, start: int) -> bool:
    """Whether a word is a part of the name behind it; "Northern" and "Syrian" are not."""
    if before.end + 1 != start or before.upos not in {"PROPN", "ADJ"} or not before.text[:1].isupper():
        return False
    return before.text.lower() not in word_class("direction") and find_country(before.text) is None
