"""CoNLL-U treebanks as lists of annotated sentences, and the label inventories learned from them."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

KINDS = {"person": "person", "place": "place", "organization": "organization"}
NAME_LINKS = {
    "of",
    "the",
    "and",
    "for",
    "de",
    "la",
    "van",
    "von",
    "bin",
    "al",
    "'",
    "-",
    "&",
    ".",
    "'s",
    "’s",
    "’",
    "–",
}


@dataclass
class Annotated:
    """One treebank sentence, one entry per word in all lists; `names` is None where names are not annotated."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]  # 1-based, 0 is the root
    deprels: list[str]
    names: list[str] | None = None  # BIO tags


def lemma_script(form: str, lemma: str) -> str:
    """How to get from `form` to `lemma`: "keep-case|strip|add" or "=lemma" where they share nothing.

    >>> lemma_script("Leaders", "leader")
    'l|1|'
    >>> lemma_script("was", "be")
    '=be'
    """
    case = "k" if any(c.isupper() for c in lemma) else "l"
    base = form if case == "k" else form.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0 and base:
        return f"={lemma}"
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def spans_of(column: list[str]) -> list[tuple[int, int, str]]:
    """Entity spans (first, last, type) of a sentence from GUM's `Entity=` annotations, one string per word."""
    open_spans: dict[str, list[tuple[int, str]]] = {}
    spans = []
    for index, text in enumerate(column):
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", text):
            name = part.strip("()").split("-")[0]
            if part.startswith("("):
                kind = part.strip("()").split("-")[1] if "-" in part else ""
                open_spans.setdefault(name, []).append((index, kind))
            if part.endswith(")") and open_spans.get(name):
                first, kind = open_spans[name].pop()
                spans.append((first, index, kind))
    return spans


def name_tags(sentence: Annotated, entities: list[str]) -> list[str]:
    """BIO tags of the proper names that are the core of an annotated entity."""
    tags = ["O"] * len(sentence.words)
    for first, last, kind in sorted(spans_of(entities), key=lambda s: s[0] - s[1]):
        heads = [i for i in range(first, last + 1) if not first <= sentence.heads[i] - 1 <= last]
        if len(heads) != 1 or sentence.upos[heads[0]] != "PROPN" or kind in {"time", ""}:
            continue
        start, end = name_core(sentence, heads[0], first, last)
        label = KINDS.get(kind, "other")
        for i in range(start, end + 1):
            tags[i] = ("B-" if i == start else "I-") + label
    return tags


def name_core(sentence: Annotated, head: int, first: int, last: int) -> tuple[int, int]:
    """The stretch of proper nouns around `head`, with the small words inside it."""

    def inside(i: int, step: int) -> bool:
        if sentence.upos[i] == "PROPN":
            return True
        ahead = i + step
        return sentence.words[i].lower() in NAME_LINKS and first <= ahead <= last and sentence.upos[ahead] == "PROPN"

    start = end = head
    while start > first and inside(start - 1, -1):
        start -= 1
    while end < last and inside(end + 1, 1):
        end += 1
    return start, end


def read_conllu(path: Path) -> Iterator[Annotated]:
    """Sentences of a (gzipped) CoNLL-U file; multiword ranges and empty nodes are left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            if line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if fields[0].isdigit():
                    rows.append(fields)
            elif not line.strip() and rows:
                yield annotated(rows, named="gum" in path.name)
                rows = []


def annotated(rows: list[list[str]], *, named: bool) -> Annotated:
    """One sentence from its CoNLL-U rows."""
    columns = list(zip(*rows, strict=True))
    sentence = Annotated(*(list(columns[i]) for i in (1, 2, 3, 4, 5)), [int(h) for h in columns[6]], list(columns[7]))
    sentence.feats = [clean_feats(f) for f in sentence.feats]
    if named:
        found = [re.search(r"(?:^|\|)Entity=([^|]*)", misc) for misc in columns[9]]
        sentence.names = name_tags(sentence, [m.group(1) if m else "" for m in found])
    return sentence


def clean_feats(feats: str) -> str:
    """Features without those that describe the spelling rather than the word."""
    kept = [f for f in feats.split("|") if not f.startswith(("Typo=", "ExtPos=", "CorrectForm="))]
    return "|".join(kept) or "_"


def known_forms(sentences: list[Annotated]) -> dict[str, str]:
    """Inflected forms whose lemma the treebanks agree on: "began VERB" → "begin". Proper names are left out."""
    seen: dict[str, Counter[str]] = {}
    for s in sentences:
        for form, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
            if upos in {"VERB", "AUX", "NOUN", "ADJ", "ADV"} and form.isalpha():
                seen.setdefault(f"{form.lower()} {upos}", Counter())[lemma] += 1
    best = {key: counts.most_common(1)[0] for key, counts in seen.items()}
    return {
        key: lemma
        for key, (lemma, n) in sorted(best.items())
        if lemma.lower() != key.split()[0] and n >= 0.8 * seen[key].total()
    }


@dataclass
class Labels:
    """The closed label sets of the model, in the order of its outputs."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] = field(
        default_factory=lambda: ["O"] + [f"{b}-{k}" for k in ("person", "place", "organization", "other") for b in "BI"]
    )
    forms: dict[str, str] = field(default_factory=dict)

    @classmethod
    def learned(cls, sentences: list[Annotated]) -> "Labels":
        """Inventories with the rare values (once or twice) left out."""
        scripts = Counter(lemma_script(w, x) for s in sentences for w, x in zip(s.words, s.lemmas, strict=True))
        feats = Counter(f for s in sentences for f in s.feats)
        return cls(
            upos=sorted({t for s in sentences for t in s.upos}),
            xpos=sorted({t for s in sentences for t in s.xpos}),
            feats=[f for f, n in feats.most_common() if n > 2],
            lemmas=[x for x, n in scripts.most_common() if n > 1],
            deprels=sorted({d for s in sentences for d in s.deprels}),
            forms=known_forms(sentences),
        )

    def save(self, path: Path) -> None:
        """As JSON, the file that is shipped beside the model."""
        path.write_text(json.dumps(asdict(self), indent=0, ensure_ascii=False) + "\n", encoding="utf8")
