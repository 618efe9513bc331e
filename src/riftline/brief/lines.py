"""One line per event, and the groups in which the lines are shown.

Analysts ask about pairs ("what is between these two?"), so events stand under their pair: pairs with most conflict
first; within a pair the event with the largest Goldstein value of either sign first, actual before others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from riftline.brief.corpus import Corpus
from riftline.brief.parties import full_name, is_many, known_parties, member_key, sides, with_party
from riftline.brief.relations import is_mutual, pairs
from riftline.brief.report import Dyad, EventGroup, EventLine, Party, Side
from riftline.brief.wording import printable, read_as, tidy, what, when, word
from riftline.records import Event, Quantity

SEVERAL = "More than two parties"
INSIDE = "Within one party"
NOBODY = "Others"  # events of which no side is known
JOINTS = {"↔": " ↔ "}  # what stands between the sources of an event that they do to each other


def make_groups(corpus: Corpus, dyads: Sequence[Dyad]) -> tuple[EventGroup, ...]:
    """Every event in exactly one group, numbered in the order shown."""
    events = corpus.events()
    by_heading: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_heading[heading(event)].append(event)
    by_pair = {_pair_heading(dyad.first, dyad.second): dyad for dyad in dyads}
    joined = Counter(pair for event in events if len(pairs(event)) > 1 for pair in pairs(event))
    first = (*by_pair, SEVERAL, INSIDE)
    with_others = sorted(by_heading.keys() - {*first, NOBODY}, key=lambda name: (-len(by_heading[name]), name))
    groups, number = [], 1
    for name in (*first, *with_others, NOBODY):
        if some := by_heading.get(name):
            lines = _lines(corpus, some, number)
            dyad = by_pair.get(name)
            elsewhere = joined[dyad.first, dyad.second] if dyad else 0
            groups.append(EventGroup(name, lines, dyad, elsewhere))
            number += len(lines)
    return tuple(groups)


def heading(event: Event) -> str:
    """The heading under which an event is shown: its pair, else what it has instead of one."""
    joined = pairs(event)
    if joined:
        return _pair_heading(*joined[0]) if len(joined) == 1 else SEVERAL
    sources, targets = known_parties(event.sources), known_parties(event.targets)
    if set(sources) & set(targets) or (is_mutual(event) and len(sources) == 1 and len(sides(event.sources)) == 1):
        return INSIDE
    known = (*sources, *targets)
    return f"{known[0].label} and others" if known else NOBODY


def weight(event: Event) -> tuple[float, bool, str, int, int]:
    """Sort key: the weightiest first, then actual ones, then reading order."""
    return (-abs(event.goldstein), event.status != "actual", event.document, event.sentence, event.start)


def weightiest(lines: Iterable[EventLine], most: int) -> tuple[EventLine, ...]:
    """The weightiest lines; events that join parties before those of one party, these before those of none."""

    def key(line: EventLine) -> tuple[bool, bool, float, bool, int]:
        event = line.event
        nobody = not known_parties((*event.sources, *event.targets))
        return (not pairs(event), nobody, -abs(event.goldstein), event.status != "actual", line.number)

    return tuple(sorted(lines, key=key)[:most])


def introduce(lines: Iterable[EventLine]) -> Iterator[EventLine]:
    """The lines with a party's full name at its first mention, where its short form may not be known."""
    seen: set[Party] = set()
    for line in lines:
        yield replace(line, sources=_introduced(line.sources, seen), targets=_introduced(line.targets, seen))


def _introduced(named: Iterable[Side], seen: set[Party]) -> tuple[Side, ...]:
    shown = []
    for side in named:
        name = None if side.party in seen else full_name(side.party)
        seen.add(side.party)
        shown.append(Side(side.party, (name, *side.names)) if name else side)
    return tuple(shown)


def _pair_heading(first: Party, second: Party) -> str:
    return f"{first.label} and {second.label}"


def _lines(corpus: Corpus, events: Iterable[Event], first: int) -> tuple[EventLine, ...]:
    return tuple(_line(corpus, event, number) for number, event in enumerate(sorted(events, key=weight), start=first))


def _line(corpus: Corpus, event: Event, number: int) -> EventLine:
    sources = sides(event.sources)
    return EventLine(
        number=number,
        event=event,
        sources=sources,
        targets=sides(event.targets),
        arrow="→" if event.targets else "↔" if is_mutual(event) else "",
        what=what(event, several=is_many(sources)),
        speaker=with_party(event.speaker) if event.speaker else None,
        when=when(event),
        place=tidy(event.place.name or event.place.text) if event.place else None,
        quantities=tuple(quantity_text(quantity) for quantity in event.quantities),
        evidence=corpus.evidence(event.document, event.sentence, event.start, event.end),
        reports=corpus.reports(event.document),
    )


def stance(line: EventLine) -> str:
    """What stands in the badge: the status unless actual, and whose word it is unless the actor's own."""
    event = line.event
    own_word = event.speaker is not None and member_key(event.speaker) in {member_key(each) for each in event.sources}
    parts = (
        word("statuses", event.status) if event.status != "actual" else None,
        f"according to {line.speaker}" if line.speaker and not own_word else None,
    )
    return ", ".join(part for part in parts if part)


def details(line: EventLine) -> tuple[str, ...]:
    """What else the record says, in short phrases: class, when, where, how much, in how many reports."""
    parts = (
        word("quads", line.event.quad),
        line.when,
        _where(line),
        *line.quantities,
        f"in {line.reports} reports" if line.reports > 1 else None,
    )
    return tuple(part for part in parts if part)


def _where(line: EventLine) -> str | None:
    """The words "in Goma", or "at the border" for a place that has no name."""
    if line.place is None:
        return None
    named = line.event.place is not None and line.event.place.name is not None
    return f"{'in' if named else 'at'} {line.place}"


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
    """The words of the text, with the number as it was understood where the words do not show it."""
    text, number = tidy(quantity.text), read_as(quantity)
    return f"{text} ({number})" if number else text
