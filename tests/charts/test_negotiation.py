import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from riftline.charts.negotiation import outcome_chart, stand_chart, sweep_chart, tornado_chart
from riftline.charts.render import svg
from riftline.negotiate import read_scenario
from riftline.negotiate.report import make_report

SCENARIO = Path(__file__).parents[1] / "negotiate" / "bridge.toml"


@pytest.fixture(scope="module")
def report():
    return make_report(read_scenario(SCENARIO), draws=400, sweeps=["North/share/position,South/share/capability"])


def texts(chart):
    drawn = ET.fromstring(svg(chart))  # noqa: S314 - our own
    return [" ".join(element.itertext()) for element in drawn.iter() if element.tag.endswith("text")]


def test_where_it_settles_with_every_model_that_has_an_answer(report):
    found = " ".join(texts(outcome_chart(report.issues[0].settlement)))
    for words in ("Share: about", "80 in 100 outcomes", "weighted mean", "Nash bargaining", "south pays"):
        assert words in found


def test_a_model_without_an_answer_is_left_out(report):
    settled = report.issues[1].settlement
    none = replace(settled.answers[0], title="no such", best=float("nan"))
    none = replace(none, spread=replace(none.spread, mean=float("nan")))
    assert "no such" not in " ".join(texts(outcome_chart(replace(settled, answers=(none, *settled.answers)))))


def test_who_stands_where_has_everybody_from_low_to_high(report):
    found = texts(stand_chart(report.scenario, report.issues[0].settlement))
    names = [name for name in found if name in {"North", "South", "Province", "Ferry"}]
    assert names == ["Ferry", "North", "Province", "South"]


def test_the_tornado_begins_with_the_largest_swing(report):
    found = texts(tornado_chart(report.issues[0]))
    labels = [text for text in found if re.fullmatch(r"\w+, (position|salience|capability)", text)]
    first = report.issues[0].effects[0].which
    assert labels[0] == f"{first.actor}, {first.field}"


def test_a_sweep_names_its_inputs(report):
    (found,) = report.issues[0].sweeps
    assert {"North, position", "South, capability"} <= set(texts(sweep_chart(found, report.issues[0].settlement.issue)))


def test_charts_are_the_same_twice(report):
    one = report.issues[0]
    for draw in (lambda: outcome_chart(one.settlement), lambda: tornado_chart(one)):
        assert svg(draw()) == svg(draw())
