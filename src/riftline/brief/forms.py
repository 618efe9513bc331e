"""The written forms of a brief by file suffix."""

from collections.abc import Callable, Mapping

from riftline.brief.html import render_html
from riftline.brief.jsonform import render_json
from riftline.brief.markdown import render_markdown
from riftline.brief.report import Brief
from riftline.errors import UsageError

FORMS: Mapping[str, Callable[[Brief], str]] = {".html": render_html, ".md": render_markdown, ".json": render_json}


def render(brief: Brief, kind: str) -> str:
    """The brief in the form that a file suffix stands for: `.html`, `.md` or `.json`.

    Raises:
        UsageError: there is no form for the suffix.
    """
    try:
        return FORMS[kind.lower()](brief)
    except KeyError:
        raise UsageError(f"no form of a brief for '{kind}'", remedy=f"Use one of {', '.join(FORMS)}") from None
