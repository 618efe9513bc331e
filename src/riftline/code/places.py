"""Where: the places that a sentence names, given to the events that happen there.

1. The model says of a word that it is the place of an event.
2. A preposition of place puts the event there ("in the northern city of Aleppo", "near Goma", "at Incirlik air base").
3. Who travels, sends or withdraws does it to or from somewhere ("flew to Peru", "pulled out of Mosul").
4. What is done on the ground is done in the town that its parties are named by ("bombed Kharkiv", "Basra residents").
5. The dateline, for events of the first sentence.

Of several places the most specific wins, then the earlier way. A country or a capital that only stands beside the event
("talks with Washington", "Tehran's envoy") is a party, not a place. Which ways hold for which types was measured on the
train part of the corpus.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from riftline.code.clauses import ancestors, case_of, children
from riftline.code.located import SHARES_OF_STATES, Found, found_by, is_acronym, is_place, located, seat_of
from riftline.code.owners import VERBAL, owners
from riftline.code.phrases import phrase
from riftline.facts.agents import word_class
from riftline.parse.datelines import LONGEST, dateline_end, dateline_place
from riftline.records import Document, Place, Reading, Sentence, Token

WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "off",
        "around",
        "along",
        "throughout",
        "within",
        "beside",
        "through",
        "round",
    ]
)
SURFACES = frozenset({"on", "aboard", "over", "under", "behind", "past", "beyond", "between"})
TOWARD = frozenset({"to", "into", "onto", "toward", "towards"})
BESIDE = frozenset({"compound", "of", "obj", "poss", "nsubj:pass"})
LINKS = WHERE | SURFACES | TOWARD | BESIDE | {"from", "out"}
TRAVEL = frozenset({"CONSULT", "MOBILIZE", "AID"})
GROUND = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
IN_CAPITALS = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # "Kabul residents", but "Kabul withdrew"
HELD_IN = frozenset({"of", "in"})  # "the town of Goma", "the port in Aden"
PLACE_ROLE = 5  # column of `riftline.parse.reading.ROLES`
LIKELY = 0.5  # chance from which the model's word counts
NAMED_BY_BODIES = frozenset({"at", "outside", "near", "inside"})  # where an organization's name stands for its building
SHARING = frozenset({"advcl", "conj", "xcomp", "obl", "obj"})  # relations of what happens at the same place
EMBRACED = SHARING | {"nsubj", "nmod"}
KEEPING = frozenset({"parataxis", "acl", "acl:relcl"})  # relations of clauses that keep a place for themselves
Way = Literal[0, 1, 2, 3]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a sentence names: the word by which it hangs in the tree, its last word, how it hangs there."""

    head: int
    first: int
    last: int
    link: str
    found: Found

    def rank(self, way: Way) -> tuple[int, int, int]:
        """The smaller the better: states last, then by way, then by how large the place is."""
        return (max(0, self.found.size - 3), way, self.found.size)


def places_of(sentence: Sentence, triggers: Mapping[int, str], near: Sequence[str] = ()) -> dict[int, Place]:
    """The place of each trigger (index → event type); `near` are the countries that the text is about, ISO alpha-3."""
    best: dict[int, tuple[tuple[int, int, int], Place]] = {}
    named = mentions(sentence, triggers, near)
    for mention in named:
        for index, way in _ways(sentence, mention, triggers):
            rank = mention.rank(way)
            if index not in best or rank < best[index][0]:
                best[index] = (rank, mention.found.place)
    places = {index: place for index, (_, place) in best.items()}
    if sentence.reading is not None:
        places |= _only_by_model(sentence, sentence.reading, triggers.keys() - places.keys(), near)
    return _with_shared(sentence, places, named, triggers)


def _with_shared(
    sentence: Sentence, places: dict[int, Place], named: Sequence[Mention], triggers: Mapping[int, str]
) -> dict[int, Place]:
    """The places, and those of what the other events are part of; acts of words have their own or none."""
    above = {sentence.tokens[m.head].head: m.found.place for m in reversed(named) if m.link in WHERE | TOWARD}
    for index in sorted(triggers.keys() - places.keys()):
        place = None if triggers[index] in VERBAL else _shared(sentence, index, triggers, {**above, **places})
        if place is not None:
            places[index] = place
    return places


