"""The brief at the terminal: the same sections, shorter, the evidence under each event. No meaning by colour alone.

One article is shown whole as far as it is of ordinary length; of many documents only what weighs most, with the
number of what is left to the written report.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riftline.brief.lines import JOINTS, details, excerpt, introduce, quantity_text, stance, weightiest
from riftline.brief.report import (
    QUADS,
    Brief,
    DocumentEntry,
    EventLine,
    Evidence,
    Member,
    PartyEntry,
    QuantityLine,
    Saying,
    Side,
)
from riftline.brief.summary import (
    CONTRADICTIONS,
    HEADINGS,
    NO_COMMITMENTS,
    NO_CONTRASTS,
    about,
    background_lines,
    background_note,
    commitment_note,
    highlights,
    is_party_itself,
    outlook_chance,
    outlook_head,
    outlook_lines,
    outlook_note,
    percent,
    roles,
    said_done,
    sections,
    sectors,
    spelled_out,
    standfirst,
    taking_part,
)
from riftline.brief.wording import counted, day, tidy, word

MOST_DOCUMENTS = 12
MOST_PARTIES = 12
MOST_DYADS = 8
MOST_EVENTS = 20
FEW_DOCUMENTS = 3  # up to here each has room for all that is known of it
# Where there are more documents, and where there are few:
MOST_MEMBERS = (2, 4)  # of one party
MOST_SAYINGS = (2, 6)
MOST_QUANTITIES = (4, 8)
MOST_COMMITMENTS = (3, 8)
MOST_CONTRASTS = (3, 8)
MOST_CONTRADICTIONS = (3, 8)
MOST_QUESTIONS = (3, 8)
SLIGHT = 3.0  # numbers of things up to this are shown after all others: "two sides", "three rounds"
WIDEST = 120  # lines of text longer than this are tiring, however wide the window
STYLES = {1: "cyan", 2: "bold cyan", 3: "yellow", 4: "bold yellow"}
SHORT_QUADS = ("cooperation\nin words", "cooperation\nin deeds", "conflict\nin words", "conflict\nin deeds")


def print_brief(brief: Brief, console: Console | None = None) -> None:
    """Print the brief, on standard output unless told otherwise; the full texts are left to the other forms."""
    console = console or Console()
    console.print(Text(brief.title, style="bold"))
    console.print(Text(standfirst(brief), style="dim"))
    for name, show in (
        ("documents", _documents),
        ("actors", _actors),
        ("relations", _relations),
        ("background", _background),
        ("events", _events),
        ("said", _said),
        ("quantities", _quantities),
        ("commitments", _commitments),
        ("contrasts", _contrasts),
        ("questions", _questions),
        ("outlook", _outlook),
    ):
        if name not in dict(sections(brief)):
            continue
        console.print()
        console.print(Text(HEADINGS[name].upper(), style="bold"))
        show(brief, console)


def _documents(brief: Brief, console: Console) -> None:
    for entry in brief.documents[:MOST_DOCUMENTS]:
        if len(brief.documents) <= FEW_DOCUMENTS:
            copy = (f"copy of document {entry.copy_of}, not counted again",) if entry.copy_of else ()
            text = _document(entry, tidy(entry.document.title or entry.document.id), (*about(entry), *copy))
            _print(console, text, hang=3)
        else:
            _row(console, _document_in_short(entry, _width(console)))
    _more(console, len(brief.documents) - MOST_DOCUMENTS, "document")
    if not brief.documents:
        _plain(console, "No document could be read.")
    for problem in brief.skipped:
        _print(console, Text(f"skipped: {problem}"), hang=3)


def _document(entry: DocumentEntry, title: str, parts: Iterable[str]) -> Text:
    text = Text(f"{entry.number}. {title}")
    return text.append("  " + " · ".join(parts), style="dim")


def _document_in_short(entry: DocumentEntry, width: int) -> Text:
    """One line: as much of the title as there is room for, date and number of events."""
    document = entry.document
    size = f"copy of {entry.copy_of}" if entry.copy_of else counted(entry.events, "event")
    parts = [day(document.published) if document.published else "no date", size]
    room = max(width - len(" · ".join(parts)) - len(str(entry.number)) - 4, 12)
    title = Text(tidy(document.title or document.id))
    title.truncate(room, overflow="ellipsis")
    return _document(entry, title.plain, parts)


def _actors(brief: Brief, console: Console) -> None:
    parties = taking_part(brief)
    if not parties:
        _plain(console, "Nobody was recognised.")
    for entry in parties[:MOST_PARTIES]:
        text = Text(spelled_out(entry.party), style="bold")
        text.append(f"  {counted(entry.events, 'event')}", style="not bold dim")
        if members := _members(entry, _most(brief, MOST_MEMBERS)):
            text.append(f"  {members}", style="not bold")
        _print(console, text, hang=3)
    _more(console, len(parties) - MOST_PARTIES, "party", "parties")
    _contradictions(brief, console)


def _contradictions(brief: Brief, console: Console) -> None:
    """Stated roles that the table contradicts; nothing where there are none."""
    most = _most(brief, MOST_CONTRADICTIONS)
    if brief.contradictions:
        _plain(console, CONTRADICTIONS)
    for line in brief.contradictions[:most]:
        text = Text(f"“{tidy(line.contradiction.stated)}”", style="bold")
        text.append(f"; known: {tidy(line.contradiction.known)}", style="not bold")
        _print(console, text.append(f"  {_place(line.evidence)}", style="not bold dim"), hang=3)
    _more(console, len(brief.contradictions) - most, "such role")


def _members(entry: PartyEntry, most: int) -> str:
    members = [member for member in entry.members if member.events and not is_party_itself(entry, member)]
    if entry.party.kind == "other":
        return ""
    shown = [f"{member.name}{_in_brackets(_part(member))}" for member in members[:most]]
    rest = [f"{len(members) - most} more"] if len(members) > most else []
    return ", ".join((*shown, *rest))


def _part(member: Member) -> str:
    """What somebody is: a person's role, else the sector where the name does not say it."""
    return roles(member) or ("" if member.roles else sectors(member))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _relations(brief: Brief, console: Console) -> None:
    if not brief.dyads:
        _plain(console, "No event joins two parties.")
        return
    for _, text in highlights(brief):
        _print(console, Text(text), hang=3)
    table = _table("Pair", *SHORT_QUADS, "not\nactual")
    for dyad in brief.dyads[:MOST_DYADS]:
        counts = [str(dyad.tally.count(quad)) for quad in QUADS]
        pair = Text(f"{dyad.first.label} – {dyad.second.label}")
        table.add_row(pair, *counts, str(dyad.tally.unrealised()))
    _rows(console, table)
    _more(console, len(brief.dyads) - MOST_DYADS, "pair")


