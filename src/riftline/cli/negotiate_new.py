"""`riftline negotiate new`: a scenario to fill in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.measures import parse_period, party_list
from riftline.errors import UsageError


def command(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to write it; else standard output.")
    ] = None,
    *,
    table: Annotated[Path | None, typer.Option("--from", metavar="FILE.csv", help="Turn a table into one.")] = None,
    from_ledger: Annotated[
        Path | None,
        typer.Option(metavar="LEDGER", help="Draft one: parties, attention and quotes; positions stay open."),
    ] = None,
    context: Annotated[str, typer.Option(help="With --from-ledger: what it is about, such as territory.")] = "",
    party: Annotated[list[str] | None, typer.Option(help="With --from-ledger: who is party to it; repeatable.")] = None,
    during: Annotated[str, typer.Option(help="With --from-ledger: a period, such as 2025-01..2025-03.")] = "",
    capability: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="With --from-ledger: capabilities, or a CINC file.")
    ] = None,
) -> None:
    """Write a commented scenario to fill in; a file that exists is left as it is.

    Example: riftline negotiate new bridge.toml
    """
    from riftline.negotiate.tables import read_table  # noqa: PLC0415 - keeps --help quick
    from riftline.negotiate.writing import template, write_scenario  # noqa: PLC0415

    if table and from_ledger:
        raise UsageError("--from and --from-ledger are both given", remedy="Give one of them")
    if from_ledger:
        text = _drafted(from_ledger, context, party or [], during, capability)
    else:
        text = write_scenario(read_table(table)) if table else template()
    if file is None:
        sys.stdout.write(text)
        return
    try:
        with file.open("x", encoding="utf8") as fresh:
            fresh.write(text)
    except FileExistsError:
        raise UsageError("exists already", where=str(file), remedy="Name a new file") from None
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", where=str(file), remedy="Check the folder") from error


def _drafted(path: Path, context: str, parties: list[str], during: str, capability: Path | None) -> str:
    from riftline.facts.ontology import context_names  # noqa: PLC0415 - as above
    from riftline.ledger import Ledger  # noqa: PLC0415
    from riftline.negotiate.capabilities import read_capabilities  # noqa: PLC0415
    from riftline.negotiate.draft import draft  # noqa: PLC0415

    if context not in context_names():
        raise UsageError(f"--context is {context!r}", remedy=f"Choose one of {', '.join(context_names())}")
    start, end = parse_period(during) if during else (None, None)
    strengths = read_capabilities(capability) if capability else None
    with Ledger.open(path, read_only=True) as ledger:
        codes = party_list(parties)
        return draft(ledger, context=context, parties=codes, start=start, end=end, capabilities=strengths)
