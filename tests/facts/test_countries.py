"""Countries: the table's integrity, and names, times and cases that are easy to get wrong."""

import datetime as dt
import time
from itertools import combinations
from pathlib import Path

import pytest

from riftline.facts.countries import KINDS, MAX_WORDS, Country, countries, country, find_country, gazetteer
from riftline.facts.names import normalize

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "alliances"
NOT_IN_THE_UN = {"VAT", "PSE", "XKX", "TWN", "ATA"}
SECTORS = {"GOV", "MIL", "LEG", "JUD", "PTY", "COP", "SPY", "BUS", "REL"}


def resolve(name, on=None):
    match = find_country(name, on)
    return match and (match.country.iso3, match.kind)


def test_codes_are_unique_three_letters():
    codes = [state.iso3 for state in countries()]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in codes)


def test_two_letter_codes_are_unique_among_current_states():
    for field in ("iso2", "fips"):
        used = [getattr(state, field) for state in countries() if state.end is None and getattr(state, field)]
        assert len(used) == len(set(used))
        assert all(len(code) == 2 for code in used)


def test_all_members_of_the_united_nations_are_there():
    independent = {state.iso3 for state in countries() if state.end is None and state.sovereign is None}
    assert independent >= NOT_IN_THE_UN
    assert len(independent - NOT_IN_THE_UN) == 193


def test_successors_and_sovereigns_exist():
    for state in countries():
        for code in (state.successor, state.sovereign):
            assert code is None or country(code) is not None
        assert (state.end is None) == (state.successor is None)


def test_every_independent_state_has_a_name_an_adjective_or_people():
    lacking = {s.iso3 for s in countries() if s.sovereign is None and not (s.adjectives or s.demonyms)}
    assert lacking <= {"COG", "DMA", "VAT", "ATA"}  # their adjectives belong to COD, DOM and the church


def test_names_adjectives_and_capitals_belong_to_one_state_at_a_time():
    owners = {}
    for state in countries():
        for phrase in (state.name, *state.aliases, *state.adjectives, *state.demonyms, *state.capitals):
            owners.setdefault(normalize(phrase), set()).add(state.iso3)
    for phrase, codes in owners.items():
        for one, other in combinations(map(country, codes), 2):
            assert not overlap(one, other), phrase


def overlap(one: Country, other: Country) -> bool:
    earliest, latest = dt.date.min, dt.date.max
    return (one.start or earliest) < (other.end or latest) and (other.start or earliest) < (one.end or latest)


def test_seats_have_plover_sectors():
    assert {sector for state in countries() for _, sector in state.seats} <= SECTORS


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Germany", "DEU", "name"),
        ("the U.S.", "USA", "name"),
        ("U.S.A.", "USA", "name"),
        ("UK", "GBR", "name"),
        ("the UAE", "ARE", "name"),
        ("DPRK", "PRK", "name"),
        ("Burma", "MMR", "name"),
        ("Zaire", "COD", "name"),
        ("Swaziland", "SWZ", "name"),
        ("Kosovo", "XKX", "name"),
        ("Palestine", "PSE", "name"),
        ("CÔTE D\u2019IVOIRE", "CIV", "name"),
        ("Sao Tome and Principe", "STP", "name"),
        ("Türkiye", "TUR", "name"),
        ("Guinea Bissau", "GNB", "name"),
        ("Republic of the Congo", "COG", "name"),
        ("GERMANY", "DEU", "name"),
        ("Iran's", "IRN", "name"),
        ("British", "GBR", "adjective"),
        ("Emirati", "ARE", "adjective"),
        ("Nigerien", "NER", "adjective"),
        ("Nigerian", "NGA", "adjective"),
        ("the Swiss", "CHE", "adjective"),
        ("Americans", "USA", "demonym"),
        ("Frenchmen", "FRA", "demonym"),
        ("Spaniard", "ESP", "demonym"),
        ("Poles", "POL", "demonym"),
        ("Czechs", "CZE", "demonym"),
        ("Saudi", "SAU", "adjective"),
        ("Turks", "TUR", "demonym"),
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("The Hague", "NLD", "capital"),
        ("Washington", "USA", "capital"),
        ("Crimea", "UKR", "region"),
        ("São Paulo", "BRA", "region"),
        ("Gaza", "PSE", "region"),
        ("West Bank", "PSE", "region"),
        ("Scotland", "GBR", "region"),
        ("Uyghurs", "CHN", "ethnic"),
        ("Rohingya", "MMR", "ethnic"),
        ("Chechens", "RUS", "ethnic"),
    ],
)
def test_phrases_resolve(text, code, kind):
    assert resolve(text) == (code, kind)


@pytest.mark.parametrize(
    ("seat", "code", "sector"),
    [
        ("the Kremlin", "RUS", "GOV"),
        ("White House", "USA", "GOV"),
        ("the Pentagon", "USA", "MIL"),
        ("Downing Street", "GBR", "GOV"),
        ("Westminster", "GBR", "LEG"),
        ("Élysée", "FRA", "GOV"),
        ("Elysee", "FRA", "GOV"),
        ("Quai d\u2019Orsay", "FRA", "GOV"),
        ("the Bundestag", "DEU", "LEG"),
        ("Knesset", "ISR", "LEG"),
        ("Rawalpindi", "PAK", "MIL"),
    ],
)
def test_seats_name_an_arm_of_government(seat, code, sector):
    match = find_country(seat)
    assert (match.country.iso3, match.kind, match.sector) == (code, "seat", sector)


