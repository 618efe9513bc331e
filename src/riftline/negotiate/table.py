"""An issue as arrays: one row per draw of the inputs, one column per actor at the table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike

from riftline.negotiate.estimate import Estimate, FloatArray
from riftline.negotiate.scenario import Issue, Scenario, Stake

# an input, its name, and the lowest and highest value that it may have → one value per draw
Reading: TypeAlias = Callable[[Estimate, str, float, float], FloatArray]


@dataclass(frozen=True, slots=True)
class Table:
    """The actors at the table on one issue.

    Args:
        issue: its id.
        actors: their names, in the order of the columns.
        position: draws × actors, in the issue's unit.
        salience: draws × actors, 0 to 1.
        capability: draws × actors, any unit.
        low: the lowest value of the scale.
        high: the highest.
        reference: one per draw, what happens without an agreement; none where the issue has no reference point.
    """

    issue: str
    actors: tuple[str, ...]
    position: FloatArray
    salience: FloatArray
    capability: FloatArray
    low: float
    high: float
    reference: FloatArray | None = None

    @property
    def weight(self) -> FloatArray:
        """Capability × salience: what each actor throws in."""
        return self.capability * self.salience

    def rows(self, chosen: slice) -> "Table":
        """Some of the draws."""
        reference = None if self.reference is None else self.reference[chosen]
        arrays = (self.position[chosen], self.salience[chosen], self.capability[chosen])
        return Table(self.issue, self.actors, *arrays, self.low, self.high, reference)


def best_table(scenario: Scenario, issue: Issue) -> Table:
    """The issue with the best guess of every input: one row."""
    return filled_table(scenario, issue, lambda estimate, _, __, ___: np.array([estimate.best]))


def drawn_table(scenario: Scenario, issue: Issue, *, draws: int, seed: int) -> Table:
    """The issue with inputs drawn from their distributions, each independent of the others.

    Every input has a random stream of its own, named by issue, actor and field: a change of one leaves the draws of the
    others as they are, and the order of the actors does not matter.
    """

    def draw(estimate: Estimate, name: str, low: float, high: float) -> FloatArray:
        return estimate.at(shares(name, draws=draws, seed=seed), low=low, high=high)

    return filled_table(scenario, issue, draw)


def shares(name: str, *, draws: int, seed: int) -> FloatArray:
    """Random shares of probability for the input of that name: one in each of `draws` equal parts, shuffled.

    McKay, Beckman & Conover 1979, "A comparison of three methods for selecting values of input variables",
    doi:10.2307/1268522 (Latin hypercube): means settle sooner than with independent draws.
    """
    random = np.random.default_rng([seed, crc32(name.encode())])
    return (random.permutation(draws) + random.random(draws)) / draws


def filled_table(scenario: Scenario, issue: Issue, value: Reading) -> Table:
    """The issue with every input as `value` reads it."""
    parties = scenario.parties(issue.id)
    columns = {
        "position": [(f"{issue.id}/{a.name}/position", s.position, issue.low, issue.high) for a, s in parties],
        "salience": [(f"{issue.id}/{a.name}/salience", s.salience, 0.0, 1.0) for a, s in parties],
        "capability": [(_capability_name(issue, a.name, s, a.stakes), s.capability, 0.0, np.inf) for a, s in parties],
    }
    position, salience, capability = (
        np.stack([value(estimate, name, low, high) for name, estimate, low, high in inputs], axis=1)
        for inputs in columns.values()
    )
    known = issue.reference
    reference = None if known is None else value(known, f"{issue.id}/reference", issue.low, issue.high)
    names = tuple(actor.name for actor, _ in parties)
    return Table(issue.id, names, position, salience, capability, issue.low, issue.high, reference)


def _capability_name(issue: Issue, actor: str, stake: Stake, stakes: Iterable[Stake]) -> str:
    """One stream for a capability that is the same estimate on all issues: an actor is strong on all or on none."""
    shared = all(one.capability == stake.capability for one in stakes)
    return f"{actor}/capability" if shared else f"{issue.id}/{actor}/capability"


def table_of(
    position: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    low: float | None = None,
    high: float | None = None,
    reference: float | None = None,
) -> Table:
    """A table of plain numbers, for trying a model out.

    Args:
        position: one per actor, or draws × actors.
        salience: likewise.
        capability: likewise.
        low: of the scale; without it, the lowest position.
        high: of the scale; without it, the highest position.
        reference: the reference point.
    """
    x, s, c = (np.atleast_2d(np.asarray(values, dtype=float)) for values in (position, salience, capability))
    bounds = (float(x.min()) if low is None else low, float(x.max()) if high is None else high)
    fallback = None if reference is None else np.full(len(x), float(reference))
    return Table("issue", tuple(f"actor {k + 1}" for k in range(x.shape[1])), x, s, c, *bounds, fallback)
