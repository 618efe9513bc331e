"""Sentences as padded integer arrays, in batches of similar length."""

import random
from collections.abc import Iterator

import numpy as np
import torch
from tokenizers import Tokenizer

from riftline.parse.pieces import PieceTable
from treebank import Annotated, Labels, lemma_script

MASK = 103  # [MASK] of the base encoder's vocabulary
NO_LABEL = -100


def encode(sentences: list[Annotated], labels: Labels, tokenizer: Tokenizer) -> list[dict[str, np.ndarray]]:
    """Every sentence as arrays: pieces, shapes, first (per word), and one array of label ids per layer."""
    table = PieceTable(tokenizer)
    ids = {
        name: {value: i for i, value in enumerate(getattr(labels, name))}
        for name in ("upos", "xpos", "feats", "lemmas", "deprels", "names")
    }
    out = []
    for s in sentences:
        pieces, shapes, first = table.encode(s.words)
        if len(pieces) > 250:  # lists and tables; they would fill a batch of their own
            continue
        scripts = [lemma_script(w, x) for w, x in zip(s.words, s.lemmas, strict=True)]
        layers = {
            "upos": s.upos,
            "xpos": s.xpos,
            "feats": s.feats,
            "lemmas": scripts,
            "deprels": s.deprels,
            "names": s.names or [""] * len(s.words),
        }
        arrays = {n: np.array([ids[n].get(v, NO_LABEL) for v in values]) for n, values in layers.items()}
        out.append(
            arrays
            | {
                "pieces": np.array(pieces),
                "shapes": np.array(shapes),
                "first": np.array(first),
                "heads": np.array(s.heads),
            }
        )
    return out


def batches(
    data: list[dict[str, np.ndarray]], size: int, rng: random.Random | None
) -> Iterator[dict[str, torch.Tensor]]:
    """Batches of at most `size` pieces (padding counted); shuffled when `rng` is given."""
    for group in groups(data, size, rng):
        yield pad([data[i] for i in group])


def groups(data: list[dict[str, np.ndarray]], size: int, rng: random.Random | None) -> list[list[int]]:
    """Indices of sentences of similar length, at most `size` pieces together."""
    order = list(range(len(data)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda i: len(data[i]["pieces"]) + (rng.random() * 4 if rng else 0))
    found: list[list[int]] = []
    group: list[int] = []
    for i in order:
        if group and len(data[i]["pieces"]) * (len(group) + 1) > size:
            found.append(group)
            group = []
        group.append(i)
    found.append(group)
    if rng:
        rng.shuffle(found)
    return found


def pad(rows: list[dict[str, np.ndarray]]) -> dict[str, torch.Tensor]:
    """One tensor per array; labels are padded with −100, which the loss leaves out."""
    out = {}
    for name in rows[0]:
        fill = 0 if name in {"pieces", "shapes", "first"} else NO_LABEL
        width = max(len(r[name]) for r in rows)
        out[name] = torch.from_numpy(
            np.stack([np.pad(r[name], (0, width - len(r[name])), constant_values=fill) for r in rows])
        ).long()
    return out


def hide_words(batch: dict[str, torch.Tensor], share: float, generator: torch.Generator) -> torch.Tensor:
    """Word pieces with a share of them masked, so that the parser learns to use context."""
    pieces = batch["pieces"]
    hidden = (torch.rand(pieces.shape, generator=generator) < share) & (pieces > 103)
    return torch.where(hidden, MASK, pieces)
