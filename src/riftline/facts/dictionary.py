"""A user's own actors and agents, from dictionaries in the form of PETRARCH and TABARI; they win over the tables.

`riftline.facts.dictionary_file` reads the files. What a name stands for is given back as one of the records that the
tables have, so that the resolver treats both alike:

- a code that is only a country ("[AFG]") makes the name one of the country's;
- a code with dates makes it a person with an office of that code, who is nobody special on other days;
- another code makes it a body of that country and sector, or the organization of the code;
- a null code ("[---]") makes it nobody;
- a code with a tilde ("[~GOV]") makes it a role noun.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from riftline.facts.agents import Agent, agent_key, find_agent, singular, word_class
from riftline.facts.countries import CountryMatch, country, find_country
from riftline.facts.institutions import Institution
from riftline.facts.names import NameIndex, normalize, read_table
from riftline.facts.offices import Office, Person
from riftline.facts.organizations import Organization, organization

NULL = frozenset({"---", "###", "+++", "***"})  # codes of names that are nobody
_TRIPLE = 3  # letters of each part of a code
_ACRONYM = 3  # letters; a name that short matches only in capitals, since files hold capitals alone ("WHO")
_ARTICLES = ("al-", "el-", "ad-", "an-", "as-", "ash-")  # names that begin with them begin with a small letter

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to"})  # words that stay small within a name

Found = Agent | CountryMatch | Institution | Organization | Person


@dataclass(frozen=True, slots=True)
class Code:
    """What a CAMEO code says: country (ISO3), PLOVER sector, organization id; all None for a null code."""

    country: str | None = None
    sector: str | None = None
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A code and the first and last day on which it holds; a missing day is open."""

    code: Code
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def dated(self) -> bool:
        """Whether it holds only for a time."""
        return self.first is not None or self.last is not None

    def holds(self, on: dt.date) -> bool:
        """Whether it holds on that day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its codes; of codes that hold on one day the first counts, and those without dates count last."""

    name: str
    table: str  # name of the file
    periods: tuple[Period, ...]

    def period(self, on: dt.date | None) -> Period | None:
        """The period of a day; without a day the one without dates, else the last."""
        always = [period for period in self.periods if not period.dated]
        if on is None:
            return (always or list(self.periods))[-1]
        held = (period for period in self.periods if period.dated and period.holds(on))
        return next(held, always[-1] if always else None)


class Dictionary:
    """Names and role nouns that a user gives; compared by identity, so that it can be a key of a cache."""

    __slots__ = ("_agents", "_index", "_lengths", "_size")

    def __init__(self, actors: Iterable[tuple[str, Entry]] = (), agents: Iterable[tuple[str, Code]] = ()) -> None:
        """File names (as written in the file) with their entries, and role nouns with what their code says."""
        self._index = NameIndex((listed(name), entry) for name, entry in actors)
        self._agents = {key: _agent(key, code) for noun, code in agents if (key := agent_key(noun.split()))}
        self._lengths: dict[str, int] = {}
        keys = [key for key, _ in self._index.items()] + list(self._agents)
        self._size = len(keys)
        for key in keys:
            first, *others = key.split()
            self._lengths[first] = max(self._lengths.get(first, 0), len(others) + 1)

    def __len__(self) -> int:
        """How many names and role nouns there are."""
        return self._size

    def reach(self, token: str) -> int:
        """The words of the longest phrase that can begin with a token."""
        first = normalize(token).split()
        keys = (first[0], singular(first[0])) if first else ()
        return max((self._lengths.get(key, 0) for key in keys), default=0)

    def find(self, phrase: str, on: dt.date | None) -> Found | None:
        """What a phrase stands for on a day, or None where the files say nothing of it."""
        for entry in self._index.find(phrase):
            period = entry.period(on)
            if period is not None:
                return _found(entry, period, phrase, on)
        return self._agents.get(agent_key(phrase.split()))


def code_of(text: str) -> Code | None:
    """What a CAMEO code stands for; None where it names no known country, sector or organization.

    The first three letters are a country or an international kind ("IGO"); of the others the first sector and the first
    organization count, what is not known is passed over: "AFGGOVPRS" is the government of AFG, "IGOUNO" the UN.
    """
    if text in NULL:
        return Code()
    first, *others = [text[i : i + _TRIPLE].upper() for i in range(0, len(text), _TRIPLE)] or [""]
    listed_first = _codes().get(first, Code())
    state = first if country(first) else listed_first.country
    parts = [listed_first if state is None else Code(), *(_codes().get(part, Code()) for part in others)]
    group = next((part.organization for part in parts if part.organization), None)
    named = [part.sector for part in parts if part.sector and not part.organization]
    sector = next(iter(named), None) or next((part.sector for part in parts if part.sector), None)
    found = Code(state, sector, group)
    return None if found == Code() or (state is None and listed_first == Code()) else found


def sectors_of(text: str) -> Code | None:
    """What an agent's code stands for: sector and organization, without a country."""
    if not text or text in NULL:
        return Code()
    parts = [_codes().get(text[i : i + _TRIPLE].upper(), Code()) for i in range(0, len(text), _TRIPLE)]
    sector = next((part.sector for part in parts if part.sector), None)
    return Code(None, sector) if sector else None


def listed(name: str) -> str:
    """A name in capitals as `NameIndex` wants it: "ABDUL_QADIR_" is "Abdul Qadir", "UN" stays."""
    words = name.replace("_", " ").split()
    plain = " ".join(words)
    if plain != plain.upper() or (len(words) == 1 and len(plain.strip(".")) <= _ACRONYM):
        return plain
    titled = " ".join(w.lower() if i and w.lower() in _SMALL else w.title() for i, w in enumerate(words))
    small = titled.lower().startswith(_ARTICLES) or words[0].lower() in word_class("name particle")
    return titled[:1].lower() + titled[1:] if small else titled


def _found(entry: Entry, period: Period, phrase: str, on: dt.date | None) -> Found:
    code, name = period.code, entry.name
    if code == Code():
        return Agent(name.lower(), None, None, "thing", weak=True, relational=False)
    state = country(code.country) if code.country else None
    if state is not None and code.sector is None and code.organization is None:
        known = find_country(phrase, on)
        return known if known and known.country is state else CountryMatch(state, "name", None, name)
    body = organization(code.organization) if code.organization else None
    if body is not None:
        return replace(body, sector=code.sector or body.sector, country=code.country or body.country, table=entry.table)
    sector = code.sector or "UNK"
    if any(one.dated for one in entry.periods):
        until = period.last + dt.timedelta(days=1) if period.last and period.last < dt.date.max else None
        office = Office(name, code.country, None, sector, "", period.first or dt.date.min, until, entry.table)
        return Person(name, (), (office,))
    return Institution(name, (), code.country, sector, entry.table)


def _agent(key: str, code: Code) -> Agent:
    """The role noun, of the same kind as in the tables where they have it; without a sector it is nobody."""
    known = find_agent(key)
    if code.sector is None:
        return Agent(key, None, None, "thing", weak=True, relational=False)
    if known is not None and known.kind != "thing":
        return replace(known, sector=code.sector, weak=False, relational=False)
    return Agent(key, code.sector, key, "person", weak=False, relational=False)


@cache
def _codes() -> dict[str, Code]:
    """Three letters → what they stand for."""
    rows = read_table("cameo_codes.csv")
    return {r["code"]: Code(r["country"] or None, r["sector"] or None, r["organization"] or None) for r in rows}
