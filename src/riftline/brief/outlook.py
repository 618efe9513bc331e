"""What a ledger lets expect between the pairs of a brief, and of what its texts leave open, from its first day on."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from riftline.brief.background import MOST_PAIRS, code_of, is_public
from riftline.brief.relations import links
from riftline.brief.report import Dyad, EventLine, Evidence, Outlook, Party, PastEvent, QuestionLine
from riftline.brief.wording import act

if TYPE_CHECKING:
    from riftline.forecast.answers import Forecast
    from riftline.ledger import Ledger

MOST_OPEN = 6  # of the acts that the texts leave open
MOST_LINES = 12
REASONS = 2
MATCHES = 2

Act = tuple[str, str, str]  # codes of source and target, PLOVER type


def make_outlook(
    dyads: Sequence[Dyad],
    lines: Sequence[EventLine],
    questions: Sequence[QuestionLine],
    published: Iterable[dt.date],
    ledger: "Ledger",
) -> tuple[Outlook, ...]:
    """Chances of what the texts leave open between two parties, and of what is unusually likely or unlikely.

    Args:
        dyads: the pairs of the brief.
        lines: its events; those that are planned, asked for or possible are open, open questions first.
        questions: its open questions.
        published: days of its documents; the first is the first day of the window, and not looked at.
        ledger: what is known.

    Returns:
        Nothing where there is no basis.
    """
    from riftline.forecast.outlook import outlook  # noqa: PLC0415 - heavy

    asked: dict[Act, Evidence] = {}
    for wanted_act, place in _open(lines, questions):
        if len(asked) < MOST_OPEN:
            asked.setdefault(wanted_act, place)
    wanted = [dyad for dyad in dyads if is_public(dyad.first) and is_public(dyad.second)][:MOST_PAIRS]
    pairs = [(code_of(dyad.first), code_of(dyad.second)) for dyad in wanted]
    parties = {code_of(party): party for dyad in dyads for party in (dyad.first, dyad.second) if is_public(party)}
    found = outlook(ledger, pairs, min(published, default=None), acts=list(asked))
    return tuple(_line(one, parties, asked) for one in found[:MOST_LINES])


def _open(lines: Sequence[EventLine], questions: Sequence[QuestionLine]) -> Iterator[tuple[Act, Evidence]]:
    """Acts between two parties that are not there yet: those that a question asks for, then the others."""
    places = [question.evidence for question in questions]
    waiting = [line for line in lines if line.event.status in {"planned", "requested", "possible"}]
    for line in sorted(waiting, key=lambda line: not any(_within(line.evidence, place) for place in places)):
        for source, target, _ in links(line.event):
            if is_public(source) and is_public(target):
                yield (code_of(source), code_of(target), line.event.type), line.evidence


def _within(words: Evidence, place: Evidence) -> bool:
    return (words.document, words.sentence) == (place.document, place.sentence) and (
        place.start <= words.start < place.end
    )


def _line(one: "Forecast", parties: dict[str, Party], asked: dict[Act, Evidence]) -> Outlook:
    question = one.question
    kind = question.act.types[0]
    raising = [reason for reason in one.reasons if abs(reason.times - 1) > 0.1][:REASONS]  # noqa: PLR2004 - says little
    assert question.start is not None  # noqa: S101 - filled in by the answer
    assert one.chance is not None  # noqa: S101 - only those by a model are told
    assert one.base is not None  # noqa: S101
    return Outlook(
        source=parties[question.source],
        target=parties[question.target],
        type=kind,
        what=act(kind),
        first=question.start,
        days=question.days,
        chance=one.chance,
        lower=one.lower or 0.0,
        upper=one.upper or 1.0,
        base=one.base,
        reasons=tuple((reason.words, reason.times) for reason in raising),
        like=one.record.forecasts if one.record else 0,
        came_true=one.record.came_true if one.record else 0,
        skill=one.skill,
        past=tuple(
            PastEvent(match.date, match.quote or match.text or match.type, match.url) for match in one.matches[:MATCHES]
        ),
        asked=asked.get((question.source, question.target, kind)),
    )
