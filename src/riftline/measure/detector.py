"""The running detector behind alerts: the last few periods against those before them, for all series together.

The generalised likelihood ratio compares the last k = 1 … `RECENT` periods with up to `HISTORY` before them. Noise and
autocorrelation are those of the past. An outburst is left out of the history; a change that lasts begins a new
one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riftline.measure.breaks import LEAST_RATE, LEAST_RATIO, model_of
from riftline.measure.counts import Panel
from riftline.measure.likelihood import Model, Values, past_noise
from riftline.measure.regimes import MOST_CORRELATION, PRIOR_CORRELATION
from riftline.measure.segmentation import Array, Ints

Mask = npt.NDArray[np.bool_]

RECENT = 6  # periods: a break is looked for among the last ones
HISTORY = 36  # periods before them that they are compared with
LAG = 4  # periods between those whose difference says what noise is: neighbours are too much alike
PRIOR_NOISE = {"counts": 0.8, "net": 1.2}  # before anything is known …
PRIOR_PERIODS = 12  # … which weighs as much as so many periods
CORRELATION_PERIODS = 30
KNOWN = 6  # periods of history that the prior noise stands for in the evidence
FARTHEST = 4.0  # standard deviations that a net value counts for at most
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Watch:
    """What the detector said at the end of every period: [D, T] each.

    `recent` is the k of the highest `evidence`, 0 where there was too little history; `before` and `after` are the
    levels; `alarm` is true where an alarm begins or is confirmed, `lasting` where it is one of a new level.
    """

    evidence: Array
    recent: Ints
    before: Array
    after: Array
    alarm: Mask
    lasting: Mask


@dataclass(frozen=True, slots=True)
class _Watched:
    """The series [D, T]: values, exposure, and the noise and autocorrelation known at the end of each period."""

    value: Array
    exposure: Array
    noise: Array
    alike: Array
    net: bool


@dataclass(frozen=True, slots=True)
class _Sample:
    """[D] sums over some periods; `worth` is how many independent periods they are worth."""

    value: Array
    exposure: Array
    worth: Array

    @property
    def level(self) -> Array:
        """Value per exposure."""
        found: Array = self.value / np.maximum(self.exposure, _TINY)
        return found


def watch(part: Panel, limit: float, *, enough: int, confirmed: int, net: bool) -> tuple[Watch, Array]:
    """Run the detector over some series.

    Args:
        part: the series.
        limit: evidence from which an alarm is raised.
        enough: periods of history that are needed.
        confirmed: periods that a change must last to be a new level.
        net: the series are net sums, not counts.

    Returns:
        What was said in each period, and [D] the unit in which levels are read back.
    """
    model, unit = model_of(part, net=net)
    value = model.value if isinstance(model, Values) else part.value
    exposure = np.ones(value.shape) if net else part.exposure
    return _run(_Watched(value, exposure, *_past(model, net=net), net), limit, enough, confirmed), unit


def _past(model: Model, *, net: bool) -> tuple[Array, Array]:
    """[D, T] noise and autocorrelation as known `RECENT` periods before each period's end."""
    prior = PRIOR_NOISE["net" if net else "counts"]
    far = past_noise(model, LAG, prior, PRIOR_PERIODS)
    near = past_noise(model, 1, prior * (1 - PRIOR_CORRELATION), PRIOR_PERIODS)[:, : far.shape[1]]
    number = np.arange(1, far.shape[1] + 1)
    share = number / (number + CORRELATION_PERIODS)
    found = 1 - (near / far) ** (2 if net else 1)  # noise is a scale there, a variance here
    alike = (share * found + (1 - share) * PRIOR_CORRELATION).clip(0, MOST_CORRELATION)
    late = np.maximum(np.arange(model.shape[1]) - RECENT - LAG, 0).clip(max=far.shape[1] - 1)
    return far[:, late], alike[:, late]


def _run(watched: _Watched, limit: float, enough: int, confirmed: int) -> Watch:
    """Period after period, for all series together."""
    shape = watched.value.shape
    seen = Watch(*(np.zeros(shape, kind) for kind in (float, np.int64, float, float, bool, bool)))
    start, usual, on = np.zeros(shape[0], np.int64), np.ones(shape, bool), np.zeros(shape[0], bool)
    for now in range(enough, shape[1]):
        history = usual & (np.arange(shape[1]) >= start[:, None])
        evidence, recent, before, after, kept = _judge(watched, history, now, enough)
        loud = (evidence >= limit) & (watched.net | _matters(before, after))
        settled = loud & (recent >= confirmed) & (kept >= limit / 2)
        seen.evidence[:, now], seen.recent[:, now], seen.before[:, now], seen.after[:, now] = (
            evidence,
            recent,
            before,
            after,
        )
        seen.alarm[:, now], seen.lasting[:, now] = loud & (~on | settled), settled
        start = np.where(settled, now + 1 - recent, start)
        usual[:, now] = ~loud | settled
        on = loud & ~settled
    return seen


