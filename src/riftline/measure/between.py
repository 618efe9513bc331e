"""Two windows of a group side by side: how its cohesion differs, whether chance or coverage explain it, carriers."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from riftline.measure.carriers import carriers, check_windows, decomposed, evidence, inner_events
from riftline.measure.cohesion import FEW, basis, mean_goldstein, sides
from riftline.measure.frames import Lazy, dyads, like, table
from riftline.measure.groups import Members, spells
from riftline.measure.intervals import LEVEL, Array, check_level
from riftline.measure.margins import expected_within
from riftline.measure.resampling import DRAWS, Resampling, balance, dispersion, draw, draw_count, smoothed
from riftline.measure.verdicts import Finding, verdict
from riftline.measure.windows import Window, alike
from riftline.measure.zones import ELSEWHERE, OUTSIDE, WITHIN, Zones, span, zones

_SAME = 1e-9
_AT_ONCE = 50  # draws of all pairs that are in memory together
_SCHEMA = pa.schema(
    {"what": pa.string()}
    | dict.fromkeys(("before", "after", "difference", "lower", "upper", "level"), pa.float64())
    | {"basis": pa.string()}
)
Row = dict[str, Any]
Sides = tuple[Array, Array]  # cooperative and conflictual events


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two windows of a group; the frames are of the kind that was given.

    `verdict` says in words whether the group became more conflictual or more cooperative. `changes` has a row for each
    index: what it was, its difference and interval. `carriers` and `evidence` are those of `riftline.measure.carriers`,
    None where there is nothing to take apart.
    """

    verdict: str
    changes: Any
    carriers: Any
    evidence: Any


def between(
    frame: Any,  # noqa: ANN401 - any kind of frame
    members: Members,
    before: Window,
    after: Window,
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    block: int | None = None,
    seed: int = 0,
    top: int = 10,
) -> Comparison:
    """Compare the cohesion of a group in two windows: "2017 against now".

    Rows of `changes`:

    | what | before, after, difference |
    |---|---|
    | cohesion, words, deeds | (P − N)/(P + N) within the group; from verbal and from material events alone |
    | same attention | change of the pairs' own balances, each pair having its mean share: Σ s̄_i·Δr_i (no levels) |
    | outside, elsewhere | the balance of members with others, and of events without a member |
    | against outside, against elsewhere | cohesion less these: a change of tone that all coverage shares drops out |
    | conflict lift | ln(N / N expected from everyone's conflictual activity) |
    | mean goldstein | Goldstein points per event within the group, without interval |

    The verdict calls the group "more conflictual (or cooperative) than chance and coverage explain" if the interval of
    the difference leaves out 0, and so do, on the same side, those of "same attention" (the news did not just turn to
    other pairs) and of "against elsewhere" (the news did not just change its tone; "against outside" where there are
    fewer than 20 events elsewhere). It adds how often windows of the same length differ as much in the rest of the
    frame, which tells whether the change is unusual for the group. Fewer than 20 events in a window are no basis.

    Args:
        frame: a dyads frame, see `riftline.measure.frames`; of all parties, not only of members.
        members: codes, or the id or name of an alliance, whose members then follow the date.
        before: first and last day of the earlier window.
        after: first and last day of the later one.
        level: of the intervals.
        draws: how many resamples, see `riftline.measure.resampling`.
        block: days that are resampled together; by default 1, and 7 in windows of 70 days and more.
        seed: of the random numbers.
        top: how many events `evidence` has.

    Raises:
        MeasureError: a column is missing, the windows overlap, or the group has no pairs.

    Sources: Kitagawa 1955, doi:10.1080/01621459.1955.10501299; Rubin 1981, doi:10.1214/aos/1176345338; Goodman 1968,
    doi:10.1080/01621459.1968.10480916.
    """
    check_level(level)
    how = Resampling(level, draws, seed, block)
    rows = dyads(frame)
    check_windows(members, before, after)
    found = zones(rows, spells(members, *_whole(rows, before, after)))
    windows = found.during(*before), found.during(*after)
    how = replace(how, dispersion=_dispersion(found, before, after, how))
    changes = _changes(windows, (before, after), how) | _lift(rows, members, windows, (before, after), how)
    if changes["cohesion"]["basis"] != "none":
        changes["same attention"] = _same_attention(rows, members, (before, after), how)
    changes_table = pa.Table.from_pylist([_row(name, row, level) for name, row in changes.items()], schema=_SCHEMA)
    seen = changes["cohesion"]["basis"] != "none"
    return Comparison(
        verdict(_finding(changes, windows, _usual(found, after))),
        like(frame, changes_table),
        carriers(frame, members, before, after) if seen else None,
        evidence(frame, members, before, after, top=top) if seen else None,
    )


