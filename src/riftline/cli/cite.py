"""`riftline cite`: what a measure is, its formula, and whom to cite for it."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from riftline.cli.measures import AsJson


def command(
    measure: Annotated[
        str | None, typer.Argument(metavar="MEASURE", help="Its name; all are listed without it.")
    ] = None,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="BibTeX entries of the sources.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what a measure is, its formula and unit, and whom to cite for it.

    Example: riftline cite similarity
    """
    from riftline.measure import references as known  # noqa: PLC0415 - keeps --help quick

    found = list(known.references().values()) if measure is None else [known.reference(measure)]
    if bibtex:
        works = {source.key: source for one in found for source in one.sources}
        typer.echo("\n\n".join(known.bibtex(source) for source in works.values()))
    elif as_json:
        for one in found:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
    elif measure is None:
        for one in found:
            typer.echo(f"{one.name:12}  {one.title}")
    else:
        typer.echo(known.described(found[0]))