def _background(brief: Brief, console: Console) -> None:
    _plain(console, background_note(brief))
    for found in brief.background:
        console.print(Text(f"{found.first.label} – {found.second.label}", style="underline"))
        for line in background_lines(found):
            _print(console, Text(line), hang=3, indent=2)


def _outlook(brief: Brief, console: Console) -> None:
    _plain(console, outlook_note(brief))
    for one in brief.outlook:
        text = Text(f"{outlook_head(one)}: ").append(outlook_chance(one), style="bold")
        _print(console, text.append(f", usual {percent(one.base)}"), hang=3)
        for line in outlook_lines(one):
            _print(console, Text(line, style="dim"), hang=3, indent=3)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column(first, ratio=None, overflow="fold")
    for head in others:
        table.add_column(head, justify="right")
    return table


def _events(brief: Brief, console: Console) -> None:
    if not brief.groups:
        _plain(console, "No events were found.")
    elif len(brief.lines) > MOST_EVENTS:
        _weightiest(brief, console)
    else:
        _all_events(brief, console)


def _weightiest(brief: Brief, console: Console) -> None:
    _plain(console, f"The {MOST_EVENTS} weightiest (Goldstein) of {len(brief.lines)}; all are in the written report.")
    for line in introduce(weightiest(brief.lines, MOST_EVENTS)):
        when = f"  {line.when}" if line.when and line.event.date_text else ""
        place = f"{_place(line.evidence)}  "
        _print(console, _headline(line).append(when, style="dim"), hang=5)
        quoted = Text(place, style="dim").append_text(_excerpt(line, _width(console) - 9 - len(place)))
        _row(console, quoted, indent=5)


def _all_events(brief: Brief, console: Console) -> None:
    _plain(console, "Pairs with most conflict first; in a pair the weightiest event (Goldstein) first.")
    lines = introduce(brief.lines)
    for group in brief.groups:
        console.print()
        _print(console, Text(group.heading, style="underline"))
        for line in islice(lines, len(group.lines)):
            _event(line, console)
        if group.elsewhere:
            _plain(console, f"{counted(group.elsewhere, 'more event')} of this pair with others: see below.")


def _event(line: EventLine, console: Console) -> None:
    _print(console, _headline(line), hang=5)
    _print(console, Text(" · ".join(details(line))), indent=5)
    quoted = Text(f"{_place(line.evidence)}  ", style="dim")
    _print(console, quoted.append_text(_excerpt(line, max(2 * (_width(console) - 8), 60))), indent=5)


def _headline(line: EventLine) -> Text:
    text = Text(f"{line.number:>3}  ")
    text.append_text(_sides(line.sources, JOINTS.get(line.arrow, ", ")))
    if line.arrow == "→":
        text.append(" → ").append_text(_sides(line.targets))
    text.append(": ").append(line.what, style=STYLES[line.event.quad])
    text.append(f" (“{tidy(line.event.trigger)}”)")
    if said := stance(line):
        text.append(f" [{said}]", style="bold" if line.event.status != "actual" else "")
    return text


def _excerpt(line: EventLine, width: int) -> Text:
    before, trigger, after = excerpt(line.event, width)
    return Text(before, style="dim").append(trigger, style="bold not dim").append(after)


