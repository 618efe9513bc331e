"""CoNLL-U in and out, all ten columns, to look at a parse or to evaluate it."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from riftline.errors import InputError
from riftline.parse.model import Model
from riftline.parse.parser import parse_documents, parse_sentences
from riftline.records import Document, Sentence, Token

COLUMNS = 10
_BETWEEN = re.compile(r"\d+[-.]\d+")  # ids of word ranges and empty nodes, which are kept as they are
BATCH = 500  # sentences parsed together


def parse_texts(documents: Iterable[Document], model: Model) -> Iterator[str]:
    """Lines of CoNLL-U for plain documents."""
    for document, sentences in parse_documents(documents, model):
        name = " ".join(document.id.split())  # a line break in it would end the comment
        yield f"# newdoc id = {name}"
        for sentence in sentences:
            yield f"# sent_id = {name}-{sentence.index + 1}"
            yield f"# text = {' '.join(sentence.text.split())}"
            yield from (_row(t, sentence) for t in sentence.tokens)
            yield ""


def parse_treebank(paths: Iterable[str], model: Model) -> Iterator[str]:
    """Lines of CoNLL-U files with their words kept and the annotation replaced; comments and word ranges are kept.

    Raises:
        InputError: a file cannot be read or a line is not CoNLL-U.
    """
    for path in paths:
        for batch in _batches(_blocks(path)):
            sentences = [_sentence(block, path) for block in batch]
            for block, parsed in zip(batch, _parsed(sentences, model), strict=True):
                yield from _merged(block, parsed)
                yield ""


def write_lines(lines: Iterable[str], output: Path | None) -> None:
    """To a file, or to stdout."""
    if output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with output.open("w", encoding="utf8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _row(token: Token, sentence: Sentence) -> str:
    follows = token.end < len(sentence.text) and not sentence.text[token.end].isspace()
    misc = "SpaceAfter=No" if follows else "_"
    columns = (
        token.index + 1,
        token.text,
        token.lemma,
        token.upos,
        token.xpos,
        token.feats,
        token.head + 1,
        token.deprel,
        "_",
        misc,
    )
    return "\t".join(map(str, columns))


def _parsed(sentences: list[Sentence], model: Model) -> Iterator[Sentence]:
    """The sentences parsed; a block of comments without words stays as it is."""
    parsed = iter(parse_sentences([s for s in sentences if s.tokens], model))
    return (next(parsed) if s.tokens else s for s in sentences)


def _open(path: str) -> TextIO:
    """A file, or standard input for `-`."""
    if path != "-":
        return Path(path).open(encoding="utf-8-sig")
    return open(sys.stdin.fileno(), encoding="utf-8-sig", closefd=False)


def _blocks(path: str) -> Iterator[list[str]]:
    """The sentences of a file as lists of lines."""
    block: list[str] = []
    try:
        with _open(path) as lines:
            for line in lines:
                if line.strip():
                    block.append(line.rstrip("\n"))
                elif block:
                    yield block
                    block = []
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "this is not UTF-8"
        raise InputError(f"cannot be read ({problem})", where=path, remedy="Give a CoNLL-U file") from error
    if block:
        yield block


def _batches(blocks: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    for block in blocks:
        batch.append(block)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _sentence(block: list[str], where: str) -> Sentence:
    """The words of a block; the text is the words joined by spaces, since only they matter here."""
    tokens: list[Token] = []
    position = 0
    for line in block:
        columns = line.split("\t")
        if line.startswith("#") or (_BETWEEN.fullmatch(columns[0]) and len(columns) == COLUMNS):
            continue
        if len(columns) != COLUMNS or not columns[0].isdecimal():
            raise InputError(
                f"this is no line of CoNLL-U, it has {len(columns)} columns: {line[:60]!r}",
                where=where,
                remedy="CoNLL-U has ten, tab-separated, of which the first is a number",
            )
        tokens.append(Token(len(tokens), columns[1], position, position + len(columns[1])))
        position += len(columns[1]) + 1
    return Sentence(where, 0, 0, max(position - 1, 0), " ".join(t.text for t in tokens), tuple(tokens))


def _merged(block: list[str], parsed: Sentence) -> Iterator[str]:
    """The block's lines with the parsed annotation in columns 3 to 8."""
    tokens = iter(parsed.tokens)
    for line in block:
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdigit():
            yield line
            continue
        t = next(tokens)
        annotation = [t.lemma, t.upos, t.xpos, t.feats, str(t.head + 1), t.deprel]
        yield "\t".join([columns[0], columns[1], *annotation, "_", columns[9]])
