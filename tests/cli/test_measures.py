import datetime as dt
import json

import pyarrow as pa
import pytest

from riftline.cli.measures import check_chart, open_frame, parse_period, party, party_list, save_chart, show
from riftline.errors import InputError, UsageError


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """An empty working folder without settings, and a narrow screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIFTLINE_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


# Periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-Q2", "2017-04-01", "2017-06-30"),
        ("2017-03-05", "2017-03-05", "2017-03-05"),
        ("2016-11..2017-02", "2016-11-01", "2017-02-28"),
        ("2016..2017-03-05", "2016-01-01", "2017-03-05"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert parse_period(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "now", "2017-13", "2017-02-30", "17", "2017-Q5", "2018..2017", "2017-3"])
def test_what_is_no_period_is_named(text):
    with pytest.raises(UsageError, match="period") as error:
        parse_period(text)
    assert repr(text) in str(error.value)


# Parties


@pytest.mark.parametrize(
    ("name", "code"),
    [("USA", "USA"), ("usa", "USA"), ("Germany", "DEU"), ("germany", "DEU"), ("nato", "NATO"), (" UK ", "GBR")],
)
def test_a_party_by_name_or_code(name, code):
    assert party(name) == code


def test_near_names_are_told():
    with pytest.raises(UsageError, match=r"'Germny'.*Germany \(DEU\)"):
        party("Germny")
    with pytest.raises(UsageError, match="such as USA"):
        party("qqqqqqqq")


def test_several_parties_stand_once_each():
    assert party_list(["USA,Germany", "usa", "France"]) == ["USA", "DEU", "FRA"]


# Where the events come from


def test_without_a_ledger_or_file_the_remedy_is_told():
    with pytest.raises(UsageError, match="RIFTLINE_LEDGER"):
        open_frame(None, None)


def test_a_ledger_and_a_file_are_one_too_many(tmp_path):
    with pytest.raises(UsageError, match="one of them"):
        open_frame(tmp_path / "a.duckdb", tmp_path / "b.csv")


def test_a_file_of_events(tmp_path):
    (tmp_path / "e.csv").write_text("date,source,target,type\n2017-01-02,USA,DEU,ACCUSE\n", encoding="utf8")
    assert open_frame(None, tmp_path / "e.csv").fetchall()[0][1:5] == (dt.date(2017, 1, 2), "USA", "DEU", "ACCUSE")


# Tables

TABLE = pa.table(
    {
        "period": [dt.date(2017, 1, 1), dt.date(2017, 2, 1)],
        "source": ["USA", "DEU"],
        "net": [1234.567, None],
        "share": [0.12345, -0.5],
        "events": [3, 20000],
    }
)


def test_text_is_aligned_rounded_and_says_what_it_is(capsys):
    show(TABLE, title="Relations", note="net in Goldstein points")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Relations"
    assert lines[4:6] == ["2017-01-01  USA     1235   0.123       3", "2017-02-01  DEU        –  −0.500   20000"]
    assert lines[-1] == "net in Goldstein points"


def test_json_has_numbers_in_full_and_nothing_else_on_standard_output(capsys):
    show(TABLE, as_json=True, title="Relations", note="net in Goldstein points")
    out, err = capsys.readouterr()
    first, second = map(json.loads, out.splitlines())
    assert first == {"period": "2017-01-01", "source": "USA", "net": 1234.567, "share": 0.12345, "events": 3}
    assert second["net"] is None
    assert err == "Relations\nnet in Goldstein points\n"


def test_json_has_no_nan(capsys):
    show(pa.table({"x": [float("nan"), float("inf")]}), as_json=True)
    assert capsys.readouterr().out == '{"x": null}\n{"x": null}\n'


def test_a_wide_table_is_folded_and_each_part_says_whose_rows_it_has(capsys):
    wide = pa.table({"source": ["USA"], **{f"a_long_name_of_column_{i}": [float(i)] for i in range(8)}})
    show(wide)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("USA") for line in lines) == 4
    assert sum(f"a_long_name_of_column_{i}" in line for i in range(8) for line in lines) == 8


def test_an_empty_table_says_so(capsys):
    show(TABLE.slice(0, 0), title="Relations")
    assert capsys.readouterr().out == "Relations\n\nnothing found\n"


def test_a_small_number_is_not_nought(capsys):
    show(pa.table({"p": [0.00001, 0.5]}))
    assert "1e−05" in capsys.readouterr().out


# Charts


@pytest.fixture
def chart():
    alt = pytest.importorskip("altair")
    return alt.Chart(pa.table({"x": [1, 2]})).mark_point().encode(x="x:Q")


@pytest.mark.parametrize(
    ("name", "begins"), [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.html", b"<!DOCTYPE html>")]
)
def test_a_chart_in_each_format(tmp_path, chart, name, begins):
    save_chart(chart, tmp_path / name)
    assert (tmp_path / name).read_bytes().lstrip().startswith(begins)


def test_a_chart_that_fails_leaves_the_earlier_file(tmp_path, chart):
    (tmp_path / "c.svg").write_text("earlier", encoding="utf8")
    chart = chart.encode(y="missing-field-type:nonsense")
    with pytest.raises(Exception):  # noqa: B017, PT011 - whichever the drawing raises
        save_chart(chart, tmp_path / "c.svg")
    assert [(p.name, p.read_text(encoding="utf8")) for p in tmp_path.iterdir()] == [("c.svg", "earlier")]


def test_another_suffix_is_refused(tmp_path, chart):
    with pytest.raises(UsageError, match=r"\.svg, \.png, \.html"):
        save_chart(chart, tmp_path / "c.gif")
    with pytest.raises(UsageError):
        check_chart(tmp_path / "c")
    check_chart(None)


def test_a_ledger_that_is_missing_is_named(tmp_path):
    pytest.importorskip("riftline.ledger")
    with pytest.raises(InputError, match="no such ledger"):
        open_frame(tmp_path / "missing.duckdb", None)
