import pytest

from riftline.facts.countries import country
from riftline.facts.institutions import find_institution, institutions


@pytest.mark.parametrize(
    ("name", "state", "sector"),
    [
        ("Bundestag", "DEU", "LEG"),
        ("Riksdag", "SWE", "LEG"),
        ("Yale", "USA", "EDU"),
        ("Kathimerini", "GRC", "JRN"),
        ("Sasol", "ZAF", "BUS"),
        ("Élysée", "FRA", "GOV"),
    ],
)
def test_find_institution(name, state, sector):
    found = find_institution(name)
    assert found is not None
    assert (found.country, found.sector) == (state, sector)


def test_acronyms_need_capitals():
    assert find_institution("nlc") is None


def test_home_countries_exist():
    assert [one.name for one in institutions() if one.country and country(one.country) is None] == []
