"""Drift: who moves toward whom, between two poles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.measure.cohesion import EARLIER, basis, calendar
from riftline.measure.frames import By, Lazy, dyads, like
from riftline.measure.intervals import LEVEL, Array, check_level
from riftline.measure.poles import Poles, Track, codes_of, tracks
from riftline.measure.resampling import DRAWS, PRIOR, Resampling, balance, dispersion, draw
from riftline.measure.windows import Window, alike, check_apart
from riftline.measure.zones import span

Row = dict[str, Any]
_YEAR = 365.25  # days

_WHEN: dict[str, pa.DataType] = {"period": pa.date32(), "party": pa.string()}
_WHO: dict[str, pa.DataType] = {"party": pa.string(), "periods": pa.int64()}
_DRIFT = pa.schema(
    _WHEN
    | dict.fromkeys(("events", "position", "lower", "upper", "log_odds"), pa.float64())
    | dict.fromkeys(("balance_first", "balance_second", "share_second"), pa.float64())
    | {"basis": pa.string()}
)
_TRENDS = pa.schema(
    _WHO
    | dict.fromkeys(("trend", "lower", "upper", "first", "last", "scatter"), pa.float64())
    | {"toward": pa.string()}
)
_MOVED = pa.schema(
    {"party": pa.string()}
    | dict.fromkeys(("before", "after", "difference", "lower", "upper"), pa.float64())
    | dict.fromkeys(("before_events", "after_events"), pa.float64())
    | {"toward": pa.string(), "basis": pa.string()}
)


def drift(
    frame: Any,  # noqa: ANN401 - any kind of frame
    states: Sequence[str],
    poles: Poles = ("USA", "RUS"),
    *,
    by: By = "year",
    level: float = LEVEL,
    draws: int = DRAWS,
    block: int | None = None,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """Where parties stand between two poles, per period.

    With P and N the cooperative and conflictual events of a party with the first (1) and the second (2) pole, in either
    direction, actual, counted by weight,

        log_odds = ln[(P₂ + ½)(N₁ + ½) / ((N₂ + ½)(P₁ + ½))],    position = tanh(log_odds / 4),

    from −1, all cooperation with the first pole and all conflict with the second, over 0, the two alike, to 1. It is
    Yule's Y: the difference between the two shares of cooperation, had the poles the same coverage and were cooperation
    and conflict reported alike. So it does not move because one pole fills the news, or because conflict sells.

    | column | meaning, unit |
    |---|---|
    | `events` | events of the party with the poles |
    | `position`, `lower`, `upper`, `log_odds` | as above |
    | `balance_first`, `balance_second` | (P − N)/(P + N) with each pole |
    | `share_second` | P₂/(P₁ + P₂): with whom it cooperates; this one does depend on coverage |
    | `basis` | of the pole with fewer events: none, thin (fewer than 20), enough |

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        states: codes of the parties; what is also a pole is left out.
        poles: two codes, or two lists of codes.
        by: day, week, month, quarter or year.
        level: of the intervals.
        draws: how many resamples, see `riftline.measure.resampling`.
        block: days that are resampled together; by default 1, and 7 in periods of 70 days and more.
        seed: of the random numbers.

    Raises:
        MeasureError: a column is missing, the frame has no events, or the poles share a code.

    Sources: Yule 1912, On the methods of measuring association between two attributes, doi:10.2307/2340126; Haldane
    1956, doi:10.1111/j.1469-1809.1955.tb01285.x (the halves); Rubin 1981, doi:10.1214/aos/1176345338.
    """
    how = Resampling(level, draws, seed, block)
    rows = [row for one in _positions(dyads(frame), states, poles, by, how) for row in one.rows]
    return like(frame, pa.Table.from_pylist(rows, schema=_DRIFT))


def trends(
    frame: Any,  # noqa: ANN401 - any kind of frame
    states: Sequence[str],
    poles: Poles = ("USA", "RUS"),
    *,
    by: By = "year",
    level: float = LEVEL,
    draws: int = DRAWS,
    block: int | None = None,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """How fast parties move between two poles: the slope of `position` over the periods of `drift`, per year.

    The slope is that of weighted least squares with weights 1/(v_t + τ²), v_t the variance of the resamples of a period
    and τ² the scatter about the line beyond them (method of moments). Its interval is that of the slopes of the
    resamples, each with scatter of that size added (t with T − 2 degrees of freedom). It needs 4 periods with a basis.

    Columns: `party`, `periods`, `trend` per year with `lower` and `upper`, `first` and `last` of the line, `scatter`
    (τ), `toward` (the pole, where the interval leaves out 0).

    Args: as for `drift`.

    Raises:
        MeasureError: as for `drift`.

    Sources: as for `drift`; DerSimonian and Laird 1986, Meta-analysis in clinical trials,
    doi:10.1016/0197-2456(86)90046-2.
    """
    how = Resampling(level, draws, seed, block)
    random = np.random.default_rng(seed + 1)
    found = [_trend(one, poles, how, random) for one in _positions(dyads(frame), states, poles, by, how)]
    return like(frame, pa.Table.from_pylist(found, schema=_TRENDS))


def moved(
    frame: Any,  # noqa: ANN401 - any kind of frame
    before: Window,
    after: Window,
    poles: Poles = ("USA", "RUS"),
    *,
    states: Sequence[str] | None = None,
    level: float = LEVEL,
    draws: int = DRAWS,
    block: int | None = None,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """Who moved most between two windows: the difference of `position` (see `drift`), the surest and largest first.

    Rows come by how far the interval stays away from 0, then by size. `toward` names the pole where it does. With many
    parties, one in twenty shows such an interval by chance at the level .95.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`.
        before: first and last day of the earlier window.
        after: first and last day of the later one.
        poles: two codes, or two lists of codes.
        states: codes of the parties; None for all that have events with both poles in both windows.
        level: of the intervals.
        draws: how many resamples.
        block: days that are resampled together.
        seed: of the random numbers.

    Raises:
        MeasureError: as for `drift`, or the windows overlap.
    """
    check_apart(before, after)
    how = Resampling(level, draws, seed, block)
    rows = dyads(frame)
    others = alike(after, *span(rows))
    random = np.random.default_rng(seed)
    found = [
        _moved(track, (before, after), others, poles, how=how, random=random) for track in tracks(rows, states, poles)
    ]
    kept = [row for row in found if states is not None or row["difference"] is not None]
    return like(frame, pa.Table.from_pylist(sorted(kept, key=_surest), schema=_MOVED))


@dataclass(frozen=True, slots=True, eq=False)
class _Positions:
    """A party's rows of `drift`, and the draws of its position where it has one."""

    party: str
    rows: list[Row]
    drawn: list[Array]


def _positions(rows: Lazy, states: Sequence[str], poles: Poles, by: By, how: Resampling) -> Iterator[_Positions]:
    check_level(how.level)
    parties = tracks(rows, states, poles)
    periods = list(calendar(*span(rows), by))
    random = np.random.default_rng(how.seed)
    for track in parties:
        blocks = [track.blocks(first, last, how.length((last - first).days + 1)) for first, last in periods]
        spread = _spread(blocks)
        found = [_position(part, spread, how, random) for part in blocks]
        named = [
            {"period": first, "party": track.party, **row} for (first, _), (row, _) in zip(periods, found, strict=True)
        ]
        yield _Positions(track.party, named, [drawn for _, drawn in found if drawn.size])


def _spread(blocks: Sequence[Array]) -> Array:
    """How much the events of a party come in clusters, with either pole: [2 poles, 1]."""
    return np.array([[dispersion([part[:, pole] for part in blocks])] for pole in (0, 1)])


def _position(blocks: Array, spread: Array, how: Resampling, random: np.random.Generator) -> tuple[Row, Array]:
    """A row of `drift` without party and period, and its draws; none where a pole has no events."""
    sums = blocks.sum(axis=0)
    events = sums.sum(axis=1)
    cooperative = sums[:, 0]
    row: Row = {
        "events": float(events.sum()),
        "balance_first": _number(balance(*sums[0])),
        "balance_second": _number(balance(*sums[1])),
        "share_second": float(cooperative[1] / cooperative.sum()) if cooperative.sum() > 0 else None,
        "basis": basis(float(events.min())),
    }
    if not events.min() > 0:
        return row, np.empty(0)
    drawn = draw(blocks, random, how.draws, spread) + random.standard_gamma(PRIOR, (how.draws, 2, 2))
    odds, drawn = _log_odds(sums + PRIOR), np.tanh(_log_odds(drawn) / 4)
    low, high = how.interval(drawn)
    value = float(np.tanh(odds / 4))
    row |= {"log_odds": float(odds), "position": value, "lower": min(low, value), "upper": max(high, value)}
    return row, drawn


def _log_odds(sums: Array) -> Array:
    """[..., 2 poles, 2 sides] → the log odds of cooperation with the second pole against the first."""
    logs = np.log(np.maximum(sums, 1e-300))
    odds: Array = logs[..., 1, 0] + logs[..., 0, 1] - logs[..., 1, 1] - logs[..., 0, 0]
    return odds


def _trend(one: _Positions, poles: Poles, how: Resampling, random: np.random.Generator) -> Row:
    known = [row for row in one.rows if row.get("position") is not None]
    row: Row = {"party": one.party, "periods": len(known)}
    if len(known) < EARLIER:
        return row
    days = np.array([one_row["period"] for one_row in known], "datetime64[D]").astype(np.int64)
    years, values = (days - days[0]) / _YEAR, np.array([one_row["position"] for one_row in known])
    drawn = np.stack(one.drawn, axis=1)
    scatter = _scatter(years, values, drawn.var(axis=0))
    weights = 1 / (drawn.var(axis=0) + scatter**2)
    slope, level = _line(years, values, weights)
    noise = scatter * random.standard_t(len(known) - 2, drawn.shape)
    low, high = how.interval(_line(years, drawn + noise, weights)[0])
    row |= {"trend": float(slope), "lower": min(low, float(slope)), "upper": max(high, float(slope))}
    row |= {"first": float(level), "last": float(level + slope * years[-1]), "scatter": scatter}
    return row | {"toward": _toward(row, poles)}


def _line(x: Array, y: Array, weights: Array) -> tuple[Any, Any]:
    """Slope and value at x = 0 of the weighted line through y, along the last axis."""
    share = weights / weights.sum()
    middle = (share * x).sum()
    centre = (share * y).sum(axis=-1)
    slope = (share * (x - middle) * y).sum(axis=-1) / (share * (x - middle) ** 2).sum()
    return slope, centre - slope * middle


def _scatter(x: Array, y: Array, variance: Array) -> float:
    """τ: how far values scatter about their line beyond what resampling explains (DerSimonian and Laird 1986)."""
    weights = 1 / np.maximum(variance, 1e-12)
    slope, level = _line(x, y, weights)
    excess = (weights * (y - level - slope * x) ** 2).sum() - (len(x) - 2)
    design = np.column_stack([np.ones(len(x)), x])
    weighted = design * weights[:, None]
    trace = weights.sum() - np.trace(np.linalg.solve(design.T @ weighted, weighted.T @ weighted))
    return float(np.sqrt(max(0.0, excess / trace)))


def _moved(
    track: Track,
    windows: tuple[Window, Window],
    others: Sequence[Window],
    poles: Poles,
    *,
    how: Resampling,
    random: np.random.Generator,
) -> Row:
    blocks = {one: track.blocks(*one, how.length((one[1] - one[0]).days + 1)) for one in (*others, *windows)}
    spread = _spread([blocks[one] for one in sorted(blocks)])
    (old, some), (new, other) = (_position(part, spread, how, random) for part in (blocks[one] for one in windows))
    row: Row = {"party": track.party, "before_events": old["events"], "after_events": new["events"]}
    row["basis"] = min((old["basis"], new["basis"]), key=("none", "thin", "enough").index)
    row |= {"before": old.get("position"), "after": new.get("position"), "difference": None}
    if row["basis"] == "none":
        return row
    low, high = how.interval(other - some)
    change = row["after"] - row["before"]
    row |= {"difference": change, "lower": min(low, change), "upper": max(high, change)}
    return row | {"toward": _toward(row, poles)}


def _toward(row: Row, poles: Poles) -> str | None:
    """The pole to which an interval points."""
    if row["lower"] <= 0 <= row["upper"]:
        return None
    return ", ".join(codes_of(poles[row["lower"] > 0]))


def _surest(row: Mapping[str, Any]) -> tuple[float, float, str]:
    if row["difference"] is None:
        return 1.0, 0.0, row["party"]
    away = max(row["lower"], -row["upper"], 0.0)
    return -away, -abs(row["difference"]), row["party"]


def _number(value: Any) -> float | None:  # noqa: ANN401 - a numpy number
    return float(value) if np.isfinite(value) else None
