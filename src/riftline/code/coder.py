"""Parsed documents → events: find the triggers, fill their parties, judge their status, attach the details.

`code_document` is the room's story:

1. every sentence is read for the actors it names, so that later pronouns and short names can be resolved;
2. every trigger gets its sources and targets; a trigger with no political actor on either side is dropped;
3. what is left gets a status, a speaker, dates, quantities, a place, contexts, and a confidence;
4. events that say the same thing twice in a sentence are merged.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from riftline.code.dates import DateSpan
from riftline.code.details import all_quantities, dates_of, places_of, quantities_of, sentence_dates
from riftline.code.parties import Parties, political
from riftline.code.questions import find_questions
from riftline.code.speakers import quotation, speech_of
from riftline.code.status import status_of
from riftline.code.triggers import Trigger, triggers
from riftline.code.voiced import demand, refusal
from riftline.facts.ontology import contexts_of, goldstein, quad
from riftline.facts.predicates import Outcome, reversal
from riftline.records import Actor, CodedDocument, Document, Event, Place, Quantity, Question, Sentence, Status

ENOUGH = 0.4  # confidence below which an event is not written; set on the trade-off in benchmarks/RESULTS.md
ALONE = 0.6  # what is left of a row's reliability when only one party of talks, a clash or a deal is named
EFFECT_STATUS: dict[str, Status] = {
    "plan": "planned",
    "request": "requested",
    "fear": "possible",
    "refuse": "denied",
    "prevent": "denied",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event is: PLOVER type and mode, CAMEO code."""

    type: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before its details: what, who, to whom, how sure."""

    trigger: Trigger
    kind: Kind
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    status: Status
    confidence: float


def code_documents(parsed: Iterable[tuple[Document, Sequence[Sentence]]]) -> Iterator[CodedDocument]:
    """Every parsed document with what was read from it."""
    for document, sentences in parsed:
        yield code_document(document, sentences)


def code_document(document: Document, sentences: Sequence[Sentence]) -> CodedDocument:
    """Events, actors, quantities and open questions of one parsed document."""
    parties = Parties(document.published)
    events: list[Event] = []
    actors: list[Actor] = []
    quantities: list[tuple[int, Quantity]] = []
    questions: list[Question] = []
    for sentence in sentences:
        dates = sentence_dates(sentence, document.published)
        actors += parties.read(sentence)
        events += _events(sentence, document, parties, dates)
        quantities += [(sentence.index, q.to_record()) for q in all_quantities(sentence, dates)]
        questions += [
            Question(document.id, sentence.index, sentence.text, q.start, q.end, q.question)
            for q in find_questions(sentence.text)
        ]
    return CodedDocument(
        document, tuple(sentences), tuple(events), tuple(dict.fromkeys(actors)), tuple(quantities), tuple(questions)
    )


def _events(sentence: Sentence, document: Document, parties: Parties, dates: list[DateSpan]) -> list[Event]:
    drafts = _merged([d for t in triggers(sentence) for d in _drafts(sentence, t, parties)])
    owners = {d.trigger.index: d.kind.type for d in drafts}
    when = dates_of(sentence, owners, dates)
    amounts = quantities_of(sentence, owners, dates)
    where = places_of(sentence, owners)
    contexts = contexts_of([t.lemma.lower() for t in sentence.tokens]) if drafts else ()
    return [
        _event(
            sentence,
            document,
            parties,
            draft,
            when.get(draft.trigger.index),
            amounts.get(draft.trigger.index, ()),
            where.get(draft.trigger.index),
            contexts,
        )
        for draft in drafts
    ]


def _drafts(sentence: Sentence, trigger: Trigger, parties: Parties) -> list[Draft]:
    """The events a trigger carries: none when no political actor takes part or too little speaks for it."""
    sources, targets = parties.sides(sentence, trigger)
    if not any(political(a) for a in (*sources, *targets)):
        return []
    confidence = _confidence(trigger, sources, targets)
    if confidence < ENOUGH:
        return []
    kind, status = _kind_and_status(sentence, trigger)
    refused = refusal(sentence, trigger, status)
    if refused:
        return [Draft(trigger, _kind_of(refused), sources, targets, "actual", confidence)]
    draft = Draft(trigger, kind, sources, targets, status, confidence)
    return [draft, *_voiced(sentence, draft, parties)]


def _voiced(sentence: Sentence, draft: Draft, parties: Parties) -> list[Draft]:
    """The deed of the one who says that it must be done ("Russia says Israel must …": REQUEST by Russia to Israel)."""
    wanted = demand(sentence, draft.trigger)
    speaker = _speaker(sentence, parties, draft) if wanted else None
    if wanted is None or speaker is None or not political(speaker) or speaker in draft.sources:
        return []
    return [Draft(draft.trigger, _kind_of(wanted), (speaker,), draft.sources or draft.targets, "actual", draft.confidence)]


def _kind_of(outcome: Outcome) -> Kind:
    return Kind(outcome.type, outcome.mode, outcome.cameo)


def _kind_and_status(sentence: Sentence, trigger: Trigger) -> tuple[Kind, Status]:
    """Type and status; a light verb may end the event (then it is another one), plan it, ask for it or refuse it."""
    row = trigger.row
    kind = Kind(row.type, row.mode, row.cameo)
    status = status_of(sentence, trigger.index if trigger.governor is None else trigger.governor)
    if trigger.effect == "end":
        ended = reversal(row.type, row.cameo)
        return Kind(ended.type, ended.mode, ended.cameo), status
    if trigger.effect in EFFECT_STATUS:
        own = EFFECT_STATUS[trigger.effect]
        return kind, "actual" if own == "denied" and status == "denied" else own
    if trigger.governor is not None and status == "actual":
        status = status_of(sentence, trigger.index)
    return kind, status


def _confidence(trigger: Trigger, sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> float:
    """The row's reliability, less when a side is empty or named but unknown. Not yet calibrated."""
    value = trigger.row.weight
    if trigger.row.reciprocal:
        return round(value if len(sources) > 1 else value * ALONE, 3)
    for side in (sources, targets):
        if not side:
            value *= 0.7
        elif not any(political(a) for a in side):
            value *= 0.85
    return round(value, 3)


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Drafts without those that another one of the sentence already says: same type, same parties."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger.index)


