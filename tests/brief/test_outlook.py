import datetime as dt
import json
import random

import pytest

from riftline import pipeline
from riftline.brief import make_brief, render
from riftline.brief.summary import outlook_lines, percent, sections
from riftline.forecast.outlook import DAYS, OLD
from riftline.ledger import Ledger
from riftline.ledger.adding import Run, add_events
from riftline.records import Actor, Document, Event
from riftline.settings import load_settings

FIRST = dt.date(2023, 1, 1)
LAST = dt.date(2024, 6, 29)
PUBLISHED = dt.date(2024, 7, 1)
STATES = ("DEU", "POL", "FRA", "ITA", "ESP", "PRT", "GRC", "TUR")
CODES = {"CONSULT": ("040", 1, 1.0), "ACCUSE": ("112", 3, -2.0), "THREATEN": ("130", 3, -4.4)}
TEXT = "Poland accused Germany of breaking its word. Poland may threaten Germany with sanctions."


def event(number, day, source, target, kind):
    cameo, quad, goldstein = CODES[kind]
    return Event(
        *(f"e{number}", f"d{number}", 0, f"{source} and {target}.", "and", 0, 4, kind, cameo, quad, goldstein),
        "actual",
        date=day,
        date_end=day,
        sources=(Actor(source, country=source),),
        targets=(Actor(target, country=target),),
    )


def history():
    """Each pair has its own rate; Poland accuses Germany twice a week, from May 2024 on every day."""
    chance = random.Random(0)  # noqa: S311 - a made-up history
    rates = {(one, other): chance.random() ** 3 for one in STATES for other in STATES if one != other}
    rows = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + dt.timedelta(number)
        for (one, other), rate in rates.items():
            rows += [(day, one, other, kind) for kind in CODES if chance.random() < rate / 12]
        if number % 4 == 0 or day >= dt.date(2024, 5, 1):
            rows.append((day, "POL", "DEU", "ACCUSE"))
    return [event(number, *row) for number, row in enumerate(rows)]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    found = tmp_path_factory.mktemp("ledger") / "history.ledger"
    with Ledger.open(found) as ledger:
        add_events(ledger, history(), Run("test"))
    return found


def brief_on(path, published):
    document = Document("a", TEXT, title="A quarrel", published=published)
    coded = list(pipeline.code([document], settings=load_settings()))
    with Ledger.open(path, read_only=True) as ledger:
        return make_brief(coded, ledger=ledger)


@pytest.fixture(scope="module")
def brief(path):
    return brief_on(path, PUBLISHED)


def test_what_the_text_leaves_open_comes_first_with_its_sentence(brief):
    first = brief.outlook[0]
    assert (first.source.label, first.target.label, first.type) == ("Poland", "Germany", "THREATEN")
    assert first.asked is not None
    assert first.asked.sentence == 1
    assert first.first == PUBLISHED
    assert first.days == DAYS


def test_the_chances_are_told_with_interval_usual_rate_and_record(brief):
    for one in brief.outlook:
        assert 0 <= one.lower <= one.chance <= one.upper <= 1
        assert 0 <= one.base <= 1
        assert one.came_true <= one.like
    accused = [one for one in brief.outlook if (one.source.label, one.type) == ("Poland", "ACCUSE")]
    assert all(one.chance > 0.9 for one in accused)


def test_nothing_from_the_window_on_is_looked_at(brief):
    assert all(event.date < PUBLISHED for one in brief.outlook for event in one.past)


def test_a_ledger_that_ended_long_before_is_no_basis(path):
    late = brief_on(path, LAST + dt.timedelta(OLD + 2))
    assert late.outlook == ()
    assert "outlook" not in dict(sections(late))
    assert "What may come" not in render(late, ".html")


@pytest.mark.parametrize("kind", [".html", ".md", ".json"])
def test_every_form_has_it(brief, kind):
    text = render(brief, kind)
    if kind == ".json":
        told = json.loads(text)["outlook"][0]
        assert (told["type"], told["days"], told["first"]) == ("THREATEN", DAYS, "2024-07-01")
        assert told["chance"] == brief.outlook[0].chance
    else:
        assert "What may come" in text
        assert percent(brief.outlook[0].base).replace(" ", "") in text.replace(" ", "").replace("\\", "")


def test_the_record_is_told_in_words(brief):
    one = next(one for one in brief.outlook if one.like)
    assert f"Of {one.like} past forecasts like this {one.came_true} came true." in outlook_lines(one)


def test_no_chance_is_certain_in_words():
    assert (percent(0.0), percent(0.00001), percent(1.0)) == ("below 0.1 %", "below 0.1 %", "above 99.9 %")
    assert (percent(0.0123), percent(0.5)) == ("1.2 %", "50 %")
