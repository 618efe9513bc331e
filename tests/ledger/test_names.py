import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.facts.countries import country
from riftline.ledger.names import Spell, Who, name_table, resolve_name, resolve_names, state_of

DAY = dt.date(2016, 6, 1)


def parts(text, stated=None, on=DAY):
    who = resolve_name(text, stated, on)
    return who.country, who.organization, who.sector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Citizen (Nigeria)", ("NGA", None, "CVL")),
        ("Citizen_(Nigeria)", ("NGA", None, "CVL")),
        ("South_Korea", ("KOR", None, None)),
        ("Head of Government (Thailand)", ("THA", None, "GOV")),
        ("Foreign Affairs (Palestinian Territory, Occupied)", ("PSE", None, "GOV")),
        ("Priest (Holy See (Vatican City State))", ("VAT", None, "REL")),
        ("Party Member (Govt) (India)", ("IND", None, "PTY")),
        ("Lawyer/Attorney (Iraq)", ("IRQ", None, "CVL")),
        ("Men (China)", ("CHN", None, "CVL")),
        ("Congo", ("COG", None, None)),
        ("Moldova, Republic of", ("MDA", None, None)),
        ("UN Security Council", (None, "UNSC", "IGO")),
        ("Combatant (Taliban)", ("AFG", "TALIBAN", "REB")),
        ("Military Forces of Kenya (2013-2022)", ("KEN", None, "MIL")),
        ("JNIM: Group for Support of Islam and Muslims", ("MLI", "JNIM", "REB")),
        ("Government of Myanmar (Burma)", ("MMR", None, "GOV")),
        ("Citizen (Africa)", (None, "AFRICA", "CVL")),
        ("Africa", (None, "AFRICA", None)),
        ("Unspecified Actor", (None, None, None)),
    ],
)
def test_forms_of_other_data_sets(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sergey Viktorovich Lavrov", "Sergei Lavrov"),
        ("Aso Taro", "Taro Aso"),
        ("Abe Shinzo", "Shinzo Abe"),
        ("François Gérard Georges Hollande", "Francois Hollande"),
        ("Angela Dorothea Merkel", "Angela Merkel"),
        ("Mariano Rajoy Brey", "Mariano Rajoy"),
    ],
)
def test_persons_with_more_names_or_the_family_name_first(text, name):
    found = resolve_name(text, None, DAY)
    assert found.name.replace("ç", "c") == name
    assert found.country


def test_the_stated_country_wins():
    assert parts("Vladimir Putin", "RUS") == ("RUS", None, "GOV")
    assert parts("Conservative Party", "CAN") == ("CAN", None, "PTY")
    assert parts("Ministry (Japan)", "KOR") == ("KOR", None, "GOV")
    assert parts("Angela Merkel", "AUS") == ("AUS", None, None)  # a namesake
    assert parts("Nobody Known", "BRA") == ("BRA", None, None)
    assert parts("North Atlantic Treaty Organization", "BEL") == ("BEL", "NATO", "IGO")


def test_an_office_holds_for_its_days():
    names = [("Barack Obama", None, dt.date(year, 6, 1)) for year in (2016, 2009, 2017, 2018, 2012)]
    spells = resolve_names(names)
    assert [(spell.first.year, spell.last.year, spell.who.sector) for spell in spells] == [
        (2009, 2016, "GOV"),
        (2017, 2018, "ELI"),
    ]


def test_a_name_without_a_day_holds_always():
    assert resolve_names([("Kenya", None, None)]) == [Spell("Kenya", None, None, None, Who("Kenya", "KEN"))]
    row = name_table([("Kenya", None, None)]).to_pylist()[0]
    assert (row["stated"], row["first"], row["last"]) == ("", dt.date.min, dt.date.max)


def test_the_table_has_each_name_once_a_day():
    days = [dt.date(2008, 1, 1) + dt.timedelta(days=100 * step) for step in range(40)]
    names = [(name, stated, day) for day in days for name, stated in [("Barack Obama", None), ("Barack Obama", "USA")]]
    rows = name_table(names).to_pylist()
    for name, stated, day in names:
        held = [
            row
            for row in rows
            if row["text"] == name and row["stated"] == (stated or "") and row["first"] <= day <= row["last"]
        ]
        assert len(held) == 1
        assert held[0]["sector"] == resolve_name(name, stated, day).sector


@pytest.mark.parametrize(
    "code", ["USA", "usa", "United States", " Côte d'Ivoire ", "Cote d'Ivoire", "Russian Federation"]
)
def test_names_of_states(code):
    assert country(state_of(code))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_and_never_invents_a_stated_country(text):
    assert resolve_name(text, "BRA", DAY).country == "BRA"


def test_speed():
    names = [(f"Person{i % 500} Family{i} (Country{i % 7})", None, DAY) for i in range(2_000)]
    begun = time.process_time()
    resolve_names(names)
    assert time.process_time() - begun < 2.4  # 25,000 in 30 s
