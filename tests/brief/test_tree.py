import pytest

from riftline.brief.tree import draw
from riftline.records import Sentence, Token


def sentence(words, heads):
    """A sentence of one-letter words with heads given as positions from 1, 0 for the root."""
    tokens = tuple(
        Token(i, w, 2 * i, 2 * i + 1, w, head=h - 1) for i, (w, h) in enumerate(zip(words, heads, strict=True))
    )
    below = tuple(tuple(t.index for t in tokens if t.head == i) for i in range(len(tokens)))
    return Sentence("d", 0, 0, 2 * len(words), " ".join(words), tokens, below)


def picture(words, heads):
    drawn = sentence(words, heads)
    return [f"{branches} {drawn.tokens[index].text}" for index, branches in draw(drawn)]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([2, 0, 2], ["╭─── a", "┼─ b", "╰─── c"]),
        ([0, 1, 1], ["┬─ a", "├─── b", "╰─── c"]),
        ([0, 1, 2], ["┬─ a", "╰─┬─ b", "  ╰─── c"]),
        ([3, 3, 0], ["╭─── a", "├─── b", "┴─ c"]),
        ([2, 3, 0], ["  ╭─── a", "╭─┴─ b", "┴─ c"]),
    ],
)
def test_words_hang_on_the_line_of_what_they_belong_to(heads, expected):
    assert picture("abc", heads) == expected


def test_a_line_runs_past_what_stands_between():
    assert picture("abcd", [0, 3, 1, 1]) == ["┬─ a", "│ ╭─── b", "├─┴─ c", "╰─── d"]


def test_one_word_is_a_tree():
    assert picture("a", [0]) == ["── a"]


def test_no_words_are_none():
    assert draw(sentence("", [])) == []


def test_crossing_branches_put_a_word_beside_what_it_belongs_to():
    drawn = sentence("abcd", [3, 4, 0, 3])  # b hangs on d, across c
    assert [drawn.tokens[i].text for i, _ in draw(drawn)] == ["a", "c", "b", "d"]


def test_a_very_deep_sentence_can_be_drawn():
    words = ["a"] * 2000
    assert len(draw(sentence(words, range(2000)))) == 2000
