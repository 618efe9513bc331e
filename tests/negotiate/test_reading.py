"""Scenarios as files: what is read, and what is refused with its line and a remedy."""

from pathlib import Path

import pytest

from riftline.errors import ScenarioError
from riftline.negotiate import parse_scenario, read_scenario
from riftline.negotiate.toml_lines import line_numbers, line_of
from riftline.negotiate.writing import template, write_scenario

TEXT = Path(__file__).with_name("bridge.toml").read_text(encoding="utf8")


def test_a_scenario_is_read(scenario):
    north, _, province, ferry = scenario.actors
    assert [issue.id for issue in scenario.issues] == ["share", "toll"]
    assert scenario.issues[0].reference.best == 0
    assert north.stake("share").position.numbers == (20, 30, 40)
    assert north.stake("share").red_line.most == 60
    assert north.stake("toll").capability == north.stake("share").capability
    assert province.stake("share").position.kind == "values"
    assert not ferry.at_table
    assert [actor.name for actor, _ in scenario.parties("share")] == ["North", "South", "Province"]


def test_the_template_is_a_scenario_and_says_so():
    found = parse_scenario(template())
    assert found.illustrative
    assert len(found.parties("share")) == 3


def test_a_written_scenario_is_the_same_when_read_again(scenario):
    assert parse_scenario(write_scenario(scenario)) == scenario


def test_lines_are_found_outside_of_long_strings():
    lines = line_numbers('a = """\n[[x]]\nb = 1\n"""\n[[x]]\nc = 2\n[[x]]\n[x.on.y]\n"d" = 3\n')
    assert lines == {
        ("a",): 1,
        ("x", 0): 5,
        ("x", 0, "c"): 6,
        ("x", 1): 7,
        ("x", 1, "on", "y"): 8,
        ("x", 1, "on", "y", "d"): 9,
    }
    assert line_of(lines, ("x", 1, "on", "y", "e")) == 8
    assert line_of(lines, ("z",)) is None


# What is written instead of a piece of the text, what is said of it, and on which line (of the piece, or one near it).
WRONG = [
    ('title = "A bridge"', 'titel = "A bridge"', "`titel` is not known", "Did you mean `title`?"),
    ('title = "A bridge"', "", "`title` is missing", "Add title"),
    ("model_error = 1.0", "model_error = -1", "`model_error` is -1", "0 or more"),
    ("model_error = 1.0", "model_error = nan", "`model_error` is nan", "finite"),
    ("scale = [0, 10]", "scale = [10, 0]", "`scale` goes from 10 to 0", "lower end first"),
    ("scale = [0, 10]", "scale = 10", "`scale` is 10", "two ends"),
    ('id = "toll"', 'id = "to ll"', "`id` is 'to ll'", "letters"),
    ('id = "toll"', 'id = "share"', "`id` 'share' stands twice", "name of its own"),
    ("position = 8", "position = 80", "`position` is 80, outside of 0 to 10", "widen the scale"),
    ("position = 8", "position = nan", "`position` is nan", "finite"),
    ("position = 8", "position = true", "`position` has True", "Write a number"),
    ("position = 8", 'position = "?"', "`position` is still open", "Read the quotes"),
    ("position = 8", 'position = "eight"', "`position` is the text 'eight'", "without quotes"),
    ("position = 8", "position = [1, 2, 3]", "3 values in brackets", "[low, high]"),
    ("position = 8", "", "`position` is missing", "Add position"),
    ("position = [60, 80]", "position = [80, 60]", "does not rise", "lowest value first"),
    ("low = 20, mode = 30, high = 40", "low = 20, mode = 50, high = 40", "does not rise", "lowest value first"),
    ("low = 20, mode = 30, high = 40", "low = 20, mode = 30", "`position` has low, mode", "{low, mode, high}"),
    ("mean = 60, sd = 10", "mean = 60, sd = -1", "`capability` is -1", "0 or more"),
    ("values = [50, 60], weights = [3, 1]", "values = [50, 60], weights = [3]", "as many weights as values", "weights"),
    ("values = [50, 60], weights = [3, 1]", "values = [50, 60], weights = [0, 0]", "all 0", "a weight"),
    ("salience = [0.4, 0.6]", "salience = 60", "`salience` is 60", "0.8 for 80 %"),
    ("salience = [0.4, 0.6]", "salience = 0.5\nclout = 3", "`clout` is not known", "Known here: position"),
    ("capability = 30", "capability = -3", "`capability` is -3", "0 or more"),
    ("capability = 30", "", "`capability` is missing", "Add capability"),
    ("red_line = { max = 60 }", "red_line = { max = 60, min = 70 }", "at least 70 and at most 60", "Swap"),
    ("[actor.on.toll]\nposition = 1", "[actor.on.tolls]\nposition = 1", "`tolls` is not known", "Did you mean `toll`?"),
    ('name = "South"', 'name = "north"', "'north' stands twice", "name of its own"),
    ('name = "South"', 'name = ""', "`name` is empty", "Write a name"),
    ('name = "South"', "name = 3", "`name` is 3", "a text in quotes"),
    ('name = "South"', 'name = "South"\nat_table = "no"', "`at_table` is 'no'", "true or false"),
    ('title = "A bridge"', 'title = "A bridge"\nas_of = "soon"', "`as_of` is 'soon'", "2025-02-16"),
    ('title = "A bridge"', "title = A bridge", "invalid value", "no valid TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "problem", "remedy"), WRONG)
def test_what_is_wrong_is_told_with_its_line(right, wrong, problem, remedy):
    text = TEXT.replace(right, wrong, 1)
    assert text != TEXT
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, name="bridge.toml")
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy
    told = caught.value.where.removeprefix("bridge.toml").removeprefix(", line ")
    missing = "is missing" in problem
    assert (not told) if (missing and not told) else abs(int(told) - line) <= (5 if missing else 1)


def without(text, *actors):
    for name in actors:
        text = text.replace(f'name = "{name}"', f'name = "{name}"\nat_table = false')
    return text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (without(TEXT, "South", "Province"), "only North at the table has a stake in issue 'share'"),
        (without(TEXT, "North", "South", "Province"), "nobody at the table has a stake in issue 'share'"),
        (
            TEXT.replace("salience = 0.9", "salience = 0").replace("salience = 0.2", "salience = 0"),
            "on issue 'toll' are 0",
        ),
        (
            TEXT.replace("salience = 0.9", "salience = [0, 1]").replace("salience = 0.2", "salience = [0, 1]"),
            "on issue 'toll' may be 0 at once",
        ),
        (TEXT.split("[[issue]]")[0], "there is no issue"),
        (TEXT + '[[link]]\nissues = ["share", "tax"]\n', "`issues` names 'tax'"),
        (TEXT + '[[link]]\nissues = ["share"]\n', "two different issues"),
        (TEXT + '[[link]]\nissues = ["share", "toll"]\n' * 2, "stands in two links"),
        ("", "there is no issue"),
        ('title = "x"\ntitle = "y"\n', "line 2"),
    ],
)
def test_what_does_not_hold_together_is_told(text, problem):
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text)
    assert problem in str(caught.value)
    assert caught.value.remedy


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ScenarioError, match=r"nothing\.toml: cannot be read"):
        read_scenario(tmp_path / "nothing.toml")
    odd = tmp_path / "odd.toml"
    odd.write_bytes(b"title = '\xff'")
    with pytest.raises(ScenarioError, match="not UTF-8"):
        read_scenario(odd)
