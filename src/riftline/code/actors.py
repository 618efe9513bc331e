"""A name or noun phrase → who that is: country, organization, PLOVER sector, role, and the reasons.

How a phrase is read (`read` is pure and cached):

1. it is cut into words, and the fact tables mark what they know (`riftline.code.agents.tag`);
2. it is cut into parts at prepositions, commas, relative pronouns and "and" (`Part`); the first part holds the head, a
   later conjunct is dropped, since callers split coordinations;
3. the head is the last marked word of the head part behind its last possessive; a title takes along the name after it;
4. the country is that of a modifier, else of the possessor, else of an of/in/from part, else of the head itself;
5. the sector is the head's; a relational head ("spokesman", "leader") takes it from modifier, possessor or of-part;
6. an apposition fills in what the head leaves open ("Norbert Röttgen, a German lawmaker").

`resolve` then asks the document's own names, and the context where the phrase leaves the country open.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from riftline.code.agents import tag, words
from riftline.code.contradictions import contradiction
from riftline.code.heads import read_part
from riftline.code.labels import placed_in
from riftline.code.parts import Part, parts_of
from riftline.code.people import Names
from riftline.code.resolution import EMPTY, Resolution
from riftline.code.spelling import respelled
from riftline.facts import countries
from riftline.facts.agents import word_class
from riftline.facts.dictionary import Dictionary
from riftline.facts.offices import Person
from riftline.records import Actor

__all__ = ["EMPTY", "Names", "Resolution", "read", "resolve", "resolve_record", "to_actor"]

_CACHE = 20_000  # phrases; news repeats them, and one entry is under a kilobyte
_CONTEXTS = 2_000  # sentences; the phrases of one are asked for one after the other
_SAFE = 6  # letters; shorter names have too many neighbours
_LETTERS = 40  # the longest single word that can be a country
_LONGEST = 60  # words; what is longer is no name or noun phrase


def resolve(
    phrase: str,
    *,
    context: str | None = None,
    on: dt.date | None = None,
    local: Mapping[str, Actor] | Names | None = None,
    own: Dictionary | None = None,
) -> Resolution:
    """Who a name or noun phrase stands for.

    Args:
        phrase: as the parser found it.
        context: the text around it; used only where the phrase leaves the country open.
        on: the day it was written; it decides about offices and former ones.
        local: what the document itself has said about names; wins over the tables.
        own: what the user's own dictionaries say; wins over the tables too.

    Returns:
        The resolution; `EMPTY` where the phrase names no political actor.
    """
    known = _from_document(phrase, local)
    if known is not None:
        return known
    found = read(phrase.strip(), on, own)
    if isinstance(local, Names) and "," in phrase and (same := local.lookup(" ".join(words(phrase.partition(",")[0])))):
        return same.filled_from(found)
    if isinstance(local, Names) and found.person and (same := local.lookup(found.person)):
        found = found.filled_from(same)
    return _with_context(found, phrase, context, on, own) if context else found


def resolve_record(line: dict[str, str | None], own: Dictionary | None = None) -> dict[str, str | None]:
    """One line of `riftline actors --jsonl`, {"id", "text", "context"?, "date"?}, with the resolved fields.

    Without a text, or with a date that does not exist, they are all null.
    """
    found = _resolved(line, own) or EMPTY  # a name without country, organization and sector is nobody political
    fields = {key: getattr(found, key) for key in ("name", "country", "organization", "sector", "role")}
    return {"id": line.get("id"), "text": line.get("text"), **fields, "why": "; ".join(found.why) or None}


def _resolved(line: dict[str, str | None], own: Dictionary | None) -> Resolution:
    try:
        on = dt.date.fromisoformat(date[:10]) if (date := line.get("date")) else None
    except ValueError:
        return EMPTY
    return resolve(line.get("text") or "", context=line.get("context"), on=on, own=own)


def to_actor(resolution: Resolution, text: str, start: int | None, end: int | None) -> Actor:
    """The record of an actor that stands as `text` at `start` … `end` of its sentence."""
    r = resolution
    return Actor(text, start, end, r.name, r.country, r.organization, r.sector, r.role)


@lru_cache(maxsize=_CACHE)
def read(phrase: str, on: dt.date | None, own: Dictionary | None = None) -> Resolution:
    """What the phrase says by itself."""
    parts = _parts(phrase, on, own)
    found = _read_parts(parts, on)
    if not found:
        other = _other_spelling(phrase, parts)
        return EMPTY if other is None else _read_parts(_parts(other, on, own), on)
    if found.person and not found.country and not found.organization and (listed := respelled(found.person)):
        return found.filled_from(_read_parts(_parts(listed, on, own), on))
    return found


def _parts(phrase: str, on: dt.date | None, own: Dictionary | None) -> list[Part]:
    tokens = words(phrase)
    return parts_of(tokens, tag(tokens, on, own)) if 0 < len(tokens) <= _LONGEST else []


def _other_spelling(phrase: str, parts: list[Part]) -> str | None:
    """A listed spelling of a name that nothing is known of."""
    if len(parts) != 1 or not all(word[:1].isupper() or "-" in word for word in parts[0].tokens):
        return None
    return respelled(phrase) or _untangled(phrase)


def _read_parts(parts: list[Part], on: dt.date | None) -> Resolution:
    if not parts:
        return EMPTY
    found = read_part(parts, on)
    for index, part in enumerate(parts):
        if index and part.link == "," and (part.tags or part.is_name):
            found = _with_apposition(found, parts[0], parts[index:], on)
            break
    return found


def _with_apposition(found: Resolution, head: Part, rest: list[Part], on: dt.date | None) -> Resolution:
    """Fill in from "X, a German lawmaker" or "the governor's spokesman, X" what the head leaves open."""
    if found.sector is None and found.country is None and not head.is_name:
        return found
    if rest[0].is_name and not rest[0].tags:
        return replace(found, name=rest[0].text, person=rest[0].text) if found.sector else found
    other = read_part([replace(rest[0], link=""), *rest[1:]], on)
    if not other.sector:
        return found
    if head.person is not None and isinstance(head.person.known, Person) and found.name == head.person.known.name:
        known = contradiction(head.person.known, other, on)
        return replace(found.said_by(other), contradicted=known) if known else found.filled_from(other)
    if head.is_name and not head.tags:
        return replace(other, name=head.text, person=head.text)
    return found.filled_from(other)


def _from_document(phrase: str, local: Mapping[str, Actor] | Names | None) -> Resolution | None:
    if not local:
        return None
    if isinstance(local, Names):
        return local.lookup(" ".join(words(phrase)))
    actor = local.get(phrase.strip())
    if actor is None:
        return None
    why = (f"the document: {actor.text}",)
    return Resolution(actor.name, actor.country, actor.organization, actor.sector, actor.role, why)


def _with_context(
    found: Resolution, phrase: str, context: str, on: dt.date | None, own: Dictionary | None
) -> Resolution:
    """Add the one country that the context names; leave the phrase alone if several compete."""
    if phrase.strip() == "Brussels" and word_class("european") & set(context.lower().replace(",", " ").split()):
        return Resolution("European Union", None, "EU", "IGO", None, ('"Brussels" stands for the EU in this context',))
    if phrase.strip().lower() in {"allies", "the allies"} and "NATO" in context:
        return Resolution("NATO allies", None, "NATO", None, "ally", ("the context is about NATO",))
    if found.sector is None or found.organization or (found.country and not found.generic):
        return found
    states, inside = _states(context, on, own), _states(phrase, on, own)
    if len(states) != 1 or states.keys() <= inside.keys():  # what the phrase itself names is somebody else
        return found
    code, matched = next(iter(states.items()))
    return placed_in(found, code, f"the context names {matched} ({code})")


@lru_cache(maxsize=_CONTEXTS)
def _states(text: str, on: dt.date | None, own: Dictionary | None) -> dict[str, str]:
    """The countries that a text names, with the words; peoples across borders do not count."""
    named = [one.known for one in tag(words(text), on, own) if isinstance(one.known, countries.CountryMatch)]
    return {match.country.iso3: match.matched for match in named if match.kind != "ethnic"}


def _untangled(phrase: str) -> str | None:
    """A single name with two letters swapped ("Brazli"), put right if that makes one country's name."""
    if not (phrase.isalpha() and phrase[:1].isupper() and _SAFE <= len(phrase) <= _LETTERS):
        return None
    swaps = (phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :] for i in range(1, len(phrase) - 1))
    matches = [swap for swap in swaps if swap != phrase and countries.find_country(swap)]
    return matches[0] if len(set(matches)) == 1 else None
