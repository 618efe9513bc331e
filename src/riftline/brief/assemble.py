"""From coded documents to a brief: counting, grouping and sorting, nothing else."""

import datetime as dt
from collections.abc import Sequence

from riftline.brief.background import make_background
from riftline.brief.corpus import Corpus, count, make_corpus
from riftline.brief.fulltext import make_texts
from riftline.brief.lines import make_groups
from riftline.brief.outlook import make_outlook
from riftline.brief.relations import make_dyads
from riftline.brief.report import Brief
from riftline.brief.stakes import (
    make_commitments,
    make_contradictions,
    make_contrasts,
    make_quantities,
    make_questions,
    make_sayings,
    make_statuses,
)
from riftline.brief.who import make_parties
from riftline.brief.wording import counted, days, tidy
from riftline.ledger import Ledger
from riftline.records import CodedDocument


def make_brief(
    coded: Sequence[CodedDocument],
    *,
    title: str | None = None,
    problems: Sequence[str] = (),
    ledger: Ledger | None = None,
) -> Brief:
    """Assemble a brief. Every line of it is filled from a record and knows the sentence it comes from.

    Args:
        coded: the documents with what was read from them, in the order they are to be listed. A document whose
            `repeats` names another of them is listed as its copy; its events are not counted again.
        title: what stands on top; by default the title of a single document, or how many documents there are.
        problems: what could not be read, one line each.
        ledger: events from before, for the background of the pairs and their outlook; it is only read.
    """
    corpus = make_corpus(coded)
    dyads = make_dyads(corpus.events())
    groups = make_groups(corpus, dyads)
    lines = tuple(line for group in groups for line in group.lines)
    questions = make_questions(corpus)
    published = _published(corpus)
    return Brief(
        title=tidy(title or "") or _title(corpus),
        counts=count(corpus),
        documents=corpus.entries,
        skipped=tuple(tidy(problem) for problem in problems),
        parties=make_parties(corpus),
        dyads=dyads,
        groups=groups,
        statuses=make_statuses(corpus.events()),
        sayings=make_sayings(lines),
        quantities=make_quantities(corpus, lines),
        commitments=make_commitments(corpus),
        contrasts=make_contrasts(corpus),
        contradictions=make_contradictions(corpus),
        questions=questions,
        texts=make_texts(corpus, lines, questions),
        background=make_background(dyads, published, ledger.dyads()) if ledger else (),
        outlook=make_outlook(dyads, lines, questions, published, ledger) if ledger else (),
        ledger=str(ledger.path) if ledger else None,
    )


def _published(corpus: Corpus) -> list[dt.date]:
    return [entry.document.published for entry in corpus.entries if entry.document.published]


def _title(corpus: Corpus) -> str:
    documents = [entry.document for entry in corpus.entries]
    if len(documents) == 1:
        return tidy(documents[0].title or documents[0].id)
    published = _published(corpus)
    span = f", {days(min(published), max(published))}" if published else ""
    return f"Brief of {counted(len(documents), 'document')}{span}"
