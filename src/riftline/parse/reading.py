"""The label lists of the model's event layers: what a word may carry as a trigger, and the part a word plays in it."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from riftline.facts.ontology import TYPES, context_names, modes
from riftline.records import STATUSES, Reading

NONE = "O"
KINDS: tuple[str, ...] = (NONE, *TYPES)
ROLES: tuple[str, ...] = (NONE, "source", "target", "speaker", "quantity", "place")
LONGEST = 2000  # words; beyond, the roles of all words for each other would take more than 100 MB


@cache
def mode_labels() -> tuple[str, ...]:
    """`O`, then every mode behind its type ("RETREAT/withdraw")."""
    return (NONE, *(f"{t}/{m.name}" for t in TYPES for m in modes(t)))


def event_labels() -> dict[str, tuple[str, ...]]:
    """Layer → labels in the order of the model's columns."""
    return {
        "kinds": KINDS,
        "modes": mode_labels(),
        "statuses": STATUSES,
        "roles": ROLES,
        "contexts": context_names(),
    }


def joined(parts: Sequence[Reading]) -> Reading | None:
    """The reading of a sentence that was read in parts: words of different parts have no role for each other.

    There is none for a sentence of more than `LONGEST` words, a text without stops.
    """
    if len(parts) < 2:  # noqa: PLR2004
        return parts[0] if parts else None
    sizes = [len(p.kinds) for p in parts]
    if sum(sizes) > LONGEST:
        return None
    roles = np.zeros((sum(sizes), sum(sizes), len(ROLES)), np.float32)
    at = 0
    for part, size in zip(parts, sizes, strict=True):
        roles[at : at + size, at : at + size] = part.roles
        at += size
    kinds, statuses, modes_ = (np.concatenate([getattr(p, n) for p in parts]) for n in ("kinds", "statuses", "modes"))
    return Reading(kinds, statuses, modes_, roles, np.max([p.contexts for p in parts], axis=0))
