import pytest

from riftline.parse.datelines import LONGEST, dateline_end
from riftline.parse.parser import segment
from riftline.records import Document

REST = "Poland accused Germany."


@pytest.mark.parametrize(
    "head",
    [
        "WARSAW - ",
        "WARSAW – ",
        "WARSAW — ",
        "WARSAW -- ",
        "WARSAW: ",
        "WARSAW, June 12 (Wire) - ",
        "WARSAW, 12 June 2024 - ",
        "WARSAW (Wire) — ",
        "WARSAW, Poland (Wire) — ",
        "SANTA CRUZ, Sept. 3 - ",
        "WARSAW/BERLIN, May 4 (Wire) - ",
    ],
)
def test_what_is_a_dateline(head):
    assert dateline_end(head + REST) == len(head)


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "",
        "NATO - the alliance - agreed.",
        "EXCLUSIVE: Poland accused Germany.",
        "Warsaw - a city on the Vistula - is the capital.",
        "WARSAW accused Berlin.",
        "WARSAW-based officials accused Berlin.",
        f"WARSAW ({'a' * LONGEST}) - {REST}",
        f"He wrote from WARSAW - {REST}",
    ],
)
def test_what_is_none(text):
    assert dateline_end(text) == 0


def test_it_becomes_a_span_of_its_own():
    head, body = segment(Document("d", f"WARSAW, June 12 (Wire) - {REST}"))
    assert (head.text, body.text, body.index) == ("WARSAW, June 12 (Wire) -", REST, 1)
    assert body.start == 25
