"""Which side an actor belongs to, and what that side is called."""

import re
from collections.abc import Iterable
from functools import cache

from riftline.brief.report import Party, Side
from riftline.brief.wording import is_known_short, tidy
from riftline.facts.countries import country
from riftline.facts.organizations import organization
from riftline.facts.regions import region
from riftline.records import Actor, Event

STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI"})  # sectors that act for their country
OTHERS = Party("others", "Others", "unknown")
_SMALL = frozenset(
    {"a", "al", "and", "de", "del", "der", "el", "en", "for", "in", "la", "of", "on", "the", "to", "van", "von"}
)


def party_of(actor: Actor) -> Party:
    """The side an actor belongs to.

    1. Its country, where it acts for a state: a minister, an army, a court, and also a national ministry or service.
    2. Else its organization: an international body, an armed group, a party, a company.
    3. Else its country.
    4. Else its own name.
    5. Words that name nobody in particular ("officials", "the settlement") are of kind `unknown`.
    """
    if actor.organization and not (actor.country and _acts_for_state(actor)):
        return Party(f"organization:{actor.organization}", organization_label(actor.organization), "organization")
    if actor.country:
        return Party(f"country:{actor.country}", country_name(actor.country), "country")
    name = display_name(actor)
    return Party(f"other:{name.casefold()}", name, "other" if _is_name(actor) else "unknown")


def _acts_for_state(actor: Actor) -> bool:
    """An organization without a home, such as an alliance, is no state's, whatever passport its people carry."""
    known = organization(actor.organization or "")
    if known and known.country is None:
        return False
    return (actor.sector or (known.sector if known else None) or "GOV") in STATE


def _is_name(actor: Actor) -> bool:
    """Whether all words but small ones are capitalised, and not only because a sentence begins there."""
    words = [word for word in re.findall(r"[^\W_][\w’'.-]*", display_name(actor)) if word.casefold() not in _SMALL]
    if not words or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    opens_sentence = len(words) == 1 and not actor.start
    return any(word[0].isupper() for word in words) and not opens_sentence


@cache
def organization_label(code: str) -> str:
    """The short form in common use where there is one, else the name: "NATO", "RSF", "Wagner Group", "Europe"."""
    if place := region(code):
        return place.name
    known = organization(code)
    if known is None:
        return tidy(code)
    return code if code in known.aliases or is_known_short(code) else known.name


def full_name(party: Party) -> str | None:
    """What a party's short form stands for, where not every reader can be expected to know it."""
    code = party.key.removeprefix("organization:")
    known = organization(code) if party.kind == "organization" else None
    return known.name if known and party.label == code and not is_known_short(code) else None


@cache
def _own_names(party: Party) -> frozenset[str]:
    """All names that mean the party as a whole."""
    code = party.key.partition(":")[2]
    known = organization(code) if party.kind == "organization" else None
    names = (party.label, *((known.name, *known.aliases) if known else ()))
    return frozenset(name.casefold() for name in names)


def is_own_name(party: Party, name: str) -> bool:
    """Whether a name means the party as a whole, not one of its people or bodies."""
    return name.casefold() in _own_names(party)


def display_name(actor: Actor) -> str:
    """The resolved name where there is one, else the words of the text."""
    return tidy(actor.name or actor.text) or "somebody"


def member_key(actor: Actor) -> tuple[str, str]:
    """Two actors with the same key are the same; all names of a party as a whole count as one."""
    party, name = party_of(actor), display_name(actor)
    return party.key, "" if is_own_name(party, name) else name.casefold()


def parties_of(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The sides of some actors, each once, in order."""
    return tuple(dict.fromkeys(party_of(actor) for actor in actors))


def known_parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The sides of some actors without those of kind `unknown`."""
    return tuple(party for party in parties_of(actors) if party.kind != "unknown")


def sides(actors: Iterable[Actor]) -> tuple[Side, ...]:
    """The sides of some actors with the people named; a party's own name is not repeated."""
    names: dict[Party, dict[str, None]] = {}
    for actor in actors:
        party, name = party_of(actor), display_name(actor)
        named = names.setdefault(party, {})
        if not is_own_name(party, name):
            named[name] = None
    return tuple(Side(party, tuple(named)) for party, named in names.items())


def is_many(sides: Iterable[Side]) -> bool:
    """Whether the verb after these sides stands in the plural."""
    named = tuple(sides)
    only = named[0].party if len(named) == 1 else None
    return len(named) > 1 or (only is not None and only.kind == "unknown" and bool(re.search(r"[^s]s$", only.label)))


def with_party(actor: Actor) -> str:
    """`Norbert Röttgen (Germany)`, or the name alone where it is the party's or says where it belongs."""
    name, party = display_name(actor), party_of(actor)
    return name if is_own_name(party, name) or _names_home(name, party) else f"{name} ({party.label})"


def _names_home(name: str, party: Party) -> bool:
    """Whether a name has its country's or region's adjective or the short form in it: "European officials"."""
    code = party.key.partition(":")[2]
    home = country(code) if party.kind == "country" else region(code)
    return any(f" {word} " in f" {name} " for word in (party.label, *(home.adjectives if home else ())))


def everyone(event: Event) -> tuple[Actor, ...]:
    """Sources, targets and speaker of an event."""
    speakers = (event.speaker,) if event.speaker else ()
    return (*event.sources, *event.targets, *speakers)


def country_name(code: str) -> str:
    """A country's short English name, or its code where it is unknown."""
    known = country(code)
    return known.name if known else tidy(code)
