"""The chance that something happens in a coming window: learned from windows that are over, calibrated on the last.

1. On a grid of past days the columns of all cells known by then are written down, with what happened in the window
   that followed; of the cells in which nothing happened a sample, weighted.
2. A first model learns from the windows that were over when the last month began; its forecasts for that month say how
   it has to be bent (beta calibration) and how often such forecasts come true.
3. The model that forecasts learns from all windows that are over.

With several members a model is the mean of such that start from different places, the mean chance and the pair's own
rate of the type: their errors differ more than those of two seeds, so that two learn as much from 400,000 cases as one
from 900,000.

Boosted trees: Ke et al. 2017, LightGBM (NeurIPS 30).
"""

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from riftline.forecast.chances import base_rates
from riftline.forecast.chances.base_rates import BaseRate
from riftline.forecast.chances.calibration import Beta, beta, logistic, logit
from riftline.forecast.chances.evidence import START, Evidence
from riftline.forecast.chances.panel import Columns, Floats, Ints

if TYPE_CHECKING:
    import lightgbm

MONTH = 28  # days of windows held out for calibration, or one window where that is longer
CHUNK = 150_000  # cells whose columns are in memory at once
_RISING = ("cell_rate", "cell_share", "cell_chance", "after_own", "type_rate")  # more of it never lowers a chance
_TINY, _HALVINGS = 1e-6, 50  # of the search for the size of a sample
_TRUST = 30.0  # days; the rough chance by which cells are sampled needs no better


