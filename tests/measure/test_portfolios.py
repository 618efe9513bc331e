import datetime as dt
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from riftline.errors import MeasureError, UsageError
from riftline.facts.obligations import all_obligations
from riftline.measure.portfolios import (
    alliance_portfolios,
    alliance_similarity,
    atop_portfolios,
    event_portfolios,
    similarity,
    states_on,
    weights_of,
)
from riftline.measure.similarity import compare

ATOP = Path(__file__).parents[2] / "../shared/data/alliances/atop_alliance.parquet"
DUTIES = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")


@pytest.fixture(scope="module")
def atop():
    if not ATOP.exists():
        pytest.skip("ATOP is not here")
    return pq.read_table(ATOP)


def pair(table, party, other):
    return next(row for row in table.to_pylist() if {row["party"], row["other"]} == {party, other})


# Alliances


def test_the_system_of_2018_has_195_states():
    states = states_on(dt.date(2018, 6, 1))
    assert len(states) == 195
    assert {"USA", "XKX", "TWN"} <= set(states)
    assert "SUN" not in states


def test_the_usa_and_britain_in_2018(atop):
    row = pair(compare(atop_portfolios(atop, 2018)), "USA", "GBR")
    assert row["s_absolute"] == pytest.approx(0.552, abs=0.0005)
    assert row["kappa"] == pytest.approx(0.446, abs=0.0005)


def atop_rows(*rows):
    names = ("ccode1", "ccode2", "year", *DUTIES)
    return pl.DataFrame([dict(zip(names, row, strict=True)) for row in rows])


def test_the_highest_duty_of_a_pair_counts_both_ways():
    frame = atop_rows((2, 200, 2018, 1, 0, 0, 1, 1), (2, 220, 2018, 0, 0, 0, 1, 0), (2, 255, 2017, 1, 0, 0, 0, 0))
    found = atop_portfolios(frame, 2018)
    usa = dict(zip(found.others, found.of(["USA"]).values[0], strict=True))
    assert {state: usa[state] for state in ("USA", "GBR", "FRA", "DEU")} == {"USA": 3, "GBR": 3, "FRA": 1, "DEU": 0}
    assert found.of(["GBR"]).values[0][found.others.index("USA")] == 3
    defence = atop_portfolios(frame, 2018, defence_only=True)
    assert defence.of(["FRA"]).values[0].sum() == 1  # itself


def test_west_germany_is_germany():
    found = atop_portfolios(atop_rows((2, 260, 1980, 1, 0, 0, 0, 0)), 1980)
    assert found.of(["DEU"]).values[0][found.others.index("USA")] == 3


def test_a_frame_that_is_not_atops():
    with pytest.raises(MeasureError, match="no column atop_consul"):
        atop_portfolios(atop_rows((2, 200, 2018, 1, 0, 0, 1, 1)).drop("atop_consul"), 2018)
    with pytest.raises(MeasureError, match="no rows for 1700"):
        atop_portfolios(atop_rows((2, 200, 2018, 1, 0, 0, 1, 1)), 1700)


def test_riftlines_own_table():
    found = alliance_portfolios(dt.date(2018, 6, 1))
    usa = dict(zip(found.others, found.of(["USA"]).values[0], strict=True))
    assert (usa["GBR"], usa["JPN"], usa["MWI"]) == (3, 3, 0)
    assert (found.values == found.values.T).all()
    assert pair(alliance_similarity(dt.date(2018, 6, 1), parties=["USA", "CAN"]), "USA", "CAN")["kappa"] > 0.5


def test_obligations_of_another_file():
    on = dt.date(2018, 6, 1)
    owed = next(
        one
        for one in all_obligations()
        if {one.bound, one.toward} == {"USA", "JPN"} and "defence" in one.kinds and one.holds(on)
    )
    found = alliance_portfolios(on, among=[owed])
    assert found.values.sum() == 3 * 195 + 2 * 3
    assert found.of(["JPN"]).values[0][found.others.index("USA")] == 3
    with pytest.raises(UsageError, match="1945"):
        alliance_portfolios(dt.date(1914, 6, 1))


# Events


