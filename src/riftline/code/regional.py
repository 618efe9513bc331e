"""Regions and groups of states as actors: "Europe", "Western officials", "leaders of Africa"."""

from riftline.code.parts import Part
from riftline.code.resolution import EMPTY, Resolution
from riftline.facts.agents import Agent, word_class
from riftline.facts.regions import RegionMatch

_POLITICAL = frozenset({"GOV", "LEG", "MIL", "SPY"})  # a region's migrants or farmers are not the region


def is_of(agent: Agent, kind: str) -> bool:
    """Whether a role noun belongs to a class of `phrase_words.csv`, as a whole or by its last word."""
    return agent.phrase in word_class(kind) or agent.phrase.rpartition(" ")[2] in word_class(kind)


def bare_region(portion: Part, match: RegionMatch, first: int, last: int) -> Resolution:
    """A region named outright; an adjective alone, or a name inside a longer one ("Kanye West"), is none."""
    known = word_class("determiner") | word_class("direction")
    before = all(token.lower() in known for token in portion.tokens[:first])
    if match.kind == "adjective" or not before or last + 1 < len(portion.tokens):
        return EMPTY
    return Resolution(match.region.name, None, match.region.id, None, None, (_reason(match),))


def region_of(agent: Agent, portion: Part, owner: Part | None, depends: list[Part]) -> tuple[str | None, str | None]:
    """Id and reason of the region that a political role noun belongs to."""
    outsider = is_of(agent, "outsider")
    if is_of(agent, "sent") or not (agent.sector in _POLITICAL or outsider):
        return None, None
    links = {"of", "across", "throughout"} | ({"in", "from"} if is_of(agent, "state noun") else set())
    sides = [portion, *([owner] if owner else []), *(part for part in depends if part.link in links and not outsider)]
    for side in sides:
        for tag in side.tags:
            if isinstance(tag.known, RegionMatch) and _lends(tag.known, inside=side is portion):
                return tag.known.region.id, _reason(tag.known)
    return None, None


def _lends(match: RegionMatch, *, inside: bool) -> bool:
    """Whether a match can describe a noun: beside it an adjective or a name of two words ("Middle East leaders")."""
    return not inside or match.kind == "adjective" or " " in match.matched or match.matched in match.region.adjectives


def _reason(match: RegionMatch) -> str:
    return f'"{match.matched}" is a region ({match.region.id}), not a state'
