"""Cohesion: how the members of an alliance, or of any group, deal with each other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.measure.decay import period_numbers, period_starts
from riftline.measure.frames import By, dyads, like, periods
from riftline.measure.groups import Members, Spell, size, spells
from riftline.measure.intervals import LEVEL, Array, check_level
from riftline.measure.margins import expected_within
from riftline.measure.resampling import DRAWS, Resampling, balance, dispersion, draw, draw_count, smoothed
from riftline.measure.zones import OUTSIDE, WITHIN, Zones, span, zones

FEW = 20  # events: with fewer a period is called thin
EARLIER = 4  # periods: with fewer there is no past to compare with
_PER = 1000  # rates are per so many events of coverage

Row = dict[str, Any]


def cohesion(
    frame: Any,  # noqa: ANN401 - any kind of frame
    members: Members,
    *,
    by: By = "month",
    level: float = LEVEL,
    draws: int = DRAWS,
    block: int | None = None,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """How the members of a group deal with each other, per period: against their past, others, and coverage alone.

    The headline is `cohesion` = (P − N)/(P + N), with P the cooperative (quads 1 and 2) and N the conflictual (quads 3
    and 4) events between two members that the report stands behind (`status` actual), counted by `weight`. It is 1
    where all is cooperation and −1 where all is conflict, and does not depend on how much is reported.

    | column | meaning, unit |
    |---|---|
    | `members` | parties in the group at the end of the period; an alliance counts as a party itself |
    | `events` | P + N |
    | `cohesion`, `lower`, `upper` | the headline and its interval |
    | `words`, `deeds` | the same from verbal events (quads 1, 3) and from material ones (2, 4) alone |
    | `conflict_share`, `mean_goldstein` | N/(P + N); Goldstein points per event within the group |
    | `cooperation_rate`, `conflict_rate` | P and N per 1000 events of all coverage of the period |
    | `past`, `against_past`, `past_z` | mean of the earlier periods; difference from it; that difference / its sd |
    | `outside`, `against_outside`, … | members' relations with others; cohesion − outside, with interval |
    | `conflict_lift`, … | ln(N / N that everyone's conflictual activity gives by chance); same for cooperation |
    | `basis` | none: no event; thin: fewer than 20; enough |

    `past_z` divides by √(s²·(1 + 1/k)), s the sd of the k earlier periods, or by the sd of the resamples where that is
    larger; it needs 4 earlier periods that have events. It tells whether a period is unusual for this group, the
    interval whether it could be chance in what happened to be reported. A lift of 0 says that members meet in conflict
    as often as parties with their activity would by chance; ln 2 = 0.69, twice as often. The model is in
    `riftline.measure.margins`, the resampling in `riftline.measure.resampling`.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`; of all parties, not only of members.
        members: codes, or the id or name of an alliance, whose members then follow the date.
        by: day, week, month, quarter or year.
        level: of the intervals.
        draws: how many resamples.
        block: days that are resampled together; by default 1, and 7 in periods of 70 days and more.
        seed: of the random numbers.

    Raises:
        MeasureError: a column is missing, the frame has no events, or the group has no pairs.

    Sources: Goldstein 1992, doi:10.1177/0022002792036002007; Rubin 1981, doi:10.1214/aos/1176345338; Goodman 1968,
    doi:10.1080/01621459.1968.10480916.
    """
    check_level(level)
    rows = periods(dyads(frame), by)
    first, last = span(rows)
    group = spells(members, first, last)
    found = zones(rows, group)
    expected = _by_period(expected_within(rows, group))
    parts = [(start, end, found.during(start, end)) for start, end in calendar(first, last, by)]
    how = Resampling(level, draws, seed, block)
    table = _rows(parts, group, expected, how)
    return like(frame, pa.Table.from_pylist(table, schema=_SCHEMA))


_NUMBERS = (
    *("events", "cohesion", "lower", "upper", "words", "deeds", "conflict_share", "mean_goldstein"),
    *("cooperation_rate", "conflict_rate", "past", "against_past", "past_z"),
    *("outside", "against_outside", "against_outside_lower", "against_outside_upper"),
    *("conflict_lift", "conflict_lift_lower", "conflict_lift_upper"),
    *("cooperation_lift", "cooperation_lift_lower", "cooperation_lift_upper"),
)
_TYPES: dict[str, pa.DataType] = {"period": pa.date32(), "members": pa.int64()}
_SCHEMA = pa.schema(_TYPES | dict.fromkeys(_NUMBERS, pa.float64()) | {"basis": pa.string()})


def sides(quads: Array) -> tuple[Array, Array]:
    """Cooperative and conflictual events: sums over the last axis of quads 1, 2 and of quads 3, 4."""
    return quads[..., :2].sum(axis=-1), quads[..., 2:].sum(axis=-1)


def basis(events: float) -> str:
    """How much a number that rests on so many events can bear."""
    return "none" if events <= 0 else "thin" if events < FEW else "enough"


def calendar(first: dt.date, last: dt.date, by: By) -> list[tuple[dt.date, dt.date]]:
    """First and last day of every period in the span, also of those without events; the last ends with the span."""
    ends = period_numbers(np.array([first, last], "datetime64[D]"), by)
    starts = period_starts(np.arange(ends[0], ends[1] + 2), by)
    return [(start, min(end, last)) for start, end in zip(starts[:-1].tolist(), (starts[1:] - 1).tolist(), strict=True)]


def _by_period(expected: tuple[Any, Array]) -> dict[dt.date, Array]:
    periods_, values = expected
    return dict(zip(periods_.astype("datetime64[D]").tolist(), values, strict=True))


def _rows(
    parts: Sequence[tuple[dt.date, dt.date, Zones]],
    group: Sequence[Spell],
    expected: dict[dt.date, Array],
    how: Resampling,
) -> list[Row]:
    """One row per period."""
    blocks = [zone.blocks(how.length((end - start).days + 1)) for start, end, zone in parts]
    how = replace(how, dispersion=dispersion([np.stack(sides(part[:, WITHIN]), axis=-1) for part in blocks]))
    random = np.random.default_rng(how.seed)
    rows: list[Row] = []
    errors: list[float] = []
    for (start, end, zone), part in zip(parts, blocks, strict=True):
        row, error = _period(zone, draw(part, random, how.draws, how.dispersion), how, random)
        rows.append({"period": start, "members": size(group, end), **row})
        rows[-1] |= _lifts(part, expected.get(start), how, random)
        errors.append(error)
    return [row | _against_past(rows[:at], row["cohesion"], errors[at]) for at, row in enumerate(rows)]


def _period(zone: Zones, drawn: Array, how: Resampling, random: np.random.Generator) -> tuple[Row, float]:
    """What one period shows, and the sd of its headline over the resamples."""
    quads, coverage = zone.quads.sum(axis=0), zone.coverage.sum()
    cooperative, conflictual = (float(side) for side in sides(quads[WITHIN]))
    events = cooperative + conflictual
    row: Row = {
        "events": events,
        "words": _number(balance(quads[WITHIN, 0], quads[WITHIN, 2])),
        "deeds": _number(balance(quads[WITHIN, 1], quads[WITHIN, 3])),
        "conflict_share": _share(conflictual, events),
        "mean_goldstein": mean_goldstein(zone),
        "cooperation_rate": _share(_PER * cooperative, coverage),
        "conflict_rate": _share(_PER * conflictual, coverage),
        "basis": basis(events),
    }
    if not events:
        return row | {"cohesion": None}, np.nan
    within, outside = (smoothed(*sides(drawn[:, at]), random) for at in (WITHIN, OUTSIDE))
    row |= with_interval("cohesion", balance(*sides(quads[WITHIN])), within, how, short=True)
    others = balance(*sides(quads[OUTSIDE]))
    row["outside"] = _number(others)
    if np.isfinite(others):
        row |= with_interval("against_outside", balance(*sides(quads[WITHIN])) - others, within - outside, how)
    return row, float(within.std())


def mean_goldstein(zone: Zones, where: int = WITHIN) -> float | None:
    """Goldstein points per event that has a Goldstein value."""
    up, down, scaled = zone.tone[:, where].sum(axis=0)
    return _share(up - down, scaled)


def with_interval(name: str, value: Any, drawn: Array, how: Resampling, *, short: bool = False) -> Row:  # noqa: ANN401
    """A value with the interval of its draws, which is widened to hold the value where the draws lean to one side."""
    low, high = how.interval(drawn)
    prefix = "" if short else f"{name}_"
    return {name: float(value), f"{prefix}lower": min(low, float(value)), f"{prefix}upper": max(high, float(value))}


def _lifts(blocks: Array, expected: Array | None, how: Resampling, random: np.random.Generator) -> Row:
    """How many times as often as by chance members cooperate and clash, as logarithms."""
    if expected is None:
        return {}
    row: Row = {}
    names = ("cooperation_lift", "conflict_lift")
    for name, seen, chance in zip(names, sides(blocks[:, WITHIN]), expected, strict=True):
        if seen.sum() > 0 and chance > 0:
            drawn = np.log(draw_count(seen, random, how.draws, how.dispersion) / chance)
            row |= with_interval(name, np.log(seen.sum() / chance), drawn, how)
    return row


def _against_past(earlier: Sequence[Row], now: float | None, error: float) -> Row:
    """The headline beside the mean of the earlier periods that have events."""
    known = np.array([row["cohesion"] for row in earlier if row["cohesion"] is not None])
    if now is None or len(known) < EARLIER:
        return {}
    usual = known.var(ddof=1)
    sd = np.sqrt(max(usual * (1 + 1 / len(known)), error**2 + usual / len(known)))
    difference = now - known.mean()
    return {"past": float(known.mean()), "against_past": float(difference), "past_z": _share(difference, sd)}


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole > 0 else None


def _number(value: Any) -> float | None:  # noqa: ANN401 - a numpy number
    return float(value) if np.isfinite(value) else None
