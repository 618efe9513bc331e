"""`riftline alliances`: who is bound to do what for whom."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from riftline.errors import UsageError


def command(
    who: Annotated[list[str], typer.Argument(metavar="WHO...", help="Two states, one state, or an alliance.")],
    on: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today without it.")] = None,
    atop: Annotated[Path | None, typer.Option(metavar="FILE", help="ATOP's own file instead of the table.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Tell who is bound to do what for whom: between two states, for one state, or in an alliance.

    States are ISO alpha-3 codes or names ("Estonia"), alliances ids or names ("NATO", "Rio Treaty"), in any case.

    Example: riftline alliances USA EST --on 2025-02-16
    """
    from riftline.facts.alliances_text import about, answer  # noqa: PLC0415 - keeps --help quick
    from riftline.facts.atop import load_atop  # noqa: PLC0415

    today = dt.datetime.now(tz=dt.UTC).date()
    day = on.date() if on else today
    if day > today:
        raise UsageError("the day lies in the future", where=day.isoformat(), remedy="Give one up to today")
    lines, rows = answer(who, day, load_atop(atop) if atop else None)
    for line in about(day, today=on is None, own=atop is None):
        sys.stderr.write(f"{line}\n")
    for line in (json.dumps(row, ensure_ascii=False) for row in rows) if as_json else lines:
        typer.echo(line)
