"""When the events of a sentence happen: its dates, read in the direction of their verbs, and whose they are.

1. A date belongs to the word it hangs on, or to the verb above that noun; not to what possesses it or is named after it
   ("Sunday's election", "the December vote"), nor to a clause above the one it stands in.
2. What shares that word's time shares its date: its subject and objects when the word itself is no event ("held talks
   on Monday"), verbs coordinated without a subject of their own ("torched shops and overturned cars on Friday"),
   clauses of purpose and of accompaniment, and what is said ("warned on Tuesday that …").
3. In a sentence with one event nothing else can be dated.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from riftline.code.clauses import ancestors, case_of, children, mark_of
from riftline.code.dates import DateSpan, find_dates
from riftline.code.phrases import head_of
from riftline.code.status import status_of
from riftline.records import Sentence, Token

AHEAD = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "could", "can", "may", "might", "must", "should"}
)
BEHIND = frozenset({"said", "says", "say", "told", "tells"})
NAMING = frozenset({"nmod:poss", "compound", "amod", "nummod", "appos"})
PARTS_OF_DATES = frozenset({"nmod:unmarked", "compound", "flat", "nummod"})
NOMINAL = frozenset({"obj", "obl", "nsubj", "nsubj:pass", "nmod", "nmod:unmarked", "obl:agent", "iobj"})
CIRCUMSTANCES = frozenset({"as", "when", "while", "to", ""})
PLACED = frozenset({"in", "into", "for", "with"})


def sentence_dates(sentence: Sentence, published: dt.date | None) -> list[DateSpan]:
    """All dates of a sentence; what goes on since a day lasts to publication, what is due by one begins there."""
    found = find_dates(sentence.text, published, ahead=lambda start: looks_ahead(sentence, start))
    return [_closed(span, published) for span in found]


def _closed(span: DateSpan, published: dt.date | None) -> DateSpan:
    if published is None or span.kind not in {"since", "until"}:
        return span
    if span.kind == "since" and span.first and span.first <= published:
        return replace(span, last=published)
    if span.kind == "until" and span.last:
        return replace(span, first=min(published, span.last))
    return span


def looks_ahead(sentence: Sentence, start: int) -> bool:
    """Whether the verb that the word at character `start` hangs on speaks of the future."""
    token = next((t for t in sentence.tokens if t.start <= start < t.end), None)
    if token is None:
        return False
    verb = next((sentence.tokens[i] for i in ancestors(sentence, token.index) if _is_verb(sentence.tokens[i])), None)
    if verb is None:
        return False
    if _announced(sentence, token, verb):
        return True
    if auxiliaries := [sentence.tokens[c] for c in children(sentence, verb.index, "aux", "cop")]:
        return any(t.text.lower() in AHEAD or _is_present(t, verb) for t in auxiliaries)
    if "VerbForm=Inf" in verb.feats:
        return status_of(sentence, verb.index) in {"planned", "possible"}
    return _is_finite_present(verb)


def _announced(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Whether a day is one that something is called or set for ("a rally for Friday", "a truce from Sunday")."""
    if token.deprel in PARTS_OF_DATES and token.head >= 0:
        token = sentence.tokens[token.head]
    case = case_of(sentence, token.index)
    return case == "for" or (case == "from" and token.head != verb.index)


def _is_verb(token: Token) -> bool:
    return token.upos in {"VERB", "AUX"}


def _is_finite_present(token: Token) -> bool:
    return "Tense=Pres" in token.feats and "VerbForm=Fin" in token.feats and token.text.lower() not in BEHIND


def _is_present(auxiliary: Token, verb: Token) -> bool:
    """Whether "is", "are" make a present ("is meeting", "are to meet"), not a passive or perfect."""
    return auxiliary.text.lower() in {"is", "are", "'s", "'re"} and not (
        "Tense=Past" in verb.feats or ("VerbForm=Part" in verb.feats and not verb.text.endswith("ing"))
    )


def dates_of(sentence: Sentence, triggers: Mapping[int, str], dates: Sequence[DateSpan]) -> dict[int, DateSpan]:
    """The date of each trigger (index → event type): the first that belongs to it and says a day or a period."""
    placed = [
        (span, head_of(sentence, span.start, span.end)) for span in dates if span.kind not in {"duration", "recurring"}
    ]
    known = [(span, head) for span, head in placed if head is not None]
    known.sort(key=lambda pair: pair[0].first is None and pair[0].last is None)
    out: dict[int, DateSpan] = {}
    for span, head in known:
        if (owner := _owner(sentence, head)) in triggers:
            out.setdefault(owner, span)
    for span, head in known:
        for index in _sharers(sentence, head, triggers):
            out.setdefault(index, span)
    if len(triggers) == 1 and not out:
        out = {index: span for span, head in known[:1] for index in triggers if _may_date(sentence, head)}
    return out


def _owner(sentence: Sentence, head: int) -> int:
    """The word whose time a date says: the one above it, or the verb above that noun."""
    token = sentence.tokens[head]
    return token.head if token.head >= 0 and token.deprel not in NAMING else -1


def _sharers(sentence: Sentence, head: int, triggers: Mapping[int, str]) -> Iterator[int]:
    """The triggers that share a date with the word it hangs on."""
    above = _owner(sentence, head)
    if above < 0:
        return
    if sentence.tokens[above].upos in {"NOUN", "PROPN"} and sentence.tokens[above].deprel in NOMINAL:
        above = sentence.tokens[above].head
        if above in triggers:
            yield above
    for child in sentence.children[above]:
        if child in triggers and _shares(sentence, child, bare=above not in triggers):
            yield child


def _shares(sentence: Sentence, child: int, *, bare: bool) -> bool:
    """Whether a word below the dated one has its time; `bare` when the dated one is no event."""
    relation = sentence.tokens[child].deprel.partition(":")[0]
    if relation in {"obj", "nsubj", "xcomp"}:
        return bare
    if relation == "obl":
        return case_of(sentence, child) in PLACED
    if relation == "conj":
        return not any(children(sentence, child, "nsubj", "aux"))
    if relation == "advcl":
        return mark_of(sentence, child) in CIRCUMSTANCES
    return relation == "ccomp"


def _may_date(sentence: Sentence, head: int) -> bool:
    """Whether a date stands in the main line of a sentence, not in a name or a relative clause."""
    path = [sentence.tokens[i].deprel for i in (head, *ancestors(sentence, head))]
    return path[0] not in NAMING and not any(relation.startswith("acl") for relation in path)
