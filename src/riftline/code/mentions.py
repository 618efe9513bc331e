"""Who has been named so far in a document, and whom a pronoun means.

The rule is simple and stated: a pronoun means the nearest mention of the right kind before it, no further back than two
sentences, and a subject rather than another word: in its own sentence the last one, in an earlier sentence the first.
"He" and "she" need a single person, "they" a group, a body or a country, "it" a body or a country.
"""

from dataclasses import dataclass, replace
from typing import Literal

from riftline.records import Actor, Sentence

Kind = Literal["person", "group", "body"]
REACH = 2  # sentences
PRONOUNS: dict[str, tuple[Kind, ...]] = {
    "he": ("person",), "him": ("person",), "his": ("person",), "himself": ("person",),
    "she": ("person",), "her": ("person",), "hers": ("person",), "herself": ("person",),
    "they": ("group", "body"), "them": ("group", "body"), "their": ("group", "body"), "themselves": ("group", "body"),
    "it": ("body",), "its": ("body",), "itself": ("body",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at a token of a sentence."""

    sentence: int
    index: int
    kind: Kind
    subject: bool
    actor: Actor


class Mentions:
    """The mentions of one document in order."""

    def __init__(self) -> None:
        self._seen: list[Mention] = []

    def add(self, sentence: Sentence, index: int, actor: Actor) -> None:
        """Remember that `actor` is named by the phrase whose head is the token at `index`."""
        subject = sentence.tokens[index].deprel.startswith("nsubj")
        self._seen.append(Mention(sentence.index, index, kind_of(sentence, index, actor), subject, actor))

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
