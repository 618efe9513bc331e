"""`riftline blocs`: who stands with whom in a period, who could stand elsewhere, which ties contradict the blocs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from riftline.cli.measures import (
    AsJson,
    ChartFile,
    EventsFile,
    LedgerFile,
    check_chart,
    open_frame,
    parse_period,
    save_chart,
    show,
)
from riftline.errors import UsageError

if TYPE_CHECKING:
    from riftline.measure.divisions import Division
    from riftline.measure.ties import Network

Periods = Annotated[
    Literal["week", "month", "quarter", "year"] | None, typer.Option("--by", help="One row of figures per period.")
]
_PARTIES = ("party", "bloc", "ties", "negative", "frustrated", "margin", "cost_lower", "cost_upper", "swing")
_TIES = ("source", "target", "sign", "weight", "frustrated", "when", "cost_lower", "cost_upper", "flip_lower")
_NOTE = (
    "margin: the cost of moving a party alone; cost: of seeing it opposite its anchor, others moving as it suits; "
    "swing: it may stand on either side. Formula: riftline cite blocs"
)
_TIES_NOTE = "cost: of seeing the tie the other way; flip: what a change of its sign does to the index"
_FIGURES_NOTE = (
    "null: signs permuted among the ties, by local search (upper bounds). Formula: riftline cite frustration"
)


def command(
    edges: Annotated[
        Path | None, typer.Argument(metavar="[EDGES.csv]", help="Ties instead of events: a, b, sign[, weight, period].")
    ] = None,
    *,
    period: Annotated[str, typer.Option(help="A year, quarter, month, day or span, such as 2022-03.")] = "",
    by: Periods = None,
    k: Annotated[str, typer.Option("--k", metavar="N|free", help="How many blocs there may be.")] = "2",
    ties: Annotated[bool, typer.Option("--ties", help="The ties that contradict the blocs, or may.")] = False,
    rule: Annotated[Literal["share", "net"], typer.Option(help="What makes a tie positive or negative.")] = "share",
    least: Annotated[float, typer.Option(min=0, help="Events from which a pair gets a sign.")] = 3.0,
    weighted: Annotated[bool, typer.Option("--weighted", help="Ties weigh the logarithm of their events.")] = False,
    seconds: Annotated[float, typer.Option(min=0, help="When to stop looking for a proof.")] = 30.0,
    seed: Annotated[int, typer.Option(help="Of the local search and the permutations.")] = 0,
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell who stands with whom in a period, who could stand elsewhere, and which ties contradict the blocs.

    Example: riftline blocs --ledger events.duckdb --period 2022-03
    """
    from riftline.measure.ties import Rules, networks  # noqa: PLC0415 - keeps --help quick

    check_chart(chart)
    groups = _groups(k)
    if ties and (by or groups != 2):  # noqa: PLR2004
        raise UsageError("the ties that contradict two blocs are told for one period", remedy="Leave out --by and --k")
    if chart and by:
        raise UsageError("the chart shows one period", remedy="Leave out --by")
    frame, rules = _frame(edges, period, ledger, events), Rules(rule=rule, least=least, weighted=weighted)
    if by:
        from riftline.measure.balance import balance  # noqa: PLC0415 - as above
        from riftline.measure.frames import scan, table  # noqa: PLC0415

        rows = table(scan(balance(frame, by=by, rules=rules, seconds=seconds, seed=seed)))
        return show(rows, as_json=as_json, title="Balance by period", note=_FIGURES_NOTE)
    for network in networks(frame, None, rules):
        _tell(network, groups, ties=ties, seconds=seconds, seed=seed, as_json=as_json, chart=chart)
    return None


def _groups(text: str) -> int | None:
    if text == "free":
        return None
    if not text.isdigit() or int(text) < 1:
        raise UsageError("is no number of blocs", where=f"--k {text}", remedy="Give 2, 3, … or free")
    return int(text)


def _frame(edges: Path | None, period: str, ledger: Path | None, events: Path | None) -> Any:  # noqa: ANN401 - a frame
    """The ties of a file, or the events of the period."""
    import narwhals as nw  # noqa: PLC0415 - as above

    from riftline.measure.frames import dyads  # noqa: PLC0415
    from riftline.measure.ties import read_ties  # noqa: PLC0415

    if edges is not None:
        if ledger or events or period:
            raise UsageError("ties and events are both given", remedy="Give EDGES.csv, or --ledger or --events")
        return read_ties(edges)
    rows = dyads(open_frame(ledger, events))
    if period:
        rows = rows.filter(nw.col("date").is_between(*parse_period(period)))
    return rows.to_native()


def _tell(
    network: "Network",
    k: int | None,
    *,
    ties: bool,
    seconds: float,
    seed: int,
    as_json: bool,
    chart: Path | None,
) -> None:
    """Print one period, and draw it."""
    from riftline.measure.blocs import parties_of  # noqa: PLC0415 - as above
    from riftline.measure.fault_line import contradicting, ties_of  # noqa: PLC0415
    from riftline.measure.frustration import permuted  # noqa: PLC0415
    from riftline.measure.partition import partition  # noqa: PLC0415

    division = partition(network.graph, k, seconds=seconds, seed=seed)
    title = _title(network, division, permuted(network.graph, seed=seed) if k == 2 else None)  # noqa: PLR2004
    if ties:
        rows = contradicting(ties_of(network, division, seed=seed))
        show(rows if as_json else rows.select(_TIES), as_json=as_json, title=title, note=_TIES_NOTE)
    parties = parties_of(network, division, two=k == 2, seed=seed) if chart or not ties else None  # noqa: PLR2004
    if parties is not None and not ties:
        parties = parties.sort_by([("bloc", "ascending"), ("margin", "descending"), ("party", "ascending")])
        show(parties if as_json else parties.select(_PARTIES), as_json=as_json, title=title, note=_NOTE)
    if parties is not None and chart:
        from riftline.charts.blocs import blocs_chart  # noqa: PLC0415 - heavy

        fault = parties.append_column("fault", parties["swing"])
        source = f"riftline blocs, {network.period}"
        save_chart(blocs_chart(fault, network.ties.filter(network.ties["sign"].is_valid()), source=source), chart)


def _title(network: "Network", division: "Division", null: Any) -> str:  # noqa: ANN401 - a Null, or None
    """What was found, in sentences."""
    graph = network.graph
    found = (
        f"{network.period}: {len(graph.nodes)} parties, {len(graph.edges)} ties, of which {(graph.signs < 0).sum()} "
        f"between foes (weight {graph.negative:g}). Pairs that are neither friends nor foes: {network.unsigned}."
    )
    blocs = len(set(division.groups.tolist()))
    proof = "no division does better" if division.proved else f"not proved, at least {division.lower:g} must"
    said = f"{found}\nTies of weight {division.upper:g} contradict the {blocs} blocs ({proof})."
    if null is None:
        return said
    far = "" if null.z is None else f", z {null.z:.1f}".replace("-", "−")
    return f"{said} With the signs dealt out anew: {null.mean:.1f} ± {null.sd:.1f} in {null.shuffles} networks{far}."
