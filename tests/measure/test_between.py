"""Two windows of a group: the difference, what carries it, and what the verdict says."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.errors import MeasureError
from riftline.measure import between, carriers, evidence

GROUP = ["USA", "GBR", "FRA"]
OLD, NEW = (dt.date(2019, 1, 1), dt.date(2019, 12, 31)), (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
REASONS = ["tone of the coverage", "news turned to others"]


def year(year, share, size=120, source="USA", target="GBR"):
    """One event every third day of a year, of which `share` are conflicts, spread evenly."""
    quads = [4 if int((at + 1) * share) > int(at * share) else 1 for at in range(size)]
    first = dt.date(year, 1, 1)
    return [
        (f"{source}{target}{year}{at}", (first + dt.timedelta(days=3 * at % 365)).isoformat(), source, target, quad)
        for at, quad in enumerate(quads)
    ]


def peace(*years):
    """What others do elsewhere, the same every year."""
    return [row for one in years for row in year(one, 0.3, source="RUS", target="CHN")]


def changes(found):
    return {row["what"]: row for row in found.changes.to_pylist()}


def test_a_rift_is_more_than_chance_and_coverage(make):
    rows = make(year(2019, 0.1) + year(2021, 0.6) + peace(2019, 2021))
    found = between(rows, GROUP, OLD, NEW)
    row = changes(found)["cohesion"]
    assert (row["before"], row["after"], row["difference"]) == pytest.approx((0.8, -0.2, -1.0))
    assert row["lower"] < -1 < row["upper"] < 0
    assert found.verdict == "more conflictual than chance and coverage explain"


def test_healing_is_told_as_well(make):
    rows = make(year(2019, 0.6) + year(2021, 0.1) + peace(2019, 2021))
    assert between(rows, GROUP, OLD, NEW).verdict == "more cooperative than chance and coverage explain"


def test_no_change_is_no_clear_change(make):
    rows = make(year(2019, 0.3) + year(2021, 0.32) + peace(2019, 2021))
    assert between(rows, GROUP, OLD, NEW).verdict.startswith("no clear change")


def test_a_darker_tone_of_all_coverage_is_no_rift(make):
    everyone = year(2019, 0.1, source="RUS", target="CHN") + year(2021, 0.6, source="RUS", target="CHN")
    found = between(make(year(2019, 0.1) + year(2021, 0.6) + everyone), GROUP, OLD, NEW)
    assert "more conflictual, but" in found.verdict
    assert REASONS[0] in found.verdict


def test_news_that_turn_to_the_pair_that_quarrels_are_no_rift(make):
    quarrel, friends = {"source": "USA", "target": "FRA"}, {"source": "USA", "target": "GBR"}
    rows = make(
        year(2019, 0.8, 30, **quarrel)
        + year(2019, 0.05, 120, **friends)
        + peace(2019, 2021)
        + year(2021, 0.8, 120, **quarrel)
        + year(2021, 0.05, 40, **friends)
    )
    found = between(rows, GROUP, OLD, NEW)
    assert changes(found)["cohesion"]["upper"] < 0
    assert REASONS[1] in found.verdict


def test_few_events_are_no_basis(make):
    found = between(make(year(2019, 0.0, 5) + year(2021, 1.0, 5)), GROUP, OLD, NEW)
    assert found.verdict == "no basis: 5 and 5 events within the group, and 20 in each window are needed"
    assert changes(found)["cohesion"]["basis"] == "thin"


def test_no_events_at_all_leave_nothing_to_take_apart(make):
    found = between(make(peace(2019, 2021)), GROUP, OLD, NEW)
    assert found.verdict.startswith("no basis: 0 and 0")
    assert found.carriers is None
    assert changes(found)["cohesion"]["difference"] is None


def test_counts_by_year_are_compared_as_events(make):
    """One date for each year: there are no blocks to resample, and two years do not tell how years scatter."""
    rows = [(f"{y}{at}", f"{y}-01-01", "USA", "GBR", 4 if at < hostile else 1)
            for y, hostile in ((2019, 20), (2021, 90)) for at in range(150)]  # fmt: skip
    alone = changes(between(make(rows), GROUP, OLD, NEW))["cohesion"]
    assert alone["upper"] < 0
    wild = [(f"{y}{at}", f"{y}-01-01", "USA", "GBR", 4 if at < 10 + 60 * (y % 2) else 1)
            for y in range(2012, 2019) for at in range(150)]  # fmt: skip
    among = changes(between(make(rows + wild), GROUP, OLD, NEW))["cohesion"]
    assert among["upper"] - among["lower"] > 2 * (alone["upper"] - alone["lower"])


def test_other_windows_tell_whether_the_change_is_unusual(make):
    wild = [0.1, 0.6, 0.1, 0.6, 0.1, 0.6]
    rows = [row for at, share in enumerate(wild) for row in year(2014 + at, share)]
    days = (dt.date(2014, 1, 1), dt.date(2014, 12, 31)), (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    found = between(make(rows + peace(*range(2014, 2020))), GROUP, *days)
    assert found.verdict.endswith("of 10 other pairs of windows as long, 6 differ as much")


def test_false_alarms_are_as_rare_as_the_level_says(make):
    random, alarms = np.random.default_rng(5), 0
    for trial in range(40):
        rows = [
            (f"{trial}-{y}-{week}-{at}", (dt.date(y, 1, 1) + dt.timedelta(days=7 * week + at)).isoformat(), "USA",
             "GBR", 4 if random.random() < climate else 1)
            for y in (2019, 2021) for week in range(52) for climate in [random.beta(2, 4)] for at in range(4)
        ]  # fmt: skip
        alarms += "than chance" in between(make(rows), GROUP, OLD, NEW, draws=300).verdict
    assert alarms <= 6  # of 40 at the level .95


def test_carriers_of_two_pairs(make):
    rows = make(
        year(2019, 0.0, 60, "USA", "GBR")
        + year(2019, 0.0, 60, "USA", "FRA")
        + year(2021, 0.0, 60, "USA", "GBR")
        + year(2021, 0.5, 60, "USA", "FRA")
    )
    found = carriers(rows, GROUP, OLD, NEW).to_pylist()
    dyads = {row["part"]: row for row in found if row["kind"] == "dyad"}
    assert next(iter(dyads)) == "FRA–USA"
    assert dyads["FRA–USA"]["behaviour"] == pytest.approx(-0.5)
    assert dyads["GBR–USA"]["behaviour"] == pytest.approx(0)
    assert {row["part"] for row in found if row["kind"] == "type"} == {"CONSULT", "FIGHT"}
    assert {row["part"] for row in found if row["kind"] == "party"} == {"USA", "GBR", "FRA"}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_each_kind_of_carrier_adds_up_to_the_change(some, seed):
    rows = some(seed, size=900)
    found = carriers(rows, GROUP, OLD, NEW)
    row = changes(between(rows, GROUP, OLD, NEW, draws=20))["cohesion"]
    for kind in ("dyad", "party", "type", "context"):
        part = found.filter(pc.equal(found["kind"], kind))
        assert pc.sum(part["contribution"]).as_py() == pytest.approx(row["difference"], abs=1e-9)
        assert abs(row["difference"]) < 1e-9 or pc.sum(part["share"]).as_py() == pytest.approx(1)
        both = np.add(part["behaviour"].to_numpy(), part["attention"].to_numpy())
        assert np.allclose(both, part["contribution"].to_numpy())
    events = found.filter(pc.equal(found["kind"], "context"))
    dyads = found.filter(pc.equal(found["kind"], "dyad"))
    assert pc.sum(events["after_events"]).as_py() == pytest.approx(pc.sum(dyads["after_events"]).as_py())


def test_same_attention_is_the_sum_of_the_behaviour_of_pairs(some):
    rows = some(9, size=900)
    found = carriers(rows, GROUP, OLD, NEW)
    dyads = found.filter(pc.equal(found["kind"], "dyad"))
    row = changes(between(rows, GROUP, OLD, NEW, draws=20))["same attention"]
    assert row["difference"] == pytest.approx(pc.sum(dyads["behaviour"]).as_py())


def test_evidence_is_of_the_side_that_grew_and_the_weightiest_first(make):
    rows = make(year(2019, 0.1) + year(2021, 0.6))
    reports = pa.array([1 + at % 7 for at in range(rows.num_rows)])
    found = evidence(rows.append_column("reports", reports), GROUP, OLD, NEW, top=5).to_pylist()
    assert len(found) == 5
    assert {(row["type"], row["date"].year, row["reports"]) for row in found} == {("FIGHT", 2021, 7)}
    assert {(row["source"], row["target"]) for row in found} == {("USA", "GBR")}
    assert found[0]["force"] == 70
    assert found[0]["weight"] == pytest.approx((-1 - 0.3) / 120)


def test_windows_are_checked(some):
    with pytest.raises(MeasureError, match="two windows overlap"):
        between(some(1), GROUP, OLD, (OLD[1], NEW[1]))
    with pytest.raises(MeasureError, match="ends before it begins"):
        carriers(some(1), GROUP, OLD[::-1], NEW)
    with pytest.raises(MeasureError, match="no event within the group between 2031-01-01"):
        carriers(some(1), GROUP, OLD, (dt.date(2031, 1, 1), dt.date(2031, 2, 1)))
