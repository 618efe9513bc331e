"""Sentences and cells that every form of the brief shows alike, filled from its records."""

from pathlib import Path

from riftline.brief.parties import OTHERS, full_name, is_own_name
from riftline.brief.relations import strongest
from riftline.brief.report import (
    CONFLICT,
    COOPERATION,
    Background,
    Brief,
    CommitmentLine,
    DocumentEntry,
    Dyad,
    LastBreak,
    Member,
    Outlook,
    Party,
    PartyEntry,
    YearBefore,
)
from riftline.brief.wording import counted, day, tidy, word

MOST_PARTIES = 25  # with rows of their own in a written report
MOST_MEMBERS = 8  # of one party
SECTIONS = (
    ("documents", "Documents"),
    ("actors", "Who is in it"),
    ("relations", "The rift at a glance"),
    ("background", "What went before"),
    ("events", "Who did what to whom"),
    ("said", "Said versus done"),
    ("quantities", "Quantities at stake"),
    ("commitments", "What was promised"),
    ("contrasts", "Then and now"),
    ("questions", "Open questions"),
    ("outlook", "What may come"),
    ("texts", "Full text with the evidence"),
)
HEADINGS = dict(SECTIONS)
_ORDINALS = {2: "2nd", 3: "3rd"}
NO_COMMITMENTS = "The texts mention no commitment."
CONTRADICTIONS = "Roles coded as the texts state them, though the table of office holders says otherwise:"
NO_CONTRASTS = "The texts set nothing against an earlier time."


def standfirst(brief: Brief) -> str:
    """What the brief rests on, in one sentence."""
    counts = brief.counts
    parts = [f"{counted(counts.events, 'event')} in {counted(counts.sentences, 'sentence')}"]
    parts.append(f"of {counted(counts.documents, 'document')}")
    if counts.copies:
        parts.append(f"({counted(counts.copies, 'copy', 'copies')} of others, not counted again)")
    skipped = f" {counted(len(brief.skipped), 'input')} skipped." if brief.skipped else ""
    return f"{' '.join(parts)}; {counts.actual} reported as actual.{skipped}"


def about(entry: DocumentEntry) -> tuple[str, ...]:
    """Source, date and size of a document; its id where a title stands in front."""
    document = entry.document
    parts = (
        tidy(document.source or ""),
        day(document.published) if document.published else "no date",
        tidy(document.id) if document.title and document.title != document.id else "",
        "" if entry.copy_of else counted(entry.sentences, "sentence"),
        "" if entry.copy_of else counted(entry.events, "event"),
    )
    return tuple(part for part in parts if part)


def highlights(brief: Brief) -> tuple[tuple[Dyad, str], ...]:
    """The pair with most conflict and the pair with most cooperation."""
    found = []
    for sign, quads in (("conflict", CONFLICT), ("cooperation", COOPERATION)):
        if dyad := strongest(brief.dyads, *quads):
            words, deeds = dyad.tally.count(quads[0]), dyad.tally.count(quads[1])
            size = ", ".join(f"{n} in {kind}" for n, kind in ((words, "words"), (deeds, "deeds")) if n)
            if unrealised := dyad.tally.unrealised(*quads):
                size += f", {unrealised} of them not actual"
            found.append((dyad, f"Most {sign}: {dyad.first.label} and {dyad.second.label} ({size})"))
    return tuple(found)


def commitment_note(line: CommitmentLine) -> str:
    """What kind of commitment it is, and by when it is due."""
    return f"{line.commitment.kind}, by {line.due}" if line.due else line.commitment.kind


