"""What must be read from one real article about an alliance, and what must not."""

import pytest

from riftline.pipeline import run
from riftline.settings import Settings

EIGHT = {"FRA", "DEU", "GBR", "ITA", "POL", "ESP", "NLD", "DNK"}


@pytest.fixture(scope="module")
def article(shared, model_folder):
    path = shared / "data" / "articles" / "alliance-in-crisis.txt"
    (coded,) = run([path], settings=Settings(model=model_folder), on_problem=pytest.fail)
    return coded


@pytest.fixture(scope="module")
def find(article):
    """Events of a type with these countries (or bodies) among the sources and targets."""

    def search(kind, sources=(), targets=()):
        return [
            e
            for e in article.events
            if e.type == kind and set(sources) <= who(e.sources) and set(targets) <= who(e.targets)
        ]

    return search


def who(actors):
    return {a.country or a.organization for a in actors}


@pytest.mark.parametrize(
    ("person", "country", "sectors"),
    [
        ("Trump", "USA", {"GOV"}),
        ("Hegseth", "USA", {"GOV", "MIL"}),
        ("Bessent", "USA", {"GOV"}),
        ("Kellogg", "USA", {"GOV"}),
        ("Vance", "USA", {"GOV", "LEG"}),
        ("Mattis", "USA", {"GOV", "MIL"}),
        ("Pence", "USA", {"GOV"}),
        ("Putin", "RUS", {"GOV"}),
        ("Zelensky", "UKR", {"GOV"}),
        ("Macron", "FRA", {"GOV"}),
        ("Röttgen", "DEU", {"LEG"}),
    ],
)
def test_everybody_is_named_with_country_and_sector(article, person, country, sectors):
    found = [a for a in article.actors if person in (a.name or "") or person in a.text]
    assert (country, True) in {(a.country, a.sector in sectors) for a in found}


def test_the_refusal_of_the_minerals_proposal(find):
    refusals = find("REJECT", ["UKR"], ["USA"])
    assert any("Zelensky" in (a.name or a.text) for e in refusals for a in e.sources)
    assert any(q.value == 50 and q.unit == "percent" for e in refusals for q in e.quantities)


def test_the_possible_withdrawal_of_american_troops(find):
    (event,) = [e for e in find("RETREAT", ["USA"]) if "withdrawal" in e.trigger]
    assert event.status == "possible"
    assert event.speaker is not None
    assert event.speaker.text.startswith("European officials")


def test_the_call_between_trump_and_putin(find):
    calls = [e for e in find("CONSULT") if {"USA", "RUS"} <= who(e.sources) and e.status == "actual"]
    assert any(q.value == 90 and q.unit == "minutes" for e in calls for q in e.quantities)


def test_the_possible_settlement_between_trump_and_putin(find):
    deals = [e for e in find("AGREE") if {"USA", "RUS"} <= who(e.sources) | who(e.targets) and "agree" in e.trigger]
    assert [e.status for e in deals] == ["possible"]


def test_the_planned_emergency_meeting_in_paris_with_all_eight_countries(find):
    meetings = [e for e in find("CONSULT") if who(e.sources) | who(e.targets) >= EIGHT]
    assert [e.status for e in meetings] == ["planned"]
    assert "Paris" in meetings[0].place.text


def test_the_planned_american_mediation(find):
    mediation = [e for e in find("CONSULT") if e.mode == "third-party" and "USA" in who(e.sources)]
    assert any(e.status == "planned" and {"RUS", "UKR"} <= who(e.sources) | who(e.targets) for e in mediation)


def test_the_condemnation_by_european_officials(find):
    assert any("European officials" in a.text for e in find("ACCUSE", targets=["USA"]) for a in e.sources)


def test_nothing_from_the_page_furniture(article):
    for word in ("Comment", "email", "Required", "Scroll"):
        assert word not in article.document.text
        assert all(word not in e.text for e in article.events)
