"""What a forecast has to beat: the rate of the type, the rate of the pair and type, and "as in the last window"."""

from dataclasses import dataclass

import numpy as np

from riftline.forecast.chances.calibration import Calibrator, isotonic
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.panel import Floats

TRUSTS = (10.0, 30.0, 100.0, 300.0)  # days of the type's rate that a pair's own history is weighed against


def dyad_rate(evidence: Evidence, known: int, trust: float) -> Floats:
    """The chance by the pair's own rate of the type: 1 − exp(−k (n + a ℓ) / (T + a)).

    n are the days with such events in T days, ℓ the mean rate of the type over all cells, a the trust in ℓ: the
    posterior mean of a Poisson rate under a gamma prior.
    """
    own = evidence.tallies[0].total[:known].astype(float)
    rate = (own + trust * _type_rate(evidence, known)) / (evidence.day + trust)
    return _chance(rate, evidence.days)


def type_rate(evidence: Evidence, known: int) -> Floats:
    """The chance by the mean rate of the type over all cells: its climatology."""
    return _chance(_type_rate(evidence, known), evidence.days)


def persistence(evidence: Evidence, known: int) -> Floats:
    """1 where it happened within the last window, else 0."""
    recent: Floats = (evidence.tallies[0].gap(np.arange(known)) < evidence.days).astype(float)
    return recent


def _type_rate(evidence: Evidence, known: int) -> Floats:
    kinds = evidence.cells.kinds
    kind = evidence.cells.kind[:known]
    days = np.bincount(kind, evidence.tallies[0].total[:known], minlength=kinds)
    cells = np.bincount(kind, minlength=kinds)
    rate: Floats = (days / np.maximum(cells, 1) / max(evidence.day, 1))[kind]
    return rate


def _chance(rate: Floats, days: int) -> Floats:
    chance: Floats = -np.expm1(-days * rate)
    return chance


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The pair's rate of the type, with the trust and the curve that earlier windows gave."""

    trust: float
    curve: Calibrator

    def __call__(self, evidence: Evidence, known: int) -> Floats:
        """The chances of the known cells."""
        return self.curve(dyad_rate(evidence, known, self.trust))


def fitted(rates: dict[float, list[Floats]], happened: Floats) -> BaseRate:
    """The trust with the least squared error after isotonic calibration on the same windows.

    Args:
        rates: by trust the chances in each held-out window.
        happened: what happened in them.
    """
    curves = {trust: (np.concatenate(parts), trust) for trust, parts in rates.items()}
    tried = [(isotonic(chance, happened), chance, trust) for chance, trust in curves.values()]
    errors = [float(np.mean((curve(chance) - happened) ** 2)) for curve, chance, _ in tried]
    curve, _, trust = tried[int(np.argmin(errors))]
    return BaseRate(trust, curve)
