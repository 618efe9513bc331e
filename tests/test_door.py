import datetime as dt
import json
import subprocess
import sys

import pytest

import riftline

TEXT = "Poland condemned Hungary on Monday. Germany and France held talks with Turkey in Vienna."


@pytest.fixture
def door(monkeypatch, model_folder):
    """The Python door with the model of the tests."""
    monkeypatch.setenv("RIFTLINE_MODEL", str(model_folder))
    return riftline


def test_a_text_gives_its_events(door):
    first, second = door.code(TEXT, date="2025-02-19")
    assert (first.sources[0].country, first.type, first.targets[0].country) == ("POL", "ACCUSE", "HUN")
    assert {a.country for a in second.sources} == {"DEU", "FRA", "TUR"}
    assert (first.published, first.date) == (dt.date(2025, 2, 19), dt.date(2025, 2, 17))


def test_a_date_may_be_a_date(door):
    assert door.code(TEXT, date=dt.date(2025, 2, 19)) == door.code(TEXT, date="2025-02-19")


def test_documents_give_the_events_of_all(door):
    one, two = riftline.Document("a", TEXT), riftline.Document("b", TEXT)
    assert [e.document for e in door.code([one, two])] == ["a", "a", "b", "b"]
    assert door.code(one) == [e for e in door.code([one, two]) if e.document == "a"]


@pytest.mark.parametrize("date", ["yesterday", "2025-02-30", "17.02.2025", ""])
def test_what_is_no_date_is_a_usage_error(date):
    with pytest.raises(riftline.UsageError, match="is no date"):
        riftline.code(TEXT, date=date)


@pytest.mark.parametrize("text", ["", "  \n\n\t"])
def test_an_empty_text_is_an_input_error(text):
    with pytest.raises(riftline.InputError):
        riftline.code(text)


def test_files_are_read_and_what_cannot_be_is_warned_of(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a-1", "text": TEXT}), encoding="utf8")
    (document,) = riftline.read(tmp_path / "a.jsonl")
    assert (document.id, document.text) == ("a-1", TEXT)
    with pytest.warns(UserWarning, match="missing"):
        assert riftline.read(tmp_path / "a.jsonl", tmp_path / "missing.txt") == [document]


def test_nothing_to_read_is_an_error(tmp_path):
    with pytest.raises(riftline.InputError, match="missing"):
        riftline.read(tmp_path / "missing.txt")


def test_a_brief_of_files_and_documents(door, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    made = door.brief(tmp_path / "a.txt", riftline.Document("b", "Spain condemned Italy."), title="Two texts")
    assert made.title == "Two texts"
    shown = door.brief.render_markdown(made)
    assert "Two texts" in shown
    assert all(name in shown for name in ("Poland", "Hungary", "Spain", "Italy"))


@pytest.mark.parametrize("room", ["read", "code", "brief"])
def test_a_room_is_called_and_is_still_a_package(room):
    """In a fresh interpreter: what else has been imported must not matter."""
    module = {"read": "formats", "code": "coder", "brief": "assemble"}[room]
    code = (
        f"import riftline; door = riftline.{room}; import riftline.{room}.{module}; "
        f"print(callable(door), door is riftline.{room}, door.{module}.__name__)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["True", "True", f"riftline.{room}.{module}"]


def test_an_explanation_holds_the_events_of_the_text(door):
    explanation = door.explain(TEXT, date="2025-02-19")
    told = [e for s in explanation.sentences for found in s.evidence for e in found.events]
    assert told == door.code(TEXT, date="2025-02-19")
    assert explanation == door.explain(explanation.document)


def test_an_explanation_of_nothing_is_an_input_error():
    with pytest.raises(riftline.InputError):
        riftline.explain("  ")
