"""What an event is about: the PLOVER contexts, from words, from what kind of event it is, and from the model.

1. Each context of a sentence gathers points: for the words that speak of it (`facts/context_words.csv`), for how often
   events of that type and mode are about it (`facts/context_shares.csv`), and for what the model says, where it does.
   `training/contexts.py` counts the shares and fits the points.
2. An event without any context gets the one that dominates its document, if one does.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from riftline.facts.names import read_table
from riftline.facts.ontology import context_names, contexts_of
from riftline.records import Event, Reading, Sentence

FEATURES = ("word", "two words", "sure word", "share", "model")
RARE = 0.01  # share of a context that the table does not name for a type
NOTICED = 0.1  # chance from which a context is weighed that neither words nor the kind of event speak for
DOMINANT, SENTENCES = 0.3, 2  # share of the sentences with events, and how many, from which a context dominates


@dataclass(frozen=True, slots=True)
class Points:
    """What counts how much for a context (in log odds), and how much is enough."""

    weights: tuple[float, ...]  # of `FEATURES`
    base: float
    enough: float

    def said(self, weight: float, chance: float | None) -> float:
        """The points for what the words weigh, and for the chance that the model gives."""
        one, two, sure = _steps(weight)
        points = one * self.weights[0] + two * self.weights[1] + sure * self.weights[2]
        return points if chance is None else points + self.weights[4] * _log_odds(chance)


# Fitted by training/contexts.py on the training part of the corpus:
WITH_MODEL = Points((1.28, 0.05, 0.57, 0.32, 0.73), -0.32, -1.27)
WITHOUT_MODEL = Points((2.36, 0.55, 1.00, 0.84, 0.0), -1.36, -1.39)


def features(weight: float, share: float | None, chance: float | None) -> tuple[float, ...]:
    """The evidence for a context.

    Args:
        weight: what the words of the sentence weigh for it.
        share: in what share of the events of that type and mode it is given; None if hardly ever.
        chance: how likely the model finds it in the sentence; None without a model that reads contexts.
    """
    likely = 0.0 if chance is None else _log_odds(chance)
    return *_steps(weight), _log_odds(share or RARE), likely


def _steps(weight: float) -> tuple[float, float, float]:
    """One word counts most, a second one less, a sure one again."""
    return min(weight, 1.0), min(max(weight - 1, 0.0), 1.0), min(max(weight - 2, 0.0), 1.0)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


@cache
def shares(kind: str, mode: str | None) -> Mapping[str, float]:
    """Context → in what share of the events of a type and mode it is given; of the type where the mode is rare."""
    rows = [row for row in read_table("context_shares.csv") if row["type"] == kind]
    exact = [row for row in rows if row["mode"] == (mode or "")]
    return {row["context"]: float(row["share"]) for row in exact or rows if exact or not row["mode"]}


def event_contexts(sentence: Sentence, kind: str, mode: str | None, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The contexts of an event of that type and mode, in PLOVER's order.

    Args:
        sentence: the sentence of the event.
        kind: its type.
        mode: its mode, if it has one.
        weights: what the words of the sentence weigh for contexts (`riftline.facts.ontology.context_weights`).
    """
    read = sentence.reading is not None
    points, by_kind, rare = _points(kind, mode, read)
    chances = _chances(sentence.reading) if sentence.reading is not None else {}
    likely = (name for name, chance in chances.items() if chance >= NOTICED)
    found = {
        name
        for name in {*weights, *by_kind, *likely}
        if by_kind.get(name, rare) + points.said(weights.get(name, 0.0), chances.get(name)) >= points.enough
    }
    return tuple(name for name in context_names() if name in found) if found else ()


@cache
def _points(kind: str, mode: str | None, read: bool) -> tuple[Points, Mapping[str, float], float]:
    """What counts how much; context → the points that a type and mode give it; those of a context they hardly have."""
    points = WITH_MODEL if read else WITHOUT_MODEL
    each = {name: points.base + points.weights[3] * _log_odds(share) for name, share in shares(kind, mode).items()}
    return points, each, points.base + points.weights[3] * _log_odds(RARE)


def _chances(reading: Reading) -> dict[str, float]:
    """Context → the chance that the model gives it."""
    return dict(zip(context_names(), reading.contexts.tolist(), strict=True))


def spread(events: Sequence[Event], title: str | None) -> list[Event]:
    """The events, those without a context with the one that dominates the document."""
    if all(event.contexts for event in events):
        return list(events)
    dominant = _dominant(events, title)
    return [event if event.contexts or not dominant else replace(event, contexts=dominant) for event in events]


def _dominant(events: Sequence[Event], title: str | None) -> tuple[str, ...]:
    """The context that most sentences with events have, if no other comes near; the title counts as one of them."""
    by_sentence: dict[int, set[str]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, set()).update(event.contexts)
    titled = set(contexts_of((title or "").lower().split()))
    counts = Counter(titled)
    counts.update(name for names in by_sentence.values() for name in names)
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    clear = first[1] > second[1] and first[1] >= SENTENCES and first[1] / len(by_sentence) >= DOMINANT
    return (first[0],) if clear else ()