def _only_by_model(
    sentence: Sentence, reading: Reading, without: Iterable[int], near: Sequence[str]
) -> dict[int, Place]:
    """What the model takes for the places of triggers that have none by names and prepositions."""
    out = {}
    for index in sorted(without):
        word = int(reading.roles[index, :, PLACE_ROLE].argmax())
        if reading.roles[index, word, PLACE_ROLE] >= LIKELY and word != index:
            first, last = _extent(sentence, sentence.tokens[word])
            out[index] = (located(sentence, first, last, near) or Found.only(sentence, first, last)).place
    return out


def _shared(sentence: Sentence, index: int, triggers: Mapping[int, str], places: Mapping[int, Place]) -> Place | None:
    """The place of what the event is part of ("shelled Yeonpyeong, killing two", "flew to Madrid for talks")."""
    below = index
    for node in ancestors(sentence, index):
        if sentence.tokens[below].deprel.partition(":")[0] not in SHARING:
            return None
        if node in places:
            return places[node]
        if node in triggers:
            return None
        below = node
    return None


def dateline(document: Document, sentence: Sentence) -> Place | None:
    """The place of the dateline that a sentence follows; None if it follows none, or one without a known place."""
    line = document.text.rfind("\n", 0, sentence.start) + 1
    before = document.text[line : sentence.start]
    if not 0 < len(before) <= LONGEST or dateline_end(before) < len(before):
        return None
    name = dateline_place(before)
    return found_by(name) if name else None


def mentions(sentence: Sentence, triggers: Mapping[int, str], near: Sequence[str]) -> list[Mention]:
    """The places that a sentence names: kinds of places first ("the town of Goma"), then what is only a name."""
    out: list[Mention] = []
    taken = {i for e in sentence.entities if e.kind == "person" for i in range(e.first, e.last + 1)}
    taken.update(triggers)
    sites = word_class("site")
    heads = [t for t in sentence.tokens if t.upos == "NOUN" and t.lemma.lower() in sites]
    heads += [t for t in sentence.tokens if t.upos == "PROPN" and not t.deprel.startswith("flat")]
    for token in heads:
        if token.index in taken or (token.upos == "PROPN" and _part_of_name(sentence, token)):
            continue
        mention = _mention(sentence, token, near)
        if mention is not None:
            out.append(mention)
            taken.update(range(mention.first, mention.last + 1))
    return out


def _mention(sentence: Sentence, token: Token, near: Sequence[str]) -> Mention | None:
    """The place that a word and what belongs to it name, None for words that cannot be the place of an event."""
    link = _link(sentence, token)
    if link not in LINKS and not _likely(sentence, token.index):
        return None
    first, last = _extent(sentence, token)
    kind = _entity(sentence, token.index)
    if kind == "organization" and link not in NAMED_BY_BODIES:
        return None
    found = located(sentence, first, last, near)
    if found is None and token.upos == "NOUN":
        found = _unnamed(sentence, token, (first, last), near) if link in WHERE else None
    elif found is None and kind in {"place", "organization"} and not _is_no_name(token.text):
        found = Found.only(sentence, first, last)
    return Mention(token.index, first, last, link, found) if found else None


def _likely(sentence: Sentence, index: int) -> bool:
    """Whether the model takes a word for the place of some event."""
    return sentence.reading is not None and bool(sentence.reading.roles[:, index, PLACE_ROLE].max() >= LIKELY)


def _is_no_name(word: str) -> bool:
    return is_acronym(word) or word.lower() in word_class("direction")


def _unnamed(sentence: Sentence, token: Token, extent: tuple[int, int], near: Sequence[str]) -> Found | None:
    """A place that has no name: "the capital" of the one country at hand, "the border"."""
    definite = any(c < token.index for c in children(sentence, token.index, "det", "nmod:poss", "compound"))
    if not definite:
        return None
    if token.lemma.lower() == "capital" and near:
        return seat_of(sentence, *extent, near[0])
    return Found.only(sentence, *extent, article=True)


def _ways(sentence: Sentence, mention: Mention, triggers: Mapping[int, str]) -> Iterator[tuple[int, Way]]:
    """The events that happen at a place, and how that is known."""
    reading = sentence.reading
    if reading is not None:
        chances = reading.roles[:, mention.first : mention.last + 1, PLACE_ROLE].max(axis=1)
        yield from ((index, 0) for index in triggers if chances[index] >= LIKELY)
    for index in owners(sentence, sentence.tokens[mention.head].start, triggers):
        way = _way(mention, triggers[index])
        if way is not None and _reaches(sentence, mention.head, index, triggers[index]):
            yield index, way


