"""Backtest of the ranking: learn before a split, answer the split one step ahead.

1. Before the split: counts, rules, profiles and weights move on with each step; the latest steps give the rows from
   which the trees learn. What had to be chosen (how many trees, …) is fixed, and was chosen on the `valid` split of
   ICEWS14.
2. In the split: every question is answered from earlier steps alone, without a look at the other questions of its step.
   What happened is history for the next step; what was learned stays as it was, unless `online` is set.

Profiles are served from copies made at the beginning of blocks as long as the split: so, where the trees learn, they
are as old as they will be in the split.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from riftline.errors import UsageError
from riftline.forecast.ranking.ranker import Rows, Trees, fit, joined, sample
from riftline.forecast.ranking.reasons import First, write_reasons
from riftline.forecast.ranking.scores import Metrics, Ranking, metrics, ranks, write
from riftline.forecast.ranking.walk import LISTED, Judged, Settings, Walk
from riftline.forecast.tkg import Asked, Floats, Graph, Ints, asked

WARM = 0.03  # share of the steps that only fills the history
MOST = 4000  # questions judged at a time, for the sake of memory
ROWS_A_QUESTION = 20  # about, after sampling: from this follows how many questions fill the rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps at which something begins: the weights learn, the rows are kept, the split; the last step."""

    weights: int
    rows: int
    split: int
    end: int


