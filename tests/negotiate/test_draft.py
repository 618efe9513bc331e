"""Drafts from a ledger: parties, attention and quotes; positions are left open."""

import datetime as dt

import pytest

from riftline.errors import ScenarioError
from riftline.ledger import Ledger
from riftline.ledger.adding import Run, add_events
from riftline.negotiate import parse_scenario
from riftline.negotiate.capabilities import Capabilities, bundled, read_capabilities
from riftline.negotiate.draft import Party, draft
from riftline.records import Actor, Event

DAY = dt.date(2025, 2, 16)


def event(number, source, target, contexts, text, *, quote=None):
    def of(code):
        return Actor(text=code, start=0, end=3, name=code, country=code)

    return Event(
        id=f"e{number}", document=f"d{number}", sentence=0, text=text, trigger="x", start=0, end=1, type="CONSULT",
        cameo="040", quad=1, goldstein=1.0, status="actual", published=DAY, date=DAY, contexts=contexts, quote=quote,
        sources=(of(source),), targets=(of(target),), speaker=of(source) if quote else None,
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    events = [
        event(1, "USA", "UKR", ("natural_resource",), "Washington asked for half of the minerals."),
        event(2, "UKR", "USA", ("natural_resource", "military"), "Kyiv said no.", quote='Not the "half".'),
        event(3, "USA", "RUS", ("diplomatic",), "Envoys met."),
        event(4, "USA", "DEU", ("military",), "Berlin was visited."),
    ]
    with Ledger.open(tmp_path / "x.ledger") as made:
        add_events(made, events, Run("test"))
    with Ledger.open(tmp_path / "x.ledger", read_only=True) as found:
        yield found


def test_a_draft_has_parties_attention_and_quotes_but_no_position(ledger):
    text = draft(ledger, context="natural_resource")
    assert text.index('name = "United States"') < text.index('name = "Ukraine"') or "Ukraine" in text
    assert "Russia" not in text
    assert '# Not the "half".\n#   (2025-02-16, d2)' in text
    assert "mode = 0.50" in text  # two of four events of the USA
    assert "1 of its 1 events" not in text
    assert "2 of its 4 events are about natural resource." in text
    assert text.count('position = "?"') == 2
    with pytest.raises(ScenarioError, match=r"`title` is empty"):
        parse_scenario(text)


def test_a_draft_is_refused_until_its_positions_are_written(ledger):
    text = draft(ledger, context="natural_resource")
    for name in ("title", "low", "high"):
        text = text.replace(f'{name} = ""', f'{name} = "x"')
    with pytest.raises(ScenarioError, match="`position` is still open"):
        parse_scenario(text)
    found = parse_scenario(text.replace('position = "?"', "position = 40"))
    assert {actor.code for actor in found.actors} == {"USA", "UKR"}


def test_parties_time_and_capabilities_can_be_said(ledger):
    strengths = Capabilities({"USA": 5.5}, "points", "mine")
    text = draft(ledger, context="military", parties=["USA", "DEU"], capabilities=strengths)
    assert "capability = 5.5" in text
    assert 'capability = "?"' in text
    assert "Ukraine" not in text
    with pytest.raises(ScenarioError, match="fewer than two parties"):
        draft(ledger, context="military", end=dt.date(2024, 1, 1))


def test_attention_comes_with_an_interval():
    low, share, high = Party("X", 10, 3, ()).salience
    assert share == 0.3
    assert (low, high) == pytest.approx((0.154, 0.502), abs=1e-3)  # Wilson's interval, 80 %
    assert Party("X", 5, 5, ()).salience[2] == 1


def test_the_bundled_table_is_known_by_the_codes_of_parties():
    found = bundled()
    assert found.values["USA"] > found.values["DEU"] > found.values["EST"]


def test_capabilities_by_name_or_code(tmp_path):
    path = tmp_path / "power.csv"
    path.write_text("Country,Power\nGermany,3\nFRA,2\nNATO,9\nX,?\n", encoding="utf8")
    assert read_capabilities(path).values == {"DEU": 3, "FRA": 2, "NATO": 9}


def test_a_cinc_file_counts_with_its_last_year(tmp_path):
    path = tmp_path / "nmc.csv"
    path.write_text("stateabb,ccode,year,cinc\nUSA,2,2015,.13\nUSA,2,2016,.14\nRUS,365,2016,.04\nUKR,369,2016,-9\n")
    found = read_capabilities(path)
    assert found.values == {"USA": 0.14, "RUS": 0.04}
    assert "CINC" in found.unit


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_file_without_capabilities_is_refused(tmp_path, text):
    path = tmp_path / "odd.csv"
    path.write_text(text, encoding="utf8")
    with pytest.raises(ScenarioError, match="no parties or no values"):
        read_capabilities(path)
