import datetime as dt

import pytest

from riftline.code.coder import code_document
from riftline.records import Document

PUBLISHED = dt.date(2025, 2, 19)  # a Wednesday
MEETING = "Leaders of France and Spain will hold a meeting."
MORE = "The meeting will take place in Rome on Friday."
OTHER = "No troops were deployed."


@pytest.fixture
def events(parsed):
    def code(*texts):
        sentences = [parsed(text, index=i) for i, text in enumerate(texts)]
        return code_document(Document("d", " ".join(texts), published=PUBLISHED), sentences).events

    return code


def where(event):
    return event.place.country if event.place else None


def test_the_meeting_completes_the_meeting_before_it(events):
    (event,) = events(MEETING, MORE)
    assert (event.sentence, event.type, where(event)) == (0, "CONSULT", "ITA")
    assert (event.date, event.date_end, event.date_text) == (dt.date(2025, 2, 21), dt.date(2025, 2, 21), "Friday")


def test_no_further_back_than_two_sentences(events):
    (near,), (far,) = events(MEETING, OTHER, MORE), events(MEETING, OTHER, OTHER, MORE)
    assert where(near) == "ITA"
    assert (where(far), far.date_text) == (None, None)


def test_the_last_one_is_meant(events):
    first, second = events(MEETING, "France met Germany in Spain.", "The meeting will take place in Rome on Friday.")
    assert (where(first), first.date_text) == (None, None)
    assert (where(second), second.date_text) == ("ESP", "Friday")  # what it says itself stays


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The attack took place in Syria.", id="another type"),
        pytest.param("A meeting took place in Rome on Friday.", id="not definite"),
        pytest.param("The French meeting will take place in Rome on Friday.", id="names its own party"),
    ],
)
def test_other_nouns_complete_nothing(events, text):
    first, *_ = events(MEETING, text)
    assert (where(first), first.date_text) == (None, None)


def test_a_date_that_is_there_stays(events):
    (event,) = events("Russia attacked Ukraine on Monday.", "The attack took place in Syria.")
    assert (where(event), event.date_text) == ("SYR", "Monday")
