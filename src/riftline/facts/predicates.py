"""The words that carry events: verbs, nouns and adjectives with their frames, and the words that bend an event.

The facts are in `lexicon/`: one file per PLOVER type, `classes*.csv` (what kind of thing an object is), `light.csv`
(verbs that only govern an event noun), `attitudes.csv` (words that say how far an event is true), `reversals.csv`
(what an ended event is) and `futures.csv` (what a promised, demanded or refused event is).

Lemmas are written with spaces between their words. Those with a hyphen ("cease-fire") are also found by their
parts, because the tokenizer splits at hyphens.
"""

import csv
import functools
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, cast

from riftline.facts.ontology import TYPES
from riftline.records import Status

Pos = Literal["verb", "noun", "adj"]
Effect = Literal["occur", "begin", "continue", "end", "prevent", "plan", "request", "refuse", "fear"]
Subject = Literal["source", "target", "none"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A row of the lexicon: a word that carries an event of `type` when its frame is found.

    `head` is the word that the parser makes the head; `particle` holds the others: particles and prepositions after
    a verb or an adjective, modifiers before a noun. `source` and `target` are slots in the order in which they are
    tried; empty means the default of the part of speech.
    """

    lemma: str
    pos: Pos
    type: str
    head: str
    particle: tuple[str, ...]
    object: tuple[str, ...]  # lemmas and classes (in capitals) that the object may be; empty for any object or none
    excluded: bool  # `object` lists what the object may not be
    mode: str | None
    cameo: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool  # all parties are sources
    weight: float  # how often a match in political news is this event, 0.1 to 1

    @property
    def restricted(self) -> bool:
        """Whether the row asks for certain objects, and not only against some."""
        return bool(self.object) and not self.excluded

    def takes(self, lemmas: Iterable[str]) -> bool:
        """Whether an object of these lemmas fits (its head, and its compounds such as "peace plan").

        Without a restriction everything fits; with one, an object must be there.
        """
        if not self.object:
            return True
        names = set(lemmas)
        if not names:
            return False
        kinds = names.union(*(object_classes().get(name, frozenset()) for name in names))
        return kinds.isdisjoint(self.object) == self.excluded


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that governs an event noun.

    `effect` is what it does to the noun's event; `subject` says what its own subject is in that event.
    """

    lemma: str
    effect: Effect
    subject: Subject


@dataclass(frozen=True, slots=True)
class Attitude:
    """A word that embeds an event: the status it gives to it; `speech` if its subject is the speaker of it.

    `infinitive` is the status when the event is an infinitive ("told him that …" is actual, "told him to …" requested).
    """

    lemma: str
    pos: str
    status: Status
    infinitive: Status
    speech: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The event that another one turns into."""

    type: str
    mode: str | None
    cameo: str


@functools.cache
def predicates(pos: Pos) -> Mapping[str, tuple[Predicate, ...]]:
    """The lexicon of a part of speech by head lemma; the most specific rows first."""
    grouped: dict[str, list[Predicate]] = {}
    for predicate in _all_predicates():
        if predicate.pos == pos:
            grouped.setdefault(predicate.head, []).append(predicate)
    return MappingProxyType({head: tuple(sorted(rows, key=_specific_first)) for head, rows in grouped.items()})


@functools.cache
def statements() -> Mapping[str, frozenset[str]]:
    """Verbs that with one of these objects only say something (CAMEO root 01): `decline` → {`comment`, …}."""
    return MappingProxyType({r["verb"]: frozenset(r["object"].split("|")) for r in _rows("statements.csv")})


@functools.cache
def object_classes() -> Mapping[str, frozenset[str]]:
    """The classes of each lemma: `missile` → {`WEAPONS`, …}."""
    classes: dict[str, set[str]] = {}
    for name in _tables():
        if name.startswith("classes"):
            for row in _rows(name):
                for lemma in {row["lemma"], _without_hyphens(row["lemma"])}:
                    classes.setdefault(lemma, set()).add(row["class"])
    return MappingProxyType({lemma: frozenset(names) for lemma, names in classes.items()})


def light_verb(lemma: str) -> LightVerb | None:
    """The light verb with this lemma ("carry out"), None if it is none."""
    return _light_verbs().get(lemma)


def light_effect(lemma: str) -> Effect | None:
    """What a light verb does to the event noun that it governs, None if it is none."""
    found = light_verb(lemma)
    return found.effect if found else None


def attitude(lemma: str, pos: str) -> Attitude | None:
    """How a word (with its particle, "call for") presents the event that it embeds; `pos` may also be `adv`."""
    return _attitudes().get((lemma, pos))


def reversal(event_type: str, cameo: str = "") -> Outcome:
    """What it is when an event is ended, suspended or called off: talks → SANCTION, sanctions → CONCEDE.

    The row with the longest code that `cameo` starts with decides.
    """
    rows = _reversals()
    return next(rows[event_type, cameo[:n]] for n in range(len(cameo), -1, -1) if (event_type, cameo[:n]) in rows)


def becomes(status: Status, event_type: str) -> Outcome | None:
    """The verbal event that a planned, requested or refused event is: planned AID → AGREE; None if it stays itself."""
    return _futures().get((status, event_type))


def _specific_first(predicate: Predicate) -> tuple[int, bool, float]:
    return -len(predicate.particle), not predicate.object, -predicate.weight


@functools.cache
def _all_predicates() -> tuple[Predicate, ...]:
    """Every row of the type files; a row with a hyphen twice, whole and in its parts."""
    written = [
        _predicate(row, event_type)
        for event_type in TYPES
        if f"{event_type.lower()}.csv" in _tables()
        for row in _rows(f"{event_type.lower()}.csv")
    ]
    known = {(predicate.lemma, predicate.pos, predicate.type, predicate.object) for predicate in written}
    parted = [_in_parts(predicate) for predicate in written if "-" in predicate.lemma]
    return (*written, *(p for p in parted if (p.lemma, p.pos, p.type, p.object) not in known))


def _predicate(row: dict[str, str], event_type: str) -> Predicate:
    pos = cast("Pos", row["pos"])
    head, particle = _split(row["lemma"], pos)
    restriction = row["object"].removeprefix("!")
    return Predicate(
        lemma=row["lemma"],
        pos=pos,
        type=event_type,
        head=head,
        particle=particle,
        object=tuple(restriction.split("|")) if restriction else (),
        excluded=row["object"].startswith("!"),
        mode=row["mode"] or None,
        cameo=row["cameo"],
        source=tuple(row["source"].split()),
        target=tuple(row["target"].split()),
        reciprocal=row["reciprocal"] == "yes",
        weight=float(row["weight"]),
    )


def _split(lemma: str, pos: Pos) -> tuple[str, tuple[str, ...]]:
    """Head and other words: a noun compound has its head last, verbs and adjectives have it first."""
    words = lemma.split()
    return (words[-1], tuple(words[:-1])) if pos == "noun" else (words[0], tuple(words[1:]))


def _in_parts(predicate: Predicate) -> Predicate:
    lemma = _without_hyphens(predicate.lemma)
    head, particle = _split(lemma, predicate.pos)
    return replace(predicate, lemma=lemma, head=head, particle=particle)


def _without_hyphens(lemma: str) -> str:
    return " ".join(lemma.replace("-", " ").split())


@functools.cache
def _light_verbs() -> Mapping[str, LightVerb]:
    return {
        row["lemma"]: LightVerb(row["lemma"], cast("Effect", row["effect"]), cast("Subject", row["subject"]))
        for row in _rows("light.csv")
    }


@functools.cache
def _attitudes() -> Mapping[tuple[str, str], Attitude]:
    return {(row["lemma"], row["pos"]): _attitude(row) for row in _rows("attitudes.csv")}


def _attitude(row: dict[str, str]) -> Attitude:
    return Attitude(
        lemma=row["lemma"],
        pos=row["pos"],
        status=cast("Status", row["status"]),
        infinitive=cast("Status", row["infinitive"] or row["status"]),
        speech=row["speech"] == "yes",
    )


@functools.cache
def _reversals() -> Mapping[tuple[str, str], Outcome]:
    return {
        (row["type"], row["cameo"]): Outcome(row["ended_type"], row["ended_mode"] or None, row["ended_cameo"])
        for row in _rows("reversals.csv")
    }


@functools.cache
def _futures() -> Mapping[tuple[str, str], Outcome]:
    return {
        (row["status"], row["type"]): Outcome(row["becomes"], row["mode"] or None, row["cameo"])
        for row in _rows("futures.csv")
    }


@functools.cache
def _tables() -> tuple[str, ...]:
    """The names of the data files."""
    folder = importlib.resources.files("riftline.facts") / "lexicon"
    return tuple(sorted(file.name for file in folder.iterdir() if file.name.endswith(".csv")))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file in `lexicon/`."""
    text = (importlib.resources.files("riftline.facts") / "lexicon" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
