"""Ranks of the true answers, and what they add up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from riftline.forecast.tkg import Asked, Floats, Ints


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked candidates of a step's questions, best first; a row ends where `entity` is -1."""

    step: int
    asks: Asked
    entity: Ints
    score: Floats


@dataclass(frozen=True, slots=True)
class Metrics:
    """Mean reciprocal rank and shares of answers at rank 1, 3 and 10 or better, in percent; `answers`: of how many."""

    mrr: float
    hits1: float
    hits3: float
    hits10: float
    answers: int


def ranks(ranking: Ranking, entities: int) -> NDArray[np.float64]:
    """Time-aware filtered rank of every answer; ties at their mean rank, whoever is not listed ties behind the list.

    Unlisted candidates share score 0, so listed ones need scores above 0.
    """
    listed = ranking.entity >= 0
    found = [
        _ranks(ranking.entity[i][listed[i]], ranking.score[i][listed[i]], answers, entities)
        for i, answers in enumerate(_answers(ranking.asks))
    ]
    return np.concatenate(found) if found else np.zeros(0)


def _answers(asks: Asked) -> Iterator[Ints]:
    for i in range(len(asks.source)):
        yield asks.answers[asks.starts[i] : asks.starts[i + 1]]


def _ranks(entity: Ints, score: Floats, answers: Ints, entities: int) -> NDArray[np.float64]:
    true = np.isin(entity, answers)
    others = np.sort(score[~true])
    out = np.empty(len(answers))
    behind = len(others) + 0.5 * (entities - len(entity) - (len(np.unique(answers)) - true.sum()))
    for i, answer in enumerate(answers):
        at = np.flatnonzero(entity == answer)
        if not len(at):
            out[i] = 1 + behind
            continue
        low, high = np.searchsorted(others, score[at[0]], "left"), np.searchsorted(others, score[at[0]], "right")
        out[i] = 1 + len(others) - 0.5 * (low + high)
    return out


def metrics(rank: NDArray[np.float64]) -> Metrics:
    """MRR and Hits@1/3/10."""
    one, three, ten = (100 * float(np.mean(rank <= k)) for k in (1, 3, 10))
    return Metrics(100 * float(np.mean(1 / rank)), one, three, ten, len(rank))


def write(file: TextIO, ranking: Ranking, time: int) -> None:
    """Two lines a question: `s r ? t` and `candidate score candidate score …`, best first."""
    said: dict[float, str] = {}  # the scores at the end of the lists are the same in all
    for i, (source, relation) in enumerate(zip(ranking.asks.source, ranking.asks.relation, strict=True)):
        kept = ranking.entity[i] >= 0
        pairs = []
        for entity, score in zip(ranking.entity[i][kept].tolist(), ranking.score[i][kept].tolist(), strict=True):
            text = said.get(score) or said.setdefault(score, f"{score:.7g}")
            pairs.append(f"{entity} {text}")
        file.write(f"{source} {relation} ? {time}\n{' '.join(pairs)}\n")
