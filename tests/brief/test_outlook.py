import datetime as dt
import json

import pytest

from riftline import pipeline
from riftline.brief import make_brief, render
from riftline.brief.summary import outlook_lines, percent, sections
from riftline.forecast.outlook import DAYS, OLD
from riftline.ledger import Ledger
from riftline.records import Document
from riftline.settings import load_settings

LAST = dt.date(2024, 6, 29)  # of the ledger
PUBLISHED = dt.date(2024, 7, 1)
TEXT = "Poland accused Germany of breaking its word. Poland may threaten Germany with sanctions."


def brief_on(path, published):
    document = Document("a", TEXT, title="A quarrel", published=published)
    coded = list(pipeline.code([document], settings=load_settings()))
    with Ledger.open(path, read_only=True) as ledger:
        return make_brief(coded, ledger=ledger)


@pytest.fixture(scope="module")
def brief(quarrel):
    return brief_on(quarrel, PUBLISHED)


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


def test_a_ledger_that_ended_long_before_is_no_basis(quarrel):
    late = brief_on(quarrel, LAST + dt.timedelta(OLD + 2))
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
