"""Actor names of other data sets → who that is, at the day of the event.

Data sets name actors in forms of their own: "Citizen (Nigeria)", "Head of Government (Thailand)", "Aso Taro", "Sergey
Viktorovich Lavrov", "Military Forces of Kenya (2013-2022)". A name is read in this order, until one step knows it:

1. what stands in brackets at the end is whose actor it is, unless it is years or "Govt";
2. the rest as `riftline.code.actors` reads it;
3. as one of the forms of `facts/datasets/agent_forms.csv` ("Foreign Affairs");
4. the part before or behind a colon, a slash or a dash ("JNIM: Group for Support of Islam and Muslims");
5. as a listed person whose name has more words, or the family name first ("Sergey Lavrov", "Taro Aso").

The country that the data set states for an actor wins over the one in brackets, and that over the resolver's.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from riftline.code.actors import EMPTY, Resolution, resolve
from riftline.code.spelling import respelled
from riftline.facts.agents import find_agent
from riftline.facts.countries import countries, country, find_country
from riftline.facts.datasets import rows
from riftline.facts.offices import find_person

if TYPE_CHECKING:
    import pyarrow as pa

Name = tuple[str, str | None, dt.date | None]  # as the data set writes it, the country it states (ISO3), the day

_CACHE = 50_000  # names
_LONGEST = 6  # words of a person's name
_SHORTEST = 2
_RESPELLED = 3  # of its forms, the likeliest; looking for other spellings is slow
_OWNER = re.compile(r"^(?P<name>.+?)\s*\((?P<owner>[^()]*(?:\([^()]*\))?[^()]*)\)$")
_YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)$")
_STATE = re.compile(r"\s*\((?:Govt|Government)\)")
_ALTERNATIVE = re.compile(r"(?<=[a-z])\s*/\s*[A-Za-z]+")  # "Lawyer/Attorney", "Energy Department/Ministry"
_SEPARATOR = re.compile(r"\s*:\s+|\s+[-–]\s+|\s*;\s*")
_PATRONYMIC = re.compile(r"(?:[oe]vich|[oe]vna|ich|ichna)$")
_ARMED = frozenset({"MIL", "UAF", None})
_NOBODY = frozenset({"unspecified actor", "unidentified state actor", "international", "na", "none", ""})


@dataclass(frozen=True, slots=True)
class Who:
    """Who a name stands for, in the fields of an actor; all None for nobody that riftline knows."""

    name: str | None = None
    country: str | None = None
    organization: str | None = None
    sector: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """Whom a name stands for from the first to the last of the days asked for."""

    text: str
    stated: str | None
    first: dt.date | None
    last: dt.date | None
    who: Who


def resolve_names(names: Iterable[Name]) -> list[Spell]:
    """Who each name stands for, in as few spells as it has offices within the days asked for.

    Each name is read at its first and last day; where these differ, the day of the change is searched for.

    Args:
        names: (name, country that the data set states or None, day or None), in any order, repeated or not.
    """
    days: dict[tuple[str, str | None], set[dt.date | None]] = {}
    for text, stated, on in names:
        days.setdefault((text, stated), set()).add(on)
    return [spell for (text, stated), asked in days.items() for spell in _spells(text, stated, asked)]


def _spells(text: str, stated: str | None, asked: set[dt.date | None]) -> Iterator[Spell]:
    if None in asked:
        yield Spell(text, stated, None, None, resolve_name(text, stated))
    days = sorted(day for day in asked if day is not None)
    if days:
        for who, group in groupby(_split(text, stated, days), key=lambda spell: spell.who):
            spells = list(group)
            yield Spell(text, stated, spells[0].first, spells[-1].last, who)


def _split(text: str, stated: str | None, days: Sequence[dt.date]) -> Iterator[Spell]:
    """The days, halved until the name stands for the same at the first and the last of them."""
    who = resolve_name(text, stated, days[0])
    if len(days) == 1 or who == resolve_name(text, stated, days[-1]):
        yield Spell(text, stated, days[0], days[-1], who)
        return
    middle = len(days) // 2
    yield from _split(text, stated, days[:middle])
    yield from _split(text, stated, days[middle:])


def name_table(names: Iterable[Name]) -> "pa.Table":
    """`resolve_names` as a table to join.

    Its columns are `text`, `stated` ('' for none), `first` and `last` day (all days where the data set gives none),
    and those of an actor: `name`, `country`, `organization`, `sector`, `role`.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy

    spells = resolve_names(names)
    ever, always = dt.date.min, dt.date.max
    columns: dict[str, list[object]] = {
        "text": [spell.text for spell in spells],
        "stated": [spell.stated or "" for spell in spells],
        "first": [spell.first or ever for spell in spells],
        "last": [spell.last or always for spell in spells],
    }
    for field in ("name", "country", "organization", "sector", "role"):
        columns[field] = [getattr(spell.who, field) for spell in spells]
    types = {"first": pa.date32(), "last": pa.date32()}
    return pa.table({name: pa.array(cells, types.get(name, pa.string())) for name, cells in columns.items()})


