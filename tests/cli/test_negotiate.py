import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "scenarios").glob("*.toml"))
BRIDGE = ROOT / "tests" / "negotiate" / "bridge.toml"
QUICK = ("--draws", "200")


def test_the_example_of_cars_settles_where_it_was_published(riftline):
    done = riftline("negotiate", ROOT / "examples" / "scenarios" / "ec-car-emissions.toml", "--json")
    assert done.returncode == 0, done.stderr
    (issue,) = json.loads(done.stdout)["issues"]
    assert issue["headline"]["point"] == pytest.approx(7.390, abs=5e-4)
    assert issue["headline"]["mean"] == pytest.approx(7.390, abs=0.01)
    assert next(one["point"] for one in issue["models"] if one["model"] == "median") == 7


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_runs(riftline, path):
    done = riftline("negotiate", path, *QUICK)
    assert done.returncode == 0, done.stderr
    assert "In" not in done.stderr
    assert ("ILLUSTRATIVE" in done.stdout) == (path.stem != "ec-car-emissions")


def test_there_are_the_examples_of_the_article():
    assert {path.stem for path in EXAMPLES} >= {
        "ec-car-emissions", "us-troops-in-europe", "mineral-revenue", "seats-at-the-talks", "european-force",
    }  # fmt: skip


def test_the_template_is_written_once_and_runs(riftline, tmp_path):
    assert riftline("negotiate", "new", "mine.toml").returncode == 0
    assert riftline("negotiate", "mine.toml", *QUICK).returncode == 0
    again = riftline("negotiate", "new", "mine.toml")
    assert again.returncode == 2
    assert "mine.toml: exists already" in again.stderr
    assert riftline("negotiate", "new").stdout == (tmp_path / "mine.toml").read_text(encoding="utf8")


def test_a_table_runs_as_it_is_and_becomes_a_scenario(riftline, tmp_path):
    (tmp_path / "t.csv").write_text("actor,position,salience,capability\nA,10,1,1\nB,40,1,2\n", encoding="utf8")
    direct = json.loads(riftline("negotiate", "t.csv", "--json", *QUICK).stdout)
    assert riftline("negotiate", "new", "t.toml", "--from", "t.csv").returncode == 0
    written = json.loads(riftline("negotiate", "t.toml", "--json", *QUICK).stdout)
    assert written["issues"][0]["headline"] == direct["issues"][0]["headline"]
    assert written["issues"][0]["headline"]["point"] == 30


def test_what_if_changes_the_answer(riftline):
    def best(*options):
        done = riftline("negotiate", BRIDGE, "--json", *QUICK, *options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["issues"][0]

    before = best()["headline"]["point"]
    assert best("--leave", "Province")["headline"]["point"] != before
    assert best("--join", "Ferry")["headline"]["point"] < before
    assert best("--set", "North/share/position=100")["headline"]["point"] > before
    assert "exchange" in {one["model"] for one in best("--link", "share,toll")["models"]}
    assert len(best("--sweep", "North/share/position,South/share/salience")["sweeps"]) == 1
    assert {abs(one["move"]) for one in best("--move", "3")["what_would_it_take"]} == {3}


def test_page_and_json_are_written(riftline, tmp_path):
    assert riftline("negotiate", BRIDGE, *QUICK, "-o", "out/page.html").returncode == 0
    assert "<svg" in (tmp_path / "out" / "page.html").read_text(encoding="utf8")
    done = riftline("negotiate", BRIDGE, *QUICK, "-o", "out/page.json", "--json")
    assert (tmp_path / "out" / "page.json").read_text(encoding="utf8") == done.stdout


def test_forecasts_are_kept_and_scored(riftline, tmp_path):
    kept = riftline("negotiate", BRIDGE, *QUICK, "--record", "log.jsonl")
    (share,) = re.findall(r"kept as (share-\w+)", kept.stderr)
    done = riftline("negotiate", "score", "log.jsonl", "--outcome", f"{share}=50")
    assert done.returncode == 0, done.stderr
    assert "headline" in done.stdout
    assert "open: toll-" in done.stdout
    told = json.loads(riftline("negotiate", "score", "log.jsonl", "--json").stdout)
    assert [one["name"] for one in told["scores"]] == [
        "headline", "weighted mean", "middle of the scale", "reference point", "plain mean",
    ]  # fmt: skip
    assert len((tmp_path / "log.jsonl").read_text(encoding="utf8").splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("nothing.toml",), 1, "nothing.toml: cannot be read"),
        ((BRIDGE, "--leave", "Nobody"), 2, "there is no actor 'Nobody'"),
        ((BRIDGE, "--model", "magic"), 2, "there is no model 'magic'"),
        ((BRIDGE, "--set", "North=3"), 2, "names no input"),
        ((BRIDGE, "-o", "x.pdf"), 2, "cannot write .pdf"),
        ((BRIDGE, "--draws", "0"), 2, "draws"),
        (("score", "nothing.jsonl"), 1, "is no file of forecasts"),
        (("new", "x.toml", "--from-ledger", "y", "--context", "magic"), 2, "--context is 'magic'"),
    ],
)
def test_what_goes_wrong_is_told_on_one_line(riftline, arguments, status, words):
    done = riftline("negotiate", *arguments)
    assert done.returncode == status
    assert words in done.stderr
    assert "Traceback" not in done.stderr
