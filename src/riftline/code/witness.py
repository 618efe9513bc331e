"""Parties that keep their reasons: how each name was resolved, and on what the sides of each event rest."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from riftline.code import drafts as steps
from riftline.code.actors import Names, Resolution, resolve
from riftline.code.beliefs import speaker_word, words_of
from riftline.code.evidence import Named, PartyEvidence, SpeakerEvidence
from riftline.code.grounds import slot_of
from riftline.code.parties import Parties
from riftline.code.phrases import phrase_text
from riftline.code.speakers import speech_of
from riftline.code.triggers import Trigger
from riftline.facts.dictionary import Dictionary
from riftline.parse.reading import ROLES
from riftline.records import Actor, Sentence

UNKNOWN = "not known to the tables: kept as written"


class Told(Names):
    """A document's names that also keep why each phrase was resolved as it was."""

    __slots__ = ("why",)

    def __init__(self) -> None:
        super().__init__()
        self.why: dict[str, tuple[str, ...]] = {}

    def learn(self, phrase: str, resolution: Resolution) -> None:
        """As ever, and keep the reasons."""
        self.why[phrase] = resolution.why
        super().learn(phrase, resolution)


@dataclass(frozen=True, slots=True)
class Look:
    """Who was found for a trigger."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    parties: tuple[PartyEvidence, ...]
    speaker: SpeakerEvidence


class Witness(Parties):
    """Fills the sides of the events of one document, as the coder asks for them, and keeps why.

    `named` holds the actors by sentence, `looks` what was found by sentence and token index of the trigger.
    """

    def __init__(self, on: dt.date | None, own: Dictionary | None = None) -> None:
        super().__init__(on, own)
        self.names = self._told = Told()
        self.named: dict[int, tuple[Named, ...]] = {}
        self.looks: dict[tuple[int, int], Look] = {}

    def read(self, sentence: Sentence) -> list[Actor]:
        """As ever, and keep the reasons."""
        found = super().read(sentence)
        self.named[sentence.index] = tuple(Named(actor, self._why(actor)) for actor in found)
        return found

    def sides(self, sentence: Sentence, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """As ever, and keep the reasons."""
        sources, targets = super().sides(sentence, trigger)
        told = [self._party(sentence, trigger, "source", actor) for actor in sources]
        told += [self._party(sentence, trigger, "target", actor) for actor in targets]
        look = Look(sources, targets, tuple(told), self._speaker(sentence, trigger))
        self.looks[sentence.index, trigger.index] = look
        return sources, targets

    def _party(self, sentence: Sentence, trigger: Trigger, side: str, actor: Actor) -> PartyEvidence:
        words = self._words(sentence, actor)

        def fits(word: int) -> tuple[float, bool]:
            return _chance(sentence, trigger, side, [word]) or 0.0, bool(slot_of(sentence, trigger, side, {word}))

        spoken = max(sorted(words), key=fits, default=None)
        text = None if spoken is None else sentence.tokens[spoken].text
        chance, slot = _chance(sentence, trigger, side, words), slot_of(sentence, trigger, side, words)
        return PartyEvidence(side, actor, chance, slot, self._why(actor, text))

    def _speaker(self, sentence: Sentence, trigger: Trigger) -> SpeakerEvidence:
        """Whose word it is, by the model or by the syntax."""
        actor = steps.speaker_of(sentence, trigger, self)
        word, chance = speaker_word(sentence.reading, trigger.index) if sentence.reading else (None, None)
        speech = speech_of(sentence, trigger.index)
        rule, at = "nothing attributes it to anybody", None
        if chance is not None and chance < steps.NO_SPEAKER:
            rule = f"the model rules a speaker out (under {steps.NO_SPEAKER})"
        elif chance is not None and chance >= steps.SPEAKER and actor:
            rule, at = f"the model names the speaker ({steps.SPEAKER} or more)", word
        elif speech:
            rule, at = f"“{sentence.tokens[speech.verb].text}” attributes it", speech.speaker
        why = self._why(actor, None if at is None else sentence.tokens[at].text) if actor else ()
        return SpeakerEvidence(actor, None if word is None else phrase_text(sentence, word), chance, rule, why)

    def _why(self, actor: Actor, word: str | None = None) -> tuple[str, ...]:
        """The reasons for an actor; `word` is the one that was taken for it, such as a pronoun."""
        why = self._told.why.get(actor.text)
        before = ""
        if why is None:
            alone = resolve(actor.text, on=self.on, local=self.names, own=self.own)
            why = alone.why
            if (actor.country or actor.organization) and not (alone.country or alone.organization):
                before = f"stands for {actor.name}, named before"
        if word and word not in actor.text:
            before = f"“{word}” stands for {actor.name or actor.text}, named before"
        return (*filter(None, [before]), *(why or (() if before else (UNKNOWN,))))

    def _words(self, sentence: Sentence, actor: Actor) -> set[int]:
        """The token indices at which the sentence speaks of the actor: its name, and what was taken for it."""
        taken = {i for (index, i), found in self._known.items() if index == sentence.index and found == actor}
        if actor.start is None or actor.end is None:
            return taken
        return taken | {t.index for t in sentence.tokens if t.start < actor.end and t.end > actor.start}


def _chance(sentence: Sentence, trigger: Trigger, role: str, words: Iterable[int]) -> float | None:
    """The model's probability that one of the words has a role in the event."""
    if sentence.reading is None:
        return None
    events = words_of(sentence.reading, trigger.index, trigger.governor)
    column = sentence.reading.roles[:, :, ROLES.index(role)]
    return max((float(column[event, word]) for event in events for word in words), default=None)
