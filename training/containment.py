"""How much of the corpus stands in other texts: `python training/containment.py FILE…` (text, or JSON lines).

For each sentence of the corpus, the share of its word 3-grams that occur anywhere in those files. Exit status 1 when
a share reaches 0.5: such a sentence is too near to a text that must not be copied, and is to be written anew.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import PARTS, Item, read_corpus

LIMIT = 0.5
WORD = re.compile(r"\w+")

Gram = tuple[str, ...]


def grams(text: str) -> set[Gram]:
    """The word 3-grams of a text, in small letters."""
    words = WORD.findall(text.lower())
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def known_grams(paths: Iterable[Path]) -> set[Gram]:
    """Every 3-gram of the files; of JSON lines the field `text`."""
    found: set[Gram] = set()
    for path in paths:
        for line in path.read_text(encoding="utf8").splitlines():
            found |= grams(json.loads(line).get("text", "") if path.suffix == ".jsonl" else line)
    return found


def shares(items: Iterable[Item], known: set[Gram]) -> Iterator[tuple[float, Item]]:
    """The share of known 3-grams of each sentence that has any."""
    for item in items:
        own = grams(item.text)
        if own:
            yield len(own & known) / len(own), item


def main() -> int:
    """Name the sentences that are too near."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    known = known_grams(parser.parse_args().files)
    measured = [pair for part in PARTS for pair in shares(read_corpus(part), known)]
    near = sorted(((s, i) for s, i in measured if s >= LIMIT), key=lambda pair: -pair[0])
    for share, item in near:
        print(f"{share:.2f} {item.id}: {item.text}")
    values = sorted(s for s, _ in measured)
    print(
        f"{len(values)} sentences; share of 3-grams found elsewhere: median {values[len(values) // 2]:.2f}, "
        f"99 in 100 below {values[len(values) * 99 // 100]:.2f}, most {values[-1]:.2f}",
        file=sys.stderr,
    )
    return 1 if near else 0


if __name__ == "__main__":
    sys.exit(main())
