"""The country of actors that a text names only by what they are."""

import pytest

from riftline.code.homes import Homes
from riftline.records import Actor, Sentence

POLICE = Actor("police", sector="COP")
REBELS = Actor("rebels", sector="REB")


def sentence(index=0):
    return Sentence("d", index, 0, 0, "")


@pytest.fixture
def homes():
    return Homes()


def test_the_one_country_of_the_sentence(homes):
    homes.read(sentence(), [Actor("Kenya's president", country="KEN", sector="GOV")])
    assert homes.of([POLICE])[0].country == "KEN"


def test_a_country_that_is_itself_a_party_is_no_home(homes):
    homes.read(sentence(), [Actor("Germany", country="DEU")])
    assert homes.of([POLICE])[0].country is None


def test_two_countries_leave_it_open(homes):
    homes.read(sentence(), [Actor("a", country="KEN", sector="GOV"), Actor("b", country="UGA", sector="GOV")])
    assert homes.of([POLICE])[0].country is None


def test_rebels_and_known_actors_stay_as_they_are(homes):
    homes.read(sentence(), [Actor("Kenya's president", country="KEN", sector="GOV")])
    somali = Actor("Somali police", country="SOM", sector="COP")
    assert homes.of([REBELS, somali]) == (REBELS, somali)


def test_the_country_that_leads_in_the_document(homes):
    for index in range(2):
        homes.read(sentence(index), [Actor("Kenya's president", country="KEN", sector="GOV")])
    homes.read(sentence(2), [])
    assert homes.of([POLICE])[0].country == "KEN"


def test_one_mention_before_is_not_enough(homes):
    homes.read(sentence(), [Actor("Kenya's president", country="KEN", sector="GOV")])
    homes.read(sentence(1), [])
    assert homes.of([POLICE])[0].country is None
