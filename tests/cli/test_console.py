from pathlib import Path

import pytest

from riftline.cli.console import Problems, fail, suffix_of
from riftline.errors import InputError, ModelError, UsageError

ALLOWED = (".jsonl", ".csv")


def test_problems_are_named_at_once_and_counted_at_the_end(capsys):
    problems = Problems()
    problems(InputError("is empty", where="a.txt"))
    assert capsys.readouterr().err == "skipped: a.txt: is empty\n"
    problems(InputError("is empty", where="b.txt"))
    assert problems.messages == ["a.txt: is empty", "b.txt: is empty"]
    assert problems.status() == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("2 problem(s) with the input; the rest was done.\n")


def test_without_problems_there_is_nothing_to_say(capsys):
    assert Problems().status() == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "status"),
    [(UsageError("wrong"), 2), (InputError("wrong"), 1), (ModelError("wrong"), 1)],
)
def test_an_error_is_one_line_and_a_status(capsys, error, status):
    assert fail(error) == status
    assert capsys.readouterr() == ("", "riftline: wrong\n")


@pytest.mark.parametrize(
    ("path", "suffix"),
    [(None, ".jsonl"), (Path("a.csv"), ".csv"), (Path("b/a.JSONL"), ".jsonl")],
)
def test_the_suffix_says_the_format(path, suffix):
    assert suffix_of(path, ALLOWED) == suffix


@pytest.mark.parametrize("name", ["a.xlsx", "events"])
def test_another_suffix_is_a_usage_error_that_lists_the_allowed(name):
    with pytest.raises(UsageError, match=r"\.jsonl, \.csv") as caught:
        suffix_of(Path(name), ALLOWED)
    assert caught.value.where == name
