import json

import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import blocs
from riftline.errors import UsageError


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    app = typer.Typer()
    app.command()(blocs.command)
    return lambda *arguments: CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.fixture
def edges(tmp_path):
    (tmp_path / "ties.csv").write_text("a,b,sign\nx,y,1\ny,z,1\nz,x,-1\nx,w,-1\n")
    return "ties.csv"


@pytest.fixture
def events(tmp_path):
    pairs = [("USA", "GBR", 1, 9), ("GBR", "RUS", 4, 9), ("USA", "RUS", 3, 9), ("USA", "CHN", 1, 1)]
    rows = [f"2022-{month}-01,{a},{b},{quad},{count}" for month in ("03", "04") for a, b, quad, count in pairs]
    (tmp_path / "counts.csv").write_text("\n".join(["date,source,target,quad,count", *rows]))
    return "counts.csv"


def test_ties_from_a_file(run, edges):
    shown = run(edges).stdout
    assert "4 parties, 4 ties, of which 2 between foes" in shown
    assert "Ties of weight 1 contradict the 2 blocs (no division does better)" in shown


def test_json_has_one_party_per_line(run, edges):
    rows = [json.loads(line) for line in run(edges, "--json").stdout.splitlines()]
    assert next(row["bloc"] for row in rows if row["party"] == "x") == 1  # the anchor: it has most ties
    assert next(row["bloc"] for row in rows if row["party"] == "w") == 2
    assert sum(row["frustrated"] for row in rows) == 2  # both ends of one tie


def test_ties_that_contradict(run, edges):
    rows = [json.loads(line) for line in run(edges, "--ties", "--json").stdout.splitlines()]
    assert {row["when"] for row in rows} == {"sometimes"}
    assert len(rows) == 3  # any tie of the triangle may be the odd one


def test_events_of_a_period(run, events):
    shown = run("--events", events, "--period", "2022-03").stdout
    assert "2022-03-01: 3 parties, 3 ties" in shown
    assert "neither friends nor foes: 1" in shown


def test_a_row_of_figures_per_period(run, events):
    rows = [json.loads(line) for line in run("--events", events, "--by", "month", "--json").stdout.splitlines()]
    assert [(row["period"], row["frustration"], row["proved"]) for row in rows] == [
        ("2022-03-01", 0.0, True),
        ("2022-04-01", 0.0, True),
    ]


def test_any_number_of_blocs_and_a_chart(run, edges, tmp_path):
    assert "contradict the 3 blocs" in run(edges, "--k", "free").stdout
    run(edges, "--chart", "blocs.svg")
    assert (tmp_path / "blocs.svg").read_text(encoding="utf8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["ties.csv", "--k", "many"], "is no number of blocs"),
        (["ties.csv", "--period", "2022"], "both given"),
        (["ties.csv", "--ties", "--by", "month"], "Leave out --by"),
        (["ties.csv", "--by", "month", "--chart", "x.svg"], "Leave out --by"),
        ([], "where the events are"),
    ],
)
@pytest.mark.usefixtures("edges")
def test_wrong_usage(run, arguments, problem):
    with pytest.raises(UsageError, match=problem):
        run(*arguments)
