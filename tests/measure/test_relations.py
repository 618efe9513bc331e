"""Relations per dyad and period: given rows → call → expected rows."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.errors import MeasureError
from riftline.measure import relations

QUADS = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "unclassified"]
SUMS = [*QUADS, "events", "reports", "cooperation", "conflict", "net", "done", "said", "planned", "feared", "denied"]


def test_one_dyad_in_one_month(make):
    rows = make(
        [
            ("a", "2020-01-05", "USA", "RUS", 1),
            ("b", "2020-01-06", "USA", "RUS", 4),
            ("c", "2020-01-07", "USA", "RUS", None),
        ]
    )
    (found,) = relations(rows).to_pylist()
    assert (found["period"], found["source"], found["target"]) == (dt.date(2020, 1, 1), "USA", "RUS")
    assert [found[name] for name in QUADS] == [1, 0, 0, 1, 1]
    assert (found["events"], found["cooperation"], found["conflict"], found["net"]) == (3, 1, 10, -9)
    assert found["mean_goldstein"] == -4.5
    assert found["conflict_share"] == 0.5
    assert 0 < found["lower"] < 0.5 < found["upper"] < 1
    assert (found["done"], found["said"], found["coverage_share"]) == (1, 1, 1)


def test_a_reciprocal_event_is_one_event_of_the_pair_and_half_of_each_direction(make):
    rows = make([("a", "2020-01-05", "USA", "RUS", 1, 0.5), ("a", "2020-01-05", "RUS", "USA", 1, 0.5)])
    assert relations(rows)["events"].to_pylist() == [0.5, 0.5]
    assert relations(rows, directed=False).select(["source", "target", "events"]).to_pylist() == [
        {"source": "RUS", "target": "USA", "events": 1.0}
    ]


def test_what_the_report_doubts_is_no_deed_and_stays_in_its_own_column(make):
    rows = make([(str(at), "2020-01-05", "USA", "RUS", 4) for at in range(5)])
    status = pa.array(["actual", "planned", "requested", "possible", "denied"])
    (found,) = relations(rows.append_column("status", status)).to_pylist()
    assert (found["events"], found["material_conflict"], found["done"], found["conflict"]) == (1, 1, 1, 10)
    assert [found[name] for name in ("planned", "requested", "feared", "denied", "said")] == [1, 1, 1, 1, 2]


def test_only_doubted_events_give_no_share_and_no_interval(make):
    rows = make([("a", "2020-01-05", "USA", "RUS", 4)]).append_column("status", pa.array(["denied"]))
    (found,) = relations(rows).to_pylist()
    assert found["events"] == 0
    assert [found[name] for name in ("mean_goldstein", "conflict_share", "lower", "upper")] == [None] * 4


def test_coverage_is_that_of_the_whole_frame(make):
    rows = make([(str(at), "2020-01-05", "USA", target, 1) for at, target in enumerate(["RUS", "USA", "CHN", "RUS"])])
    assert relations(rows, parties=["USA", "RUS"])["coverage_share"].to_pylist() == [0.5]


def test_of_one_party_come_its_dyads_with_all_others(make):
    pairs = [("USA", "RUS"), ("CHN", "USA"), ("CHN", "RUS")]
    rows = make([(str(at), "2020-01-05", *pair, 1) for at, pair in enumerate(pairs)])
    found = relations(rows, parties=["USA"]).to_pylist()
    assert [(row["source"], row["target"]) for row in found] == [("CHN", "USA"), ("USA", "RUS")]


def test_events_of_a_party_with_itself_are_no_relation(make):
    assert relations(make([("a", "2020-01-05", "USA", "USA", 1)])).num_rows == 0


def test_the_state_fades_by_half_in_a_half_life_also_over_empty_periods(make):
    rows = make([("a", "2020-01-05", "USA", "RUS", 2), ("b", "2020-05-05", "USA", "RUS", 1)])
    assert relations(rows, half_life=2)["state"].to_pylist() == [7, 7 / 4 + 1]
    filled = relations(rows, half_life=2, fill=True)
    assert filled["state"].to_pylist() == pytest.approx([7, 7 / 2**0.5, 7 / 2, 7 / 2**1.5, 7 / 4 + 1])
    assert filled["events"].to_pylist() == [1, 0, 0, 0, 1]
    assert filled["conflict_share"].to_pylist() == [0, None, None, None, 0]


def test_two_dyads_have_states_of_their_own(make):
    rows = make([("a", "2020-01-05", "USA", "RUS", 2), ("b", "2020-02-05", "RUS", "USA", 4)])
    assert relations(rows, half_life=1)["state"].to_pylist() == [-10, 7]


def test_events_that_come_in_clusters_widen_the_interval(make):
    def width(days):
        rows = [(f"{day}-{at}", f"2020-01-{day:02}", "USA", "RUS", quad) for day, quad in days for at in range(10)]
        (found,) = relations(make(rows)).to_pylist()
        assert found["conflict_share"] == 0.5
        return found["upper"] - found["lower"]

    clustered = width([(day, 1 if day % 2 else 4) for day in range(1, 21)])
    mixed = width([(day, quad) for day in range(1, 11) for quad in (1, 4)])
    assert clustered > 2.5 * mixed


def test_half_life_and_period_are_checked(some):
    with pytest.raises(MeasureError, match="half-life cannot be 0"):
        relations(some(1), half_life=0)
    with pytest.raises(MeasureError, match="no period called"):
        relations(some(1), by="decade")


def test_no_rows_give_no_rows(make):
    empty = make([])
    assert relations(empty, half_life=2, fill=True).num_rows == 0
    assert relations(empty).column_names[:3] == ["period", "source", "target"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_does_not_matter(some, seed):
    rows = some(seed, size=300)
    shuffled = rows.take(np.random.default_rng(seed).permutation(rows.num_rows))
    assert_close(relations(rows, by="quarter"), relations(shuffled, by="quarter"))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.25, 2.0, 8.0]))
def test_sums_scale_with_the_weights_and_shares_do_not(some, seed, factor):
    rows = some(seed, size=300)
    scaled = rows.set_column(rows.column_names.index("weight"), "weight", pc.multiply(rows["weight"], factor))
    before, after = relations(rows), relations(scaled)
    for name in SUMS:
        assert np.allclose(after[name].to_numpy(), before[name].to_numpy() * factor)
    for name in ("mean_goldstein", "conflict_share", "coverage_share"):
        assert np.allclose(after[name].to_numpy(), before[name].to_numpy(), equal_nan=True)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_sums_over_periods_and_directions_are_the_totals(some, seed):
    rows = some(seed, size=300)
    year, month, both = relations(rows, by="year"), relations(rows), relations(rows, directed=False)
    for name in SUMS:
        total = pc.sum(year[name]).as_py()
        assert pc.sum(month[name]).as_py() == pytest.approx(total)
        assert pc.sum(both[name]).as_py() == pytest.approx(total)
    quads = sum(month[name].to_numpy() for name in QUADS)
    assert np.allclose(quads, month["events"].to_numpy())


def assert_close(first, second):
    assert first.column_names == second.column_names
    for name in first.column_names:
        if pa.types.is_floating(first[name].type):
            assert np.allclose(first[name].to_numpy(), second[name].to_numpy(), equal_nan=True)
        else:
            assert first[name].equals(second[name])
