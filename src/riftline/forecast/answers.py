"""Forecasts from a ledger: named questions and all pairs at once, with base rate, interval, reasons and record."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from riftline.errors import UsageError
from riftline.facts.ontology import type_info
from riftline.forecast.chances import base_rates, spread
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.model import Held, Model, Settings, Walk, learn
from riftline.forecast.chances.panel import Floats, Ints, cells_of
from riftline.forecast.chances.reasons import Reason, Rule, reasons, rules
from riftline.forecast.ledger_events import COMMENT, Match, last_day, matches, read_panel
from riftline.forecast.questions import LONGEST, Act, Question, act_of
from riftline.ledger.store import Ledger

Basis = Literal["model", "rate", "none"]
QUICK = Settings(cases=100_000, trees=100, members=1, rate=0.08)  # one waits for it; more adds little
TRUST = 30.0  # days of the type's rate, where no model says how much it is worth
_NEAR = (1.25, 1.5, 2.0, 3.0)  # forecasts with odds within the first factor that finds enough are "like this"
_ENOUGH = 20  # of them, to tell how many came true
_OLD = 45  # days without events after which a ledger is called out of date


@dataclass(frozen=True, slots=True)
class Record:
    """Forecasts like this one in the windows held out: how many, how many came true, how many were to be expected."""

    forecasts: int
    came_true: int
    said: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """An answer. Without basis `chance` and all numbers are None and `why` says what is missing.

    Attributes:
        question: what was asked, with its first day filled in.
        until: the first day that the forecast does not know.
        basis: a model, the bare rate of the pair and type, or none.
        chance, lower, upper: the chance that it happens in the window, with a 90 % interval.
        base: the chance by the rate of pair and type alone (recalibrated where there is a model).
        why: what is missing, or what to mind.
        reasons, rules: what carries the chance, the strongest first.
        matches: the last such events.
        record: how often forecasts like this came true.
        skill: share of the base rate's Brier score that the model saved in the windows held out.
        model: names the model exactly.
    """

    question: Question
    until: dt.date
    basis: Basis
    chance: float | None = None
    lower: float | None = None
    upper: float | None = None
    base: float | None = None
    why: str | None = None
    reasons: tuple[Reason, ...] = ()
    rules: tuple[Rule, ...] = ()
    matches: tuple[Match, ...] = ()
    record: Record | None = None
    skill: float | None = None
    model: str | None = None

    @property
    def rise(self) -> float | None:
        """How many times the base rate's odds the odds are."""
        if self.chance is None or self.base is None or not 0 < self.base < 1 or self.chance >= 1:
            return None
        return self.chance / (1 - self.chance) * (1 - self.base) / self.base


