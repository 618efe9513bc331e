"""What is negotiated, by whom, and how sure that is: the records that a scenario is read into."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from riftline.errors import UsageError
from riftline.negotiate.estimate import Estimate

FIELDS = ("position", "salience", "capability")


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is decided, on a scale with anchored ends.

    Args:
        id: short name, by which actors refer to it.
        title: what is decided.
        unit: of the scale.
        low: the lowest value of the scale.
        high: the highest.
        low_means: what happens if it settles at `low`.
        high_means: what happens if it settles at `high`.
        status_quo: where things stand today, if that is on the scale.
        reference: what happens without an agreement, if that is on the scale.
        reason: where scale and reference point come from.
    """

    id: str
    title: str
    unit: str
    low: float
    high: float
    low_means: str
    high_means: str
    status_quo: float | None = None
    reference: Estimate | None = None
    reason: str | None = None

    @property
    def span(self) -> float:
        """From one end of the scale to the other, in its unit."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class RedLine:
    """What an actor will not accept: less than `least`, more than `most`, in the unit of the issue."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Stake:
    """What an actor wants of an issue, how much it cares, and what it can throw in.

    Args:
        issue: the issue's id.
        position: where the actor wants it to settle, in the issue's unit.
        salience: how much it cares, 0 to 1.
        capability: what it could bring to bear if it cared fully; any unit, the same for all.
        red_line: what it will not accept.
        reason: where the position and salience come from.
    """

    issue: str
    position: Estimate
    salience: Estimate
    capability: Estimate
    red_line: RedLine | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who wants something; only those at the table count."""

    name: str
    stakes: tuple[Stake, ...]
    at_table: bool = True
    code: str | None = None
    reason: str | None = None

    def stake(self, issue: str) -> Stake | None:
        """Its stake in an issue; none if it has no part in it."""
        return next((stake for stake in self.stakes if stake.issue == issue), None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A negotiation: issues and actors, with everything a forecast needs.

    Args:
        title: in a few words.
        issues: at least one.
        actors: with their stakes; at least two at the table on each issue.
        question: what is asked, in a sentence.
        as_of: the day for which the inputs hold.
        illustrative: the inputs are made up to show how it works.
        model_error: how large the model's own error is beside that in EU law-making; 1 as there, 0 none.
        links: groups of issues that are traded for each other.
        sources: where the inputs come from.
        note: what a reader must know.
    """

    title: str
    issues: tuple[Issue, ...]
    actors: tuple[Actor, ...]
    question: str | None = None
    as_of: dt.date | None = None
    illustrative: bool = False
    model_error: float = 1.0
    links: tuple[tuple[str, ...], ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None

    def issue(self, name: str) -> Issue:
        """The issue of that id.

        Raises:
            UsageError: there is none.
        """
        found = next((issue for issue in self.issues if issue.id == name), None)
        if found is None:
            raise _unknown("issue", name, [issue.id for issue in self.issues])
        return found

    def actor(self, name: str) -> Actor:
        """The actor of that name or code, in any case.

        Raises:
            UsageError: there is none.
        """
        wanted = name.casefold()
        found = next((one for one in self.actors if wanted in {one.name.casefold(), (one.code or "").casefold()}), None)
        if found is None:
            raise _unknown("actor", name, [actor.name for actor in self.actors])
        return found

    def parties(self, issue: str) -> tuple[tuple[Actor, Stake], ...]:
        """Who is at the table and has a stake in the issue, in the order of the file."""
        found = ((actor, actor.stake(issue)) for actor in self.actors if actor.at_table)
        return tuple((actor, stake) for actor, stake in found if stake is not None)

    def having(self, actor: Actor) -> "Scenario":
        """The same scenario with the actor of that name as given."""
        return replace(self, actors=tuple(actor if one.name == actor.name else one for one in self.actors))


def _unknown(what: str, name: str, known: Sequence[str]) -> UsageError:
    return UsageError(f"there is no {what} {name!r} in the scenario", remedy=f"There are: {', '.join(known)}")
