"""`riftline negotiate score`: how good kept forecasts were."""

import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.errors import UsageError

if TYPE_CHECKING:
    from riftline.negotiate.scoring import Scores


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that --record wrote.")],
    outcome: Annotated[
        list[str] | None, typer.Option(metavar="ID=VALUE", help="Add an outcome first; repeatable.")
    ] = None,
    date: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When the outcome was known; else today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell how good forecasts were, beside the middle of the scale, the reference point and the plain mean.

    Lines are only added to the file; each carries the hash of the one before it, so a change is noticed.

    Example: riftline negotiate score forecasts.jsonl --outcome troops-1a2b3c4d=80
    """
    from riftline.negotiate.score_log import keep_outcome, read_log  # noqa: PLC0415 - keeps --help quick
    from riftline.negotiate.scoring import score  # noqa: PLC0415

    day = (date or dt.datetime.now(tz=dt.UTC)).date()
    for text in outcome or ():
        name, _, value = text.rpartition("=")
        keep_outcome(file, name, _number(value, text), date=day)
    scores = score(*read_log(file))
    sys.stdout.write(json.dumps(_as_dict(scores)) + "\n" if as_json else _text(scores))


def _number(value: str, text: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise UsageError("is no outcome", where=repr(text), remedy="Write ID=VALUE") from None


def _as_dict(scores: "Scores") -> dict[str, object]:
    return {
        "scores": [asdict(one) for one in scores.scores],
        "coverage": scores.coverage,
        "open": [{"id": one.id, "date": one.date.isoformat(), "scenario": one.scenario} for one in scores.open],
    }


def _text(scores: "Scores") -> str:
    lines = []
    if scores.scores:
        lines += [
            "In per cent of the scale     issues     MAE   within 5/10/20 %     CRPS   headline's MAE, CRPS there"
        ]
    for one in scores.scores:
        hits = "/".join(f"{100 * hit:.0f}" for hit in one.hits)
        same = f"{one.matched_mae:.1f}, {one.matched_crps:.1f}"
        lines.append(f"{one.name:27}  {one.issues:6}  {one.mae:6.1f}   {hits:>16}   {one.crps:6.1f}   {same}")
    for level, share in scores.coverage.items():
        lines.append(f"{100 * share:.0f} % of outcomes lay in the headline's {level} % band")
    lines += [f"open: {one.id}, {one.scenario}, {one.date}" for one in scores.open]
    return "\n".join(lines or ["The file has no forecasts."]) + "\n"
