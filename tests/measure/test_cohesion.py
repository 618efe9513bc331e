"""Cohesion of a group per period."""

import datetime as dt
import math

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.errors import MeasureError, UsageError
from riftline.measure import cohesion

GROUP = ["USA", "GBR", "FRA"]


def events(month, quads, source="USA", target="GBR", year=2020):
    return [
        (f"{source}{target}{year}{month}-{at}", f"{year}-{month:02}-{at % 28 + 1:02}", source, target, quad)
        for at, quad in enumerate(quads)
    ]


def test_cohesion_is_cooperation_minus_conflict_over_both(make):
    (found,) = cohesion(make(events(1, [1] * 20 + [2] * 10 + [3] * 6 + [4] * 4)), GROUP).to_pylist()
    assert found["events"] == 40
    assert found["cohesion"] == pytest.approx((30 - 10) / 40)
    assert found["words"] == pytest.approx((20 - 6) / 26)
    assert found["deeds"] == pytest.approx((10 - 4) / 14)
    assert found["conflict_share"] == 0.25
    assert found["mean_goldstein"] == pytest.approx((20 * 1 + 10 * 7 - 6 * 2 - 4 * 10) / 40)
    assert (found["cooperation_rate"], found["conflict_rate"]) == (750, 250)
    assert found["lower"] < 0.5 < found["upper"]
    assert found["basis"] == "enough"


def test_the_interval_of_independent_events_is_that_of_jeffreys(make):
    # 1 − 2·quantiles of Beta(7.5, 21.5) at .975 and .025, with one event on each of 28 days
    rows = make(events(1, [1, 1, 1, 4] * 7))
    (found,) = cohesion(rows, GROUP, draws=20_000).to_pylist()
    assert found["lower"] == pytest.approx(0.141, abs=0.02)
    assert found["upper"] == pytest.approx(0.761, abs=0.02)


def test_few_events_give_a_wide_interval_and_are_called_thin(make):
    (found,) = cohesion(make(events(1, [4, 4])), GROUP).to_pylist()
    assert found["cohesion"] == -1
    assert found["upper"] > 0.3
    assert found["basis"] == "thin"


def test_periods_without_events_stand_in_the_table_without_numbers(make):
    found = cohesion(make(events(1, [1, 1]) + events(3, [1, 4])), GROUP)
    assert found["period"].to_pylist() == [dt.date(2020, month, 1) for month in (1, 2, 3)]
    assert found["events"].to_pylist() == [2, 0, 2]
    assert found["cohesion"].to_pylist() == [1, None, 0]
    assert found["basis"].to_pylist() == ["thin", "none", "thin"]


def test_what_the_report_doubts_does_not_count(make):
    rows = make(events(1, [1, 4]))
    (found,) = cohesion(rows.append_column("status", pa.array(["actual", "possible"])), GROUP).to_pylist()
    assert (found["events"], found["cohesion"], found["conflict_rate"]) == (1, 1, 0)


def test_outside_is_what_members_do_with_others(make):
    rows = make(events(1, [1] * 30) + events(1, [4] * 20 + [1] * 10, target="RUS") + events(1, [4] * 9, "RUS", "CHN"))
    (found,) = cohesion(rows, GROUP).to_pylist()
    assert found["outside"] == pytest.approx(-1 / 3)
    assert found["against_outside"] == pytest.approx(4 / 3)
    assert 0 < found["against_outside_lower"] < 4 / 3 <= found["against_outside_upper"]


def test_the_past_is_the_mean_of_the_earlier_periods(make):
    quads = [[1] * 18 + [4] * 2, [1] * 17 + [4] * 3, [1] * 18 + [4] * 2, [1] * 17 + [4] * 3, [1] * 5 + [4] * 15]
    rows = make([row for month, some in enumerate(quads, 1) for row in events(month, some)])
    *before, last = cohesion(rows, GROUP).to_pylist()
    assert [row["past"] for row in before] == [None] * 4
    assert last["past"] == pytest.approx(0.75)
    assert last["against_past"] == pytest.approx(-0.5 - 0.75)
    assert last["past_z"] < -3


