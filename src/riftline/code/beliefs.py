"""How likely a word carries an event of each type: the lexicon's row and the model's reading, weighed together.

The score of type k at a word is `MODEL`·log p(k), p being the model's probability, plus, when a row of the lexicon
names k, `ROW` + `RELIABILITY`·log-odds of the row's reliability, and `RESTRICTED` more when the row asks for certain
objects and found one; "no event" gets `SILENCE` when no row names the word. The weights are fitted on the dev part of
the corpus by `training/fit.py` (multinomial logistic regression).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riftline.parse.reading import KINDS, ROLES, mode_labels
from riftline.records import STATUSES, Reading, Status

MODEL, ROW, RESTRICTED, RELIABILITY, SILENCE = 0.83, 0.1, 0.8, 0.2, 0.85
CONFIDENCE = (0.02, 0.59, -1.19, -0.25, -1.68, -0.46, -0.10)
LIKELY, PERHAPS = 0.5, 0.25  # chance of a role from which a word has it, and from which the best one has it
EVENTFUL = 0.5  # chance of no event under which a verb above a noun is one itself
FLOOR = 1e-4  # of a probability


@dataclass(frozen=True, slots=True)
class Belief:
    """The chance that an event of `type` is there, and what the model alone says of that type."""

    type: str
    chance: float
    model: float


def words_of(reading: Reading, index: int, governor: int | None) -> list[int]:
    """The trigger's word and the light verb above it, unless the model takes that verb for an event of its own."""
    if governor is None or reading.kinds[governor, 0] < EVENTFUL:
        return [index]
    return [index, governor]


def probabilities(reading: Reading, words: Iterable[int]) -> list[float]:
    """The model's probabilities of `KINDS` for an event carried by any of the words (a noun and its light verb)."""
    rows: list[list[float]] = [reading.kinds[w].tolist() for w in words]
    if len(rows) == 1:
        return rows[0]
    best = [max(column) for column in zip(*rows, strict=True)]
    best[0] = min(row[0] for row in rows)
    total = sum(best)
    return [p / total for p in best]


def weigh(chances: list[float], named: str | None, reliability: float, *, restricted: bool = False) -> Belief:
    """The likeliest type of an event, by the model's `chances` of `KINDS` and the type that a lexicon row names.

    A row that is `restricted` to certain objects says more than one that takes any.
    """
    scores = by_model(chances)
    kind, added = by_row(named, reliability, restricted=restricted)
    scores[kind] += added
    weights = shares(scores)
    best = max(range(1, len(KINDS)), key=weights.__getitem__)
    return Belief(KINDS[best], weights[best], chances[best])


def by_model(chances: Iterable[float]) -> list[float]:
    """What the model adds to the score of each of `KINDS`."""
    return [MODEL * math.log(max(p, FLOOR)) for p in chances]


def by_row(named: str | None, reliability: float, *, restricted: bool = False) -> tuple[int, float]:
    """Which of `KINDS` the lexicon adds to, and how much: the type that a row names, or "no event"."""
    if named is None:
        return 0, SILENCE
    row = ROW + RESTRICTED if restricted else ROW
    return KINDS.index(named), row + RELIABILITY * math.log(reliability / (1 - reliability))


def shares(scores: Sequence[float]) -> list[float]:
    """The chance of each of `KINDS` by their scores."""
    top = max(scores)
    weights = [math.exp(s - top) for s in scores]
    total = sum(weights)
    return [w / total for w in weights]


def certainty(belief: Belief, *, sources: Sequence[bool], targets: Sequence[bool], mutual: bool) -> tuple[float, ...]:
    """What the confidence of a record is computed from, see `CONFIDENCE`; a side says who of it is known."""
    chance = min(max(belief.chance, FLOOR), 1 - FLOOR)
    return (
        1.0,
        math.log(chance / (1 - chance)),
        float(not sources),
        float(bool(sources) and not any(sources)),
        float(not targets and not mutual),
        float(bool(targets) and not any(targets)),
        float(mutual and len(sources) > 1),
    )


def confidence(features: Iterable[float]) -> float:
    """The calibrated chance that a record is right: its type and both sides."""
    score = sum(w * f for w, f in zip(CONFIDENCE, features, strict=True))
    return 1 / (1 + math.exp(-score))


def mode_of(reading: Reading, word: int, event_type: str) -> str | None:
    """The mode that the model gives a trigger, if it is one of the type's."""
    kind, _, mode = mode_labels()[int(reading.modes[word])].partition("/")
    return mode if kind == event_type and mode else None


def status_by(reading: Reading, word: int) -> tuple[Status, float]:
    """The likeliest status of the event at a word and its probability."""
    row = reading.statuses[word].tolist()
    best = max(range(len(row)), key=row.__getitem__)
    return STATUSES[best], row[best]


def speaker_word(reading: Reading, word: int) -> tuple[int, float]:
    """The likeliest speaker of the event at `word`, as the head of a phrase, and its probability."""
    column = reading.roles[word, :, ROLES.index("speaker")].tolist()
    best = max(range(len(column)), key=column.__getitem__)
    return best, column[best]


def party_words(reading: Reading, word: int, role: int) -> list[int]:
    """The heads of the phrases in a role of the event at `word`: all that are likely, else perhaps the likeliest."""
    rows = reading.roles[word]
    column = rows[:, role].tolist()
    likely = [i for i, p in enumerate(column) if p >= LIKELY]
    if likely:
        return likely
    best = max(range(len(column)), key=column.__getitem__)
    another = max(p for other, p in enumerate(rows[best].tolist()) if other not in {0, role})
    return [best] if column[best] >= max(PERHAPS, another) else []
