"""`riftline actors`: how a name or phrase is resolved, and why."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import OwnActors, Problems
from riftline.errors import UsageError


def command(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A name or noun phrase.")] = None,
    date: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it was written.")] = None,
    context: Annotated[str | None, typer.Option(help="The sentence around it.")] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="A file of {id, text, context?, date?} lines instead of TEXT.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
    *,
    actors: OwnActors = None,
) -> None:
    """Tell how a name or phrase is resolved, and why.

    Example: riftline actors "German Foreign Minister Annalena Baerbock" --date 2023-05-01
    """
    from riftline.code.lookup import describe, lines_of, resolve_record  # noqa: PLC0415 - keeps --help quick
    from riftline.pipeline import load_actors  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    if (text is None) == (jsonl is None):
        raise UsageError("give a name or phrase, or a file with --jsonl", remedy="See riftline actors --help")
    if text is not None and not text.strip():
        raise UsageError("the name or phrase is empty", remedy='Give one, such as riftline actors "the Kremlin"')
    problems = Problems()
    own = load_actors(load_settings(actors=actors), problems)
    day = date.date().isoformat() if date else None
    for line in lines_of(jsonl, problems) if jsonl else [{"id": None, "text": text, "context": context, "date": day}]:
        found = resolve_record(line, own)
        typer.echo(json.dumps(found, ensure_ascii=False) if as_json else describe(found))
    raise typer.Exit(problems.status())