def _whole(rows: Lazy, before: Window, after: Window) -> tuple[dt.date, dt.date]:
    """The days of the frame and of both windows."""
    first, last = span(rows)
    return min(first, before[0], after[0]), max(last, before[1], after[1])


def _within(quads: Array) -> Sides:
    return sides(quads[..., WITHIN, :])


def _words(quads: Array) -> Sides:
    return quads[..., WITHIN, 0], quads[..., WITHIN, 2]


def _deeds(quads: Array) -> Sides:
    return quads[..., WITHIN, 1], quads[..., WITHIN, 3]


def _outside(quads: Array) -> Sides:
    return sides(quads[..., OUTSIDE, :])


def _elsewhere(quads: Array) -> Sides:
    return sides(quads[..., ELSEWHERE, :])


_PICKS = {"cohesion": _within, "words": _words, "deeds": _deeds, "outside": _outside, "elsewhere": _elsewhere}


def _dispersion(found: Zones, before: Window, after: Window, how: Resampling) -> float:
    """How much events within the group come in clusters: in both windows and those as long as the later one."""
    others = alike(after, found.days[0].item(), found.days[-1].item())
    windows = sorted({before, after, *others})
    blocks = [found.during(*one).blocks(how.length((one[1] - one[0]).days + 1)) for one in windows]
    return dispersion([np.stack(sides(part[:, WITHIN]), axis=-1) for part in blocks])


def _changes(windows: tuple[Zones, Zones], days: tuple[Window, Window], how: Resampling) -> dict[str, Row]:
    """The balances of each zone, of words and of deeds, with draws."""
    random = np.random.default_rng(how.seed)
    blocks = [
        zone.blocks(how.length((last - first).days + 1)) for zone, (first, last) in zip(windows, days, strict=True)
    ]
    drawn = [draw(part, random, how.draws, how.dispersion) for part in blocks]
    sums = [zone.quads.sum(axis=0) for zone in windows]
    rows = {
        name: _balanced([pick(part) for part in sums], [pick(part) for part in drawn], random, how)
        for name, pick in _PICKS.items()
    }
    for other in ("outside", "elsewhere"):
        rows[f"against {other}"] = _minus(rows["cohesion"], rows[other], how)
    tones = [mean_goldstein(zone) for zone in windows]
    known = None not in tones
    rows["mean goldstein"] = {
        "before": tones[0], "after": tones[1], "basis": rows["cohesion"]["basis"],
        "difference": tones[1] - tones[0] if known else None,  # type: ignore[operator]
    }  # fmt: skip
    return rows


def _balanced(sums: list[Sides], drawn: list[Sides], random: np.random.Generator, how: Resampling) -> Row:
    """One balance in both windows, and its difference with draws."""
    values = [float(balance(*pair)) for pair in sums]
    least = min(float(np.add(*pair)) for pair in sums)
    return _difference(values, [smoothed(one, other, random) for one, other in drawn], basis(least), how)


def _minus(one: Row, other: Row, how: Resampling) -> Row:
    """The difference of two balances, in both windows."""
    values = [one[when] - other[when] for when in ("before", "after")]
    kind = min((one["basis"], other["basis"]), key=("none", "thin", "enough").index)
    return _difference(values, [a - b for a, b in zip(one["drawn"], other["drawn"], strict=True)], kind, how)


def _difference(values: list[float], drawn: list[Array], kind: str, how: Resampling) -> Row:
    low, high = how.interval(drawn[1] - drawn[0])
    change = values[1] - values[0]
    row: Row = {"before": values[0], "after": values[1], "basis": kind, "drawn": drawn, "difference": change}
    return row if kind == "none" else row | {"lower": min(low, change), "upper": max(high, change)}


def _lift(
    rows: Lazy, members: Members, windows: tuple[Zones, Zones], days: tuple[Window, Window], how: Resampling
) -> dict[str, Row]:
    """Conflict within the group beside what everyone's activity gives, in both windows."""
    first = nw.when(nw.col("date").is_between(*days[1])).then(nw.lit(1)).otherwise(nw.lit(0))
    kept = nw.col("date").is_between(*days[0]) | nw.col("date").is_between(*days[1])
    group = check_windows(members, *days)
    periods, values = expected_within(rows.filter(kept).with_columns(period=first), group)
    chance = dict(zip(periods.tolist(), values[:, 1], strict=True))
    random = np.random.default_rng(how.seed + 1)
    logs, drawn, least = [], [], np.inf
    for at, (zone, (begin, end)) in enumerate(zip(windows, days, strict=True)):
        blocks = sides(zone.blocks(how.length((end - begin).days + 1))[:, WITHIN])[1]
        hostile = float(blocks.sum())
        least = min(least, hostile if chance.get(at, 0.0) > 0 else 0.0)
        if least > 0:
            logs.append(float(np.log(hostile / chance[at])))
            drawn.append(np.log(draw_count(blocks, random, how.draws, how.dispersion) / chance[at]))
    if not least > 0:
        return {}
    return {"conflict lift": _difference(logs, drawn, basis(least), how)}


