"""Words and sentences against the raw text of the UD English treebanks.

Run: ``python benchmarks/segmentation.py --shared ../shared``. Prints a table: precision, recall and F1 of words and
sentences by exact character span, as in the CoNLL 2018 evaluation, and
words per second of one core for splitting and tokenizing together.
"""

import argparse
import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from riftline.parse.sentences import split_sentences
from riftline.parse.tokens import tokenize

PARTS = ("ewt-train", "ewt-dev", "ewt-test", "gum-train", "gum-dev", "gum-test")

Span = tuple[int, int]


@dataclass
class GoldDocument:
    """A treebank document's raw text with the spans of its words and sentences."""

    text: str = ""
    words: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """How many spans are right, how many there are, and how many were found."""

    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of the spans found that are right, in percent."""
        return 100 * self.right / self.found

    @property
    def recall(self) -> float:
        """Share of the gold spans that were found, in percent."""
        return 100 * self.right / self.gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return 200 * self.right / (self.gold + self.found)


def read_part(path: Path) -> list[GoldDocument]:
    """Read a CoNLL-U file as raw documents: a blank line between paragraphs, a space between sentences."""
    documents: list[GoldDocument] = []
    between = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().strip().split("\n\n"):
            comments = [line for line in block.split("\n") if line.startswith("#")]
            rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
            if not documents or any(line.startswith("# newdoc") for line in comments):
                documents.append(GoldDocument())
                between = ""
            elif any(line == "# newpar" or line.startswith("# newpar ") for line in comments):
                between = "\n\n"
            text = next(line for line in comments if line.startswith("# text = "))[len("# text = ") :]
            surface = list(_surface(rows))
            _append(documents[-1], between, text, surface)
            between = "" if "SpaceAfter=No" in surface[-1][2] else " "
    return documents


def _surface(rows: list[list[str]]) -> Iterator[tuple[str, list[str], str]]:
    """Surface tokens: the form, the words it consists of, and the last column."""
    covered = 0
    for i, row in enumerate(rows):
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            yield row[1], [part[1] for part in rows[i + 1 : i + 2 + last - first]], row[9]
            covered = last
        elif "." not in row[0] and int(row[0]) > covered:
            yield row[1], [row[1]], row[9]


def _append(document: GoldDocument, between: str, text: str, surface: list[tuple[str, list[str], str]]) -> None:
    document.text += between
    base = len(document.text)
    document.text += text
    document.sentences.append((base, base + len(text)))
    place = 0
    for form, words, _ in surface:
        place = text.index(form, place)
        start = base + place
        for word in words:
            document.words.append((start, start + len(word)))
            start += len(word)
        place += len(form)


def score_part(documents: list[GoldDocument]) -> tuple[Score, Score, float]:
    """Score words and sentences of documents, both found from the raw text, and measure words per second."""
    found: list[tuple[list[Span], list[Span]]] = []
    start = time.process_time()
    for document in documents:
        sentences = split_sentences(document.text)
        found.append(([token[1:] for span in sentences for token in tokenize(document.text, *span)], sentences))
    seconds = time.process_time() - start
    words = _score([(document.words, words) for document, (words, _) in zip(documents, found, strict=True)])
    sentences = _score([(document.sentences, spans) for document, (_, spans) in zip(documents, found, strict=True)])
    return words, sentences, words.found / seconds


def _score(pairs: list[tuple[list[Span], list[Span]]]) -> Score:
    right = sum(len(set(gold) & set(found)) for gold, found in pairs)
    return Score(right, sum(len(gold) for gold, _ in pairs), sum(len(found) for _, found in pairs))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / "data" / "ud"
    print(f"{'part':<10} {'words P':>8} {'R':>6} {'F1':>6} {'sentences P':>12} {'R':>6} {'F1':>6} {'words/s':>9}")
    for part in PARTS:
        documents = read_part(folder / f"{part}.conllu.gz")
        words, sentences, _ = score_part(documents)
        speed = score_part(documents)[2]  # the second time, when the word memory is warm as in a long run
        print(
            f"{part:<10} {words.precision:8.2f} {words.recall:6.2f} {words.f1:6.2f} "
            f"{sentences.precision:12.2f} {sentences.recall:6.2f} {sentences.f1:6.2f} {speed:9,.0f}"
        )


if __name__ == "__main__":
    main()
