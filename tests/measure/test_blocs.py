"""The doors: dyads frames or signed ties in, tables of the same kind out."""

import datetime as dt

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from riftline.errors import InputError, MeasureError
from riftline.measure.balance import balance
from riftline.measure.blocs import blocs
from riftline.measure.fault_line import fault_line
from riftline.measure.ties import Rules, networks, read_ties, signed_ties


@pytest.fixture
def world(make):
    """Two blocs of three; DDD of the second has a friend in the first, and EEE and FFF are in doubt."""
    rows = []
    friends = [("AAA", "BBB"), ("BBB", "CCC"), ("AAA", "CCC"), ("DDD", "EEE"), ("DDD", "FFF"), ("CCC", "DDD")]
    foes = [("AAA", "DDD"), ("BBB", "EEE"), ("CCC", "FFF"), ("BBB", "DDD")]
    for quad, pairs in ((1, friends), (4, foes)):
        rows += [(f"{a}{b}{day}", f"2022-03-{day:02d}", a, b, quad) for a, b in pairs for day in range(1, 9)]
    rows += [(f"e{day}", f"2022-03-{day:02d}", "FFF", "EEE", 1 + 2 * (day % 2)) for day in range(1, 9)]
    rows += [("once", "2022-03-01", "AAA", "FFF", 4)]
    return make(rows)


def rows_of(frame):
    return pl.from_arrow(frame).to_dicts()


def test_signs_follow_the_share_of_conflict_where_it_is_beyond_doubt(world):
    ties = {(row["source"], row["target"]): row for row in rows_of(signed_ties(world))}
    assert ties["AAA", "BBB"]["sign"] == 1
    assert ties["AAA", "DDD"]["sign"] == -1
    assert ties["EEE", "FFF"]["sign"] is None  # four and four
    assert ties["AAA", "FFF"]["sign"] is None  # one event
    assert ties["AAA", "DDD"]["conflict_share"] == 1.0
    assert ties["AAA", "DDD"]["lower"] > 0.5
    assert ties["AAA", "DDD"]["period"] == dt.date(2022, 3, 1)


def test_signs_by_net_and_weights_by_events(world):
    ties = {(row["source"], row["target"]): row for row in rows_of(signed_ties(world, rules=Rules("net", least=1)))}
    assert ties["AAA", "FFF"]["sign"] == -1
    assert ties["EEE", "FFF"]["net"] == pytest.approx(4 * 1.0 - 4 * 2.0)
    heavy = rows_of(signed_ties(world, rules=Rules(weighted=True)))
    assert {round(row["weight"], 6) for row in heavy if row["sign"]} == {
        round(float(pa.compute.ln(pa.scalar(9.0)).as_py()), 6)
    }


def test_blocs_margins_and_swing(world):
    rows = {row["party"]: row for row in rows_of(blocs(world))}
    sides = {name: row["bloc"] for name, row in rows.items()}
    assert sides["AAA"] == sides["BBB"] == sides["CCC"] != sides["DDD"] == sides["EEE"] == sides["FFF"]
    assert rows["DDD"]["frustrated"] == 1
    assert rows["DDD"]["margin"] == 3  # two friends and two foes fit, one friend does not
    assert [name for name, row in rows.items() if row["cost_lower"] is None] == [rows["AAA"]["anchor"]]
    assert not any(row["swing"] for row in rows.values())


def test_figures_say_what_they_are_compared_with(world):
    (row,) = rows_of(balance(world, shuffles=20, seed=3))
    assert (row["parties"], row["ties"], row["unsigned"], row["negative"]) == (6, 10, 2, 4)
    assert (row["frustration"], row["lower"], row["proved"]) == (1, 1, True)
    assert row["balance"] == pytest.approx(0.8)
    assert (row["shuffles"], row["seed"]) == (20, 3)
    assert row["z"] < 0
    (quick,) = rows_of(balance(world, shuffles=0))
    assert quick["null_mean"] is None


def test_the_fault_line_is_the_friend_across(world):
    rows = rows_of(fault_line(world))
    assert (rows[0]["source"], rows[0]["target"], rows[0]["when"]) == ("CCC", "DDD", "always")
    assert (rows[0]["cost_lower"], rows[0]["flip_lower"]) == (rows[0]["cost_upper"], -1)
    every = rows_of(fault_line(world, every=True))
    assert len(every) == 10
    assert [row["when"] for row in every].count("never") == 9


def test_periods_stand_apart(make):
    march = [(f"a{d}", f"2022-03-{d:02d}", "AAA", "BBB", 1) for d in range(1, 9)]
    april = [(f"b{d}", f"2022-04-{d:02d}", "AAA", "BBB", 4) for d in range(1, 9)]
    frame = make(march + april)
    assert [row["sign"] for row in rows_of(signed_ties(frame, by="month"))] == [1, -1]
    assert [row["bloc"] for row in rows_of(blocs(frame, by="month"))] == [1, 1, 1, 2]
    assert [row["negative"] for row in rows_of(balance(frame, by="month", shuffles=2))] == [0, 1]


def test_the_same_kind_of_frame_comes_back(world):
    expected = rows_of(blocs(world))
    relation = duckdb.connect().from_arrow(world)
    assert isinstance(back := blocs(relation), duckdb.DuckDBPyRelation)
    assert rows_of(back.to_arrow_table()) == expected
    assert isinstance(frame := blocs(pl.from_arrow(world)), pl.DataFrame)
    assert frame.to_dicts() == expected
    assert isinstance(blocs(world.to_pandas()), pd.DataFrame)


def test_ties_that_are_signed_already():
    ties = pl.DataFrame({"a": ["x", "y", "z"], "b": ["y", "z", "x"], "sign": [1, 1, -1], "weight": [3.0, 3.0, 0.5]})
    (row,) = balance(ties, shuffles=0).to_dicts()
    assert (row["frustration"], row["negative"], row["period"]) == (0.5, 0.5, "all")
    several = ties.with_columns(period=pl.Series(["I", "I", "II"]))
    assert [row["ties"] for row in balance(several, shuffles=0).to_dicts()] == [2, 1]


def test_any_number_of_blocs():
    ties = pl.DataFrame({"source": ["x", "y", "z"], "target": ["y", "z", "x"], "sign": [-1, -1, -1]})
    rows = blocs(ties, k=None).to_dicts()
    assert sorted(row["bloc"] for row in rows) == [1, 2, 3]
    assert [row["cost_lower"] for row in rows] == [None] * 3


def test_what_cannot_be_measured_is_told(make, tmp_path):
    with pytest.raises(MeasureError, match="no event is left"):
        balance(make([]))
    with pytest.raises(MeasureError, match="ties have no ends"):
        networks(pl.DataFrame({"sign": [1]}), None, Rules())
    with pytest.raises(MeasureError, match="no rule of signs"):
        Rules("mood")
    with pytest.raises(MeasureError, match="a share of conflict cannot be 2"):
        Rules(cut=2)
    with pytest.raises(InputError, match="cannot be read as ties"):
        read_ties(tmp_path / "none.csv")
    (tmp_path / "ties.csv").write_text("a,b\nx,y\n")
    with pytest.raises(InputError, match="has the columns a, b"):
        read_ties(tmp_path / "ties.csv")