def _same_attention(rows: Lazy, members: Members, windows: tuple[Window, Window], how: Resampling) -> Row:
    """How the pairs themselves changed, each at its mean share of the events within the group."""
    inner = inner_events(rows, members, *windows)
    sums = table(inner.group_by("window", "date", "source", "target", "hostile").agg(nw.col("weight").sum()))
    blocks = [_pair_blocks(sums, at, how.length((w[1] - w[0]).days + 1)) for at, w in enumerate(windows)]
    exact = np.stack([part.sum(axis=0) for part in blocks], axis=1)
    random = np.random.default_rng(how.seed + 2)
    drawn: list[Array] = []
    for size in _sizes(how.draws):
        some = np.stack([draw(part, random, size, how.dispersion) for part in blocks], axis=2)
        drawn.append(decomposed(some)[1].sum(axis=1))
    low, high = how.interval(np.concatenate(drawn))
    change = float(decomposed(exact)[1].sum())
    kind = basis(float(exact.sum(axis=(0, 2)).min()))
    return {"difference": change, "lower": min(low, change), "upper": max(high, change), "basis": kind}


def _sizes(draws: int) -> list[int]:
    return [min(_AT_ONCE, draws - done) for done in range(0, draws, _AT_ONCE)]


def _pair_blocks(sums: pa.Table, window: int, length: int) -> Array:
    """[blocks, pairs, 2 sides] of one window; pairs are those of both."""
    pairs = np.char.add(*(sums[name].to_numpy().astype(str) for name in ("source", "target")))
    _, pair = np.unique(pairs, return_inverse=True)
    chosen = sums["window"].to_numpy() == window
    day = sums["date"].to_numpy().astype("datetime64[D]").astype(np.int64)[chosen]
    _, block = np.unique((day + 3) // length, return_inverse=True)
    added = np.zeros((block.max(initial=-1) + 1, pair.max(initial=-1) + 1, 2))
    where: Any = (block, pair[chosen], sums["hostile"].to_numpy()[chosen])
    np.add.at(added, where, sums["weight"].to_numpy()[chosen])
    return added


def _usual(found: Zones, after: Window) -> Array:
    """Cohesion in the windows of the later one's length that the rest of the frame holds."""
    first, last = found.days[0].item(), found.days[-1].item()
    values = [sides(found.during(*window).quads[:, WITHIN].sum(axis=0)) for window in alike(after, first, last)]
    return np.array([float(balance(*pair)) for pair in values if sum(pair) >= FEW])


def _finding(changes: dict[str, Row], windows: tuple[Zones, Zones], others: Array) -> Finding:
    """What the verdict rests on."""
    cohesion = changes["cohesion"]
    tone = "elsewhere" if changes["elsewhere"]["basis"] == "enough" else "outside"
    moves = np.array([abs(one - other) for one, other in combinations(others, 2)])
    return Finding(
        events=tuple(float(zone.quads[:, WITHIN].sum()) for zone in windows),  # type: ignore[arg-type]
        basis=cohesion["basis"],
        change=_signed(cohesion),
        attention=_signed(changes.get("same attention", {})),
        tone=_signed(changes[f"against {tone}"]) if changes[tone]["basis"] != "none" else None,
        beside=tone,
        pairs=len(moves),
        as_far=int((moves >= abs(cohesion["difference"]) - _SAME).sum()) if cohesion["basis"] != "none" else 0,
    )


def _signed(row: Row) -> int:
    """−1 or 1 where the interval lies on one side of 0, else 0."""
    if row.get("lower") is None or not np.isfinite(row["lower"]):
        return 0
    return int(row["lower"] > 0) - int(row["upper"] < 0)


def _row(name: str, row: Row, level: float) -> Row:
    """A row of the table: numbers that are none are left out."""
    names = ("before", "after", "difference", "lower", "upper")
    numbers = {key: row.get(key) for key in names}
    shown = {key: value if value is not None and np.isfinite(value) else None for key, value in numbers.items()}
    return {"what": name, "level": level if shown["lower"] is not None else None, "basis": row["basis"], **shown}
