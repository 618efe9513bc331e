import datetime as dt

import numpy as np
import polars as pl
import pytest

from riftline.errors import MeasureError
from riftline.measure.alerts import alerts

MONTHS = [dt.date(2010 + month // 12, month % 12 + 1, 1) for month in range(120)]


def pair(conflict, seed=0, others=20):
    """Counts of A–B with the given mean of conflict by month, among steady pairs."""
    random = np.random.default_rng(seed)
    frames = []
    for number in range(others + 1):
        means = {"cooperation": np.full(120, 20.0), "conflict": conflict if number == 0 else np.full(120, 8.0)}
        counts = {side: random.poisson(mean * random.gamma(5, 1 / 5, 120)) for side, mean in means.items()}
        names = ("A", "B") if number == 0 else (f"X{number}", f"Y{number}")
        frames.append(pl.DataFrame({"source": names[0], "target": names[1], "period": MONTHS, **counts}))
    return pl.concat(frames)


RISE = np.where(np.arange(120) < 70, 8.0, 50.0)


def test_a_rise_is_told_within_four_months():
    found = alerts(pair(RISE), source="A")
    assert set(found["side"]) == {"conflict"}
    assert dt.date(2015, 11, 1) <= found["period"][0] <= dt.date(2016, 3, 1)
    shift = found.row(-1, named=True)
    assert (shift["kind"], found["kind"].to_list().count("shift")) == ("shift", 1)
    assert dt.date(2015, 10, 1) <= shift["began"] <= shift["period"]
    assert shift["ratio"] > 3


def test_no_period_knows_what_comes_after_it():
    frame = pair(RISE)
    early = frame.filter(pl.col("period") < dt.date(2014, 1, 1))
    whole = alerts(frame, every=True, coverage="none").filter(pl.col("period") < dt.date(2014, 1, 1))
    assert whole.drop("evidence").equals(alerts(early, every=True, coverage="none").drop("evidence"))


def test_an_outburst_alarms_once():
    burst = np.full(120, 8.0)
    burst[70] = 200
    found = alerts(pair(burst), source="A")
    assert found.select("period", "kind").rows() == [(dt.date(2015, 11, 1), "open")]


def test_steady_series_hardly_alarm():
    assert alerts(pair(np.full(120, 8.0), others=100)).height <= 10


def test_every_period_has_its_evidence():
    found = alerts(pair(RISE, others=3), source="A", every=True)
    assert 200 < found.height <= 2 * 108  # a new level is compared only when it has a history
    assert found["p"].is_between(0, 1).all()
    assert found.filter("alarm", kind="shift").height == 1


def test_net_sums_alone():
    frame = pair(RISE).select("source", "target", "period", net=5.0 * pl.col("cooperation") - 5.0 * pl.col("conflict"))
    row = alerts(frame, source="A").row(-1, named=True)
    assert (row["side"], row["kind"], row["ratio"]) == ("net", "shift", None)
    assert row["after"] < row["before"]


def test_false_alarms_must_be_possible():
    with pytest.raises(MeasureError, match="false_alarms"):
        alerts(pair(RISE, others=1), false_alarms=2)
