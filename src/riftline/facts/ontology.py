"""The event ontology: PLOVER types, modes and contexts, and how CAMEO codes and Goldstein values map to them.

The facts are in `types.csv`, `modes.csv`, `contexts.csv`, `context_words.csv` and `cameo.csv` beside this file.
Where the sources contradict each other, `docs/explanation/decisions.md` says what was decided and why.

Types, modes and contexts are those of the PLOVER 2.0 draft (Open Event Data Alliance). Goldstein values are those
of the ICEWS mapping in the R package `icews` (andybega/icews, `goldstein_mappings`).
"""

import csv
import functools
import importlib.resources
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from riftline.errors import UsageError

CERTAIN = 3  # a phrase of this weight marks its context alone, however much evidence is asked for
ENOUGH = 2  # evidence that marks a context in one sentence
SHORTEST_CODE = 2  # digits of a CAMEO root
HYPHENS = "-\u2010\u2011\u2013"  # the tokenizer splits "cyber-attack" into three; the phrases have no hyphens

TYPES: tuple[str, ...] = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)  # a literal, so that naming the types loads no file; a test compares it with types.csv


@dataclass(frozen=True, slots=True)
class EventMode:
    """How an event of a type was done. `score` is PLOVER's intensity, None where it gives none."""

    type: str
    name: str
    definition: str
    cameo: str
    score: float | None
    formerly: tuple[str, ...]  # names in older drafts, still found in POLECAT
    contexts: tuple[str, ...]  # contexts that the mode brings with it


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type with its class (`quad`) and the CAMEO code that stands for it when no mode is known."""

    name: str
    quad: int
    definition: str
    reciprocal: bool  # all parties may be sources
    recipient_required: bool
    cameo: str
    goldstein: float
    score: float
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code. `type` is None for the comments of root 01, which PLOVER drops."""

    code: str
    name: str
    root: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float
    decided: str | None  # why the row differs from the 2021 crosswalk, see decisions.md


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the context lexicon: its words after the first, and the weight it gives to each context."""

    text: str
    rest: tuple[str, ...]
    weights: tuple[tuple[str, int], ...]


def type_info(name: str) -> EventType:
    """What PLOVER says about a type.

    Raises:
        UsageError: there is no such type.
    """
    try:
        return _types()[name]
    except KeyError:
        raise UsageError(f"no event type '{name}'", remedy="The types are " + ", ".join(TYPES)) from None


def quad(event_type: str) -> int:
    """The class of a type: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
    return type_info(event_type).quad


def current_type(name: str) -> str | None:
    """The PLOVER 2.0 name of a type, given that name or one from an older draft (`DEMAND` → `REQUEST`)."""
    return _type_names().get(name.upper())


def modes(event_type: str) -> tuple[EventMode, ...]:
    """The modes of a type, empty for a type that has none."""
    return _modes().get(type_info(event_type).name, ())


def mode_info(event_type: str, name: str) -> EventMode:
    """One mode of a type.

    Raises:
        UsageError: the type has no such mode.
    """
    found = next((mode for mode in modes(event_type) if mode.name == name), None)
    if found is None:
        known = ", ".join(mode.name for mode in modes(event_type)) or "none"
        raise UsageError(f"{event_type} has no mode '{name}'", remedy=f"Its modes: {known}")
    return found


def current_mode(event_type: str, name: str) -> str | None:
    """The PLOVER 2.0 name of a mode, None if 2.0 has nothing for it (of COERCE, `ban` → `restrict`)."""
    return next((mode.name for mode in modes(event_type) if name == mode.name or name in mode.formerly), None)


@functools.cache
def context_names() -> tuple[str, ...]:
    """The 37 contexts, in PLOVER's order."""
    return tuple(row["context"] for row in _rows("contexts.csv"))


@functools.cache
def context_definitions() -> Mapping[str, str]:
    """What each context covers, in a line."""
    return MappingProxyType({row["context"]: row["definition"] for row in _rows("contexts.csv")})


def cameo(code: str) -> CameoCode | None:
    """The CAMEO code, or the longest known code that it starts with; None if its root is unknown."""
    codes = cameo_codes()
    return next((codes[code[:n]] for n in range(len(code), SHORTEST_CODE - 1, -1) if code[:n] in codes), None)


def goldstein(code: str) -> float:
    """The Goldstein value of a CAMEO code, from minus 10 (conflict) to 10 (cooperation).

    Reference: Goldstein (1992), Journal of Conflict Resolution 36(2); values per CAMEO code as in ICEWS.

    Raises:
        UsageError: the code does not start with a CAMEO root.
    """
    found = cameo(code)
    if found is None:
        raise UsageError(f"no CAMEO code '{code}'", remedy="Codes start with a root from 01 to 20")
    return found.goldstein


def plover(code: str) -> tuple[str, str | None] | None:
    """PLOVER type and mode of a CAMEO code, None for an unknown code and for comments (root 01)."""
    found = cameo(code)
    return (found.type, found.mode) if found and found.type else None


def default_cameo(event_type: str, mode: str | None = None) -> str:
    """The CAMEO code to write when only the type, or the type and mode, is known."""
    return mode_info(event_type, mode).cameo if mode else type_info(event_type).cameo


