import datetime as dt

import pytest

from riftline.code.actors import resolve
from riftline.code.contradictions import is_of_today
from riftline.facts.offices import holders


@pytest.mark.parametrize(
    ("phrase", "day", "state", "known"),
    [
        ("German Chancellor Emmanuel Macron", "2020-05-01", "DEU", "Angela Merkel, chancellor of Germany 2005-2021"),
        ("Emmanuel Macron, the German chancellor", "2020-05-01", "DEU", "Emmanuel Macron, president of France"),
        ("French Prime Minister Emmanuel Macron", "2020-05-01", "FRA", "Emmanuel Macron, president of France"),
        ("President Barack Obama", "2021-05-01", "USA", "Barack Obama, president of United States 2009-2017"),
        ("President Donald Trump", "2010-01-01", "USA", "2017-2021"),
        ("Prime Minister Donald Tusk", "2017-01-01", "POL", "Donald Tusk, prime minister of Poland 2007-2014"),
    ],
)
def test_a_role_against_the_table_is_kept_as_stated_and_told(phrase, day, state, known):
    found = resolve(phrase, on=dt.date.fromisoformat(day))
    assert (found.country, found.sector) == (state, "GOV")
    assert known in found.contradicted


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("former President Barack Obama", "2021-05-01"),
        ("President Barack Obama", "2017-05-01"),  # months after
        ("President-elect Donald Trump", "2024-12-01"),
        ("President Donald Trump", None),
        ("Canadian farmer Boris Johnson", "2020-01-01"),  # a namesake
        ("Russian Prime Minister Vladimir Putin", "2010-01-01"),
        ("Angela Merkel, a former environment minister", "2010-01-01"),
        ("U.S. Treasury Secretary Scott Bessent", "2025-05-01"),
        ("German Chancellor Anna Example", "2020-05-01"),  # nobody in the table
        ("French Prime Minister Bruno Le Maire", "2027-05-01"),  # later than the table knows
    ],
)
def test_what_fits_the_table_or_is_not_in_it_is_no_contradiction(phrase, day):
    assert resolve(phrase, on=dt.date.fromisoformat(day) if day else None).contradicted is None


@pytest.mark.parametrize(
    ("stated", "sentence", "expected"),
    [
        ("President Obama", "President Obama spoke on Monday.", True),
        ("President Obama", "In 2011 President Obama sent troops.", False),
        ("President-elect Trump", "President-elect Trump spoke.", False),
        ("President Obama", "Then President Obama refused.", False),
        ("President Obama", "President Obama paid 1,200 dollars.", True),
    ],
)
def test_a_sentence_about_another_time_is_left_alone(stated, sentence, expected):
    assert is_of_today(stated, sentence, dt.date(2021, 5, 1)) is expected


def test_holders_of_a_day():
    found = holders("DEU", None, "chancellor", dt.date(2010, 1, 1))
    assert [office.person for office in found] == ["Angela Merkel"]
