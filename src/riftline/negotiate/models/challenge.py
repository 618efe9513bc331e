"""The challenge model of Bueno de Mesquita (1985 to 1997), in the two readings that were published.

`paper`: Scholz, Calbert & Smith 2011, "Unravelling Bueno de Mesquita's group decision model", Journal of Theoretical
Politics 23(4):510–531 (equations also in ICAART 2011, doi:10.5220/0003121500180030). Each side judges with its own risk
exponent; what comes out of a conflict is open, so nobody moves; the weaker gives in.

`code`: what the authors' own program does, as J. McKibben found when he reprogrammed it. One sees both sides with
one's own exponent; chances are shares of all votes on all pairs; the loser of a conflict moves; of several compromises
the one with the lowest position counts; nobody gives in. Only this reading gives the authors' printed table.

Trajectories do not settle in either reading: rounds are a story of pressure, and the outcome after five is one answer
among several.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

import numpy as np

from riftline.negotiate.estimate import FloatArray, IntArray
from riftline.negotiate.models.base import Model, batches, each_issue
from riftline.negotiate.models.median import median_of
from riftline.negotiate.table import Table

Reading: TypeAlias = Literal["paper", "code"]
ROUNDS = 5  # after which Scholz and others read off the outcome
_CELLS = 400_000  # of an array of actors × actors × draws that are worked on at once
_FEW = 30  # draws that are worked on without a loop over pairs
_TINY = np.finfo(float).tiny
_DIGITS = 12  # of positions between 0 and 1
NONE, COMPROMISE, GIVES_IN, BEATEN = range(4)  # why an actor moves
WHY = ("stays", "compromise", "gives in", "loses a conflict")


@dataclass(frozen=True, slots=True)
class Round:
    """Where everybody stands after a round, and who moved whom; arrays are draws × actors.

    Args:
        position: after the round.
        towards: the column of the actor that each was moved by; itself where it stayed.
        why: `NONE`, `COMPROMISE`, `GIVES_IN` or `BEATEN`.
    """

    position: FloatArray
    towards: IntArray
    why: IntArray


@dataclass(frozen=True, slots=True)
class Challenge:
    """The model with its settings.

    Args:
        reading: see above.
        rounds: after which the weighted median is the outcome.
        q: the believed probability that things stay as they are when nobody challenges.
    """

    reading: Reading = "paper"
    rounds: int = ROUNDS
    q: float = 1.0

    def outcome(self, table: Table) -> FloatArray:
        """The weighted median after the last round, in the issue's unit."""
        return np.concatenate([self._last(part) for part in batches(table, _CELLS)])

    def play(self, table: Table) -> Iterator[Round]:
        """The rounds, one after the other, of as many draws as the table has."""
        position = table.position.T.copy()  # actors × draws: the draws lie side by side
        low, reach = position.min(axis=0), np.maximum(np.ptp(position, axis=0), _TINY)
        # From 0 to 1 and rounded, so that equal offers are equal in every unit: ties decide in this model.
        unit = np.round((position - low) / reach, _DIGITS)
        state = _State(unit, table.salience.T.copy(), table.weight.T.copy(), np.ptp(unit, axis=0), self)
        for _ in range(self.rounds):
            state, towards, why = state.after()
            yield Round((low + state.position * reach).T, towards.T, why.T)

    def _last(self, table: Table) -> FloatArray:
        position = table.position
        for played in self.play(table):
            position = played.position
        return median_of(position, table.weight)


