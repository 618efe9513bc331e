"""Parsed documents → events: the story of this room.

1. Every sentence is read for the actors it names, so that later pronouns and short names are understood.
2. Every trigger becomes a draft: sources, targets, type, status, confidence (`riftline.code.drafts`).
3. A draft becomes an event record with its speaker, dates, quantities, place and contexts.
4. A later sentence that says more of the same event completes it (`riftline.code.echoes`).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from riftline.code.commitments import HARM, commitments_of
from riftline.code.contexts import event_contexts, spread
from riftline.code.contrasts import contrasts_of
from riftline.code.dated import sentence_dates
from riftline.code.dates import DateSpan
from riftline.code.details import Details, details_of
from riftline.code.drafts import Draft, drafts, speaker_of
from riftline.code.echoes import complete
from riftline.code.homes import Homes
from riftline.code.parties import Parties
from riftline.code.places import dateline
from riftline.code.quantities import find_quantities
from riftline.code.questions import find_questions
from riftline.code.speakers import quotation
from riftline.code.triggers import triggers
from riftline.facts.dictionary import Dictionary
from riftline.facts.ontology import goldstein, quad
from riftline.records import Actor, CodedDocument, Commitment, Document, Event, Quantity, Question, Sentence, Status


def code_documents(
    parsed: Iterable[tuple[Document, Sequence[Sentence]]], own: Dictionary | None = None
) -> Iterator[CodedDocument]:
    """Every parsed document with what was read from it; `own` are the user's own actors."""
    for document, sentences in parsed:
        yield code_document(document, sentences, own)


def code_document(
    document: Document, sentences: Sequence[Sentence], own: Dictionary | None = None, *, parties: Parties | None = None
) -> CodedDocument:
    """Events, actors, quantities, open questions, commitments and contrasts of one parsed document.

    Args:
        document: the text, with its publication date if known.
        sentences: its parsed sentences.
        own: the user's own actors.
        parties: who fills the sides of the events; an explanation gives one that keeps its reasons.
    """
    parties, homes = parties or Parties(document.published, own), Homes()
    events: list[Event] = []
    actors: list[Actor] = []
    quantities: list[tuple[int, Quantity]] = []
    commitments: list[Commitment] = []
    for sentence in sentences:
        dates = sentence_dates(sentence, document.published)
        amounts = find_quantities(sentence.text, dates)
        marked = triggers(sentence)
        named = parties.read(sentence)
        homes.read(sentence, named)
        parties.mentions.settle(sentence.index, homes.of)
        actors += named
        complete(events, sentence, marked, dates, homes.near())
        found = [d.at_home(homes) for d in drafts(sentence, marked, parties)]
        if found:
            types = {d.trigger.index: d.kind.type for d in found}
            details = details_of(sentence, types, dates, amounts, near=homes.near())
            events += [_event(sentence, document, parties, draft, details) for draft in found]
        harm = {d.trigger.index for d in found if d.kind.type in HARM}
        commitments += commitments_of(sentence, parties, dates, harm)
        quantities += [(sentence.index, q.to_record()) for q in amounts]
    return CodedDocument(
        document,
        sentences=tuple(replace(s, reading=None) for s in sentences),  # heavy, and read by now
        events=tuple(spread(_with_dateline(document, sentences, events), document.title)),
        actors=tuple(dict.fromkeys(actors)),
        quantities=tuple(quantities),
        questions=tuple(_questions(sentences)),
        commitments=tuple(commitments),
        contrasts=tuple(contrasts_of(sentences, document.published)),
        contradictions=tuple(parties.contradictions),
    )


def _questions(sentences: Iterable[Sentence]) -> Iterator[Question]:
    """The open questions of the sentences."""
    for sentence in sentences:
        for found in find_questions(sentence.text):
            yield Question(sentence.document, sentence.index, sentence.text, found.start, found.end, found.question)


def _with_dateline(document: Document, sentences: Sequence[Sentence], events: Iterable[Event]) -> list[Event]:
    """The events; where neither their sentence nor a later one says a place, that of the dateline, if any."""
    return [e if e.place else replace(e, place=dateline(document, sentences[e.sentence])) for e in events]


def _event(sentence: Sentence, document: Document, parties: Parties, draft: Draft, details: Details) -> Event:
    """The record of a draft."""
    kind, index = draft.kind, draft.trigger.index
    start, end = sentence.tokens[draft.start].start, _trigger_end(sentence, draft)
    first, last, words = _when(draft.status, details.dates.get(index), document.published)
    return Event(
        id=event_id(document.id, sentence.index, start, end, kind.type),
        document=document.id,
        sentence=sentence.index,
        text=sentence.text,
        trigger=sentence.text[start:end],
        start=start,
        end=end,
        type=kind.type,
        cameo=kind.cameo,
        quad=quad(kind.type),
        goldstein=goldstein(kind.cameo),
        status=draft.status,
        published=document.published,
        date=first,
        date_end=last,
        date_text=words,
        mode=kind.mode,
        contexts=event_contexts(sentence, kind.type, kind.mode, details.contexts),
        sources=draft.sources,
        targets=draft.targets,
        speaker=speaker_of(sentence, draft.trigger, parties),
        quote=quotation(sentence.text, start, end),
        place=details.places.get(index),
        quantities=details.quantities.get(index, ()),
        confidence=draft.confidence,
    )


def _trigger_end(sentence: Sentence, draft: Draft) -> int:
    """Where the trigger's words end: a verb takes its particle along when that follows at once."""
    index, row = draft.trigger.index, draft.trigger.row
    following = sentence.tokens[index + 1 : index + 2]
    if row.pos != "noun" and row.particle and following and following[0].text.lower() == row.particle[0]:
        return following[0].end
    return sentence.tokens[index].end


def _when(
    status: Status, span: DateSpan | None, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None, str | None]:
    """First day, last day and the words for it; what is reported as actual without a date falls on the publication."""
    if span is not None and span.first is not None:
        return span.first, span.last, span.text
    if span is None and status == "actual":
        return published, published, None
    return None, None, span.text if span else None


def event_id(document: str, sentence: int, start: int, end: int, event_type: str) -> str:
    """A stable id: the same evidence in the same document always gets the same one (16 hexadecimal digits)."""
    evidence = f"{document}\x1f{sentence}\x1f{start}\x1f{end}\x1f{event_type}"
    return blake2b(evidence.encode(), digest_size=8).hexdigest()
