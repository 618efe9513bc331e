"""The brief at the terminal: the same sections, shorter, the evidence under each event. No meaning by colour alone."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riftline.brief.lines import JOINTS, details, excerpt, quantity_text
from riftline.brief.report import QUADS, Brief, EventLine, Side
from riftline.brief.summary import HEADINGS, about, highlights, is_party_itself, said_done, sectors, standfirst
from riftline.brief.wording import counted, tidy, word

MOST_DYADS = 12
MOST_MEMBERS = 8  # of one party
MOST_QUANTITIES = 15
WIDEST = 120  # lines of text longer than this are tiring, however wide the window
STYLES = {1: "cyan", 2: "bold cyan", 3: "yellow", 4: "bold yellow"}
SHORT_QUADS = ("cooperation\nin words", "cooperation\nin deeds", "conflict\nin words", "conflict\nin deeds")
NARROW = 100


def print_brief(brief: Brief, console: Console | None = None) -> None:
    """Print the brief, on standard output unless told otherwise; the full texts are left to the other forms."""
    console = console or Console()
    console.print(Text(brief.title, style="bold"))
    console.print(Text(standfirst(brief), style="dim"))
    for name, show in (
        ("documents", _documents),
        ("actors", _actors),
        ("relations", _relations),
        ("events", _events),
        ("said", _said),
        ("quantities", _quantities),
        ("questions", _questions),
    ):
        console.print()
        console.print(Text(HEADINGS[name].upper(), style="bold"))
        show(brief, console)


def _documents(brief: Brief, console: Console) -> None:
    for entry in brief.documents:
        text = Text(f"{entry.number}. ")
        text.append(tidy(entry.document.title or entry.document.id))
        copy = (f"copy of document {entry.copy_of}, not counted again",) if entry.copy_of else ()
        text.append("  " + " · ".join((*about(entry), *copy)), style="dim")
        _print(console, text, hang=3)
    if not brief.documents:
        _plain(console, "No document could be read.")
    for problem in brief.skipped:
        _print(console, Text(f"skipped: {problem}"), hang=3)


def _actors(brief: Brief, console: Console) -> None:
    if not brief.parties:
        _plain(console, "Nobody was recognised.")
        return
    for entry in brief.parties:
        text = Text(entry.party.label, style="bold")
        text.append(f"  {counted(entry.events, 'event')}", style="not bold dim")
        members = [member for member in entry.members if not is_party_itself(entry, member)]
        shown = [f"{member.name}{_about_member((*member.roles, sectors(member)))}" for member in members[:MOST_MEMBERS]]
        rest = [f"{len(members) - MOST_MEMBERS} more"] if len(members) > MOST_MEMBERS else []
        _print(console, text)
        if shown and entry.party.kind != "other":
            _print(console, Text("; ".join((*shown, *rest))), indent=3)


def _about_member(parts: Iterable[str]) -> str:
    inside = ", ".join(part for part in parts if part)
    return f" ({inside})" if inside else ""


def _relations(brief: Brief, console: Console) -> None:
    if not brief.dyads:
        _plain(console, "No event joins two parties.")
        return
    for _, text in highlights(brief):
        _print(console, Text(text), hang=3)
    table = _table("Pair", *_quad_heads(console), "not\nactual")
    for dyad in brief.dyads[:MOST_DYADS]:
        counts = [str(dyad.tally.count(quad)) for quad in QUADS]
        pair = Text(f"{dyad.first.label} – {dyad.second.label}")  # noqa: RUF001 - an en dash joins a pair
        table.add_row(pair, *counts, str(dyad.tally.unrealised()))
    console.print(table)
    if len(brief.dyads) > MOST_DYADS:
        _plain(console, f"{counted(len(brief.dyads) - MOST_DYADS, 'more pair')} in the written forms.")


def _quad_heads(console: Console) -> tuple[str, ...]:
    return SHORT_QUADS if console.width < NARROW else tuple(word("quads", quad) for quad in QUADS)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column(first, ratio=None, overflow="fold")
    for head in others:
        table.add_column(head, justify="right")
    return table


def _events(brief: Brief, console: Console) -> None:
    if not brief.groups:
        _plain(console, "No events were found.")
        return
    _plain(console, "Pairs with most conflict first; in a pair the weightiest event (Goldstein) first.")
    for group in brief.groups:
        console.print()
        _print(console, Text(group.heading, style="underline"))
        for line in group.lines:
            _event(line, console)
        if group.elsewhere:
            _plain(console, f"{counted(group.elsewhere, 'more event')} of this pair with others: see below.")


def _event(line: EventLine, console: Console) -> None:
    event = line.event
    text = Text(f"{line.number:>3}  ")
    text.append_text(_sides(line.sources, JOINTS.get(line.arrow, ", ")))
    if line.arrow == "→":
        text.append(" → ").append_text(_sides(line.targets))
    text.append(": ").append(line.what, style=STYLES[event.quad])
    text.append(f" (“{tidy(event.trigger)}”)")
    if event.status != "actual":
        text.append(f" [{word('statuses', event.status)}]", style="bold")
    _print(console, text, hang=5)
    _print(console, Text(" · ".join(details(line))), indent=5)
    before, trigger, after = excerpt(event, max(2 * (_width(console) - 8), 60))
    quoted = Text(f"{line.evidence.number}.{event.sentence + 1}  ", style="dim")
    quoted.append(before).append(trigger, style="bold not dim").append(after)
    _print(console, quoted, indent=5)


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
    table = _table("The report says", *_quad_heads(console), "all")
    for row in brief.statuses:
        table.add_row(word("statuses", row.status), *map(str, row.quads), str(sum(row.quads)))
    console.print(table)
    for saying in brief.sayings:
        who = saying.speaker or "the report itself"
        numbers = ", ".join(map(str, saying.events))
        _print(console, Text(f"{word('statuses', saying.status)}, says {who}: {numbers}"), hang=3)


def _quantities(brief: Brief, console: Console) -> None:
    if not brief.quantities:
        _plain(console, "No quantities were found.")
        return
    for line in brief.quantities[:MOST_QUANTITIES]:
        text = Text(tidy(line.quantity.text), style="bold")
        place = f"{line.evidence.number}.{line.evidence.sentence + 1}"
        parts = (quantity_text(line.quantity), f"event {line.event}" if line.event else "", place)
        text.append("  " + " · ".join(part for part in parts if part), style="not bold")
        _print(console, text, hang=3)
    if len(brief.quantities) > MOST_QUANTITIES:
        _plain(console, f"{len(brief.quantities) - MOST_QUANTITIES} more in the written forms.")


def _questions(brief: Brief, console: Console) -> None:
    for line in brief.questions:
        place = f"  {line.evidence.number}.{line.evidence.sentence + 1}"
        _print(console, Text(tidy(line.question.question)).append(place, style="dim"), hang=3)
    if not brief.questions:
        _plain(console, "The texts name no open question.")


def _plain(console: Console, message: str) -> None:
    _print(console, Text(message, style="dim"))


def _width(console: Console) -> int:
    return min(console.width, WIDEST)


def _print(console: Console, text: Text, *, indent: int = 0, hang: int = 0) -> None:
    """Print wrapped text, all lines `indent` cells in, the lines after the first `hang` further."""
    wrapped = text.wrap(console, max(_width(console) - indent - hang, 20))
    for index, row in enumerate(wrapped):
        row.rstrip()
        console.print(Text(" " * (indent + (hang if index else 0))).append_text(row), soft_wrap=True)
