"""Breaks: false alarms, known history, speed.

Run: ``python benchmarks/breaks.py --shared ../shared`` (about five minutes on one core; ``--quick`` for one). Prints

1. false breaks and alarms per dyad-decade on series without a break: simulated negative binomial counts with
   over-dispersion, autocorrelation and growing coverage, and real series with their periods shuffled;
2. what was found of known history, in which period, and how late the running detector said so;
3. seconds for 1,000 dyads × 240 months.

Beside each stands the usual approach: net sums cut by least squares with the BIC penalty.
"""

import argparse
import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from common import table
from riftline.ledger.names import resolve_names
from riftline.measure.alerts import alerts
from riftline.measure.breaks import breaks
from riftline.measure.counts import PER_DECADE, Split, Wanted, panel
from riftline.measure.frames import By

Array = npt.NDArray[np.float64]
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
KINDS = {  # the quad of a relation of ICEWS14 by its first word; verbal cooperation where it is none of these
    "material_cooperation": "provide share cooperate ease return yield retreat demobilize accede receive grant",
    "verbal_conflict": "criticize accuse demand reject threaten deny investigate complain refuse decline veto defy "
    "give halt bring",
    "material_conflict": "reduce demonstrate protest obstruct conduct impose arrest abduct use fight occupy physically "
    "mobilize increase confiscate expel coerce violate ban seize destroy torture kill employ carry assassinate attempt "
    "detonate sexually",
}


@dataclass(frozen=True)
class Known:
    """Something that happened, and where it should show."""

    pair: tuple[str, str]
    day: dt.date
    what: str


HISTORY = {
    "GDELT net, monthly": [
        Known(("USA", "RUS"), dt.date(2022, 2, 1), "invasion of Ukraine"),
        Known(("GBR", "RUS"), dt.date(2022, 2, 1), "invasion of Ukraine"),
        Known(("FIN", "RUS"), dt.date(2022, 2, 1), "invasion of Ukraine"),
        Known(("ISR", "ARE"), dt.date(2020, 8, 1), "Abraham Accords"),
        Known(("ISR", "PSE"), dt.date(2023, 10, 1), "attack of 7 October"),
        Known(("AUS", "FRA"), dt.date(2021, 9, 1), "AUKUS"),
        Known(("TUR", "SWE"), dt.date(2022, 5, 1), "Sweden applies to NATO"),
    ],
    "ICEWS quads, yearly": [
        Known(("RUS", "GEO"), dt.date(2008, 1, 1), "war in Georgia"),
        Known(("RUS", "UKR"), dt.date(2014, 1, 1), "Crimea"),
        *(Known((west, "LBY"), dt.date(2011, 1, 1), "intervention") for west in ("USA", "GBR", "FRA")),
        *(Known((west, "SYR"), dt.date(2011, 1, 1), "uprising") for west in ("USA", "GBR", "FRA")),
    ],
    "ICEWS14 quads, weekly": [Known(("RUS", "UKR"), dt.date(2014, 3, 1), "Crimea")],
}
COVER = "cover"
MIDDLE = dt.date(2014, 7, 1)
BOTH = {"source": pl.min_horizontal("source", "target"), "target": pl.max_horizontal("source", "target")}
NEAR = {"week": 31, "month": 95, "year": 0}  # days from the date that still count as found


# The naive approach


def naive_breaks(net: Array) -> list[list[int]]:
    """Least-squares segments of each row, penalty 2·log(T)·variance: the usual default on net sums."""
    return [_optimal(row / (row.std() or 1.0)) for row in net]


def _optimal(row: Array) -> list[int]:
    """Best breaks by dynamic programming over all segments."""
    periods = len(row)
    total, square = np.concatenate([[0], np.cumsum(row)]), np.concatenate([[0], np.cumsum(row**2)])
    best, last = np.full(periods + 1, np.inf), np.zeros(periods + 1, int)
    best[0] = -2 * np.log(periods)
    for end in range(1, periods + 1):
        begin = np.arange(end)
        cost = square[end] - square[begin] - (total[end] - total[begin]) ** 2 / (end - begin)
        paid = best[begin] + cost + 2 * np.log(periods)
        last[end], best[end] = int(paid.argmin()), float(paid.min())
    found: list[int] = []
    while (end := last[periods]) > 0:
        found.append(int(end))
        periods = end
    return sorted(found)


# Series


