"""How far a report stands behind an event: actual, planned, requested, possible or denied.

The status is read from the word itself and from everything above it:

1. on the event's own clause: negation, modal verbs, future tense, "if", adverbs such as "reportedly";
2. on each clause or noun above it, nearest first: what that word's attitude does to what it embeds
   ("plans to", "fears of", "urged … to"), with that word's own negation and modality;
3. the first of these that is not "actual" decides. What is not denied is possible, what is not prevented happens,
   and what is not planned is denied.
"""

from collections.abc import Iterator

from riftline.code.clauses import MAX_CLIMB, case_of, children, is_time, mark_of
from riftline.facts.predicates import Attitude, attitude, light_effect
from riftline.records import Sentence, Status

MODALS: dict[str, Status] = {
    "will": "planned", "shall": "planned", "'ll": "planned", "wo": "planned", "’ll": "planned",
    "may": "possible", "might": "possible", "could": "possible", "can": "possible", "would": "possible",
    "'d": "possible",
    "should": "requested", "must": "requested", "ought": "requested",
}  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "obj", "conj", "iobj"})
EMBEDDING_MARKS = frozenset({"to", "for", "of", "from", "into", "against", "about", "on", "at"})
EMBEDDING_CASES = frozenset({"of", "for", "on", "to", "against", "about", "over", "from", "into", "at"})
TAGS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv"}
FOLLOWING = frozenset({"compound:prt", "case", "mark", "advmod", "obj"})
PURPOSE_TENSE = "VerbForm=Inf"


def status_of(sentence: Sentence, index: int) -> Status:
    """The status of the event whose predicate is the word at `index`."""
    own = _own(sentence, index)
    if own != "actual":
        return own
    for above, below in _above(sentence, index):
        status = _from_above(sentence, above, below)
        if status:
            return status
    return "actual"


def _own(sentence: Sentence, index: int) -> Status:
    """The status that the event's own clause gives it."""
    if negated(sentence, index):
        return "denied"
    if mark_of(sentence, index) in CONDITIONS or _inverted_if(sentence, index):
        return "possible"
    modal = modality(sentence, index)
    if modal != "actual":
        return modal
    if _hedged(sentence, index):
        return "possible"
    return "planned" if _purpose(sentence, index) else "actual"


def negated(sentence: Sentence, index: int) -> bool:
    """Whether the word itself is negated."""
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        if token.deprel in {"advmod", "det", "case", "mark", "cc:preconj", "neg"} and token.text.lower() in NEGATIONS:
            return True
        if token.deprel.startswith("nsubj") and _empty(sentence, child):
            return True
    return False


def _empty(sentence: Sentence, subject: int) -> bool:
    token = sentence.tokens[subject]
    if token.text.lower() in {"nobody", "none", "neither", "nothing"}:
        return True
    return any(sentence.tokens[c].text.lower() in {"no", "neither"} for c in children(sentence, subject, "det"))


def modality(sentence: Sentence, index: int) -> Status:
    """The status that modal verbs of the clause give it."""
    for child in children(sentence, index, "aux"):
        status = MODALS.get(sentence.tokens[child].text.lower())
        if status:
            return status
    token = sentence.tokens[index]
    if token.deprel == "xcomp" and token.head >= 0:
        above = sentence.tokens[token.head]
        if above.lemma == "go" and above.text.lower() == "going":
            return "planned"
        if above.lemma in {"have", "need"} and mark_of(sentence, index) == "to":
            return "requested"
    if token.deprel == "conj" and token.head >= 0 and not list(children(sentence, index, "aux", "nsubj")):
        return modality(sentence, token.head) if sentence.tokens[token.head].upos == "VERB" else "actual"
    return "actual"


def _inverted_if(sentence: Sentence, index: int) -> bool:
    """Whether the clause is the consequence of a condition that is stated beside it ("would strike back if …")."""
    return any(mark_of(sentence, c) in {"if", "unless"} for c in children(sentence, index, "advcl"))


def _hedged(sentence: Sentence, index: int) -> bool:
    for child in children(sentence, index, "advmod", "amod"):
        lemma = sentence.tokens[child].lemma.lower()
        found = attitude(lemma, "adv") or attitude(lemma, "adj")
        if found and found.status == "possible":
            return True
    return False


