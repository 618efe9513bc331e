"""Why a candidate stands where it stands: what each family of evidence adds, and the past events behind it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TextIO

import numpy as np

from riftline.forecast.ranking.ranker import Trees
from riftline.forecast.tkg import Floats, Graph

PAST = 5  # events told with an answer


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


@dataclass(frozen=True, slots=True)
class First:
    """The first answer of a question: its row among the columns, when, who, which relation (told), and the answer."""

    row: int
    step: int
    source: int
    relation: int
    answer: int


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


def write_reasons(
    file: TextIO, graph: Graph, answers: Sequence[First], model: Trees, names: tuple[str, ...], columns: Floats
) -> None:
    """A JSON line for each answer: question, answer, what each family adds to its score, the pair's last events."""
    if not answers:
        return
    told = reasons(model, names, columns[[one.row for one in answers]])
    for one, why in zip(answers, told, strict=True):
        past = matched(graph, one.source, one.answer, one.step, PAST)
        line = {
            "time": int(graph.times[one.step]), "source": one.source, "relation": one.relation % graph.relations,
            "inverse": one.relation >= graph.relations, "answer": one.answer,
            "reasons": [asdict(reason) for reason in why],
            "past": [{"time": int(graph.times[event.step]), "relation": event.relation} for event in past],
        }  # fmt: skip
        file.write(json.dumps(line) + "\n")
