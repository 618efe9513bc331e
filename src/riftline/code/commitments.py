"""Commitments that a sentence mentions: treaties, guarantees, pledges and deadlines, with who is bound towards whom.

1. A verb of promising, with what is promised: "vowed to defend every inch", "assured Estonia that …".
2. A noun that is a commitment, with what belongs to it: "the Budapest Memorandum", "a pledge to spend more on defence".
3. A day by which somebody has to act (`riftline.code.deadlines`).

The words are those of `facts/commitment_words.csv`. What is denied ("made no commitment", "never promised") is left
out, and so are vows to do harm: these are threats.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from riftline.code.clauses import (
    children,
    holders,
    is_passive,
    mark_of,
    prepositional,
    subjects,
    subtree,
)
from riftline.code.commitment_words import NEGATIVE, CommitmentSpan, Word, is_denied, offsets_of, words
from riftline.code.dates import DateSpan
from riftline.code.deadlines import due, given
from riftline.code.naming import political
from riftline.code.parties import Parties
from riftline.code.phrases import members
from riftline.records import Actor, Commitment, Sentence

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "THREATEN", "REJECT", "MOBILIZE", "ACCUSE"})
LEFT_OPEN = frozenset({"any", "without"})
ORGANIZATIONS = frozenset({"organization", "organisation"})  # "the North Atlantic Treaty Organization"
COMPLETING = frozenset({"obj", "iobj", "xcomp", "ccomp", "obl", "advmod", "compound", "dislocated"})
# No part of a noun's phrase:
OUTSIDE = frozenset({"conj", "cc", "case", "appos", "parataxis", "punct", "advcl", "discourse"})
SHARE = re.compile(r"\b(?:percent|per cent|%)")
_ARTICLE = re.compile(
    r"\b(?:NATO's )?Article (?:[45]|Four|Five)\b(?! of the (?:constitution|penal|criminal|civil|basic|electoral|law))"
)
_TERM = re.compile(r"\b(?:by|until|till|within|before|inside|in|no later than)\b", re.IGNORECASE)


@cache
def _hint() -> re.Pattern[str]:
    """Most sentences hold none of these and are dismissed here."""
    stems = {w[:-1] if w.endswith(("e", "y")) else w for pos in ("noun", "verb") for w in words(pos)}
    return re.compile(
        rf"\b(?:{'|'.join(sorted(stems))}|swor|undertook)|\barticle (?:[45]|four|five)\b|\bg[ai]v(?:e|en|ing)\b"
    )


def commitments_of(
    sentence: Sentence, parties: Parties, dates: Sequence[DateSpan], harm: Collection[int] = ()
) -> list[Commitment]:
    """The commitments of a sentence as records; `harm` as for `find_commitments`."""
    return [_record(sentence, parties, dates, span) for span in find_commitments(sentence, dates, harm)]


def find_commitments(sentence: Sentence, dates: Sequence[DateSpan], harm: Collection[int] = ()) -> list[CommitmentSpan]:
    """Find the commitments of a sentence.

    Args:
        sentence: a parsed sentence.
        dates: its dates.
        harm: token indices of the triggers of hostile events; a vow to do one of these is a threat.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    found: list[CommitmentSpan] = []
    low = sentence.text.lower()
    if _hint().search(low):
        found = [*_promised(sentence, harm), *_named(sentence), *_articles(sentence), *given(sentence)]
    if dates:
        found += due(sentence, dates)
    return _apart(found)


def _apart(found: Iterable[CommitmentSpan]) -> list[CommitmentSpan]:
    """The spans in order; of two that overlap, the one found first by the more exact rule."""
    kept: list[CommitmentSpan] = []
    for span in found:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _record(sentence: Sentence, parties: Parties, dates: Sequence[DateSpan], span: CommitmentSpan) -> Commitment:
    bound = _actors(sentence, parties, span.bound)
    due = [d.last for d in dates if span.start <= d.start < span.end and _TERM.match(d.text) and d.last]
    return Commitment(
        document=sentence.document,
        sentence=sentence.index,
        text=sentence.text,
        start=span.start,
        end=span.end,
        kind=span.kind,
        bound=bound,
        towards=tuple(a for a in _actors(sentence, parties, span.towards) if a not in bound),
        due=due[-1] if due else None,
    )


def _actors(sentence: Sentence, parties: Parties, heads: Iterable[int]) -> tuple[Actor, ...]:
    """The political actors that the phrases name."""
    every = (a for head in heads for m in members(sentence, head) for a in parties.each(sentence, m))
    return tuple(dict.fromkeys(a for a in every if political(a)))


