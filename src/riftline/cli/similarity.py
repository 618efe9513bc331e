"""`riftline similarity`: how alike the alliances of states are, or whom they get on with."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.cli.measures import (
    AsJson,
    ChartFile,
    EventsFile,
    LedgerFile,
    check_chart,
    open_frame,
    parse_period,
    party_list,
    save_chart,
    show,
)
from riftline.errors import UsageError

if TYPE_CHECKING:
    from riftline.measure.similarity import Portfolios

Parties = Annotated[list[str] | None, typer.Argument(metavar="PARTY…", help="Two or more, by name or code.")]
_NOTE = "1 is the same; 0 of kappa, pi and tau_b is what chance would give. Formulas: riftline cite similarity"
_PAIR = 2
_DIFFERENCES = 10  # rows that say what sets a pair apart


def command(
    parties: Parties = None,
    *,
    on: Annotated[str, typer.Option(help="A day, or a year or other period; of alliances, its last day.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="All pairs, the most alike first.")] = False,
    atop: Annotated[Path | None, typer.Option(metavar="FILE", help="Alliances from your file of ATOP.")] = None,
    defence: Annotated[bool, typer.Option("--defence", help="Count duties to defend alone.")] = False,
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell how alike the alliances of states are; with --ledger or --events, whom they get on with.

    Example: riftline similarity USA GBR DEU --on 2018
    """
    from riftline.measure.similarity import compare, differences  # noqa: PLC0415 - keeps --help quick

    check_chart(chart)
    codes = party_list(parties or [])
    if not on or everyone == bool(codes) or len(codes) == 1:
        problem = "give --on and two or more parties, or --on and --all"
        raise UsageError(problem, remedy="See riftline similarity --help")
    profiles = _by_events(on, ledger, events) if ledger or events else _by_alliances(on, atop, defence=defence)
    chosen = profiles.of(codes) if codes else profiles
    table = compare(chosen).sort_by([("kappa", "descending")])
    what = "relations with third states" if profiles.thirds else "alliances"
    show(table, as_json=as_json, title=f"How alike their {what} are, {on}", note=_NOTE)
    if len(codes) == _PAIR and not as_json:
        show(differences(profiles, *codes).slice(0, _DIFFERENCES), title="What sets them apart")
    if chart:
        from riftline.charts.similarity import similarity_chart  # noqa: PLC0415 - as above

        save_chart(similarity_chart(table, of=what, source=f"riftline similarity, {on}"), chart)


def _by_alliances(on: str, atop: Path | None, *, defence: bool) -> "Portfolios":
    from riftline.facts.atop import load_atop  # noqa: PLC0415 - as above
    from riftline.measure.portfolios import alliance_portfolios  # noqa: PLC0415

    among = load_atop(atop) if atop else None
    return alliance_portfolios(parse_period(on)[1], among=among, defence_only=defence)


def _by_events(on: str, ledger: Path | None, events: Path | None) -> "Portfolios":
    from riftline.measure.portfolios import event_portfolios  # noqa: PLC0415 - as above

    start, end = parse_period(on)
    return event_portfolios(open_frame(ledger, events), start=start, end=end)
