"""The parts of a brief: frozen records, in the order in which they are read."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from riftline.records import Actor, Commitment, Contradiction, Contrast, Document, Event, Quantity, Question, Status

PartyKind = Literal["country", "organization", "other", "unknown"]
Sign = Literal["cooperation", "conflict"]
QUADS = (1, 2, 3, 4)
COOPERATION, CONFLICT = (1, 2), (3, 4)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a line comes from: characters `start`…`end` of a sentence. `number` is the document's in the brief."""

    document: str
    number: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A side: a country (key ISO 3166-1), an organization or region, or somebody who belongs to neither.

    `other` is somebody with a name that no table knows, `unknown` are words that name nobody in particular.
    """

    key: str
    label: str
    kind: PartyKind = "other"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of the brief. `copy_of` is the number of the earlier document that it repeats."""

    number: int
    document: Document
    sentences: int
    events: int
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the brief rests on. Events of copies are not counted again."""

    documents: int
    copies: int
    sentences: int
    events: int
    actual: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a party, with every role and sector the documents give."""

    name: str
    actor: Actor
    roles: tuple[str, ...]
    sectors: tuple[str, ...]
    events: int
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party, who belongs to it, and the number of events it has a part in."""

    party: Party
    members: tuple[Member, ...]
    events: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of events per class (quad 1…4): those reported as actual, and the others."""

    actual: tuple[int, int, int, int] = (0, 0, 0, 0)
    other: tuple[int, int, int, int] = (0, 0, 0, 0)

    def count(self, *quads: int) -> int:
        """Events of the classes given, whatever their status; all of them if none is given."""
        return self.done(*quads) + self.unrealised(*quads)

    def done(self, *quads: int) -> int:
        """Events reported as actual."""
        return sum(self.actual[quad - 1] for quad in quads or QUADS)

    def unrealised(self, *quads: int) -> int:
        """Events planned, asked for, possible or denied."""
        return sum(self.other[quad - 1] for quad in quads or QUADS)


@dataclass(frozen=True, slots=True)
class Strand:
    """What runs between two parties with one sign, and in which directions (neither: no direction is given)."""

    sign: Sign
    events: int
    actual: int
    forward: bool
    backward: bool


@dataclass(frozen=True, slots=True)
class Dyad:
    """A pair of parties and the events between them."""

    first: Party
    second: Party
    tally: Tally
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: the party, and which of its people are named."""

    party: Party
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as it is shown. `number` is its anchor; `reports` counts the document and its copies."""

    number: int
    event: Event
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]
    arrow: str
    what: str
    speaker: str | None
    when: str | None
    place: str | None
    quantities: tuple[str, ...]
    evidence: Evidence
    reports: int


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events shown together: those of one dyad, or those that belong to none.

    `elsewhere` counts the dyad's events that are shown elsewhere because they join more than two parties.
    """

    heading: str
    lines: tuple[EventLine, ...]
    dyad: Dyad | None = None
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Events of one status per class."""

    status: Status
    quads: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Saying:
    """Who stands behind events that are not actual; `speaker` None where it is the report itself."""

    status: Status
    speaker: str | None
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """A number in the texts. `event` is the number of the event line it belongs to, if any."""

    quantity: Quantity
    amount: str | None
    event: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Something a text leaves open."""

    question: Question
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment that a text mentions: the words for it, who is bound, towards whom, and by when."""

    commitment: Commitment
    words: str
    bound: tuple[Side, ...]
    towards: tuple[Side, ...]
    due: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ContrastLine:
    """An earlier state that a text sets against today."""

    contrast: Contrast
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ContradictionLine:
    """A stated role that the table of office holders contradicts."""

    contradiction: Contradiction
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The events of a pair in a year before the brief. `ago` 1 is the twelve months up to its first document.

    `conflict_share` is that of events in words and deeds together, `lower` and `upper` its 95 % interval.
    """

    ago: int
    events: float
    conflict_share: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class LastBreak:
    """The last lasting change in what runs between a pair: events a month `before` and `after`, at usual coverage."""

    month: dt.date
    side: str
    before: float
    after: float
    ratio: float
    p: float


@dataclass(frozen=True, slots=True)
class Background:
    """What a ledger and the table of alliances know of a pair, up to the day before `until`."""

    first: Party
    second: Party
    until: dt.date
    years: tuple[YearBefore, ...]
    owed: tuple[str, ...]
    last_break: LastBreak | None


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event of the ledger: its day, what is told of it, and where."""

    date: dt.date
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a ledger lets expect: the chance of an act from one party to another in `days` days from `first`.

    `lower` and `upper` bound the chance (90 %); `base` is the rate of the pair and type alone. `reasons` say what
    multiplies the odds by how much. Of `like` past forecasts like this `came_true` did. `skill` is the share of the
    base rate's squared error that such forecasts saved. `asked` is where the texts leave it open.
    """

    source: Party
    target: Party
    type: str
    what: str
    first: dt.date
    days: int
    chance: float
    lower: float
    upper: float
    base: float
    reasons: tuple[tuple[str, float], ...]
    like: int
    came_true: int
    skill: float | None
    past: tuple[PastEvent, ...]
    asked: Evidence | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that is marked alike.

    `trigger` and `actor` are the class (quad) of the event whose trigger or party it is, 0 for none. `opens` and
    `closes` are the event lines whose trigger begins and ends here.
    """

    text: str
    trigger: int = 0
    actor: int = 0
    question: bool = False
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceText:
    """A sentence cut into pieces; `index` is None for text that belongs to no sentence."""

    index: int | None
    pieces: tuple[Piece, ...]
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FullText:
    """A document's paragraphs, each a run of sentences."""

    entry: DocumentEntry
    paragraphs: tuple[tuple[SentenceText, ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a set of coded documents says, ready to be shown."""

    title: str
    counts: Counts
    documents: tuple[DocumentEntry, ...]
    skipped: tuple[str, ...]
    parties: tuple[PartyEntry, ...]
    dyads: tuple[Dyad, ...]
    groups: tuple[EventGroup, ...]
    statuses: tuple[StatusRow, ...]
    sayings: tuple[Saying, ...]
    quantities: tuple[QuantityLine, ...]
    commitments: tuple[CommitmentLine, ...]
    contrasts: tuple[ContrastLine, ...]
    contradictions: tuple[ContradictionLine, ...]
    questions: tuple[QuestionLine, ...]
    texts: tuple[FullText, ...]
    background: tuple[Background, ...] = ()
    outlook: tuple[Outlook, ...] = ()
    ledger: str | None = None  # the file that background and outlook come from

    @property
    def lines(self) -> tuple[EventLine, ...]:
        """All event lines in the order of their numbers."""
        return tuple(line for group in self.groups for line in group.lines)