def plan(graph: Graph, split: str, settings: Settings) -> Plan:
    """What is learned when.

    Raises:
        UsageError: if there is no such split, or too little precedes it.
    """
    if split not in graph.spans:
        raise UsageError(f"there is no {split} split", remedy=f"Give a folder with {split}.txt")
    begin, end = graph.spans[split]
    if begin < 2:  # noqa: PLR2004 - one step of history, one to learn
        raise UsageError(f"too few steps precede the {split} split", remedy="Give a longer train.txt")
    warm = 1 + int(WARM * begin)
    rows = max(warm, _back(graph, begin, settings.rows // ROWS_A_QUESTION))
    return Plan(min(rows, max(warm, _back(graph, begin, settings.questions))), rows, begin, end)


def _back(graph: Graph, step: int, facts: int) -> int:
    """The step from which on there are about so many told facts up to `step`."""
    last = int(np.searchsorted(graph.step, step))
    return int(graph.step[max(0, last - facts)])


class Backtest:
    """One run: learn, choose, answer."""

    def __init__(self, graph: Graph, split: str, settings: Settings) -> None:
        self.graph, self.settings, self.plan = graph, settings, plan(graph, split, settings)
        self.walk = Walk(graph, settings)
        self._random = np.random.default_rng(settings.seed)

    def rankings(self, reasons: TextIO | None = None) -> Iterator[Ranking]:
        """Learn, then answer the split step by step; `reasons` gets a line for each question's first answer."""
        model = self.learn()
        for step in range(self.plan.split, self.plan.end + 1):
            for asks in parts(asked(self.graph, step)):
                judged = self.walk.judge(asks, step, LISTED)
                table = self.walk.table(judged)
                score = model.score(table)
                if reasons:
                    write_reasons(reasons, self.graph, firsts(judged, score, step), model, self.walk.names, table)
                yield rank(judged, scored(judged, score), step)
            if self.settings.online and self._asked(step):
                self.walk.learn(self._judged(step), step)
            self.walk.record(step, learning=self.settings.online)
            if self.settings.online:
                self.walk.refresh()

    def learn(self) -> Trees:
        """Walk up to the split; the trees that follow from it."""
        return fit(joined(list(self._before())), self.walk.names, self.settings.recipe())

    def _before(self) -> Iterator[Rows]:
        block = self.plan.end - self.plan.split + 1
        for step in range(self.plan.split):
            if (self.plan.split - step) % block == 0:
                self.walk.refresh()
            if step >= self.plan.weights and self._asked(step):
                judged = self._judged(step)
                self.walk.learn(judged, step)
                if step >= self.plan.rows:
                    yield sample(self.walk.rows(judged), self.settings.share, self._random)
            self.walk.record(step, learning=True)
        self.walk.refresh()

    def _judged(self, step: int) -> Judged:
        """Questions of a step to learn from: all, or, where there are very many, some."""
        asks = asked(self.graph, step)
        if len(asks.source) > MOST:
            asks = asks.of(np.sort(self._random.permutation(len(asks.source))[:MOST]))
        return self.walk.judge(asks, step)

    def _asked(self, step: int) -> bool:
        facts = self.graph.at(step)
        return bool(facts.stop > facts.start)


def firsts(judged: Judged, score: Floats, step: int) -> list[First]:
    """The candidate of the shortlist that stands first, for every question that has one."""
    question, entity = judged.found.question[judged.short], judged.found.entity[judged.short]
    order = np.lexsort((-score, question))
    best = order[np.flatnonzero(np.diff(question[order], prepend=-1))]
    asked_by, told = judged.asks.source[question], judged.asks.relation[question]
    return [First(row, step, int(asked_by[row]), int(told[row]), int(entity[row])) for row in best.tolist()]


def parts(asks: Asked) -> Iterator[Asked]:
    """The questions, at most `MOST` at a time."""
    for first in range(0, len(asks.source), MOST):
        yield asks.of(np.arange(first, min(first + MOST, len(asks.source))))


def scored(judged: Judged, trees: Floats) -> Floats:
    """Scores of all candidates: those of the shortlist by the trees, the others behind by the additive score."""
    own = judged.score - least(judged.score, judged.found.sizes)  # no question sees another's scores
    known = np.zeros(len(own))
    known[judged.short] = trees
    score = np.asarray(least(known, judged.found.sizes) - 1 / (1 + own), np.float64)
    score[judged.short] = trees
    return score


def least(score: Floats, sizes: Ints) -> Floats:
    """The lowest score of each row's question."""
    some = sizes[sizes > 0]
    if not len(some):
        return score
    return np.repeat(np.minimum.reduceat(score, np.cumsum(some) - some), some)


def rank(judged: Judged, score: Floats, step: int) -> Ranking:
    """Candidates by score, then what the profiles name besides, up to `LISTED` in all; every score is above 0."""
    found = judged.found
    questions, width = len(found.sizes), max(LISTED, int(found.sizes.max(initial=0)))
    entity, points = np.full((questions, width), -1, np.int64), np.zeros((questions, width))
    order = np.lexsort((-score, found.question))
    place = np.arange(len(order)) - np.repeat(np.cumsum(found.sizes) - found.sizes, found.sizes)
    entity[found.question, place] = found.entity[order]
    points[found.question, place] = (1 + score - least(score, found.sizes))[order]
    for i in range(questions):
        _fill(entity[i], points[i], int(found.sizes[i]), judged.named[i])
    return Ranking(step, judged.asks, entity, points)


def _fill(entity: Ints, points: Floats, listed: int, named: Ints) -> None:
    rest = named[~np.isin(named, entity[:listed])][: max(0, len(entity) - listed)]
    entity[listed : listed + len(rest)] = rest
    points[listed : listed + len(rest)] = 1 / (2 + np.arange(len(rest)))


@dataclass(frozen=True, slots=True)
class Report:
    """What a backtest gave: accuracy, processor seconds, peak memory in bytes."""

    metrics: Metrics
    seconds: float
    memory: int

    def fields(self) -> dict[str, float | int]:
        """As `riftline backtest --json` tells them; accuracy in percent."""
        m = self.metrics
        hits = {"hits@1": round(m.hits1, 3), "hits@3": round(m.hits3, 3), "hits@10": round(m.hits10, 3)}
        cost = {"cpu_seconds": round(self.seconds, 1), "peak_memory_bytes": self.memory}
        return {"mrr": round(m.mrr, 3), **hits, "answers": m.answers, **cost}

    def sentence(self) -> str:
        """In words."""
        m = self.metrics
        return (
            f"MRR {m.mrr:.2f}, Hits@1 {m.hits1:.2f}, Hits@3 {m.hits3:.2f}, Hits@10 {m.hits10:.2f} "
            f"({m.answers} answers; {self.seconds:.0f} CPU seconds, {self.memory / 1e9:.1f} GB)"
        )


def backtest(graph: Graph, split: str, settings: Settings, reasons: TextIO | None = None) -> Iterator[Ranking | Report]:
    """Rankings step by step, and the report last.

    Args:
        graph: the facts.
        split: what is answered.
        settings: how to learn.
        reasons: gets a JSON line for each question: its first answer, what carries it, and the pair's last events.
    """
    begin, found = time.process_time(), []
    for ranking in Backtest(graph, split, settings).rankings(reasons):
        found.append(ranks(ranking, graph.entities))
        yield ranking
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # Linux counts in KiB
    yield Report(metrics(np.concatenate(found)), time.process_time() - begin, memory)


def written(run: Iterator[Ranking | Report], graph: Graph, file: TextIO | None) -> Report:
    """Write the rankings of a run as they come; returns its report."""
    for item in run:
        if isinstance(item, Report):
            return item
        if file is not None:
            write(file, item, int(graph.times[item.step]))
    raise AssertionError  # a run ends with its report
