"""`riftline explain`: how a sentence was read."""

import json
import os

import pytest

TEXT = "Poland condemned Hungary on Monday. It rained."


@pytest.fixture(autouse=True)
def _model(monkeypatch, model_folder):
    monkeypatch.setitem(os.environ, "RIFTLINE_MODEL", str(model_folder))


def test_it_is_told_in_words(riftline):
    done = riftline("explain", TEXT, "--date", "2025-02-19", COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1. Poland → Hungary: ACCUSE disapprove, actual" in done.stdout
    assert "17 Feb 2025 “Monday”" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_is_one_object_per_sentence(riftline):
    done = riftline("explain", TEXT, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["sentence"], second["sentence"]) == (0, 1)
    assert [event["type"] for found in first["evidence"] for event in found["events"]] == ["ACCUSE"]


def test_the_users_own_actors_are_used(riftline, tmp_path):
    (tmp_path / "own.txt").write_text("POLAND_ [FRAREB]\n", encoding="utf8")
    done = riftline("explain", TEXT, "--actors", "own.txt")
    assert done.returncode == 0
    assert "(FRA REB)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"), [(["  "], 1), ([TEXT, "--date", "Monday"], 2), ([], 2)], ids=["empty", "no date", "none"]
)
def test_what_cannot_be_read_is_said_without_a_traceback(riftline, arguments, status):
    done = riftline("explain", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_not_taken_for_a_sentence(riftline, tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf8")
    done = riftline("explain", "article.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "article.txt: this is a file, not a sentence" in done.stderr


def test_a_text_longer_than_any_file_name_is_read(riftline):
    done = riftline("explain", TEXT * 20, "--json")
    assert (done.returncode, done.stderr) == (0, "")
