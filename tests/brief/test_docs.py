import json
from pathlib import Path

import riftline.brief
from riftline.brief import make_brief, render_json, summary, terminal
from riftline.brief.network import MOST_PARTIES, MOST_STRANDS
from riftline.brief.relations import MOST_PAIRS
from riftline.brief.summary import SECTIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "brief.md").read_text(encoding="utf-8")


def test_the_page_names_every_function_section_and_part(fees):
    for name in set(riftline.brief.__all__) - {"Brief"}:
        assert f"`{name}(" in PAGE
    for number, (_, heading) in enumerate(SECTIONS, start=1):
        assert f"{number}. **{heading}**" in PAGE
    for part in json.loads(render_json(make_brief([fees]))):
        assert f"`{part}`" in PAGE


def test_the_page_gives_the_limits_of_the_picture():
    assert f"At most {MOST_PARTIES} parties\nand {MOST_STRANDS} lines" in PAGE


def test_the_page_gives_the_limits_of_the_tables():
    assert f"more than {MOST_PAIRS} pairs" in PAGE
    assert (
        f"the {summary.MOST_PARTIES} parties with most events, and of each the {summary.MOST_MEMBERS} members" in PAGE
    )
    assert f"{terminal.MOST_PARTIES} parties, {terminal.MOST_DYADS} pairs" in PAGE
    assert f"the {terminal.MOST_EVENTS} weightiest" in PAGE
