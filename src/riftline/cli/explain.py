"""`riftline explain`: how a sentence was read, and why."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import OwnActors, Problems
from riftline.errors import UsageError


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or a few.")],
    date: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it was written.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per sentence.")] = False,
    *,
    actors: OwnActors = None,
) -> None:
    """Tell how a sentence was read: its parse, whom it names, and the evidence for and against each event.

    Example: riftline explain "Poland accused Germany of blocking the plan on Monday." --date 2025-06-12
    """
    from riftline.brief.explained import print_explanation  # noqa: PLC0415 - keeps --help quick
    from riftline.brief.explained_json import explanation_to_dicts  # noqa: PLC0415
    from riftline.pipeline import explain  # noqa: PLC0415
    from riftline.read import read_text  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    _refuse_file(text)
    problems = Problems()
    document = read_text(text, published=date.date() if date else None)
    explanation = explain(document, settings=load_settings(actors=actors), on_problem=problems)
    for line in explanation_to_dicts(explanation) if as_json else ():
        typer.echo(json.dumps(line, ensure_ascii=False))
    if not as_json:
        print_explanation(explanation)
    raise typer.Exit(problems.status())


def _refuse_file(text: str) -> None:
    """Whoever gives the name of a file wants its text explained, not its name.

    Raises:
        UsageError: there is a file of that name.
    """
    try:
        is_file = Path(text).is_file()
    except (OSError, ValueError):  # too long, or with a null character
        return
    if is_file:
        raise UsageError(
            "this is a file, not a sentence", where=text, remedy="Give a sentence of it, in quotation marks"
        )
