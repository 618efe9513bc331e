"""Contrasts with an earlier time: what a sentence sets against today, with the words for then and for now.

1. A word that compares with before: "no longer", "down from 4.3 percent in 2019", "a far cry from …" (the words are
   those of `facts/contrast_words.csv`).
2. A first: "for the first time since 1945", "the first visit in a decade".
3. An end or a return after years: "after three decades of …", "ending 15 years of exile".
4. A clause that opens with an earlier time: "Two years ago Italy had …", "whereas a week earlier …", "In 2017 …" where
   the sentence itself or the next one says what is so now.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riftline.code.contrast_patterns import (
    CHANGED,
    DATED,
    FIGURE,
    JOINT,
    NEEDED,
    NEXT,
    NOW,
    OPENING,
    PAST,
    PAST_AT_ONCE,
    PATTERNS,
    SIDES,
    STOP,
    TO,
)
from riftline.code.dates import find_dates
from riftline.code.numerals import alternatives, lower
from riftline.facts.names import read_table
from riftline.records import Contrast, Sentence


@dataclass(frozen=True, slots=True)
class ContrastSpan:
    """The words for the earlier state, and the offsets of those for today's (None: the text gives none)."""

    start: int
    end: int
    now: tuple[int, int] | None = None


_FEW = 7  # characters: shorter is no clause
_LONGEST = 5000  # characters of one sentence that are read; beyond, it is not a sentence


def find_contrasts(text: str, following: str = "") -> list[ContrastSpan]:
    """Find the contrasts with an earlier time in a sentence.

    Args:
        text: a sentence.
        following: the next sentence, which may say what is so now.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    low = lower(text[:_LONGEST])
    kept: list[ContrastSpan] = []
    for found in (*_openings(low, following), *_phrases(low), *_patterns(low)):
        start, end = _trimmed(low, *found)
        if end > start and all(end <= other.start or other.end <= start for other in kept):
            kept.append(ContrastSpan(start, end, _now(low, start, end)))
    return sorted(kept, key=lambda span: span.start)


def contrasts_of(sentences: Sequence[Sentence], published: dt.date | None) -> list[Contrast]:
    """The contrasts of a document's sentences as records."""
    texts = [s.text for s in sentences]
    return [
        _record(sentence, span, published)
        for sentence, following in zip(sentences, [*texts[1:], ""], strict=False)
        for span in find_contrasts(sentence.text, following)
    ]


def _record(sentence: Sentence, span: ContrastSpan, published: dt.date | None) -> Contrast:
    then = sentence.text[span.start : span.end]
    day = next((d for d in find_dates(then, published) if d.first or d.last), None)
    return Contrast(
        document=sentence.document,
        sentence=sentence.index,
        text=sentence.text,
        start=span.start,
        end=span.end,
        then=then,
        now=sentence.text[slice(*span.now)] if span.now else None,
        date=day.first if day else None,
        date_end=day.last if day else None,
    )


def _openings(low: str, following: str) -> Iterator[tuple[int, int]]:
    """Clauses that open with an earlier time and are set against another clause, the next sentence, or today."""
    for match in OPENING.finditer(low) if any(part in low for part in DATED) else ():
        start = match.start("then")
        end = _until(SIDES, low, match.end())
        said = match["joint"] or NOW.search(low[end:]) or NEXT.match(lower(following))
        how = next(name for name in NEEDED if match[name])
        if said or NEEDED[how].search(low[start:end]):
            yield start, end


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """The phrases of the table as one pattern, longest first, and the kind of each."""
    kinds = {row["phrase"]: row["kind"] for row in read_table("contrast_words.csv")}
    return re.compile(rf"\b(?:{alternatives(sorted(kinds, key=len, reverse=True))})\b"), kinds


def _phrases(low: str) -> Iterator[tuple[int, int]]:
    pattern, kinds = _words()
    for match in pattern.finditer(low):
        end = _until(STOP, low, match.end())
        if _FITTING[kinds[match.group()]](low, match, end):
            yield match.start(), end


def _is_past(low: str, match: re.Match[str], end: int) -> bool:
    """`unlike his predecessor`: what follows names an earlier time."""
    return PAST.search(low, match.end(), end) is not None


def _is_past_at_once(low: str, match: re.Match[str], end: int) -> bool:  # noqa: ARG001 - one form for all kinds
    """`less than last year`, but not "more than 400 villages in 1980"."""
    return PAST_AT_ONCE.match(low, match.end()) is not None


def _is_figure(low: str, match: re.Match[str], end: int) -> bool:
    """`instead of six`, `up from fewer than 4,000`."""
    return FIGURE.match(low[:end], match.end()) is not None


def _is_change(low: str, match: re.Match[str], end: int) -> bool:  # noqa: ARG001 - one form for all kinds
    """`bring its troops down from 13,000 to 8,600`."""
    return bool(TO.match(low, match.end()) and CHANGED.search(low, max(0, match.start() - 60), match.start()))


def _is_state(low: str, match: re.Match[str], end: int) -> bool:
    """`no longer a partner`; not "was used to attack", and not without words behind it."""
    passive = match.group() == "used to" and re.search(
        r"\b(?:is|are|was|were|be|been|being|get|got)\s$", low[: match.start()]
    )
    return not passive and any(c.isalpha() for c in low[match.end() : end])


def _is_figure_then(low: str, match: re.Match[str], end: int) -> bool:
    """`against 219 at the start of last year`: a number with its time."""
    return _is_figure(low, match, end) and _is_past(low, match, end) and "predecessor" not in low[match.end() : end]


def _is_lower(low: str, match: re.Match[str], end: int) -> bool:
    return _is_figure(low, match, end) or _is_past(low, match, end)


_FITTING: dict[str, Callable[[str, re.Match[str], int], bool]] = {
    "state": _is_state,
    "past": _is_past,
    "beside": _is_past_at_once,
    "figure": _is_lower,
    "number": _is_figure,
    "against": _is_figure_then,
    "change": _is_change,
}


def _patterns(low: str) -> Iterator[tuple[int, int]]:
    """Firsts, what ends after years, and what was otherwise years ago."""
    for needed, pattern in PATTERNS:
        if any(part in low for part in needed):
            yield from (match.span("then") for match in pattern.finditer(low))


def _until(pattern: re.Pattern[str], low: str, start: int) -> int:
    """Where what has begun before `start` ends."""
    stop = pattern.search(low, start)
    return stop.start() if stop else len(low)


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and marks at the ends."""
    end = start + len(low[start:end].rstrip(' .,;:\u2014-"\u201d'))
    return start + len(low[start:end]) - len(low[start:end].lstrip(' "\u201c')), end


def _now(low: str, start: int, end: int) -> tuple[int, int] | None:
    """The clause that says what is so now: one with "now", else what the earlier state is set against."""
    if found := NOW.search(low, end) or NOW.search(low, 0, start):
        return _trimmed(low, *found.span("now"))
    before = max((m.end() for m in re.finditer(r"[;:]\s", low[:start])), default=0)
    joint = JOINT.search(low, before, start)
    first, last = _trimmed(low, before, joint.start() if joint else start)
    joined = low[start:end].startswith(
        ("who ", "which ", "that ", "where ", "no longer", "used to", "once", "contrast")
    )
    return (first, last) if last - first > _FEW and not joined else None
