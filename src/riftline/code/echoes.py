"""A later sentence that says more of an event already read: "The gathering, set to take place in Paris, …".

A definite event noun that names no party of its own stands for the last event of its type, no further back than two
sentences. What it adds, a place or a date, goes to that event; no second event is made of it.
"""

from collections.abc import Iterable, MutableSequence, Sequence
from dataclasses import replace

from riftline.code.clauses import children
from riftline.code.dated import dates_of
from riftline.code.dates import DateSpan
from riftline.code.mentions import REACH
from riftline.code.places import places_of
from riftline.code.triggers import Trigger
from riftline.records import Event, Place, Sentence

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def complete(
    events: MutableSequence[Event],
    sentence: Sentence,
    marked: Iterable[Trigger],
    dates: Sequence[DateSpan],
    near: Sequence[str] = (),
) -> None:
    """Write what `sentence`, by its triggers, adds to the events of the document so far into `events`.

    Args:
        events: the events so far.
        sentence: a parsed sentence.
        marked: its triggers.
        dates: its dates.
        near: ISO codes of the countries that the text is about, for places of the same name.
    """
    echoed = _echoes(sentence, marked)
    if not echoed:
        return
    places, days = places_of(sentence, echoed, near), dates_of(sentence, echoed, dates)
    for index, event_type in echoed.items():
        found = _last(events, event_type, sentence.index)
        if found is not None:
            events[found] = _with(events[found], places.get(index), days.get(index))


def _echoes(sentence: Sentence, marked: Iterable[Trigger]) -> dict[int, str]:
    """Definite event nouns without a modifier that could name a party, with their types."""
    return {
        t.index: t.row.type
        for t in marked
        if t.row.pos == "noun"
        and any(sentence.tokens[c].text.lower() in DEFINITE for c in children(sentence, t.index, "det"))
        and not any(children(sentence, t.index, "nmod", "amod", "compound"))
    }


def _last(events: Sequence[Event], event_type: str, sentence: int) -> int | None:
    """Position of the last event of the type in the sentences just before."""
    near = (
        i
        for i in range(len(events) - 1, -1, -1)
        if events[i].type == event_type and 0 < sentence - events[i].sentence <= REACH
    )
    return next(near, None)


def _with(event: Event, place: Place | None, day: DateSpan | None) -> Event:
    """The event with the place and the day where it had none."""
    if event.place is None and place is not None:
        event = replace(event, place=place)
    if event.date_text is None and day is not None and day.first is not None:
        event = replace(event, date=day.first, date_end=day.last, date_text=day.text)
    return event
