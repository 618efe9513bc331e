"""A negotiation at the terminal."""

from collections.abc import Iterator, Sequence

from riftline.brief import negotiation as told
from riftline.negotiate.report import IssueReport, NegotiationReport
from riftline.negotiate.scenario import Issue
from riftline.negotiate.uncertainty import Spread

_EFFECTS = 8
_ROUNDS = 3


def render_text(report: NegotiationReport) -> str:
    """The report as plain text, about 100 columns wide."""
    scenario = report.scenario
    lines = [scenario.title, "=" * len(scenario.title)]
    lines += [scenario.question] if scenario.question else []
    lines += ["", f"ILLUSTRATIVE. {told.ILLUSTRATIVE}"] if scenario.illustrative else []
    lines += [scenario.note] if scenario.note else []
    for one in report.issues:
        lines += ["", *_issue(one)]
    lines += ["", told.limits(scenario), f"{report.draws:,} draws, seed {report.seed}."]
    return "\n".join(lines) + "\n"


def _issue(report: IssueReport) -> Iterator[str]:
    issue = report.settlement.issue
    yield f"{issue.title}"
    yield "-" * len(issue.title)
    yield told.scale(issue)
    yield ""
    yield told.headline(report)
    yield from (f"  {told.anchor(one, issue)}" for one in report.settlement.anchors)
    yield from (f"  {told.crossing(one, issue)}" for one in report.settlement.crossings)
    yield ""
    yield from _answers(report)
    yield ""
    yield from _effects(report)
    yield ""
    yield from _needs(report)
    yield ""
    yield from _departures(report)
    yield ""
    yield told.UNSTABLE
    yield from (f"  {told.round_of(one, issue)}" for one in report.rounds[:_ROUNDS])


def _answers(report: IssueReport) -> Iterator[str]:
    issue = report.settlement.issue
    rows = [["model", "best guess", "50 %", "80 %", ""]]
    for answer in report.settlement.answers:
        cells = [told.plain(answer.best, issue), *_bands(answer.spread, issue), told.answer_note(answer)]
        rows.append([answer.title, *cells])
    yield told.PANEL
    yield from _table(rows)


def _bands(spread: Spread, issue: Issue) -> list[str]:
    bands = (spread.band(level) for level in (0.5, 0.8))
    return ["none" if low != low else f"{told.plain(low, issue)}–{told.plain(high, issue)}" for low, high in bands]  # noqa: PLR0124 - NaN


def _effects(report: IssueReport) -> Iterator[str]:
    issue = report.settlement.issue
    yield "What moves the weighted mean most, each input between its 10 % and 90 % quantile:"
    rows = [["input", "from", "to", "outcome from", "to"]]
    for effect in report.effects[:_EFFECTS]:
        ends = [f"{effect.low:.3g}", f"{effect.high:.3g}"]
        outcomes = [told.plain(effect.at_low, issue), told.plain(effect.at_high, issue)]
        rows.append([f"{effect.which.actor}, {effect.which.field}", *ends, *outcomes])
    yield from _table(rows)
    if report.shares:
        yield "Of the spread: " + "; ".join(told.share(one) for one in report.shares[:3]) + "."


def _needs(report: IssueReport) -> Iterator[str]:
    issue = report.settlement.issue
    for way, needs in (("up", report.up), ("down", report.down)):
        found = told.easiest(needs, issue)
        yield f"To move it {way} by {told.amount(report.distance, issue)}, one of:"
        yield from (f"  {told.need(one, issue)}" for one in found)
        if not found:
            yield "  no single input can"


def _departures(report: IssueReport) -> Iterator[str]:
    issue = report.settlement.issue
    yield told.ABSENT
    rows = [["", "mean", "median", "pivotal"]]
    for one in report.departures:
        cells = [told.plain(one.mean, issue), told.plain(one.median, issue), "yes" if one.pivotal else ""]
        rows.append([told.departure(one), *cells])
    yield from _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Aligned columns, the first to the left and the others to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if not k else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()
