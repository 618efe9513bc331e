import datetime as dt

import pytest

from riftline.errors import InputError, UsageError
from riftline.forecast.questions import act_of, days_of, read_questions

GOOD = """
[[question]]
name = "us-leaves"
source = "usa"
target = "deu"
types = ["RETREAT", "DEMAND"]
within = "90d"

[[question]]
source = "usa"
target = "rus"
quads = [4]
from = 2026-01-01
to = 2026-03-31
events = 2
"""


def party(name):
    if name == "atlantis":
        raise UsageError("is no country", where="'atlantis'", remedy="Write a name")
    return name.upper()


def read(tmp_path, text):
    path = tmp_path / "q.toml"
    path.write_text(text, encoding="utf8")
    return read_questions(path, party)


def test_questions_with_their_rules(tmp_path):
    first, second = read(tmp_path, GOOD)
    assert (first.name, first.source, first.target, first.days) == ("us-leaves", "USA", "DEU", 90)
    assert first.act.types == ("RETREAT", "REQUEST")  # the older name of the type
    assert first.start is None
    assert (second.start, second.days, second.events) == (dt.date(2026, 1, 1), 90, 2)
    assert second.act.label == "material conflict"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds no question"),
        ("question = 3", "holds no question"),
        ("a = [", "is no TOML"),
        (GOOD.replace("RETREAT", "LEAVE"), "question 1: no event type 'LEAVE'"),
        (GOOD.replace('within = "90d"', ""), "question 1: has no window"),
        (GOOD.replace('within = "90d"', 'within = "soon"'), "is no window"),
        (GOOD.replace("to = 2026-03-31", "to = 2025-03-31"), "question 2: ends before it begins"),
        (GOOD.replace("to = 2026-03-31", 'to = "2026-03-31"'), "question 2: has a day that is none"),
        (GOOD.replace("events = 2", "events = 0"), "needs 0 events"),
        (GOOD.replace("events = 2", "event = 2"), "field 'event' that means nothing"),
        (GOOD.replace('"rus"', '"atlantis"'), "question 2: is no country"),
        (GOOD.replace('target = "deu"', ""), "incomplete or mistyped"),
        (GOOD.replace("quads = [4]", ""), "question 2: a question needs types or quads"),
    ],
)
def test_what_is_wrong_is_said_with_the_question(tmp_path, text, problem):
    with pytest.raises(InputError, match=problem):
        read(tmp_path, text)


def test_windows():
    assert [days_of(text) for text in ("7d", "2w", "3m", "45")] == [7, 14, 90, 45]
    for wrong in ("", "0d", "-3d", "1.5d", "400d", "7y", "d"):
        with pytest.raises(UsageError):
            days_of(wrong)


def test_acts():
    with pytest.raises(UsageError, match="class of events 5"):
        act_of([], [5])
    with pytest.raises(UsageError, match="needs types or quads"):
        act_of(["AID"], [1])
