import datetime as dt
import json

import pytest

from riftline.errors import ModelError
from riftline.pipeline import code, load_model, run, run_once
from riftline.records import Document
from riftline.settings import Settings

STORY = (
    "Hungary vetoed the sanctions that ministers of the European Union had prepared against Russia on Monday. "
    "Poland condemned the veto. Talks between Warsaw and Budapest will be held in Vienna next week."
)
OTHER = "China imposed sanctions on Lithuania. Lithuania rejected the Chinese demands and called on Germany to help."


@pytest.fixture
def settings(model_folder):
    return Settings(model=model_folder)


@pytest.fixture
def jsonl(tmp_path):
    def write(*rows, name="news.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf8")
        return path

    return write


def fail(problem):
    raise problem


def test_documents_come_in_order_with_their_events(settings, jsonl):
    path = jsonl(*({"id": f"n{i}", "text": t, "date": "2025-02-19"} for i, t in enumerate([STORY, OTHER, STORY])))
    coded = list(run([path], settings=settings, on_problem=fail))
    assert [c.document.id for c in coded] == ["n0", "n1", "n2"]
    assert all(c.events for c in coded)
    assert all(e.document == c.document.id and e.published == c.document.published for c in coded for e in c.events)


def test_ids_and_records_are_the_same_in_every_run(settings, jsonl):
    path = jsonl({"id": "a", "text": STORY}, {"id": "b", "text": OTHER})
    first, second = (list(run([path], settings=settings, on_problem=fail)) for _ in range(2))
    assert first == second
    assert len({e.id for c in first for e in c.events}) == sum(len(c.events) for c in first)


def test_a_repeat_is_marked_and_not_coded(settings, jsonl):
    path = jsonl({"id": "a", "text": STORY}, {"id": "b", "text": OTHER}, {"id": "c", "text": STORY.upper()})
    coded = list(run_once([path], settings=settings, on_problem=fail))
    assert [(c.document.id, c.document.repeats) for c in coded] == [("a", None), ("b", None), ("c", "a")]
    assert coded[2].events == coded[2].sentences == ()
    assert coded[:2] == list(run([path], settings=settings, on_problem=fail))[:2]


def test_an_unreadable_input_is_told_and_the_rest_goes_on(settings, jsonl, tmp_path):
    path = jsonl({"id": "a", "text": STORY}, "{broken", {"id": "b", "text": OTHER})
    problems = []
    coded = list(run([path, tmp_path / "absent.txt", jsonl({"id": "c", "text": OTHER}, name="more.jsonl")],
                     settings=settings, on_problem=problems.append))  # fmt: skip
    assert [c.document.id for c in coded] == ["a", "b", "c"]
    assert len(problems) == 2
    assert "line 2" in str(problems[0])
    assert "absent.txt" in str(problems[1])
    assert all(p.remedy for p in problems)


def test_a_document_is_coded_as_if_it_stood_alone(settings):
    he = Document("b", "He condemned the invasion. It was denied by the ministry. They rejected the proposal.")
    first = Document("a", "President Macron visited Kyiv. Russia attacked Odesa. American officials made a proposal.")
    together = list(code([first, he], settings=settings))
    assert together[1] == next(code([he], settings=settings))
    assert not {a.country for e in together[1].events for a in e.sources} & {"FRA", "RUS"}


def test_nothing_in_nothing_out(settings):
    assert list(code([], settings=settings)) == []
    (coded,) = code([Document("a", "")], settings=settings)
    assert (coded.sentences, coded.events, coded.actors) == ((), (), ())


def test_results_come_before_all_is_read(settings):
    def documents():
        yield Document("a", STORY * 250)
        yield Document("b", STORY * 250)
        raise AssertionError

    assert next(code(documents(), settings=settings)).events


def test_the_model_is_loaded_once(settings):
    assert load_model(settings) is load_model(settings)


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="lacks"):
        next(code([Document("a", STORY)], settings=Settings(model=tmp_path)))


def test_a_stated_role_against_the_table_is_kept_and_flagged(settings):
    text = "German Chancellor Emmanuel Macron on Monday accused Russia of lying. Macron met Chinese officials."
    (coded,) = code([Document("d", text, published=dt.date(2020, 5, 4))], settings=settings)
    (found,) = coded.contradictions
    assert (found.sentence, found.stated) == (0, "German Chancellor Emmanuel Macron")
    assert found.text[found.start : found.end] == found.stated
    assert "Angela Merkel" in found.known
    assert {a.country for event in coded.events for a in event.sources if "Macron" in a.text} == {"DEU"}