def _reaches(sentence: Sentence, index: int, trigger: int, event_type: str) -> bool:
    """Whether nothing between a place and a trigger keeps it ("hackers based in China", "a spokesman in Kabul said").

    What is only said happens where it is said, not where it is to be done.
    """
    above = (index, *ancestors(sentence, index))
    if trigger not in above:
        return above[1:2] != () and _embraces(sentence, above[1], trigger)
    path = list(takewhile(lambda i: i != trigger, above))
    relations = [sentence.tokens[i].deprel for i in path[1:]]
    if KEEPING.intersection(relations):
        return False
    return event_type not in VERBAL or relations in ([], ["obj"])


def _embraces(sentence: Sentence, index: int, trigger: int) -> bool:
    """Whether a trigger is a part of what a word names ("flew to Madrid for talks"), not what it says or thinks."""
    below = trigger
    for node in ancestors(sentence, trigger):
        if node == index:
            return sentence.tokens[below].deprel.partition(":")[0] in EMBRACED
        below = node
    return False


def _way(mention: Mention, event_type: str) -> Way | None:
    """How an event of a type happens at a place that hangs under its trigger, None if it does not."""
    link, found = mention.link, mention.found
    if link in WHERE or (link in SURFACES and not found.state):
        return 1
    if link in TOWARD and event_type in TRAVEL:
        return None if event_type == "AID" and found.state else 2
    if event_type in GROUND and not found.country:
        return _on_the_ground(link, found, event_type)
    return 2 if link == "from" and event_type == "SANCTION" and not found.state else None


def _on_the_ground(link: str, found: Found, event_type: str) -> Way | None:
    """How what is done on the ground is done in a town or an area that is named beside it."""
    if not found.state:
        return 3 if link in BESIDE | TOWARD | {"out"} or (link == "from" and event_type == "RETREAT") else None
    return 3 if (link in BESIDE and event_type in IN_CAPITALS) or link == "out" else None


def _link(sentence: Sentence, token: Token) -> str:
    """How a word hangs in the tree: its preposition, else its relation; coordinated words as the first of them."""
    while token.deprel == "conj" and not case_of(sentence, token.index):
        token = sentence.tokens[token.head]
    if token.deprel == "nmod:poss":
        return "poss"
    relation = token.deprel.partition(":")[0]
    return case_of(sentence, token.index) if relation in {"obl", "nmod", "conj"} else token.deprel


def _extent(sentence: Sentence, token: Token) -> tuple[int, int]:
    """First and last token of what names a place: to the left the noun phrase, to the right only names."""
    if token.deprel == "compound":
        return _run(sentence, token)
    first, last = phrase(sentence, token.index)[0], token.index
    for child in sentence.children[token.index]:
        relation = sentence.tokens[child].deprel.partition(":")[0]
        word = sentence.tokens[child]
        name = word.upos == "PROPN" or word.lemma.lower() in SHARES_OF_STATES
        if child < token.index and relation in {"compound", "flat"}:
            first = min(first, child)
        elif child == last + 1 and relation in {"flat", "compound", "nummod"}:
            last = child
        elif name and relation == "nmod" and case_of(sentence, child) in HELD_IN and child > last:
            last = _extent(sentence, sentence.tokens[child])[1]
    return first, _with_state(sentence, last)


def _run(sentence: Sentence, token: Token) -> tuple[int, int]:
    """First and last of the names that stand together before a noun ("New York police")."""
    first = last = token.index
    tokens = sentence.tokens
    while first and is_place(sentence.text[tokens[first - 1].start : tokens[last].end]):
        first -= 1
    while last + 1 < token.head and tokens[last + 1].upos == "PROPN":
        last += 1
    return first, last


def _with_state(sentence: Sentence, last: int) -> int:
    """The last token, or the name behind the comma that follows ("Paris, Texas")."""
    after = sentence.tokens[last + 1 : last + 3]
    if len(after) < 2 or after[0].text != "," or after[1].upos != "PROPN" or after[1].deprel == "conj":  # noqa: PLR2004
        return last
    return after[1].index if after[1].deprel.partition(":")[0] in {"appos", "nmod", "flat"} else last


def _part_of_name(sentence: Sentence, token: Token) -> bool:
    """Whether a word is a part of the name that follows it ("New" in "New Delhi", "Kabul" in "Kabul University")."""
    return token.deprel == "compound" and sentence.tokens[token.head].upos == "PROPN"


def _entity(sentence: Sentence, index: int) -> str:
    return next((e.kind for e in sentence.entities if e.first <= index <= e.last), "")
