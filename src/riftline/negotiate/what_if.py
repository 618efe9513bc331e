"""What if: somebody leaves the table, joins it, changes an input, or two issues are traded for each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from riftline.errors import UsageError
from riftline.negotiate.inputs import find_input, set_input
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.models.median import weighted_median
from riftline.negotiate.scenario import Actor, Issue, Scenario
from riftline.negotiate.table import Table, best_table

_LEAST_PARTIES = 2


@dataclass(frozen=True, slots=True)
class Departure:
    """What an issue settles at, at the best guesses, without an actor at the table (or with one that is not there).

    Args:
        actor: who leaves or joins.
        joins: it joins.
        mean: the weighted mean then.
        median: the weighted median then.
        moves_mean: how far the mean moves.
        pivotal: the median moves: the actor holds it, or its weight decides who does.
    """

    actor: str
    joins: bool
    mean: float
    median: float
    moves_mean: float
    pivotal: bool


def leave(scenario: Scenario, name: str) -> Scenario:
    """The scenario without that actor at the table.

    Raises:
        UsageError: it is not there, or an issue would be left with one party.
    """
    actor = scenario.actor(name)
    if not actor.at_table:
        raise UsageError(f"{actor.name} is not at the table", remedy="Name somebody who is")
    return _checked(scenario.having(replace(actor, at_table=False)), f"without {actor.name}")


def join(scenario: Scenario, name: str) -> Scenario:
    """The scenario with that actor at the table.

    Raises:
        UsageError: it is there already.
    """
    actor = scenario.actor(name)
    if actor.at_table:
        raise UsageError(f"{actor.name} is at the table already", remedy="Name somebody who is not")
    return scenario.having(replace(actor, at_table=True))


def change(scenario: Scenario, text: str) -> Scenario:
    """The scenario with one input set: "Germany/troops/position=40".

    Raises:
        UsageError: the text names no input, or the value is none or out of bounds.
    """
    name, equals, value = text.rpartition("=")
    try:
        wanted = float(value)
    except ValueError:
        equals = ""
    if not equals:
        raise UsageError("sets no input", where=repr(text), remedy="Write ACTOR/ISSUE/FIELD=NUMBER")
    return _checked(set_input(scenario, find_input(scenario, name), wanted), f"with {text}")


def link(scenario: Scenario, names: str) -> Scenario:
    """The scenario with some issues traded for each other: "troops,minerals". Other links of theirs are joined to it.

    Raises:
        UsageError: fewer than two issues are named, or one that is not there.
    """
    asked = {scenario.issue(name.strip()).id for name in names.split(",") if name.strip()}
    if len(asked) < _LEAST_PARTIES:
        raise UsageError("names fewer than two issues", where=repr(names), remedy="Write them with a comma between")
    touching = [one for one in scenario.links if asked & set(one)]
    together = asked.union(*touching)
    ordered = tuple(issue.id for issue in scenario.issues if issue.id in together)
    return replace(scenario, links=(*(one for one in scenario.links if one not in touching), ordered))


def what_if(
    scenario: Scenario,
    *,
    leaving: Iterable[str] = (),
    joining: Iterable[str] = (),
    setting: Iterable[str] = (),
    linking: Iterable[str] = (),
) -> Scenario:
    """The scenario after all of these changes, see `leave`, `join`, `change` and `link`."""
    for step, texts in ((join, joining), (leave, leaving), (change, setting), (link, linking)):
        for text in texts:
            scenario = step(scenario, text)
    return scenario


def departures(scenario: Scenario, issue: Issue) -> tuple[Departure, ...]:
    """For each actor with a stake: what if it left the table, or joined it; the largest move of the mean first."""
    table = best_table(scenario, issue)
    found = [_departure(table, _without(table, name), name, joins=False) for name in table.actors]
    outside = [actor.name for actor in scenario.actors if not actor.at_table and actor.stake(issue.id) is not None]
    found += [_departure(table, best_table(join(scenario, name), issue), name, joins=True) for name in outside]
    known = [one for one in found if np.isfinite(one.mean)]
    return tuple(sorted(known, key=lambda one: -abs(one.moves_mean)))


def _departure(before: Table, after: Table, name: str, *, joins: bool) -> Departure:
    if not after.weight.sum() or len(after.actors) < _LEAST_PARTIES:
        return Departure(name, joins, np.nan, np.nan, np.nan, pivotal=True)
    mean, median = float(weighted_mean(after)[0]), float(weighted_median(after)[0])
    moved = mean - float(weighted_mean(before)[0])
    return Departure(name, joins, mean, median, moved, pivotal=median != float(weighted_median(before)[0]))


def _without(table: Table, name: str) -> Table:
    stay = [k for k, actor in enumerate(table.actors) if actor != name]
    arrays = (table.position[:, stay], table.salience[:, stay], table.capability[:, stay])
    names = tuple(table.actors[k] for k in stay)
    return Table(table.issue, names, *arrays, table.low, table.high, table.reference)


def _checked(scenario: Scenario, how: str) -> Scenario:
    for issue in scenario.issues:
        parties: tuple[tuple[Actor, object], ...] = scenario.parties(issue.id)
        if len(parties) < _LEAST_PARTIES:
            raise UsageError(f"{how}, issue {issue.id!r} has fewer than two parties", remedy="Keep two at the table")
        if not best_table(scenario, issue).weight.sum():
            raise UsageError(f"{how}, nobody has any weight on issue {issue.id!r}", remedy="Keep somebody who cares")
    return scenario
