"""Pairs of parties: what runs between them, and which events are shown under which pair."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from riftline.brief.parties import known_parties
from riftline.brief.report import CONFLICT, COOPERATION, Dyad, Party, Sign, Strand, Tally
from riftline.facts.ontology import type_info
from riftline.records import Event

WITH_OBJECT = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # what they agree or talk on may stand as the target
MOST_PAIRS = 3  # that an event of its own weight can join: talks of three parties
Link = tuple[Party, Party, bool]  # from, to, whether the direction is given


def links(event: Event) -> tuple[Link, ...]:
    """The pairs of different parties an event joins; without targets, every pair of its sources.

    Words that name nobody in particular are on no side.
    """
    sources, targets = known_parties(event.sources), known_parties(event.targets)
    if targets:
        return tuple((source, target, True) for source in sources for target in targets if source.key != target.key)
    return tuple((first, second, False) for first, second in combinations(sources, 2)) if _joins_sources(event) else ()


def is_mutual(event: Event) -> bool:
    """Whether its sources do it to each other: "Italy and Spain agreed", but not "Italy and Spain refused"."""
    together = type_info(event.type).reciprocal or event.mode == "ceasefire"
    return together and not event.targets and len(event.sources) > 1


def _joins_sources(event: Event) -> bool:
    """Also where words that name nobody stand as the target: "China and India agreed on their soldiers"."""
    return is_mutual(event) or (event.type in WITH_OBJECT and not known_parties(event.targets))


def pairs(event: Event) -> tuple[tuple[Party, Party], ...]:
    """The same without direction, each once, its two parties in the order of their labels."""
    return tuple(dict.fromkeys(_pair(first, second) for first, second, _ in links(event)))


def make_dyads(events: Iterable[Event]) -> tuple[Dyad, ...]:
    """All pairs with events between them; most conflict first, then most events.

    A meeting of nine joins 36 pairs and says little about any of them: events that join more than `MOST_PAIRS` count
    only in pairs that have another event.
    """
    joining = [(event, pairs(event)) for event in events]
    between: dict[tuple[Party, Party], list[Event]] = {
        pair: [] for _, joined in joining if len(joined) <= MOST_PAIRS for pair in joined
    }
    for event, joined in joining:
        for pair in joined:
            if pair in between:
                between[pair].append(event)
    dyads = [_dyad(first, second, some) for (first, second), some in between.items()]
    return tuple(sorted(dyads, key=_strain))


def tally(events: Iterable[Event]) -> Tally:
    """Events per class, actual ones apart from the others."""
    actual, other = [0, 0, 0, 0], [0, 0, 0, 0]
    for event in events:
        (actual if event.status == "actual" else other)[event.quad - 1] += 1
    return Tally((actual[0], actual[1], actual[2], actual[3]), (other[0], other[1], other[2], other[3]))


def _pair(first: Party, second: Party) -> tuple[Party, Party]:
    return (first, second) if (first.label, first.key) <= (second.label, second.key) else (second, first)


def _dyad(first: Party, second: Party, events: Sequence[Event]) -> Dyad:
    strands = (
        _strand("cooperation", first, second, [event for event in events if event.quad in COOPERATION]),
        _strand("conflict", first, second, [event for event in events if event.quad in CONFLICT]),
    )
    return Dyad(first, second, tally(events), tuple(strand for strand in strands if strand.events))


def _strand(sign: Sign, first: Party, second: Party, events: Sequence[Event]) -> Strand:
    directed = {(source, target) for event in events for source, target, given in links(event) if given}
    return Strand(
        sign=sign,
        events=len(events),
        actual=sum(event.status == "actual" for event in events),
        forward=(first, second) in directed,
        backward=(second, first) in directed,
    )


def _strain(dyad: Dyad) -> tuple[int, int, str, str]:
    return (-dyad.tally.count(*CONFLICT), -dyad.tally.count(), dyad.first.label, dyad.second.label)


def strongest(dyads: Iterable[Dyad], *quads: int) -> Dyad | None:
    """The pair with most events of these classes, the first of equals; None where there are none at all."""
    best = max(dyads, key=lambda dyad: dyad.tally.count(*quads), default=None)
    return best if best and best.tally.count(*quads) else None
