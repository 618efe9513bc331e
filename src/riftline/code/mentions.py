"""Who has been named so far in a document, and whom a pronoun, a role noun or "the two sides" means.

The rules are simple and stated:

- a pronoun means the nearest mention of the right kind before it, no further back than two sentences, and a subject
  rather than another word: in its own sentence the last one, in an earlier sentence the first. "He" and "she" need a
  single person, "they" a group, a body or a country, "it" a body or a country;
- a role noun without a name or country ("the minister", "the rebels") means the last mention with the same noun or
  role, else the last one of a like sector ("the insurgents" the Taliban), else of the kind that the noun stands for
  ("the group" an organization);
- "the two countries", "both leaders", "the sides" mean as many different mentions of one sentence before, the nearest.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from riftline.facts.countries import country
from riftline.records import Actor, Sentence

Kind = Literal["person", "group", "body"]
REACH = 2  # sentences
PRONOUNS: dict[str, tuple[Kind, ...]] = {
    "he": ("person",), "him": ("person",), "his": ("person",), "himself": ("person",),
    "she": ("person",), "her": ("person",), "hers": ("person",), "herself": ("person",),
    "they": ("group", "body"), "them": ("group", "body"), "their": ("group", "body"), "themselves": ("group", "body"),
    "it": ("body",), "its": ("body",), "itself": ("body",),
}  # fmt: skip
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "ISM"})  # texts call one group rebels, gunmen and militants by turns
STATES = frozenset({"country", "nation", "state", "neighbour", "neighbor", "government", "capital", "republic"})
PEOPLE = frozenset(
    {
        *("leader", "president", "man", "woman", "minister", "premier", "diplomat", "official", "chief", "counterpart"),
        *("general", "candidate", "politician"),
    }
)
SIDES = frozenset(
    {
        *(
            "side",
            "party",
            "camp",
            "delegation",
            "team",
            "army",
            "force",
            "group",
            "rival",
            "foe",
            "faction",
            "pair",
            "duo",
        ),
        *("two", "both", "ally", "enemy", "partner", "movement", "organization", "body"),
    }
)
COUNTS = {"two": 2, "both": 2, "2": 2, "pair": 2, "duo": 2, "three": 3, "3": 3, "four": 4, "4": 4}
STANDS_FOR: dict[str, frozenset[str | None]] = {
    **dict.fromkeys(("group", "movement", "organization", "militia", "faction"), ARMED | {"NGO", "PTY", "OPP", "IGO"}),
    **dict.fromkeys(("alliance", "bloc", "union", "agency", "body"), frozenset({"IGO"})),
    **dict.fromkeys(("country", "nation", "kingdom", "republic"), frozenset({None, "GOV"})),
    **dict.fromkeys(("company", "firm", "carmaker", "bank"), frozenset({"BUS", "MNC"})),
}  # noun → sectors of what it may stand for


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at a token of a sentence."""

    sentence: int
    index: int
    kind: Kind
    subject: bool
    actor: Actor
    lemma: str = ""  # of the head, in small letters


