from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.brief import make_brief
from riftline.brief.fulltext import Mark, cut
from riftline.records import CodedDocument


def test_the_text_is_whole_and_in_paragraphs(fees):
    (text,) = make_brief([fees]).texts
    assert len(text.paragraphs) == 6
    shown = "\n".join(
        " ".join("".join(piece.text for piece in sentence.pieces) for sentence in paragraph)
        for paragraph in text.paragraphs
    )
    assert shown.split() == fees.document.text.split()


def test_triggers_parties_and_questions_are_marked(fees):
    (text,) = make_brief([fees]).texts
    pieces = [piece for paragraph in text.paragraphs for sentence in paragraph for piece in sentence.pieces]
    marked = {piece.text: piece for piece in pieces}
    assert (marked["rejected"].trigger, marked["rejected"].opens) == (3, marked["rejected"].closes)
    assert marked["Canada"].actor
    assert marked["How long the fees will stay"].question


def test_a_sentence_names_all_its_events(fees):
    brief = make_brief([fees])
    sentences = {
        sentence.index: sentence for text in brief.texts for paragraph in text.paragraphs for sentence in paragraph
    }
    triggers = {brief.lines[number - 1].event.trigger for number in sentences[7].events}
    assert triggers == {"arrested", "protest"}


def test_text_outside_sentences_is_kept(fees):
    bare = CodedDocument(fees.document)
    (text,) = make_brief([bare]).texts
    assert "harbour" in "".join(piece.text for sentence in text.paragraphs[0] for piece in sentence.pieces)


marks = st.builds(
    Mark,
    start=st.integers(-2, 14),
    end=st.integers(-2, 14),
    kind=st.sampled_from(["trigger", "actor", "question"]),
    quad=st.integers(1, 4),
    event=st.integers(1, 9),
)


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(marks, max_size=6))
def test_cutting_loses_no_character_and_opens_every_mark_once(some):
    text = "abcdefghijkl"
    pieces = cut(text, some)
    assert "".join(piece.text for piece in pieces) == text
    inside = [m for m in some if m.kind == "trigger" and max(m.start, 0) < min(m.end, len(text))]
    assert sorted(event for piece in pieces for event in piece.opens) == sorted(m.event for m in inside)
    assert sorted(event for piece in pieces for event in piece.closes) == sorted(m.event for m in inside)
