"""Breaks: when did relations change, by how much, and is it more than noise and media attention?"""

from collections.abc import Iterator
from statistics import NormalDist
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.counts import PER_DECADE, SIDES, Coverage, Of, Panel, Split, Wanted, panel
from riftline.measure.episodes import SPIKE_DECAY, SPIKE_FALSE, Episode, Estimate, Limits, Series, episodes
from riftline.measure.frames import By, like
from riftline.measure.intervals import LEVEL, check_level
from riftline.measure.likelihood import Counts, Model, Values
from riftline.measure.regimes import DECAY, NET_DECAY, Regimes, false_alarms, find_regimes, penalty
from riftline.measure.segmentation import CHUNK, Array

FALSE_ALARMS = 0.1  # per dyad and decade, both sides together
LEAST_EVENTS = 10  # in a whole series; with fewer there is nothing to tell
LEAST_RATIO = 1.5
LEAST_RATE = 1.0
FEWEST = 6  # periods in a series
SMALLEST = 1e-6  # p is given no smaller: what is fitted to simulations says nothing of rarer things

_NUMBERS = ("before", "after", "ratio")
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("source", "target", "side", "kind"), pa.string()),
    **dict.fromkeys(("period", "until", "earliest", "latest"), pa.date32()),
    **dict.fromkeys((f"{name}{end}" for name in _NUMBERS for end in ("", "_lower", "_upper")), pa.float64()),
    **dict.fromkeys(("evidence", "p", "level"), pa.float64()),
    "coverage": pa.string(),
}


