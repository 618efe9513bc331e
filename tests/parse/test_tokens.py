import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.parse.tokens import abbreviations, tokenize


def words(text):
    return [token for token, _, _ in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't", "do n't"),
        ("can't", "ca n't"),
        ("won’t", "wo n’t"),
        ("cannot", "can not"),
        ("Gonna", "Gon na"),
        ("it's they'll we’ve", "it 's they 'll we ’ve"),
        ("Poland's allies' fears", "Poland 's allies ' fears"),
        ("long-term state-of-the-art", "long - term state - of - the - art"),
        ("anti-war co-founder non-aligned re-elected", "anti-war co-founder non-aligned re-elected"),
        ("F-16s", "F - 16s"),
        ("$50 US$3.5bn €20 50%", "$ 50 US$ 3.5 bn € 20 50 %"),
        ("1,250,000 troops", "1,250,000 troops"),
        ("1990-1995", "1990 - 1995"),
        ("5pm 30km 21st 1990s", "5 pm 30 km 21st 1990s"),
        ("and/or 9/11 16/02/2025", "and / or 9/11 16/02/2025"),
        ("2025-02-16", "2025-02-16"),
        ("the U.S. army at 9 a.m. today", "the U.S. army at 9 a.m. today"),
        ("U.S.-led", "U.S. - led"),
        ("U.S.'s", "U.S. 's"),
        ("Gen. J.D. Smith of Acme Inc. spoke", "Gen. J.D. Smith of Acme Inc. spoke"),
        ("He said no.", "He said no ."),
        ("No. 5 won.", "No. 5 won ."),
        ("He lives on a farm.", "He lives on a farm ."),
        ("wait... what…", "wait ... what …"),
        ("talks—and war--go on", "talks — and war -- go on"),
        ("“Go!” he said", "“ Go ! ” he said"),
        ("'We left,' she wrote", "' We left , ' she wrote"),
        ("(see https://example.org/a?b=1).", "( see https://example.org/a?b=1 ) ."),
        ("desk@news.example.com, www.example.com/x", "desk@news.example.com , www.example.com/x"),
        ("O'Neill Shi'ite", "O'Neill Shi'ite"),
        ("good :-) really?!", "good :-) really ?!"),
        ("AT&T R&D", "AT&T R&D"),
        ("the '90s", "the '90s"),
        ("3.5 -2.1", "3.5 -2.1"),
    ],
)
def test_words_as_in_the_treebanks(text, expected):
    assert words(text) == expected.split()


def test_offsets_are_into_the_whole_text():
    text = "Skip this. Don't skip that."
    tokens = tokenize(text, 11, len(text))
    assert tokens[0] == ("Do", 11, 13)
    assert [text[start:end] for _, start, end in tokens] == ["Do", "n't", "skip", "that", "."]


def test_abbreviations_know_titles_in_capitals():
    assert abbreviations()["GEN"] == "title"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n.,'’-@/:$%&aAnt1"))))
def test_tokens_are_in_order_and_cover_everything_but_space(text):
    position = 0
    for token, start, end in tokenize(text):
        assert position <= start < end
        assert text[start:end] == token
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "piece", ["a", "1", ".", "a.", "A.", "a-", "a@", "@a.", "www.", "http://", "n't", "1,", "'", "=_", "é́"]
)
def test_time_stays_linear_without_spaces(piece):
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    tokenize(text)
    assert time.process_time() - start < 1
