"""The brief as GitHub-flavoured Markdown, its evidence as numbered footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from riftline.brief.lines import JOINTS, details, introduce, stance
from riftline.brief.report import (
    QUADS,
    Brief,
    CommitmentLine,
    EventLine,
    Evidence,
    FullText,
    Member,
    Piece,
    SentenceText,
    Side,
)
from riftline.brief.summary import (
    CONTRADICTIONS,
    HEADINGS,
    NO_COMMITMENTS,
    NO_CONTRASTS,
    about,
    also_named,
    background_lines,
    background_note,
    commitment_note,
    further_parties,
    highlights,
    in_passing,
    in_rows,
    outlook_chance,
    outlook_head,
    outlook_lines,
    outlook_note,
    percent,
    roles,
    said_done,
    sectors,
    shown_parties,
    spelled_out,
    standfirst,
)
from riftline.brief.wording import counted, printable, read_as, tidy, word

# Everything that Markdown or the HTML inside it could read as a mark, also in the middle of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_WEB = re.compile(r"https?://[^\s<>()\[\]\\]+", re.IGNORECASE)


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown. `[^3]` is the evidence of event 3: the sentence with the words that carry it."""
    parts = (
        _front(brief),
        _section("documents", _documents(brief)),
        _section("actors", _actors(brief)),
        _section("relations", _relations(brief)),
        _section("background", _background(brief)) if brief.ledger else (),
        _section("events", _events(brief)),
        _section("said", _said(brief)),
        _section("quantities", _quantities(brief)),
        _section("commitments", _commitments(brief)),
        _section("contrasts", _contrasts(brief)),
        _section("questions", _questions(brief)),
        _section("outlook", _outlook(brief)) if brief.outlook else (),
        _section("texts", (line for text in brief.texts for line in _text(text))),
        _footnotes(brief.lines),
    )
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text on one line with every character escaped that Markdown could take for a mark."""
    return _LINE_START.sub(r"\1\\\2", _escape_inside(tidy(text)))


def _escape_inside(text: str) -> str:
    """For text in the middle of a line; an address is broken up, so that it does not become a link by itself."""
    marked = (
        _SPECIAL.sub(r"\\\1", printable(text)).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
    )
    return re.sub(
        r"(?i)(https?|ftp)://|\bwww\.", lambda found: found.group().replace(":", "&#58;").replace(".", "&#46;"), marked
    )


def _front(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield escape(standfirst(brief))


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"## {HEADINGS[name]}"
    yield ""
    yield from lines


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """A table whose last `numbers` columns are aligned right."""
    rules = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    for row in (head, rules, *rows):
        yield f"| {' | '.join(row)} |"


def _documents(brief: Brief) -> Iterator[str]:
    for entry in brief.documents:
        document = entry.document
        title = escape(document.title or document.id)
        linked = f"[{title}](<{document.url}>)" if document.url and _WEB.fullmatch(document.url) else title
        copy = f" · copy of document {entry.copy_of}, not counted again" if entry.copy_of else ""
        yield f"{entry.number}. {linked}: {' · '.join(escape(part) for part in about(entry))}{copy}"
    if not brief.documents:
        yield "No document could be read."
    if brief.skipped:
        yield from ("", "Skipped:", "", *(f"- {escape(problem)}" for problem in brief.skipped))


def _actors(brief: Brief) -> Iterator[str]:
    if not brief.parties:
        yield "Nobody was recognised."
        return
    rows: list[tuple[str, ...]] = []
    for entry in shown_parties(brief):
        rows.append((f"**{escape(spelled_out(entry.party))}**", "", "", f"**{entry.events}**"))
        rows.extend(_member(member) for member in in_rows(entry))
        if others := in_passing(entry):
            rows.append((escape(others), "", "", ""))
    yield from _table(("Name", "Role", "Sector", "Events"), rows, numbers=1)
    if fewer := further_parties(brief):
        yield from ("", f"With fewer events: {_escape_inside(fewer)}.")
    if named := also_named(brief):
        yield from ("", f"Also named, without a part in an event: {_escape_inside(named)}.")
    if brief.contradictions:
        yield from ("", CONTRADICTIONS, "")
    for line in brief.contradictions:
        stated, known = (_escape_inside(tidy(text)) for text in (line.contradiction.stated, line.contradiction.known))
        yield f"- “{stated}”; known: {known} ({_place(line.evidence)})"


def _member(member: Member) -> tuple[str, ...]:
    return (escape(member.name), escape(roles(member)), escape(sectors(member)), str(member.events))


def _relations(brief: Brief) -> Iterator[str]:
    if not brief.dyads:
        yield "No event joins two parties."
        return
    yield from (f"- {escape(text)}" for _, text in highlights(brief))
    yield ""
    head = ("Pair", *(word("quads", quad).capitalize() for quad in QUADS), "Not actual")
    rows = (
        (
            escape(f"{dyad.first.label} – {dyad.second.label}"),
            *(str(dyad.tally.count(quad)) for quad in QUADS),
            str(dyad.tally.unrealised()),
        )
        for dyad in brief.dyads
    )
    yield from _table(head, rows, numbers=5)


def _background(brief: Brief) -> Iterator[str]:
    yield _escape_inside(background_note(brief))
    for found in brief.background:
        yield from ("", f"### {escape(f'{found.first.label} – {found.second.label}')}", "")
        yield from (f"- {escape(line)}" for line in background_lines(found))


def _outlook(brief: Brief) -> Iterator[str]:
    yield _escape_inside(outlook_note(brief))
    yield ""
    for one in brief.outlook:
        yield f"- {escape(outlook_head(one))}: **{outlook_chance(one)}**, usual {percent(one.base)}"
        yield from (f"  - {escape(line)}" for line in outlook_lines(one))


def _events(brief: Brief) -> Iterator[str]:
    if not brief.groups:
        yield "No events were found."
        return
    yield "Pairs with most conflict first; within a pair the weightiest event (largest Goldstein value of either sign)."
    lines = introduce(brief.lines)
    for group in brief.groups:
        yield from ("", f"### {escape(group.heading)}", "")
        yield from (_event(line) for line in islice(lines, len(group.lines)))
        if group.elsewhere:
            yield from ("", f"{counted(group.elsewhere, 'more event')} of this pair with others: see below.")


def _event(line: EventLine) -> str:
    who = _sides(line.sources, JOINTS.get(line.arrow, ", "))
    target = f" → {_sides(line.targets)}" if line.arrow == "→" else ""
    badge = f" **\\[{_escape_inside(said)}\\]**" if (said := stance(line)) else ""
    more = "; ".join(_escape_inside(part) for part in details(line))
    trigger = _escape_inside(tidy(line.event.trigger))
    return f"{line.number}. {who}{target}: *{line.what}* “{trigger}”{badge} ({more}) [^{line.number}]"


def _sides(sides: Sequence[Side], joint: str = ", ") -> str:
    shown = []
    for side in sides:
        names = f" ({', '.join(_escape_inside(name) for name in side.names)})" if side.names else ""
        shown.append(f"**{_escape_inside(side.party.label)}**{names}")
    return joint.join(shown) or "not named"


def _said(brief: Brief) -> Iterator[str]:
    if not brief.counts.events:
        yield "There are no events to compare."
        return
    yield from (said_done(brief), "")
    head = ("The report says", *(word("quads", quad).capitalize() for quad in QUADS), "All")
    rows = ((word("statuses", row.status), *map(str, row.quads), str(sum(row.quads))) for row in brief.statuses)
    yield from _table(head, rows, numbers=5)
    if brief.sayings:
        yield ""
        said = (
            (
                word("statuses", saying.status),
                escape(saying.speaker or "the report itself"),
                ", ".join(f"{number} [^{number}]" for number in saying.events),
            )
            for saying in brief.sayings
        )
        yield from _table(("Status", "Who says so", "Events"), said)


def _quantities(brief: Brief) -> Iterator[str]:
    if not brief.quantities:
        yield "No quantities were found."
        return
    rows = (
        (
            escape(line.quantity.text),
            escape(read_as(line.quantity) or ""),
            f"{line.event} [^{line.event}]" if line.event else "",
            f"{line.evidence.number}.{line.evidence.sentence + 1}",
        )
        for line in brief.quantities
    )
    yield from _table(("As written", "Read as", "Event", "Sentence"), rows)


def _commitments(brief: Brief) -> Iterator[str]:
    for line in brief.commitments:
        yield f"- {_commitment(line)} ({commitment_note(line)}; {_place(line.evidence)})"
    if not brief.commitments:
        yield NO_COMMITMENTS


def _commitment(line: CommitmentLine) -> str:
    who = _sides(line.bound) if line.bound else ""
    whom = f" → {_sides(line.towards)}" if line.towards else ""
    return f"{who}{whom}{': ' if who or whom else ''}“{_escape_inside(tidy(line.words))}”"


def _contrasts(brief: Brief) -> Iterator[str]:
    for line in brief.contrasts:
        then, now = (_escape_inside(tidy(text or "")) for text in (line.contrast.then, line.contrast.now))
        yield f"- “{then}”{f'; now: “{now}”' if now else ''} ({_place(line.evidence)})"
    if not brief.contrasts:
        yield NO_CONTRASTS


def _place(evidence: Evidence) -> str:
    return f"document {evidence.number}, sentence {evidence.sentence + 1}"


def _questions(brief: Brief) -> Iterator[str]:
    for line in brief.questions:
        yield f"- {escape(line.question.question)} ({_place(line.evidence)})"
    if not brief.questions:
        yield "The texts name no open question."


def _text(text: FullText) -> Iterator[str]:
    yield f"### {escape(text.entry.document.title or text.entry.document.id)}"
    yield ""
    for paragraph in text.paragraphs:
        yield _LINE_START.sub(r"\1\\\2", " ".join(_sentence(sentence) for sentence in paragraph))
        yield ""


def _sentence(sentence: SentenceText) -> str:
    return "".join(_piece(piece) for piece in sentence.pieces).strip()


def _piece(piece: Piece) -> str:
    notes = "".join(f"[^{event}]" for event in piece.closes)
    text = _escape_inside(piece.text)
    if not piece.trigger or not text.strip():
        return text + notes
    # Markdown wants no blank inside the stars.
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{left}**{text.strip()}**{notes}{right}"


def _footnotes(lines: Iterable[EventLine]) -> Iterator[str]:
    yield ""
    for line in lines:
        event, text = line.event, line.event.text
        before, after = _escape_inside(tidy(text[: event.start])), _escape_inside(tidy(text[event.end :]))
        trigger = _escape_inside(tidy(text[event.start : event.end]))
        quoted = " ".join(part for part in (before, f"**{trigger}**" if trigger else "", after) if part)
        yield f"[^{line.number}]: Document {line.evidence.number}, sentence {event.sentence + 1}: {quoted}"
