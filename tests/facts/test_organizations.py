"""Organizations: the table's integrity, and names, times and cases that are easy to get wrong."""

import datetime as dt
import time
from itertools import combinations

import pytest

from riftline.facts.countries import country
from riftline.facts.names import normalize
from riftline.facts.organizations import MAX_WORDS, find_organization, gazetteer, organization, organizations


def test_there_are_enough_with_unique_ids():
    ids = [one.id for one in organizations()]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 1000


def test_sectors_countries_and_parents_exist(plover_sectors):
    for one in organizations():
        assert one.sector in plover_sectors, one.id
        assert one.country is None or country(one.country) is not None, one.id
        assert one.parent is None or organization(one.parent) is not None, one.id
        assert one.start is None or one.end is None or one.start < one.end, one.id


def test_what_belongs_to_one_state_has_a_country():
    homeless = {
        one.id for one in organizations() if one.country is None and one.sector in {"GOV", "MIL", "SPY", "COP", "PTY"}
    }
    assert homeless == set()


def test_a_name_belongs_to_one_organization_at_a_time():
    owners = {}
    for one in organizations():
        for phrase in (one.name, *one.aliases):
            owners.setdefault(normalize(phrase), set()).add(one.id)
    for phrase, ids in owners.items():
        for one, other in combinations(map(organization, ids), 2):
            apart = (one.end or dt.date.max) <= (other.start or dt.date.min)
            assert apart or (other.end or dt.date.max) <= (one.start or dt.date.min), phrase


@pytest.mark.parametrize(
    ("text", "id_", "sector", "home"),
    [
        ("NATO", "NATO", "IGO", None),
        ("Nato", "NATO", "IGO", None),
        ("NATO's", "NATO", "IGO", None),
        ("the United Nations", "UN", "IGO", None),
        ("U.N.", "UN", "IGO", None),
        ("Security Council", "UNSC", "IGO", None),
        ("E.U.", "EU", "IGO", None),
        ("World Health Organisation", "WHO", "IGO", None),
        ("OPEC+", "OPEC+", "IGO", None),
        ("OPEC", "OPEC", "IGO", None),
        ("G-7", "G7", "IGO", None),
        ("Arab League", "LEAGUE", "IGO", None),
        ("Doctors Without Borders", "MSF", "NGO", None),
        ("Hezbollah", "HEZBOLLAH", "PTY", "LBN"),
        ("Hizbullah", "HEZBOLLAH", "PTY", "LBN"),
        ("Hamas", "HAMAS", "PTY", "PSE"),
        ("al-Qaida", "ALQAEDA", "ISM", None),
        ("Al Qaeda", "ALQAEDA", "ISM", None),
        ("Islamic State", "ISIS", "ISM", None),
        ("al-Shabaab", "ALSHABAAB", "REB", "SOM"),
        ("the Houthis", "HOUTHI", "REB", "YEM"),
        ("Wagner Group", "WAGNER", "PRM", "RUS"),
        ("Lord\u2019s Resistance Army", "LRA", "REB", "UGA"),
        ("FARC", "FARC", "REB", "COL"),
        ("Tamil Tigers", "LTTE", "REB", "LKA"),
        ("Donetsk People's Republic", "DPR", "PRE", "UKR"),
        ("Northern Cyprus", "TRNC", "PRE", "CYP"),
        ("Polisario Front", "POLISARIO", "PRE", "MAR"),
        ("CIA", "CIA", "SPY", "USA"),
        ("Shin Bet", "SHINBET", "SPY", "ISR"),
        ("Revolutionary Guards", "IRGC", "MIL", "IRN"),
        ("Carabinieri", "CARABINIERI", "COP", "ITA"),
        ("State Department", "STATE_USA", "GOV", "USA"),
        ("Federal Reserve", "FED", "GOV", "USA"),
        ("AfD", "AFD", "PTY", "DEU"),
        ("LeT's", "LET", "REB", "PAK"),
        ("EXXONMOBIL", "EXXON", "MNC", "USA"),
        ("ZANU-PF", "ZANUPF", "PTY", "ZWE"),
        ("Xinhua", "XINHUA", "JRN", "CHN"),
        ("Gazprom", "GAZPROM", "BUS", "RUS"),
        ("Sinn Féin", "SINNFEIN", "PTY", "GBR"),
    ],
)
def test_names_resolve(text, id_, sector, home):
    found = find_organization(text)
    assert (found.id, found.sector, found.country) == (id_, sector, home)


@pytest.mark.parametrize(
    "text",
    [
        "Let",
        "LET",
        "Let's",
        "who",
        "Who",
        "is",
        "Is",
        "ice",
        "Ice",
        "raw",
        "Care",
        "care",
        "shell",
        "apple",
        "mend",
        "",
        "fact",
    ],
)
def test_ordinary_words_are_not_organizations(text):
    assert find_organization(text) is None


@pytest.mark.parametrize(
    ("text", "day", "id_"),
    [
        ("Taliban", dt.date(2001, 10, 7), "TALIBAN"),
        ("Taliban", dt.date(2023, 1, 1), "TALIBANGOV"),
        ("Taliban", None, "TALIBANGOV"),
        ("WHO", dt.date(1950, 1, 1), "WHO"),
        ("Warsaw Pact", dt.date(2020, 1, 1), "WARSAWPACT"),
    ],
)
def test_the_day_chooses_the_organization(text, day, id_):
    assert find_organization(text, day).id == id_


def test_existence_has_dates():
    assert organization("EU").exists(dt.date(2020, 1, 1))
    assert not organization("EU").exists(dt.date(1980, 1, 1))
    assert not organization("MINUSMA").exists(dt.date(2024, 1, 1))


def test_unknown_id_gives_none():
    assert organization("NO SUCH BODY") is None


def test_gazetteer_holds_every_phrase_and_its_longest():
    assert gazetteer()["arab league"].id == "LEAGUE"
    assert max(len(phrase.split()) for phrase in gazetteer()) == MAX_WORDS


def test_ten_thousand_look_ups_take_less_than_a_fifth_of_a_second():
    phrases = ["the United Nations", "senior officials", "NATO's", "Sinn Féin", "report"] * 2000
    find_organization("NATO")
    began = time.process_time()
    for phrase in phrases:
        find_organization(phrase)
    assert time.process_time() - began < 0.2