def _sides(sides: Sequence[Side], joint: str = ", ") -> Text:
    text = Text()
    for index, side in enumerate(sides):
        text.append(joint if index else "").append(side.party.label, style="bold")
        if side.names:
            text.append(f" ({', '.join(side.names)})")
    return text if sides else Text("not named", style="dim")


def _said(brief: Brief, console: Console) -> None:
    if not brief.counts.events:
        _plain(console, "There are no events to compare.")
        return
    _print(console, Text(said_done(brief)))
    table = _table("The report says", *SHORT_QUADS, "all")
    for row in brief.statuses:
        if any(row.quads):
            table.add_row(word("statuses", row.status), *map(str, row.quads), str(sum(row.quads)))
    _rows(console, table)
    sayings = sorted(brief.sayings, key=lambda saying: (saying.speaker is None, -len(saying.events)))
    most = _most(brief, MOST_SAYINGS)
    for saying in sayings[:most]:
        _print(console, _saying(saying), hang=3)
    _more(console, len(sayings) - most, "line")


def _saying(saying: Saying) -> Text:
    who = saying.speaker or "the report itself"
    return Text(f"{word('statuses', saying.status)}, according to {who}: {', '.join(map(str, saying.events))}")


def _quantities(brief: Brief, console: Console) -> None:
    if not brief.quantities:
        _plain(console, "No quantities were found.")
        return
    most = _most(brief, MOST_QUANTITIES)
    for line in sorted(brief.quantities, key=_is_slight)[:most]:
        text = Text(quantity_text(line.quantity), style="bold")
        parts = (f"event {line.event}" if line.event else "", _place(line.evidence))
        text.append("  " + " · ".join(part for part in parts if part), style="not bold")
        _print(console, text, hang=3)
    _more(console, len(brief.quantities) - most, "quantity", "quantities")


def _is_slight(line: QuantityLine) -> bool:
    quantity = line.quantity
    return quantity.unit in {None, "items", "persons"} and (quantity.value_max or quantity.value or 0) <= SLIGHT


def _commitments(brief: Brief, console: Console) -> None:
    most = _most(brief, MOST_COMMITMENTS)
    for line in brief.commitments[:most]:
        text = _sides(line.bound) if line.bound else Text()
        if line.towards:
            text.append(" → ").append_text(_sides(line.towards))
        text.append(": " if text else "").append(f"“{tidy(line.words)}”")
        _print(console, text.append(f"  {commitment_note(line)} · {_place(line.evidence)}", style="dim"), hang=3)
    _more(console, len(brief.commitments) - most, "commitment")
    if not brief.commitments:
        _plain(console, NO_COMMITMENTS)


def _contrasts(brief: Brief, console: Console) -> None:
    most = _most(brief, MOST_CONTRASTS)
    for line in brief.contrasts[:most]:
        text = Text(f"“{tidy(line.contrast.then)}”", style="bold")
        text.append(f"; now: “{tidy(line.contrast.now)}”" if line.contrast.now else "", style="not bold")
        _print(console, text.append(f"  {_place(line.evidence)}", style="not bold dim"), hang=3)
    _more(console, len(brief.contrasts) - most, "contrast")
    if not brief.contrasts:
        _plain(console, NO_CONTRASTS)


def _questions(brief: Brief, console: Console) -> None:
    most = _most(brief, MOST_QUESTIONS)
    for line in brief.questions[:most]:
        _print(console, Text(tidy(line.question.question)).append(f"  {_place(line.evidence)}", style="dim"), hang=3)
    _more(console, len(brief.questions) - most, "question")
    if not brief.questions:
        _plain(console, "The texts name no open question.")


def _most(brief: Brief, limits: tuple[int, int]) -> int:
    return limits[len(brief.documents) <= FEW_DOCUMENTS]


def _place(evidence: Evidence) -> str:
    """`2.15`: document 2, sentence 15."""
    return f"{evidence.number}.{evidence.sentence + 1}"


def _more(console: Console, number: int, noun: str, plural: str | None = None) -> None:
    if number > 0:
        _plain(
            console, f"{counted(number, f'more {noun}', f'more {plural}' if plural else None)} in the written report."
        )


def _plain(console: Console, message: str) -> None:
    _print(console, Text(message, style="dim"))


def _width(console: Console) -> int:
    return min(console.width, WIDEST)


def _print(console: Console, text: Text, *, indent: int = 0, hang: int = 0) -> None:
    """Print wrapped text, all lines `indent` cells in, the lines after the first `hang` further."""
    wrapped = text.wrap(console, max(_width(console) - indent - hang, 20))
    for index, row in enumerate(wrapped):
        _row(console, row, indent=indent + (hang if index else 0))


def _row(console: Console, text: Text, *, indent: int = 0) -> None:
    """Print one line as it is."""
    text.rstrip()
    console.print(Text(" " * indent).append_text(text), soft_wrap=True)


def _rows(console: Console, table: Table) -> None:
    """Print a table without blanks at the ends of its lines."""
    with console.capture() as captured:
        console.print(table)
    for row in captured.get().splitlines():
        console.print(Text.from_ansi(row.rstrip()), soft_wrap=True)
