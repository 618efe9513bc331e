"""Days by which somebody has to act: "must disarm by 1 March", "gave Moscow 60 days to comply"."""

import re
from collections.abc import Iterator, Sequence

from riftline.code.clauses import ancestors, children, is_passive, mark_of, subjects, subtree
from riftline.code.commitment_words import CommitmentSpan, is_denied, offsets_of, words
from riftline.code.dates import DateSpan
from riftline.records import Sentence

OBLIGED = frozenset({"must", "shall"})
_TERM_ONLY = re.compile(r"(?:by|until|till|within|before|inside|no later than)\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:give|gives|gave|given|giving)\s(?:[\w'’.-]+\s){0,6}?(?P<term>(?:until|till)\s|(?:\d+|an?|one|two|three|four|"
    r"five|six|seven|ten|twelve|fourteen|thirty|twenty-four|forty-eight)\s(?:hours?|days?|weeks?|months?)\b)",
    re.IGNORECASE,
)


def given(sentence: Sentence) -> Iterator[CommitmentSpan]:
    """`gave Moscow 60 days to comply`: the receiver is bound towards the giver."""
    for match in _GIVEN.finditer(sentence.text):
        verb = next((t.index for t in sentence.tokens if t.start == match.start()), None)
        if verb is None or is_denied(sentence, verb):
            continue
        end = next((t.index for t in sentence.tokens if t.end >= match.end("term")), verb)
        infinitive = _infinitive_after(sentence, verb, end)
        if infinitive is None and not match["term"].startswith(("until", "till")):
            continue
        last = max([end, *(subtree(sentence, infinitive) if infinitive is not None else [])])
        receiver = tuple(children(sentence, verb, "iobj"))
        if is_passive(sentence, verb):
            receiver = tuple(subjects(sentence, verb))
        giver = () if is_passive(sentence, verb) else tuple(subjects(sentence, verb))
        start, stop = offsets_of(sentence, [verb, last])
        yield CommitmentSpan(start, stop, "deadline", receiver, giver)


def _infinitive_after(sentence: Sentence, verb: int, end: int) -> int | None:
    """The verb of the infinitive that says what is to be done in the time given."""
    below = [i for i in subtree(sentence, verb) if i > end and sentence.tokens[i].upos in {"VERB", "AUX"}]
    return next((i for i in below if mark_of(sentence, i) == "to"), None)


def due(sentence: Sentence, dates: Sequence[DateSpan]) -> Iterator[CommitmentSpan]:
    """`must leave by Friday`: a term at a verb of what somebody has to do."""
    for date in dates:
        if not _TERM_ONLY.match(_with_preposition(sentence, date)):
            continue
        token = next((t.index for t in sentence.tokens if t.end > date.start), None)
        verb = (
            next((i for i in ancestors(sentence, token) if sentence.tokens[i].upos == "VERB"), None) if token else None
        )
        if verb is None or not _owed(sentence, verb):
            continue
        last = max(t.index for t in sentence.tokens if t.start < date.end)
        start, end = offsets_of(sentence, [min(verb, token or verb), max(last, verb)])
        yield CommitmentSpan(start, end, "deadline", tuple(subjects(sentence, verb)), tuple(_demanding(sentence, verb)))


def _with_preposition(sentence: Sentence, date: DateSpan) -> str:
    """The words of a date with the word before it: "within" stands outside the span."""
    before = sentence.text[: date.start].split()[-1:]
    return date.text if _TERM_ONLY.match(date.text) else " ".join([*before, date.text])


def _owed(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of a verb is what somebody has to do: "must", "is to", an infinitive, "unless"."""
    token = sentence.tokens[verb]
    if token.deprel == "conj" and sentence.tokens[token.head].upos == "VERB" and not _has_subject(sentence, verb):
        return _owed(sentence, token.head)
    auxiliaries = {sentence.tokens[c].lemma.lower() for c in children(sentence, verb, "aux")}
    mark = mark_of(sentence, verb)
    if auxiliaries & OBLIGED or mark == "unless" or (mark == "if" and is_denied(sentence, verb)):
        return True
    above = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    if token.deprel == "ccomp" and mark != "to":
        return above in words("verb demanding") and "be" not in auxiliaries
    return mark == "to" and _to_do(sentence, verb, above)


def _has_subject(sentence: Sentence, verb: int) -> bool:
    return any(children(sentence, verb, "nsubj", "csubj"))


def _to_do(sentence: Sentence, verb: int, above: str) -> bool:
    """Whether an infinitive is what somebody has agreed or was told to do, and not a plan or a hope."""
    token = sentence.tokens[verb]
    if token.deprel not in {"xcomp", "ccomp", "advcl", "acl", "root"}:
        return False
    told = token.head >= 0 and (is_passive(sentence, token.head) or any(children(sentence, token.head, "obj", "iobj")))
    return token.deprel == "root" or above in words("verb binding") or (told and token.deprel == "xcomp")


def _demanding(sentence: Sentence, verb: int) -> list[int]:
    """Who asks for it: the subject of the verb above, unless it is the one who has to act."""
    head = sentence.tokens[verb].head
    if head < 0 or sentence.tokens[head].upos != "VERB" or not any(children(sentence, head, "obj", "iobj")):
        return []
    return [s for s in subjects(sentence, head) if s not in subjects(sentence, verb)]