def test_parties_that_meet_by_chance_have_no_lift(some):
    found = cohesion(some(5, size=40_000), GROUP, by="year").to_pylist()
    for row in found:
        assert row["conflict_lift"] == pytest.approx(0, abs=0.1)
        assert row["cooperation_lift"] == pytest.approx(0, abs=0.1)
        assert row["conflict_lift_lower"] < row["conflict_lift"] < row["conflict_lift_upper"]


def test_members_who_meet_more_than_their_activity_gives_have_a_lift(make):
    pairs = [("USA", "GBR", 60), ("RUS", "CHN", 60), ("USA", "RUS", 20), ("GBR", "CHN", 20), ("USA", "CHN", 20),
             ("GBR", "RUS", 20)]  # fmt: skip
    rows = make([row for source, target, count in pairs for row in events(1, [1] * count, source, target)])
    (found,) = cohesion(rows, ["USA", "GBR"]).to_pylist()
    assert found["cooperation_lift"] == pytest.approx(math.log(60 / (200 / 6)))
    assert found["conflict_lift"] is None


def test_crises_that_fill_days_widen_the_interval(make):
    def width(quads):
        (found,) = cohesion(make(events(1, quads)), GROUP).to_pylist()
        return found["upper"] - found["lower"]

    assert width([1 if at % 28 < 14 else 4 for at in range(280)]) > 2 * width(
        [1 if at // 28 % 2 else 4 for at in range(280)]
    )


def test_an_alliance_has_the_members_of_the_day_and_is_a_party_itself(make):
    rows = make(
        events(2, [4] * 3, "FIN", "DEU", 2023)
        + events(5, [1] * 3, "FIN", "DEU", 2023)
        + events(6, [3] * 2, "USA", "NATO", 2023)
    )
    found = cohesion(rows, "NATO")
    assert found["events"].to_pylist() == [0, 0, 0, 3, 2]
    assert found["members"].to_pylist() == [31, 31, 32, 32, 32]


def test_groups_that_are_none_are_refused(make):
    rows = make(events(1, [1]))
    with pytest.raises(MeasureError, match="a group of 1 has no pairs"):
        cohesion(rows, ["USA"])
    with pytest.raises(UsageError, match="no alliance is called"):
        cohesion(rows, "Nonsense Pact")
    with pytest.raises(MeasureError, match="no members between"):
        cohesion(rows, "Warsaw Pact")
    with pytest.raises(MeasureError, match="no event has a day"):
        cohesion(make([]), GROUP)
    with pytest.raises(MeasureError, match="level"):
        cohesion(rows, GROUP, level=2)


def test_the_same_seed_gives_the_same_rows_and_order_does_not_matter(some):
    rows = some(2)
    shuffled = rows.take(np.random.default_rng(0).permutation(rows.num_rows))
    first, again = cohesion(rows, GROUP, seed=4), cohesion(shuffled, GROUP, seed=4)
    for name in first.column_names:
        if pa.types.is_floating(first[name].type):
            assert np.allclose(first[name].to_numpy(), again[name].to_numpy(), equal_nan=True)
    assert cohesion(rows, GROUP, seed=5)["lower"].to_pylist() != first["lower"].to_pylist()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_events_of_the_months_are_those_of_the_years(some, seed):
    rows = some(seed, size=400)
    months, years = cohesion(rows, GROUP, draws=50), cohesion(rows, GROUP, by="year", draws=50)
    assert pc.sum(months["events"]).as_py() == pytest.approx(pc.sum(years["events"]).as_py())
    for row in months.to_pylist():
        if row["cohesion"] is not None:
            assert -1 <= row["lower"] <= row["cohesion"] <= row["upper"] <= 1


def test_intervals_cover_the_truth_when_days_cluster(make):
    random, hits = np.random.default_rng(11), 0
    for trial in range(60):
        share = random.beta(2, 2, 28)  # each day has a climate of its own; the mean is one half
        rows = [
            (f"{trial}-{day}-{at}", f"2020-01-{day + 1:02}", "USA", "GBR", 4 if random.random() < share[day] else 1)
            for day in range(28)
            for at in range(8)
        ]
        (found,) = cohesion(make(rows), GROUP, draws=400).to_pylist()
        hits += found["lower"] <= 0 <= found["upper"]
    assert hits >= 52  # of 60 at the level .95
