"""When, where and how much: dates, places and quantities of a sentence, given to the events they belong to.

A detail belongs to the event whose trigger is the nearest word above it in the tree; events that only speak of that
one (a refusal, a demand, an accusation) share it. A sentence with one event gives it what hangs nowhere else.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riftline.code.clauses import ancestors, case_of
from riftline.code.dates import DateSpan, find_dates
from riftline.code.phrases import offsets, phrase
from riftline.code.quantities import QuantitySpan
from riftline.code.status import embedded
from riftline.facts.countries import find_country
from riftline.facts.ontology import context_weights
from riftline.facts.predicates import attitude
from riftline.records import Place, Quantity, Sentence

VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "SUPPORT"})
WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "off"})
ALWAYS_NAMED = frozenset({"sides", "Koreas", "neighbours", "neighbors"})
BOTH = 2
MOST_NAMED = 9  # above that a number is news
PLACE_KINDS = frozenset({"name", "capital", "region"})


@dataclass(frozen=True, slots=True)
class Details:
    """What was found for the triggers of a sentence, by token index, and what its words weigh for contexts."""

    dates: Mapping[int, DateSpan]
    quantities: Mapping[int, tuple[Quantity, ...]]
    places: Mapping[int, Place]
    contexts: Mapping[str, float]


def details_of(
    sentence: Sentence, triggers: Mapping[int, str], dates: Sequence[DateSpan], amounts: Sequence[QuantitySpan]
) -> Details:
    """The details of all events of a sentence; `triggers` gives each trigger's event type by token index."""
    return Details(
        dates_of(sentence, triggers, dates),
        quantities_of(sentence, triggers, amounts),
        places_of(sentence, triggers),
        context_weights([t.lemma.lower() for t in sentence.tokens]),
    )


def owners(sentence: Sentence, start: int, triggers: Mapping[int, str]) -> list[int]:
    """Token indices of the triggers (index → event type) that a detail at character `start` belongs to."""
    token = next((t.index for t in sentence.tokens if t.start <= start < t.end), None)
    if token is None:
        return []
    path = [i for i in (token, *ancestors(sentence, token)) if i in triggers]
    if not path:
        return [i for i in triggers if _leads(sentence, i)] if len(triggers) == 1 else []
    out, below = [path[0]], path[0]
    for index in ancestors(sentence, path[0]):
        if not embedded(sentence, below):
            break
        if index in triggers and triggers[index] in VERBAL:
            out.append(index)
        below = index
    return out


def _leads(sentence: Sentence, index: int) -> bool:
    """Whether a word is what the sentence is about: its root, or next to it as subject, object or complement."""
    token = sentence.tokens[index]
    if token.head < 0:
        return True
    relation = token.deprel.partition(":")[0]
    return sentence.tokens[token.head].head < 0 and relation in {"nsubj", "obj", "xcomp", "ccomp", "conj", "parataxis"}


def quantities_of(
    sentence: Sentence, triggers: Mapping[int, str], amounts: Sequence[QuantitySpan]
) -> dict[int, tuple[Quantity, ...]]:
    """The quantities of each trigger: what hangs on none goes to the nearest in the tree."""
    out: dict[int, tuple[Quantity, ...]] = {}
    for span in amounts if triggers else ():
        head = _head(sentence, span)
        if head is None or _is_mention(sentence, span, head):
            continue
        owner = _nearest(sentence, head, triggers)
        out[owner] = (*out.get(owner, ()), span.to_record())
    return out


def _head(sentence: Sentence, span: QuantitySpan) -> int | None:
    """The word that governs the words of a quantity."""
    inside = [t for t in sentence.tokens if t.start < span.end and span.start < t.end]
    within = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in within), None)


def _is_mention(sentence: Sentence, span: QuantitySpan, head: int) -> bool:
    """Whether a small number only points at known parties ("the two sides") or at sources ("two aides said")."""
    if span.unit not in {None, "persons"} or span.value_max is not None or (span.value or 0) > MOST_NAMED:
        return False
    before = sentence.text[max(0, span.start - 5) : span.start].lower()
    if span.value == BOTH and before.endswith(("the ", "both ")):
        return True
    if (span.of or "").rpartition(" ")[2] in ALWAYS_NAMED:
        return True
    token = sentence.tokens[head]
    if token.deprel != "nsubj" or token.head < 0:
        return False
    found = attitude(sentence.tokens[token.head].lemma.lower(), "verb")
    return found is not None and found.speech


def _nearest(sentence: Sentence, index: int, triggers: Mapping[int, str]) -> int:
    """The trigger with the shortest way through the tree; of two the one above, then the one that comes first."""
    steps = {node: count for count, node in enumerate((index, *ancestors(sentence, index)))}
    return min(triggers, key=lambda trigger: (_way(sentence, trigger, steps), trigger not in steps, trigger))


def _way(sentence: Sentence, index: int, steps: Mapping[int, int]) -> int:
    """Steps from a word up to a node of `steps`, and from there on."""
    for count, node in enumerate((index, *ancestors(sentence, index))):
        if node in steps:
            return count + steps[node]
    return len(sentence.tokens)


def dates_of(sentence: Sentence, triggers: Mapping[int, str], dates: Sequence[DateSpan]) -> dict[int, DateSpan]:
    """The date of each trigger: the first that belongs to it and says a day or a period."""
    out: dict[int, DateSpan] = {}
    for span in dates:
        if span.kind in {"duration", "recurring"}:
            continue
        for index in owners(sentence, span.start, triggers):
            out.setdefault(index, span)
    return out


def sentence_dates(sentence: Sentence, published: dt.date | None) -> list[DateSpan]:
    """All dates of a sentence; future tense anywhere in it lets weekday names look ahead."""
    ahead = any(t.deprel == "aux" and t.text.lower() in {"will", "'ll", "shall"} for t in sentence.tokens)
    return find_dates(sentence.text, published, ahead=ahead)


def places_of(sentence: Sentence, triggers: Mapping[int, str]) -> dict[int, Place]:
    """The place of each trigger: the first named place that a preposition of place puts there."""
    out: dict[int, Place] = {}
    for token in sentence.tokens:
        if token.upos != "PROPN" or token.deprel.partition(":")[0] not in {"obl", "nmod"}:
            continue
        if case_of(sentence, token.index) not in WHERE:
            continue
        start, end = offsets(sentence, *phrase(sentence, token.index))
        place = _place(sentence.text[start:end])
        if place is not None:
            for index in owners(sentence, token.start, triggers):
                out.setdefault(index, place)
    return out


def _place(text: str) -> Place | None:
    found = find_country(text)
    if found is None or found.kind not in PLACE_KINDS:
        return None
    return Place(text=text, name=found.matched, country=found.country.iso3)