def events(*rows):
    """(source, target, quad, number of events)."""
    columns = ("source", "target", "quad", "weight")
    frame = pl.DataFrame(
        [dict(zip(columns, row, strict=True)) for row in rows], schema_overrides={"weight": pl.Float64}
    )
    return frame.with_columns(
        event=pl.lit("e"), date=pl.date(2018, 6, 1), type=pl.lit("CONSULT"), goldstein=pl.lit(None, pl.Float64)
    )


FRIENDS = events(
    ("A", "X", 1, 90), ("X", "A", 2, 100), ("A", "Y", 3, 190), ("B", "X", 1, 190), ("B", "Y", 4, 190),
    ("C", "X", 3, 190), ("C", "Y", 1, 190), ("A", "B", 3, 500), ("D", "X", 1, 2),
)  # fmt: skip


def test_states_with_the_same_friends_are_alike_whatever_lies_between_them():
    rows = similarity(FRIENDS, least=100)
    assert isinstance(rows, pl.DataFrame)
    found = pair(rows.to_arrow(), "A", "B")
    assert found["s_absolute"] == pytest.approx(1)
    assert found["kappa"] == pytest.approx(1)
    assert pair(rows.to_arrow(), "A", "C")["tau_b"] == pytest.approx(-2 / 6**0.5)  # on B, X, Y
    assert not any("D" in (row["party"], row["other"]) for row in rows.to_dicts())


def test_the_profile_is_shrunk_towards_nought_and_binned():
    found = event_portfolios(FRIENDS, least=100, prior=10)
    row, at = found.of(["A"]), found.others.index
    assert row.valued[0][at("X")] == pytest.approx(190 / 200)
    assert row.valued[0][at("Y")] == pytest.approx(-190 / 200)
    assert [row.values[0][at(state)] for state in ("A", "X", "Y", "C")] == [0, 1, -1, 0]


def test_only_events_reported_as_actual_in_the_time_count():
    doubted = FRIENDS.with_columns(status=pl.lit("possible"))
    with pytest.raises(MeasureError, match="fewer than three parties have 100 events"):
        similarity(doubted, least=100)
    with pytest.raises(MeasureError, match="fewer than three"):
        similarity(FRIENDS, start=dt.date(2018, 6, 2))
    with pytest.raises(MeasureError, match="fewer than three"):
        similarity(FRIENDS, end=dt.date(2018, 5, 31))
    assert similarity(FRIENDS, start=dt.date(2018, 6, 1), end=dt.date(2018, 6, 1)).height


@pytest.mark.parametrize("kind", ["arrow", "pandas", "lazy", "duckdb"])
def test_every_kind_of_frame_gives_the_same_rows_and_its_own_kind(kind):
    arrow = FRIENDS.to_arrow()
    duckdb = pytest.importorskip("duckdb")
    given = {
        "arrow": lambda: arrow,
        "pandas": FRIENDS.to_pandas,
        "lazy": FRIENDS.lazy,
        "duckdb": lambda: duckdb.connect().from_arrow(arrow),
    }[kind]()
    found = similarity(given)
    assert type(found) is type(given)
    back = {
        "arrow": lambda: found,
        "pandas": lambda: pa.Table.from_pandas(found, preserve_index=False),
        "lazy": lambda: found.collect().to_arrow(),
        "duckdb": lambda: found.order("party, other").to_arrow_table(),
    }[kind]()
    expected = similarity(arrow)
    assert [back[name].to_pylist() for name in ("party", "other")] == [
        expected[name].to_pylist() for name in ("party", "other")
    ]
    assert back["kappa"].to_pylist() == pytest.approx(expected["kappa"].to_pylist())


def test_weights_by_code_and_a_wrong_prior():
    found = event_portfolios(FRIENDS)
    assert weights_of(found, {"X": 2.0}) == [0, 0, 0, 2.0, 0]
    only_x = similarity(FRIENDS, weights={"X": 1.0}).to_arrow()
    assert pair(only_x, "A", "C")["s_absolute"] == pytest.approx(1 - 2 * 1.9 / 2)
    with pytest.raises(MeasureError, match="prior"):
        event_portfolios(FRIENDS, prior=0)
