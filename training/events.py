"""The corpus as arrays: for every word the event it carries (type, mode, status) and each word's role in it."""

from collections.abc import Iterable, Sequence

import numpy as np
from tokenizers import Tokenizer

from corpus import Item
from riftline.parse.model import Model
from riftline.parse.parser import parse_sentences
from riftline.parse.pieces import PieceTable
from riftline.parse.reading import event_labels
from riftline.parse.tokens import tokenize
from riftline.records import STATUSES, Sentence, Token

NO_LABEL = -100
LABELS = {name: list(labels) for name, labels in event_labels().items()}
KINDS, MODES, ROLES, CONTEXTS = (LABELS[n] for n in ("kinds", "modes", "roles", "contexts"))


def encode_items(items: Sequence[Item], model: Model, tokenizer: Tokenizer) -> list[dict[str, np.ndarray]]:
    """Arrays of every sentence; the head word of a phrase is taken from the parse by `model`."""
    table = PieceTable(tokenizer)
    sentences = parse_sentences([_unparsed(i) for i in items], model)
    return [_arrays(item, s, table) for item, s in zip(items, sentences, strict=True)]


def _unparsed(item: Item) -> Sentence:
    tokens = tuple(Token(i, form, a, b) for i, (form, a, b) in enumerate(tokenize(item.text)))
    return Sentence(item.id, 0, 0, len(item.text), item.text, tokens)


def _arrays(item: Item, sentence: Sentence, table: PieceTable) -> dict[str, np.ndarray]:
    pieces, shapes, first = table.encode([t.text for t in sentence.tokens])
    n = len(sentence.tokens)
    kinds, mode_ids, statuses = np.zeros(n, int), np.full(n, NO_LABEL), np.full(n, NO_LABEL)
    roles = np.full((n, n), NO_LABEL)
    contexts = np.full(len(CONTEXTS), NO_LABEL)
    if any(e.contexts for e in item.events):
        contexts = np.array([int(any(c in e.contexts for e in item.events)) for c in CONTEXTS])
    for event in item.events:
        word = head_word(sentence, event.start, event.end)
        if word is None or kinds[word]:
            continue  # a second event on the same word cannot be told apart
        kinds[word] = KINDS.index(event.type)
        mode_ids[word] = MODES.index(f"{event.type}/{event.mode}") if event.mode else 0
        statuses[word] = STATUSES.index(event.status)
        roles[word] = 0
        spans = [("speaker", event.speaker)] if event.speaker else []
        spans += [("target", a) for a in event.targets] + [("source", a) for a in event.sources]
        for role, actor in spans:
            head = None if actor.start is None or actor.end is None else head_word(sentence, actor.start, actor.end)
            if head is not None and head != word:
                roles[word, head] = ROLES.index(role)
        for role, words in [("quantity", q.text) for q in event.quantities] + [
            ("place", event.place.text) for _ in (1,) if event.place
        ]:
            start = sentence.text.find(words)
            head = head_word(sentence, start, start + len(words)) if start >= 0 else None
            if head is not None and roles[word, head] == 0:
                roles[word, head] = ROLES.index(role)
    return {
        "pieces": np.array(pieces),
        "shapes": np.array(shapes),
        "first": np.array(first),
        "kinds": kinds,
        "modes": mode_ids,
        "statuses": statuses,
        "roles": roles,
        "contexts": contexts,
    }


def head_word(sentence: Sentence, start: int, end: int) -> int | None:
    """The word of a span whose head stands outside it; of several the first verb, else the first."""
    inside = [t for t in sentence.tokens if t.start < end and t.end > start]
    indices = {t.index for t in inside}
    tops = [t for t in inside if t.head not in indices and t.upos != "PUNCT"] or inside
    verbs = [t for t in tops if t.upos == "VERB"]
    chosen = next(iter(verbs or tops), None)
    return chosen.index if chosen else None


def pad_items(rows: Iterable[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """One array per layer; words are padded with 0, labels with −100."""
    rows = list(rows)
    words, pieces = max(len(r["first"]) for r in rows), max(len(r["pieces"]) for r in rows)
    out = {}
    for name in rows[0]:
        fill = 0 if name in {"pieces", "shapes", "first"} else NO_LABEL
        shape = {"roles": (words, words), "contexts": rows[0]["contexts"].shape}.get(
            name, (pieces,) if name in {"pieces", "shapes"} else (words,)
        )
        array = np.full((len(rows), *shape), fill, dtype=np.int64)
        for i, row in enumerate(rows):
            array[(i, *(slice(0, k) for k in row[name].shape))] = row[name]
        out[name] = array
    return out