class Mentions:
    """The mentions of one document in order."""

    def __init__(self) -> None:
        self._seen: list[Mention] = []

    def add(self, sentence: Sentence, index: int, actor: Actor) -> None:
        """Remember that `actor` is named by the phrase whose head is the token at `index`."""
        subject = sentence.tokens[index].deprel.startswith("nsubj")
        lemma = sentence.tokens[index].lemma.lower()
        self._seen.append(Mention(sentence.index, index, kind_of(sentence, index, actor), subject, actor, lemma))

    def settle(self, sentence: int, complete: Callable[[Sequence[Actor]], Sequence[Actor]]) -> None:
        """Complete the actors of a sentence, once all of it is read."""
        here = [i for i, mention in enumerate(self._seen) if mention.sentence == sentence]
        for i, actor in zip(here, complete([self._seen[i].actor for i in here]), strict=True):
            self._seen[i] = replace(self._seen[i], actor=actor)

    def same(self, sentence: Sentence, index: int, actor: Actor) -> Actor | None:
        """Whom a role noun without a country stands for, by the mentions before it; `actor` is what it says itself."""
        lemma = sentence.tokens[index].lemma.lower()
        before = [m for m in self._earlier(sentence.index, index) if m.actor.country or m.actor.organization]
        plural = kind_of(sentence, index, actor) == "group"
        like = [m for m in before if (m.kind == "group") == plural]
        return next((m.actor for m in _same_noun(like, lemma, actor)), None) or next(
            (m.actor for m in (*_same_sector(before, actor), *_standing_for(before, lemma))), None
        )

    def several(self, sentence: Sentence, index: int, count: int, lemma: str) -> tuple[Actor, ...]:
        """The last `count` different actors that "the two countries", "both men" or "the sides" mean, or none."""
        rows: dict[int, list[Mention]] = {}
        for mention in self._earlier(sentence.index, index):
            if sentence.index - mention.sentence <= 2 * REACH:
                rows.setdefault(mention.sentence, []).insert(0, mention)
        if lemma in SIDES:  # "Japan and Norway congratulated both sides"
            rows.pop(sentence.index, None)
        found = (_different(row, lemma, count) for row in rows.values())
        return next((tuple(actors) for actors in found if len(actors) == count), ())

    def _earlier(self, sentence: int, index: int) -> Iterator[Mention]:
        """The mentions before a token, the last first."""
        return (
            m for m in reversed(self._seen) if m.sentence < sentence or (m.sentence == sentence and m.index < index)
        )

    def antecedent(self, sentence: Sentence, index: int) -> Actor | None:
        """The actor a pronoun stands for, or None; without offsets when it is named in another sentence."""
        kinds = PRONOUNS.get(sentence.tokens[index].text.lower())
        if kinds is None:
            return None
        fitting = [m for m in self._seen if m.kind in kinds and self._before(m, sentence.index, index)]
        if not fitting:
            return None
        nearest = max(m.sentence for m in fitting)
        close = [m for m in fitting if m.sentence == nearest]
        subjects = [m for m in close if m.subject] or close[-1:]
        chosen = subjects[-1] if nearest == sentence.index else subjects[0]
        if chosen.sentence == sentence.index:
            return chosen.actor
        return replace(chosen.actor, start=None, end=None)

    @staticmethod
    def _before(mention: Mention, sentence: int, index: int) -> bool:
        if mention.sentence == sentence:
            return mention.index < index
        return 0 < sentence - mention.sentence <= REACH


def kind_of(sentence: Sentence, index: int, actor: Actor) -> Kind:
    """Whether an actor is one person, several, or a body such as a state."""
    token = sentence.tokens[index]
    entity = next((e.kind for e in sentence.entities if e.first <= index <= e.last), None)
    if "Number=Plur" in token.feats and token.upos == "NOUN":
        return "group"
    if entity == "person" or (
        actor.role and token.upos in {"NOUN", "PROPN"} and entity not in {"place", "organization"}
    ):
        return "person"
    return "body"


def _same_noun(before: Iterable[Mention], lemma: str, actor: Actor) -> Iterator[Mention]:
    """Mentions with the same noun, or with the same role: "the minister" is a foreign minister, too."""
    return (m for m in before if m.lemma == lemma or (actor.role and (m.actor.role or "").endswith(actor.role)))


def _same_sector(before: Iterable[Mention], actor: Actor) -> Iterator[Mention]:
    """Mentions of armed groups for an armed group."""
    return (m for m in before if actor.sector in ARMED and m.actor.sector in ARMED)


def _standing_for(before: Iterable[Mention], lemma: str) -> Iterator[Mention]:
    """Mentions of bodies that a general noun may stand for."""
    sectors = STANDS_FOR.get(lemma, frozenset())
    return (
        m for m in before if m.kind == "body" and m.actor.sector in sectors and (m.actor.country or "IGO" in sectors)
    )


def _different(row: Sequence[Mention], lemma: str, count: int) -> list[Actor]:
    """The first different actors of a sentence that a noun can mean: states as such, persons, or the parties.

    Persons and parties of different countries come first; those who mediate are no side.
    """
    known = [m for m in row if m.actor.country or m.actor.organization]
    if lemma in STATES:
        found = {m.actor.country: _state(m.actor) for m in reversed(known) if m.actor.country}
        return list(found.values())[::-1][:count]
    fitting = [m.actor for m in known if _fits(m, lemma)]
    for key in (_side, _name):
        chosen = {key(actor): actor for actor in reversed(fitting)}
        if len(chosen) >= count:
            return list(chosen.values())[::-1][:count]
    return []


def _fits(mention: Mention, lemma: str) -> bool:
    if lemma in PEOPLE:
        return mention.kind == "person"
    return mention.actor.sector not in {"IGO", "NGO", "JRN"}


def _side(actor: Actor) -> Hashable:
    """What tells the sides of a conflict or of talks apart: the country, within one the armed group or party."""
    return actor.country if actor.sector in {None, "GOV", "MIL"} else (actor.organization or actor.name)


def _name(actor: Actor) -> Hashable:
    return actor.name


def _state(actor: Actor) -> Actor:
    """The country of an actor as an actor of its own."""
    state = country(actor.country or "")
    return Actor(actor.text, name=state.name if state else None, country=actor.country)
