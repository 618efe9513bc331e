import datetime as dt
import json

import pytest

from riftline import pipeline
from riftline.brief import make_brief, render
from riftline.brief.background import YEARS
from riftline.brief.summary import background_lines, sections
from riftline.ledger import Ledger
from riftline.ledger.adding import Run, add_events
from riftline.records import Actor, Document, Event
from riftline.settings import load_settings

FIRST_DAY = dt.date(2020, 1, 1)
QUARREL = dt.date(2023, 1, 1)  # from here on they clash twice a week
PUBLISHED = dt.date(2024, 7, 1)


def one_event(number, day, source, target, kind):
    cameo, quad, goldstein = {"CONSULT": ("040", 1, 1.0), "ACCUSE": ("112", 3, -2.0)}[kind]
    return Event(
        *(f"e{number}", f"d{number}", 0, "Text.", "text", 0, 4, kind, cameo, quad, goldstein, "actual"),
        date=day,
        date_end=day,
        sources=(Actor(source, country=source),),
        targets=(Actor(target, country=target),),
    )


def history():
    """Poland and Germany talk weekly and quarrel from 2023 on; others talk all the time."""
    days = [FIRST_DAY + dt.timedelta(days=number) for number in range((PUBLISHED - FIRST_DAY).days + 60)]
    rows = [(day, "FRA", "ITA", "CONSULT") for day in days] + [(day, "ESP", "PRT", "ACCUSE") for day in days[::3]]
    rows += [(day, "DEU", "POL", "CONSULT") for day in days[::7]]
    rows += [(day, "POL", "DEU", "ACCUSE") for day in days[::3] if day >= QUARREL]
    return [one_event(number, *row) for number, row in enumerate(rows)]


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "history.ledger"
    with Ledger.open(path) as ledger:
        add_events(ledger, history(), Run("test"))
    text = "Poland accused Germany of breaking its word. Germany rejected the demands of Poland."
    document = Document("a", text, title="A quarrel", published=PUBLISHED)
    coded = list(pipeline.code([document], settings=load_settings()))
    with Ledger.open(path, read_only=True) as ledger:
        return make_brief(coded, ledger=ledger)


def test_history_ends_before_the_first_document(brief):
    (found,) = brief.background
    assert {found.first.label, found.second.label} == {"Germany", "Poland"}
    assert [year.ago for year in found.years] == list(range(1, YEARS + 1))[: len(found.years)]
    expected = sum(
        event.status == "actual" and {"POL", "DEU"} == {event.sources[0].country, event.targets[0].country}
        for event in history()
        if PUBLISHED - dt.timedelta(366) <= event.date < PUBLISHED
    )
    assert found.years[0].events == pytest.approx(expected, abs=2)
    assert found.years[0].lower < found.years[0].conflict_share < found.years[0].upper


def test_the_last_break_is_found_and_dated(brief):
    assert brief.background[0].last_break.side == "conflict"
    assert abs((brief.background[0].last_break.month - QUARREL).days) <= 31


def test_obligations_are_those_of_the_day(brief):
    assert any("North Atlantic Treaty Organization" in line for line in brief.background[0].owed)


def test_every_form_shows_it(brief):
    lines = background_lines(brief.background[0])
    assert "Last break: conflict rose in" in " ".join(lines)
    for form in (".html", ".md"):
        assert "What went before" in render(brief, form)
        assert "Last break: conflict rose in" in render(brief, form)
    shown = json.loads(render(brief, ".json"))["background"][0]
    assert shown["until"] == PUBLISHED.isoformat()
    assert shown["last_break"]["side"] == "conflict"


def test_without_a_ledger_there_is_no_such_section(brief):
    without = make_brief([])
    assert "background" not in dict(sections(without))
    assert "background" in dict(sections(brief))
