"""riftline as a component of a spaCy pipeline: `nlp.add_pipe("riftline")`, then `doc._.events`.

riftline splits and parses the text itself, so `spacy.blank("en")` is enough and the other components do not matter.
What it finds is kept in `doc.user_data` as plain values: it survives `nlp.pipe(…, n_process=2)`, `doc.to_bytes()` and
`DocBin(store_user_data=True)`.

All offsets are those of the doc's text, as everywhere in spaCy: `doc.char_span(event.start, event.end)` is the
trigger. `records(doc)` gives the events with offsets in their sentence, as `riftline code` writes them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from riftline.errors import UsageError
from riftline.exchange import actor_to_dict, event_from_dict, event_to_dict
from riftline.pipeline import code
from riftline.records import Actor, CodedDocument, Document, Event
from riftline.settings import load_settings

NAME = "riftline"
FOUND, PUBLISHED = "riftline", "riftline_published"  # where a doc keeps them in `user_data`
DEFAULTS: dict[str, Any] = {"published": None, "sentences": True}


class Component:
    """Writes what riftline reads in docs into them.

    Args:
        published: the day the texts appeared; relative dates are resolved against it. A doc's own `doc._.published`
            wins.
        sentences: whether to mark sentence starts in docs that have none yet, so that `doc.sents` works.
    """

    def __init__(self, *, published: dt.date | None, sentences: bool) -> None:
        self.published, self.sentences = published, sentences
        self.settings = load_settings()

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc."""
        return next(self._read([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Read docs as they come, `batch_size` at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._read(batch)

    def _read(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        documents = [_document(doc, self.published) for doc in docs]
        for doc, coded in zip(docs, code(documents, settings=self.settings), strict=True):
            doc.user_data[FOUND] = _plain(coded)
            if self.sentences and not doc.has_annotation("SENT_START"):
                _mark_sentences(doc, {s.start for s in coded.sentences})
            yield doc


def create(nlp: Language, name: str, published: str | None, sentences: bool) -> Component:  # noqa: ARG001 - spaCy's call
    """The factory behind `nlp.add_pipe("riftline", config={"published": "2025-06-12"})`."""
    return Component(published=_day(published), sentences=sentences)


def records(doc: Doc) -> list[Event]:
    """The events of a doc with offsets in their sentence: what `riftline code` would write for its text."""
    return [event_from_dict(row) for row in _found(doc)["events"]]


def _document(doc: Doc, published: dt.date | None) -> Document:
    """The doc's text as it is: nothing is cleaned off, or the offsets would move."""
    digest = blake2b(doc.text.encode(errors="replace"), digest_size=8).hexdigest()
    return Document(digest, doc.text, published=doc._.published or published)


def _plain(coded: CodedDocument) -> dict[str, Any]:
    """What was found, in values that spaCy can store; actors with offsets in the document."""
    return {
        "sentences": [s.start for s in coded.sentences],
        "events": [event_to_dict(event) for event in coded.events],
        "actors": [actor_to_dict(actor) for actor in _placed(coded)],
    }


def _placed(coded: CodedDocument) -> Iterator[Actor]:
    """The actors with offsets in the document.

    They come in reading order, so each is taken to stand in the next sentence that has its words where it says.
    """
    sentences = list(coded.sentences)
    for actor in coded.actors:
        while sentences and sentences[0].text[actor.start : actor.end] != actor.text:
            sentences.pop(0)
        yield _moved(actor, sentences[0].start) if sentences else replace(actor, start=None, end=None)


def _mark_sentences(doc: Doc, starts: set[int]) -> None:
    """Begin a sentence at every token that holds the start of one."""
    for token in doc:
        token.is_sent_start = token.i == 0 or not starts.isdisjoint(range(token.idx, token.idx + len(token)))


def _found(doc: Doc) -> Mapping[str, Any]:
    return doc.user_data.get(FOUND) or {"sentences": [], "events": [], "actors": []}


def _events(doc: Doc) -> tuple[Event, ...]:
    starts = _found(doc)["sentences"]
    return tuple(_in_text(event, starts[event.sentence]) for event in records(doc))


def _in_text(event: Event, by: int) -> Event:
    """The event with offsets in the whole text."""
    return replace(
        event,
        start=event.start + by,
        end=event.end + by,
        sources=tuple(_moved(actor, by) for actor in event.sources),
        targets=tuple(_moved(actor, by) for actor in event.targets),
        speaker=_moved(event.speaker, by) if event.speaker else None,
    )


def _moved(actor: Actor, by: int) -> Actor:
    if actor.start is None or actor.end is None:
        return actor
    return replace(actor, start=actor.start + by, end=actor.end + by)


def _actors(doc: Doc) -> tuple[Actor, ...]:
    return tuple(Actor(**row) for row in _found(doc)["actors"])


def _of_span(span: Span) -> tuple[Event, ...]:
    """The events whose trigger stands in the span."""
    return tuple(e for e in _events(span.doc) if span.start_char <= e.start and e.end <= span.end_char)


def _published(doc: Doc) -> dt.date | None:
    return _day(doc.user_data.get(PUBLISHED))


def _publish(doc: Doc, day: dt.date | str | None) -> None:
    found = _day(day)
    doc.user_data[PUBLISHED] = found.isoformat() if found else None


def _day(day: dt.date | str | None) -> dt.date | None:
    """A date from a date or an ISO 8601 string.

    Raises:
        UsageError: it is none.
    """
    if isinstance(day, dt.datetime):
        return day.date()
    try:
        return dt.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise UsageError(f"{day!r} is no date", remedy="Give year-month-day, such as 2025-02-16") from error


Doc.set_extension("events", getter=_events, force=True)
Doc.set_extension("actors", getter=_actors, force=True)
Doc.set_extension("published", getter=_published, setter=_publish, force=True)
Span.set_extension("events", getter=_of_span, force=True)
Language.factory(NAME, default_config=DEFAULTS, assigns=["doc._.events", "doc._.actors", "span._.events"], func=create)
