"""A scenario → where each issue settles: the headline with its bands, and the other models beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from riftline.errors import UsageError
from riftline.negotiate.estimate import BoolArray, FloatArray
from riftline.negotiate.models import HEADLINE, MODELS, Model
from riftline.negotiate.reading import read_scenario
from riftline.negotiate.scenario import Issue, Scenario
from riftline.negotiate.table import Table, best_table, drawn_table
from riftline.negotiate.uncertainty import Spread, hull, predicted, spread_of

DRAWS = 10_000
PANEL = ("mean", "median", "election", "challenge", "challenge-code")
OVER_REFERENCE = ("nash", "kalai-smorodinsky")  # beside them where an issue has a reference point
_SAME = 1e-6  # of the scale: nearer outcomes are the same
LINKED = "exchange"  # beside them where issues are linked


@dataclass(frozen=True, slots=True)
class Answer:
    """What one model says of one issue, as far as the inputs are known: its own error is not in it.

    Args:
        model: its name.
        title: for readers.
        best: the outcome at the best guesses; NaN where the model has no answer.
        spread: over the draws of the inputs.
    """

    model: str
    title: str
    best: float
    spread: Spread


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point on which outcomes often lie, its best guess, and how likely the headline is just there."""

    what: str
    at: float
    chance: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """A red line, and how likely the headline lies beyond it."""

    actor: str
    side: str
    at: float
    chance: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where an issue settles.

    Args:
        issue: the issue.
        best: the weighted mean at the best guesses.
        headline: the weighted mean with unsure inputs and the error it had in EU law-making.
        draws: of the headline.
        answers: what each model says.
        anchors: the ends between which outcomes lie, and the reference point.
        crossings: red lines, the likeliest to be crossed first.
        beyond: how likely at least one red line is crossed.
    """

    issue: Issue
    best: float
    headline: Spread
    draws: FloatArray
    answers: tuple[Answer, ...]
    anchors: tuple[Anchor, ...]
    crossings: tuple[Crossing, ...]
    beyond: float

    def answer(self, model: str) -> Answer | None:
        """What one model says; none if it was not asked."""
        return next((answer for answer in self.answers if answer.model == model), None)


def negotiate(
    scenario: Scenario | str | Path, *, draws: int = DRAWS, seed: int = 0, models: Sequence[str] = ()
) -> tuple[Settlement, ...]:
    """Where each issue of a scenario settles.

    Args:
        scenario: a scenario or the name of its file.
        draws: of the inputs; with 10,000 the quantiles are right to about half a point of the scale.
        seed: of the draws; the same gives the same.
        models: names of `MODELS`; without any, those that fit the issue.

    Raises:
        ScenarioError: the file is no scenario.
        UsageError: there is no such model, or no draw is asked for.
    """
    if draws < 1:
        raise UsageError(f"{draws} draws are asked for", remedy="Ask for one or more; 10,000 is usual")
    known = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
    asked = [_model(name) for name in models]
    drawn = {issue.id: drawn_table(known, issue, draws=draws, seed=seed) for issue in known.issues}
    return tuple(_settle(known, issue, drawn, asked, seed) for issue in known.issues)


def _model(name: str) -> Model:
    if name not in MODELS:
        raise UsageError(f"there is no model {name!r}", remedy=f"There are: {', '.join(MODELS)}")
    return MODELS[name]


def _settle(scenario: Scenario, issue: Issue, drawn: dict[str, Table], asked: list[Model], seed: int) -> Settlement:
    table = drawn[issue.id]
    outcomes = predicted(scenario, table, seed=seed)
    panel = asked or [MODELS[name] for name in _fitting(scenario, issue)]
    best = _outcome(MODELS[HEADLINE], scenario, issue, None)[0]
    return Settlement(
        issue=issue,
        best=float(best),
        headline=spread_of(outcomes),
        draws=outcomes,
        answers=tuple(_answer(model, scenario, issue, drawn) for model in panel),
        anchors=_anchors(scenario, issue, table, outcomes),
        crossings=_crossings(scenario, issue, outcomes),
        beyond=float(_beyond(scenario, issue, outcomes).mean()),
    )


def _fitting(scenario: Scenario, issue: Issue) -> tuple[str, ...]:
    reference = OVER_REFERENCE if issue.reference is not None else ()
    linked = (LINKED,) if linked_issues(scenario, issue) != (issue.id,) else ()
    return (*PANEL, *reference, *linked)


def linked_issues(scenario: Scenario, issue: Issue) -> tuple[str, ...]:
    """The issues that are traded with this one, and itself, in the order of the scenario."""
    linked = next((set(link) for link in scenario.links if issue.id in link), {issue.id})
    return tuple(one.id for one in scenario.issues if one.id in linked)


def _answer(model: Model, scenario: Scenario, issue: Issue, drawn: dict[str, Table]) -> Answer:
    best = float(_outcome(model, scenario, issue, None)[0])
    return Answer(model.name, model.title, best, spread_of(_outcome(model, scenario, issue, drawn)))


def _outcome(model: Model, scenario: Scenario, issue: Issue, drawn: dict[str, Table] | None) -> FloatArray:
    """A model's outcomes for one issue over the draws, or without them at the best guesses."""
    together = linked_issues(scenario, issue) if model.name == LINKED else (issue.id,)
    tables = [drawn[name] if drawn else best_table(scenario, scenario.issue(name)) for name in together]
    return model.settle(tables)[together.index(issue.id)]


def _anchors(scenario: Scenario, issue: Issue, table: Table, outcomes: FloatArray) -> tuple[Anchor, ...]:
    """How likely it ends just on the lowest or highest position, or on the reference point."""
    low, high = hull(table)
    if scenario.model_error == 0 or bool((low == high).all()):
        return ()
    best = best_table(scenario, issue)
    ends = [("lowest position", low, hull(best)[0]), ("highest position", high, hull(best)[1])]
    if table.reference is not None and best.reference is not None:
        ends = [(what, at, known) for what, at, known in ends if not (at == table.reference).all()]
        ends.append(("reference point", table.reference, best.reference))
    near = _SAME * issue.span
    return tuple(
        Anchor(what, float(known[0]), float((np.abs(outcomes - at) < near).mean())) for what, at, known in ends
    )


def _crossings(scenario: Scenario, issue: Issue, outcomes: FloatArray) -> tuple[Crossing, ...]:
    found = [
        Crossing(actor, side, at, float(_across(outcomes, side, at).mean()))
        for actor, side, at in _red_lines(scenario, issue)
    ]
    return tuple(sorted(found, key=lambda crossing: -crossing.chance))


def _beyond(scenario: Scenario, issue: Issue, outcomes: FloatArray) -> BoolArray:
    crossed = np.zeros(len(outcomes), bool)
    for _, side, at in _red_lines(scenario, issue):
        crossed |= _across(outcomes, side, at)
    return crossed


def _red_lines(scenario: Scenario, issue: Issue) -> list[tuple[str, str, float]]:
    lines = [(actor.name, stake.red_line) for actor, stake in scenario.parties(issue.id) if stake.red_line]
    least = [(name, "at least", line.least) for name, line in lines if line.least is not None]
    most = [(name, "at most", line.most) for name, line in lines if line.most is not None]
    return [*least, *most]


def _across(outcomes: FloatArray, side: str, at: float) -> BoolArray:
    return outcomes < at if side == "at least" else outcomes > at
