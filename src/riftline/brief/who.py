"""Who is in the documents: people and bodies under the party they belong to."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from riftline.brief.corpus import Corpus
from riftline.brief.parties import OTHERS, display_name, everyone, full_name, is_own_name, member_key, party_of
from riftline.brief.report import Evidence, Member, Party, PartyEntry
from riftline.brief.wording import tidy
from riftline.records import Actor, CodedDocument, Event


def make_parties(corpus: Corpus) -> tuple[PartyEntry, ...]:
    """Parties with their members: countries and organizations, then names no table knows, those with most events first.

    Last, under `Others`, those of whom only the sector is known ("militants") and who have a part in an event.
    """
    events = corpus.events()
    by_party = Counter(party for event in events for party in _everyones_parties(event))
    by_member = Counter(key for event in events for key in {member_key(actor) for actor in everyone(event)})
    members: dict[Party, list[Member]] = defaultdict(list)
    for mentions in _mentions(corpus).values():
        party = _entry_party(mentions[0][0])
        if party:
            members[party].append(_member(mentions, by_member))
    members[OTHERS] = [member for member in members[OTHERS] if member.events]
    entries = [PartyEntry(party, _sorted(some), by_party[party]) for party, some in members.items() if some]
    return tuple(sorted(entries, key=_rank))


def _entry_party(actor: Actor) -> Party | None:
    """Where an actor is listed; words of which not even the sector is known are not."""
    party = party_of(actor)
    return party if party.kind != "unknown" else OTHERS if actor.sector else None


def _everyones_parties(event: Event) -> set[Party]:
    return {party for actor in everyone(event) if (party := _entry_party(actor))}


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
    party, name = party_of(actors[0]), display_name(actors[0])
    whole = is_own_name(party, name)
    return Member(
        name=(full_name(party) or party.label) if whole else name,
        actor=actors[0],
        # "The people of Germany" and "Germany" share a name; what is said of either is not said of the state.
        roles=() if whole else _distinct(actor.role for actor in actors),
        sectors=() if whole else _distinct(actor.sector for actor in actors),
        events=events[member_key(actors[0])],
        evidence=next((place for _, place in mentions if place), None),
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(value) for value in values if value))


def _sorted(members: Iterable[Member]) -> tuple[Member, ...]:
    """Most events first; equals stay in the order of first mention."""
    return tuple(sorted(members, key=lambda member: -member.events))


def _rank(entry: PartyEntry) -> tuple[int, int, str]:
    kind = ("country", "organization", "other", "unknown").index(entry.party.kind)
    return (max(kind, 1), -entry.events, entry.party.label)
