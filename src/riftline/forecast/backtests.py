"""The two doors to backtests of chances: a benchmark folder, and a ledger."""

import datetime as dt
from pathlib import Path

from riftline.errors import MeasureError
from riftline.forecast.chances import rolling
from riftline.forecast.chances.benchmark_panel import Level, panel_of_graph
from riftline.forecast.chances.model import Settings
from riftline.forecast.chances.rolling import Backtest, windows
from riftline.forecast.ledger_events import last_day, read_panel
from riftline.forecast.questions import Act
from riftline.forecast.tkg import Graph
from riftline.ledger.store import Ledger

ANEW = 90  # days after which a backtest of a ledger learns anew
TESTED = 4  # a quarter of a ledger is tested, at most a year


def backtest_benchmark(
    graph: Graph, folder: Path, *, level: Level = "relations", split: str = "test", settings: Settings | None = None
) -> Backtest:
    """Probabilities of a benchmark's facts, learned before the split and forecast window after window through it.

    Args:
        graph: what `riftline.forecast.tkg.read_benchmark` read.
        folder: where it was read.
        level: relations of triples seen before, or the 20 CAMEO roots of all pairs seen before.
        split: `valid` or `test`.
        settings: the window and how to learn.

    Raises:
        MeasureError: the split is shorter than a window, or too little lies before it.
    """
    how = settings or Settings(days=7)
    panel = panel_of_graph(graph, folder, level)
    first, last = graph.spans[split]
    return rolling.tested(panel, [first], windows(first, last, how.days), how, every_kind=level == "roots")


def backtest_ledger(
    ledger: Ledger, settings: Settings, *, act: Act | None = None, today: dt.date | None = None
) -> Backtest:
    """How good forecasts from this ledger would have been, over its last quarter (at most a year).

    Args:
        ledger: where the events are.
        settings: the window and how to learn.
        act: types or classes that count as one, see `riftline.forecast.ledger_events.read_panel`.
        today: events dated later are left out.

    Raises:
        MeasureError: the ledger is too short or thin.
    """
    last = last_day(ledger, today)
    panel = read_panel(ledger, last + dt.timedelta(1), act) if last else None
    if panel is None:
        raise MeasureError("the ledger has no actual events", remedy="Import some: riftline ledger import")
    tested = max(settings.span, min(365, panel.until // TESTED))
    first = panel.until - tested
    starts = list(range(first, panel.until, max(ANEW, settings.days)))
    return rolling.tested(panel, starts, windows(first, panel.until - 1, settings.days), settings, every_kind=True)
