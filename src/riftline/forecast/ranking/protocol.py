"""Backtest of the ranking: learn before a split, answer the split one step ahead.

1. Before the window in which choices are made: counts, rules, profiles and weights move on with each step; the latest
   steps give the rows from which the trees learn.
2. In the window (the `valid` split; the last steps of `train` when `valid` itself is asked): the trees are tried at
   several sizes and the best is kept.
3. In the split: every question is answered from earlier steps alone, without a look at the other questions of its step.
   What happened is history for the next step; what was learned stays as it was, unless `online` is set.

Profiles are served from copies made at the beginning of blocks as long as the split: so, where the trees learn, they
are as old as they will be in the split.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import numpy as np

from riftline.errors import UsageError
from riftline.forecast.ranking.ranker import CHECKPOINT, Rows, fit, joined, sample
from riftline.forecast.ranking.scores import Metrics, Ranking, metrics, ranks, write
from riftline.forecast.ranking.walk import LISTED, Judged, Settings, Walk
from riftline.forecast.tkg import Floats, Graph, Ints

if TYPE_CHECKING:
    from lightgbm import Booster

WARM = 0.03  # share of the steps that only fills the history
ROWS_A_QUESTION = 20  # about, after sampling: from this follows how many questions fill the rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps at which something begins: the weights learn, the rows are kept, the window, the split; the last step."""

    weights: int
    rows: int
    window: int
    split: int
    end: int


def plan(graph: Graph, split: str, settings: Settings) -> Plan:
    """What is learned when.

    Raises:
        UsageError: if too little precedes the split.
    """
    begin, end = graph.spans[split]
    window = _window(graph, split) if settings.choose else begin
    if window < 3:  # noqa: PLR2004 - one step of history, one to learn, one to choose
        raise UsageError(f"too few days precede the {split} split", remedy="Give a longer train.txt")
    warm = 1 + int(WARM * window)
    rows = max(warm, _back(graph, window, settings.rows // ROWS_A_QUESTION))
    return Plan(min(rows, max(warm, _back(graph, window, settings.questions))), rows, window, begin, end)


def _window(graph: Graph, split: str) -> int:
    """Where choices begin: at `valid`, or as long before it as it lasts."""
    begin, end = graph.spans["valid"]
    return begin if split == "test" else begin - (end - begin + 1)


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

    def rankings(self) -> Iterator[Ranking]:
        """Learn, then answer the split step by step."""
        model = self.learn()
        for step in range(self.plan.split, self.plan.end + 1):
            if self._asked(step):
                judged = self.walk.judge(step, LISTED)
                yield rank(judged, self._score(model, judged), step)
                if self.settings.online:
                    self.walk.learn(judged, step)
            self.walk.record(step, learning=self.settings.online)
            if self.settings.online:
                self.walk.refresh()

    def learn(self) -> "Booster":
        """Walk up to the split; the trees as they were best in the window."""
        rows = joined(list(self._before()))
        model = self._fit(rows, self.settings.trees)
        return self._choose(model, rows) if self.settings.choose else model

    def _choose(self, model: "Booster", rows: Rows) -> "Booster":
        sizes = list(range(CHECKPOINT, self.settings.trees + 1, CHECKPOINT)) or [self.settings.trees]
        sums, kept = np.zeros(len(sizes)), [rows]
        for judged, step in self._window():
            columns = self.walk.rows(judged)
            staged = _staged(model, columns.columns, sizes)
            sums += [_reciprocal(judged, scored(judged, score), step, self.graph) for score in staged]
            kept.append(sample(columns, self.settings.share, self._random))
        best = sizes[int(np.argmax(sums))]
        self.walk.refresh()
        return self._fit(joined(kept), best) if self.settings.again else _cut(model, best)

    def _before(self) -> Iterator[Rows]:
        block = self.plan.end - self.plan.split + 1
        for step in range(self.plan.window):
            if (self.plan.window - step) % block == 0:
                self.walk.refresh()
            if step >= self.plan.weights and self._asked(step):
                judged = self.walk.judge(step)
                self.walk.learn(judged, step)
                if step >= self.plan.rows:
                    yield sample(self.walk.rows(judged), self.settings.share, self._random)
            self.walk.record(step, learning=True)
        self.walk.refresh()

    def _window(self) -> Iterator[tuple[Judged, int]]:
        for step in range(self.plan.window, self.plan.split):
            if self._asked(step):
                judged = self.walk.judge(step)
                yield judged, step
                self.walk.learn(judged, step)
            self.walk.record(step, learning=True)

    def _asked(self, step: int) -> bool:
        facts = self.graph.at(step)
        return bool(facts.stop > facts.start)

    def _fit(self, rows: Rows, trees: int) -> "Booster":
        s = self.settings
        return fit(rows, self.walk.names, trees, additive=s.additive, seed=s.seed, threads=s.threads)

    def _score(self, model: "Booster", judged: Judged) -> Floats:
        return scored(judged, np.asarray(model.predict(self.walk.table(judged), num_threads=self.settings.threads)))


def _staged(model: "Booster", columns: Floats, sizes: list[int]) -> Iterator[Floats]:
    """Scores with the first trees, for each number of trees."""
    total, begin = np.zeros(len(columns)), 0
    for size in sizes:
        total += model.predict(columns, start_iteration=begin, num_iteration=size - begin)
        begin = size
        yield total.copy()


def scored(judged: Judged, trees: Floats) -> Floats:
    """Scores of all candidates: those of the shortlist by the trees, the others behind by the additive score."""
    top, low = judged.score.max(initial=0), judged.score.min(initial=0)
    score = np.asarray(trees.min(initial=0) - 1 - (top - judged.score) / (top - low + 1), np.float64)
    score[judged.short] = trees
    return score


def _cut(model: "Booster", trees: int) -> "Booster":
    import lightgbm  # noqa: PLC0415 - slow to load

    return lightgbm.Booster(model_str=model.model_to_string(num_iteration=trees))


def _reciprocal(judged: Judged, score: Floats, step: int, graph: Graph) -> float:
    return float(np.sum(1 / ranks(rank(judged, score, step), graph.entities)))


def rank(judged: Judged, score: Floats, step: int) -> Ranking:
    """Candidates by score, then what the profiles name besides, up to `LISTED` in all; every score is above 0."""
    found = judged.found
    questions, width = len(found.sizes), max(LISTED, int(found.sizes.max(initial=0)))
    entity, points = np.full((questions, width), -1, np.int64), np.zeros((questions, width))
    order = np.lexsort((-score, found.question))
    place = np.arange(len(order)) - np.repeat(np.cumsum(found.sizes) - found.sizes, found.sizes)
    entity[found.question, place] = found.entity[order]
    points[found.question, place] = 1 + score[order] - score.min(initial=0)
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


def backtest(graph: Graph, split: str, settings: Settings) -> Iterator[Ranking | Report]:
    """Rankings step by step, and the report last."""
    begin, found = time.process_time(), []
    for ranking in Backtest(graph, split, settings).rankings():
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
            write(file, item, graph.origin, graph.unit)
    raise AssertionError  # a run ends with its report
