import doctest

import pytest

from riftline.parse import pieces
from riftline.parse.pieces import CLS, MAX_PIECES, SEP, UNKNOWN, PieceTable, shape


class Letters:
    """A tokenizer that makes one piece of every letter but digits, and counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def encode(self, text, *, add_special_tokens):
        assert not add_special_tokens
        self.asked.append(text)
        self.ids = [1000 + ord(c) for c in text if not c.isdigit()]
        return self

    def get_vocab(self):
        return {"peace": 1, "##ful": 2, "[CLS]": 3, "talks": 4, "1": 5}


def test_examples_in_the_docstrings():
    assert doctest.testmod(pieces) == (0, doctest.testmod(pieces).attempted)
    assert doctest.testmod(pieces).attempted > 0


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("the", 1), ("a", 1), ("Europe", 2), ("São", 2), ("NATO", 3), ("ÇA", 3), ("A", 4), ("McCain", 5), ("2025", 6),
        ("F-16", 7), (",", 8), ("“", 8), ("🙂", 8), ("", 8), ("1,000", 9), ("10-12", 9), ("3rd", 10), ("U.S.", 11),
        ("O'Neill", 12), ("al-Qaeda", 13), ("co-operate", 14),
    ],
)  # fmt: skip
def test_shapes(word, number):
    assert shape(word) == number


def test_every_shape_has_an_embedding():
    words = ["", " ", "🙂", "ß", "ǅ", "中国", "٣", "²", "½", "x²", "ª", "-", "A1", "a1", "1a", "İ"]
    assert {shape(w) for w in words} <= set(range(1, 16))


def test_words_are_framed_and_their_first_pieces_counted():
    ids, shapes, first = PieceTable(Letters()).encode(["Hi", "a", "."])
    assert ids == [CLS, 1072, 1105, 1097, 1046, SEP]
    assert shapes == [0, 2, 2, 1, 8, 0]
    assert first == [1, 3, 4]


def test_no_words_are_only_the_frame():
    assert PieceTable(Letters()).encode([]) == ([CLS, SEP], [0, 0], [])


def test_a_word_without_pieces_is_unknown():
    table = PieceTable(Letters())
    assert table.pieces("") == [UNKNOWN]
    assert table.encode(["2025", "x"]) == ([CLS, UNKNOWN, 1120, SEP], [0, 6, 1, 0], [1, 2])


def test_a_very_long_word_is_cut():
    tokenizer = Letters()
    assert len(PieceTable(tokenizer).pieces("a" * 100_000)) == MAX_PIECES
    assert len(tokenizer.asked[0]) <= 1000


def test_a_word_is_looked_up_once():
    tokenizer = Letters()
    table = PieceTable(tokenizer)
    assert table.pieces("talks") == table.pieces("talks")
    assert tokenizer.asked == ["talks"]


def test_the_vocabulary_is_whole_words():
    assert PieceTable(Letters()).vocabulary == {"peace", "talks"}


def test_the_real_table(model):
    table = model.table
    assert table.pieces("government") != [UNKNOWN]
    assert 1 <= len(table.pieces("🙂")) <= MAX_PIECES
    assert "government" in table.vocabulary
    ids, shapes, first = table.encode(["Röttgen", "left", "."])
    assert len(ids) == len(shapes) > len(first) == 3
