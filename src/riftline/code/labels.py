"""What somebody without a personal name is called: "American officials", "NATO allies", "Hamas fighters"."""

from dataclasses import replace

from riftline.code.agents import Tag
from riftline.code.parts import Part
from riftline.code.resolution import Resolution
from riftline.facts.agents import word_class
from riftline.facts.countries import country
from riftline.facts.institutions import Institution
from riftline.facts.organizations import organization
from riftline.facts.regions import region

_SHORT = 3  # words; a body with a longer name goes by its acronym or shortest alias
_MOST = 8  # words of a phrase that is its own label


def labelled(found: Resolution) -> Resolution:
    """With a name made of the country's or body's and the role noun; persons keep their names."""
    if found.person or not found.noun:
        return found
    prefix = _organization_label(found.organization) or _adjective(found.country)
    return replace(found, name=f"{prefix} {found.noun}") if prefix else found


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
    first = head.first
    for tag in reversed(portion.tags):
        joins = isinstance(tag.known, Institution) or (tag.agent is not None and tag.agent.kind != "thing")
        if tag.last == first - 1 and joins:
            first = tag.first
    if first and portion.tokens[first - 1].lower() in word_class("lead"):
        first -= 1
    noun = " ".join(map(_small, portion.tokens[first : head.last + 1])).replace(" 's", "'s")
    held = [t for t in owner.tags if t.agent is not None and t.agent.kind != "thing"] if owner else []
    if owner is None or not held:
        return noun
    return f"{' '.join(map(_small, owner.tokens[held[-1].first : held[-1].last + 1]))}'s {noun}"


def _small(word: str) -> str:
    return word.lower() if word.istitle() else word


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
    if body is None or len(body.name.split()) <= _SHORT:
        return body.name if body else None
    return ident if ident in body.aliases else min((body.name, *body.aliases), key=lambda name: len(name.split()))
