"""The words of a sentence that may carry an event, each with the lexicon row that fits best.

A word becomes a trigger when a row of the lexicon has its lemma, the row's particles and prepositions stand beside it,
and its object restriction holds. A longer row wins over a shorter one, a restricted row over a free one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from riftline.code.clauses import NOMINAL, case_of, children, conjuncts, is_passive, is_time, patients
from riftline.facts.ontology import default_cameo
from riftline.facts.predicates import Pos, Predicate, light_verb, predicates
from riftline.records import Sentence, Token

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ATTACHED = frozenset({"compound:prt", "advmod", "mark", "case", "fixed"})
CARRYING = frozenset({"occur", "begin", "continue"})  # effects of light verbs that leave the event to the noun
SPEAKS = 0.45  # weight from which a verb that refuses, demands, ends … an event noun is taken as the event itself
NOTHING = 0.9  # chance of "no event" from which the lexicon is not asked about a verb
CONTAINERS = frozenset(
    {
        "round",
        "series",
        "wave",
        "string",
        "spate",
        "number",
        "set",
        "campaign",
        "act",
        "kind",
        "form",
        "type",
        "barrage",
        "flurry",
    }
)
NOUN_OBJECTS = frozenset({"of", "for", "on", "to", "against"})
NOT_EVENTS = frozenset(
    {"compound", "flat", "fixed", "aux", "cop", "case", "goeswith", "vocative"}
)  # words inside a name or a verb group


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may carry an event, by token index, with its lexicon row.

    `object` met the row's restriction; `governor` is the light verb above a noun, with its effect on the event and the
    side its subject is on.
    """

    index: int
    row: Predicate
    object: int | None = None
    governor: int | None = None
    effect: str | None = None
    effect_subject: str | None = None
    first: int = -1  # token index of the first word of a noun compound
    listed: bool = True  # found by a row of the lexicon; the others by the model alone

    @property
    def start(self) -> int:
        """Token index of the first word: a noun compound is taken whole."""
        return self.index if self.first < 0 else self.first

    @property
    def words(self) -> tuple[int, ...]:
        """The word that carries the event, and the light verb above it."""
        return (self.index,) if self.governor is None else (self.index, self.governor)


def triggers(sentence: Sentence) -> list[Trigger]:
    """All triggers of a sentence, in order.

    A verb gives way to an object that is an event of its own name ("launched a verbal attack"); otherwise a noun that
    a verb's row has taken in as its object is left out, and so is a light verb beside its noun.
    """
    found = [t for i in _words_to_try(sentence) if (t := _trigger(sentence, i))]
    named = {t.index for t in found if t.row.pos == "noun" and t.row.particle and t.effect in CARRYING}
    found = [t for t in found if t.row.pos == "noun" or t.object not in named or t.row.particle]
    taken = {t.object for t in found if t.object is not None and t.row.restricted}
    found = [t for t in found if t.index not in taken]
    verbs = {t.index: t.row.weight for t in found if t.row.pos == "verb"}
    nouns = [t for t in found if t.governor is not None]
    carried = {t.governor for t in nouns if not _verb_speaks(t, verbs)}
    spoken_for = {t.index for t in nouns if _verb_speaks(t, verbs)}
    restricted = {t.index for t in found if t.row.restricted}
    return [t for t in found if t.index not in spoken_for and (t.index not in carried or t.index in restricted)]


def _words_to_try(sentence: Sentence) -> Iterable[int]:
    """The words that the lexicon is asked about: not those of which the model is sure that they carry nothing.

    No row could outweigh that. A noun is tried for the verb above it as well, and with "the", since it may stand for an
    event told before (`riftline.code.echoes`).
    """
    words = range(len(sentence.tokens))
    if sentence.reading is None:
        return words
    loud = (sentence.reading.kinds[:, 0] <= NOTHING).tolist()
    return [i for i in words if loud[i] or (sentence.tokens[i].upos == "NOUN" and _may_echo(sentence, i, loud))]


def _may_echo(sentence: Sentence, index: int, loud: list[bool]) -> bool:
    head = sentence.tokens[index].head
    return (head >= 0 and loud[head]) or any(sentence.tokens[c].deprel == "det" for c in sentence.children[index])


def any_row(token: Token, event_type: str) -> Predicate:
    """A row for a word that the lexicon does not have as this type: the default slots of its part of speech."""
    pos = cast("Pos", POS.get(token.upos, "noun"))
    return Predicate(
        token.lemma.lower(), pos, event_type, token.lemma.lower(), (), (), excluded=False, mode=None,
        cameo=default_cameo(event_type), source=(), target=(), reciprocal=False, weight=0.5,
    )  # fmt: skip


def _verb_speaks(noun: Trigger, verbs: Mapping[int, float]) -> bool:
    """Whether the verb above an event noun is the event ("rejected the request") and not the noun ("held talks")."""
    if noun.governor is None or noun.effect in CARRYING:
        return False
    return verbs.get(noun.governor, 0.0) >= SPEAKS


