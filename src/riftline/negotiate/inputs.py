"""One input of a scenario by its name: "Germany/troops/position", or "Germany/position" where there is one issue."""

from dataclasses import dataclass, replace
from typing import cast

from riftline.errors import UsageError
from riftline.negotiate.estimate import Estimate, number
from riftline.negotiate.scenario import FIELDS, Actor, Issue, Scenario, Stake

_FORM = "Write ACTOR/ISSUE/FIELD, with FIELD one of position, salience, capability"


@dataclass(frozen=True, slots=True)
class Input:
    """An input: whose, on which issue, and which of its three fields."""

    actor: str
    issue: str
    field: str

    def of(self, scenario: Scenario) -> Estimate:
        """What the scenario says of it."""
        return cast("Estimate", getattr(_stake(scenario, self), self.field))

    def bounds(self, scenario: Scenario) -> tuple[float, float]:
        """The lowest and highest value it may have; a capability may have any."""
        issue = scenario.issue(self.issue)
        return {"position": (issue.low, issue.high), "salience": (0.0, 1.0)}.get(self.field, (0.0, float("inf")))

    def __str__(self) -> str:
        """For readers: "Germany, position on troops"."""
        return f"{self.actor}, {self.field} on {self.issue}"


def find_input(scenario: Scenario, text: str) -> Input:
    """The input that a text names.

    Raises:
        UsageError: there is no such actor, issue or field, or the issue is not said where there are several.
    """
    actor_name, *middle, field = (part.strip() for part in text.split("/")) if "/" in text else ("", "")
    if len(middle) > 1 or field not in FIELDS:
        raise UsageError("names no input", where=repr(text), remedy=_FORM)
    if not middle and len(scenario.issues) > 1:
        remedy = f"Write one of {', '.join(issue.id for issue in scenario.issues)} between actor and field"
        raise UsageError("does not say on which issue", where=repr(text), remedy=remedy)
    issue = scenario.issue(middle[0] if middle else scenario.issues[0].id)
    found = Input(scenario.actor(actor_name).name, issue.id, field)
    _stake(scenario, found)
    return found


def set_input(scenario: Scenario, which: Input, value: float) -> Scenario:
    """The scenario with one input known to be `value`.

    Raises:
        UsageError: the value is out of bounds.
    """
    low, high = which.bounds(scenario)
    if not low <= value <= high:
        raise UsageError(f"{which} cannot be {value:g}", remedy=f"It goes from {low:g} to {high:g}")
    actor = scenario.actor(which.actor)
    stakes = (_changed(stake, which, value) for stake in actor.stakes)
    return scenario.having(replace(actor, stakes=tuple(stakes)))


def inputs_of(scenario: Scenario, issue: Issue) -> tuple[Input, ...]:
    """All inputs of the actors at the table on an issue."""
    return tuple(Input(actor.name, issue.id, field) for actor, _ in scenario.parties(issue.id) for field in FIELDS)


def _changed(stake: Stake, which: Input, value: float) -> Stake:
    if stake.issue != which.issue:
        return stake
    known = number(value)
    match which.field:
        case "position":
            return replace(stake, position=known)
        case "salience":
            return replace(stake, salience=known)
        case _:
            return replace(stake, capability=known)


def _stake(scenario: Scenario, which: Input) -> Stake:
    actor: Actor = scenario.actor(which.actor)
    stake = actor.stake(which.issue)
    if stake is None:
        raise UsageError(f"{actor.name} has no stake in issue {which.issue!r}", remedy="Name another input")
    return stake
