"""The probabilistic Condorcet election: every position against every other, each actor voting with its weight.

The rules are those of KTAB's spatial model of politics (Wise, Lester & Efird 2015, "An introduction to the KAPSARC
toolkit for behavioral analysis", KAPSARC; "Markov voting with incentives in KTAB", KAPSARC 2017).
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

import numpy as np

from riftline.negotiate.estimate import BoolArray, FloatArray
from riftline.negotiate.models.base import Model, batches, each_issue
from riftline.negotiate.table import Table

Rule: TypeAlias = Literal["conditional", "markov-uniform", "markov-incentive"]
Vote: TypeAlias = Literal["proportional", "cubic", "binary"]

_LEAST = 1e-8  # strength of a coalition of nobody, as in KTAB: two equal positions then stand at even odds
_TIE = 1e-8  # utilities that differ by less are equal in a binary vote
_SETTLED = 1e-6  # largest change of a probability at which a Markov election is over, as in KTAB
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Election:
    """How votes become probabilities.

    Args:
        rule: `conditional` (p ∝ Π_j P(i≻j): that i beats all, given that one does), `markov-uniform` (any position may
            challenge the last winner) or `markov-incentive` (those challenge who have most to win).
        vote: how a difference of utilities becomes a vote.
        power: of coalition strength in the odds of a contest: 1 linear, 2, 4, 8.
    """

    rule: Rule = "conditional"
    vote: Vote = "proportional"
    power: float = 1.0

    def outcome(self, table: Table) -> FloatArray:
        """The expected winner Σ p·x, in the issue's unit; risk-neutral, weights are capability × salience."""
        return np.concatenate([self._expected(part) for part in batches(table)])

    def probabilities(self, weight: FloatArray, utility: FloatArray, options: BoolArray) -> FloatArray:
        """Each option's probability to win, draws × options; 0 for those that are not up for election.

        Args:
            weight: draws × actors.
            utility: draws × actors × options.
            options: draws × options, true for those up for election. Equal positions count once: name one of them.
        """
        strength = coalitions(weight, utility, self.vote)
        chance = victories(strength, self.power)
        if self.rule == "conditional":
            return _conditional(chance, options)
        pairs = options[:, :, None] & options[:, None, :]
        incentive = strength * chance if self.rule == "markov-incentive" else np.ones_like(chance)
        return _markov(chance, np.where(pairs, incentive, 0.0), options)

    def _expected(self, table: Table) -> FloatArray:
        position = table.position
        reach = np.maximum(np.ptp(position, axis=1), np.finfo(float).tiny)[:, None, None]
        utility = 1 - np.abs(position[:, :, None] - position[:, None, :]) / reach
        weight = table.weight / table.weight.sum(axis=1, keepdims=True)  # their unit does not matter
        chance = self.probabilities(weight, utility, first_of_equals(position))
        return cast("FloatArray", (chance * position).sum(axis=1))


def first_of_equals(position: FloatArray) -> BoolArray:
    """True for the first actor at each position, draws × actors."""
    order = np.argsort(position, axis=1, kind="stable")
    ordered = np.take_along_axis(position, order, axis=1)
    new = np.concatenate([np.ones((len(position), 1), bool), np.diff(ordered, axis=1) != 0], axis=1)
    first: BoolArray = np.empty_like(new)
    np.put_along_axis(first, order, new, axis=1)
    return first


def distances(position: FloatArray, salience: FloatArray) -> FloatArray:
    """How far each position is for each actor over several issues: d_ij = √(Σ_k (s_ik·(x_ik − x_jk))² / Σ_k s_ik²).

    Args:
        position: actors × issues, 0 to 1.
        salience: actors × issues.
    """
    apart = position[:, None, :] - position[None, :, :]
    return np.asarray(np.sqrt(((salience[:, None, :] * apart) ** 2).sum(2) / (salience**2).sum(1)[:, None]))


def utilities(distance: FloatArray, risk: FloatArray) -> FloatArray:
    """U = (1 − d)(1 + d·R) for distance d of an actor with risk attitude R (0 neutral); actors × options."""
    return (1 - distance) * (1 + distance * risk[:, None])


def risk_attitudes(chance: FloatArray) -> FloatArray:
    """R = (3p − p_max − 2·p_min) / (2·(p_max − p_min)): the likelier to win, the more is dared (−½ to 1)."""
    least, most = chance.min(), chance.max()
    return np.asarray((3 * chance - most - 2 * least) / (2 * (most - least)))


def coalitions(weight: FloatArray, utility: FloatArray, vote: Vote = "proportional") -> FloatArray:
    """C_ij = Σ_k max(0, w_k·f(u_ki − u_kj)): what stands behind i against j, draws × options × options."""
    draws, _, options = utility.shape
    strength = np.full((draws, options, options), _LEAST)
    for k in range(weight.shape[1]):
        margin = utility[:, k, :, None] - utility[:, k, None, :]
        strength += weight[:, k, None, None] * np.maximum(_votes(margin, vote), 0)
    return strength


def victories(strength: FloatArray, power: float = 1.0) -> FloatArray:
    """P(i≻j) = C_ij^p / (C_ij^p + C_ji^p), draws × options × options."""
    powered = strength if power == 1 else strength**power
    return np.asarray(powered / (powered + np.swapaxes(powered, 1, 2)))


def _votes(margin: FloatArray, vote: Vote) -> FloatArray:
    match vote:
        case "proportional":
            return margin
        case "cubic":
            return np.asarray(margin**3)
        case "binary":
            return np.asarray(np.clip(margin / _TIE, -1, 1))


def _conditional(chance: FloatArray, options: BoolArray) -> FloatArray:
    against_all = np.where(options[:, None, :], chance, 1.0).prod(axis=2)
    wins = np.where(options, against_all, 0.0)
    return cast("FloatArray", wins / wins.sum(axis=1, keepdims=True))


def _markov(chance: FloatArray, incentive: FloatArray, options: BoolArray) -> FloatArray:
    """The long run of: the last winner j is challenged by i with the probability incentive_ij / Σ_i incentive_ij."""
    challenge = incentive / np.maximum(incentive.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    takes = chance * challenge  # i takes j's place, draws × i × j
    keeps = 1 - takes.sum(axis=1)
    p = options / options.sum(axis=1, keepdims=True)
    for _ in range(_ROUNDS):
        after = np.matmul(takes, p[:, :, None])[:, :, 0] + keeps * p
        change = float(np.abs(after - p).max())
        p = (p + after) / 2  # as KTAB does, so that it does not swing
        if change < _SETTLED:
            break
    return cast("FloatArray", p)


def _model(rule: Rule, name: str, title: str, idea: str) -> Model:
    source = "Wise, Lester & Efird 2015, An introduction to the KAPSARC toolkit for behavioral analysis"
    return Model(name, title, each_issue(Election(rule).outcome), idea, source)


CONDITIONAL = _model(
    "conditional",
    "election",
    "probabilistic election",
    "Every position is voted on against every other; the mean of the positions by their chance to beat all.",
)
MARKOV_UNIFORM = _model(
    "markov-uniform",
    "election-markov",
    "election, open challenges",
    "The last winner is challenged by any position, over and over; the mean of the winners.",
)
MARKOV_INCENTIVE = _model(
    "markov-incentive",
    "election-incentive",
    "election, challenges by those who gain",
    "The last winner is challenged by those who have most to gain, over and over; the mean of the winners.",
)