def _purpose(sentence: Sentence, index: int) -> bool:
    """Whether the verb is an infinitive of purpose ("sent envoys to negotiate …"): intended, not reported as done."""
    token = sentence.tokens[index]
    if token.deprel not in {"advcl", "acl"} or PURPOSE_TENSE not in token.feats or mark_of(sentence, index) != "to":
        return False
    return token.head < 0 or not attitude_of(sentence, token.head, index)


def _above(sentence: Sentence, index: int) -> Iterator[tuple[int, int]]:
    """(word, the word below it on the path) for the words above that embed the event."""
    below = index
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[below]
        if token.head < 0 or not embedded(sentence, below):
            return
        if token.deprel != "conj":
            yield token.head, below
        below = token.head


def embedded(sentence: Sentence, index: int) -> bool:
    """Whether what the word above says bears on this word: complements do, circumstances and actors do not.

    "urged … to leave", "fears of war", "a strike is likely" embed; "in a meeting he refused …", "the raid raised
    fears …" and relative clauses do not.
    """
    token = sentence.tokens[index]
    relation = token.deprel
    if relation in COMPLEMENTS:
        return True
    if relation.partition(":")[0] in {"obl", "nmod"}:
        return case_of(sentence, index) in EMBEDDING_CASES
    if relation == "advcl":
        return mark_of(sentence, index) in EMBEDDING_MARKS
    return relation.startswith("nsubj") and (
        relation == "nsubj:pass" or sentence.tokens[token.head].upos in {"ADJ", "NOUN"}
    )


def attitude_of(sentence: Sentence, above: int, below: int) -> Attitude | None:
    """What the word above does to what it embeds at `below`."""
    token = sentence.tokens[above]
    pos = TAGS.get(token.upos)
    if pos is None:
        return None
    lemma = token.lemma.lower()
    longer = (attitude(f"{lemma} {word}", pos) for word in _beside(sentence, above, below))
    found = next((a for a in longer if a), None) or attitude(lemma, pos)
    return None if found and _only_light(sentence, found, below) else found


def _beside(sentence: Sentence, above: int, below: int) -> Iterator[str]:
    """The particles, prepositions and objects that may make another word of the one above ("call on", "rule out")."""
    for parent in (above, below):
        yield from (
            sentence.tokens[c].text.lower() for c in sentence.children[parent] if sentence.tokens[c].deprel in FOLLOWING
        )
    phrases = (c for c in children(sentence, above, "obl") if not is_time(sentence.tokens[c]))
    yield from (case_of(sentence, c) for c in phrases)


def _only_light(sentence: Sentence, found: Attitude, below: int) -> bool:
    """Whether a verb that may speak of a clause only carries a noun here ("held talks", "declared war")."""
    token = sentence.tokens[below]
    nominal = token.upos in {"NOUN", "PROPN"} and token.deprel in {"obj", "obl", "nsubj:pass"}
    return nominal and found.status == "actual" and light_effect(found.lemma) in {"occur", "begin", "continue"}


def _from_above(sentence: Sentence, above: int, below: int) -> Status | None:
    """The status that the word above gives to what stands below it; None when it leaves it as it is."""
    found = attitude_of(sentence, above, below)
    if found is None:
        return _plain(sentence, above, below)
    status = found.infinitive if mark_of(sentence, below) == "to" else found.status
    refused = negated(sentence, above)
    if status == "actual":
        if refused:
            return None if found.speech else "denied"
        return _plain(sentence, above, below)
    if status == "denied" and (refused or _undone(sentence, above)):
        return "possible" if found.speech else "actual"
    return "denied" if refused else status


def _undone(sentence: Sentence, index: int) -> bool:
    """Whether the word is what somebody fails or refuses to do ("failed to stop the attack")."""
    token = sentence.tokens[index]
    found = attitude_of(sentence, token.head, index) if token.deprel == "xcomp" and token.head >= 0 else None
    return found is not None and found.infinitive == "denied" and not negated(sentence, token.head)


def _plain(sentence: Sentence, above: int, below: int) -> Status | None:
    """A word that changes nothing hands on its own modality, as a light verb does ("may hold talks", "may allow …")."""
    relation = sentence.tokens[below].deprel
    if relation in {"obj", "obl", "xcomp", "nsubj:pass"} and sentence.tokens[above].upos == "VERB":
        own = _own(sentence, above)
        return own if own != "actual" else None
    return None
