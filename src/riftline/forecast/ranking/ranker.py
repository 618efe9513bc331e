"""Boosted trees that rank candidates from their evidence (LightGBM, lambdarank)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riftline.forecast.tkg import Floats, Ints

if TYPE_CHECKING:
    from lightgbm import Booster

CHECKPOINT = 50  # trees between two looks at the validation days
TREES = {
    "objective": "lambdarank", "lambdarank_truncation_level": 20, "learning_rate": 0.1, "num_leaves": 31,
    "min_data_in_leaf": 100, "feature_fraction": 0.6, "max_bin": 63, "verbosity": -1, "deterministic": True,
    "force_col_wise": True,
}  # fmt: skip


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


def fit(rows: Rows, names: tuple[str, ...], trees: int, *, additive: bool, seed: int, threads: int) -> "Booster":
    """Learn to rank; `additive`: one curve per column, so that a score is a sum of what each column says."""
    import lightgbm  # noqa: PLC0415 - slow to load

    settings = {**TREES, "seed": seed, "num_threads": threads}
    if additive:
        settings["interaction_constraints"] = [[i] for i in range(len(names))]
    data = lightgbm.Dataset(
        rows.columns, rows.true.astype(np.float32), group=rows.sizes, feature_name=[_plain(n) for n in names],
        params=settings,
    )  # fmt: skip
    return lightgbm.train(settings, data, num_boost_round=trees)


def _plain(name: str) -> str:
    """A name without the characters that LightGBM refuses."""
    return name.replace(":", " -").replace(",", ";")