def _trigger(sentence: Sentence, index: int) -> Trigger | None:
    token = sentence.tokens[index]
    pos = POS.get(token.upos)
    if pos is None or (pos == "noun" and _in_a_name(sentence, index)):
        return None
    rows = predicates(cast("Pos", pos)).get(token.lemma.lower(), ())
    fitting = [(row, obj) for row in rows for obj in _fits(sentence, index, row)]
    if not fitting:
        return None
    row, obj = max(fitting, key=lambda pair: (len(pair[0].particle), pair[0].restricted, pair[0].weight))
    if pos != "noun":
        return Trigger(index, row, obj)
    first = min([*_before(sentence, index, len(row.particle)), index])
    return Trigger(index, row, obj, *governing(sentence, index), first=first)


def _in_a_name(sentence: Sentence, index: int) -> bool:
    """Whether a noun only helps to name something ("the Trade Committee", "ceasefire line")."""
    token = sentence.tokens[index]
    if token.deprel.partition(":")[0] in NOT_EVENTS or token.upos == "PROPN":
        return True
    return any(e.first <= index <= e.last for e in sentence.entities)


def _fits(sentence: Sentence, index: int, row: Predicate) -> Iterator[int | None]:
    """Yields the object that meets the row's restriction (None when there is none to meet), if the row fits at all."""
    if row.particle and not _words_stand(sentence, index, row):
        return
    objects = _objects(sentence, index, row)
    if not row.object:
        yield objects[0] if objects else None
        return
    met = [o for o in objects if row.takes(_lemmas(sentence, o))]
    if row.excluded:
        if len(met) == len(objects):
            yield objects[0] if objects else None
    elif met:
        yield met[0]


def _words_stand(sentence: Sentence, index: int, row: Predicate) -> bool:
    """Whether the other words of a row stand where they should: before a noun, attached to a verb or adjective."""
    if row.pos != "noun":
        return set(row.particle) <= attached(sentence, index)
    before = _before(sentence, index, len(row.particle))
    return tuple(sentence.tokens[i].lemma.lower() for i in before) == row.particle


def _before(sentence: Sentence, index: int, count: int) -> list[int]:
    """The `count` words before a word, hyphens not counted ("cease-fire" is three tokens)."""
    words = [i for i in range(max(index - 2 * count, 0), index) if sentence.tokens[i].text != "-"]
    return words[-count:] if count else []


def attached(sentence: Sentence, index: int) -> set[str]:
    """Particles, prepositions, marks and objects of a verb, as lower-case words."""
    out = set()
    for child in sentence.children[index]:
        token = sentence.tokens[child]
        relation = token.deprel.partition(":")[0]
        if is_time(token):
            continue
        if token.deprel in ATTACHED:
            out.add(token.text.lower())
        elif relation in {"obl", "nmod", "advcl", "xcomp", "ccomp", "obj"}:
            out |= {
                sentence.tokens[c].text.lower()
                for c in sentence.children[child]
                if sentence.tokens[c].deprel in ATTACHED
            }
            if relation in {"obj", "xcomp"}:
                out.add(token.lemma.lower())
    return out


def _objects(sentence: Sentence, index: int, row: Predicate) -> list[int]:
    """The phrases an object restriction looks at."""
    if row.pos == "noun":
        found = [c for c in children(sentence, index, "nmod") if case_of(sentence, c) in NOUN_OBJECTS]
        found += list(children(sentence, index, "compound", "amod", "nmod:poss"))
    else:
        found = patients(sentence, index)
        if row.particle or not found:
            found += [c for c in children(sentence, index, "obl") if case_of(sentence, c) in row.particle]
    return [part for head in found for part in conjuncts(sentence, head) if sentence.tokens[part].upos in NOMINAL]


def _lemmas(sentence: Sentence, index: int) -> list[str]:
    """What an object is called: its lemma, alone and with the word before it; a person's name counts as "person"."""
    word = sentence.tokens[index].text.lower()
    names = [sentence.tokens[index].lemma.lower(), word, word.removesuffix("s")]
    if index and sentence.tokens[index - 1].deprel in {"compound", "amod"}:
        names.append(f"{sentence.tokens[index - 1].lemma.lower()} {names[0]}")
    if any(e.kind == "person" and e.first <= index <= e.last for e in sentence.entities):
        names.append("person")
    return names


def governing(sentence: Sentence, noun: int) -> tuple[int | None, str | None, str | None]:
    """The light verb that governs an event noun, its effect, and which party of the event its subject is."""
    token = _whole(sentence, noun)
    if token.head < 0 or sentence.tokens[token.head].upos != "VERB":
        return None, None, None
    relation = token.deprel
    passive = relation == "nsubj" and is_passive(sentence, token.head)
    if relation not in {"obj", "nsubj:pass", "obl"} and not passive:
        return None, None, None
    lemma = sentence.tokens[token.head].lemma.lower()
    candidates = [f"{lemma} {w}" for w in attached(sentence, token.head)] + ([] if relation == "obl" else [lemma])
    found = next((v for c in candidates if (v := light_verb(c))), None)
    return (token.head, found.effect, found.subject) if found else (None, None, None)


def _whole(sentence: Sentence, noun: int) -> Token:
    """The word that stands for a noun in its clause: the first conjunct, or the container ("a round of talks")."""
    token = sentence.tokens[noun]
    while token.head >= 0:
        above = sentence.tokens[token.head]
        contained = (
            token.deprel == "nmod" and above.lemma.lower() in CONTAINERS and case_of(sentence, token.index) == "of"
        )
        if token.deprel != "conj" and not contained:
            break
        token = above
    return token
