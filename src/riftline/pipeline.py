"""The program on one screen: read → parse → code."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from riftline.code.coder import code_documents
from riftline.code.evidence import Explanation
from riftline.errors import InputError
from riftline.facts.dictionary import Dictionary
from riftline.facts.dictionary_file import read_dictionaries
from riftline.parse.model import BUNDLED, Model
from riftline.parse.parser import parse_document, parse_documents
from riftline.read import mark_repeats, read_documents
from riftline.records import CodedDocument, Document
from riftline.settings import Settings

Problem = Callable[[InputError], None]


def _warn(problem: InputError) -> None:
    warnings.warn(str(problem), stacklevel=2)


def run(sources: Iterable[str | Path], *, settings: Settings, on_problem: Problem) -> Iterator[CodedDocument]:
    """Code every document of `sources`, in order and as a stream.

    Args:
        sources: files, folders, globs, or "-" for standard input.
        settings: model and threads.
        on_problem: told of every input that cannot be read; the rest goes on.
    """
    return code(read_documents(sources, on_problem=on_problem), settings=settings, on_problem=on_problem)


def code(documents: Iterable[Document], *, settings: Settings, on_problem: Problem = _warn) -> Iterator[CodedDocument]:
    """Parse and code documents that are already read."""
    own = load_actors(settings, on_problem)
    return code_documents(parse_documents(documents, load_model(settings)), own)


def run_once(sources: Iterable[str | Path], *, settings: Settings, on_problem: Problem) -> Iterator[CodedDocument]:
    """As `run`, but a near copy of an earlier document is only marked, not coded: its events are the earlier ones."""
    documents = mark_repeats(read_documents(sources, on_problem=on_problem))
    return code_originals(documents, settings=settings, on_problem=on_problem)


def code_originals(
    documents: Iterable[Document], *, settings: Settings, on_problem: Problem = _warn
) -> Iterator[CodedDocument]:
    """Code the documents that repeat no earlier one; the others are handed on with nothing read from them."""
    own = load_actors(settings, on_problem)
    for document in documents:
        if document.repeats:
            yield CodedDocument(document)
        else:
            yield from code_documents(parse_documents([document], load_model(settings)), own)


def explain(document: Document, *, settings: Settings, on_problem: Problem = _warn) -> Explanation:
    """How a document was read: the evidence for and against each of its events."""
    from riftline.code.explain import explain_document  # noqa: PLC0415 - rarely asked for

    own = load_actors(settings, on_problem)
    return explain_document(document, parse_document(document, load_model(settings)), own)


def load_model(settings: Settings) -> Model:
    """The model the settings name, else the bundled one; loaded once per process."""
    return _model(settings.model or BUNDLED, settings.threads)


def load_actors(settings: Settings, on_problem: Problem) -> Dictionary | None:
    """The user's own actors from the files the settings name; read once per process, each problem is told each time.

    Raises:
        UsageError: a file cannot be read or is none of its kind.
    """
    own, problems = _dictionary(settings.actors)
    for problem in problems:
        on_problem(problem)
    return own


@cache
def _dictionary(paths: tuple[Path, ...]) -> tuple[Dictionary | None, tuple[InputError, ...]]:
    if not paths:
        return None, ()
    own, problems = read_dictionaries(paths)
    return own, tuple(problems)


@cache
def _model(folder: Path, threads: int) -> Model:
    return Model(folder, threads=threads)
