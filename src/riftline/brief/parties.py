"""Which side an actor belongs to, and what that side is called."""

from collections.abc import Iterable

from riftline.brief.report import Party, Side
from riftline.brief.wording import tidy
from riftline.facts.countries import country
from riftline.records import Actor, Event


def party_of(actor: Actor) -> Party:
    """The side an actor belongs to: its organization, else its country, else itself."""
    if actor.organization:
        return Party(f"organization:{actor.organization}", tidy(actor.organization), "organization")
    if actor.country:
        return Party(f"country:{actor.country}", country_name(actor.country), "country")
    name = display_name(actor)
    return Party(f"other:{name.casefold()}", name)


def display_name(actor: Actor) -> str:
    """The resolved name where there is one, else the words of the text."""
    return tidy(actor.name or actor.text) or "somebody"


def member_key(actor: Actor) -> tuple[str, str]:
    """Two actors with the same key are the same."""
    return party_of(actor).key, display_name(actor).casefold()


def parties_of(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The sides of some actors, each once, in order."""
    return tuple(dict.fromkeys(party_of(actor) for actor in actors))


def sides(actors: Iterable[Actor]) -> tuple[Side, ...]:
    """The sides of some actors with the people named; a party's own name is not repeated."""
    names: dict[Party, dict[str, None]] = {}
    for actor in actors:
        party, name = party_of(actor), display_name(actor)
        named = names.setdefault(party, {})
        if name.casefold() != party.label.casefold():
            named[name] = None
    return tuple(Side(party, tuple(named)) for party, named in names.items())


def with_party(actor: Actor) -> str:
    """`Norbert Röttgen (Germany)`, or the name alone where it is the party's."""
    name, party = display_name(actor), party_of(actor)
    return name if name.casefold() == party.label.casefold() else f"{name} ({party.label})"


def everyone(event: Event) -> tuple[Actor, ...]:
    """Sources, targets and speaker of an event."""
    speakers = (event.speaker,) if event.speaker else ()
    return (*event.sources, *event.targets, *speakers)


def country_name(code: str) -> str:
    """A country's short English name, or its code where it is unknown."""
    known = country(code)
    return known.name if known else tidy(code)
