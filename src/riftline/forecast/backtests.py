"""The two doors to backtests of chances: a benchmark folder, and a ledger."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from riftline.errors import MeasureError, UsageError
from riftline.forecast.chances import rolling
from riftline.forecast.chances.benchmark_panel import Level, panel_of_graph
from riftline.forecast.chances.model import Settings
from riftline.forecast.chances.panel import Panel
from riftline.forecast.chances.rolling import Backtest, Rolled, backtest, windows
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
    found = rolling.tested(panel, [first], windows(first, last, how.days), how, every_kind=level == "roots")
    return backtest(panel, found, how.days)


@dataclass(frozen=True, slots=True)
class LedgerTest:
    """A backtest of a ledger: the events, every forecast, and their scores."""

    panel: Panel
    forecasts: Rolled
    scores: Backtest

    def track(self, source: str, target: str, act: Act) -> list[tuple[dt.date, float, float, bool]]:
        """One act of a pair through the test: first day of the window, chance, base rate, whether it happened.

        Raises:
            UsageError: it was not forecast, as the pair or the act does not occur before the test ends.
        """
        names = self.panel.parties
        if not {source, target} <= set(names) or act.label not in self.panel.kinds:
            raise _not_forecast(source, target, act)
        number = ([names.index(source)], [self.panel.kinds.index(act.label)], [names.index(target)])
        cell = int(self.forecasts.cells.find(*(np.array(one) for one in number))[0])
        rows = np.flatnonzero(self.forecasts.cell == cell)
        if cell < 0 or not len(rows):
            raise _not_forecast(source, target, act)
        found = self.forecasts
        columns = (found.chance[rows], found.base[rows], found.happened[rows] > 0)
        days = [self.panel.date(int(day)) or dt.date.min for day in found.day[rows]]
        return list(zip(days, *(column.tolist() for column in columns), strict=True))


def _not_forecast(source: str, target: str, act: Act) -> UsageError:
    remedy = "See who does what to whom: riftline relations"
    return UsageError(f"the ledger has no window to test for {act.label} of {source} towards {target}", remedy=remedy)


def backtest_ledger(
    ledger: Ledger, settings: Settings, *, act: Act | None = None, today: dt.date | None = None
) -> LedgerTest:
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
    origins = windows(first, panel.until - 1, settings.days)
    found = rolling.tested(panel, starts, origins, settings, every_kind=True)
    return LedgerTest(panel, found, backtest(panel, found, settings.days))
