"""Everything that is told of a negotiation, worked out once: what terminal, page and JSON are written from."""

from collections.abc import Sequence
from dataclasses import dataclass

from riftline.negotiate.inputs import Input, find_input
from riftline.negotiate.rounds import Pressure, rounds
from riftline.negotiate.scenario import Scenario
from riftline.negotiate.sensitivity import Effect, Need, Share, effects, needed, variance_shares
from riftline.negotiate.settlement import DRAWS, Settlement, negotiate
from riftline.negotiate.sweep import Sweep, sweep
from riftline.negotiate.what_if import Departure, departures

_STEP = 0.1  # of the scale: the move that "what would it take" asks for, unless another is given


@dataclass(frozen=True, slots=True)
class IssueReport:
    """One issue with everything that is told of it.

    Args:
        settlement: where it settles.
        effects: what each input does to it.
        shares: of the headline's variance.
        input_shares: of the variance of the weighted mean alone, without the model's error.
        distance: the move that `up` and `down` ask for, in the issue's unit.
        up: what one input would have to be for the outcome to move up by that.
        down: likewise for down.
        departures: what if somebody left or joined.
        rounds: of pressure, as the challenge model tells them.
        sweeps: of two inputs.
    """

    settlement: Settlement
    effects: tuple[Effect, ...]
    shares: tuple[Share, ...]
    input_shares: tuple[Share, ...]
    distance: float
    up: tuple[Need, ...]
    down: tuple[Need, ...]
    departures: tuple[Departure, ...]
    rounds: tuple[Pressure, ...]
    sweeps: tuple[Sweep, ...]


@dataclass(frozen=True, slots=True)
class NegotiationReport:
    """A scenario with what is told of each of its issues, the number of draws, and their seed."""

    scenario: Scenario
    issues: tuple[IssueReport, ...]
    draws: int
    seed: int


def make_report(
    scenario: Scenario,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    models: Sequence[str] = (),
    distance: float | None = None,
    sweeps: Sequence[str] = (),
) -> NegotiationReport:
    """Work out where a scenario settles, how sure that is, and who moves it.

    Args:
        scenario: the negotiation.
        draws: of the inputs.
        seed: of the draws.
        models: to ask; without any, those that fit.
        distance: how far "what would it take" moves the outcome, in the issue's unit; a tenth of the scale without it.
        sweeps: pairs of inputs such as "Germany/position,France/salience".

    Raises:
        UsageError: a model or an input is not known.
    """
    pairs = [_pair(scenario, text) for text in sweeps]
    settled = negotiate(scenario, draws=draws, seed=seed, models=models)
    issues = tuple(_issue_report(scenario, one, seed, distance, pairs) for one in settled)
    return NegotiationReport(scenario, issues, draws, seed)


def _issue_report(
    scenario: Scenario, settlement: Settlement, seed: int, distance: float | None, pairs: list[tuple[Input, Input]]
) -> IssueReport:
    issue = settlement.issue
    move = _STEP * issue.span if distance is None else abs(distance)
    return IssueReport(
        settlement=settlement,
        effects=effects(scenario, issue),
        shares=variance_shares(scenario, issue, seed=seed),
        input_shares=variance_shares(scenario, issue, seed=seed, error=False),
        distance=move,
        up=needed(scenario, issue, move),
        down=needed(scenario, issue, -move),
        departures=departures(scenario, issue),
        rounds=rounds(scenario, issue),
        sweeps=tuple(sweep(scenario, *pair) for pair in pairs if pair[0].issue == issue.id),
    )


def _pair(scenario: Scenario, text: str) -> tuple[Input, Input]:
    first, _, second = text.partition(",")
    return find_input(scenario, first), find_input(scenario, second)