def breaks(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By = "month",
    source: str | None = None,
    target: str | None = None,
    directed: bool = False,
    coverage: Coverage = "all",
    of: Of = "events",
    split: Split = "sides",
    false_alarms: float = FALSE_ALARMS,
    least_ratio: float = LEAST_RATIO,
    least_rate: float = LEAST_RATE,
    level: float = LEVEL,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """When the rates of cooperation and of conflict between two parties changed.

    The number of events y_t of a side in period t is negative binomial with mean λ_k · e_t and variance μ + φ μ²: λ_k
    is the rate of regime k, e_t the coverage (events of other dyads in the period, over those of a typical one), so
    that more reporting is no break; periods with less than a hundredth of it are holes in the data and left out. The
    regimes minimise Σ_t min(deviance_t / 2, c) + β · breaks exactly, over all series at once. φ is estimated beside
    the breaks, so they do not pass for noise; β grows with the autocorrelation of a series and is set so that a dyad
    without any break shows `false_alarms` in ten years (calibrated by simulation, checked on shuffled series:
    `benchmarks/breaks.py`). c keeps an outburst from bending a level.

    | column | meaning, unit |
    |---|---|
    | `side` | cooperation or conflict (or the quad), or net where the frame has nothing else |
    | `kind` | shift: a new level; spike: an outburst that returns; open: one that still goes on at the end |
    | `period`, `until` | first days of the first and the last period of the new regime |
    | `earliest`, `latest` | interval of `period`: posterior mass `level`, all dates being alike before |
    | `before`, `after`, … | events (or Goldstein points) per period at usual coverage, with intervals |
    | `ratio`, … | after / before, with interval |
    | `evidence` | log likelihood gained over no break, over (1 + ρ) / (1 − ρ) for autocorrelation ρ |
    | `p` | how likely a series of this length without a break shows one as strong; 1e-6 stands for less |
    | `coverage` | what the rates are relative to; none where the rest of the frame is too thin to tell |

    A slow drift shows as several breaks. With hundreds of dyads some p are small by chance: compare p with 1 / dyads.
    A frame with net sums only gives `side` net: Student's t (4 degrees of freedom) on asinh(net / coverage / scale),
    coverage being the median dyad's |net|. In net sums, cooperation and conflict cancel and breaks can hide.

    Args:
        frame: a dyads frame (`riftline.measure.frames`) or counts (`riftline.measure.counts`). Give the whole frame
            and name the parties, since the other dyads say what coverage was.
        by: day, week, month, quarter or year.
        source: only dyads of this party (either end unless `directed`).
        target: the other end.
        directed: source and target kept apart; else one series per pair.
        coverage: "all" events of the period, those of the two "parties" with others, or "none".
        of: count events, or add their Goldstein values.
        split: two "sides", cooperation and conflict; or the four "quads", which also tell words from deeds.
        false_alarms: per dyad and decade, both sides together.
        least_ratio: smaller changes of a rate are left out.
        least_rate: events per period that the higher of the two rates must have.
        level: of the intervals.

    Raises:
        MeasureError: columns are missing, or an argument cannot be used.

    Sources: Maidstone, Hocking, Rigaill and Fearnhead 2017, On optimal multiple changepoint algorithms for large data,
    doi:10.1007/s11222-016-9636-3; Fearnhead and Rigaill 2019, Changepoint detection in the presence of outliers,
    doi:10.1080/01621459.2017.1385466; Hilbe 2011, Negative Binomial Regression, doi:10.1017/CBO9780511973420.
    """
    check_level(level)
    if not 0 < false_alarms <= 1:
        raise MeasureError(f"false_alarms cannot be {false_alarms}", remedy="Give breaks per decade, such as 0.1")
    series = panel(frame, Wanted(by, source, target, directed, coverage, of, split, LEAST_EVENTS))
    false_alarms /= 1 if "net" in series.side else len(SIDES[split])
    limits = _limits(by, false_alarms, least_ratio, least_rate, level)
    return like(frame, _table(_rows(series, by, false_alarms, limits)))


def shortest(by: By) -> int:
    """Periods that a regime lasts at least; what is shorter is an outburst."""
    return 2 if by in ("year", "quarter") else 3


def _limits(by: By, false_alarms: float, ratio: float, rate: float, level: float) -> Limits:
    spike = float(np.log(SPIKE_FALSE * PER_DECADE[by] / false_alarms) / SPIKE_DECAY)
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Limits(spike, ratio, rate, z, level, shortest(by))


def _rows(series: Panel, by: By, false_alarms: float, limits: Limits) -> Iterator[dict[str, Any]]:
    """The breaks of all series, as rows of the answer."""
    if len(series.starts) < FEWEST:
        remedy = "Give a longer span, or a shorter period with by"
        raise MeasureError(f"{len(series.starts)} periods are too few to find a break", remedy=remedy)
    for net in (False, True):
        part = series.pick([i for i, side in enumerate(series.side) if (side == "net") == net])
        if not part.dyad:
            continue
        base = penalty(false_alarms, PER_DECADE[by], NET_DECAY if net else DECAY)
        model, unit = model_of(part, net=net)
        found = find_regimes(model, base, least=limits.least)
        for row, one in enumerate(_each(part, model, found, unit, net=net)):
            for episode in episodes(one, found.segments.starts(row), limits):
                yield _row(part, row, episode, by, limits)


def model_of(part: Panel, *, net: bool) -> tuple[Model, Array]:
    """The likelihood of some series, and the unit in which its levels are read back."""
    if not net:
        return Counts(part.value, part.exposure), part.unit
    value = part.value / part.exposure
    spread = np.median(np.abs(value - np.median(value, axis=1, keepdims=True)), axis=1)
    unit = np.maximum(spread, 1e-6 + 0.01 * np.abs(value).mean(axis=1))
    return Values(np.arcsinh(value / unit[:, None])), unit


def _each(part: Panel, model: Model, found: Regimes, unit: Array, *, net: bool) -> Iterator[Series]:
    """The series one by one, with their costs uncut."""
    costs = model.costs(found.noise, np.full(len(unit), np.inf))
    values = model.value if isinstance(model, Values) else part.value
    for first in range(0, len(unit), CHUNK):
        cost, _ = costs(slice(first, first + CHUNK))
        for row in range(first, min(first + CHUNK, len(unit))):
            yield Series(
                values[row],
                part.exposure[row],
                cost[:, row - first],
                ceiling=float(found.ceiling[row]),
                noise=float(found.noise[row]),
                inflation=float(found.inflation[row]),
                unit=float(unit[row]),
                net=net,
            )


def _row(part: Panel, row: int, episode: Episode, by: By, limits: Limits) -> dict[str, Any]:
    (source, target), days = part.dyad[row], part.starts
    named = {"before": episode.before, "after": episode.after, "ratio": episode.ratio}
    return {
        "source": source,
        "target": target,
        "side": part.side[row],
        "kind": episode.kind,
        "period": days[episode.start],
        "until": days[episode.end - 1],
        "earliest": days[episode.first],
        "latest": days[episode.last],
        **{name: value for key, number in named.items() for name, value in _three(key, number).items()},
        "evidence": episode.gain,
        "p": _chance(episode, by, len(days), NET_DECAY if part.side[row] == "net" else DECAY),
        "level": limits.mass,
        "coverage": "all" if part.covered else "none",
    }


def _three(name: str, number: Estimate | None) -> dict[str, float | None]:
    if number is None:
        return {name: None, f"{name}_lower": None, f"{name}_upper": None}
    return {name: number.value, f"{name}_lower": number.lower, f"{name}_upper": number.upper}


def _chance(episode: Episode, by: By, periods: int, decay: float) -> float:
    """1 − exp(−expected false alarms as strong in a series of this length)."""
    if episode.kind == "shift":
        expected = false_alarms(np.array(episode.gain), PER_DECADE[by], decay) * periods / PER_DECADE[by]
    else:
        expected = SPIKE_FALSE * np.exp(-SPIKE_DECAY * episode.gain) * periods
    return max(float(-np.expm1(-expected)), SMALLEST)


def _table(rows: Iterator[dict[str, Any]]) -> pa.Table:
    """Rows in order of dyad, side and date."""
    found = sorted(rows, key=lambda row: (row["source"], row["target"], row["side"], row["period"]))
    return pa.Table.from_pylist(found, schema=pa.schema(list(_TYPES.items())))
