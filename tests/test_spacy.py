"""The bridge to spaCy; skipped where the extra is not installed."""

import datetime as dt
import re
from pathlib import Path

import pytest

import riftline

spacy = pytest.importorskip("spacy")
tokens = pytest.importorskip("spacy.tokens")
bridge = pytest.importorskip("riftline.spacy")

RECIPE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "use-with-spacy.md"
TEXT = "  Talks dragged on.\n\nPoland condemned Hungary on Monday. Germany and France held talks with Turkey in Vienna."


@pytest.fixture
def pipeline(monkeypatch, model_folder):
    """`pipeline(published="2025-02-19")` is an empty English pipeline with riftline in it."""
    monkeypatch.setenv("RIFTLINE_MODEL", str(model_folder))

    def make(**config):
        nlp = spacy.blank("en")
        nlp.add_pipe("riftline", config=config)
        return nlp

    return make


def test_events_point_into_the_text_of_the_doc(pipeline):
    doc = pipeline()(TEXT)
    condemned, talks = (next(e for e in doc._.events if e.type == kind) for kind in ("ACCUSE", "CONSULT"))
    assert isinstance(doc._.events, tuple)
    assert doc.text == TEXT
    assert [doc.text[e.start : e.end] for e in doc._.events] == [e.trigger for e in doc._.events]
    assert doc.char_span(condemned.start, condemned.end).text == "condemned"
    assert (condemned.sources[0].country, condemned.targets[0].country) == ("POL", "HUN")
    named = {doc.text[a.start : a.end]: a.country for a in talks.sources}
    assert named == {"Germany": "DEU", "France": "FRA", "Turkey": "TUR"}


def test_actors_point_into_the_text_of_the_doc(pipeline):
    doc = pipeline()(TEXT)
    assert [a.country for a in doc._.actors if a.country][:3] == ["POL", "HUN", "DEU"]
    assert [doc.text[a.start : a.end] for a in doc._.actors] == [a.text for a in doc._.actors]
    assert doc._.actors[0].start == TEXT.index("Poland")


def test_the_same_words_later_are_placed_later(pipeline):
    doc = pipeline()("Poland condemned Hungary. It rained. Poland sent troops to Latvia.")
    assert doc._.events[-1].sources[0].start == doc.text.rindex("Poland")


def test_a_sentence_has_the_events_in_it(pipeline):
    doc = pipeline()(TEXT)
    by_sentence = {sentence.text.strip(): sentence._.events for sentence in doc.sents}
    assert sum(by_sentence.values(), ()) == doc._.events
    (condemned,) = by_sentence["Poland condemned Hungary on Monday."]
    assert condemned.type == "ACCUSE"


def test_sentence_starts_that_are_there_stay(pipeline):
    nlp = pipeline()
    words = ["Poland", "condemned", "Hungary", ".", "Germany", "left", "."]
    doc = nlp(tokens.Doc(nlp.vocab, words, sent_starts=[True] + [False] * 6))
    assert len(list(doc.sents)) == 1
    assert not pipeline(sentences=False)(TEXT).has_annotation("SENT_START")


def test_a_doc_s_own_date_wins_over_that_of_the_pipeline(pipeline):
    nlp = pipeline(published="2025-02-19")
    assert _condemned(nlp(TEXT)).date == dt.date(2025, 2, 17)
    later = nlp.make_doc(TEXT)
    later._.published = dt.date(2025, 2, 26)
    assert _condemned(nlp(later)).date == dt.date(2025, 2, 24)
    assert later._.published == dt.date(2025, 2, 26)


def test_without_a_date_the_weekday_stays_open(pipeline):
    assert (_condemned(pipeline()(TEXT)).date, _condemned(pipeline()(TEXT)).published) == (None, None)


def test_what_is_no_date_is_a_usage_error(pipeline):
    with pytest.raises(riftline.UsageError, match="is no date"):
        pipeline(published="Monday")
    with pytest.raises(riftline.UsageError, match="is no date"):
        spacy.blank("en")(TEXT)._.published = "19.02.2025"


def test_a_stream_gives_the_docs_in_order_with_what_one_at_a_time_gives(pipeline):
    nlp = pipeline()
    texts = ["Iran attacked Iraq.", "", "It rained.", TEXT]
    docs = list(nlp.pipe(texts, batch_size=3))
    assert [doc.text for doc in docs] == texts
    assert [doc._.events for doc in docs] == [nlp(text)._.events for text in texts]
    assert docs[1]._.events == ()


def test_what_was_found_survives_storing(pipeline):
    nlp = pipeline(published="2025-02-19")
    doc = nlp(TEXT)
    stored = tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = tokens.DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert doc._.events
    assert (again._.events, again._.actors) == (doc._.events, doc._.actors)


def test_the_pipeline_is_stored_with_its_date(pipeline, tmp_path):
    pipeline(published="2025-02-19").to_disk(tmp_path / "nlp")
    assert _condemned(spacy.load(tmp_path / "nlp")(TEXT)).published == dt.date(2025, 2, 19)


def test_records_are_what_the_coder_writes(pipeline):
    doc = pipeline(published="2025-02-19")(TEXT)
    found = bridge.records(doc)
    assert [e.text[e.start : e.end] for e in found] == [e.trigger for e in found]
    document = riftline.Document(found[0].document, TEXT, published=dt.date(2025, 2, 19))
    assert found == riftline.code(document)


def test_a_doc_that_riftline_has_not_read_has_nothing():
    doc = spacy.blank("en")(TEXT)
    assert (doc._.events, doc._.actors, doc[:]._.events) == ((), (), ())


@pytest.mark.usefixtures("pipeline")
def test_the_recipe_in_the_documentation_runs(capsys):
    names = {}
    for block in re.findall(r"```python\n(.*?)```", RECIPE.read_text(encoding="utf8"), re.DOTALL):
        exec(block, names)  # noqa: S102 - our own page
    shown = capsys.readouterr().out
    assert "ACCUSE actual 2025-02-17 ['Poland'] condemned" in shown
    assert "datetime.date(2025, 2, 28)" in shown


def _condemned(doc):
    return next(e for e in doc._.events if e.trigger == "condemned")