class Forecaster:
    """What is known on a day, and the model learned from it, for one set of acts and one window.

    Args:
        ledger: where the events are.
        until: the first day that is not known.
        act: the act asked for where it is several types or classes; None forecasts each PLOVER type.
        settings: window and learning.
    """

    def __init__(self, ledger: Ledger, until: dt.date, act: Act | None, settings: Settings) -> None:
        self.ledger, self.until, self.settings = ledger, until, settings
        self.panel = read_panel(ledger, until, act)
        self.day = (until - self.panel.start).days if self.panel.start and len(self.panel.day) else 0
        self.cells = cells_of(self.panel, every_kind=True)

    @cached_property
    def _learned(self) -> tuple[Evidence, Model | None]:
        """What is known on the day, and what was learned; only now, as it takes a while."""
        settings = self.settings
        walk = Walk(Evidence(self.panel, self.cells, settings.days, settings.least, settings.lead), settings.step)
        model = learn(walk, self.day, settings) if self.day else None
        return walk.to(self.day), model

    @property
    def evidence(self) -> Evidence:
        """What is known on the day."""
        return self._learned[0]

    @property
    def model(self) -> Model | None:
        """What was learned; None where there is too little."""
        return self._learned[1]

    def answer(self, question: Question) -> Forecast:
        """The forecast of one question about this window."""
        blank = Forecast(question, self.until, "none")
        cell = self._cell(question)
        if isinstance(cell, str):
            return replace(blank, why=cell)
        if self.model is None:
            return self._by_rate(blank, cell)
        return self._by_model(blank, cell, self.evidence, self.model)

    def _cell(self, question: Question) -> int | str:
        """The cell of a question, or why there is none."""
        if not self.day:
            return "the ledger has no actual events before that day"
        if self.day < self.settings.days:
            return f"the ledger holds {self.day} days; a window of {self.settings.days} days needs at least as many"
        label = question.act.label
        if label not in self.panel.kinds:
            return f"there is no {label} in the ledger's four years before that day"
        missing = [code for code in (question.source, question.target) if code not in self.panel.parties]
        if missing:
            return f"{missing[0]} does not occur in the ledger"
        index = self.panel.parties.index
        number = np.array([[index(question.source)], [self.panel.kinds.index(label)], [index(question.target)]])
        found = int(self.cells.find(*number)[0])
        pair = f"{question.source} towards {question.target}"
        return found if found >= 0 else f"the ledger has no event of {pair}, so nothing speaks for any chance"

    def _by_rate(self, blank: Forecast, cell: int) -> Forecast:
        """From the rate alone, where there is too little to learn from."""
        if self.settings.least > 1:
            return replace(blank, why="too little happened to learn from, and a bare rate does not tell several events")
        known = len(self.evidence.cells.kind)
        events = float(self.evidence.tallies[0].total[cell])
        prior = -np.log1p(-base_rates.type_rate(self.evidence, known)[cell]) / self.settings.days
        chance, low, high = spread.rate_interval(events, prior, self.day, TRUST, self.settings.days)
        why = "too little happened to learn from: the rate of the pair and type alone"
        found = self._matches(blank.question)
        return replace(blank, basis="rate", chance=chance, lower=low, upper=high, base=chance, why=why, matches=found)

    def _by_model(self, blank: Forecast, cell: int, evidence: Evidence, model: Model) -> Forecast:
        chance = float(model(evidence.columns(cell, cell + 1)[0])[0])
        low, high = spread.model_interval(chance, self.day, self.settings.days, model.base.trust)
        return replace(
            blank, basis="model", chance=chance, lower=low, upper=high, base=float(self.bases[cell]),
            why=self._stale(), reasons=reasons(model.trees.booster, evidence, cell), rules=rules(evidence, cell),
            matches=self._matches(blank.question), record=record(model.held, chance), skill=skill_of(model.held),
            model=model.hash,
        )  # fmt: skip

    def _matches(self, question: Question) -> tuple[Match, ...]:
        return matches(self.ledger, question.source, question.target, question.act, self.until)

    def _stale(self) -> str | None:
        """Says that the ledger ends long before the forecast, where it does."""
        silent = self.day - self.panel.until
        return f"the last event is {silent} days before the forecast" if silent > _OLD else None

    @property
    def bases(self) -> Floats:
        """The base rate of every cell."""
        assert self.model is not None  # noqa: S101 - asked of a model only
        return self.model.base(self.evidence, len(self.evidence.cells.kind))

    def of_pair(self, source: str, target: str) -> list[tuple[Question, float, float]]:
        """Each type from source to target as a question, with its chance and base rate; empty without basis."""
        if not {source, target} <= set(self.panel.parties) or self.model is None:
            return []
        index, zero = self.panel.parties.index, np.zeros(1, np.int64)
        first = int(self.evidence.cells.find(zero + index(source), zero, zero + index(target))[0])
        if first < 0:
            return []
        cells = range(first, first + len(self.panel.kinds))  # the types of a pair stand side by side
        chances = self.model(self.evidence.columns(cells[0], cells[-1] + 1)[0])
        told = zip(cells, chances.tolist(), self.bases[cells[0] : cells[-1] + 1].tolist(), strict=True)
        known = [one for one in told if self.panel.kinds[one[0] - first] != COMMENT]
        return [(self.question(cell), chance, base) for cell, chance, base in known]

    def question(self, cell: int) -> Question:
        """What a cell asks."""
        cells = self.cells
        source, kind, target = (int(part[cell]) for part in (cells.source, cells.kind, cells.target))
        act = act_of([self.panel.kinds[kind]])
        start = self.until + dt.timedelta(self.settings.lead)
        return Question(self.panel.parties[source], self.panel.parties[target], act, self.settings.days, start)

    def within(self, scope: "Scope") -> Ints:
        """The cells of a scope."""
        cells, names = self.cells, np.array([*self.panel.parties, ""])
        kept = np.array([scope.has(kind) for kind in self.panel.kinds])[cells.kind]
        kept &= (names[cells.source] == scope.source) | (scope.source is None)
        kept &= (names[cells.target] == scope.target) | (scope.target is None)
        return np.flatnonzero(kept & (scope.domestic | (cells.source != cells.target)))

    def everything(self) -> tuple[Floats, Floats]:
        """Chance and base rate of every cell; empty without a model."""
        if self.model is None:
            return np.zeros(0), np.zeros(0)
        return self.model.forecast(self.evidence, len(self.evidence.cells.kind)), self.bases


def record(held: Held, chance: float) -> Record | None:
    """How often forecasts with nearly these odds came true in the windows held out; None where there were too few.

    Nearly: within the first of some factors that finds twenty, else the twenty that are nearest.
    """
    odds = chance / max(1 - chance, 1e-9)
    far = np.abs(np.log(held.chance / np.maximum(1 - held.chance, 1e-9) / odds))
    if len(far) < _ENOUGH:
        return None
    near = (np.flatnonzero(far <= np.log(factor)) for factor in _NEAR)
    like = next((rows for rows in near if len(rows) >= _ENOUGH), np.argsort(far, kind="stable")[:_ENOUGH])
    return Record(len(like), int(held.happened[like].sum()), float(held.chance[like].mean()))


