import datetime as dt
import json

import pytest

from riftline.errors import InputError
from riftline.forecast import book
from riftline.forecast.answers import Forecast
from riftline.forecast.chances.model import Settings
from riftline.forecast.questions import Question, act_of
from riftline.forecast.scoring import score
from riftline.ledger import Ledger

MADE = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
START = dt.date(2024, 5, 1)


def forecast(*, kind="ACCUSE", days=14, chance=0.8, events=1):
    question = Question("POL", "DEU", act_of([kind]), days, START, events)
    return Forecast(question, START, "model" if chance else "none", chance, 0.5, 0.9, 0.5)


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "f.jsonl"
    made = [forecast(), forecast(chance=0.3, kind="CONSULT", events=1000), forecast(days=365), forecast(chance=None)]
    assert book.store(found, made, ledger="l", settings=Settings(), made=MADE) == 1
    return found


def test_a_run_is_kept_as_it_was_made(path):
    kept = book.read(path)
    assert [one.question for one in kept.forecasts] == [
        one.question for one in (forecast(), forecast(kind="CONSULT", events=1000), forecast(days=365))
    ]
    head = json.loads(path.read_text().splitlines()[0])
    assert head["code"] == book.code_hash()
    assert head["settings"]["seed"] == 0


def test_runs_are_added_and_never_overwritten(path):
    before = path.read_bytes()
    assert book.store(path, [forecast()], ledger="l", settings=Settings(), made=MADE) == 2
    assert path.read_bytes().startswith(before)
    assert len(book.read(path).forecasts) == 4


def test_a_changed_line_shows(path):
    book.store(path, [forecast()], ledger="l", settings=Settings(), made=MADE)
    path.write_text(path.read_text().replace('"chance": 0.8', '"chance": 0.9', 1))
    with pytest.raises(InputError, match="were changed"):
        book.read(path)


@pytest.mark.parametrize("text", ["no json\n", '{"line": "other"}\n', '{"line": "run", "run": 1, "before": null}'])
def test_what_is_no_forecasts_file_is_refused(tmp_path, text):
    (tmp_path / "f").write_text(text)
    with pytest.raises(InputError, match="no line of a forecasts file"):
        book.read(tmp_path / "f")


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        book.check_book(tmp_path / "none" / "f.jsonl")


def test_a_file_that_was_only_checked_takes_a_run(tmp_path):
    book.check_book(tmp_path / "f.jsonl")
    book.store(tmp_path / "f.jsonl", [forecast()], ledger="l", settings=Settings(), made=MADE)
    assert book.read(tmp_path / "f.jsonl").runs == 1


def test_outcomes_are_those_of_the_ledger(path, quarrel):
    with Ledger.open(quarrel, read_only=True) as ledger:
        found = score(path, ledger)
        again = score(path, ledger)
    assert [(one.question.act.label, outcome.happened) for one, outcome in found.resolved] == [
        ("ACCUSE", True), ("CONSULT", False)
    ]  # fmt: skip
    assert found.waiting == 1  # its window ends after the ledger
    assert found.record.forecasts == 2
    assert found.record.brier == pytest.approx(((1 - 0.8) ** 2 + 0.3**2) / 2)
    assert again.resolved == ()
    assert again.record == found.record


def test_an_outage_resolves_nothing(path, tmp_path, quarrel):
    thin = tmp_path / "thin.ledger"
    thin.write_bytes(quarrel.read_bytes())
    with Ledger.open(thin) as ledger:
        gone = "date >= DATE '2024-05-01' AND date < DATE '2024-05-20'"
        for table in ("pairs", "events"):
            ledger.connection.execute(f"DELETE FROM {table} WHERE {gone}")  # noqa: S608 - our own words
        found = score(path, ledger)
    assert found.resolved == ()
    assert found.unwatched == 2
