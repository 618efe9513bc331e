"""Who stands where in a clause: subjects, objects and prepositional phrases of a word, read off the dependencies.

All functions take a parsed sentence and token indices, and return token indices: the heads of noun phrases. What is
shared (subjects of coordinated verbs, of participles and infinitives, antecedents of relative pronouns) is followed.
"""

from collections.abc import Iterator

from riftline.facts.predicates import light_verb
from riftline.records import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
RELATIVE_ADVERBS = frozenset({"where", "when", "why", "how"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "century",
        "morning",
        "afternoon",
        "evening",
        "midnight",
        "noon",
        "spring",
        "summer",
        "autumn",
        "winter",
    ]
)
YEAR_DIGITS = 4
OF_THE_OBJECT = frozenset(
    {"of", "from", "into"}
)  # "accused X of arming", "kept X from voting", "pushed X into joining"
JUDGED = frozenset(
    [
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "fault",
        "hail",
        "honor",
        "honour",
        "penalise",
        "penalize",
        "praise",
        "prosecute",
        "punish",
        "rebuke",
        "sanction",
        "scold",
        "slam",
        "thank",
        "try",
    ]
)  # … X for doing it
CALLING = frozenset({"call", "appeal"})  # on, upon, for or to somebody
OF_OTHERS = frozenset({"refuse", "end", "prevent", "fear"})  # who blocks a plan is not who has it
MAX_CLIMB = 8  # clauses followed upwards in search of a subject: real sentences nest less, cycles cannot happen


def children(sentence: Sentence, index: int, *relations: str) -> Iterator[int]:
    """Dependents of a word with one of `relations` (with their subtypes when given without one)."""
    tokens = sentence.tokens
    for child in sentence.children[index]:
        deprel = tokens[child].deprel
        if deprel in relations or deprel.partition(":")[0] in relations:
            yield child


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition of a noun phrase, lower-case; empty when there is none."""
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        if token.deprel == "case" and token.upos != "PART":
            return token.text.lower()
    return ""


def mark_of(sentence: Sentence, index: int) -> str:
    """The subordinating word of a clause, lower-case; empty when there is none."""
    for child in sentence.children[index]:
        if sentence.tokens[child].deprel == "mark":
            return sentence.tokens[child].text.lower()
    return ""


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """The word and what is coordinated with it, in order."""
    out = [index]
    for child in children(sentence, index, "conj"):
        if sentence.tokens[child].upos in NOMINAL:
            out += conjuncts(sentence, child)
    return out


def prepositional(sentence: Sentence, index: int, preposition: str) -> list[int]:
    """Heads of the phrases that `preposition` attaches to a word; times ("on Monday") are left out."""
    return [
        child
        for child in children(sentence, index, "obl", "nmod")
        if case_of(sentence, child) == preposition and not is_time(sentence.tokens[child])
    ]


def is_time(token: Token) -> bool:
    """Whether the word names a time: a weekday, a month, a year, a stretch of time."""
    return token.lemma.lower() in TIMES or (
        token.upos == "NUM" and token.text.isdigit() and len(token.text) == YEAR_DIGITS
    )


def is_participle(token: Token, tense: str) -> bool:
    """Whether the word is a present ("Pres", also a gerund) or past ("Past") participle."""
    if tense == "Pres":
        return token.text.lower().endswith("ing") and ("VerbForm=Ger" in token.feats or "VerbForm=Part" in token.feats)
    return "VerbForm=Part" in token.feats and not token.text.lower().endswith("ing")


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is passive, reduced relatives ("troops deployed by …") included."""
    token = sentence.tokens[verb]
    relations = {sentence.tokens[c].deprel for c in sentence.children[verb]}
    if relations & {"aux:pass", "nsubj:pass", "csubj:pass"}:
        return True
    if not is_participle(token, "Past") or relations & {"aux", "nsubj", "obj"}:
        return False
    if token.deprel in {"acl", "amod", "advcl"}:
        return True
    if token.deprel != "conj" or token.head < 0:
        return False
    return is_participle(sentence.tokens[token.head], "Past") and is_passive(sentence, token.head)


def subjects(sentence: Sentence, verb: int, climb: int = MAX_CLIMB) -> list[int]:
    """The grammatical subject of a verb, expressed or understood (coordinated parts are left to the caller)."""
    own = [c for c in children(sentence, verb, "nsubj") if sentence.tokens[c].deprel != "nsubj:outer"]
    if own:
        return [_antecedent(sentence, verb, own[0])]
    token = sentence.tokens[verb]
    head = token.head
    if head < 0 or climb == 0:
        return []
    relation = token.deprel
    if relation == "xcomp" or _of_the_object(sentence, verb):
        return _controller(sentence, head, climb)
    if relation in {"acl", "amod", "acl:relcl"}:
        return _of_modifier(sentence, verb, climb)
    if relation == "conj" or (relation in {"advcl", "ccomp", "parataxis"} and _non_finite(sentence, verb)):
        return subjects(sentence, head, climb - 1) if sentence.tokens[head].upos in {"VERB", "AUX", "ADJ"} else []
    return []


def _non_finite(sentence: Sentence, verb: int) -> bool:
    return "VerbForm=Fin" not in sentence.tokens[verb].feats


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """What a relative pronoun stands for."""
    token = sentence.tokens[verb]
    if sentence.tokens[subject].text.lower() in RELATIVE and token.deprel == "acl:relcl" and token.head >= 0:
        return token.head
    return subject


