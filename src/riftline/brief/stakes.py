"""What is said and what is done, the numbers at stake, what was promised, what was otherwise, and what is left open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from riftline.brief.corpus import Corpus
from riftline.brief.parties import sides
from riftline.brief.relations import tally
from riftline.brief.report import (
    CommitmentLine,
    ContradictionLine,
    ContrastLine,
    EventLine,
    Evidence,
    QuantityLine,
    QuestionLine,
    Saying,
    StatusRow,
)
from riftline.brief.wording import amount, day
from riftline.records import STATUSES, Commitment, Contradiction, Contrast, Event, Quantity, Question, Status


def make_statuses(events: Sequence[Event]) -> tuple[StatusRow, ...]:
    """Events per status and class, every status in its order."""
    return tuple(_status_row(status, [event for event in events if event.status == status]) for status in STATUSES)


def _status_row(status: Status, events: Iterable[Event]) -> StatusRow:
    counts = tally(events)
    return StatusRow(status, counts.actual if status == "actual" else counts.other)


def make_sayings(lines: Iterable[EventLine]) -> tuple[Saying, ...]:
    """For every status but actual: who says so, and of which events; named speakers first."""
    found: dict[tuple[Status, str | None], list[int]] = defaultdict(list)
    for line in lines:
        if line.event.status != "actual":
            found[line.event.status, line.speaker].append(line.number)
    sayings = [Saying(status, speaker, tuple(numbers)) for (status, speaker), numbers in found.items()]
    return tuple(sorted(sayings, key=_saying_order))


def _saying_order(saying: Saying) -> tuple[int, bool, int, str]:
    return (STATUSES.index(saying.status), saying.speaker is None, -len(saying.events), saying.speaker or "")


def make_quantities(corpus: Corpus, lines: Sequence[EventLine]) -> tuple[QuantityLine, ...]:
    """The numbers of events first, in the order of the event lines, then the others in reading order."""
    seen: set[tuple[str, int, str]] = set()
    rows = []
    for document, sentence, quantity, event in (*_of_events(lines), *_of_texts(corpus)):
        key = (document, sentence, quantity.text)
        if key not in seen:
            seen.add(key)
            place = corpus.find(document, sentence, quantity.text)
            rows.append(QuantityLine(quantity, amount(quantity), event, place))
    return tuple(rows)


def _of_events(lines: Iterable[EventLine]) -> Iterator[tuple[str, int, Quantity, int | None]]:
    for line in lines:
        for quantity in line.event.quantities:
            yield line.event.document, line.event.sentence, quantity, line.number


def _of_texts(corpus: Corpus) -> Iterator[tuple[str, int, Quantity, int | None]]:
    for _, coded in corpus.originals():
        for sentence, quantity in coded.quantities:
            yield coded.document.id, sentence, quantity, None


def make_questions(corpus: Corpus) -> tuple[QuestionLine, ...]:
    """The open questions in reading order."""
    return tuple(
        QuestionLine(question, _evidence(corpus, question))
        for _, coded in corpus.originals()
        for question in coded.questions
    )


def make_commitments(corpus: Corpus) -> tuple[CommitmentLine, ...]:
    """The commitments in reading order."""
    return tuple(
        CommitmentLine(
            one,
            one.text[one.start : one.end],
            sides(one.bound),
            sides(one.towards),
            day(one.due) if one.due else None,
            _evidence(corpus, one),
        )
        for _, coded in corpus.originals()
        for one in coded.commitments
    )


def make_contrasts(corpus: Corpus) -> tuple[ContrastLine, ...]:
    """The contrasts with an earlier time in reading order."""
    return tuple(
        ContrastLine(contrast, _evidence(corpus, contrast))
        for _, coded in corpus.originals()
        for contrast in coded.contrasts
    )


def make_contradictions(corpus: Corpus) -> tuple[ContradictionLine, ...]:
    """The stated roles that the table of office holders contradicts, in reading order."""
    return tuple(
        ContradictionLine(one, _evidence(corpus, one))
        for _, coded in corpus.originals()
        for one in coded.contradictions
    )


def _evidence(corpus: Corpus, record: Question | Commitment | Contradiction | Contrast) -> Evidence:
    return corpus.evidence(record.document, record.sentence, record.start, record.end)
