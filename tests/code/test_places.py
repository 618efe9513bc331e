from dataclasses import replace

import numpy as np
import pytest

from riftline.code.places import dateline, places_of
from riftline.parse.reading import ROLES
from riftline.records import Document, Reading, Sentence


@pytest.fixture
def place(parsed, at):
    """`place("Iran attacked Iraq.", attacked="ASSAULT")` gives the place of that one event."""

    def find(text, near=(), **types):
        sentence = parsed(text)
        ((word, kind),) = types.items()
        return places_of(sentence, {at(sentence, word): kind}, near).get(at(sentence, word))

    return find


@pytest.mark.parametrize(
    ("text", "types", "expected"),
    [
        (
            "Rebels attacked soldiers in the northern city of Aleppo.",
            {"attacked": "ASSAULT"},
            ("northern city of Aleppo", "Aleppo", "SYR"),
        ),
        ("Two civilians were killed near Goma on Tuesday.", {"killed": "ASSAULT"}, ("Goma", "Goma", "COD")),
        ("The navy seized a tanker off Somalia.", {"seized": "COERCE"}, ("Somalia", "Somalia", "SOM")),
        (
            "Turkey deployed jets at Incirlik air base.",
            {"deployed": "MOBILIZE"},
            ("Incirlik air base", "Incirlik", "TUR"),
        ),
        ("France and Germany held talks in Paris, Texas.", {"talks": "CONSULT"}, ("Paris, Texas", "Paris", "USA")),
        (
            "Gunmen killed ten farmers in the town of Bor in Jonglei state.",
            {"killed": "ASSAULT"},
            ("town of Bor in Jonglei state", "Bor", "SSD"),
        ),
        ("Basra residents stormed the governor's office.", {"stormed": "PROTEST"}, ("Basra", "Basrah", "IRQ")),
        ("Blair flew to Madrid for talks.", {"talks": "CONSULT"}, ("Madrid", "Madrid", "ESP")),
        ("Officers met Abraham Lincoln in Reading.", {"met": "CONSULT"}, ("Reading", "Reading", "GBR")),
    ],
)
def test_places(place, text, types, expected):
    found = place(text, **types)
    assert (found.text, found.name, found.country) == expected
    assert found.latitude is not None
    assert found.longitude is not None


def test_a_party_is_no_place(parsed, at):
    sentence = parsed("Iran held talks with Washington in Geneva.")
    found = places_of(sentence, {at(sentence, "talks"): "CONSULT"})
    assert found[at(sentence, "talks")].name == "Geneva"


def test_where_somebody_comes_from_or_speaks_is_not_where_it_happens(place):
    assert place("Hackers based in China attacked a bank.", attacked="ASSAULT") is None
    assert place("Russia fired missiles at Odesa, officials in Kyiv said.", fired="ASSAULT").name == "Odesa"


def test_the_capital_is_that_of_the_country_at_hand(place):
    text = "Soldiers fired on protesters in the capital."
    found, unknown = place(text, ("MLI",), fired="ASSAULT"), place(text, fired="ASSAULT")
    assert (found.text, found.name, found.country, found.geonames) == ("capital", "Bamako", "MLI", 2460596)
    assert (unknown.text, unknown.name, unknown.latitude) == ("the capital", None, None)


def test_the_more_specific_place_wins(place):
    found = place("Police closed the border crossing at Rafah.", closed="COERCE")
    assert (found.text, found.country) == ("Rafah", "PSE")


def test_the_model_says_where(parsed, at):
    sentence = parsed("Hackers based in China attacked a bank.")
    index, roles = at(sentence, "attacked"), np.zeros((8, 8, len(ROLES)), np.float32)
    roles[index, at(sentence, "China"), ROLES.index("place")] = 0.9
    one = np.zeros((8, 1), np.float32)
    reading = Reading(one, one, np.zeros(8, np.int32), roles, one[0])
    assert places_of(replace(sentence, reading=reading), {index: "ASSAULT"})[index].name == "China"


def test_the_model_names_a_place_that_has_no_name(parsed, at):
    sentence = parsed("Hackers based in China attacked a bank.")
    index, roles = at(sentence, "attacked"), np.zeros((8, 8, len(ROLES)), np.float32)
    roles[index, at(sentence, "bank"), ROLES.index("place")] = 0.9
    one = np.zeros((8, 1), np.float32)
    reading = Reading(one, one, np.zeros(8, np.int32), roles, one[0])
    assert places_of(replace(sentence, reading=reading), {index: "ASSAULT"})[index].text == "bank"


@pytest.mark.parametrize(
    ("before", "name", "country"),
    [
        ("BRUSSELS, June 12 (Reuters) - ", "Brussels", "BEL"),
        ("Headline\n\nMOSCOW/KYIV (AP) — ", "Moscow", "RUS"),
        ("", None, None),
        ("NOWHEREATALL, June 12 (Reuters) - ", None, None),
        ("BRUSSELS, June 12 (Reuters) - France left. ", None, None),
    ],
)
def test_datelines(before, name, country):
    text = f"{before}Poland accused Germany."
    found = dateline(Document("d", text), Sentence("d", 0, len(before), len(text), text[len(before) :]))
    assert (found and found.name, found and found.country) == (name, country)
