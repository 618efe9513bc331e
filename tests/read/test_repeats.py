from hypothesis import given
from hypothesis import strategies as st

from riftline.read.repeats import mark_repeats
from riftline.records import Document

STORY = (
    "Poland accused Germany on Thursday of blocking a plan to move American soldiers to permanent bases, opening a "
    "public dispute inside the alliance less than two weeks before its leaders meet. The Polish minister told them "
    "that Berlin had withheld its consent. Germany rejected the charge and said that it would not pay for barracks."
)
OTHER = (
    "Envoys of the army and of the rebels met in Doha on Monday for the first direct talks in five months, mediators "
    "said, but they failed to agree on a truce for the besieged city. Each side accused the other of shelling a market."
)


def marks(*texts):
    documents = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
    return [document.repeats for document in mark_repeats(documents)]


def test_same_words_in_other_spelling_repeat():
    assert marks(STORY, OTHER, STORY.upper().replace(",", "")) == [None, None, "0"]


def test_edited_wire_copy_repeats_the_first():
    edited = "BRUSSELS (Wire) - " + STORY.replace("on Thursday", "yesterday")
    assert marks(STORY, edited, edited + " More follows.") == [None, "0", "0"]


def test_different_stories_do_not():
    assert marks(STORY, OTHER) == [None, None]


def test_short_texts_repeat_only_when_equal():
    assert marks("Poland left.", "Poland left!", "Poland left early.") == [None, "0", None]


@given(st.lists(st.text(max_size=30), max_size=6))
def test_originals_are_earlier_documents_that_repeat_nothing(texts):
    found = marks(*texts)
    assert len(found) == len(texts)
    assert all(mark is None or (int(mark) < place and found[int(mark)] is None) for place, mark in enumerate(found))