# Verbs of promising


def _promised(sentence: Sentence, harm: Collection[int]) -> Iterator[CommitmentSpan]:
    rows = words("verb")
    for token in sentence.tokens:
        word = rows.get(token.lemma.lower()) if token.upos == "VERB" else None
        if word is None or is_denied(sentence, token.index) or _is_asked(sentence, token.index):
            continue
        clause = list(children(sentence, token.index, "xcomp", "ccomp"))
        if not _complete(sentence, token.index, word, clause) or _harmful(sentence, token.index, clause, harm):
            continue
        yield _promise(sentence, token.index, word)


def _complete(sentence: Sentence, verb: int, word: Word, clause: Sequence[int]) -> bool:
    """Whether the verb has beside it what its row asks for ("undertook to", "committed itself to")."""
    if word.needs == "clause":
        return bool(clause)
    if word.needs != "to":
        return bool(clause) or any(children(sentence, verb, "obj", "iobj", "obl", "nsubj")) or _is_tag(sentence, verb)
    objects = [sentence.tokens[c].text.lower() for c in children(sentence, verb, "obj")]
    bound = bool(prepositional(sentence, verb, "to")) or any(mark_of(sentence, c) == "to" for c in clause)
    return bound and (not objects or objects[0].endswith(("self", "selves")) or is_passive(sentence, verb))


def _harmful(sentence: Sentence, verb: int, clause: Sequence[int], harm: Collection[int]) -> bool:
    """Whether what is promised is harm."""
    what = clause or list(children(sentence, verb, "obj"))
    deeper = [d for c in clause for d in children(sentence, c, "xcomp")]  # "vowed to keep bombing"
    if any(sentence.tokens[c].lemma.lower() in words("noun harm") for c in children(sentence, verb, "obj")):
        return True
    return any(c in harm and not is_denied(sentence, c) and not _spared(sentence, c) for c in (*what, *deeper))


def _spared(sentence: Sentence, index: int) -> bool:
    """`promised that nobody would be driven off`."""
    below = sentence.children[index]
    return any(sentence.tokens[i].text.lower() in NEGATIVE for c in below for i in (c, *sentence.children[c]))


def _is_asked(sentence: Sentence, verb: int) -> bool:
    """Whether somebody only asks for the promise, or is against it: "urged Jakarta to guarantee …"."""
    token = sentence.tokens[verb]
    above = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    return mark_of(sentence, verb) == "to" and token.deprel != "root" and above not in words("verb binding")


def _is_tag(sentence: Sentence, verb: int) -> bool:
    """Whether the promise stands before or around its verb: "It will pay, he promised"."""
    return sentence.tokens[verb].deprel == "parataxis" and not any(children(sentence, verb, "obj", "xcomp", "ccomp"))


def _promise(sentence: Sentence, verb: int, word: Word) -> CommitmentSpan:
    towards = tuple(children(sentence, verb, "iobj")) or tuple(_to_whom(sentence, verb))
    bound = tuple(holders(sentence, verb) if sentence.tokens[verb].deprel == "acl" else subjects(sentence, verb))[:1]
    if is_passive(sentence, verb) and word.kind != "treaty":
        given = any(children(sentence, verb, "obj", "xcomp", "ccomp"))  # "was promised protection"
        bound, towards = tuple(children(sentence, verb, "obl:agent")), bound if given else ()
    elif word.kind == "treaty":  # "obliges each to …": the object is bound
        bound, towards = tuple(children(sentence, verb, "obj", "nsubj:pass")), ()
    before = [c for c in children(sentence, verb, "ccomp") if c < verb]
    above = sentence.tokens[verb].head if _is_tag(sentence, verb) else -1
    clause = before[0] if before else above
    tokens = _clause(sentence, clause, verb) if clause >= 0 else _from_verb(sentence, verb)
    return CommitmentSpan(*offsets_of(sentence, tokens), word.kind, bound, towards)


def _to_whom(sentence: Sentence, verb: int) -> Iterator[int]:
    """The object beside a clause ("assured Estonia that …"), or who stands behind "to"."""
    objects = list(children(sentence, verb, "obj"))
    if objects and any(children(sentence, verb, "xcomp", "ccomp")):
        yield objects[0]
    yield from prepositional(sentence, verb, "to")


