"""Whom the noun phrases of a document name: the resolver, what the document itself teaches, and pronouns."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from riftline.code.actors import Names, Resolution, resolve, to_actor
from riftline.code.clauses import children, conjuncts
from riftline.code.contradictions import is_of_today
from riftline.code.mentions import COUNTS, FIRST_PERSON, PEOPLE, PRONOUNS, SIDES, STATES, Mentions
from riftline.code.phrases import apposition, offsets, phrase
from riftline.code.speakers import speech_of
from riftline.facts.countries import country
from riftline.facts.dictionary import Dictionary
from riftline.facts.predicates import attitude
from riftline.records import Actor, Contradiction, Sentence

NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB"})  # tags of words that may head a name
NEVER = frozenset({"percent", "year", "day"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
IN_NAMES = frozenset({"compound", "flat", "fixed", "nmod:desc", "appos", "goeswith"})


class Naming:
    """Resolves the phrases of one document; remembers names and mentions as it goes from sentence to sentence."""

    def __init__(self, on: dt.date | None, own: Dictionary | None = None) -> None:
        self.on, self.own = on, own
        self.names = Names()
        self.mentions = Mentions()
        self.contradictions: list[Contradiction] = []
        self._known: dict[tuple[int, int], Actor | None] = {}

    def actor(self, sentence: Sentence, head: int) -> Actor | None:
        """The actor that the phrase of token `head` names, or None."""
        key = (sentence.index, head)
        if key not in self._known:
            self._known[key] = self._find(sentence, head)
        return self._known[key]

    def _find(self, sentence: Sentence, head: int) -> Actor | None:
        token = sentence.tokens[head]
        word = token.text.lower()
        if word in PRONOUNS:
            return self.mentions.antecedent(sentence, head)
        if word in FIRST_PERSON:
            speech = speech_of(sentence, head)
            return self.actor(sentence, speech.speaker) if speech and speech.speaker != head else None
        if token.upos not in NAMING or token.lemma.lower() in NEVER:
            return None
        return self._by_words(sentence, head)

    def _by_words(self, sentence: Sentence, head: int) -> Actor | None:
        """The actor of a phrase that is no pronoun; a role noun may take it from an earlier mention."""
        token, (first, last) = sentence.tokens[head], phrase(sentence, head)
        start, end = offsets(sentence, first, last)
        text = sentence.text[start:end]
        beside = apposition(sentence, head)
        said = self._owner_named(sentence, head, text, start) + (f", {beside}" if beside else "")
        found = resolve(said, on=self.on, local=self.names, own=self.own)
        actor = to_actor(found, text, start, end)
        if token.upos == "NOUN" and sentence.tokens[first].text.lower() in DEFINITE:
            same = None if found.country or found.organization else self.mentions.same(sentence, head, actor)
            if same is not None:
                return replace(same, text=text, start=start, end=end, sector=actor.sector or same.sector)
            if "Number=Sing" in token.feats:
                found = resolve(said, context=sentence.text, on=self.on, local=self.names, own=self.own)
                actor = to_actor(found, text, start, end)
        if political(actor):
            self._learn(sentence, actor, found, f"{text}, {beside}" if beside else text)
            return actor
        if token.upos == "PROPN" and any(e.first <= head <= e.last and e.kind != "other" for e in sentence.entities):
            return Actor(text, start, end, name=text)
        return None

    def _learn(self, sentence: Sentence, actor: Actor, found: Resolution, stated: str) -> None:
        """Remember what the phrase says of a name, and note where the table contradicts it."""
        self.names.learn(actor.text, found)
        if found.contradicted:
            self._flag(sentence, actor, stated, found.contradicted)

    def _flag(self, sentence: Sentence, actor: Actor, stated: str, known: str) -> None:
        """Note that a stated role contradicts the table; once for a person and what is known."""
        told = any(one.known == known for one in self.contradictions)
        if told or actor.start is None or actor.end is None or not is_of_today(stated, sentence.text, self.on):
            return
        place = (sentence.document, sentence.index, sentence.text, actor.start, actor.end)
        self.contradictions.append(Contradiction(*place, stated=stated, known=known))

    def _owner_named(self, sentence: Sentence, head: int, text: str, start: int) -> str:
        """The phrase with its possessive pronoun replaced by whom it means ("its army" → "Hungary's army")."""
        for child in children(sentence, head, "nmod:poss"):
            token = sentence.tokens[child]
            owner = self.mentions.antecedent(sentence, child) if token.start >= start else None
            if owner is not None:
                state = country(owner.country) if owner.country else None
                name = state.name if state else owner.name
                mark = (
                    "'" if name and name.endswith("s") and name.split()[-1].islower() else "'s"
                )  # the leaders' envoys
                return f"{text[: token.start - start]}{name}{mark}{text[token.end - start :]}" if name else text
        return text

    def each(self, sentence: Sentence, head: int) -> tuple[Actor, ...]:
        """The actors a phrase names: one, or one for each coordinated adjective ("Polish and German ministers")."""
        for child in children(sentence, head, "amod"):
            parts = conjuncts(sentence, child)
            if len(parts) > 1 and parts[-1] < head and all(sentence.tokens[p].text[:1].isupper() for p in parts):
                found = tuple(self._by_adjective(sentence, part, parts[-1], head) for part in parts)
                return tuple(a for a in found if political(a))
        one = self.actor(sentence, head)
        if one is None or not (one.country or one.organization):
            several = self._several(sentence, head)
            if several:
                return several
        return (one,) if one else ()

    def _several(self, sentence: Sentence, head: int) -> tuple[Actor, ...]:
        """Whom "the two countries", "both leaders" or "the sides" mean."""
        tokens = sentence.tokens
        lemma = tokens[head].lemma.lower()
        if lemma not in STATES | PEOPLE | SIDES:
            return ()
        first, last = phrase(sentence, head)
        words = [token.text.lower() for token in tokens[first : last + 1]]
        count = next((COUNTS[word] for word in words if word in COUNTS), 2 if lemma == "side" and len(words) > 1 else 0)
        if not count or any(token.upos == "PROPN" for token in tokens[first : last + 1]):
            return ()
        start, end = offsets(sentence, first, last)
        found = self.mentions.several(sentence, head, count, lemma)
        return tuple(replace(a, text=sentence.text[start:end], start=start, end=end) for a in found)

    def _by_adjective(self, sentence: Sentence, part: int, last: int, head: int) -> Actor:
        """The actor that one of several adjectives makes of the noun; the last one takes the noun along as text."""
        tokens = sentence.tokens
        noun = sentence.text[tokens[last].end : tokens[head].end]
        found = resolve(f"{tokens[part].text}{noun}", on=self.on, local=self.names, own=self.own)
        end = tokens[head].end if part == last else tokens[part].end
        return to_actor(found, sentence.text[tokens[part].start : end], tokens[part].start, end)

    def plain(self, sentence: Sentence, head: int, *, things: bool = False) -> Actor | None:
        """A phrase that names no known actor, as written; None for pronouns.

        Words such as "fear" and "claim" name nobody either, unless `things` are asked for ("condemned the attack").
        """
        token = sentence.tokens[head]
        if token.upos not in {"NOUN", "PROPN"} or (not things and attitude(token.lemma.lower(), "noun")):
            return None
        start, end = offsets(sentence, *phrase(sentence, head))
        return Actor(sentence.text[start:end], start, end)

    def read(self, sentence: Sentence) -> list[Actor]:
        """All actors a sentence names outright, remembered for the pronouns that follow."""
        found: list[Actor] = []
        for token in sentence.tokens:
            if token.upos not in {"NOUN", "PROPN"} or token.deprel in IN_NAMES:
                continue
            actor = self.actor(sentence, token.index)
            if actor and not _inside(actor, found):
                self.mentions.add(sentence, token.index, actor)
                found.append(actor)
        return found


def _inside(actor: Actor, others: Iterable[Actor]) -> bool:
    """Whether the name is part of another actor's of the same country ("Defense" in "Secretary of Defense")."""
    start, end = actor.start or 0, actor.end or 0
    return any((o.start or 0) <= start and end <= (o.end or 0) and actor.country in {o.country, None} for o in others)


def political(actor: Actor) -> bool:
    """Whether the resolver knows the actor by country, organization or sector."""
    return bool(actor.country or actor.organization or actor.sector)
