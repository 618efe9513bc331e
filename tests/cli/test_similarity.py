import json

import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import similarity
from riftline.errors import MeasureError, UsageError


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    app = typer.Typer()
    app.command()(similarity.command)
    return lambda *arguments: CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.fixture
def events(tmp_path):
    """A and B both quarrel with RUS and get on with FRA and GBR."""
    rows = [
        f"2018-03-01,{one},{other},{quad},300"
        for one in ("USA", "CAN", "CHN")
        for other, quad in (("RUS", 3), ("FRA", 1), ("GBR", 2))
    ]
    path = tmp_path / "counts.csv"
    path.write_text("\n".join(["date,source,target,quad,count", *rows]).replace("CHN,RUS,3", "CHN,RUS,1"))
    return path


def test_a_pair_with_what_sets_it_apart(run):
    shown = run("USA", "Britain", "--on", "2018").stdout
    assert "How alike their alliances are, 2018" in shown
    assert "What sets them apart" in shown


def test_json_has_the_pair_alone(run):
    rows = [json.loads(line) for line in run("USA", "GBR", "--on", "2018", "--json").stdout.splitlines()]
    assert [(row["party"], row["other"]) for row in rows] == [("USA", "GBR")]
    assert 0 < rows[0]["kappa"] < 1


def test_duties_to_defend_alone_are_another_portfolio(run):
    loose, strict = (
        json.loads(run("USA", "RUS", "--on", "2018", "--json", *more).stdout)["kappa"] for more in ((), ("--defence",))
    )
    assert strict < loose


def test_all_pairs_come_most_alike_first(run):
    values = [json.loads(line)["kappa"] for line in run("--all", "--on", "2018", "--json").stdout.splitlines()]
    known = [value for value in values if value is not None]
    assert len(values) == 195 * 194 // 2
    assert known == sorted(known, reverse=True)


def test_events_instead_of_alliances(run, events):
    shown = run("USA", "CAN", "CHN", "--on", "2018", "--events", str(events), "--json").stdout
    rows = {(row["party"], row["other"]): row for row in map(json.loads, shown.splitlines())}
    assert rows["USA", "CAN"]["s_absolute"] == pytest.approx(1)
    assert rows["USA", "CHN"]["s_absolute"] < 0.8


def test_a_chart(run, tmp_path):
    run("USA", "GBR", "RUS", "--on", "2018", "--chart", "c.svg")
    assert "United Kingdom" in (tmp_path / "c.svg").read_text(encoding="utf8")


@pytest.mark.parametrize(
    "arguments", [(), ("USA", "--on", "2018"), ("USA", "GBR"), ("USA", "GBR", "--on", "2018", "--all")]
)
def test_wrong_usage(run, arguments):
    with pytest.raises(UsageError, match="--help"):
        run(*arguments)


def test_a_state_that_was_not_there(run):
    with pytest.raises(MeasureError, match="SUN has no portfolio"):
        run("USA", "SUN", "--on", "2018")
