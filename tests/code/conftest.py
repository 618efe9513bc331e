"""Hand-checked parses, so that the tests of the coder need no model: `sentences.conllu`, written for these tests."""

from dataclasses import replace
from pathlib import Path

import pytest

from riftline.records import Sentence, Span, Token

TREEBANK = Path(__file__).with_name("sentences.conllu")


@pytest.fixture(scope="session")
def treebank():
    """The sentences of the file by their text."""
    blocks = TREEBANK.read_text(encoding="utf8").strip().split("\n\n")
    return {s.text: s for s in map(read_block, blocks)}


@pytest.fixture
def parsed(treebank):
    """`parsed("Iran attacked Iraq.", index=1)` gives that sentence as the second of the document "d"."""

    def find(text, index=0):
        return replace(treebank[text], index=index)

    return find


@pytest.fixture
def at():
    """`at(sentence, "attacked")` gives the index of that word, which must stand there once."""

    def find(sentence, word):
        (index,) = [t.index for t in sentence.tokens if t.text == word]
        return index

    return find


@pytest.fixture
def ask(parsed, at):
    """`ask(agents, "Iran attacked Iraq.", "attacked")` gives the words at the indices the function answers with."""

    def call(function, text, word, *arguments):
        sentence = parsed(text)
        return [sentence.tokens[i].text for i in function(sentence, at(sentence, word), *arguments)]

    return call


def read_block(block):
    """A sentence from its CoNLL-U lines; names stand in the last column (`Name=B-place`)."""
    first, *lines = block.splitlines()
    text = first.removeprefix("# text = ")
    rows = [line.split("\t") for line in lines]
    tokens, position = [], 0
    for index, row in enumerate(rows):
        start = text.index(row[1], position)
        position = start + len(row[1])
        tokens.append(Token(index, row[1], start, position, row[2], row[3], row[4], row[5], int(row[6]) - 1, row[7]))
    below = tuple(tuple(t.index for t in tokens if t.head == i) for i in range(len(tokens)))
    return Sentence("d", 0, 0, len(text), text, tuple(tokens), below, tuple(_names([row[9] for row in rows])))


def _names(columns):
    tags = [next((p.removeprefix("Name=") for p in c.split("|") if p.startswith("Name=")), "O") for c in columns]
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while last + 1 < len(tags) and tags[last + 1] == f"I-{tag[2:]}":
                last += 1
            yield Span(first, last, tag[2:])
