"""When, where and how much: dates, places and quantities of a sentence, given to the events they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riftline.code.clauses import ancestors
from riftline.code.dated import dates_of
from riftline.code.dates import DateSpan
from riftline.code.phrases import head_of
from riftline.code.places import places_of
from riftline.code.quantities import QuantitySpan
from riftline.facts.ontology import context_weights
from riftline.facts.predicates import attitude
from riftline.records import Place, Quantity, Sentence

ALWAYS_NAMED = frozenset({"sides", "Koreas", "neighbours", "neighbors"})
BOTH = 2
MOST_NAMED = 9  # above that a number is news


@dataclass(frozen=True, slots=True)
class Details:
    """What was found for the triggers of a sentence, by token index, and what its words weigh for contexts."""

    dates: Mapping[int, DateSpan]
    quantities: Mapping[int, tuple[Quantity, ...]]
    places: Mapping[int, Place]
    contexts: Mapping[str, float]


def details_of(
    sentence: Sentence,
    triggers: Mapping[int, str],
    dates: Sequence[DateSpan],
    amounts: Sequence[QuantitySpan],
    *,
    near: Sequence[str] = (),
) -> Details:
    """The details of all events of a sentence.

    Args:
        sentence: a parsed sentence.
        triggers: each trigger's event type by token index.
        dates: the dates of the sentence.
        amounts: its quantities.
        near: ISO codes of the countries that the text is about, for places of the same name.
    """
    return Details(
        dates_of(sentence, triggers, dates),
        quantities_of(sentence, triggers, amounts),
        places_of(sentence, triggers, near),
        context_weights([t.lemma.lower() for t in sentence.tokens]),
    )


def quantities_of(
    sentence: Sentence, triggers: Mapping[int, str], amounts: Sequence[QuantitySpan]
) -> dict[int, tuple[Quantity, ...]]:
    """The quantities of each trigger: each goes to the nearest in the tree, and to the refusal of that one."""
    out: dict[int, tuple[Quantity, ...]] = {}
    for span in amounts if triggers else ():
        head = head_of(sentence, span.start, span.end)
        if head is None or _is_mention(sentence, span, head):
            continue
        owner = _nearest(sentence, head, triggers)
        refused = (i for i in ancestors(sentence, owner) if triggers.get(i) == "REJECT")
        for index in (owner, *refused):
            out[index] = (*out.get(index, ()), span.to_record())
    return out


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
