import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.parse.sentences import split_sentences


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The envoy left Vienna.", "Talks resume in May."],
        ["Will Ankara agree?", "Nobody knows!", "The vote is near."],
        ["“We will not sign,” the minister said.", "“That is final.”", "He left."],
        ['"The deal is dead."', "She walked out."],
        ["“Go!” he said, and the convoy moved.", "It was noon."],
        ["“Who pays?” asked the senator.", "No one answered."],
        ["Mr. Okafor met Gen. Ruiz and Sen. Dahl in St. Gallen.", "They spoke for an hour."],
        ["J.D. Vance flew to Munich.", "John F. Kennedy had stood there."],
        ["The U.S. Senate voted.", "It was close."],
        ["They came from the U.S.", "The rest stayed."],
        ["The U.N. Security Council met.", "It took no vote."],
        ["The call began at 9 a.m. on Monday.", "It ended at 11 p.m.", "Nobody spoke to the press."],
        ["Resolution No. 242 was cited, e.g. by Egypt.", "Others, i.e. Jordan, agreed."],
        ["Acme Inc. and Orbis Corp. Ltd. signed on Jan. 5.", "Shares rose 3.5 percent."],
        ["He paused... and went on.", "The room was silent…", "Then he left."],
        ["The budget is $1.5 billion (about 1.4 billion euros).", "(Figures are rounded.)", "More will follow."],
        ["1. Withdraw the troops.", "2. Open the crossing."],
        ["He said no.", "No. 5 on the list was struck."],
        ["The clause was upheld. [12]", "Critics objected."],
        ["Exports fell vs. last year.", "Prices rose."],
    ],
)
def test_sentences_of_a_paragraph(expected):
    assert sentences(" ".join(expected)) == expected


def test_blank_line_ends_a_sentence_without_a_stop():
    assert sentences("Crisis talks in Oslo\n\nMinisters met on Monday.") == [
        "Crisis talks in Oslo",
        "Ministers met on Monday.",
    ]


def test_bullets_and_short_lines_stand_alone():
    text = "Demands of the group:\n- an end to the blockade\n- the release of prisoners"
    assert sentences(text) == ["Demands of the group:", "- an end to the blockade", "- the release of prisoners"]


def test_wrapped_lines_are_one_sentence():
    text = "The foreign ministers of the four countries agreed late on Tuesday to\nmeet again in Geneva in May."
    assert sentences(text) == [text]


def test_every_line_of_unwrapped_text_is_a_paragraph():
    line = (
        "The ministers of the four countries agreed late on Tuesday to meet again in Geneva before the end of the month"
    )
    assert sentences(
        f"{line}.\nBy our correspondent in Bern and agencies reporting from the capital\nMore follows."
    ) == [
        f"{line}.",
        "By our correspondent in Bern and agencies reporting from the capital",
        "More follows.",
    ]


def test_forwarded_mail_header_ends_before_the_message():
    text = "Ines Vogt 03/14/2002 09:41 AM Please send the draft."
    assert sentences(text)[-1] == "Please send the draft."


def test_missing_space_after_a_full_stop():
    assert sentences("The bridge was closed.Traffic stood still.") == ["The bridge was closed.", "Traffic stood still."]


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_no_text_no_sentences(text):
    assert split_sentences(text) == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(' \n.!?"”’)[]:;-@1aA'))))
def test_spans_are_in_order_and_cover_everything_but_space(text):
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "piece", ["a", ".", "a.", "- ", "a\n", "\n ", '" ', "[", " [a", "...a", "@a.", "Mr. ", "1/1/11 ", "?A"]
)
def test_time_stays_linear(piece):
    text = piece * (150_000 // len(piece))
    start = time.process_time()
    split_sentences(text)
    assert time.process_time() - start < 2
