"""What the finders of commitments share: the table of words, the span, and when a word is denied."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from riftline.facts.names import read_table
from riftline.records import CommitmentKind, Sentence

NEGATIVE = frozenset({"not", "n't", "never", "no", "nobody", "none", "without", "neither", "nor"})
UNSURE = frozenset({"may", "might", "could"})
_SAID = re.compile(r",\s[^,;]{0,60}\b(?:said|says|told|announced|reported|added)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the table: the kind of commitment a word stands for, and what it needs beside it."""

    kind: CommitmentKind
    needs: str


@dataclass(frozen=True, slots=True)
class CommitmentSpan:
    """The words of a commitment; `bound` and `towards` are token indices of the phrases that name the sides."""

    start: int
    end: int
    kind: CommitmentKind
    bound: tuple[int, ...] = ()
    towards: tuple[int, ...] = ()


@cache
def words(pos: str) -> dict[str, Word]:
    """The rows of one part of speech, or of one of the helping lists ("verb signing"), by word."""
    return {r["word"]: Word(r["kind"], r["needs"]) for r in read_table("commitment_words.csv") if r["pos"] == pos}  # type: ignore[arg-type]


def is_denied(sentence: Sentence, index: int) -> bool:
    """Whether a word is negated, by itself or as the object of a verb that is, or only possible."""
    below = {sentence.tokens[c].text.lower() for c in sentence.children[index]}
    return bool(below & (NEGATIVE | UNSURE))


def offsets_of(sentence: Sentence, tokens: Collection[int]) -> tuple[int, int]:
    """Character offsets of a stretch, marks at its ends left out."""
    first, last = min(tokens), max(tokens)
    while last > first and sentence.tokens[last].upos == "PUNCT":
        last -= 1
    while first < last and sentence.tokens[first].upos == "PUNCT":
        first += 1
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    said = _SAID.search(sentence.text, start, end)
    return start, said.start() if said else end
