import json

import pytest
from typer.testing import CliRunner

from riftline.cli import app
from riftline.errors import InputError, UsageError
from riftline.ledger import Ledger

QUESTIONS = """
[[question]]
name = "quarrel"
source = "Poland"
target = "Germany"
types = ["ACCUSE"]
from = 2024-05-01
to = 2024-05-14
"""


def run(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_one_question_in_full(quarrel):
    found = run("forecast", "--ledger", quarrel, "--source", "Poland", "--target", "DEU", "--type", "ACCUSE")
    assert found.exit_code == 0
    told = found.stdout
    assert told.startswith("POL → DEU, ACCUSE, 2024-06-30 to 2024-07-29 (known until 2024-06-29)\n  Chance 9")
    for part in ("90 % interval", "Base rate of pair and type", "Why (", "The last such events", "2024-06-29 ACCUSE"):
        assert part in told


def test_ask_store_and_score(quarrel, tmp_path):
    (tmp_path / "q.toml").write_text(QUESTIONS)
    kept = tmp_path / "f.jsonl"
    asked = run("forecast", "--ledger", quarrel, "--question", tmp_path / "q.toml", "--store", kept, "--json")
    assert asked.exit_code == 0
    (told,) = [json.loads(line) for line in asked.stdout.splitlines()]
    assert told["question"]["name"] == "quarrel"
    assert told["until"] == "2024-05-01"
    chart = tmp_path / "r.svg"
    scored = run("score", kept, "--ledger", quarrel, "--chart", chart)
    assert scored.exit_code == 0
    assert "Record: 1 resolved, 1 came true" in scored.stdout
    assert chart.read_text().startswith("<svg")
    assert "Resolved now" not in run("score", kept, "--ledger", quarrel).stdout


def test_one_side_asks_for_the_other(quarrel):
    found = run("forecast", "--ledger", quarrel, "--source", "POL", "--quad", 3, "--top", 3, "--json")
    told = [json.loads(line)["question"] for line in found.stdout.splitlines()]
    assert {one["source"] for one in told} == {"POL"}
    assert {kind for one in told for kind in one["act"]["types"]} <= {"ACCUSE", "THREATEN"}
    assert told[0]["target"] == "DEU"


def test_all_pairs_and_a_chart_of_reasons(quarrel, tmp_path):
    chart = tmp_path / "w.svg"
    found = run("forecast", "--ledger", quarrel, "--all", "--top", 2, "--within", "14d", "--chart", chart)
    assert found.exit_code == 0
    assert "Likeliest within 14 days" in found.stdout
    assert "Risen most above the base rate" in found.stdout
    assert "odds" in chart.read_text()


@pytest.mark.parametrize(
    ("args", "kind", "problem"),
    [
        (("--source", "Atlantis", "--target", "DEU", "--type", "ACCUSE"), UsageError, "no country or organization"),
        (("--source", "POL", "--target", "DEU", "--type", "LEAVE"), UsageError, "no event type 'LEAVE'"),
        (("--source", "POL", "--target", "DEU"), UsageError, "needs types or quads"),
        (("--all", "--source", "POL"), UsageError, "not clear"),
        (("--source", "POL", "--type", "LEAVE"), UsageError, "no event type 'LEAVE'"),
        ((), UsageError, "not clear"),
        (("--all", "--within", "soon"), UsageError, "is no window"),
        (("--question", "nothing.toml"), InputError, "cannot be read"),
        (
            ("--source", "POL", "--target", "DEU", "--type", "ACCUSE", "--from", "2030-01-01"),
            UsageError,
            "after the ledger ends",
        ),
        (("--all", "--store", "nowhere/f.jsonl"), InputError, "cannot be written"),
    ],
)
def test_what_is_wrong_is_told(quarrel, args, kind, problem):
    found = run("forecast", "--ledger", quarrel, *args)
    assert isinstance(found.exception, kind)
    assert problem in str(found.exception)


def test_an_empty_ledger(tmp_path):
    path = tmp_path / "empty.ledger"
    Ledger.open(path).close()
    one = run("forecast", "--ledger", path, "--source", "POL", "--target", "DEU", "--type", "ACCUSE")
    assert "No basis: the ledger has no actual events" in one.stdout
    assert "No basis" in run("forecast", "--ledger", path, "--all").stdout
