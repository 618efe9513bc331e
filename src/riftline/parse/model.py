"""The bundled model: arrays in, label ids and arc scores out. Nothing here knows about records."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from riftline.errors import ModelError
from riftline.parse.lemmas import Lemmatizer
from riftline.parse.pieces import PieceTable
from riftline.records import Reading

Ids = npt.NDArray[np.int32]

BUNDLED = Path(__file__).parent / "model"
BATCH_PIECES = 1024  # padded pieces per pass: fits the second-level cache of common processors
MAX_PIECES = 384  # longest input of one pass; the encoder was trained on up to 250
PARSE = ("upos", "xpos", "feats", "lemmas", "names", "arcs", "heads", "labels")
EVENTS = ("kinds", "statuses", "modes", "roles", "contexts")
OUTPUTS = PARSE + EVENTS


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model says of one sentence of W words.

    Ids index the model's label lists. `arcs` [W, 1 + W] are log probabilities; `heads` and `labels` [W, k] are the
    likeliest head positions of each word with the dependency label each would have. `reading` holds the event layers,
    which a model may lack.
    """

    upos: Ids
    xpos: Ids
    feats: Ids
    lemmas: Ids
    names: Ids
    arcs: npt.NDArray[np.float32]
    heads: Ids
    labels: Ids
    reading: Reading | None


@dataclass(frozen=True)
class LabelSets:
    """The model's closed label lists."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    deprels: list[str]
    names: list[str]
    forms: dict[str, str]  # "began VERB" → "begin"


class Model:
    """An ONNX session with its tokenizer and label lists.

    Args:
        folder: holds parser.onnx, labels.json and tokenizer.json.
        threads: of one pass; more passes in parallel scale better than more threads in one.

    Raises:
        ModelError: a file is missing or cannot be loaded.
    """

    def __init__(self, folder: Path = BUNDLED, *, threads: int = 1) -> None:
        self.folder, self.threads = folder, threads
        missing = [n for n in ("parser.onnx", "labels.json", "tokenizer.json") if not (folder / n).is_file()]
        if missing:
            raise ModelError(
                f"the model folder lacks {', '.join(missing)}",
                where=str(folder),
                remedy="Reinstall riftline, or point RIFTLINE_MODEL at a folder made by training/export.py",
            )

    @cached_property
    def labels(self) -> LabelSets:
        """The label lists, read once."""
        with self._loading("labels.json"):
            return LabelSets(**json.loads((self.folder / "labels.json").read_text(encoding="utf8")))

    @cached_property
    def table(self) -> PieceTable:
        """Words → pieces."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where used: importing riftline stays quick

        with self._loading("tokenizer.json"):
            return PieceTable(Tokenizer.from_file(str(self.folder / "tokenizer.json")))

    @cached_property
    def lemmatizer(self) -> Lemmatizer:
        """Edit scripts → lemmas, checked against the treebanks' forms and the vocabulary."""
        return Lemmatizer(self.labels.forms, self.table.vocabulary)

    @cached_property
    def session(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        """The run-time session."""
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        with self._loading("parser.onnx"):
            return onnxruntime.InferenceSession(
                str(self.folder / "parser.onnx"), options, providers=["CPUExecutionProvider"]
            )

    @cached_property
    def outputs(self) -> list[str]:
        """The layers this model has; only those for events may be missing."""
        present = {output.name for output in self.session.get_outputs()}
        return [name for name in OUTPUTS if name in present or name in PARSE]

    @contextmanager
    def _loading(self, name: str) -> Iterator[None]:
        """Whatever goes wrong with a file of the model folder becomes one error that names it."""
        try:
            yield
        except Exception as error:
            raise ModelError(
                f"{name} cannot be loaded ({error})",
                where=str(self.folder),
                remedy="Reinstall riftline, or make the folder anew with training/export.py",
            ) from error

    def guess(self, sentences: Sequence[Sequence[str]]) -> list[Guess]:
        """One guess per sentence (a list of words with at most `MAX_PIECES` pieces), in order."""
        encoded = [self.table.encode(words) for words in sentences]
        guesses: list[Guess | None] = [None] * len(sentences)
        for group in _groups([len(pieces) for pieces, _, _ in encoded]):
            for index, guess in zip(group, self._run([encoded[i] for i in group]), strict=True):
                guesses[index] = guess
        return [g for g in guesses if g is not None]

    def _run(self, rows: list[tuple[list[int], list[int], list[int]]]) -> Iterator[Guess]:
        names = ("pieces", "shapes", "first")
        feed = {name: _padded([row[i] for row in rows]) for i, name in enumerate(names)}
        arrays = dict(zip(self.outputs, self.session.run(self.outputs, feed), strict=True))
        for i, (_, _, first) in enumerate(rows):
            n = len(first)
            width = {"arcs": n + 1, "roles": n}
            cut = {k: a[i, :n, : width[k]] if k in width else a[i, :n] for k, a in arrays.items()}
            reading = None
            if "contexts" in arrays:
                cut["contexts"] = arrays["contexts"][i]
                reading = Reading(**{k: cut[k].copy() for k in EVENTS})
            yield Guess(**{k: cut[k] for k in PARSE}, reading=reading)


def _groups(lengths: list[int]) -> Iterator[list[int]]:
    """Indices of sentences of similar length, at most `BATCH_PIECES` padded pieces together."""
    group: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[index] * (len(group) + 1) > BATCH_PIECES:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _padded(rows: list[list[int]]) -> npt.NDArray[np.int64]:
    """Rows as one array [B, longest], padded with 0."""
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out
