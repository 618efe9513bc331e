"""A negotiation as a page of its own, or as a section of another: self-contained, without scripts."""

import functools
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from riftline.brief import negotiation as told
from riftline.negotiate.models import MODELS
from riftline.negotiate.report import IssueReport, NegotiationReport
from riftline.negotiate.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Drawings:
    """The charts of an issue as SVG."""

    outcome: Markup
    stand: Markup
    tornado: Markup
    sweeps: tuple[Markup, ...]


def render_html(report: NegotiationReport) -> str:
    """The report as one HTML file that asks nothing of the network; all text of the scenario is escaped."""
    environment = _environment()
    css = Markup(environment.get_template("brief.css").render())  # noqa: S704 - our own file
    page = environment.get_template("negotiation.html.j2")
    return page.render(report=report, css=css, section=render_section(report), limits=told.limits(report.scenario))


def render_section(report: NegotiationReport) -> Markup:
    """The sections of the report without the page around them, for a brief."""
    section = _environment().get_template("negotiation_section.html.j2")
    drawn = {one.settlement.issue.id: _draw(report.scenario, one) for one in report.issues}
    ideas = {name: model.idea for name, model in MODELS.items()}
    return Markup(section.render(report=report, charts=drawn, ideas=ideas, told=told))  # noqa: S704 - escaped inside


@functools.cache
def _environment() -> Environment:
    loader = PackageLoader("riftline.brief", "templates")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return environment


def _draw(scenario: Scenario, one: IssueReport) -> Drawings:
    from riftline.charts.negotiation import (  # noqa: PLC0415 - heavy
        outcome_chart,
        stand_chart,
        sweep_chart,
        tornado_chart,
    )
    from riftline.charts.render import svg  # noqa: PLC0415 - as above

    settled = one.settlement
    charts = (outcome_chart(settled), stand_chart(scenario, settled), tornado_chart(one))
    sweeps = tuple(Markup(svg(sweep_chart(found, settled.issue))) for found in one.sweeps)  # noqa: S704 - Vega escapes
    outcome, stand, tornado = (Markup(svg(chart)) for chart in charts)  # noqa: S704 - as above
    return Drawings(outcome, stand, tornado, sweeps)
