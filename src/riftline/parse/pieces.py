"""Words → the integer arrays the model reads: word pieces, word shapes, and where each word begins."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100  # ids in the base encoder's vocabulary
MAX_PIECES = 12  # of one word: the rest of a very long string adds nothing
CACHE = 50_000  # words kept with their pieces


@lru_cache(maxsize=CACHE)
def shape(word: str) -> int:
    """The spelling of a word as one of 16 classes (0 is padding); the vocabulary itself is lower-case.

    >>> [shape(w) for w in ("the", "Europe", "NATO", "A", "McCain", "2025", "F-16", ",")]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if word.isalpha():
        return _letters(word)
    if not any(c.isalnum() for c in word):
        return 8
    if word.isdigit():
        return 6
    return _mixed(word)


def _letters(word: str) -> int:
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    return 2 if word[1:].islower() else 5


def _mixed(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 9  # 1,000 or 3.5 or 10-12
    if any(c.isdigit() for c in word):
        return 7 if letters[0].isupper() else 10
    if all(c.isupper() for c in letters):
        return 11  # U.S.
    if letters[0].isupper():
        return 12  # O'Neill, Al-Qaeda, Mr.
    return 13 if any(c.isupper() for c in letters) else 14


class PieceTable:
    """Looks up the pieces of words, remembering those it has seen (word pieces do not depend on context)."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    @property
    def vocabulary(self) -> frozenset[str]:
        """The whole words among the pieces: common English words, lower-case."""
        return frozenset(piece for piece in self._tokenizer.get_vocab() if piece.isalpha())

    def pieces(self, word: str) -> list[int]:
        """Ids of the word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids[:MAX_PIECES]
            found = ids or [UNKNOWN]
            if len(self._known) < CACHE:
                self._known[word] = found
        return found

    def encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Pieces [S], their words' shapes [S] and the index of each word's first piece [W]."""
        pieces, shapes, first = [CLS], [0], []
        for word in words:
            found = self.pieces(word)
            first.append(len(pieces))
            pieces += found
            shapes += [shape(word)] * len(found)
        pieces.append(SEP)
        shapes.append(0)
        return pieces, shapes, first