def _of_the_object(sentence: Sentence, verb: int) -> bool:
    """Whether an adverbial clause says what the object of the verb above does ("called on X to …")."""
    token = sentence.tokens[verb]
    if token.deprel != "advcl" or not _non_finite(sentence, verb):
        return False
    mark, above = mark_of(sentence, verb), sentence.tokens[token.head].lemma
    if mark == "to":  # but "called Putin to congratulate him" says why the subject called
        return above in CALLING and not any(children(sentence, token.head, "obj", "iobj"))
    return mark in OF_THE_OBJECT or (mark == "for" and above in JUDGED)


def _controller(sentence: Sentence, head: int, climb: int) -> list[int]:
    """Who is understood as the subject of an infinitive: the object of the verb above, else its subject."""
    objects = list(children(sentence, head, "obj", "iobj"))
    if objects:
        return objects[:1]
    called_on = [c for p in ("on", "upon", "for", "to") for c in prepositional(sentence, head, p)]
    if called_on and sentence.tokens[head].lemma in CALLING:
        return called_on[:1]
    return subjects(sentence, head, climb - 1)


def _of_modifier(sentence: Sentence, verb: int, climb: int) -> list[int]:
    """The subject of a clause that modifies a noun: the noun itself, or the noun's holder for infinitives."""
    token = sentence.tokens[verb]
    if token.deprel == "acl:relcl" or is_participle(token, "Pres") or is_participle(token, "Past"):
        return [token.head]
    return holders(sentence, token.head, climb - 1)


def holders(sentence: Sentence, noun: int, climb: int = MAX_CLIMB) -> list[int]:
    """Whose thing a noun is: its possessor, else the subject of the verb that governs it ("the US has a plan to …")."""
    owners = list(children(sentence, noun, "nmod:poss")) or prepositional(sentence, noun, "by")
    if owners:
        return owners[:1]
    token = sentence.tokens[noun]
    if token.head >= 0 and climb > 0 and token.deprel in {"obj", "obl", "nsubj:pass", "xcomp"}:
        above = light_verb(sentence.tokens[token.head].lemma.lower())
        others = above is not None and above.effect in OF_OTHERS
        return [] if others else agents(sentence, token.head, climb - 1)
    return prepositional(sentence, noun, "of")[:1]


def agents(sentence: Sentence, verb: int, climb: int = MAX_CLIMB) -> list[int]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(sentence, verb):
        return _by(sentence, verb)[:1] or [b for v in _joined_passives(sentence, verb) for b in _by(sentence, v)][:1]
    return subjects(sentence, verb, climb)


def _by(sentence: Sentence, verb: int) -> list[int]:
    return list(children(sentence, verb, "obl:agent")) or prepositional(sentence, verb, "by")


def _joined_passives(sentence: Sentence, verb: int) -> list[int]:
    """The passives coordinated with one, which share its subject ("arrested and deported by …")."""
    joined = [c for c in children(sentence, verb, "conj") if not any(children(sentence, c, "nsubj"))]
    return [c for c in joined if is_passive(sentence, c)]


def patients(sentence: Sentence, verb: int) -> list[int]:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    token = sentence.tokens[verb]
    direct = list(children(sentence, verb, "obj"))[:1]
    if is_passive(sentence, verb):
        return direct or subjects(sentence, verb)
    if direct and token.deprel == "acl:relcl" and sentence.tokens[direct[0]].text.lower() in RELATIVE:
        return [token.head]
    if direct:
        return direct
    if token.deprel == "acl:relcl" and _lacks_its_object(sentence, verb):
        return [token.head]
    if token.deprel == "conj" and token.head >= 0 and sentence.tokens[token.head].upos == "VERB":
        return _shared_object(sentence, verb)
    return []


def _lacks_its_object(sentence: Sentence, verb: int) -> bool:
    """Whether a relative clause without a relative word leaves its object to the noun ("the city they attacked")."""
    words = {sentence.tokens[c].text.lower() for c in sentence.children[verb]}
    completed = any(children(sentence, verb, "ccomp", "xcomp"))
    return any(children(sentence, verb, "nsubj")) and not completed and not words & (RELATIVE | RELATIVE_ADVERBS)


def _shared_object(sentence: Sentence, verb: int) -> list[int]:
    """The object of "seized and burned the flag" belongs to both verbs when it stands after the last one."""
    above = list(children(sentence, sentence.tokens[verb].head, "obj"))
    return above[:1] if above and above[0] > verb else []


def complements(sentence: Sentence, verb: int) -> list[int]:
    """Heads of the clauses that complete a verb."""
    found = list(children(sentence, verb, "xcomp", "ccomp"))
    found += [c for c in children(sentence, verb, "advcl") if mark_of(sentence, c) in {"for", "that"}]
    return found


def ancestors(sentence: Sentence, index: int) -> Iterator[int]:
    """The words above a word, nearest first."""
    head = sentence.tokens[index].head
    while head >= 0:
        yield head
        head = sentence.tokens[head].head


def subtree(sentence: Sentence, index: int) -> list[int]:
    """A word and everything below it, in order."""
    out, stack = [], [index]
    while stack:
        top = stack.pop()
        out.append(top)
        stack += sentence.children[top]
    return sorted(out)