@dataclass(frozen=True, slots=True)
class _State:
    """Arrays of actors × draws; those with two actors are challenger × challenged × draws."""

    position: FloatArray
    salience: FloatArray
    weight: FloatArray
    span: FloatArray  # of the positions at the start, per draw
    model: Challenge

    def after(self) -> tuple["_State", IntArray, IntArray]:
        """The state after a round, by whom each was moved, and why."""
        offers = _offers(*self._expected(), self.position, self.model.reading)
        towards = offers.cost.argmin(axis=1)
        move = np.take_along_axis(offers.move, towards[:, None], axis=1)[:, 0]
        why = np.take_along_axis(offers.why, towards[:, None], axis=1)[:, 0]
        moved = np.where(why == NONE, 0.0, move)
        own = np.arange(len(move))[:, None]
        after = _State(self.position + moved, self.salience, self.weight, self.span, self.model)
        return after, np.where(why == NONE, own, towards), why

    def _expected(self) -> tuple[FloatArray, FloatArray]:
        """What i expects of challenging j, and what j expects of challenging i (as i sees it in the code reading)."""
        reach = self.span if self.model.reading == "code" else np.ptp(self.position, axis=0)
        distance = np.abs(self.position[:, None] - self.position[None]) / np.maximum(reach, _TINY)
        distance = np.minimum(distance, 1.0)
        risk = self._risk(distance)
        chance = self._chance(distance, risk)
        gain, loss, base = self._utilities(distance, reach, risk)
        resisted = chance * gain + (1 - chance) * loss
        mine = self.salience[None] * resisted + (1 - self.salience[None]) * gain - base
        if self.model.reading == "paper":
            return mine, np.swapaxes(mine, 0, 1)
        against = np.swapaxes(chance, 0, 1)
        resisted = against * gain + (1 - against) * loss
        return mine, self.salience[:, None] * resisted + (1 - self.salience[:, None]) * gain - base

    def _utilities(
        self, distance: FloatArray, reach: FloatArray, risk: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of success, of failure, and of not challenging, with i's risk exponent."""
        r, q = risk[:, None], self.model.q
        gain, loss = (2 - 4 * (0.5 + sign * 0.5 * distance) ** r for sign in (-1, 1))
        base = q * (2 - 4 * 0.5**r)
        if q < 1 and self.model.reading == "paper":
            base = base + (1 - q) * self._unchallenged(distance, reach, r)
        return gain, loss, base

    def _unchallenged(self, distance: FloatArray, reach: FloatArray, r: FloatArray) -> FloatArray:
        """The utility of things changing by themselves: for the better if the median is nearer to i than j is."""
        median = median_of(self.position.T, self.weight.T)
        to_median = (np.abs(self.position - median) / np.maximum(reach, _TINY))[:, None]
        change = np.minimum((to_median + distance) / 4, 0.5)
        better, worse = 2 - 4 * (0.5 - change) ** r, 2 - 4 * (0.5 + change) ** r
        return np.where(to_median < distance, better, worse)

    def _chance(self, distance: FloatArray, risk: FloatArray | None) -> FloatArray:
        """The probability that i prevails over j: votes for i over all votes (paper: those on i and j)."""
        code = self.model.reading == "code"
        felt = distance if risk is None or not code else distance ** risk[:, None]
        votes = _votes(felt, self.weight)
        if code:
            return cast("FloatArray", votes / np.maximum(2 * votes.sum(axis=(0, 1)), _TINY))
        cast_votes = votes + np.swapaxes(votes, 0, 1)
        return np.where(cast_votes > 0, votes / np.maximum(cast_votes, _TINY), 0.5)

    def _risk(self, distance: FloatArray) -> FloatArray:
        """R = (1 − R/3)/(1 + R/3), R from −1 to 1 by what all others expect of challenging one, all risk-neutral."""
        chance = self._chance(distance, None)
        expected = 2 * distance * (1 - 2 * self.salience[None] * (1 - chance))
        danger = expected.sum(axis=0)
        least, most = danger.min(axis=0), danger.max(axis=0)
        risk = np.where(most > least, (2 * danger - most - least) / np.maximum(most - least, _TINY), 0.0) / 3
        return (1 - risk) / (1 + risk)


def _votes(distance: FloatArray, weight: FloatArray) -> FloatArray:
    """Σ_k w_k·max(0, d_kj − d_ki): the votes for i against j, actors × actors × draws."""
    if distance.shape[2] <= _FEW:
        apart = np.maximum(distance[:, None] - distance[:, :, None], 0)
        return np.asarray(np.einsum("kijb,kb->ijb", apart, weight))
    actors = len(weight)
    votes = np.zeros_like(distance)
    total = np.einsum("kjb,kb->jb", distance, weight)
    for i in range(actors):
        for j in range(i):
            nearer = np.maximum(distance[:, j] - distance[:, i], 0)
            votes[i, j] = np.einsum("kb,kb->b", nearer, weight)
            votes[j, i] = np.maximum(votes[i, j] - (total[j] - total[i]), 0)
    return votes


@dataclass(frozen=True, slots=True)
class _Offers:
    """What j asks of i: how far it moves, why, and the rank of the offer (the lowest is taken)."""

    move: FloatArray
    why: IntArray
    cost: FloatArray


def _offers(mine: FloatArray, theirs: FloatArray, position: FloatArray, reading: Reading) -> _Offers:
    way = position[None] - position[:, None]
    apart = way != 0
    stronger = apart & (theirs > 0) & (mine < 0)
    compromise = stronger & (theirs > -mine)
    share = np.where(compromise, np.abs(mine) / np.maximum(theirs, _TINY), 1.0)
    if reading == "paper":
        gives_in = stronger & (theirs < -mine)
        why = np.where(compromise, COMPROMISE, np.where(gives_in, GIVES_IN, NONE))
        cost = np.where(why == NONE, np.inf, np.abs(way) * share)
        return _Offers(way * share, why, cost)
    beaten = apart & (theirs > mine) & (mine > 0)
    why = np.where(beaten, BEATEN, np.where(compromise, COMPROMISE, NONE))
    return _Offers(way * share, why, _rank_in_code(why, mine, theirs, position))


def _rank_in_code(why: IntArray, mine: FloatArray, theirs: FloatArray, position: FloatArray) -> FloatArray:
    """Lost conflicts first, the nearest of them; then the compromise that lies lowest, not the one that moves least."""
    way = np.abs(position[None] - position[:, None])
    total = np.maximum(np.abs(mine) + np.abs(theirs), _TINY)
    between = (np.abs(mine) * position[:, None] + np.abs(theirs) * position[None]) / total
    later = 1 + way.max(axis=(0, 1)) + between - between.min(axis=(0, 1))
    return np.where(why == BEATEN, way, np.where(why == COMPROMISE, later, np.inf))


PAPER = Model(
    "challenge",
    "challenge model (paper)",
    each_issue(Challenge("paper").outcome),
    "Actors challenge each other where they expect to gain; the weaker move. The weighted median after five rounds.",
    "Scholz, Calbert & Smith 2011, doi:10.5220/0003121500180030; Bueno de Mesquita 1994",
)
CODE = Model(
    "challenge-code",
    "challenge model (its program)",
    each_issue(Challenge("code").outcome),
    "As the challenge model, but as the program of its replication does it, which differs from the paper.",
    "Scholz, Calbert & Smith 2011, table 2; J. McKibben, bdm-scholz-expected-utility-model (GitHub)",
)
