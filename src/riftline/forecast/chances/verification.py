"""How good probability forecasts were: Brier, skill, log score, calibration, sharpness.

References: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; Murphy 1973 on reliability and
resolution, doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; Gneiting and Raftery 2007 on proper scores,
doi:10.1198/016214506000001437; Naeini, Cooper and Hauskrecht 2015 on the expected calibration error (AAAI).
"""

from dataclasses import dataclass

import numpy as np

from riftline.forecast.chances.panel import Floats, Ints

BINS = 15
_LEAST = 1e-6  # a forecast counts as no surer than this in the log score
REDRAWS = 1000


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same size: how many, the mean forecast, the share that came true."""

    forecasts: int
    said: float
    seen: float


@dataclass(frozen=True, slots=True)
class Verified:
    """Scores of a set of forecasts.

    Attributes:
        forecasts: how many.
        events: how many came true.
        brier: mean of (p − y)², lower is better.
        log_score: mean of −ln of the probability given to what happened, lower is better.
        calibration_error: mean of |said − seen| over 15 bins of equal mass.
        sharpness: standard deviation of the forecasts.
        skill: 1 − Brier / Brier of a reference, by name of the reference.
        interval: 95 % interval of the skill, by name of the reference; empty where it was not asked for.
    """

    forecasts: int
    events: int
    brier: float
    log_score: float
    calibration_error: float
    sharpness: float
    skill: dict[str, float]
    interval: dict[str, tuple[float, float]]


def verify(chance: Floats, happened: Floats, references: dict[str, Floats], blocks: Ints | None = None) -> Verified:
    """Score forecasts, all of them, beside references for the same cells.

    Args:
        chance: the forecasts.
        happened: 1 or 0.
        references: other forecasts of the same, by name.
        blocks: which forecasts belong together, such as those of one day or pair; with them the skill has an interval.
    """
    kept = np.clip(chance, _LEAST, 1 - _LEAST)
    return Verified(
        forecasts=len(chance),
        events=int(happened.sum()),
        brier=brier(chance, happened),
        log_score=float(-np.mean(np.where(happened > 0, np.log(kept), np.log1p(-kept)))),
        calibration_error=calibration_error(reliability(chance, happened)),
        sharpness=float(np.std(chance)),
        skill={name: skill(chance, other, happened) for name, other in references.items()},
        interval={
            name: interval(chance, other, happened, blocks) for name, other in references.items() if blocks is not None
        },
    )


def brier(chance: Floats, happened: Floats) -> float:
    """The mean squared distance between forecast and outcome."""
    return float(np.mean((chance - happened) ** 2))


def skill(chance: Floats, reference: Floats, happened: Floats) -> float:
    """The share of the reference's Brier score that the forecasts save."""
    worst = brier(reference, happened)
    return 1 - brier(chance, happened) / worst if worst else 0.0


def reliability(chance: Floats, happened: Floats, bins: int = BINS) -> list[Bin]:
    """What was said and what was seen, in bins of equal mass from the lowest forecasts to the highest."""
    order = np.argsort(chance, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [Bin(len(part), float(chance[part].mean()), float(happened[part].mean())) for part in parts]


def calibration_error(bins: list[Bin]) -> float:
    """The mean of |said − seen|, each bin by its forecasts."""
    whole = sum(one.forecasts for one in bins)
    return sum(one.forecasts * abs(one.said - one.seen) for one in bins) / max(whole, 1)


def interval(
    chance: Floats, reference: Floats, happened: Floats, blocks: Ints, *, seed: int = 0
) -> tuple[float, float]:
    """A 95 % interval of the skill: whole blocks are drawn anew, since forecasts of one day or pair err together."""
    size = int(blocks.max()) + 1
    own = np.bincount(blocks, (chance - happened) ** 2, minlength=size)
    other = np.bincount(blocks, (reference - happened) ** 2, minlength=size)
    random = np.random.default_rng(seed)
    skills = np.empty(REDRAWS)
    for number in range(REDRAWS):
        drawn = np.bincount(random.integers(0, size, size), minlength=size)
        skills[number] = 1 - float(drawn @ own) / max(float(drawn @ other), 1e-12)
    return float(np.quantile(skills, 0.025)), float(np.quantile(skills, 0.975))