def _from_verb(sentence: Sentence, verb: int) -> list[int]:
    """The verb with what follows it and completes it."""
    out = [verb]
    for child in sentence.children[verb]:
        if child > verb and sentence.tokens[child].deprel.partition(":")[0] in COMPLETING:
            out += subtree(sentence, child)
    return out


def _clause(sentence: Sentence, head: int, without: int) -> list[int]:
    """A clause without the verb that reports it."""
    left_out = set(subtree(sentence, without)) if without in subtree(sentence, head) else set()
    side = [i for i in subtree(sentence, head) if i not in left_out]
    return [i for i in side if (i < without) == (head < without)] or [head]


def _named(sentence: Sentence) -> Iterator[CommitmentSpan]:
    rows = words("noun")
    for token in sentence.tokens:
        word = rows.get(token.lemma.lower()) if token.upos in {"NOUN", "PROPN"} else None
        if word is None or not _is_one(sentence, token.index, word):
            continue
        index = token.index
        span = offsets_of(sentence, _noun_phrase(sentence, index))
        mutual = word.kind == "treaty"
        bound = (*holders(sentence, index), *prepositional(sentence, index, "between"))
        other = tuple(prepositional(sentence, index, "with")) if mutual else ()
        yield CommitmentSpan(*span, word.kind, (*bound, *other), tuple(prepositional(sentence, index, "to")))


def _is_one(sentence: Sentence, index: int, word: Word) -> bool:
    """Whether the noun is a commitment that is there: a phrase of its own, neither denied nor only sought."""
    token = sentence.tokens[index]
    head = token.head
    above = sentence.tokens[head].lemma.lower() if head >= 0 else ""
    following = sentence.tokens[index + 1].text.lower() if index + 1 < len(sentence.tokens) else ""
    if token.deprel in {"compound", "flat"} or following in ORGANIZATIONS or _is_sought(sentence, index, above):
        return False
    if is_denied(sentence, index) or (token.deprel == "obj" and is_denied(sentence, head)):
        return False
    below = {sentence.tokens[c].text.lower() for c in sentence.children[index]}
    return not below & LEFT_OPEN and _has_needed(sentence, index, word, above)


def _has_needed(sentence: Sentence, index: int, word: Word, above: str) -> bool:
    """Whether the noun has beside it what its row asks for; a bare "promise" is no pledge."""
    token = sentence.tokens[index]
    if word.needs in {"signing", "name"}:
        named = word.needs == "name" and token.upos == "PROPN"
        return named or (token.deprel in {"obj", "obl"} and above in words("verb signing"))
    if word.needs == "keeping":
        return above in words("verb keeping") and any(children(sentence, index, "nmod:poss"))
    if word.needs == "share":
        return any(SHARE.search(sentence.tokens[i].text.lower()) for i in subtree(sentence, index))
    bare = not any(c for c in sentence.children[index] if sentence.tokens[c].deprel not in {"case", "punct"})
    return (word.kind == "treaty" or not bare) and (word.needs != "matter" or _specific(sentence, index))


def _is_sought(sentence: Sentence, index: int, above: str) -> bool:
    """Whether it is not there yet: "talks on a treaty", "wants a deal"."""
    relation = sentence.tokens[index].deprel
    return above in words("noun seeking" if relation == "nmod" else "verb seeking") and relation in {"nmod", "obj"}


def _specific(sentence: Sentence, index: int) -> bool:
    """Whether the noun says what it is about or is a name: "a deal on grain", "the Geneva Convention"."""
    if sentence.tokens[index].upos == "PROPN":
        return True
    return any(children(sentence, index, "compound", "nummod", "acl", "nmod", "amod"))


def _noun_phrase(sentence: Sentence, index: int) -> list[int]:
    """The noun with what belongs to it; clauses and phrases set off by a comma are left out."""
    out = [index]
    for child in sentence.children[index]:
        tokens = subtree(sentence, child)
        apart = min(tokens) > index and sentence.tokens[min(tokens) - 1].text == ","
        if (
            sentence.tokens[child].deprel.partition(":")[0] in OUTSIDE
            or apart
            or sentence.tokens[tokens[0]].text == ","
        ):
            continue
        out += tokens
    return out


def _articles(sentence: Sentence) -> Iterator[CommitmentSpan]:
    """`Article 5`, the clause of a treaty by which its members defend each other."""
    for match in _ARTICLE.finditer(sentence.text):
        yield CommitmentSpan(match.start(), match.end(), "treaty")