@dataclass(frozen=True, slots=True)
class Settings:
    """What is learned and how.

    Attributes:
        days: length of the window.
        least: events in the window from which on it counts as happened.
        lead: days between the day of the forecast and the first day of the window.
        stride: days between two windows to learn from; 0 chooses by `days`.
        cases: about how many rows to learn from.
        trees: how many trees.
        members: how many models are averaged; every other one starts from the pair's rate, with trees of half the size.
        leaves: of a tree.
        rate: how much each tree adds.
        seed: of the sample and the trees.
    """

    days: int = 30
    least: int = 1
    lead: int = 0
    stride: int = 0
    cases: int = 900_000
    trees: int = 250
    members: int = 1
    leaves: int = 31
    rate: float = 0.04
    seed: int = 0

    @property
    def step(self) -> int:
        """Days between two windows to learn from."""
        return self.stride or max(2, self.days // 6)

    @property
    def held(self) -> int:
        """Days at the end that calibration keeps for itself."""
        return max(MONTH, self.span)

    @property
    def span(self) -> int:
        """Days from a forecast until its outcome is known."""
        return self.lead + self.days


class Walk:
    """Leads the evidence through the days; its rules learn from each window on the grid as soon as it is over."""

    def __init__(self, evidence: Evidence, step: int) -> None:
        self.evidence, self.step, self.next = evidence, step, step
        self.span = evidence.lead + evidence.days
        self._open: deque[tuple[int, tuple[Columns, Columns]]] = deque()

    def to(self, day: int) -> Evidence:
        """The evidence as it stands when `day` begins."""
        while self.next <= day:
            self._advance(self.next)
            self._open.append((self.next, self.evidence.lags()))
            self.next += self.step
        self._advance(day)
        return self.evidence

    def _advance(self, day: int) -> None:
        self.evidence.advance(day)
        while self._open and self._open[0][0] + self.span <= day:
            began, state = self._open.popleft()
            known = self.evidence.cells.known(began)
            self.evidence.learn(self.evidence.happened(began, known), state)


@dataclass(frozen=True, slots=True)
class Cases:
    """Rows to learn from, of one window: columns, outcome, weight, and how much more than expected was reported."""

    day: int
    columns: Columns
    happened: Floats
    weight: Floats
    surprise: float


@dataclass(frozen=True, slots=True)
class Boosters:
    """Some boosted trees, averaged; every other one adds to the log odds of the pair's own rate of the type."""

    members: "tuple[lightgbm.Booster, ...]"

    @property
    def own(self) -> float:
        """The share of members that start from the pair's own rate."""
        return len(self.members[1::2]) / len(self.members)

    def predict(self, columns: Columns, **how: Any) -> Floats:
        """The mean of what the members add, asked as `lightgbm.Booster.predict` is."""
        told = [np.asarray(member.predict(columns, num_threads=1, **how), float) for member in self.members]
        mean: Floats = np.mean(told, axis=0)
        return mean

    def model_to_string(self) -> str:
        """The members as text."""
        return "\n".join(member.model_to_string() for member in self.members)


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees and the log odds they start from: `start`, or those of the column `pair`."""

    booster: Boosters
    start: float
    pair: int

    def __call__(self, columns: Columns) -> Floats:
        """The chances that the trees give."""
        own = self.booster.own
        start = own * logit(columns[:, self.pair]) + (1 - own) * self.start
        return logistic(self.booster.predict(columns, raw_score=True) + start)


@dataclass(frozen=True, slots=True)
class Held:
    """Forecasts for the windows held out, all of them: what was said (calibrated), what the base rate said, outcome."""

    day: Ints
    cell: Ints
    chance: Floats
    base: Floats
    happened: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A model with its calibration, base rate and the forecasts it was calibrated on."""

    trees: Trees
    calibrator: Beta
    base: BaseRate
    held: Held
    until: int

    def __call__(self, columns: Columns) -> Floats:
        """The calibrated chances of rows."""
        return self.calibrator(self.trees(columns))

    def forecast(self, evidence: Evidence, known: int) -> Floats:
        """The chances of the known cells in the window that begins now."""
        return self.calibrator(self.raw(evidence, known))

    def raw(self, evidence: Evidence, known: int) -> Floats:
        """The same before calibration."""
        return _raw(self.trees, evidence, known)

    @property
    def hash(self) -> str:
        """A name for exactly this model."""
        text = self.trees.booster.model_to_string() + repr((self.trees.start, self.calibrator))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def learn(walk: Walk, end: int, settings: Settings) -> Model | None:
    """The model as it can be known when `end` begins; None where there are too few windows to learn and to check.

    Args:
        walk: the evidence, not yet beyond the first window to learn from; stands at `end` afterwards.
        end: the day up to which everything is known.
        settings: what to learn and how.
    """
    held = [day for day in range(end - settings.held, end - settings.span + 1, settings.days) if day > 0]
    first = max(settings.step, min(MONTH, (end - settings.held) // 3))
    train = range(first, end - settings.span + 1, settings.step)
    if not held or not any(day + settings.span <= held[0] for day in train):
        return None
    cases: list[Cases] = []
    windows, early = _Windows(), None
    share = settings.cases / len(train)
    random = np.random.default_rng(settings.seed)
    for day in sorted({*train, *held}):
        if day == held[0]:
            early = _fit([one for one in cases if one.day + settings.span <= day], walk.evidence, settings)
            if early is None:
                return None
        evidence = walk.to(day)
        if day in train:
            cases.append(_sampled(evidence, share, random))
        if day in held and early is not None:
            windows.add(evidence, early)
    trees = _fit(cases, walk.to(end), settings)
    assert trees is not None  # noqa: S101 - a subset of the cases sufficed
    return windows.model(trees, end)


class _Windows:
    """Gathers the forecasts of the early model for the windows held out."""

    def __init__(self) -> None:
        self.days: list[Ints] = []
        self.cells: list[Ints] = []
        self.raw: list[Floats] = []
        self.happened: list[Floats] = []
        self.surprises: list[Floats] = []
        self.rates: dict[float, list[Floats]] = {trust: [] for trust in base_rates.TRUSTS}

    def add(self, evidence: Evidence, trees: Trees) -> None:
        """Forecast the window that begins now."""
        known = evidence.cells.known(evidence.day)
        self.days.append(np.full(known, evidence.day))
        self.cells.append(np.arange(known))
        self.raw.append(_raw(trees, evidence, known))
        self.surprises.append(np.full(known, evidence.surprise(evidence.day)))
        self.happened.append(evidence.happened(evidence.day, known))
        for trust, rates in self.rates.items():
            rates.append(base_rates.dyad_rate(evidence, known, trust))

    def model(self, trees: Trees, until: int) -> Model:
        """What was learned from all."""
        raw, happened = np.concatenate(self.raw), np.concatenate(self.happened)
        calibrator = beta(raw, happened, np.concatenate(self.surprises))
        base = base_rates.fitted(self.rates, happened)
        said = base.curve(np.concatenate(self.rates[base.trust]))
        held = Held(np.concatenate(self.days), np.concatenate(self.cells), calibrator(raw), said, happened)
        return Model(trees, calibrator, base, held, until)


def _sampled(evidence: Evidence, size: float, random: np.random.Generator) -> Cases:
    """All cells that happened and about `size` others, each with a probability that grows as the root of its chance.

    That is where the error of a sampled sum is least for its size: the hard cells are nearly all kept.
    """
    known = evidence.cells.known(evidence.day)
    happened = evidence.happened(evidence.day, known)
    share = _shares(np.sqrt(base_rates.dyad_rate(evidence, known, _TRUST)), size)
    chosen = (happened > 0) | (random.random(known) < share)
    columns = [part[chosen[start : start + len(part)]] for start, part in _parts(evidence, known)]
    weight = np.where(happened > 0, 1.0, 1 / share)[chosen]
    return Cases(evidence.day, np.concatenate(columns), happened[chosen], weight, evidence.surprise(evidence.day))


def _shares(weight: Floats, size: float) -> Floats:
    """Probabilities proportional to `weight`, at most 1, that sum to about `size`."""
    low, high = 0.0, 1.0 / max(float(weight.min(initial=1.0)), _TINY)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if np.minimum(middle * weight, 1).sum() > size else (middle, high)
    return np.clip(high * weight, _TINY, 1)


def _parts(evidence: Evidence, known: int) -> Iterator[tuple[int, Columns]]:
    """The columns of the known cells, some at a time."""
    for start in range(0, known, CHUNK):
        yield start, evidence.columns(start, min(start + CHUNK, known))[0]


def _raw(trees: Trees, evidence: Evidence, known: int) -> Floats:
    parts = [trees(part) for _, part in _parts(evidence, known)]
    return np.concatenate(parts) if parts else np.zeros(0)


ENOUGH = 30  # events below which no model is learned


def _fit(cases: list[Cases], evidence: Evidence, settings: Settings) -> Trees | None:
    import lightgbm  # noqa: PLC0415 - heavy

    happened = np.concatenate([one.happened for one in cases]) if cases else np.zeros(0)
    if happened.sum() < ENOUGH or happened.all():
        return None
    columns = np.concatenate([one.columns for one in cases])
    weight = np.concatenate([one.weight for one in cases])
    names = list(evidence.names)
    start, pair = float(np.log(happened @ weight / ((1 - happened) @ weight))), names.index(START)
    offset = np.concatenate([np.full(len(one.happened), one.surprise) for one in cases])
    starts = (start + offset, logit(columns[:, pair]) + offset)
    parameters = _parameters(settings, len(happened), names)
    data = lightgbm.Dataset(columns, happened, weight=weight, feature_name=names, params=parameters)
    members = []
    for number in range(settings.members):
        data.set_init_score(starts[number % 2])
        members.append(lightgbm.train(parameters | _member(settings, number), data, settings.trees))
    return Trees(Boosters(tuple(members)), start, pair)


def _member(settings: Settings, number: int) -> dict[str, Any]:
    """What one member has of its own; seeds by name, so that all learn from the same binned columns."""
    seed = 10 * settings.seed + number + 1
    leaves = settings.leaves if number % 2 == 0 else settings.leaves // 2
    return {"num_leaves": leaves, "bagging_seed": seed, "feature_fraction_seed": seed}


def _parameters(settings: Settings, rows: int, names: list[str]) -> dict[str, Any]:
    return {
        "objective": "binary",
        "learning_rate": settings.rate,
        "max_bin": 63,
        "min_data_in_leaf": int(np.clip(rows / 600, 20, 1000)),
        "bin_construct_sample_cnt": 30_000,
        "enable_bundle": False,  # few columns are ever zero together; looking for such takes long
        "feature_fraction": 0.3,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 10.0,
        "monotone_constraints": [int(name.startswith(_RISING)) for name in names],
        "num_threads": 1,
        "deterministic": True,
        "seed": 1,
        "verbose": -1,
    }