def simulated(
    dyads: int, periods: int, mean: float, dispersion: float, *, alike: float, seed: int
) -> tuple[Array, Array, Array]:
    """Cooperation, conflict and coverage: log rates follow an AR(1), coverage grows fourfold."""
    random = np.random.default_rng(seed)
    coverage = np.geomspace(0.5, 2, periods) * np.exp(random.normal(0, 0.1, periods))
    return *(_counts(random, (dyads, periods), mean * coverage, dispersion, alike) for _ in range(2)), coverage


def _counts(random: np.random.Generator, shape: tuple[int, int], mean: Array, dispersion: float, alike: float) -> Array:
    spread = np.log1p(dispersion)
    noise = random.normal(size=shape)
    for period in range(1, shape[1]):
        noise[:, period] = alike * noise[:, period - 1] + np.sqrt(1 - alike**2) * noise[:, period]
    rate = np.exp(np.sqrt(spread) * noise - spread / 2) if alike else random.gamma(1 / dispersion, dispersion, shape)
    return random.poisson(rate * mean).astype(float)


def days_of(periods: int, by: str) -> list[dt.date]:
    """First days of so many periods."""
    if by == "year":
        return [dt.date(2000 + number, 1, 1) for number in range(periods)]
    return [dt.date(2000 + number // 12, number % 12 + 1, 1) for number in range(periods)]


def simulated_frame(by: By, dyads: int, alike: float) -> list[pl.DataFrame]:
    """Frames of counts without a break, over levels and dispersions; a pair "cover" carries the coverage."""
    periods = {"month": 120, "year": 13}[by]
    settings = [(mean, dispersion) for mean in (2, 20, 300) for dispersion in (0.1, 0.4, 1.0)]
    frames = []
    for seed, (mean, dispersion) in enumerate(settings):
        *sides, coverage = simulated(dyads, periods, mean, dispersion, alike=alike, seed=seed)
        counts = [np.vstack([side, 2000 * coverage]).ravel() for side in sides]
        names = [*(f"S{number}" for number in range(dyads)), COVER]
        keys = {"source": np.repeat(names, periods), "target": "T", "period": days_of(periods, by) * (dyads + 1)}
        frames.append(pl.DataFrame(keys | {"cooperation": counts[0], "conflict": counts[1]}))
    return frames


def icews(shared: Path) -> pl.DataFrame:
    """Yearly counts by quad, 2002–2014."""
    names = dict(zip(("verbCoop", "matlCoop", "verbConf", "matlConf"), QUADS, strict=True))
    rows = pl.read_parquet(shared / "data/series/icews_dyad_year_2002_2014.parquet").rename(names)
    keys = {"source": "i_iso3c", "target": "j_iso3c", "period": pl.date(pl.col("year").cast(pl.Int32), 1, 1)}
    return rows.drop_nulls(["i_iso3c", "j_iso3c"]).select(**keys, **{name: pl.col(name) for name in QUADS})


def gdelt(shared: Path) -> pl.DataFrame:
    """Monthly net sums, 2018–2024-02."""
    rows = pl.read_parquet(shared / "data/series/gdelt_dyad_month_2018_2024.parquet")
    day = (pl.col("month").cast(pl.String) + "01").str.to_date("%Y%m%d")
    return rows.select(source=pl.col("a").cast(pl.String), target=pl.col("b").cast(pl.String), period=day, net="net")


def icews14(shared: Path) -> pl.DataFrame:
    """Weekly counts by quad between states of ICEWS14; "Citizen (Nigeria)" counts as Nigeria, Merkel as Germany."""
    folder = shared / "data/tkg/ICEWS14"
    relations, entities = (_names(folder / f"{name}2id.txt") for name in ("relation", "entity"))
    quads = {word: quad for quad, words in KINDS.items() for word in words.split()}
    lines = [line for part in ("train", "valid", "test") for line in (folder / f"{part}.txt").read_text().splitlines()]
    facts = [[int(number) for number in line.split()[:4]] for line in lines]
    spells = {spell.text: spell.who for spell in resolve_names((name, None, MIDDLE) for name in entities.values())}
    states = {number: spells[name].country or name for number, name in entities.items()}
    columns = {
        "source": [states[fact[0]] for fact in facts],
        "target": [states[fact[2]] for fact in facts],
        "quad": [quads.get(relations[fact[1]].lower().split("_")[0].strip(","), QUADS[0]) for fact in facts],
        "period": [_monday(fact[3]) for fact in facts],
    }
    sums = [(pl.col("quad") == quad).sum().cast(pl.Float64).alias(quad) for quad in QUADS]
    return pl.DataFrame(columns).group_by("source", "target", "period").agg(*sums)


def _monday(number: int) -> dt.date:
    day = dt.date(2014, 1, 1) + dt.timedelta(days=number)
    return day - dt.timedelta(days=day.weekday())


def _names(path: Path) -> dict[int, str]:
    lines = path.read_text(encoding="utf8").splitlines()
    return {int(number): name for name, number in (line.rsplit("\t", 1) for line in lines)}


def shuffled(frame: pl.DataFrame, block: int, seed: int) -> pl.DataFrame:
    """Every pair's periods in another order, in blocks; what a period holds stays together."""
    random = np.random.default_rng(seed)
    values = [name for name in frame.columns if name not in ("source", "target", "period")]
    pooled = frame.with_columns(**BOTH).group_by("source", "target", "period").agg(pl.col(values).sum())
    days = pooled["period"].unique().sort()
    pairs = pooled.select("source", "target").unique().sort("source", "target").with_row_index("pair")
    blocks = np.array_split(np.arange(len(days)), range(block, len(days), block))
    order = np.array([np.concatenate([blocks[i] for i in random.permutation(len(blocks))]) for _ in range(len(pairs))])
    at = pooled.join(pairs, on=["source", "target"]).join(
        pl.DataFrame({"period": days, "at": np.arange(len(days))}), on="period"
    )
    moved = np.argsort(order, axis=1)[at["pair"].to_numpy(), at["at"].to_numpy()]
    return at.with_columns(period=days.gather(moved)).select("source", "target", "period", *values)


# 1. False alarms


def rates(frame: pl.DataFrame, by: By, split: Split = "sides") -> list[float]:
    """Dyads; shifts, spikes, open alarms, alarms of a shift and naive breaks of net sums per dyad-decade."""
    series = panel(frame, Wanted(by, split=split))
    dyads = {pair for pair in series.dyad if COVER not in pair}
    found, alarms = (
        measure(frame, by=by, split=split).filter((pl.col("source") != COVER) & (pl.col("target") != COVER))
        for measure in (breaks, alerts)
    )
    shifts, told = (part.filter(kind="shift").height for part in (found, alarms))
    naive = sum(len(row) for row in naive_breaks(net_rows(frame, dyads)))
    decades = len(dyads) * len(series.starts) / PER_DECADE[by]
    return [
        len(dyads),
        *(count / decades for count in (shifts, found.height - shifts, alarms.height - told, told, naive)),
    ]


def net_rows(frame: pl.DataFrame, dyads: set[tuple[str, str]]) -> Array:
    """[D, T] net sums: cooperation less conflict."""
    plus = [name for name in frame.columns if name in {"net", "cooperation", *QUADS[:2]}]
    minus = [name for name in frame.columns if name in {"conflict", *QUADS[2:]}]
    net = pl.sum_horizontal(plus) - (pl.sum_horizontal(minus) if minus else 0)
    rows = frame.with_columns(**BOTH, value=net).group_by("source", "target", "period").agg(pl.col("value").sum())
    wide = rows.sort("period").pivot(on="period", index=["source", "target"], values="value").fill_null(0)
    keep = [pair in dyads for pair in wide.select("source", "target").iter_rows()]
    return wide.filter(pl.Series(keep)).drop("source", "target").to_numpy().astype(float)


def false_alarms(shared: Path, dyads: int, sample: int) -> list[list[str]]:
    """Rows of the first table."""
    rows = []
    for by in ("month", "year"):
        for alike in (0.0, 0.3, 0.5):
            found = np.array([rates(frame, by) for frame in simulated_frame(by, dyads, alike)])
            rows.append([f"simulated, by {by}, autocorrelation {alike}", found[:, 0].sum(), *found[:, 1:].mean(axis=0)])
    for name, frame, by, split, block in (
        ("GDELT net", gdelt(shared), "month", "sides", 1),
        ("GDELT net", gdelt(shared), "month", "sides", 3),
        ("ICEWS", icews(shared), "year", "sides", 1),
        ("ICEWS quads", icews(shared), "year", "quads", 1),
        ("ICEWS14", icews14(shared), "week", "sides", 1),
        ("ICEWS14", icews14(shared), "week", "sides", 3),
    ):
        moved = shuffled(sampled(frame, sample), block, 1)
        rows.append([f"{name}, shuffled in blocks of {block}", *rates(moved, by, split)])
    return [[row[0], f"{row[1]:,.0f}", *(f"{rate:.3f}" for rate in row[2:])] for row in rows]


def sampled(frame: pl.DataFrame, most: int) -> pl.DataFrame:
    """Some of the pairs that have enough in them, always the same."""
    values = [name for name in frame.columns if name not in ("source", "target", "period")]
    size = pl.sum_horizontal(pl.col(name).abs() for name in values).sum()
    pairs = frame.with_columns(**BOTH).group_by("source", "target").agg(size=size).filter(pl.col("size") >= 50)
    chosen = pairs.sort("source", "target").sample(min(most, pairs.height), seed=1).select("source", "target")
    return frame.with_columns(**BOTH).join(chosen, on=["source", "target"])


# 2. Known history


def known_history(shared: Path) -> list[list[str]]:
    """Rows of the second table."""
    rows = []
    for name, frame, by, split in (
        ("GDELT net, monthly", gdelt(shared), "month", "sides"),
        ("ICEWS quads, yearly", icews(shared), "year", "quads"),
        ("ICEWS14 quads, weekly", icews14(shared), "week", "quads"),
    ):
        found, alarms = (measure(frame, by=by, split=split) for measure in (breaks, alerts))
        rows += [[name, *_told(known, frame, by, found, alarms)] for known in HISTORY[name]]
    return rows


def _told(known: Known, frame: pl.DataFrame, by: By, found: pl.DataFrame, alarms: pl.DataFrame) -> list[str]:
    pair = tuple(sorted(known.pair))
    mine = found.filter(pl.col("source") == pair[0], pl.col("target") == pair[1])
    near = mine.filter((pl.col("period") - known.day).dt.total_days().abs() <= NEAR[by]).sort(
        "evidence", descending=True
    )
    late = (pl.col("period") - known.day).dt.total_days()
    told = alarms.filter(pl.col("source") == pair[0], pl.col("target") == pair[1]).filter(
        late.is_between(0, 2 * NEAR[by] + 30)
    )
    days = sorted(frame["period"].unique().to_list())
    naive = [days[at] for at in naive_breaks(net_rows(frame, {pair}))[0]]
    hit = [day for day in naive if abs((day - known.day).days) <= NEAR[by]]
    return [
        f"{known.pair[0]}–{known.pair[1]} {known.day:%Y-%m}, {known.what}",
        "; ".join(_said(row) for row in near.to_dicts()) or "–",
        str(mine.filter(kind="shift").height),
        f"{(min(told['period']) - known.day).days} days" if told.height else "–",
        f"{hit[0] if hit else '–'} of {len(naive)}",
    ]


def _said(row: dict[str, object]) -> str:
    text = f"{row['kind']} of {str(row['side']).replace('_', ' ')} {row['period']}"
    return f"{text} ({row['earliest']} … {row['latest']}, p {row['p']:.1g})"


# 3. Speed


def seconds() -> list[list[str]]:
    """Rows of the third table: 1,000 dyads × 240 months, both sides."""
    random = np.random.default_rng(0)
    rate = random.gamma(5, 1 / 5, (1000, 240)) * 20
    days = days_of(240, "month") * 1000
    keys = {"source": np.repeat([f"S{number}" for number in range(1000)], 240), "target": "T", "period": days}
    frame = pl.DataFrame(keys | {side: random.poisson(rate).ravel() for side in ("cooperation", "conflict")})
    rows = []
    for name, work in (
        ("breaks", lambda: breaks(frame)),
        ("alerts", lambda: alerts(frame)),
        ("naive breaks of net sums", lambda: naive_breaks(rate)),
    ):
        begin = time.process_time()
        work()
        rows.append([name, f"{time.process_time() - begin:.1f}"])
    return rows


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--quick", action="store_true", help="fewer simulated and shuffled series")
    options = parser.parse_args()
    head = ["1,000 dyads × 240 months", "seconds of one core"]
    table(head, seconds())
    print()
    head = ["series, pair and month", "found near it", "shifts of the pair", "alarm after", "naive, of all its breaks"]
    table(["data", *head], known_history(options.shared))
    print()
    head = [
        "per dyad-decade, no break",
        "dyads",
        "shifts",
        "spikes",
        "alarms, open",
        "alarms, shift",
        "naive breaks of net sums",
    ]
    table(head, false_alarms(options.shared, *((20, 300) if options.quick else (60, 2000))))


if __name__ == "__main__":
    main()
