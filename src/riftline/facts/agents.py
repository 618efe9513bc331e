"""Role and group nouns ("foreign minister", "gunmen", "oil workers") with their PLOVER sector.

A phrase is filed under its singular, word by word, so "armed forces" and "armed force" are one entry. `kind` tells a
person, a group, a body, a place, an adjective that only lends its sector, and a thing that never is an actor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from riftline.facts.names import normalize, read_table

Kind = Literal["person", "group", "body", "place", "adj", "thing"]

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "thieves": "thief",
    "media": "medium",
    "news": "news",
    "affairs": "affairs",
}
_KEEP = ("ss", "us", "sis", "xis", "this", "ics")


@dataclass(frozen=True, slots=True)
class Agent:
    """A role or group noun.

    `weak` nouns are too general to be an actor alone ("people", "leader"). `relational` nouns take the sector of what
    they belong to ("spokesman for the army", "union leader"); their own `sector` is what is left when nothing is said.
    """

    phrase: str
    sector: str | None
    role: str | None
    kind: Kind
    weak: bool
    relational: bool


@cache
def agents() -> tuple[Agent, ...]:
    """All rows of the table."""
    return tuple(_agent(row) for row in read_table("agents.csv"))


def singular(word: str) -> str:
    """A small-letter word without its plural ending: "ministries" is "ministry", "Congress" keeps its s."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) == 3 and word.endswith("s") and not set(word) & set("aeiouy"):  # noqa: PLR2004 - "MPs"
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEEP):  # noqa: PLR2004 - "gas", "is"
        return word[:-3] + "man" if word.endswith("men") and len(word) > 4 else word  # noqa: PLR2004
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]


def agent_key(words: Sequence[str]) -> str:
    """The key of a phrase, given as words or as one string per word: "Armed Forces" is "armed force"."""
    return " ".join(singular(part) for word in words for part in normalize(word).split())


def find_agent(phrase: str) -> Agent | None:
    """The role or group noun with that spelling, in singular or plural, or None."""
    return gazetteer().get(agent_key(phrase.split()))


@cache
def gazetteer() -> Mapping[str, Agent]:
    """Key (`agent_key`) → agent; of two rows with one key the first stands."""
    found: dict[str, Agent] = {}
    for agent in agents():
        found.setdefault(agent_key(agent.phrase.split()), agent)
    return found


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `phrase_words.csv` ("preposition", "determiner", "former", ...)."""
    return frozenset(row["word"] for row in read_table("phrase_words.csv") if row["class"] == name)


def _agent(row: dict[str, str]) -> Agent:
    return Agent(
        phrase=row["phrase"],
        sector=row["sector"] or None,
        role=row["role"] or None,
        kind=cast("Kind", row["kind"]),
        weak=row["weak"] == "yes",
        relational=row["relational"] == "yes",
    )
