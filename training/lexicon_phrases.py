"""The lexicon as short phrases, so that the model meets every word of it with its type.

A phrase is made anew each time it is drawn: subject and object are picked at random, from the row's own objects where
it has any. Only the type is learned from it; rows that are often something else in the news (reliability under
`RELIABLE`) are left out.
"""

import random
from collections.abc import Mapping, Sequence

import numpy as np

from riftline.facts.predicates import Predicate, object_classes, predicates
from riftline.parse.pieces import PieceTable
from riftline.parse.reading import KINDS, event_labels

NO_LABEL = -100
RELIABLE = 0.6
SUBJECTS = """Police|The army|France|Rebels|The prime minister|A court|The government|Washington|The opposition
Students|Iran|The United Nations|Prosecutors|Turkish troops|The mayor|A spokesman|The union|Beijing|NATO
Lawmakers|Militants|The|ministry|Officials|Workers|President Silva|The two sides|Villagers
The European Union|The bank|Soldiers|Kenya|Activists"""
OBJECTS = """the government|Iran|protesters|the opposition leader|Russia|two journalists|the rebels|the president
civilians|the plan|the company|Israel|the United States|the ministry|refugees|the party|the army|the town
Sudan|workers|the European Union|the minister|Japan|the village"""


def _choice(rng: random.Random, table: str) -> list[str]:
    """The words of one entry of a table."""
    return rng.choice(table.replace("\n", "|").split("|")).split()


def usable_rows() -> list[Predicate]:
    """The rows of the lexicon that phrases are made of."""
    found = {r for pos in ("verb", "noun", "adj") for rows in predicates(pos).values() for r in rows}
    return sorted((r for r in found if r.weight >= RELIABLE), key=lambda r: (r.type, r.lemma, r.pos, r.object))


def past_forms(forms: Mapping[str, str]) -> dict[str, str]:
    """Lemma → past tense, from the forms of the treebanks; others take -ed."""
    return {
        lemma: key.split()[0]
        for key, lemma in forms.items()
        if key.endswith(" VERB") and not key.split()[0].endswith(("ing", "s"))
    }


def phrase(row: Predicate, past: Mapping[str, str], rng: random.Random) -> tuple[list[str], int] | None:
    """Words, and the index of the one that carries the event."""
    subject = _choice(rng, SUBJECTS)
    head, *others = row.lemma.split()
    if row.pos == "verb":
        verb = past.get(head) or (
            head + "d" if head.endswith("e") else head[:-1] + "ied" if head.endswith("y") else head + "ed"
        )
        lead = rng.choice(([], [], ["has"], ["had"], ["will"]))
        verb = head if lead == ["will"] else verb
        words = [*subject, *lead, verb, *others, *_object(row, rng), *_target(row, rng), "."]
        return words, len(subject) + len(lead)
    if row.pos == "noun":
        lead = rng.choice(
            (["announced", "the"], ["carried", "out", "a"], ["denied", "a"], ["spoke", "of", "the"], ["began", "a"])
        )
        words = [*subject, *lead, head, *others, *_target(row, rng), "."]
        return words, len(subject) + len(lead) + len(others)
    return [*subject, "is", head, *others, *_object(row, rng), "."], len(subject) + 1


def _object(row: Predicate, rng: random.Random) -> list[str]:
    if not row.object or row.excluded:
        return _choice(rng, OBJECTS)
    chosen = rng.choice(row.object)
    members = _members().get(chosen, (chosen,))
    return ["the", *rng.choice(members).split()]


def _target(row: Predicate, rng: random.Random) -> list[str]:
    preposition = next((t for t in row.target if t in {"against", "on", "with", "to", "for", "from", "in"}), None)
    return [preposition, *_choice(rng, OBJECTS)] if preposition and rng.random() < 0.7 else []


def _members() -> dict[str, tuple[str, ...]]:
    if not _CLASSES:
        for lemma, names in object_classes().items():
            for name in names:
                _CLASSES[name] = (*_CLASSES.get(name, ()), lemma)
    return _CLASSES


_CLASSES: dict[str, tuple[str, ...]] = {}


def encode_rows(
    rows: Sequence[Predicate], past: Mapping[str, str], table: PieceTable, rng: random.Random
) -> list[dict[str, np.ndarray]]:
    """Arrays of one phrase per row, in the form of `events.encode_items`; all layers but `kinds` are unknown."""
    contexts = len(event_labels()["contexts"])
    out = []
    for row in rows:
        made = phrase(row, past, rng)
        if made is None:
            continue
        words, index = made
        pieces, shapes, first = table.encode(words)
        n = len(words)
        kinds = np.zeros(n, int)
        kinds[index] = KINDS.index(row.type)
        empty = np.full(n, NO_LABEL)
        out.append(
            {
                "pieces": np.array(pieces),
                "shapes": np.array(shapes),
                "first": np.array(first),
                "kinds": kinds,
                "modes": empty,
                "statuses": empty.copy(),
                "roles": np.full((n, n), NO_LABEL),
                "contexts": np.full(contexts, NO_LABEL),
            }
        )
    return out