def contexts_of(lemmas: Sequence[str], enough: int = ENOUGH) -> tuple[str, ...]:
    """The contexts that the words speak of, in PLOVER's order.

    Each phrase of the lexicon counts once, however often it occurs; where phrases overlap the longest counts.

    Args:
        lemmas: the lemmas of a sentence or of a document, in order.
        enough: the weight that a context must gather; a phrase of weight 3 always suffices. Ask for more on long texts.
    """
    evidence = context_weights(lemmas)
    if not evidence:
        return ()
    return tuple(context for context in context_names() if evidence.get(context, 0) >= enough)


def context_weights(lemmas: Sequence[str]) -> Mapping[str, float]:
    """Context → what the words weigh for it, infinite where one phrase suffices; see `contexts_of`."""
    evidence: dict[str, float] = {}
    for phrase in _phrases_in([lemma.lower() for lemma in lemmas if lemma not in HYPHENS]):
        for context, weight in phrase.weights:
            evidence[context] = evidence.get(context, 0) + (weight if weight < CERTAIN else math.inf)
    return evidence


def _phrases_in(words: list[str]) -> Sequence[_Phrase]:
    """The phrases that occur in the words, each once."""
    index = _phrase_index()
    found: dict[str, _Phrase] = {}
    free = 0  # the first word that no phrase has taken
    for position, word in enumerate(words):
        if word in index and position >= free:
            phrase = _longest(index[word], words, position)
            if phrase:
                found[phrase.text] = phrase
                free = position + 1 + len(phrase.rest)
    return list(found.values())


def _longest(candidates: tuple[_Phrase, ...], words: list[str], position: int) -> _Phrase | None:
    """The first candidate whose words stand at the position; candidates are sorted longest first."""
    after = position + 1
    for phrase in candidates:
        if phrase.rest == tuple(words[after : after + len(phrase.rest)]):
            return phrase
    return None


@functools.cache
def _phrase_index() -> Mapping[str, tuple[_Phrase, ...]]:
    """The context lexicon by first word, longest phrase first."""
    weights: dict[str, dict[str, int]] = {}
    for row in _rows("context_words.csv"):
        weights.setdefault(row["phrase"], {})[row["context"]] = int(row["weight"])
    index: dict[str, list[_Phrase]] = {}
    for text, by_context in weights.items():
        for form in {text, _plural(text)} if _plural(text) not in weights else {text}:
            first, *rest = form.split()
            index.setdefault(first, []).append(_Phrase(text, tuple(rest), tuple(by_context.items())))
    return {first: tuple(sorted(group, key=lambda phrase: -len(phrase.rest))) for first, group in index.items()}


def _plural(phrase: str) -> str:
    """The regular plural, because lemmatizers leave some plurals as they are ("sanctions", "arms")."""
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"


@functools.cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """All CAMEO codes by code."""
    return MappingProxyType({row["code"]: _cameo_code(row) for row in _rows("cameo.csv")})


def _cameo_code(row: dict[str, str]) -> CameoCode:
    return CameoCode(
        code=row["code"],
        name=row["name"],
        root=row["root"],
        type=row["type"] or None,
        mode=row["mode"] or None,
        contexts=_split(row["contexts"]),
        goldstein=float(row["goldstein"]),
        decided=row["decided"] or None,
    )


@functools.cache
def _types() -> Mapping[str, EventType]:
    return {row["type"]: _event_type(row) for row in _rows("types.csv")}


def _event_type(row: dict[str, str]) -> EventType:
    return EventType(
        name=row["type"],
        quad=int(row["quad"]),
        definition=row["definition"],
        reciprocal=row["reciprocal"] == "yes",
        recipient_required=row["recipient_required"] == "yes",
        cameo=row["cameo"],
        goldstein=float(row["goldstein"]),
        score=float(row["score"]),
        formerly=_split(row["formerly"]),
    )


@functools.cache
def _type_names() -> Mapping[str, str]:
    """Every name a type has or had, with its name today."""
    return {
        name: event_type.name for event_type in _types().values() for name in (event_type.name, *event_type.formerly)
    }


@functools.cache
def _modes() -> Mapping[str, tuple[EventMode, ...]]:
    """The modes of each type that has some."""
    grouped: dict[str, list[EventMode]] = {}
    for row in _rows("modes.csv"):
        grouped.setdefault(row["type"], []).append(_event_mode(row))
    return {event_type: tuple(group) for event_type, group in grouped.items()}


def _event_mode(row: dict[str, str]) -> EventMode:
    return EventMode(
        type=row["type"],
        name=row["mode"],
        definition=row["definition"],
        cameo=row["cameo"],
        score=float(row["score"]) if row["score"] else None,
        formerly=_split(row["formerly"]),
        contexts=_split(row["contexts"]),
    )


def _split(cell: str) -> tuple[str, ...]:
    """The values of a cell that separates them by `|`."""
    return tuple(cell.split("|")) if cell else ()


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file beside this module."""
    text = importlib.resources.files("riftline.facts").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
