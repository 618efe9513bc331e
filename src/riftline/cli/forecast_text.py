"""Forecasts as text: one in full, many as a table, all as lines of JSON."""

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from riftline.cli.tables import show

if TYPE_CHECKING:
    from riftline.forecast.answers import Forecast
    from riftline.forecast.chances.reasons import Rule
    from riftline.forecast.ledger_events import Match

_REASONS = 5
_NOTE = (
    "chance: that it happens in the window; lower, upper: 90 % interval; base: by the rate\n"
    "of pair and type alone; because: what raises the odds most. Formulas: riftline cite forecast"
)


def print_json(made: "list[Forecast]") -> None:
    """One object for each forecast."""
    from riftline.forecast.book import told  # noqa: PLC0415 - heavy

    for one in made:
        sys.stdout.write(json.dumps(told(one), ensure_ascii=False, default=str) + "\n")


def table(made: "list[Forecast]", title: str, *, last: bool = True) -> None:
    """Many forecasts, one row each; below the `last` table what the columns are."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    rows = [
        {
            "source": one.question.source, "target": one.question.target, "act": one.question.act.label,
            "chance": one.chance, "lower": one.lower, "upper": one.upper, "base": one.base,
            "because": _because(one),
        }
        for one in made
    ]  # fmt: skip
    show(pa.Table.from_pylist(rows), title=title, note=_NOTE if last else None)
    sys.stdout.write("" if last else "\n")


def _because(one: "Forecast") -> str | None:
    """What raises the odds most, such as "same act ×39"."""
    most = max(one.reasons, key=lambda reason: reason.times, default=None)
    return f"{most.kind} ×{most.times:.2g}" if most and most.times > 1 else None


def detail(one: "Forecast") -> None:
    """One forecast in full."""
    sys.stdout.write("\n".join(_lines(one)) + "\n\n")


def _lines(one: "Forecast") -> list[str]:
    asked = one.question
    name = f"{asked.name}: " if asked.name else ""
    least = f"at least {asked.events} events of " if asked.events > 1 else ""
    head = f"{name}{asked.source} → {asked.target}, {least}{asked.act.label}, {_window(one)}"
    if one.chance is None:
        return [head, f"  No basis: {one.why}."]
    lines = [head, f"  Chance {_percent(one.chance)} (90 % interval {_percent(one.lower)} to {_percent(one.upper)})"]
    lines.append(f"  Base rate of pair and type: {_percent(one.base)}")
    lines += [f"  Mind: {one.why}."] if one.why else []
    return lines + _record(one) + _reasons(one) + _matches(one)


def _window(one: "Forecast") -> str:
    start = one.question.start
    if start is None:  # the ledger is empty
        return f"within {one.question.days} days"
    last = start + dt.timedelta(one.question.days - 1)
    return f"{start} to {last} (known until {one.until - dt.timedelta(1)})"


def _record(one: "Forecast") -> list[str]:
    if one.record is None:
        return []
    like = one.record
    text = f"  Of {like.forecasts} past forecasts like this (mean {_percent(like.said)}) {like.came_true} came true"
    return [f"{text}, {_percent(like.came_true / like.forecasts)}"]


def _reasons(one: "Forecast") -> list[str]:
    lines = [f"    × {reason.times:.2f}  {reason.words}" for reason in one.reasons[:_REASONS]]
    lines += [f"    {_rule(rule, one)}" for rule in one.rules]
    return ["  Why (what it does to the odds, from the average pair and type on):", *lines] if lines else []


def _rule(rule: "Rule", one: "Forecast") -> str:
    who = one.question.target if rule.answer else one.question.source
    found = f"{_percent(rule.share)} of {rule.cases} cases, usually {_percent(rule.usual)}"
    return f"after {rule.act} by {who} {rule.days_ago} days before: {found}"


def _matches(one: "Forecast") -> list[str]:
    lines = [f"    {match.date} {match.type} {_told(match)}" for match in one.matches]
    return ["  The last such events:", *lines] if lines else ["  No such event before."]


def _told(match: "Match") -> str:
    """What was told, and where."""
    return f"{match.quote or match.text or ''} [{match.url or match.document or match.event}]"


def _percent(share: float | None) -> str:
    if share is None:
        return "–"
    if share >= 0.9995:  # noqa: PLR2004 - would be rounded to what nothing is, certain
        return "above 99.9 %"
    return f"{100 * share:.1f} %" if share >= 0.0005 else "below 0.1 %"  # noqa: PLR2004
