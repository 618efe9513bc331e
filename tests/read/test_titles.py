import pytest

from riftline.read.titles import split_title

PROSE = "Poland accused Germany on Friday of blocking a plan to move soldiers."


def test_short_first_line_above_prose_is_the_title():
    assert split_title(["Poland and Germany quarrel", PROSE], None) == ("Poland and Germany quarrel", (PROSE,))


def test_question_as_title():
    assert split_title(["Will the alliance hold?", PROSE], None)[0] == "Will the alliance hold?"


@pytest.mark.parametrize(
    "line", ["It ended.", "and then they left", "He said:", "WARSAW (Wire) - Poland is angry at Berlin"]
)
def test_sentences_and_datelines_are_no_titles(line):
    assert split_title([line, PROSE], None) == (None, (line, PROSE))


def test_a_text_without_prose_has_no_title():
    assert split_title(["One line", "Another line"], None) == (None, ("One line", "Another line"))


def test_given_title_is_taken_off_where_the_text_repeats_it():
    assert split_title(["A Title – Here", PROSE], "A title: here") == ("A title: here", (PROSE,))
    assert split_title(["Other words", PROSE], "A title") == ("A title", ("Other words", PROSE))
