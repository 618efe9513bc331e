"""Whose word a clause is: direct and indirect speech, "according to", and quotations."""

import re
from dataclasses import dataclass

from riftline.code.clauses import agents, ancestors, children, prepositional
from riftline.code.status import attitude_of, embedded
from riftline.records import Sentence

QUOTED = re.compile(r"“([^“”]{2,})(?:”|$)|\"([^\"]{2,})(?:\"|$)|«([^«»]{2,})»|„([^„“”]{2,})[“”]")
SOURCES = frozenset({"according", "per"})


@dataclass(frozen=True, slots=True)
class Speech:
    """The verb (or preposition) that attributes a clause, and the head of the phrase that names the speaker."""

    verb: int
    speaker: int


def speech_of(sentence: Sentence, index: int) -> Speech | None:
    """Who says it, for the clause of the word at `index`; the innermost attribution wins."""
    below = index
    for word in (index, *ancestors(sentence, index)):
        found = (_reported(sentence, word, below) if word != index else None) or _aside(sentence, word, index)
        if found:
            return found
        below = word
    return None


def _reported(sentence: Sentence, word: int, below: int) -> Speech | None:
    """A verb (or noun) of saying above the clause: "officials said that …", "the minister's claim that …"."""
    if not embedded(sentence, below) and sentence.tokens[below].deprel != "parataxis":
        return None
    if not _speaks(sentence, word, below):
        return None
    named = (
        [s for s in agents(sentence, word) if s != below]
        if sentence.tokens[word].upos in {"VERB", "AUX"}
        else list(children(sentence, word, "nmod:poss"))
        + prepositional(sentence, word, "by")
        + prepositional(sentence, word, "from")
    )
    return Speech(word, named[0]) if named else None


def _aside(sentence: Sentence, word: int, index: int) -> Speech | None:
    """An attribution hung on the clause: "…, officials said", "according to …"."""
    for child in children(sentence, word, "parataxis"):
        named = agents(sentence, child) if child != index and _speaks(sentence, child, child) else []
        if named and not _inside(sentence, child, index):
            return Speech(child, named[0])
    for child in children(sentence, word, "obl", "nmod", "advcl"):
        for preposition in children(sentence, child, "case", "mark"):
            if sentence.tokens[preposition].text.lower() in SOURCES:
                return Speech(preposition, child)
    return None


def _inside(sentence: Sentence, top: int, index: int) -> bool:
    return index == top or top in set(ancestors(sentence, index))


def _speaks(sentence: Sentence, word: int, below: int) -> bool:
    found = attitude_of(sentence, word, below)
    return found is not None and found.speech and found.pos != "adv"


def quotation(text: str, start: int, end: int) -> str | None:
    """The quoted words that hold the stretch `start` … `end` of a sentence, if it stands in quotation marks."""
    for match in QUOTED.finditer(text):
        if match.start() <= start and end <= match.end():
            return next(g for g in match.groups() if g is not None).strip()
    return None
