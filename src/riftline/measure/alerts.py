"""Alerts: did a break begin in the last few periods? Each period is judged by what was known when it ended."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.measure.breaks import FALSE_ALARMS, LEAST_EVENTS, shortest
from riftline.measure.counts import PER_DECADE, SIDES, Coverage, Of, Panel, Split, Wanted, panel
from riftline.measure.detector import Watch, watch
from riftline.measure.frames import By, like

ENOUGH = {"year": 5, "quarter": 8, "month": 12, "week": 26, "day": 60}  # periods of history before the first alarm
FALSE_PER_PERIOD = 0.11  # false alarms per period at no evidence, fitted as `regimes.FALSE_PER_PERIOD`
DECAY = 0.73

_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("source", "target", "side", "kind"), pa.string()),
    **dict.fromkeys(("period", "began"), pa.date32()),
    "delay": pa.int64(),
    **dict.fromkeys(("before", "after", "ratio", "evidence", "p"), pa.float64()),
    "alarm": pa.bool_(),
    "coverage": pa.string(),
}


def alerts(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By = "month",
    source: str | None = None,
    target: str | None = None,
    directed: bool = False,
    coverage: Coverage = "all",
    of: Of = "events",
    split: Split = "sides",
    false_alarms: float = FALSE_ALARMS,
    every: bool = False,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """Whether a break began lately, period by period, from what was known by then.

    In every period the last k = 1 … 6 are compared with up to 36 before them, by the generalised likelihood ratio of
    negative binomial counts, g = max over k of [loss(both at one rate) − loss(each at its own)], brought down for
    noise that is known from few periods. Coverage, over-dispersion and sides are as in `breaks`, but over-dispersion
    is that of the past alone. An alarm is raised when the evidence passes ln(A · periods per decade / false alarms)
    / B; A and B were fitted to series without a break. It is open at first: an outburst or the beginning of a new
    level. It is a shift once the change has lasted three periods (two quarters, two years) and does not rest on one
    of them alone.

    | column | meaning, unit |
    |---|---|
    | `kind` | open, or shift when the change has lasted; an open alarm may be followed by its shift |
    | `period` | the period at whose end the alarm is raised |
    | `began`, `delay` | most likely first period of the new regime, and how many periods before `period` that is |
    | `before`, `after`, `ratio` | events (Goldstein points, net) per period at usual coverage before and since `began` |
    | `evidence` | n/2 · ln(1 + 2 g / n), g the log likelihood ratio, n periods of history and 6 more |
    | `p` | how likely one period of a series without a break begins an alarm at that evidence |
    | `alarm` | whether an alarm begins, or turns into a shift, in this period |

    Args:
        frame: as for `breaks`.
        by: day, week, month, quarter or year.
        source: only dyads of this party (either end unless `directed`).
        target: the other end.
        directed: source and target kept apart.
        coverage: "all" events of the period, those of the two "parties" with others, or "none".
        of: count events, or add their Goldstein values.
        split: two "sides", or the four "quads".
        false_alarms: per dyad and decade, all sides together.
        every: a row for every period that can be judged, not only for alarms.

    Raises:
        MeasureError: columns are missing, or an argument cannot be used.

    Sources: Siegmund and Venkatraman 1995, Using the generalized likelihood ratio statistic for sequential detection
    of a change-point, doi:10.1214/aos/1176324466; Höhle and Paul 2008, Count data regression charts for the
    monitoring of surveillance time series, doi:10.1016/j.csda.2008.02.015.
    """
    if not 0 < false_alarms <= 1:
        raise MeasureError(f"false_alarms cannot be {false_alarms}", remedy="Give alarms per decade, such as 0.1")
    series = panel(frame, Wanted(by, source, target, directed, coverage, of, split, LEAST_EVENTS))
    sides = 1 if "net" in series.side else len(SIDES[split])
    limit = float(np.log(FALSE_PER_PERIOD * PER_DECADE[by] * sides / false_alarms) / DECAY)
    rows = sorted(_rows(series, by, limit, every=every), key=lambda row: [row[name] for name in _ORDER])
    return like(frame, pa.Table.from_pylist(rows, schema=pa.schema(list(_TYPES.items()))))


_ORDER = ("source", "target", "side", "period")


def _rows(series: Panel, by: By, limit: float, *, every: bool) -> Iterator[dict[str, Any]]:
    for net in (False, True):
        part = series.pick([i for i, side in enumerate(series.side) if (side == "net") == net])
        if part.dyad:
            seen, unit = watch(part, limit, enough=ENOUGH[by], confirmed=shortest(by), net=net)
            shown = seen.recent > 0 if every else seen.alarm
            for row, at in np.argwhere(shown).tolist():
                yield _row(part, seen, float(unit[row]), (row, at), net=net)


def _row(part: Panel, seen: Watch, unit: float, cell: tuple[int, int], *, net: bool) -> dict[str, Any]:
    row, at = cell
    delay = int(seen.recent[cell]) - 1
    levels = [float(level[cell]) for level in (seen.before, seen.after)]
    before, after = (unit * (float(np.sinh(level)) if net else level) for level in levels)
    evidence = float(seen.evidence[cell])
    chance = FALSE_PER_PERIOD * float(np.exp(-DECAY * evidence))
    return {
        "source": part.dyad[row][0],
        "target": part.dyad[row][1],
        "side": part.side[row],
        "kind": "shift" if seen.lasting[cell] else "open" if seen.alarm[cell] else None,
        "period": part.starts[at],
        "began": part.starts[at - delay],
        "delay": delay,
        "before": before,
        "after": after,
        "ratio": None if net or before <= 0 else after / before,
        "evidence": evidence,
        "p": chance,
        "alarm": bool(seen.alarm[cell]),
        "coverage": "all" if part.covered else "none",
    }