def _judge(watched: _Watched, history: Mask, now: int, enough: int) -> tuple[Array, Ints, Array, Array, Array]:
    """The best k at one moment: evidence, k, levels before and since, evidence without the most unusual period."""
    series, noise, alike = len(history), watched.noise[:, now], watched.alike[:, now]
    gain = _value_gain if watched.net else _count_gain
    found = np.zeros((4, RECENT + 1, series))
    ready = np.zeros((RECENT + 1, series), bool)
    for recent in range(1, min(RECENT, now) + 1):
        end = now + 1 - recent
        inside = history[:, max(0, end - HISTORY) : end]
        number = inside.sum(axis=1)
        ready[recent] = number >= enough - recent
        old = _sample(watched, inside, end, np.maximum(number, 1) * (1 - alike) / (1 + alike))
        new = _sample(watched, np.ones((series, recent), bool), now + 1, recent / _inflation(alike, recent))
        rest = _sample(watched, _usual(watched, old, end, now), now + 1, (recent - 1) / _inflation(alike, recent))
        kept = gain(old, rest, noise) if recent > 1 else np.zeros(series)
        found[:, recent] = np.where(ready[recent], gain(old, new, noise), 0), old.level, new.level, kept
        found[[0, 3], recent] = _sober(found[[0, 3], recent], number)
    best, rows = found[0].argmax(axis=0), np.arange(series)
    evidence, before, after, kept = found[:, best, rows]
    return evidence, np.where(ready[best, rows], best, 0), before, after, kept


def _sober(gain: Array, number: Ints) -> Array:
    """Evidence less what it owes to noise that is known from few periods: Student's t in place of the normal."""
    known = number + KNOWN
    found: Array = known / 2 * np.log1p(2 * np.maximum(gain, 0) / known)
    return found


def _usual(watched: _Watched, old: _Sample, end: int, now: int) -> Mask:
    """The periods end … now of each series but the one farthest from the old level: what is left of an outburst."""
    value, exposure = watched.value[:, end : now + 1], watched.exposure[:, end : now + 1]
    away = np.abs(value - old.level[:, None] * exposure)
    usual: Mask = np.arange(away.shape[1]) != away.argmax(axis=1)[:, None]
    return usual


def _sample(watched: _Watched, inside: Mask, end: int, worth: Array) -> _Sample:
    """Sums over the periods before `end` that are `inside`."""
    first = end - inside.shape[1]
    value, exposure = ((column[:, first:end] * inside).sum(axis=1) for column in (watched.value, watched.exposure))
    return _Sample(value, exposure, worth)


def _inflation(alike: Array, number: int) -> Array:
    """How much autocorrelation ρ adds to the variance of a mean of n neighbours: 1 + 2 Σ_j (1 − j/n) ρ^j."""
    lags = np.arange(1, number)[:, None]
    found: Array = 1 + 2 * ((1 - lags / number) * alike**lags).sum(axis=0)
    return found


def _matters(before: Array, after: Array) -> Mask:
    """Large enough to speak of."""
    high, low = np.maximum(before, after), np.minimum(before, after)
    return np.asarray((high >= LEAST_RATE) & (high >= LEAST_RATIO * low))


def _count_gain(old: _Sample, new: _Sample, noise: Array) -> Array:
    """Log likelihood ratio of two rates against one; a sum over n periods has over-dispersion φ / n."""
    both, size = (old, new), (old.worth / noise, new.worth / noise)
    rate = (old.value + new.value + _TINY) / np.maximum(old.exposure + new.exposure, _TINY)
    for _ in range(3):  # steps to the common rate: each sum weighs 1 / (1 + φ μ / n)
        weight = [n / (n + part.exposure * rate) for n, part in zip(size, both, strict=True)]
        value, exposure = (
            (weight[0] * a + weight[1] * b) for a, b in ((old.value, new.value), (old.exposure, new.exposure))
        )
        rate = (value + _TINY) / np.maximum(exposure, _TINY)
    apart = [_loss(part.value, part.exposure * rate, n) for n, part in zip(size, both, strict=True)]
    found: Array = apart[0] + apart[1]
    return found


def _loss(count: Array, mean: Array, size: Array) -> Array:
    """Half the negative binomial deviance."""
    mean = np.maximum(mean, _TINY)
    loss = np.where(count > 0, count * np.log(np.maximum(count, _TINY) / mean), 0.0)
    found: Array = loss - (count + size) * np.log((count + size) / (mean + size))
    return found


def _value_gain(old: _Sample, new: _Sample, noise: Array) -> Array:
    """The same for means of net values."""
    away = np.clip(new.level - old.level, -FARTHEST * noise, FARTHEST * noise)
    found: Array = away**2 / (2 * noise**2 * (1 / old.worth + 1 / new.worth))
    return found
