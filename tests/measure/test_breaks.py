import datetime as dt
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from riftline.errors import MeasureError
from riftline.measure.breaks import breaks

MONTHS = [dt.date(2010 + month // 12, month % 12 + 1, 1) for month in range(120)]
SERIES = Path(__file__).parents[2] / "../shared/data/series"


def panel(change=None, others=30, coverage=None, seed=0):
    """Counts of a pair A–B with mean 20 and 8 a month, changed by `change`, among steady pairs."""
    random = np.random.default_rng(seed)
    covered = np.ones(120) if coverage is None else coverage
    frames = []
    for number in range(others + 1):
        means = {"cooperation": np.full(120, 20.0), "conflict": np.full(120, 8.0)}
        if number == 0 and change is not None:
            change(means)
        counts = {side: random.poisson(mean * covered * random.gamma(5, 1 / 5, 120)) for side, mean in means.items()}
        source, target = ("A", "B") if number == 0 else (f"X{number}", f"Y{number}")
        frames.append(pl.DataFrame({"source": source, "target": target, "period": MONTHS, **counts}))
    return pl.concat(frames)


def rise(means):
    means["conflict"][70:] *= 5


def burst(means):
    means["conflict"][70] *= 15


def rows(found, **wanted):
    return [row for row in found.to_dicts() if all(row[name] == value for name, value in wanted.items())]


def test_a_rise_of_conflict_is_dated_and_measured():
    (row,) = rows(breaks(panel(rise)), source="A", kind="shift")
    assert (row["side"], row["target"]) == ("conflict", "B")
    assert row["earliest"] <= dt.date(2015, 11, 1) <= row["latest"]
    assert abs((row["period"] - dt.date(2015, 11, 1)).days) <= 62
    assert row["before_lower"] < 8 < row["before_upper"]
    assert row["after_lower"] < 40 < row["after_upper"]
    assert row["ratio_lower"] < 5 < row["ratio_upper"]
    assert row["p"] < 0.001


def test_growing_coverage_is_no_break():
    grown = panel(coverage=np.repeat([1.0, 6.0], 60))
    assert not rows(breaks(grown), kind="shift")
    assert len(rows(breaks(grown, coverage="none"), kind="shift", period=dt.date(2015, 1, 1))) > 20


def test_years_without_coverage_are_no_break():
    covered = np.concatenate([np.zeros(50), np.ones(30), np.zeros(10), np.ones(30)])
    holes = panel(coverage=covered).filter((pl.col("cooperation") > 0) | (pl.col("source") == "X1"))
    edges = {dt.date(2014, 3, 1), dt.date(2016, 9, 1), dt.date(2017, 7, 1)}
    assert not edges & {row["period"] for row in breaks(holes).to_dicts()}
    assert edges & {row["period"] for row in breaks(holes, coverage="none").to_dicts()}


def test_coverage_of_the_parties_themselves():
    frame = panel(rise)
    elsewhere = frame.filter(pl.col("source") != "A").with_columns(
        source=pl.when(pl.col("source") < "X2").then(pl.lit("A")).otherwise("source")
    )
    found = breaks(
        pl.concat([frame.filter(pl.col("source") == "A"), elsewhere]), source="A", target="B", coverage="parties"
    )
    assert [row["side"] for row in rows(found, kind="shift")] == ["conflict"]


def test_an_outburst_is_a_spike_and_no_shift():
    found = breaks(panel(burst), source="A")
    (row,) = rows(found)
    assert (row["kind"], row["side"], row["period"]) == ("spike", "conflict", dt.date(2015, 11, 1))


def test_an_outburst_at_the_end_is_open():
    def last(means):
        means["conflict"][119] *= 15

    (row,) = rows(breaks(panel(last), source="A"))
    assert (row["kind"], row["until"]) == ("open", dt.date(2019, 12, 1))


def test_steady_series_show_hardly_any_break():
    found = breaks(panel(others=200))
    assert len(rows(found, kind="shift")) <= 20
    assert len(rows(found, kind="spike")) <= 20


def test_one_dyad_alone_has_no_coverage_to_stand_against():
    found = breaks(panel(rise, others=0))
    assert {row["coverage"] for row in found.to_dicts()} == {"none"}
    assert [row["side"] for row in rows(found, kind="shift")] == ["conflict"]


def test_net_sums_alone():
    frame = panel(rise).select("source", "target", "period", net=5.0 * pl.col("cooperation") - 5.0 * pl.col("conflict"))
    (row,) = rows(breaks(frame), source="A", kind="shift")
    assert (row["side"], row["ratio"]) == ("net", None)
    assert row["after"] < row["before"]


def test_events_are_counted_like_counts():
    frame = panel(rise, others=8)
    sides = [
        frame.select(
            "source", "target", pl.col("period").alias("date"), weight=pl.col(side).cast(float), quad=pl.lit(quad)
        )
        for side, quad in (("cooperation", 2), ("conflict", 4))
    ]
    events = pl.concat(sides).with_columns(
        event=pl.int_range(pl.len()).cast(str), type=pl.lit("ASSAULT"), goldstein=pl.lit(-5.0)
    )
    assert breaks(events).equals(breaks(frame))
    quads = breaks(events, split="quads")
    assert [row["side"] for row in rows(quads, source="A", kind="shift")] == ["material_conflict"]
    weighed = rows(breaks(events, of="goldstein"), source="A", kind="shift")
    assert weighed[0]["after"] == pytest.approx(5 * rows(breaks(events), source="A", kind="shift")[0]["after"])


def test_denied_events_do_not_count():
    frame = panel(rise, others=3).rename({"period": "date"})
    events = frame.select(
        "source", "target", "date", event=pl.lit("e"), type=pl.lit("ASSAULT"), goldstein=pl.lit(-5.0),
        weight=pl.col("conflict").cast(float), quad=pl.lit(4), status=pl.lit("denied"),
    )  # fmt: skip
    with pytest.raises(MeasureError, match="no rows"):
        breaks(events)


@pytest.mark.parametrize("kind", [pl.DataFrame, pl.LazyFrame])
def test_the_same_kind_of_frame_comes_back(kind):
    frame = panel(rise)
    assert isinstance(breaks(frame.lazy() if kind is pl.LazyFrame else frame), kind)
    assert breaks(frame.to_pandas())["side"].tolist() == breaks(frame)["side"].to_list()
    assert breaks(frame.to_arrow()).num_rows == breaks(frame).height


def test_yearly_counts_by_month_are_refused():
    yearly = panel().filter(pl.col("period").dt.month() == 1)
    with pytest.raises(MeasureError, match="every 12th month"):
        breaks(yearly)
    assert breaks(yearly, by="year").height == 0


def test_missing_columns_are_named():
    with pytest.raises(MeasureError, match="target"):
        breaks(panel().drop("target"))
    with pytest.raises(MeasureError, match="sides"):
        breaks(panel().drop("conflict").rename({"cooperation": "verbal_conflict"}).with_columns(material_conflict=1))
    with pytest.raises(MeasureError, match="false_alarms"):
        breaks(panel(others=1), false_alarms=0)


@pytest.mark.skipif(not SERIES.exists(), reason="shared data absent")
def test_known_breaks_of_the_real_series():
    yearly = pl.read_parquet(SERIES / "icews_dyad_year_2002_2014.parquet").drop_nulls(["i_iso3c", "j_iso3c"])
    names = {"verbCoop": "verbal_cooperation", "matlCoop": "material_cooperation"}
    names |= {"verbConf": "verbal_conflict", "matlConf": "material_conflict"}
    frame = yearly.rename(names).with_columns(source="i_iso3c", target="j_iso3c", year=pl.col("year").cast(pl.Int64))
    found = breaks(frame, by="year", split="quads").filter(pl.col("side") == "material_conflict")
    for pair, year in ((("RUS", "UKR"), 2014), (("LBY", "USA"), 2011), (("FRA", "LBY"), 2011), (("GBR", "SYR"), 2011)):
        assert rows(found, source=pair[0], target=pair[1], period=dt.date(year, 1, 1))
