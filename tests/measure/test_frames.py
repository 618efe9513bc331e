"""Frames in, the same kind of frame out."""

import datetime as dt

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from riftline.errors import MeasureError
from riftline.measure import frames

ROWS = pa.table(
    {
        "event": ["a", "b", "c", "d"],
        "date": [dt.date(2020, 1, 5), dt.date(2020, 5, 6), None, dt.date(2020, 5, 5)],
        "source": ["USA", "RUS", "USA", "FRA"],
        "target": ["RUS", "USA", "FRA", None],
        "type": ["CONSULT", "FIGHT", "CONSULT", "CONSULT"],
        "quad": [1, None, 2, 3],
        "goldstein": [1.0, float("nan"), None, 2.0],
    }
)
KINDS = {
    "arrow": lambda rows: rows,
    "pandas": lambda rows: rows.to_pandas(),
    "polars": pl.from_arrow,
    "polars lazy": lambda rows: pl.from_arrow(rows).lazy(),
    "duckdb": lambda rows: duckdb.connect().from_arrow(rows),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def test_defaults_are_filled_and_rows_without_day_or_party_left_out(kind):
    rows = frames.table(frames.dyads(kind(ROWS))).to_pylist()
    assert [row["event"] for row in rows] == ["a", "b"]
    assert [(row["status"], row["weight"], row["reports"], row["contexts"]) for row in rows] == [
        ("actual", 1.0, 1, None)
    ] * 2
    assert [(row["quad"], row["goldstein"]) for row in rows] == [(1, 1.0), (None, None)]


def test_the_types_do_not_depend_on_the_engine(kind):
    contexts = pa.array([["trade"], [], None, ["trade", "military"]])
    found = frames.table(frames.dyads(kind(ROWS.append_column("contexts", contexts))))
    assert found.schema == frames.table(frames.dyads(ROWS.append_column("contexts", contexts))).schema
    assert found["contexts"].to_pylist() == [["trade"], []]


@pytest.mark.parametrize(
    ("by", "first", "second"),
    [
        ("day", (2020, 1, 5), (2020, 5, 6)),
        ("week", (2019, 12, 30), (2020, 5, 4)),
        ("month", (2020, 1, 1), (2020, 5, 1)),
        ("quarter", (2020, 1, 1), (2020, 4, 1)),
        ("year", (2020, 1, 1), (2020, 1, 1)),
    ],
)
def test_periods_begin_on_their_first_day(kind, by, first, second):
    rows = frames.table(frames.periods(frames.dyads(kind(ROWS)), by))
    assert rows["period"].to_pylist() == [dt.date(*first), dt.date(*second)]


def test_the_answer_is_of_the_kind_that_was_given(kind):
    given = kind(ROWS)
    answer = frames.like(given, ROWS)
    assert type(answer) is type(given)
    assert frames.table(frames.scan(answer))["event"].to_pylist() == ["a", "b", "c", "d"]


def test_days_may_be_written_or_have_a_time():
    written = ROWS.set_column(1, "date", pa.array(["2020-01-05", "2020-05-06", None, "2020-05-05"]))
    timed = ROWS.to_pandas().assign(date=lambda rows: pd.to_datetime(rows["date"]))
    for given in (written, timed):
        days = frames.table(frames.dyads(given))["date"].to_pylist()
        assert days == [dt.date(2020, 1, 5), dt.date(2020, 5, 6)]


def test_a_missing_column_is_named_with_a_remedy(kind):
    with pytest.raises(MeasureError, match=r"no column goldstein.*Ledger\.dyads"):
        frames.dyads(kind(ROWS.drop_columns(["goldstein"])))


def test_what_is_no_frame_is_refused():
    with pytest.raises(MeasureError, match="list is not a frame"):
        frames.dyads([1, 2])


def test_an_unknown_period_is_refused():
    with pytest.raises(MeasureError, match="no period called 'decade'"):
        frames.periods(frames.dyads(ROWS), "decade")
