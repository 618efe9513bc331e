"""How good forecasts were: errors, hits and CRPS, beside a constant, the reference point and the plain mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from riftline.negotiate.score_log import Forecast, Outcome
from riftline.negotiate.uncertainty import crps

WITHIN = (5, 10, 20)  # per cent of the scale that count as a hit
_BANDS = (50, 80)


@dataclass(frozen=True, slots=True)
class Score:
    """How one way to forecast did, in per cent of each issue's scale.

    Args:
        name: what was forecast.
        issues: how many outcomes it could be compared with.
        mae: mean absolute error.
        hits: share of outcomes within 5, 10 and 20 % of the scale.
        crps: mean continuous ranked probability score; of a single number, its absolute error.
        matched_mae: of the headline on the same issues.
        matched_crps: likewise.
    """

    name: str
    issues: int
    mae: float
    hits: tuple[float, ...]
    crps: float
    matched_mae: float
    matched_crps: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores, the headline's first, and how often outcomes lay in its 50 and 80 % bands."""

    scores: tuple[Score, ...]
    coverage: dict[int, float]
    open: tuple[Forecast, ...]


def score(forecasts: Sequence[Forecast], outcomes: Sequence[Outcome]) -> Scores:
    """Score every forecast whose outcome is known: the last one made before; of several outcomes the last counts.

    The headline is judged by its median (MAE, hits) and its whole distribution (CRPS). The constant is the middle of
    the scale.
    """
    known = {outcome.forecast: outcome for outcome in outcomes}
    before = [one for one in forecasts if one.id not in known or one.date <= known[one.id].date]
    latest = {forecast.id: forecast for forecast in before}
    pairs = [(forecast, known[name].value) for name, forecast in latest.items() if name in known]
    still_open = tuple(forecast for name, forecast in latest.items() if name not in known)
    if not pairs:
        return Scores((), {}, still_open)
    scores = [_headline(pairs)]
    scores += [found for name, rule in _RULES.items() if (found := _rival(name, rule, pairs)) is not None]
    return Scores(tuple(scores), {level: _coverage(pairs, level) for level in _BANDS}, still_open)


_Pair = tuple[Forecast, float]
_RULES: dict[str, Callable[[Forecast], float | None]] = {
    "weighted mean": lambda forecast: forecast.best,
    "middle of the scale": lambda forecast: (forecast.low + forecast.high) / 2,
    "reference point": lambda forecast: forecast.reference,
    "plain mean": lambda forecast: forecast.plain_mean,
}


def _headline(pairs: list[_Pair]) -> Score:
    errors = [_error(forecast, _median(forecast), value) for forecast, value in pairs]
    ranked = [_ranked(forecast, value) for forecast, value in pairs]
    mae, mean_crps = float(np.mean(errors)), float(np.mean(ranked))
    return Score("headline", len(pairs), mae, _hits(errors), mean_crps, mae, mean_crps)


def _rival(name: str, rule: Callable[[Forecast], float | None], pairs: list[_Pair]) -> Score | None:
    said = [(forecast, value, rule(forecast)) for forecast, value in pairs]
    errors = [_error(forecast, point, value) for forecast, value, point in said if point is not None]
    if not errors:
        return None
    same = _headline([(forecast, value) for forecast, value, point in said if point is not None])
    mae = float(np.mean(errors))
    return Score(name, len(errors), mae, _hits(errors), mae, same.mae, same.crps)


def _error(forecast: Forecast, point: float, value: float) -> float:
    """In per cent of the scale."""
    return 100 * abs(point - value) / (forecast.high - forecast.low)


def _ranked(forecast: Forecast, value: float) -> float:
    return 100 * crps(forecast.quantiles, value) / (forecast.high - forecast.low)


def _hits(errors: list[float]) -> tuple[float, ...]:
    return tuple(float(np.mean([error <= reach for error in errors])) for reach in WITHIN)


def _median(forecast: Forecast) -> float:
    return forecast.quantiles[len(forecast.quantiles) // 2]


def _coverage(pairs: list[_Pair], level: int) -> float:
    low, high = (50 - level // 2) - 1, (50 + level // 2) - 1  # quantiles begin at 1 %
    return float(np.mean([forecast.quantiles[low] <= value <= forecast.quantiles[high] for forecast, value in pairs]))
