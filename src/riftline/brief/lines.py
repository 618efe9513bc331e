"""One line per event, and the groups in which the lines are shown.

Analysts ask about pairs ("what is between these two?"), so events stand under their pair: pairs with most conflict
first; within a pair the event with the largest Goldstein value of either sign first, actual before others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from riftline.brief.corpus import Corpus
from riftline.brief.parties import member_key, parties_of, sides, with_party
from riftline.brief.relations import pairs
from riftline.brief.report import Dyad, EventGroup, EventLine, Party
from riftline.brief.wording import amount, printable, tidy, what, when, word
from riftline.records import Event, Quantity

SEVERAL = "More than two parties"
ONE_SIDED = "One side not named"
INSIDE = "Within one party"
JOINTS = {"↔": " ↔ "}  # what stands between the sources of an event without direction


def make_groups(corpus: Corpus, dyads: Sequence[Dyad]) -> tuple[EventGroup, ...]:
    """Every event in exactly one group, numbered in the order shown."""
    events = corpus.events()
    by_heading: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_heading[heading(event)].append(event)
    by_pair = {_pair_heading(dyad.first, dyad.second): dyad for dyad in dyads}
    joined = Counter(pair for event in events if len(pairs(event)) > 1 for pair in pairs(event))
    groups, number = [], 1
    for name in (*by_pair, SEVERAL, INSIDE, ONE_SIDED):
        if some := by_heading.get(name):
            lines = _lines(corpus, some, number)
            dyad = by_pair.get(name)
            elsewhere = joined[dyad.first, dyad.second] if dyad else 0
            groups.append(EventGroup(name, lines, dyad, elsewhere))
            number += len(lines)
    return tuple(groups)


def heading(event: Event) -> str:
    """The heading under which an event is shown."""
    joined = pairs(event)
    if len(joined) == 1:
        return _pair_heading(*joined[0])
    if joined:
        return SEVERAL
    both = set(parties_of(event.sources)) & set(parties_of(event.targets))
    return INSIDE if both or len(event.sources) > 1 else ONE_SIDED


def weight(event: Event) -> tuple[float, bool, str, int, int]:
    """Sort key: the weightiest first, then actual ones, then reading order."""
    return (-abs(event.goldstein), event.status != "actual", event.document, event.sentence, event.start)


def _pair_heading(first: Party, second: Party) -> str:
    return f"{first.label} and {second.label}"


def _lines(corpus: Corpus, events: Iterable[Event], first: int) -> tuple[EventLine, ...]:
    return tuple(_line(corpus, event, number) for number, event in enumerate(sorted(events, key=weight), start=first))


def _line(corpus: Corpus, event: Event, number: int) -> EventLine:
    return EventLine(
        number=number,
        event=event,
        sources=sides(event.sources),
        targets=sides(event.targets),
        arrow="→" if event.targets else "↔" if len(event.sources) > 1 else "",
        what=what(event),
        speaker=with_party(event.speaker) if event.speaker else None,
        when=when(event),
        place=tidy(event.place.name or event.place.text) if event.place else None,
        quantities=tuple(quantity_text(quantity) for quantity in event.quantities),
        evidence=corpus.evidence(event.document, event.sentence, event.start, event.end),
        reports=corpus.reports(event.document),
    )


def details(line: EventLine) -> tuple[str, ...]:
    """What else the record says, in short phrases: class, who says so, when, where, how much, in how many reports."""
    event = line.event
    own_word = event.speaker is not None and member_key(event.speaker) in {member_key(each) for each in event.sources}
    parts = (
        word("quads", event.quad),
        f"says {line.speaker}" if line.speaker and not own_word else None,
        line.when,
        f"in {line.place}" if line.place else None,
        *line.quantities,
        f"in {line.reports} reports" if line.reports > 1 else None,
    )
    return tuple(part for part in parts if part)


def excerpt(event: Event, width: int) -> tuple[str, str, str]:
    """The sentence before, in and after the trigger, cut at words to about `width` characters around the trigger."""
    text = printable(event.text)
    before, trigger, after = text[: event.start], text[event.start : event.end], text[event.end :]
    room = max(width - len(trigger), 0)
    left = min(len(before), max(room // 2, room - len(after)))
    return _tail(before, left), trigger, _head(after, room - left)


def _tail(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[len(text) - width :]
    return "… " + cut[cut.find(" ") + 1 :]


def _head(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width].rsplit(" ", 1)[0] + " …"


def quantity_text(quantity: Quantity) -> str:
    """The number as far as it was understood (`50 % (stake)`), else as written."""
    number = amount(quantity) or tidy(quantity.text)
    of = tidy(quantity.of or "")
    return f"{number} ({of})" if of and of.casefold() not in number.casefold() else number
