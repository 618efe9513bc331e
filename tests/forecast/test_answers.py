import datetime as dt

import pytest

from riftline.errors import UsageError
from riftline.forecast.answers import ask, everything
from riftline.forecast.ledger_events import last_day
from riftline.forecast.questions import Question, act_of
from riftline.ledger import Ledger
from riftline.ledger.adding import Run, add_events
from riftline.records import Actor, Event

LAST = dt.date(2024, 6, 29)


@pytest.fixture(scope="module")
def ledger(quarrel):
    with Ledger.open(quarrel, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(ledger):
    asked = [
        Question("POL", "DEU", act_of(["ACCUSE"]), 30, name="quarrel"),
        Question("POL", "DEU", act_of(["THREATEN"]), 30),
        Question("POL", "DEU", act_of(["SANCTION"]), 30),
        Question("POL", "JPN", act_of(["ACCUSE"]), 30),
    ]
    return ask(ledger, asked)


def test_an_answer_has_all_that_carries_it(answers):
    quarrel = answers[0]
    assert quarrel.basis == "model"
    assert 0.9 < quarrel.chance <= quarrel.upper <= 1
    assert quarrel.lower <= quarrel.chance
    assert quarrel.question.start == LAST + dt.timedelta(1)
    assert quarrel.reasons
    assert quarrel.record.forecasts >= quarrel.record.came_true
    assert quarrel.matches[0].date == LAST
    assert len(quarrel.model) == 16


def test_no_basis_says_why(answers):
    for one, why in zip(answers[2:], ("no SANCTION", "JPN does not occur"), strict=True):
        assert one.basis == "none"
        assert one.chance is None
        assert why in one.why


def test_the_window_itself_is_not_looked_at(ledger):
    early = Question("POL", "DEU", act_of(["ACCUSE"]), 14, start=dt.date(2024, 4, 1))
    (found,) = ask(ledger, [early])
    assert found.until == dt.date(2024, 4, 1)
    assert all(match.date < found.until for match in found.matches)


def test_a_window_far_beyond_the_ledger_is_refused(ledger):
    with pytest.raises(UsageError, match="days after the ledger ends"):
        ask(ledger, [Question("POL", "DEU", act_of(["ACCUSE"]), 14, start=dt.date(2027, 1, 1))])


def test_what_is_likeliest_and_what_has_risen(ledger):
    likeliest, risen = everything(ledger, 14, top=3)
    assert [one.chance for one in likeliest] == sorted((one.chance for one in likeliest), reverse=True)
    assert likeliest[0].question.source == "POL"
    gains = [one.chance - one.base for one in risen]
    assert gains == sorted(gains, reverse=True)
    assert all(one.question.source != one.question.target for one in likeliest + risen)


def one_event(number, day):
    return Event(
        *(f"x{number}", f"x{number}", 0, "Text.", "text", 0, 4, "CONSULT", "040", 1, 1.0, "actual"),
        date=day,
        date_end=day,
        sources=(Actor("a", country="FRA"),),
        targets=(Actor("b", country="DEU"),),
    )


@pytest.mark.parametrize(
    ("days", "why"), [([], "no actual events"), ([LAST], "a window of 30 days needs at least as many")]
)
def test_an_empty_ledger_and_one_of_a_day(tmp_path, days, why):
    with Ledger.open(tmp_path / "l.ledger") as ledger:
        add_events(ledger, [one_event(n, day) for n, day in enumerate(days)], Run("test"))
        (found,) = ask(ledger, [Question("FRA", "DEU", act_of(["CONSULT"]), 30)])
        assert everything(ledger, 30, top=3) == ([], [])
    assert found.chance is None
    assert why in found.why


def test_a_short_ledger_gives_the_bare_rate(tmp_path):
    with Ledger.open(tmp_path / "l.ledger") as ledger:
        add_events(ledger, [one_event(n, LAST - dt.timedelta(7 * n)) for n in range(8)], Run("test"))
        (found,) = ask(ledger, [Question("FRA", "DEU", act_of(["CONSULT"]), 7)])
    assert found.basis == "rate"
    assert found.lower < found.chance < found.upper
    assert "the rate of the pair and type alone" in found.why


def test_a_few_late_events_of_a_thin_source_do_not_move_the_end(tmp_path):
    dense = [one_event(n, LAST - dt.timedelta(n // 30)) for n in range(3000)]
    with Ledger.open(tmp_path / "l.ledger") as ledger:
        add_events(ledger, [*dense, one_event(4000, LAST + dt.timedelta(700))], Run("test"))
        assert last_day(ledger) == LAST
        assert last_day(ledger, LAST - dt.timedelta(3)) == LAST - dt.timedelta(3)