def sections(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Anchors and headings of the sections that the brief has."""
    there = {"background": bool(brief.ledger), "outlook": bool(brief.outlook)}
    return tuple((name, heading) for name, heading in SECTIONS if there.get(name, True))


def background_note(brief: Brief) -> str:
    """What the background rests on."""
    name = Path(brief.ledger or "").name
    if not brief.background:
        return f"The ledger {name} and the table of alliances know nothing of these pairs."
    until = brief.background[0].until
    return (
        f"From the ledger {name} and the table of alliances, up to {until}; events as data sets count them. "
        "Conflict: share of conflict among events, with its 95 % interval."
    )


def outlook_note(brief: Brief) -> str:
    """What the outlook rests on."""
    one = brief.outlook[0]
    saved = ""
    if one.skill is not None:
        more = f"{100 * one.skill:.0f} % less" if one.skill >= 0 else f"{-100 * one.skill:.0f} % more"
        saved = f" Such forecasts of the last month or window erred by {more} (squares) than the usual rates."
    return (
        f"Chances that the ledger {Path(brief.ledger or '').name} gives for the {one.days} days from {day(one.first)}, "
        "learned from what came before; in brackets 90 % intervals; usual: the rate of pair and type alone. "
        f"First what the texts leave open, then what is unusual.{saved}"
    )


def outlook_head(outlook: Outlook) -> str:
    """Who may do what to whom."""
    return f"{outlook.source.label} → {outlook.target.label}: {outlook.what}"


def outlook_chance(outlook: Outlook) -> str:
    """The chance with its interval: "17 % (1–45)"."""
    return f"{percent(outlook.chance)} ({100 * outlook.lower:.0f}–{100 * outlook.upper:.0f})"


def outlook_lines(outlook: Outlook) -> tuple[str, ...]:
    """What moves the odds; how often such chances came true; the last such events."""
    moved = (("Raised by", True), ("Lowered by", False))
    lines = [
        f"{head}: " + "; ".join(f"{words} (odds ×{times:.2g})" for words, times in told)
        for head, up in moved
        if (told := [reason for reason in outlook.reasons if (reason[1] > 1) == up])
    ]
    if outlook.like:
        lines.append(f"Of {outlook.like} past forecasts like this {outlook.came_true} came true.")
    if past := dict.fromkeys(f"{tidy(event.text)} ({day(event.date)})" for event in outlook.past):
        lines.append(f"Last: {'; '.join(past)}")
    return tuple(lines)


def percent(share: float) -> str:
    """A chance in words that never say impossible or certain."""
    if not 0.001 <= share < 0.9995:  # noqa: PLR2004 - would be rounded to nothing or all
        return "below 0.1 %" if share < 0.5 else "above 99.9 %"  # noqa: PLR2004
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"  # noqa: PLR2004 - digits that matter


def background_lines(background: Background) -> tuple[str, ...]:
    """History, last break and obligations of a pair, a line each."""
    lines = [_history(background), *background.owed]
    if found := background.last_break:
        lines.insert(1, _break_text(found))
    return tuple(line for line in lines if line)


def _history(background: Background) -> str:
    years = [_year_text(year) for year in background.years]
    return f"Events: {'; '.join(years)}." if years else "No event between them in the ledger."


def _year_text(year: YearBefore) -> str:
    when = "the last 12 months" if year.ago == 1 else f"{_ORDINALS.get(year.ago, f'{year.ago}th')} year back"
    share = ""
    if year.conflict_share is not None and year.lower is not None and year.upper is not None:
        share = f", conflict {100 * year.conflict_share:.0f} % ({100 * year.lower:.0f}–{100 * year.upper:.0f})"
    return f"{when} {year.events:,.0f}{share}"


def _break_text(found: LastBreak) -> str:
    change = "rose" if found.ratio > 1 else "fell"
    return (
        f"Last break: {found.side} {change} in {found.month:%Y-%m}, from {_rate(found.before)} to {_rate(found.after)} "
        "a month at even coverage."
    )


def _rate(events: float) -> str:
    return "almost none" if events < 0.1 else f"{events:,.0f}" if events >= 10 else f"{events:.1f}"  # noqa: PLR2004


def said_done(brief: Brief) -> str:
    """How much was said, how much was done, how much neither."""
    actual = next((row.quads for row in brief.statuses if row.status == "actual"), (0, 0, 0, 0))
    words, deeds = actual[0] + actual[2], actual[1] + actual[3]
    others = [
        f"{number} {word('statuses', row.status)}"
        for row in brief.statuses
        if row.status != "actual" and (number := sum(row.quads))
    ]
    rest = f" {counted(brief.counts.events - brief.counts.actual, 'event')} not actual: {', '.join(others)}."
    head = f"Of {counted(brief.counts.events, 'event')}, {words} actual in words and {deeds} actual in deeds."
    return head + (rest if others else "")


def taking_part(brief: Brief) -> tuple[PartyEntry, ...]:
    """The parties with a part in an event."""
    return tuple(entry for entry in brief.parties if entry.events)


def also_named(brief: Brief) -> str:
    """The parties that are named but have no part in an event, in one line."""
    return ", ".join(spelled_out(entry.party) for entry in brief.parties if not entry.events)


def spelled_out(party: Party) -> str:
    """`Rapid Support Forces (RSF)`; the label alone where it says enough."""
    name = full_name(party)
    return f"{name} ({party.label})" if name else party.label


def in_rows(entry: PartyEntry) -> tuple[Member, ...]:
    """The members that have a row of their own: people and bodies of a party with a part in an event, the first few."""
    return tuple(member for member in _members(entry) if member.events)[:MOST_MEMBERS] if entry.party != OTHERS else ()


def in_passing(entry: PartyEntry) -> str:
    """The members without a row, in one line, with the number of events where there are any."""
    rest = [member for member in _members(entry) if member not in in_rows(entry)]
    return ", ".join(f"{member.name} ({member.events})" if member.events else member.name for member in rest)


def _members(entry: PartyEntry) -> list[Member]:
    return [member for member in entry.members if not is_party_itself(entry, member)]


def shown_parties(brief: Brief) -> tuple[PartyEntry, ...]:
    """The parties that have rows of their own in a written report."""
    parties = taking_part(brief)
    return (*parties[:MOST_PARTIES], *(entry for entry in parties[MOST_PARTIES:] if entry.party == OTHERS))


def further_parties(brief: Brief) -> str:
    """The parties with fewer events, in one line."""
    rest = [entry for entry in taking_part(brief) if entry not in shown_parties(brief)]
    return ", ".join(f"{spelled_out(entry.party)} ({entry.events})" for entry in rest)


def is_party_itself(entry: PartyEntry, member: Member) -> bool:
    """Whether a member is only the party under its own name, which stands above it already."""
    return is_own_name(entry.party, member.name)


def roles(member: Member) -> str:
    """A person's roles; a description ("European officials") names its own."""
    described = member.name[member.name.rfind(" ") + 1 :][:1].islower()
    return "" if described else ", ".join(member.roles)


def sectors(member: Member) -> str:
    """A member's sectors in plain words."""
    return ", ".join(word("sectors", sector) for sector in member.sectors)
