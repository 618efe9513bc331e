"""`riftline parse`: text or CoNLL-U → CoNLL-U."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import Problems, some


def command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Documents, or one CoNLL-U file.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="FILE.conllu; else stdout.")] = None,
    gold_tokens: Annotated[bool, typer.Option("--gold-tokens", help="Keep the words of a CoNLL-U input.")] = False,
) -> None:
    """Write the parse of documents as CoNLL-U, to look at it or to evaluate it.

    Example: riftline parse test.conllu --gold-tokens -o parsed.conllu
    """
    from riftline.cli.output import replacing  # noqa: PLC0415
    from riftline.parse.conllu import parse_texts, parse_treebank, write_lines  # noqa: PLC0415 - keeps --help quick
    from riftline.pipeline import load_model  # noqa: PLC0415
    from riftline.read import read_documents  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    model, problems = load_model(load_settings()), Problems()
    if gold_tokens:
        lines = parse_treebank(inputs, model)
    else:
        lines = parse_texts(some(read_documents(inputs, on_problem=problems), problems), model)
    with nullcontext() if output is None else replacing(output) as unfinished:
        write_lines(lines, unfinished)
    raise typer.Exit(problems.status())
