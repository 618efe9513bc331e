"""Coded documents → one readable report: terminal, HTML, Markdown, JSON."""

from riftline.brief.assemble import make_brief
from riftline.brief.forms import render
from riftline.brief.html import render_html
from riftline.brief.jsonform import render_json
from riftline.brief.markdown import render_markdown
from riftline.brief.report import Brief
from riftline.brief.terminal import print_brief
from riftline.rooms import make_callable

__all__ = ["Brief", "make_brief", "print_brief", "render", "render_html", "render_json", "render_markdown"]

make_callable(__name__)