@pytest.mark.parametrize(
    "text",
    ["turkey", "us", "polish", "chad", "pole", "male", "Male", "IMO", "china", "car", "Car", "", "the", "'s"],
)
def test_ordinary_words_are_not_countries(text):
    assert find_country(text) is None


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Soviet Union", dt.date(1991, 12, 25), "SUN"),
        ("Soviet Union", dt.date(1991, 12, 26), "RUS"),
        ("Russian", dt.date(1975, 1, 1), "SUN"),
        ("Russian", dt.date(2014, 3, 1), "RUS"),
        ("the Kremlin", dt.date(1962, 10, 22), "SUN"),
        ("Ukraine", dt.date(1986, 4, 26), "SUN"),
        ("Ukraine", dt.date(2022, 2, 24), "UKR"),
        ("Germany", dt.date(1975, 1, 1), "DEU"),
        ("East German", dt.date(1975, 1, 1), "DDR"),
        ("East Germany", dt.date(1995, 1, 1), "DEU"),
        ("Prague", dt.date(1968, 8, 21), "CSK"),
        ("Prague", dt.date(1999, 3, 12), "CZE"),
        ("Czechoslovakia", dt.date(1994, 1, 1), "CZE"),
        ("Belgrade", dt.date(1999, 3, 24), "YUG"),
        ("Serbia", dt.date(2004, 1, 1), "SCG"),
        ("Yugoslavia", dt.date(2010, 1, 1), "SRB"),
        ("Croatia", dt.date(1995, 8, 4), "HRV"),
        ("Vietnam", dt.date(1968, 1, 30), "RVN"),
        ("Hanoi", dt.date(1968, 1, 30), "VDR"),
        ("Yemen", dt.date(1962, 9, 26), "YAR"),
        ("Aden", dt.date(1986, 1, 13), "YMD"),
        ("Aden", dt.date(2015, 3, 25), "YEM"),
        ("Kenya", dt.date(1952, 10, 20), "KEN"),
    ],
)
def test_the_day_chooses_the_state(text, day, code):
    assert find_country(text, day).country.iso3 == code


def test_without_a_day_the_newest_state_is_meant():
    assert find_country("Moscow").country.iso3 == "RUS"
    assert find_country("Soviet Union").country.iso3 == "SUN"


def test_unknown_code_gives_none():
    assert country("ZZZ") is None


def test_gazetteer_holds_every_phrase_and_its_longest():
    phrases = gazetteer()
    assert phrases["democratic republic of the congo"].country.iso3 == "COD"
    assert max(len(phrase.split()) for phrase in phrases) == MAX_WORDS
    assert {match.kind for match in phrases.values()} == set(KINDS)
    assert len(phrases) > 3000


def test_ten_thousand_look_ups_take_less_than_a_fifth_of_a_second():
    phrases = ["the United States", "senior officials", "Russia's", "Côte d\u2019Ivoire", "report"] * 2000
    find_country("Germany")
    began = time.process_time()
    for phrase in phrases:
        find_country(phrase)
    assert time.process_time() - began < 0.2


def test_gleditsch_ward_numbers_agree_with_their_list():
    parquet = pytest.importorskip("pyarrow.parquet")
    if not (SHARED / "gw_states.parquet").exists():
        pytest.skip("the list of states is not here")
    dates = {}
    for state in countries():
        if state.gw:
            dates.setdefault(state.gw, set()).add(state.start)
    left_out = {255, 511, 711}  # Prussia, Zanzibar, Tibet
    their_own_date = {816}  # North Vietnam: declared in 1945, listed by them from 1954
    for row in parquet.read_table(SHARED / "gw_states.parquet").to_pylist():
        number, start = int(row["gwcode"]), row["startdate"]
        if row["enddate"].year < 1945 or number in left_out:
            continue
        assert number in dates, row["statename"]
        late = start.year > 1946 and None not in dates[number] and number not in their_own_date
        assert not late or any(abs(start.year - day.year) <= 1 for day in dates[number]), row["statename"]


def test_correlates_of_war_numbers_agree_with_their_list():
    parquet = pytest.importorskip("pyarrow.parquet")
    if not (SHARED / "cow_nmc.parquet").exists():
        pytest.skip("the capabilities table is not here")
    rows = parquet.read_table(SHARED / "cow_nmc.parquet", columns=["ccode", "year"]).to_pylist()
    theirs = {int(row["ccode"]) for row in rows if row["year"] >= 1945}
    ours = {state.cow for state in countries() if state.cow}
    assert theirs - ours == {260, 511}  # the Federal Republic before 1990, whose successor 255 stands for DEU; Zanzibar
    assert ours <= theirs
