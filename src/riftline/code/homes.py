"""Whose police "the police" are: the country of actors that a text names only by what they are.

An actor of a domestic sector without a country ("police", "the opposition leader") belongs to the one country that
its sentence names, by places or other actors, unless that country stands there as a party of its own ("Germany
accused rebels …"). A sentence that names none goes by what the document named before, if one country clearly leads.
Measured on the train part of the corpus: nine in ten for police, courts, parliaments, parties and schools, eight in
ten for governments and armies.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from riftline.code.counted import is_person
from riftline.facts.countries import find_country
from riftline.records import Actor, Sentence

DOMESTIC = frozenset(
    {
        "GOV",
        "MIL",
        "LEG",
        "JUD",
        "PTY",
        "COP",
        "PRM",
        "OPP",
        "LAB",
        "AGR",
        "ELI",
        "EDU",
        "MED",
        "SOC",
        "REL",
        "CVL",
        "JRN",
    }
)
LEAD = 0.6  # share of all countries named so far that makes one the document's own
ENOUGH = 2  # times that it must have been named


class Homes:
    """The countries that the sentences of one document name, in order."""

    def __init__(self) -> None:
        self._named: Counter[str] = Counter()
        self._here: frozenset[str] = frozenset()
        self._parties: frozenset[str] = frozenset()

    def read(self, sentence: Sentence, actors: Iterable[Actor]) -> None:
        """Take in the countries of a sentence."""
        actors = [a for a in actors if a.country]
        named = {a.country for a in actors if a.country} | _places(sentence)
        self._here = frozenset(named)
        self._parties = frozenset(a.country for a in actors if a.country and a.sector is None)
        self._named.update(named)

    def near(self) -> tuple[str, ...]:
        """ISO codes of the countries that the text is about: of the sentence read last, then the most named."""
        return (*sorted(self._here), *(code for code, _ in self._named.most_common() if code not in self._here))

    def of(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The actors of an event of the sentence read last, with the country of those that have none."""
        return tuple(self._at_home(actor) for actor in actors)

    def _at_home(self, actor: Actor) -> Actor:
        if actor.country or actor.organization or not (actor.sector in DOMESTIC or _people(actor)):
            return actor
        return replace(actor, country=self._home())

    def _home(self) -> str | None:
        if self._here:
            (home, *others) = self._here
            return None if others or home in self._parties else home
        if not self._named:
            return None
        home, times = self._named.most_common(1)[0]
        return home if times >= ENOUGH and times >= LEAD * self._named.total() else None


def _people(actor: Actor) -> bool:
    """Whether a phrase that the resolver does not know is about people ("more than 400 people", "two women")."""
    words = actor.text.split()
    if actor.sector or actor.name or any(w[:1].isupper() for w in words[1:]):
        return False
    return any(is_person(w.lower()) for w in words)


def _places(sentence: Sentence) -> set[str]:
    """The countries of the places that a sentence names."""
    found = set()
    for entity in sentence.entities:
        if entity.kind == "place":
            text = sentence.text[sentence.tokens[entity.first].start : sentence.tokens[entity.last].end]
            match = find_country(text)
            if match:
                found.add(match.country.iso3)
    return found
