import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from riftline.brief import negotiation as told
from riftline.brief.negotiation_html import render_html, render_section
from riftline.brief.negotiation_text import render_text
from riftline.negotiate import read_scenario
from riftline.negotiate.json_form import to_json
from riftline.negotiate.report import make_report

SCENARIO = Path(__file__).parents[1] / "negotiate" / "bridge.toml"


@pytest.fixture(scope="module")
def report():
    return make_report(read_scenario(SCENARIO), draws=400, sweeps=["North/share/position,South/share/salience"])


def test_json_has_what_is_promised(report):
    found = json.loads(json.dumps(to_json(report), allow_nan=False))
    share = found["issues"][0]
    assert list(share["headline"]["quantiles"]) == ["2.5", "10", "25", "50", "75", "90", "97.5"]
    assert {"point", "mean", "sd", "bands"} <= set(share["headline"])
    models = {one["model"]: one for one in share["models"]}
    assert {"mean", "median", "election", "challenge", "challenge-code", "nash", "kalai-smorodinsky"} == set(models)
    assert all({"point", "mean", "quantiles", "undefined"} <= set(one) for one in models.values())
    assert share["sensitivities"][0]["derivative"] is not None
    assert {one["input"] for one in share["variance_shares"]} >= {"error"}
    assert len(share["sweeps"][0]["mean"]) == 21
    assert found["issues"][1]["sweeps"] == []


def test_json_has_null_where_a_model_has_no_answer(report):
    scenario = replace(report.scenario, issues=(replace(report.scenario.issues[0]), report.scenario.issues[1]))
    found = to_json(make_report(scenario, draws=50, models=["nash"]))
    assert found["issues"][1]["models"][0]["point"] is None


def test_the_text_tells_headline_models_and_limits(report):
    text = render_text(report)
    assert re.search(r"About [\d.]+ %\. As likely as not between [\d.]+ and [\d.]+ %", text)
    for words in (
        "weighted median",
        "not averaged",
        "A story, not a forecast",
        "351",
        "under coercion",
        "without North",
    ):
        assert words in text
    assert "North asks for at most 60 %: not kept in" in text


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_stands_alone_and_has_all_charts(report):
    page = render_html(report)
    read = _Words()
    read.feed(page)
    tags = [tag for tag, _ in read.tags]
    assert tags.count("svg") == 7  # three for each issue, and a sweep
    assert "script" not in tags
    assert not [
        attrs for _, attrs in read.tags if any(str(attrs.get(name, "")).startswith("http") for name in ("src", "href"))
    ]
    words = " ".join(read.words)
    assert "Rounds of pressure" in words
    assert "not at the table" in words


def test_what_a_scenario_says_is_escaped(report):
    actor = replace(report.scenario.actors[0], name="<b>North</b>", reason="<script>alert(1)</script>")
    scenario = replace(
        report.scenario, title="<i>x</i>", actors=(actor, *report.scenario.actors[1:]), illustrative=True
    )
    page = render_html(make_report(scenario, draws=20))
    assert "<script>" not in page
    assert "<b>North" not in page
    assert "<i>x" not in page
    assert "Illustrative" in page


def test_the_section_is_the_page_without_its_frame(report):
    section = render_section(report)
    assert str(section) in render_html(report)
    assert "<html" not in section


@pytest.mark.parametrize(("value", "expected"), [(0, "0 %"), (0.001, "less than 1 %"), (0.255, "26 %"), (1, "100 %")])
def test_chances_in_words(value, expected):
    assert told.chance(value) == expected


def test_values_have_as_many_decimals_as_the_scale_asks_for(report):
    wide, narrow = (replace(report.scenario.issues[0], high=high) for high in (10_000, 6))
    assert told.plain(7.3899, narrow) == "7.39"
    assert told.plain(7389.9, wide) == "7390"
    assert told.plain(-7.3899, narrow) == "−7.39"
    assert told.plain(float("nan"), wide) == "none"


def test_the_easiest_change_of_each_actor_comes_first(report):
    one = report.issues[0]
    found = told.easiest(one.up, one.settlement.issue)
    assert len({need.which.actor for need in found}) == len(found) > 0
    assert all(need.then is not None for need in found)


@pytest.mark.parametrize(("size", "words"), [(0, "left out"), (1, "likely worse"), (2, "counts that error 2 times")])
def test_limits_say_how_the_error_is_counted(report, size, words):
    assert words in told.limits(replace(report.scenario, model_error=size))
