"""The walk through time: what is known at a step, the candidates it gives a question, and what a step teaches."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riftline.forecast.names import groups
from riftline.forecast.ranking import features
from riftline.forecast.ranking.candidates import Breadth, Candidates, gather
from riftline.forecast.ranking.features import Counts, Evidence, alike
from riftline.forecast.ranking.history import History
from riftline.forecast.ranking.profiles import Profiles, agreement
from riftline.forecast.ranking.ranker import Recipe, Rows
from riftline.forecast.ranking.rules import count_rules, no_rules
from riftline.forecast.ranking.weights import Additive, Cases
from riftline.forecast.tkg import Asked, Floats, Graph, Ints, asked

LISTED = 500  # entities that the profiles name for each question
WIDE = Breadth(partners=120, popular=50, reached=40, suggested=40)
NARROW = Breadth(partners=70, popular=30, reached=20, suggested=30)
CHUNK = 256  # questions that are compared with the pool at a time


@dataclass(frozen=True, slots=True)
class Settings:
    """How much to learn from, and how.

    Attributes:
        size: dimensions of the profiles.
        questions: the latest questions before the split from which weights are learned, at most.
        rows: rows for the trees, about, at most.
        share: of the false candidates that become rows.
        trees: in each booster.
        boosters: how many are averaged.
        pool: entities, the most frequent, through which the profiles look.
        breadth: how many candidates are looked at.
        shortlist: how many of them the trees rank, by question; the others follow by their additive score.
        additive: one curve per column.
        online: go on learning from the split's own earlier steps.
        without: families of evidence (`features.FAMILIES`) that are left out.
        seed: of every random choice.
        threads: for the trees.
    """

    size: int = 128
    questions: int = 300_000
    rows: int = 2_400_000
    share: float = 0.2
    trees: int = 150
    boosters: int = 2
    pool: int = 8000
    breadth: Breadth = WIDE
    shortlist: int = 60
    additive: bool = False
    online: bool = False
    without: frozenset[str] = frozenset()
    seed: int = 0
    threads: int = 1

    def recipe(self) -> Recipe:
        """What the trees need to know."""
        return Recipe(self.boosters, self.trees, self.additive, self.seed, self.threads)

    def fast(self) -> "Settings":
        """Less of everything."""
        learned = replace(self, questions=80_000, rows=600_000, trees=100, boosters=1)
        return replace(learned, size=64, pool=6000, breadth=NARROW, shortlist=50)


@dataclass(frozen=True, slots=True)
class Judged:
    """The questions of a step with their candidates, the evidence and the additive score.

    Attributes:
        asks: the questions.
        found: their candidates.
        evidence: what is known about these.
        cases: the same for the additive weights.
        score: sum of the additive weights.
        named: what the profiles name for each question, best first.
        short: rows of the shortlist.
    """

    asks: Asked
    found: Candidates
    evidence: Evidence
    cases: Cases
    score: Floats
    named: Ints
    short: Ints

    @property
    def short_sizes(self) -> Ints:
        """Rows of the shortlist by question."""
        return np.bincount(self.found.question[self.short], minlength=len(self.found.sizes))

    @property
    def true(self) -> NDArray[np.bool_]:
        """Which candidates are answers."""
        base = 1 + max(int(self.asks.answers.max(initial=0)), int(self.found.entity.max(initial=0)))
        answers = self.asks.of_answer * base + self.asks.answers
        return np.isin(self.found.question * base + self.found.entity, answers)


class Walk:
    """All that is known at a step: counts that move with every step, and what has been learned so far."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self.graph, self._settings = graph, settings
        kind, place = groups(("",) * graph.entities if "names" in settings.without else graph.names)
        self._history, self._counts = History(graph), Counts(graph, kind, place)
        self._rules = no_rules(graph.told)
        self._profiles = Profiles(graph, kind, place, settings.size, settings.seed)
        self._served, self._same = self._profiles.frozen(), np.stack([place, kind], 1)
        self._weights = Additive(graph.told, graph.entities, 14 + 2 * len(self._counts.families))

    def refresh(self) -> None:
        """From now on, profiles are those learned up to here."""
        self._served = self._profiles.frozen()

    def judge(self, asks: Asked, step: int, listed: int | None = None) -> Judged:
        """Questions at `step`, with what is known; they do not see each other.

        Args:
            asks: the questions; their answers are not looked at.
            step: when they are asked.
            listed: how many entities the profiles name for each; as many as become candidates if not told.
        """
        source, relation, breadth = asks.source, asks.relation, self._settings.breadth
        question = self._served.questions(source, relation)
        named = self._name(question, listed or breadth.suggested)
        past = self._history.past(step)
        found = gather(past, self._rules, source, relation, named[:, : breadth.suggested], breadth)
        evidence = self._evidence(asks, found, question, step)
        cases = Cases(source, relation, found.sizes, found.entity, found.pair, evidence.linear())
        score = self._weights.score(past, cases)
        return Judged(asks, found, evidence, cases, score, named, foremost(score, found, self._settings.shortlist))

    def _name(self, question: Floats, listed: int) -> Ints:
        """The entities of the pool that the profiles rank first."""
        pool = self._served.frequent(self._settings.pool)
        vectors, bias, most = self._served.known[pool], self._served.bias(pool), min(listed, len(pool))
        named = np.empty((len(question), most), np.int64)
        for first in range(0, len(question), CHUNK):
            lack = -(question[first : first + CHUNK] @ vectors.T + bias)
            best = np.argpartition(lack, most - 1, axis=1)[:, :most]
            order = np.argsort(np.take_along_axis(lack, best, 1), axis=1, kind="stable")
            named[first : first + CHUNK] = pool[np.take_along_axis(best, order, 1)]
        return named

    def _evidence(self, asks: Asked, found: Candidates, question: Floats, step: int) -> Evidence:
        source, relation = asks.source[found.question], asks.relation[found.question]
        counts = self._counts.read(source, relation, found.entity, step)
        same = (self._same[source] == self._same[found.entity]).astype(np.float32)
        like = alike(self._served, asks.source, found)
        profile = agreement(question, self._served.known, found.question, found.entity)
        profile = _within(profile + self._served.bias(found.entity), found)
        return Evidence(found.evidence, counts, same, like, profile).without(self._settings.without)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns for the trees."""
        return features.names(self._counts.families)

    def table(self, judged: Judged) -> Floats:
        """Columns for the trees: a row for each candidate of the shortlist."""
        short = judged.short
        evidence, score = judged.evidence.of(short), judged.score[short]
        table = features.table(evidence, self._counts.families, score, judged.short_sizes)
        return features.masked(table, self.names, self._settings.without)

    def rows(self, judged: Judged) -> Rows:
        """The shortlist as rows for the trees."""
        return Rows(self.table(judged), judged.true[judged.short], judged.short_sizes)

    def learn(self, judged: Judged, step: int) -> None:
        """Move the additive weights towards the answers; before the step is recorded."""
        self._weights.learn(self._history.past(step), judged.cases, judged.score, judged.true)

    def record(self, step: int, *, learning: bool) -> None:
        """The facts of `step` have happened; with `learning`, rules and profiles take them up, too."""
        if learning:
            count_rules(self._rules, self._history.past(step), asked(self.graph, step))
        self._profiles.note(step)
        self._history.record(step)
        self._profiles.look(self._history, step)
        self._counts.record(step)
        if learning:
            self._profiles.learn(step)


def foremost(score: Floats, found: Candidates, most: int) -> Ints:
    """Rows of the candidates that score highest, at most so many by question, in the order of the rows."""
    order = np.lexsort((-score, found.question))
    place = np.arange(len(order)) - np.repeat(np.cumsum(found.sizes) - found.sizes, found.sizes)
    return np.sort(order[place < most])


def _within(score: Floats, found: Candidates) -> Floats:
    """Scores as log-probabilities among the candidates of their question."""
    if not len(score):
        return score
    first = np.cumsum(found.sizes) - found.sizes
    some = found.sizes > 0
    score = score - np.repeat(np.maximum.reduceat(score, first[some]), found.sizes[some])
    total = np.log(np.add.reduceat(np.exp(score), first[some]))
    return np.asarray(score - np.repeat(total, found.sizes[some]), np.float32)
