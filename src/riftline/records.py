"""The records that travel between the rooms: frozen, slotted, with plain fields.

Field names follow the event record that the reference page "The event record" describes; they are the same
in Python, JSON, Parquet and SQL. Offsets are counted in characters.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Status = Literal["actual", "planned", "requested", "possible", "denied"]
STATUSES: tuple[Status, ...] = ("actual", "planned", "requested", "possible", "denied")
CommitmentKind = Literal["treaty", "guarantee", "pledge", "deadline"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read, after page furniture was taken off.

    `text` is what is stored and what every later offset refers to.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    repeats: str | None = None  # id of the earlier document of which this one is a near copy


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word: offsets in the sentence's text; `head` is a token index, −1 for the root."""

    index: int
    text: str
    start: int
    end: int
    lemma: str = ""
    upos: str = "X"
    xpos: str = "_"
    feats: str = "_"
    head: int = -1
    deprel: str = "root"


@dataclass(frozen=True, slots=True)
class Span:
    """A named entity: tokens `first` … `last` (inclusive) with a kind: person, place, organization or other."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the model says of a sentence of W words; the columns are named in `riftline.parse.reading`.

    `kinds` [W, 17] and `statuses` [W, 5] are probabilities for each word as the trigger of an event, `modes` [W] the
    likeliest mode; `roles` [W, W, 6] the probability of every part that the second word may play in the event of the
    first; `contexts` [37] how likely the sentence has each context.
    """

    kinds: "npt.NDArray[np.float32]"
    statuses: "npt.NDArray[np.float32]"
    modes: "npt.NDArray[np.int32]"
    roles: "npt.NDArray[np.float32]"
    contexts: "npt.NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document. `start` and `end` are offsets in the document's text; `text` is that slice."""

    document: str
    index: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()  # per token, the indices of its dependents in order
    entities: tuple[Span, ...] = ()
    reading: Reading | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon. `start`/`end` are None when the name stands in another sentence."""

    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    country: str | None = None
    organization: str | None = None
    sector: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened. Coordinates in decimal degrees (WGS 84)."""

    text: str
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text: `value` (to `value_max` for a range) in `unit`, counting `of`."""

    text: str
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as one sentence reports it."""

    id: str
    document: str
    sentence: int
    text: str
    trigger: str
    start: int
    end: int
    type: str
    cameo: str
    quad: int
    goldstein: float
    status: Status
    published: dt.date | None = None
    date: dt.date | None = None
    date_end: dt.date | None = None
    date_text: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    quote: str | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """Something the text says nobody can answer yet; `start`/`end` are offsets in `text`, the sentence."""

    document: str
    sentence: int
    text: str
    start: int
    end: int
    question: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody is bound to, as a sentence mentions it; `start`/`end` are offsets in `text`, the sentence.

    `bound` has to keep it, `towards` may rely on it; of a treaty all parties are bound. `due` is the last day for it.
    """

    document: str
    sentence: int
    text: str
    start: int
    end: int
    kind: CommitmentKind
    bound: tuple[Actor, ...] = ()
    towards: tuple[Actor, ...] = ()
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """An earlier state that a sentence sets against today; `start`/`end` are offsets in `text`, the sentence.

    `then` are the words for the earlier state, `now` those for today's where the text gives them. `date` and
    `date_end` are the first and last day of the earlier time, as far as it is dated.
    """

    document: str
    sentence: int
    text: str
    start: int
    end: int
    then: str
    now: str | None = None
    date: dt.date | None = None
    date_end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A role that a sentence states and the table of office holders contradicts; the actor is coded as stated.

    `start`/`end` are offsets in `text`, the sentence; `stated` are those words, `known` is what the table says.
    """

    document: str
    sentence: int
    text: str
    start: int
    end: int
    stated: str
    known: str


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with what was read from it."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()  # everyone named in it, resolved, in order of first mention
    quantities: tuple[tuple[int, Quantity], ...] = ()  # (sentence index, quantity)
    questions: tuple[Question, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
