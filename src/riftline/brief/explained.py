"""How a text was read, for the terminal: its words and dependencies, whom it names, and the evidence of each event."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from riftline.brief.tree import draw
from riftline.brief.wording import printable, read_as, tidy, when, word
from riftline.code.evidence import (
    Evidence,
    Explanation,
    Feature,
    PartyEvidence,
    Passed,
    Row,
    SentenceExplanation,
    Share,
)
from riftline.parse.reading import NONE
from riftline.records import Actor, Event, Sentence, Token

WIDEST = 110
LABEL = 15  # cells before the text of a line of evidence
HANG = 3
TREE = 36  # cells for the tree and its words; the columns after them move when a line needs more
RIVAL = 0.05  # chance of a type beside the likeliest that is worth a word
SLIGHT = 0.005  # a probability that rounds to 0.00

Line = tuple[str, str]  # label, text


def print_explanation(explanation: Explanation, console: Console | None = None) -> None:
    """Print how a text was read, on standard output unless told otherwise."""
    console = console or Console()
    many = len(explanation.sentences) > 1
    for number, explained in enumerate(explanation.sentences, start=1):
        if number > 1:
            console.print()
        _head(console, f"SENTENCE {number}" if many else "SENTENCE")
        _wrapped(console, Text(tidy(explained.sentence.text)))
        _parse(console, explained)
        _events(console, explained)
        _rest(console, explained)


def _parse(console: Console, explained: SentenceExplanation) -> None:
    """The words, the dependencies, and whom they name."""
    sentence = explained.sentence
    _head(console, "WORDS AND DEPENDENCIES", gap=True)
    for text in _tree(sentence):
        console.print(Text(text), soft_wrap=True)
    _head(console, "NAMES AND ACTORS", gap=True)
    names = [f"{_words(sentence, e.first, e.last)} ({e.kind})" for e in sentence.entities]
    _lines(console, [("names", ", ".join(names) or "none")])
    _lines(console, [("actor", f"{_who(n.actor)}: {'; '.join(n.why)}") for n in explained.actors])


def _tree(sentence: Sentence) -> Iterator[str]:
    """One line per word: number, tree, word, its lemma where it differs, tag, relation."""
    for index, branches in draw(sentence):
        token = sentence.tokens[index]
        drawn = f"{index + 1:3} {branches} {printable(token.text)}{_lemma(token)}"
        means = word("relations", token.deprel)
        yield f"{drawn:<{TREE}} {token.upos:<5} {token.deprel:<11} {means}".rstrip()


def _lemma(token: Token) -> str:
    return "" if token.lemma.lower() == token.text.lower() else f" ‹{printable(token.lemma)}›"


def _events(console: Console, explained: SentenceExplanation) -> None:
    """The events that were written, each with its evidence."""
    _head(console, "EVENTS", gap=True)
    written = [e for e in explained.evidence if e.events]
    if not written:
        _wrapped(console, Text("none"))
    number = 0
    for evidence in written:
        for event in evidence.events:
            number += 1
            kind = _kind(event.type, event.mode)
            text = f"{number}. {_sides(event)}: {kind}, {event.status}, confidence {event.confidence:.2f}"
            _wrapped(console, Text(text, style="bold"), hang=HANG)
        _lines(console, _evidence(evidence))
        _lines(console, _details(evidence.events[0]))


def _rest(console: Console, explained: SentenceExplanation) -> None:
    """The words that were looked at, or known, and carry no event here."""
    refused = [e for e in explained.evidence if not e.events]
    if refused or explained.passed:
        _head(console, "LOOKED AT, NOT WRITTEN", gap=True)
    for evidence in refused:
        text = Text(f"{evidence.trigger}: {_kind(evidence.type, evidence.mode)}", style="bold")
        _wrapped(console, text.append(f"  {'; '.join(evidence.reasons)}", style="not bold"), hang=HANG)
        _lines(console, _evidence(evidence))
    for passed in explained.passed:
        text = Text(tidy(passed.word), style="bold").append(f"  {_passed(passed)}", style="not bold")
        _wrapped(console, text, hang=HANG)


def _passed(passed: Passed) -> str:
    model = f"; the model gives any event {passed.model:.2f}" if passed.model is not None else ""
    return f"{passed.reason}{model}"


# The evidence of one trigger


def _evidence(found: Evidence) -> Iterator[Line]:
    """One line per stage, in the order in which the coder takes them."""
    yield "trigger", f"“{tidy(found.trigger)}”"
    yield "lexicon", _row(found.row) if found.row else f"{found.no_row}; the model alone sees an event here"
    if found.light:
        yield "light verb", f"“{found.light.verb}” above it (light.csv: {found.light.effect})"
    yield "model", ", ".join(_read(found.shares)) or "this model reads no events: the row decides"
    yield "weighed", "; ".join(map(_share, _worth(found.shares)))
    yield from ((party.side, _party(party)) for party in found.parties)
    if found.confidence is not None:
        yield "status", _status(found)
    if found.speaker:
        yield "speaker", _speaker(found)
    if found.confidence is not None:
        yield "confidence", _confidence(found.confidence, found.features)
    if found.events and found.reasons:
        yield "but", "; ".join(found.reasons)


def _row(row: Row) -> str:
    parts = [
        f"{row.file}: {row.lemma} ({row.pos})",
        row.frame,
        f"source {' '.join(row.source)}" if row.source else "",
        f"target {' '.join(row.target)}" if row.target else "",
        "mutual" if row.reciprocal else "",
        f"reliability {row.reliability:.2f}",
    ]
    return f"{'; '.join(filter(None, parts))} → {_kind(row.type, row.mode)}, CAMEO {row.cameo}"


def _read(shares: Iterable[Share]) -> Iterator[str]:
    by_model = [(share.model, share.type) for share in shares if share.model is not None]
    for chance, kind in sorted(by_model, reverse=True):
        if chance >= SLIGHT or kind == NONE:
            yield f"{_type(kind)} {chance:.2f}"


def _worth(shares: tuple[Share, ...]) -> Iterator[Share]:
    """The first type, those beside it that count, and "no event"."""
    for number, share in enumerate(shares):
        if number == 0 or share.type == NONE or share.chance >= RIVAL:
            yield share


def _share(share: Share) -> str:
    """`ACCUSE 0.98 (model −0.03, row +1.32)`."""
    points = [f"model {_signed(share.from_model)}"] if share.model is not None else []
    if share.from_row:
        points.append(f"{'no row' if share.type == NONE else 'row'} {_signed(share.from_row)}")
    return f"{_type(share.type)} {share.chance:.2f}" + (f" ({', '.join(points)})" if points else "")


def _party(party: PartyEvidence) -> str:
    told = [f"the model gives the role {party.model:.2f}"] if party.model is not None else []
    told += [f"slot {party.slot}" if party.slot else "in no slot of the row"]
    return "; ".join((_who(party.actor), *told, *party.why))


def _status(found: Evidence) -> str:
    status = found.status
    read = ", ".join(f"{name} {chance:.2f}" for name, chance in status.model if chance >= SLIGHT)
    by = f"{status.status}, by the {status.by}"
    if status.by == "syntax":
        return "; ".join(filter(None, (f"{by}: {status.rule}", read and f"model: {read}")))
    said = f"syntax: {status.syntax}, {status.rule}"
    return "; ".join(filter(None, (by + (f" ({read})" if read else ""), said)))


def _speaker(found: Evidence) -> str:
    speaker = found.speaker
    assert speaker is not None  # noqa: S101 - asked before
    told = speaker.model is not None and speaker.model >= SLIGHT
    read = f"likeliest by the model “{tidy(speaker.word or '')}” {speaker.model:.2f}" if told else ""
    return "; ".join(filter(None, (_who(speaker.actor) if speaker.actor else "none", read, speaker.rule, *speaker.why)))


def _confidence(sure: float, features: Iterable[Feature]) -> str:
    """`0.93, from −0.04 (constant) +2.72 (log-odds of the type 6.33 × 0.43)`."""
    terms = [_term(f) for f in features if f.value]
    return f"{sure:.2f}, from {' '.join(terms)}"


def _term(feature: Feature) -> str:
    added = _signed(feature.value * feature.weight)
    factors = "" if feature.value == 1 else f" {feature.value:.2f} × {feature.weight:.2f}"
    return f"{added} ({feature.name}{factors.replace('-', '−')})"


def _details(event: Event) -> Iterator[Line]:
    """When, where, how much, in whose words."""
    day, said = when(event), tidy(event.date_text or "")
    place = event.place
    amounts = [f"{tidy(q.text)} ({read})" if (read := read_as(q)) else tidy(q.text) for q in event.quantities]
    lines = {
        "date": " ".join(filter(None, (day, f"“{said}”" if said and said != day else ""))),
        "place": f"{tidy(place.text)}{_code(place.country)}" if place else "",
        "quantities": ", ".join(amounts),
        "quote": f"“{tidy(event.quote)}”" if event.quote else "",
        "contexts": ", ".join(event.contexts),
    }
    yield from ((label, text) for label, text in lines.items() if text)
    missing = [label for label in ("date", "place", "quantities") if not lines[label]]
    if missing:
        yield "not given", ", ".join(missing)


# Words


def _sides(event: Event) -> str:
    sources, targets = (", ".join(a.name or tidy(a.text) for a in side) for side in (event.sources, event.targets))
    return f"{sources or 'nobody'} → {targets}" if targets else sources


def _kind(event_type: str, mode: str | None) -> str:
    return f"{event_type} {mode}" if mode else event_type


def _type(kind: str) -> str:
    return "no event" if kind == NONE else kind


def _who(actor: Actor) -> str:
    """`“the German minister”, Germany government (DEU GOV)`."""
    codes = " ".join(filter(None, (actor.country, actor.organization, actor.sector)))
    name = f" = {actor.name}" if actor.name and actor.name != actor.text else ""
    role = f", {actor.role}" if actor.role else ""
    return f"“{tidy(actor.text)}”{tidy(name) and ' ' + tidy(name)}{_code(codes)}{role}"


def _code(code: str | None) -> str:
    return f" ({code})" if code else ""


def _words(sentence: Sentence, first: int, last: int) -> str:
    return tidy(sentence.text[sentence.tokens[first].start : sentence.tokens[last].end])


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


# Printing


def _head(console: Console, text: str, *, gap: bool = False) -> None:
    if gap:
        console.print()
    console.print(Text(text, style="bold"))


def _lines(console: Console, lines: Iterable[Line]) -> None:
    """Labelled lines, wrapped beside their labels."""
    for label, text in lines:
        start = Text(f"{' ' * HANG}{label}".ljust(LABEL), style="dim")
        _wrapped(console, Text(text), hang=LABEL, start=start)


def _wrapped(console: Console, text: Text, hang: int = 0, start: Text | None = None) -> None:
    """Wrapped text, the lines after the first `hang` cells in; the first stands behind `start`, if given."""
    width = max(min(console.width, WIDEST) - hang, 20)
    for number, row in enumerate(text.wrap(console, width)):
        row.rstrip()
        before = start or Text() if number == 0 else Text(" " * hang)
        console.print(Text.assemble(before, row), soft_wrap=True)
