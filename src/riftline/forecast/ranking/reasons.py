"""Why a candidate stands where it stands: what each family of evidence adds, and the past events behind it."""

from dataclasses import dataclass

import numpy as np

from riftline.forecast.ranking.ranker import Trees
from riftline.forecast.tkg import Floats, Graph


@dataclass(frozen=True, slots=True)
class Reason:
    """What a family of evidence adds to a score, and the column of it that adds most."""

    family: str
    adds: float
    column: str
    value: float


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier event between source and target: its step and relation (inverses above the graph's `relations`)."""

    step: int
    relation: int


def reasons(model: Trees, names: tuple[str, ...], columns: Floats) -> list[list[Reason]]:
    """Reasons for each row of `columns`, the weightiest first.

    The contributions of a row and the model's mean add up to its score (TreeSHAP, Lundberg et al. 2020,
    doi:10.1038/s42256-019-0138-9). With an additive model each is the value of that column's own curve.
    """
    said = model.contributions(columns)[:, :-1]
    return [_by_family(names, row, values) for row, values in zip(said, columns, strict=True)]


def _by_family(names: tuple[str, ...], said: Floats, values: Floats) -> list[Reason]:
    members: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        members.setdefault(name.partition(":")[0], []).append(i)
    found = []
    for family, columns in members.items():
        top = max(columns, key=lambda i: abs(said[i]))
        found.append(Reason(family, float(said[columns].sum()), names[top], float(values[top])))
    return sorted(found, key=lambda reason: -abs(reason.adds))


def matched(graph: Graph, source: int, target: int, before: int, most: int = 10) -> list[Past]:
    """The latest events between two actors before a step, told from the source's side, the latest first."""
    end = int(np.searchsorted(graph.step, before))
    found = np.flatnonzero((graph.source[:end] == source) & (graph.target[:end] == target))[::-1][:most]
    return [Past(int(graph.step[i]), int(graph.relation[i])) for i in found]
