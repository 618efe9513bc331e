"""The documents' full text, cut into pieces that carry the marks of events, parties and questions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riftline.brief.corpus import Corpus
from riftline.brief.report import DocumentEntry, EventLine, FullText, Piece, QuestionLine, SentenceText
from riftline.records import CodedDocument, Sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """What covers a stretch of a sentence."""

    start: int
    end: int
    kind: str  # trigger, actor or question
    quad: int = 0
    event: int = 0


def make_texts(corpus: Corpus, lines: Iterable[EventLine], questions: Iterable[QuestionLine]) -> tuple[FullText, ...]:
    """The text of every document that is not a copy."""
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for line in lines:
        marks[line.evidence.number, line.event.sentence].extend(_marks_of(line))
    for question in questions:
        place = question.evidence
        marks[place.number, place.sentence].append(Mark(place.start, place.end, "question"))
    return tuple(FullText(entry, _paragraphs(entry, coded, marks)) for entry, coded in corpus.originals())


def _marks_of(line: EventLine) -> Iterator[Mark]:
    event = line.event
    yield Mark(event.start, event.end, "trigger", event.quad, line.number)
    for actor in (*event.sources, *event.targets):
        if actor.start is not None and actor.end is not None:
            yield Mark(actor.start, actor.end, "actor", event.quad)


def _paragraphs(
    entry: DocumentEntry, coded: CodedDocument, marks: dict[tuple[int, int], list[Mark]]
) -> tuple[tuple[SentenceText, ...], ...]:
    paragraphs: list[list[SentenceText]] = [[]]
    for gap, sentence in _runs(coded):
        if "\n" in gap:
            paragraphs.append([])
        if gap.strip():
            paragraphs[-1].append(SentenceText(None, (Piece(gap.strip()),)))
        if sentence is not None:
            found = marks.get((entry.number, sentence.index), [])
            events = tuple(mark.event for mark in found if mark.event)
            paragraphs[-1].append(SentenceText(sentence.index, cut(sentence.text, found), events))
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)


def _runs(coded: CodedDocument) -> Iterator[tuple[str, Sentence | None]]:
    """Each sentence with the text before it, and at the end the text after the last."""
    position, text = 0, coded.document.text
    for sentence in coded.sentences:
        yield text[position : sentence.start], sentence
        position = sentence.end
    yield text[position:], None


def cut(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut a sentence where a mark begins or ends; each piece knows what covers it."""
    inside = [Mark(max(m.start, 0), min(m.end, len(text)), m.kind, m.quad, m.event) for m in marks]
    inside = [mark for mark in inside if mark.start < mark.end]
    edges = sorted({0, len(text), *(mark.start for mark in inside), *(mark.end for mark in inside)})
    return tuple(_piece(text, start, end, inside) for start, end in pairwise(edges))


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = [mark for mark in marks if mark.start <= start and end <= mark.end]
    triggers = [mark for mark in over if mark.kind == "trigger"]
    return Piece(
        text=text[start:end],
        trigger=max((mark.quad for mark in triggers), default=0),
        actor=max((mark.quad for mark in over if mark.kind == "actor"), default=0),
        question=any(mark.kind == "question" for mark in over),
        opens=tuple(mark.event for mark in triggers if mark.start == start),
        closes=tuple(mark.event for mark in triggers if mark.end == end),
    )
