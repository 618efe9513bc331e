"""Reads the news and shows where an alliance is coming apart.

>>> import riftline
>>> events = riftline.code("France condemned the coup in Niger.", date="2023-07-27")  # doctest: +SKIP

`riftline.read`, `code`, `explain` and `brief` can be called; see `riftline.door`. `riftline.Ledger` is the store.
Importing riftline loads nothing heavy: the rest comes with the first use.
"""

from importlib import import_module
from typing import Any

from riftline.errors import InputError, LedgerError, MeasureError, ModelError, RiftlineError, UsageError
from riftline.records import (
    Actor,
    CodedDocument,
    Commitment,
    Contradiction,
    Contrast,
    Document,
    Event,
    Place,
    Quantity,
    Question,
    Sentence,
    Span,
    Token,
)

__all__ = [
    "Actor",
    "CodedDocument",
    "Commitment",
    "Contradiction",
    "Contrast",
    "Document",
    "Event",
    "InputError",
    "Ledger",
    "LedgerError",
    "MeasureError",
    "ModelError",
    "Place",
    "Quantity",
    "Question",
    "RiftlineError",
    "Sentence",
    "Span",
    "Token",
    "UsageError",
    "brief",
    "code",
    "explain",
    "read",
]

_ROOMS = frozenset({"brief", "code", "read"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - modules
    """Load a room when it is first asked for."""
    if name in _ROOMS:
        return import_module(f"riftline.{name}")
    if name == "explain":
        return import_module("riftline.door").explain
    if name == "Ledger":
        return import_module("riftline.ledger").Ledger
    raise AttributeError(f"module 'riftline' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The exported names."""
    return sorted(__all__)
