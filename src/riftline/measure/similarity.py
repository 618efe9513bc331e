r"""How alike two states' foreign policies are: S, κ, π and τ_b on portfolios of alliances or on profiles of events.

A portfolio is a vector: what state *i* has with every state *k* of the system. With distance δ between two values,
greatest possible distance Δ and weights *w* (1 for every state unless given):

| column | formula | range |
|---|---|---|
| `s_absolute` | S = 1 − 2 · Σ w·\|x_ik − x_jk\| / (Δ · Σ w) | −1 … 1 |
| `s_squared` | S = 1 − 2 · Σ w·(x_ik − x_jk)² / (Δ² · Σ w) | −1 … 1 |
| `kappa` | 1 − D_o / D_e with δ = ((x − y) / Δ)²; D_e from the two states' own distributions of values | ≤ 1 |
| `pi` | the same with D_e from the distribution of both together | ≤ 1 |
| `kappa_nominal`, `pi_nominal` | the same with δ = 1 where the values differ at all (Cohen's κ, Scott's π) | ≤ 1 |
| `tau_b` | Kendall's τ_b: agreement of the order, corrected for ties | −1 … 1 |

None has a unit; 1 is the same policy; 0 of the last five is what chance would give with those distributions. S is close
to 1 for any two states with few ties, whoever they are with: read κ or π where most ties are absent (Häge 2011). Where
a distribution leaves chance no room (both portfolios constant) the value is unknown.

Signorino, C. S. & Ritter, J. M. (1999). Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions.
International Studies Quarterly 43(1), 115–144. doi 10.1111/0020-8833.00113.
Häge, F. M. (2011). Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement.
Political Analysis 19(3), 287–305. doi 10.1093/pan/mpr023.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riftline.errors import MeasureError

Matrix = npt.NDArray[np.float64]
INDICES = ("s_absolute", "s_squared", "kappa", "pi", "kappa_nominal", "pi_nominal", "tau_b")
LEAST_LEVELS = 2
MOST_LEVELS = 12  # values of an ordinal scale; a scale with more is told to be binned


@dataclass(frozen=True, slots=True, eq=False)
class Portfolios:
    """What each of `parties` has with each of `others`: `values` [parties, others] on the scale `levels`.

    `levels` are the values a cell may have, from least to most. `valued` [parties, others] are finer values for
    S, κ and π, where there are any. With `thirds` a pair is compared on its relations with third states alone.
    """

    parties: tuple[str, ...]
    others: tuple[str, ...]
    values: Matrix
    levels: tuple[float, ...]
    valued: Matrix | None = None
    thirds: bool = False

    def of(self, parties: Sequence[str]) -> "Portfolios":
        """Only the rows of some parties, in that order.

        Raises:
            MeasureError: one of them has no portfolio.
        """
        for party in parties:
            if party not in self.parties:
                raise MeasureError(f"{party} has no portfolio", remedy="Choose another time or another party")
        rows = [self.parties.index(party) for party in parties]
        finer = None if self.valued is None else self.valued[rows]
        return replace(self, parties=tuple(parties), values=self.values[rows], valued=finer)


def compare(portfolios: Portfolios, *, weights: Sequence[float] | None = None) -> pa.Table:
    """All pairs of parties with every index: columns `party`, `other` and those of the module's table.

    Args:
        portfolios: see `riftline.measure.portfolios` for where they come from.
        weights: of the states in `others`, such as their capabilities; all 1 without it.

    Raises:
        MeasureError: the weights do not fit, are negative or all nought; or the scale has no extent.
    """
    found = indices(portfolios, weights=weights)
    names = portfolios.parties
    first, second = np.triu_indices(len(names), k=1)
    columns = {"party": [names[i] for i in first], "other": [names[j] for j in second]}
    numbers = {name: pa.array(found[name][first, second], from_pandas=True) for name in INDICES}
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()} | numbers)


def indices(portfolios: Portfolios, *, weights: Sequence[float] | None = None) -> dict[str, Matrix]:
    """Every index of the module's table as a matrix [parties, parties]; unknown is not a number.

    Raises:
        MeasureError: as `compare`.
    """
    _check_levels(portfolios.levels)
    cells = _Cells(portfolios, _checked(weights, len(portfolios.others)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return _distances(portfolios, cells) | _agreements(portfolios, cells)


def _check_levels(levels: Sequence[float]) -> None:
    if len(levels) < LEAST_LEVELS or len(levels) > MOST_LEVELS or list(levels) != sorted(set(levels)):
        raise MeasureError(
            f"a scale of {len(levels)} levels cannot be compared",
            remedy=f"Give from {LEAST_LEVELS} to {MOST_LEVELS} different values from least to most",
        )


def s_score(
    x: Sequence[float],
    y: Sequence[float],
    *,
    levels: Sequence[float],
    weights: Sequence[float] | None = None,
    squared: bool = False,
) -> float:
    """S of Signorino and Ritter for two portfolios; see the module for the formula.

    Raises:
        MeasureError: the vectors differ in length, hold other values than `levels`, or the weights do not fit.
    """
    return _one(x, y, levels, weights, "s_squared" if squared else "s_absolute")


def kappa(
    x: Sequence[float],
    y: Sequence[float],
    *,
    levels: Sequence[float],
    weights: Sequence[float] | None = None,
    nominal: bool = False,
) -> float:
    """Cohen's κ for two portfolios with quadratic weights, or without (`nominal`); see the module for the formula.

    Raises:
        MeasureError: as `s_score`.
    """
    return _one(x, y, levels, weights, "kappa_nominal" if nominal else "kappa")


def scott_pi(
    x: Sequence[float],
    y: Sequence[float],
    *,
    levels: Sequence[float],
    weights: Sequence[float] | None = None,
    nominal: bool = False,
) -> float:
    """Scott's π for two portfolios with quadratic weights, or without (`nominal`); see the module for the formula.

    Raises:
        MeasureError: as `s_score`.
    """
    return _one(x, y, levels, weights, "pi_nominal" if nominal else "pi")


def tau_b(x: Sequence[float], y: Sequence[float], *, weights: Sequence[float] | None = None) -> float:
    """Kendall's τ_b for two portfolios of ordinal values.

    Raises:
        MeasureError: the vectors differ in length, are constant, or the weights do not fit.
    """
    return _one(x, y, sorted({*x, *y}), weights, "tau_b")


def _one(
    x: Sequence[float], y: Sequence[float], levels: Sequence[float], weights: Sequence[float] | None, index: str
) -> float:
    if len(x) != len(y) or not set(x) | set(y) <= set(levels):
        raise MeasureError("the portfolios differ in length or hold values outside the scale", remedy="Check both")
    names = tuple(str(k) for k in range(len(x)))
    both = Portfolios(("x", "y"), names, np.array([x, y], float), tuple(levels))
    return float(indices(both, weights=weights)[index][0, 1])


def differences(portfolios: Portfolios, party: str, other: str) -> pa.Table:
    """What sets two parties apart: `state`, the value each has with it, and its share of the squared distance.

    Sorted by that share, largest first; states with which both have the same are left out.

    Raises:
        MeasureError: one of them has no portfolio.
    """
    x, y = _finer(portfolios.of([party, other]))
    apart = (x - y) ** 2
    if portfolios.thirds:
        apart[[k for k, state in enumerate(portfolios.others) if state in (party, other)]] = 0
    order = [k for k in np.argsort(-apart, kind="stable") if apart[k] > 0]
    columns = {party: x[order], other: y[order], "share": apart[order] / max(apart.sum(), np.finfo(float).tiny)}
    return pa.table({"state": pa.array([portfolios.others[k] for k in order], pa.string()), **columns})


# The arithmetic: every index is made of sums over k of w_k · f(x_ik) · g(x_jk)


class _Cells:
    """Sums over the states k, with weights; for third states alone, without the two that are compared."""

    def __init__(self, portfolios: Portfolios, weights: Matrix) -> None:
        self.weights = weights
        self.own = _own_columns(portfolios) if portfolios.thirds else None
        self.total = self.sum(np.ones_like(portfolios.values), np.ones_like(portfolios.values))

    def sum(self, left: Matrix, right: Matrix) -> Matrix:
        """Σ_k w_k · left_ik · right_jk for every pair (i, j)."""
        everything = (left * self.weights) @ right.T
        return everything if self.own is None else everything - self._pair(left, right, self.own)

    def _pair(self, left: Matrix, right: Matrix, own: npt.NDArray[np.intp]) -> Matrix:
        """The two terms k = i and k = j of that sum."""
        rows = np.arange(len(own))
        first = (self.weights[own] * left[rows, own])[:, None] * right[:, own].T
        second = left[:, own] * (self.weights[own] * right[rows, own])[None, :]
        return np.asarray(first + second)

    def mean(self, left: Matrix) -> tuple[Matrix, Matrix]:
        """The mean of `left` over the states on which (i, j) are compared: for i and for j."""
        sums = self.sum(left, np.ones_like(left)) / self.total
        return sums, sums.T

    def absolute(self, x: Matrix) -> Matrix:
        """Σ_k w_k · |x_ik − x_jk|."""
        apart = np.stack([np.abs(row - x) @ self.weights for row in x])
        return apart if self.own is None else apart - self._absolute_pair(x, self.own)

    def _absolute_pair(self, x: Matrix, own: npt.NDArray[np.intp]) -> Matrix:
        there = x[:, own]  # what each has with each of the compared
        self_tie = np.diag(there)
        apart = np.abs(self_tie[:, None] - there.T) * self.weights[own][:, None]
        return np.asarray(apart + apart.T)


def _distances(portfolios: Portfolios, cells: _Cells) -> dict[str, Matrix]:
    """S, κ and π, which need only means of the values and of their squares."""
    x = _finer(portfolios)
    extent = portfolios.levels[-1] - portfolios.levels[0]
    (mean_i, mean_j), (square_i, square_j) = cells.mean(x), cells.mean(x**2)
    observed = np.maximum(square_i + square_j - 2 * cells.sum(x, x) / cells.total, 0)
    own_marginals = square_i + square_j - 2 * mean_i * mean_j
    pooled = square_i + square_j - (mean_i + mean_j) ** 2 / 2
    return {
        "s_absolute": 1 - 2 * cells.absolute(x) / (extent * cells.total),
        "s_squared": 1 - 2 * observed / extent**2,
        "kappa": _corrected(observed, own_marginals),
        "pi": _corrected(observed, pooled),
    }


def _agreements(portfolios: Portfolios, cells: _Cells) -> dict[str, Matrix]:
    """Nominal κ and π, and τ_b: from the table of how often value a of i meets value b of j."""
    at = [(portfolios.values == level).astype(float) for level in portfolios.levels]
    counts = np.stack([np.stack([cells.sum(a, b) for b in at]) for a in at]) / cells.total
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    differ = 1 - np.trace(counts)
    return {
        "kappa_nominal": _corrected(differ, 1 - (rows * columns).sum(axis=0)),
        "pi_nominal": _corrected(differ, 1 - (((rows + columns) / 2) ** 2).sum(axis=0)),
        "tau_b": _tau(counts, rows, columns),
    }


def _tau(counts: Matrix, rows: Matrix, columns: Matrix) -> Matrix:
    """τ_b = 2(P − Q) / √((1 − Σ r²)(1 − Σ c²)) from shares; P concordant, Q discordant pairs of states."""
    levels = range(len(counts))
    concordant = np.zeros_like(counts[0, 0])
    for a, b in combinations(levels, 2):
        for c, d in combinations(levels, 2):
            concordant += counts[a, c] * counts[b, d] - counts[a, d] * counts[b, c]
    untied = (1 - (rows**2).sum(axis=0)) * (1 - (columns**2).sum(axis=0))
    return np.asarray(np.where(untied > _NOUGHT, 2 * concordant / np.sqrt(np.maximum(untied, 0)), np.nan))


_NOUGHT = 1e-12  # what rounding leaves of a variance that is none


def _corrected(observed: Matrix, expected: Matrix) -> Matrix:
    return np.asarray(np.where(expected > _NOUGHT, 1 - observed / expected, np.nan))


def _finer(portfolios: Portfolios) -> Matrix:
    return portfolios.values if portfolios.valued is None else portfolios.valued


def _own_columns(portfolios: Portfolios) -> npt.NDArray[np.intp]:
    place = {other: k for k, other in enumerate(portfolios.others)}
    return np.array([place[party] for party in portfolios.parties], dtype=np.intp)


def _checked(weights: Sequence[float] | None, count: int) -> Matrix:
    if weights is None:
        return np.ones(count)
    given = np.asarray(weights, float)
    if given.shape != (count,) or not np.isfinite(given).all() or (given < 0).any() or not given.sum():
        raise MeasureError(
            f"{given.size} weights do not fit {count} states", remedy="Give one number ≥ 0 for each, not all 0"
        )
    return given
