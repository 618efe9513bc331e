"""Which inputs the weighted mean hangs on: slopes, swings, shares of variance, and what it would take to move it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from riftline.negotiate.estimate import Estimate, FloatArray
from riftline.negotiate.inputs import Input, inputs_of
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.scenario import FIELDS, Issue, Scenario
from riftline.negotiate.table import Table, best_table, filled_table, shares
from riftline.negotiate.uncertainty import with_error

_TENTH, _NINTH = 0.1, 0.9  # the range of an input over which it is moved: four cases in five
_STEP = 0.1  # of the scale, of full salience, or of the capability: where an input is taken as known
ERROR = "error"  # the model's own error among the shares of variance
_SAMPLE = 4096  # draws for shares of variance: they are then right to about two points


@dataclass(frozen=True, slots=True)
class Effect:
    """What one input does to the weighted mean.

    Args:
        which: the input.
        best: its best guess.
        slope: ∂μ/∂input at the best guesses, in the issue's unit per unit of the input.
        low: the input's lower end: its 10 % quantile, or a tenth less where it is taken as known.
        high: its upper end.
        at_low: the weighted mean there, everything else at its best guess.
        at_high: likewise.
        assumed: the input is taken as known, and the ends are only a tenth of the scale (or of itself) away.
    """

    which: Input
    best: float
    slope: float
    low: float
    high: float
    at_low: float
    at_high: float
    assumed: bool

    @property
    def swing(self) -> float:
        """How far the outcome moves between the two ends, without a sign."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the forecast's variance an input accounts for.

    Args:
        which: the input, or `ERROR`: the model's own error.
        alone: Sobol's first-order index: what knowing it would save.
        total: Sobol's total index: what is left if all else is known. Inputs that act together count for each of them.
    """

    which: Input | str
    alone: float
    total: float


@dataclass(frozen=True, slots=True)
class Need:
    """What one input would have to be for the weighted mean to move by some distance, all else at its best guess.

    Args:
        which: the input.
        now: its best guess.
        then: what it would have to be; none if no value that it may have is enough.
    """

    which: Input
    now: float
    then: float | None


def slopes(table: Table) -> dict[str, FloatArray]:
    """The derivatives of the weighted mean μ at the first row, by field and actor.

    ∂μ/∂x = c·s/W, ∂μ/∂s = c·(x − μ)/W, ∂μ/∂c = s·(x − μ)/W, with W = Σ c·s.
    """
    weight, mean = table.weight[0], weighted_mean(table)[0]
    total, away = weight.sum(), table.position[0] - mean
    return {
        "position": weight / total,
        "salience": table.capability[0] * away / total,
        "capability": table.salience[0] * away / total,
    }


def effects(scenario: Scenario, issue: Issue) -> tuple[Effect, ...]:
    """What each input does to the weighted mean of an issue, the largest swing first (a tornado).

    Capabilities are moved for this issue alone.
    """
    table = best_table(scenario, issue)
    by_field = slopes(table)
    found = []
    for which in inputs_of(scenario, issue):
        column = table.actors.index(which.actor)
        low, high, assumed = _ends(scenario, which)
        at_low, at_high = (_mean_with(table, which.field, column, end) for end in (low, high))
        best = which.of(scenario).best
        slope = float(by_field[which.field][column])
        found.append(Effect(which, best, slope, low, high, at_low, at_high, assumed))
    return tuple(sorted(found, key=lambda effect: -effect.swing))


def _ends(scenario: Scenario, which: Input) -> tuple[float, float, bool]:
    estimate, (least, most) = which.of(scenario), which.bounds(scenario)
    if not estimate.sure:
        low, high = estimate.at(np.array([_TENTH, _NINTH]), low=least, high=most).tolist()
        return low, high, False
    step = _STEP * (estimate.best if which.field == "capability" else most - least)
    return max(least, estimate.best - step), min(most, estimate.best + step), True


def _mean_with(table: Table, field: str, column: int, value: float) -> float:
    """The weighted mean with one input changed; as it was where all weights would be 0."""
    arrays = {name: getattr(table, name).copy() for name in FIELDS}
    arrays[field][:, column] = value
    weight = arrays["capability"] * arrays["salience"]
    total = float(weight.sum())
    return float((weight * arrays["position"]).sum() / total) if total else float(weighted_mean(table)[0])


def needed(scenario: Scenario, issue: Issue, distance: float) -> tuple[Need, ...]:
    """For each input the value at which the weighted mean is `distance` further up (or down), all else as guessed.

    Exact: with w = c·s and W = Σ w, x′ = x + d·W/w and w′ = w + d·W/(x − μ − d).
    """
    table = best_table(scenario, issue)
    goal = float(weighted_mean(table)[0]) + distance
    found = []
    for which in inputs_of(scenario, issue):
        now, (low, high) = which.of(scenario).best, which.bounds(scenario)
        then = _value_for(table, table.actors.index(which.actor), which.field, goal)
        possible = then is not None and low <= then <= high
        found.append(Need(which, now, then if possible else None))
    return tuple(found)


def _value_for(table: Table, column: int, field: str, goal: float) -> float | None:
    position, weight = table.position[0], table.weight[0]
    others = np.arange(len(weight)) != column
    rest, pull = float(weight[others].sum()), float((weight * position)[others].sum())
    own = {name: float(getattr(table, name)[0, column]) for name in FIELDS}
    if field == "position":
        own_weight = float(weight[column])
        return (goal * (rest + own_weight) - pull) / own_weight if own_weight else None
    other = own["capability"] if field == "salience" else own["salience"]
    away = own["position"] - goal
    if not other or not away:
        return None
    value = (goal * rest - pull) / away / other
    return float(value) if np.isfinite(value) else None


def variance_shares(
    scenario: Scenario, issue: Issue, *, seed: int = 0, draws: int = _SAMPLE, error: bool = True
) -> tuple[Share, ...]:
    """Sobol's indices of the inputs that are not known, and of the model's error; the largest first.

    Args:
        scenario: the negotiation.
        issue: one of its issues.
        seed: of the draws.
        draws: of each of the two samples.
        error: count the model's error as an input; without it the shares are those of the weighted mean alone.

    Source: Saltelli et al. 2010, "Variance based sensitivity analysis of model output", doi:10.1016/j.cpc.2009.09.018
    (first-order: table 2b; total: Jansen's estimator, table 2f).
    """
    sample = _Samples(scenario, issue, seed, draws, scenario.model_error if error else 0.0)
    first, second = sample.outcome("first"), sample.outcome("second")
    variance = float(np.concatenate([first, second]).var())
    if variance == 0:
        return ()
    found = []
    for name, which in sample.unsure().items():
        mixed = sample.outcome("first", name)
        alone = float((second * (mixed - first)).mean()) / variance
        total = float(((first - mixed) ** 2).mean()) / 2 / variance
        found.append(Share(which, min(max(alone, 0.0), 1.0), total))
    return tuple(sorted(found, key=lambda share: -share.total))


@dataclass(frozen=True, slots=True)
class _Samples:
    """Two samples of all inputs, and mixtures of them."""

    scenario: Scenario
    issue: Issue
    seed: int
    draws: int
    size: float

    def unsure(self) -> dict[str, Input | str]:
        """The names of the inputs that are not known."""
        names: dict[str, Input | str] = {}
        for which in inputs_of(self.scenario, self.issue):
            if not which.of(self.scenario).sure:
                names[f"{which.actor}/{which.field}"] = which
        return names | ({ERROR: ERROR} if self.size else {})

    def outcome(self, sample: str, other: str = "") -> FloatArray:
        """The forecast with all inputs from one sample, but the one named `other` from the second."""
        table = filled_table(self.scenario, self.issue, self._reading(sample, other))
        return with_error(table, self._share(ERROR, sample, other), size=self.size)

    def _reading(self, sample: str, other: str) -> Callable[[Estimate, str, float, float], FloatArray]:
        def read(estimate: Estimate, name: str, low: float, high: float) -> FloatArray:
            own = name.removeprefix(f"{self.issue.id}/")
            return estimate.at(self._share(own, sample, other), low=low, high=high)

        return read

    def _share(self, name: str, sample: str, other: str) -> FloatArray:
        which = "second" if name == other else sample
        return shares(f"{which}/{self.issue.id}/{name}", draws=self.draws, seed=self.seed)
