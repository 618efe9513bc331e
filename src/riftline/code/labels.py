"""What somebody without a personal name is called: "American officials", "NATO allies", "Hamas fighters"."""

from dataclasses import replace
from functools import cache

from riftline.code.agents import Tag
from riftline.code.parts import Part
from riftline.code.resolution import Resolution
from riftline.facts.agents import word_class
from riftline.facts.countries import country
from riftline.facts.institutions import Institution
from riftline.facts.organizations import organization
from riftline.facts.regions import region

_OFFICES = frozenset(
    {"GOV", "MIL", "COP", "JUD", "SPY", "LEG"}
)  # sectors whose nouns are no names ("Republicans" is one)
_SHORT = 3  # words; a body with a longer name goes by its acronym or shortest alias
_MOST = 8  # words of a phrase that is its own label


def placed_in(found: Resolution, code: str, why: str) -> Resolution:
    """With a country that the phrase leaves open, also in the name of somebody without a personal name."""
    name = f"{label_of(code, None)} {found.noun}" if found.noun else found.name
    return replace(found, name=name, country=code, why=(*found.why, why))


@cache
def label_of(code: str | None, ident: str | None) -> str | None:
    """What stands before a role noun: the short name of its body, else the adjective of its region or country."""
    return _organization_label(ident) or _adjective(code)


def own_words(head: Part, depends: list[Part]) -> str:
    """The phrase without its articles, short of what makes it too long to be a label."""
    tokens = list(head.tokens)
    while len(tokens) > 1 and tokens[0].lower() in word_class("determiner"):
        tokens.pop(0)
    for part in depends:
        if len(tokens) + 1 + len(part.tokens) > _MOST:
            break
        tokens += [part.link, *part.tokens]
    return " ".join(tokens).replace(" 's", "'s")


def noun_of(owner: Part | None, portion: Part, head: Tag) -> str:
    """The role noun as written, with role nouns, national bodies and "deputy" right before it."""
    kept = [head]
    for tag in reversed(portion.tags):
        if tag.last == kept[0].first - 1 and _joins(tag):
            kept.insert(0, tag)
    words = [word for tag in kept for word in _written(portion, tag)]
    before = portion.tokens[kept[0].first - 1] if kept[0].first else ""
    noun = " ".join([before, *words] if before.lower() in word_class("lead") else words).replace(" 's", "'s")
    held = [tag for tag in owner.tags if tag.agent is not None and tag.agent.kind != "thing"] if owner else []
    return f"{' '.join(_written(owner, held[-1]))}'s {noun}" if owner and held else noun


def names_its_country(portion: Part, head: Tag) -> bool:
    """Whether a national body before the head tells the country already ("Trump administration officials")."""
    bodies = (tag for tag in portion.tags if tag.first < head.first and isinstance(tag.known, Institution))
    return any(tag.generic is None and isinstance(tag.known, Institution) and tag.known.country for tag in bodies)


def _joins(tag: Tag) -> bool:
    return isinstance(tag.known, Institution) or (tag.agent is not None and tag.agent.kind != "thing")


def _written(part: Part, tag: Tag) -> list[str]:
    """The words of a tag; offices in small letters, whatever has a capital of its own as it stands."""
    tokens = part.tokens[tag.first : tag.last + 1]
    office = tag.agent is not None and tag.agent.kind != "adj" and tag.agent.sector in _OFFICES
    return [token.lower() if office and token.istitle() else token for token in tokens]


def _adjective(code: str | None) -> str | None:
    state = country(code) if code else None
    return None if state is None else next(iter(state.adjectives), state.name)


def _organization_label(ident: str | None) -> str | None:
    if ident is None:
        return None
    place = region(ident)
    if place is not None:
        return next(iter(place.adjectives), place.name)
    body = organization(ident)
    if body is None:
        return None
    if ident in body.aliases and " " in body.name:
        return ident
    shortest = min((body.name, *body.aliases), key=lambda name: len(name.split()))
    return body.name if len(body.name.split()) <= _SHORT else shortest
