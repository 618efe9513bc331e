"""Boosted trees that rank candidates from their evidence (LightGBM lambdarank; Burges 2010, MSR-TR-2010-82).

Several boosters are averaged: every second one starts from the additive score and only corrects it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riftline.forecast.tkg import Floats, Ints

if TYPE_CHECKING:
    from lightgbm import Booster

TREES = {
    "objective": "lambdarank", "lambdarank_truncation_level": 20, "learning_rate": 0.1, "num_leaves": 31,
    "min_data_in_leaf": 100, "feature_fraction": 0.6, "max_bin": 63, "verbosity": -1, "deterministic": True,
    "force_col_wise": True,
}  # fmt: skip
START = "weights: score"  # the column from which every second booster starts


@dataclass(frozen=True, slots=True)
class Rows:
    """Candidates with their evidence, question by question: `columns` (rows, features), `true`, `sizes` by question."""

    columns: Floats
    true: NDArray[np.bool_]
    sizes: Ints


def joined(parts: list[Rows]) -> Rows:
    """All rows in one."""
    return Rows(
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.true for part in parts]),
        np.concatenate([part.sizes for part in parts]),
    )


def sample(rows: Rows, share: float, random: np.random.Generator) -> Rows:
    """All true candidates and a share of the others; questions whose answers are not among the candidates go."""
    question = np.repeat(np.arange(len(rows.sizes)), rows.sizes)
    answered = np.bincount(question, rows.true, len(rows.sizes)) > 0
    kept = (rows.true | (random.random(len(rows.true)) < share)) & answered[question]
    sizes = np.bincount(question[kept], minlength=len(rows.sizes))
    return Rows(rows.columns[kept], rows.true[kept], sizes[sizes > 0])


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosters whose scores add up, each divided by its spread over the rows it was learned from.

    Attributes:
        boosters: the trees.
        shares: what each booster's score is multiplied by.
        start: what the additive score is multiplied by before it is added.
        column: where the additive score stands.
    """

    boosters: tuple["Booster", ...]
    shares: tuple[float, ...]
    start: float
    column: int

    def score(self, columns: Floats) -> Floats:
        """Scores of rows."""
        total = self.start * np.asarray(columns[:, self.column], np.float64)
        for booster, share in zip(self.boosters, self.shares, strict=True):
            total += share * np.asarray(booster.predict(columns, raw_score=True))
        return total

    def contributions(self, columns: Floats) -> Floats:
        """What each column adds to the score of each row, and the constant last (TreeSHAP)."""
        total = np.zeros((len(columns), columns.shape[1] + 1))
        for booster, share in zip(self.boosters, self.shares, strict=True):
            total += share * np.asarray(booster.predict(columns, pred_contrib=True))
        total[:, self.column] += self.start * columns[:, self.column]
        return total


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the trees are learned.

    Attributes:
        boosters: how many are averaged.
        trees: in each.
        additive: one curve per column, so that a score is a sum of what each column says.
        seed: of every random choice.
        threads: at most.
    """

    boosters: int
    trees: int
    additive: bool
    seed: int
    threads: int


def fit(rows: Rows, names: tuple[str, ...], recipe: Recipe) -> Trees:
    """Learn to rank. Without any answered question, the additive score alone ranks."""
    column = names.index(START)
    if not len(rows.true):
        return Trees((), (), 1.0, column)
    boosters, shares, start = [], [], 0.0
    for number in range(recipe.boosters):
        given = rows.columns[:, column].astype(np.float64) * (number % 2)
        booster = _train(rows, names, recipe, number, given)
        share = 1 / _spread(given + booster.predict(rows.columns))
        boosters.append(booster)
        shares.append(share)
        start += share * (number % 2)
    return Trees(tuple(boosters), tuple(shares), start, column)


def _spread(score: Any) -> float:
    return float(np.std(score)) or 1.0


def _train(rows: Rows, names: tuple[str, ...], recipe: Recipe, number: int, given: Floats) -> "Booster":
    import lightgbm  # noqa: PLC0415 - slow to load

    settings: dict[str, Any] = {**TREES, "seed": recipe.seed + number, "num_threads": recipe.threads}
    if recipe.additive:
        settings["interaction_constraints"] = [[i] for i in range(len(names))]
    data = lightgbm.Dataset(
        rows.columns, rows.true.astype(np.float32), group=rows.sizes, feature_name=[_plain(n) for n in names],
        params=settings, init_score=given,
    )  # fmt: skip
    return lightgbm.train(settings, data, num_boost_round=recipe.trees)


def _plain(name: str) -> str:
    """A name without the characters that LightGBM refuses."""
    return name.replace(":", " -").replace(",", ";")