def skill_of(held: Held) -> float | None:
    """The share of the base rate's Brier score that the model saved; the base rate was fitted on the same windows."""
    worst = float(np.mean((held.base - held.happened) ** 2))
    return 1 - float(np.mean((held.chance - held.happened) ** 2)) / worst if worst else None


def ask(
    ledger: Ledger, questions: Sequence[Question], *, today: dt.date | None = None, settings: Settings | None = None
) -> list[Forecast]:
    """Answer questions; those with the same window and acts share a model.

    A question whose window began before the ledger ends is answered from what was known the day before it began.

    Args:
        ledger: where the events are.
        questions: what to ask.
        today: events dated later are left out, since they cannot have happened; None leaves none out.
        settings: how to learn; the windows are those of the questions.

    Raises:
        UsageError: a window begins more than a year after the ledger ends.
    """
    end = end_of(ledger, today)
    made: dict[tuple[object, ...], Forecaster] = {}
    found = []
    for question in questions:
        if end is None:
            found.append(
                Forecast(question, question.start or dt.date.min, "none", why="the ledger has no actual events")
            )
            continue
        dated = replace(question, start=question.start or end)
        key = _shared(dated, end, settings or QUICK)
        if key not in made:
            made[key] = Forecaster(ledger, *key)
        found.append(made[key].answer(dated))
    return found


def end_of(ledger: Ledger, today: dt.date | None = None) -> dt.date | None:
    """The day after the last one that was watched; None where there are no actual events."""
    last = last_day(ledger, today)
    return last + dt.timedelta(1) if last else None


def _shared(question: Question, end: dt.date, settings: Settings) -> tuple[dt.date, Act | None, Settings]:
    """What a question needs to be answered, which others may need too."""
    assert question.start is not None  # noqa: S101 - filled in
    act = None if len(question.act.types) == 1 else question.act
    window = replace(settings, days=question.days, least=question.events, lead=_lead(question.start, end))
    return min(question.start, end), act, window


def _lead(start: dt.date, end: dt.date) -> int:
    """Days between the end of the ledger and a window that begins later."""
    lead = max((start - end).days, 0)
    if lead > LONGEST:
        remedy = f"The ledger ends on {end - dt.timedelta(1)}; add newer events first"
        raise UsageError(f"the window begins {lead} days after the ledger ends", remedy=remedy)
    return lead


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at when many forecasts are asked for: any source, target and act unless told.

    Attributes:
        source, target: codes.
        acts: types or classes; None for all.
        domestic: count what goes on within a country, too.
    """

    source: str | None = None
    target: str | None = None
    acts: Act | None = None
    domestic: bool = False

    def has(self, kind: str) -> bool:
        """Whether a type of the panel is looked at; comments, which PLOVER has no type for, never are."""
        if kind == COMMENT or self.acts is None:
            return kind != COMMENT
        return kind in self.acts.types or type_info(kind).quad in self.acts.quads


def everything(
    ledger: Ledger,
    days: int,
    *,
    top: int,
    scope: Scope | None = None,
    start: dt.date | None = None,
    today: dt.date | None = None,
    settings: Settings | None = None,
) -> tuple[list[Forecast], list[Forecast]]:
    """The likeliest of all forecasts, and those that have risen most above their base rate.

    Args:
        ledger: where the events are.
        days: length of the window.
        top: how many of each.
        scope: which forecasts.
        start: first day of the window; the day after the ledger ends if not told.
        today: events dated later are left out.
        settings: how to learn.

    Returns:
        Two lists of at most `top`: by chance, and by chance minus base rate. Both are empty where nothing can be
        learned.

    Raises:
        UsageError: the window begins more than a year after the ledger ends.
    """
    end = end_of(ledger, today)
    if end is None:
        return [], []
    window = replace(settings or QUICK, days=days, lead=_lead(start or end, end))
    made = Forecaster(ledger, min(start or end, end), None, window)
    if made.model is None:
        return [], []
    chance, base = made.everything()
    cells = made.within(scope or Scope())
    both = _best(cells, chance, top), _best(cells, chance - base, top)
    likeliest, risen = ([made.answer(made.question(cell)) for cell in chosen] for chosen in both)
    return likeliest, risen


def _best(cells: Ints, values: Floats, top: int) -> list[int]:
    """The cells with the largest values above 0."""
    order = np.argsort(-values[cells], kind="stable")[:top]
    return [int(cell) for cell in cells[order] if values[cell] > 0]