@lru_cache(maxsize=_CACHE)
def resolve_name(text: str, stated: str | None = None, on: dt.date | None = None) -> Who:
    """Who one name stands for.

    Args:
        text: as the data set writes it; underscores are spaces where it has no others.
        stated: the country of the actor that the data set states, ISO3.
        on: the day of the event.
    """
    plain = _YEARS.sub("", _STATE.sub("", text.replace("_", " ") if " " not in text else text)).strip()
    if plain.lower() in _NOBODY:
        return Who(country=stated)
    if state := state_of(plain):
        return Who(_state_name(state, plain), stated or state)
    head, owner = _owner(plain, on)
    found = _find(head, on)
    who = Who(found.name or head, found.country, found.organization, found.sector, found.role)
    return _at_home(who, found, owner, stated)


def _owner(text: str, on: dt.date | None) -> tuple[str, Who]:
    """The name without the brackets at its end, and whom these name."""
    match = _OWNER.match(text)
    if match is None:
        return text, Who()
    owner = match["owner"].removesuffix(")").strip()
    if state := state_of(match["owner"]) or state_of(owner):
        return match["name"], Who(_state_name(state, owner), state)
    found = resolve(owner, on=on)
    return match["name"], Who(found.name, found.country, found.organization, found.sector)


def _at_home(who: Who, found: Resolution, owner: Who, stated: str | None) -> Who:
    """With the country that is stated, in brackets or by the data set; a namesake elsewhere is somebody else."""
    home = stated or owner.country
    if home and who.country and home != who.country:
        who = Who(who.name, home, None, None if found.person else who.sector, None)
    elif home:
        who = replace(who, country=home)
    if owner.organization and who.organization is None:
        armed = owner.sector if who.sector in _ARMED else who.sector  # the combatants of rebels are rebels
        who = replace(who, organization=owner.organization, sector=armed)
    return who


def _find(head: str, on: dt.date | None) -> Resolution:
    """The first reading that names an actor; one that names a country or organization goes before a mere role."""
    first = EMPTY
    for reading in _readings(head):
        found = resolve(reading, on=on)
        if found.country or found.organization:
            return found
        first = first or found
    return first or _form(head)


def _readings(head: str) -> Iterator[str]:
    yield head
    plain = _ALTERNATIVE.sub("", head)
    if plain != head:
        yield plain
    parts = [part for part in _SEPARATOR.split(plain) if part]
    if len(parts) > 1:
        yield from parts
    names = list(dict.fromkeys(_persons(plain)))
    yield from (name for name in names if find_person(name))
    yield from (listed for name in names[:_RESPELLED] if (listed := respelled(name)) and find_person(listed))


def _persons(name: str) -> Iterator[str]:
    """A person's name with fewer words, or with the family name last."""
    words = name.split()
    if not _SHORTEST <= len(words) <= _LONGEST or not all(word[:1].isupper() or word.islower() for word in words):
        return
    kept = [word for word in words if not _PATRONYMIC.search(word) and not _is_initial(word)]
    yield " ".join(kept)
    yield " ".join([*words[1:], words[0]])
    yield f"{words[0]} {words[-1]}"
    yield " ".join(words[:-1])
    yield " ".join(words[1:])
    yield f"{words[0]} {words[1]}"
    yield " ".join([words[-1], *words[:-1]])


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or (word.endswith(".") and len(word) <= len("Ab."))


def _form(head: str) -> Resolution:
    """A form that names a kind of actor and is no phrase of the news; else what the table has for a role noun."""
    key = _ALTERNATIVE.sub("", head).strip().lower()
    if key in _forms():
        sector, role = _forms()[key]
        return Resolution(name=head, sector=sector, role=role)
    agent = find_agent(key)
    return Resolution(name=head, sector=agent.sector, role=agent.role) if agent and agent.sector else EMPTY


@cache
def _forms() -> Mapping[str, tuple[str | None, str | None]]:
    return {form or "": (sector, role) for form, sector, role in rows("agent_forms")}


# Names of states


def state_of(name: str) -> str | None:
    """The state that a data set names so, as ISO3; it may be that code itself, in capitals."""
    return state_names().get(state_key(name))


def state_key(name: str) -> str:
    """The form in which names of states are compared: small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def state_names() -> Mapping[str, str]:
    """Names and ISO3 codes of states as data sets write them → ISO3."""
    named = {
        state_key(name): state.iso3
        for state in reversed(countries())
        for name in (state.name, *state.aliases, state.iso3)
        if (found := find_country(name)) is None or found.country is state
    }
    return named | {state_key(name or ""): iso3 for name, iso3 in rows("country_names") if iso3}


def _state_name(iso3: str, fallback: str) -> str:
    state = country(iso3)
    return state.name if state else fallback
