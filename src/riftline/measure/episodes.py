"""What a found regime means: dates with intervals, rates before and after, evidence; shifts told from spikes."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from riftline.measure.segmentation import Array

Kind = Literal["shift", "spike", "open"]

SPIKE_FALSE = 0.4  # false spikes per period at no evidence, as `regimes.FALSE_PER_PERIOD` for breaks
SPIKE_DECAY = 0.85
SPIKE_RATIO = 3.0  # a spike is at least so many times the rate around it …
SPIKE_EVENTS = 5.0  # … and has at least so many events
PRIOR = 0.25


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Episode:
    """A change of regime: first period `start`, last period `end` − 1; `first` … `last` is the interval of the start.

    `gain` is the log likelihood it gains over no change, divided by κ.
    """

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    before: Estimate
    after: Estimate
    ratio: Estimate | None
    gain: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as a break: evidence of a spike, ratio of rates, higher rate; z and mass of the intervals."""

    spike: float
    ratio: float
    rate: float
    z: float
    mass: float
    least: int


@dataclass(frozen=True, slots=True)
class Series:
    """One series with its model: `cost` [T, G] uncut, `levels` [G], and the noise the search found.

    `value` are counts, or scaled net values when `net`; those go back to net sums by `unit` · sinh.
    """

    value: Array
    exposure: Array
    cost: Array
    ceiling: float
    noise: float
    inflation: float
    unit: float
    net: bool

    def held(self) -> Array:
        """[T + 1, G] summed costs, each period cut at the ceiling."""
        cut = np.minimum(self.cost, self.ceiling)
        return np.concatenate([np.zeros((1, cut.shape[1])), np.cumsum(cut, axis=0)])

    def estimate(self, periods: npt.NDArray[np.int64], z: float) -> Estimate:
        """Rate (or net) of some periods; the interval allows for over-dispersion and autocorrelation."""
        value, wide = self.middle(periods)
        if self.net:
            return Estimate(*(float(self.unit * np.sinh(value + z * side * wide)) for side in (0, -1, 1)))
        return Estimate(*(float(self.unit * np.exp(value + z * side * wide)) for side in (0, -1, 1)))

    def middle(self, periods: npt.NDArray[np.int64]) -> tuple[float, float]:
        """Log rate, or scaled net, of some periods, and its standard error."""
        number = max(len(periods), 1)
        if self.net:
            return float(np.median(self.value[periods])), self.noise * float(np.sqrt(1.5 * self.inflation / number))
        count, exposure = float(self.value[periods].sum()) + PRIOR, max(float(self.exposure[periods].sum()), 1e-9)
        variance = self.inflation * (self.noise / number + 1 / count)
        return float(np.log(count / exposure)), float(np.sqrt(variance))


def episodes(series: Series, starts: list[int], limits: Limits) -> list[Episode]:
    """The shifts that matter and the spikes between them, in order of time."""
    held = series.held()
    bounds = [*starts, len(series.value)]
    shifts = _shifts(series, held, bounds, limits)
    while weak := [shift for shift in shifts if not _matters(series, shift, limits)]:
        bounds.remove(min(weak, key=lambda shift: shift.gain).start)
        shifts = _shifts(series, held, bounds, limits)
    spikes = [spike for a, b in pairwise(bounds) for spike in _spikes(series, held, a, b, limits)]
    return sorted([*shifts, *spikes], key=lambda episode: episode.start)


def _shifts(series: Series, held: Array, bounds: list[int], limits: Limits) -> list[Episode]:
    triples = zip(bounds, bounds[1:], bounds[2:], strict=False)
    return [_shift(series, held, triple, limits) for triple in triples]


def _shift(series: Series, held: Array, ends: tuple[int, int, int], limits: Limits) -> Episode:
    """The break between the regimes a … start and start … b."""
    a, start, b = ends
    places = np.arange(a + 1, b)
    loss = (held[places] - held[a]).min(axis=1) + (held[b] - held[places]).min(axis=1)
    gain = float((held[b] - held[a]).min() - loss[start - a - 1]) / series.inflation
    first, last = _likely(places, loss / series.inflation, start, limits.mass)
    old, new = _ordinary(series, held, a, start), _ordinary(series, held, start, b)
    before, after = series.estimate(old, limits.z), series.estimate(new, limits.z)
    return Episode("shift", start, b, first, last, before, after, _ratio(series, old, new, limits.z), gain)


