"""What an explanation consists of: for each word that may carry an event, everything that spoke for or against it."""

from dataclasses import dataclass

from riftline.records import Actor, Document, Event, Sentence, Status


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the lexicon; `frame` says what must stand beside the word, `source` and `target` where parties stand."""

    file: str
    lemma: str
    pos: str
    type: str
    mode: str | None
    cameo: str
    frame: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    reliability: float


@dataclass(frozen=True, slots=True)
class Light:
    """The light verb above an event noun, and what it does to the noun's event (`light.csv`)."""

    verb: str
    effect: str


@dataclass(frozen=True, slots=True)
class Share:
    """What speaks for one type (`O`: no event): the model's probability, the points of model and row, the chance.

    The chance is the share of exp(`from_model` + `from_row`) among all types; without a model that reads events it is
    the row's reliability.
    """

    type: str
    model: float | None
    from_model: float
    from_row: float
    chance: float


@dataclass(frozen=True, slots=True)
class StatusEvidence:
    """The status, who decided on it (model, syntax, light verb or refusal), and what both of the first two say."""

    status: Status
    by: str
    model: tuple[tuple[Status, float], ...]  # likeliest first; empty without a model that reads events
    syntax: Status
    rule: str


@dataclass(frozen=True, slots=True)
class PartyEvidence:
    """Somebody on a side of an event.

    `model` is the probability of the role, `slot` the place in the row's frame where the phrase stands, `why` how the
    name was resolved.
    """

    side: str  # source or target
    actor: Actor
    model: float | None
    slot: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerEvidence:
    """Whose word it is, and why; `word` is the likeliest speaker by the model, of probability `model`."""

    actor: Actor | None
    word: str | None
    model: float | None
    rule: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that the confidence is computed from: it adds `value` times `weight` to the log-odds."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that may carry an event, and what was made of it.

    `events` are the records written, `reasons` say why none was; `no_row` says why a trigger of the model has no row.
    What was not asked any more is None or empty.
    """

    trigger: str
    start: int  # offsets in the sentence
    end: int
    row: Row | None
    no_row: str | None
    light: Light | None
    shares: tuple[Share, ...]  # the likeliest types and "no event", by chance
    type: str
    mode: str | None
    cameo: str
    chance: float
    status: StatusEvidence
    parties: tuple[PartyEvidence, ...] = ()
    speaker: SpeakerEvidence | None = None
    features: tuple[Feature, ...] = ()
    confidence: float | None = None
    events: tuple[Event, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A word that lexicon or model know as carrying events, and why it was not followed up here."""

    word: str
    start: int
    end: int
    rows: tuple[Row, ...]
    model: float | None  # probability of any event
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that the sentence names, and how it was resolved."""

    actor: Actor
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """One sentence: its parse, whom it names, the words that were followed up, and those that were not."""

    sentence: Sentence
    actors: tuple[Named, ...]
    evidence: tuple[Evidence, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read, sentence by sentence."""

    document: Document
    sentences: tuple[SentenceExplanation, ...]
