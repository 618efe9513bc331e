"""Who is in the documents: people and bodies under the party they belong to."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from riftline.brief.corpus import Corpus
from riftline.brief.parties import display_name, everyone, member_key, parties_of, party_of
from riftline.brief.report import Evidence, Member, Party, PartyEntry
from riftline.brief.wording import tidy
from riftline.records import Actor, CodedDocument


def make_parties(corpus: Corpus) -> tuple[PartyEntry, ...]:
    """Parties with their members; those with most events first, countries and organizations before others."""
    events = corpus.events()
    by_party = Counter(party for event in events for party in parties_of(everyone(event)))
    by_member = Counter(key for event in events for key in {member_key(actor) for actor in everyone(event)})
    members: dict[Party, list[Member]] = defaultdict(list)
    for mentions in _mentions(corpus).values():
        members[party_of(mentions[0][0])].append(_member(mentions, by_member))
    entries = [PartyEntry(party, _sorted(some), by_party[party]) for party, some in members.items()]
    return tuple(sorted(entries, key=_rank))


def _mentions(corpus: Corpus) -> dict[tuple[str, str], list[tuple[Actor, Evidence | None]]]:
    """Every mention with its place, under the key of the one mentioned, in reading order."""
    found: dict[tuple[str, str], list[tuple[Actor, Evidence | None]]] = defaultdict(list)
    for _, coded in corpus.originals():
        document = coded.document.id
        for actor in coded.actors:
            found[member_key(actor)].append((actor, _first_place(corpus, coded, actor)))
        for event in coded.events:
            for actor in everyone(event):
                found[member_key(actor)].append((actor, corpus.find(document, event.sentence, actor.text)))
    return found


def _first_place(corpus: Corpus, coded: CodedDocument, actor: Actor) -> Evidence | None:
    for sentence in coded.sentences:
        if actor.text and actor.text in sentence.text:
            return corpus.find(coded.document.id, sentence.index, actor.text)
    return None


def _member(mentions: list[tuple[Actor, Evidence | None]], events: Counter[tuple[str, str]]) -> Member:
    actors = [actor for actor, _ in mentions]
    return Member(
        name=display_name(actors[0]),
        actor=actors[0],
        roles=_distinct(actor.role for actor in actors),
        sectors=_distinct(actor.sector for actor in actors),
        events=events[member_key(actors[0])],
        evidence=next((place for _, place in mentions if place), None),
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(value) for value in values if value))


def _sorted(members: Iterable[Member]) -> tuple[Member, ...]:
    """Most events first; equals stay in the order of first mention."""
    return tuple(sorted(members, key=lambda member: -member.events))


def _rank(entry: PartyEntry) -> tuple[bool, int, str]:
    return (entry.party.kind == "other", -entry.events, entry.party.label)
