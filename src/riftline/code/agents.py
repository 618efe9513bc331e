"""Words of a phrase, and what the fact tables know about them.

`tag` finds, by longest match from the left, the countries, bodies, persons and role nouns in a phrase.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from riftline.facts import agents, countries, institutions, offices, organizations, regions
from riftline.facts.dictionary import Dictionary
from riftline.facts.names import normalize

Known = (
    agents.Agent
    | countries.CountryMatch
    | regions.RegionMatch
    | organizations.Organization
    | institutions.Institution
    | offices.Person
)  # what a tag can stand for

_TOKEN = re.compile(r"'s\b|[^\W_][\w.'&/-]*(?<![-/'])|[,;:()]")
_CACHE = 100_000  # runs of words looked up
_POSSESSIVES_AHEAD = 8  # tokens in which possessives inside a name are counted
_QUOTES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "`": "'", "\u201c": " ", "\u201d": " ", '"': " ", "\u2013": "-", "\u2014": ","}
)
_MARK = "'s"  # a possessive ending is a token of its own
_NO_EDGE = frozenset({_MARK, ",", ";", ":", "(", ")"})  # a name neither begins nor ends with them


@dataclass(frozen=True, slots=True)
class Tag:
    """Tokens `first` … `last` (inclusive) stand for `known`; `generic` is the role noun with the same words, if any."""

    first: int
    last: int
    known: Known
    generic: agents.Agent | None = None

    @property
    def agent(self) -> agents.Agent | None:
        """The role noun, if that is what the tag is."""
        return self.known if isinstance(self.known, agents.Agent) else None


def words(phrase: str) -> list[str]:
    """The tokens of a phrase; a possessive ending is one; what names no actor in a hyphenated word is dropped."""
    text = re.sub(r"\s+'s\b", "'s", phrase.translate(_QUOTES))
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if not tokens and token.rstrip(".").lower() in agents.word_class("honorific"):
            continue
        tokens.extend(_split_hyphens(token) if "-" in token else _split_possessive(token))
    return tokens


def _split_possessive(token: str) -> list[str]:
    if token != _MARK and token.endswith(("'s", "'S")):
        return [token[:-2], "'s"]
    return [token]


def _split_hyphens(token: str) -> list[str]:
    first, _, rest = token.partition("-")
    before, _, last = token.rpartition("-")
    if last.lower() in agents.word_class("outside"):  # "Russian-backed rebels" are not Russia's
        return []
    if last.lower() in agents.word_class("inside"):  # "Kurdish-led", "Somalia-based" place the group
        return [before]
    if first.lower() in {"ex", "then"}:
        return [first, *_split_possessive(rest)]
    if first.lower() == "anti" or countries.find_country(token) or not countries.find_country(first):
        return _split_possessive(token)
    return [first, *_split_possessive(rest)]


@cache
def _lengths() -> dict[str, int]:
    """First word of every phrase in the tables → words of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    tables = (agents, countries, regions, organizations, institutions, offices)
    for key in (key for table in tables for key in table.gazetteer()):
        first, *others = key.split()
        longest[first] = max(longest.get(first, 0), len(others) + 1)
    return longest


def tag(tokens: list[str], on: dt.date | None, own: Dictionary | None = None) -> list[Tag]:
    """The longest known phrases, left to right, without overlaps; of one length those of the user's own come first."""
    tags: list[Tag] = []
    start = 0
    while start < len(tokens):
        found = _longest(tokens, start, on, own)
        if found is not None:
            tags.append(found)
        start = start + 1 if found is None else found.last + 1
    return tags


@lru_cache(maxsize=_CACHE)
def _reach(token: str) -> int:
    """The words of the longest listed phrase that can begin with a token."""
    first = normalize(token).split()
    if not first or first == [
        "the"
    ]:  # listed without the article; with it "the Libyan" would hide "Libyan National Army"
        return 0
    lengths = _lengths()
    return max(lengths.get(key, 0) for key in (first[0], first[0] + "s", agents.singular(first[0])))


def _longest(tokens: list[str], start: int, on: dt.date | None, own: Dictionary | None) -> Tag | None:
    most = max(_reach(tokens[start]), 0 if own is None else own.reach(tokens[start]))
    if not most:
        return None
    marks = tokens[start : start + _POSSESSIVES_AHEAD].count(_MARK)  # "People's Army" is three tokens and two words
    for size in range(min(most + marks, len(tokens) - start), 0, -1):
        part = tokens[start : start + size]
        if size > 1 and (part[0] in _NO_EDGE or part[-1] in _NO_EDGE):
            continue
        text = " ".join(part).replace(" 's", "'s")
        given = None if own is None else own.find(text, on)
        found = _known(text, on) if given is None else (given, None)
        if found is not None:
            return Tag(start, start + size - 1, *found)
    return None


@lru_cache(maxsize=_CACHE)
def _known(text: str, on: dt.date | None) -> tuple[Known, agents.Agent | None] | None:
    """What the tables have under a phrase, and the role noun of the same words, if any."""
    generic = agents.gazetteer().get(agents.agent_key(text.split()))
    name = (
        offices.find_person(text)
        or organizations.find_organization(text, on)
        or institutions.find_institution(text)
        or countries.find_country(text, on)
        or regions.find_region(text)
    )
    if name is not None and not (generic is not None and text.islower()):
        return name, generic
    return None if generic is None else (generic, None)
