import io
import json
import sys
from pathlib import Path

import pytest

from riftline.code.lookup import describe, lines_of, resolve_record
from riftline.errors import InputError


def read(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = []
    return list(lines_of(path, problems.append)), [str(problem) for problem in problems]


def test_lines_are_read_as_they_are(tmp_path):
    line = {"id": "1", "text": "the army", "context": "Mali is at war.", "date": "2022-06-01"}
    assert read(tmp_path / "in.jsonl", [json.dumps(line), ""]) == ([line], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "7", "text": 5}', "the text is no string"),
        ('{"id": "7"}', "the text is missing"),
        ('{"id": "7", "text": " "}', "the text is empty"),
        ('{"id": "7", "text": "Macron", "date": "2022-13-01"}', "'2022-13-01' is no date"),
        ('{"id": "7", "text": "Macron", "date": 20220101}', "20220101 is no date"),
    ],
)
def test_what_cannot_be_used_is_reported_and_answered_with_nobody(tmp_path, line, problem):
    lines, problems = read(tmp_path / "in.jsonl", ['{"id": "6", "text": "the Kremlin"}', line])
    answers = [resolve_record(one) for one in lines]
    assert [(one["id"], one["country"]) for one in answers] == [("6", "RUS"), ("7", None)]
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path / 'in.jsonl'}, line 2: {problem}. ")


@pytest.mark.parametrize("line", ["{broken", "[1]", "5", "null", "[" * 100_000])
def test_a_line_without_an_object_is_only_reported(tmp_path, line):
    lines, problems = read(tmp_path / "in.jsonl", [line, '{"id": 2, "text": "the Kremlin"}'])
    assert [one["id"] for one in lines] == ["2"]
    assert len(problems) == 1
    assert "line 1: this is no JSON object. Write lines such as" in problems[0]


def test_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "1", "text": "Orb\xc3\xa1n"}')))
    assert [one["text"] for one in lines_of(Path("-"), pytest.fail)] == ["Orb\u00e1n"]


def test_a_missing_file_and_a_folder_are_input_errors(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        list(lines_of(tmp_path / "none.jsonl", pytest.fail))
    with pytest.raises(InputError, match="cannot be read"):
        list(lines_of(tmp_path, pytest.fail))


def test_description():
    told = describe(resolve_record({"id": None, "text": "Western officials"}))
    assert told.splitlines() == [
        "Western officials: WEST, sector GOV, role official",
        '  because "official" GOV; "Western" is a region (WEST), not a state',
    ]
    assert describe(resolve_record({"id": None, "text": "Russia"})).startswith("Russia: RUS (Russia)\n")


def test_description_of_nobody():
    assert describe(resolve_record({"id": None, "text": "the weather"})) == "the weather: no political actor"
