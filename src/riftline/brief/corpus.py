"""The coded documents as one corpus: numbered, copies told apart, sentences found by index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riftline.brief.report import Counts, DocumentEntry, Evidence
from riftline.records import CodedDocument, Event, Sentence


@dataclass(frozen=True, slots=True)
class Corpus:
    """Coded documents with their entries, in the order given. Copies have an entry but give no events."""

    coded: tuple[CodedDocument, ...]
    entries: tuple[DocumentEntry, ...]
    sentences: dict[tuple[str, int], Sentence]
    numbers: dict[str, int]

    def originals(self) -> Iterator[tuple[DocumentEntry, CodedDocument]]:
        """The documents that are not copies, with their entries."""
        for entry, coded in zip(self.entries, self.coded, strict=True):
            if entry.copy_of is None:
                yield entry, coded

    def events(self) -> tuple[Event, ...]:
        """The events of the originals in reading order."""
        return tuple(event for _, coded in self.originals() for event in coded.events)

    def reports(self, document: str) -> int:
        """How many documents carry the text of this one: itself and its copies."""
        return 1 + sum(entry.copy_of == self.numbers[document] for entry in self.entries)

    def evidence(self, document: str, sentence: int, start: int, end: int) -> Evidence:
        """The place of some words."""
        return Evidence(document, self.numbers[document], sentence, start, end)

    def find(self, document: str, sentence: int, words: str) -> Evidence:
        """The place of some words in a sentence; the whole sentence where they are not found as they stand."""
        known = self.sentences.get((document, sentence))
        text = known.text if known else ""
        start = text.find(words) if words else -1
        span = (0, len(text)) if start < 0 else (start, start + len(words))
        return self.evidence(document, sentence, *span)


def make_corpus(coded: Sequence[CodedDocument]) -> Corpus:
    """Number the documents from 1 and mark which of them are copies of others in the same brief."""
    numbers: dict[str, int] = {}
    for number, each in enumerate(coded, start=1):
        numbers.setdefault(each.document.id, number)
    entries = tuple(_entry(number, each, coded, numbers) for number, each in enumerate(coded, start=1))
    sentences = {
        (each.document.id, sentence.index): sentence
        for entry, each in zip(entries, coded, strict=True)
        if entry.copy_of is None
        for sentence in each.sentences
    }
    return Corpus(tuple(coded), entries, sentences, numbers)


def count(corpus: Corpus) -> Counts:
    """How much there is of everything."""
    events = corpus.events()
    return Counts(
        documents=len(corpus.entries),
        copies=sum(entry.copy_of is not None for entry in corpus.entries),
        sentences=len(corpus.sentences),
        events=len(events),
        actual=sum(event.status == "actual" for event in events),
    )


def _entry(number: int, each: CodedDocument, coded: Sequence[CodedDocument], numbers: dict[str, int]) -> DocumentEntry:
    original = _original(number, coded, numbers)
    return DocumentEntry(
        number=number,
        document=each.document,
        sentences=len(each.sentences),
        events=len(each.events) if original == number else 0,
        copy_of=None if original == number else original,
    )


def _original(number: int, coded: Sequence[CodedDocument], numbers: dict[str, int]) -> int:
    """Follow `repeats` to the first document. A second document with a known id counts as a copy of the first."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        document = coded[number - 1].document
        known = min(number, numbers[document.id])
        following = numbers.get(document.repeats or "", known)
        if following == number:
            return number
        number = following
    return min(seen)  # documents that repeat each other