def _same(one: Draft, other: Draft) -> bool:
    """Whether `one` adds nothing to `other`."""
    if one.kind.type != other.kind.type:
        return False
    ours, theirs = ({_key(a) for a in d.sources + d.targets} for d in (one, other))
    return ours <= theirs


def _key(actor: Actor) -> str:
    return actor.name or actor.organization or actor.country or actor.text


def _event(
    sentence: Sentence,
    document: Document,
    parties: Parties,
    draft: Draft,
    when: DateSpan | None,
    amounts: tuple[Quantity, ...],
    where: Place | None,
    contexts: tuple[str, ...],
) -> Event:
    """The record of a draft."""
    start, end = _trigger_span(sentence, draft.trigger)
    first, last, words = _dates(draft.status, when, document.published)
    return Event(
        id=event_id(document.id, sentence.index, start, end, draft.kind.type),
        document=document.id,
        sentence=sentence.index,
        text=sentence.text,
        trigger=sentence.text[start:end],
        start=start,
        end=end,
        type=draft.kind.type,
        cameo=draft.kind.cameo,
        quad=quad(draft.kind.type),
        goldstein=goldstein(draft.kind.cameo),
        status=draft.status,
        published=document.published,
        date=first,
        date_end=last,
        date_text=words,
        mode=draft.kind.mode,
        contexts=contexts,
        sources=draft.sources,
        targets=draft.targets,
        speaker=_speaker(sentence, parties, draft),
        quote=quotation(sentence.text, start, end),
        place=where,
        quantities=amounts,
        confidence=draft.confidence,
    )


def _trigger_span(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """Offsets of the trigger's words: a noun compound whole, a verb with its particle when that follows at once."""
    index = trigger.index
    first = last = index
    if trigger.row.pos == "noun":
        first = index - len(trigger.row.particle)
    elif trigger.row.particle and index + 1 < len(sentence.tokens):
        if sentence.tokens[index + 1].text.lower() == trigger.row.particle[0]:
            last = index + 1
    return sentence.tokens[max(first, 0)].start, sentence.tokens[last].end


def _dates(
    status: Status, when: DateSpan | None, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None, str | None]:
    if when is not None and when.first is not None:
        return when.first, when.last, when.text
    if when is None and status == "actual":
        return published, published, None
    return None, None, when.text if when else None


def _speaker(sentence: Sentence, parties: Parties, draft: Draft) -> Actor | None:
    """Whose word the event is; an actor known only by a noun ("officials") is kept as written."""
    speech = speech_of(sentence, draft.trigger.index)
    if speech is None or speech.verb == draft.trigger.index:
        return None
    return parties.actor(sentence, speech.speaker) or parties.plain(sentence, speech.speaker)


def event_id(document: str, sentence: int, start: int, end: int, kind: str) -> str:
    """A stable id: the same evidence in the same document always gets the same one."""
    return blake2b(f"{document}\x1f{sentence}\x1f{start}\x1f{end}\x1f{kind}".encode(), digest_size=8).hexdigest()
