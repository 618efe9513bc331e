"""Near copies of earlier documents, marked: one event is often reported by forty copies of one wire story."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from riftline.records import Document

PERMUTATIONS = 64  # numbers in a sketch: 256 bytes per document, Jaccard similarity ± 0.06
SIMILAR = 0.7  # Jaccard similarity of three-word shingles from which a text is a copy (a cut or edited wire story)
_BANDS = 16  # of four numbers each: pairs at 0.7 are found 98.8 times in 100, pairs at 0.3 12 times
_SHINGLE = 3
_SHORT = 20  # words; shorter texts are repeats only if they are the same
_SEED = 20250216
_WORD = re.compile(r"\w+")


def mark_repeats(documents: Iterable[Document]) -> Iterator[Document]:
    """Pass documents on, with `repeats` set to the id of the first that says the same.

    Texts that differ only in case, spacing and punctuation are the same; others are compared by MinHash sketches
    (Broder 1997) of their three-word shingles. Memory per original: a hash of 16 bytes and a sketch of 64 numbers.
    """
    index = _Index()
    for document in documents:
        original = index.find_or_add(document)
        yield replace(document, repeats=original) if original else document


@dataclass(slots=True)
class _Index:
    exact: dict[bytes, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    sketches: list[Any] = field(default_factory=list)
    buckets: Any = None

    def find_or_add(self, document: Document) -> str | None:
        words = _WORD.findall(document.text.lower())
        digest = hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()
        if digest in self.exact:
            return self.exact[digest]
        original = self._near(words, document.id) if len(words) >= _SHORT else None
        self.exact[digest] = original or document.id
        return original

    def _near(self, words: list[str], name: str) -> str | None:
        """The earlier document with the most similar sketch, or None after adding this one."""
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

        if self.buckets is None:
            self.buckets = RMinHashLSH(SIMILAR, PERMUTATIONS, _BANDS)
        sketch = RMinHash(PERMUTATIONS, _SEED)
        sketch.update([" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)])
        candidates = ((self.sketches[key].jaccard(sketch), -key) for key in self.buckets.query(sketch))
        likeness, key = max(candidates, default=(0.0, 0))
        if likeness >= SIMILAR:
            return self.ids[-key]
        self.buckets.insert(len(self.ids), sketch)
        self.ids.append(name)
        self.sketches.append(sketch)
        return None