def _likely(places: npt.NDArray[np.int64], loss: Array, start: int, mass: float) -> tuple[int, int]:
    """The shortest span around `start` that holds `mass` of the posterior of the date, every date alike before."""
    weight = np.exp(loss.min() - loss)
    weight /= weight.sum()
    low = high = int(start - places[0])
    total = weight[low]
    while total < mass and (low > 0 or high < len(places) - 1):
        left = weight[low - 1] if low > 0 else -1.0
        right = weight[high + 1] if high < len(places) - 1 else -1.0
        low, high = (low - 1, high) if left >= right else (low, high + 1)
        total += max(left, right)
    return int(places[low]), int(places[high])


def _level(held: Array, a: int, b: int) -> int:
    return int((held[b] - held[a]).argmin())


def _ordinary(series: Series, held: Array, a: int, b: int) -> npt.NDArray[np.int64]:
    """Periods of a regime that are no outbursts."""
    inside = np.arange(a, b)
    kept = inside[series.cost[a:b, _level(held, a, b)] < series.ceiling]
    return kept if len(kept) else inside


def _ratio(series: Series, old: npt.NDArray[np.int64], new: npt.NDArray[np.int64], z: float) -> Estimate | None:
    if series.net:
        return None
    (low, low_error), (high, high_error) = series.middle(old), series.middle(new)
    wide = z * float(np.hypot(low_error, high_error))
    return Estimate(*(float(np.exp(high - low + side * wide)) for side in (0, -1, 1)))


def _matters(series: Series, shift: Episode, limits: Limits) -> bool:
    """Large enough to speak of: the ratio and its interval, and the level on the higher side."""
    if shift.ratio is None:
        return True
    factor = max(shift.ratio.value, 1 / shift.ratio.value)
    sure = shift.ratio.lower > 1 or shift.ratio.upper < 1
    return sure and factor >= limits.ratio and max(shift.before.value, shift.after.value) / series.unit >= limits.rate


def _spikes(series: Series, held: Array, a: int, b: int, limits: Limits) -> list[Episode]:
    """Outbursts within the regime a … b: one or two periods far above its level, after which it goes on."""
    cost = series.cost[a:b, _level(held, a, b)]
    ordinary = _ordinary(series, held, a, b)
    expected = series.middle(ordinary)[0]
    away = series.value[a:b] - (expected if series.net else np.exp(expected) * series.exposure[a:b])
    outlying = (cost >= min(series.ceiling, limits.spike)) & ((away > 0) | series.net)
    found = []
    for run in _runs(outlying):
        gain = float(cost[run].max())
        if gain >= limits.spike:
            found.append(_spike(series, ordinary, a + run, gain, limits))
    return [spike for spike in found if _bursts(series, spike, limits)]


def _runs(outlying: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.int64]]:
    at = np.flatnonzero(outlying)
    return np.split(at, np.flatnonzero(np.diff(at) > 1) + 1) if len(at) else []


def _spike(
    series: Series, usual: npt.NDArray[np.int64], run: npt.NDArray[np.int64], gain: float, limits: Limits
) -> Episode:
    start, end = int(run[0]), int(run[-1]) + 1
    kind: Kind = "open" if end == len(series.value) and len(run) < limits.least else "spike"
    usual = np.setdiff1d(usual, run)
    before, after = series.estimate(usual, limits.z), series.estimate(run, limits.z)
    return Episode(kind, start, end, start, start, before, after, _ratio(series, usual, run, limits.z), gain)


def _bursts(series: Series, spike: Episode, limits: Limits) -> bool:
    if spike.ratio is None:
        return True
    events = float(series.value[spike.start : spike.end].sum())
    return spike.ratio.value >= SPIKE_RATIO and events >= max(SPIKE_EVENTS, limits.rate)
