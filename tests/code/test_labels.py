import datetime as dt

import pytest

from riftline.code.actors import resolve
from riftline.code.labels import label_of

SUMMER_2022 = dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("U.S. officials", "American officials"),
        ("the Ukrainian army", "Ukrainian army"),
        ("Norway's central bank", "Norwegian central bank"),
        ("the French Foreign Minister", "French foreign minister"),
        ("the Lebanese prime minister's office", "Lebanese prime minister's office"),
        ("leaders of Europe", "European leaders"),
        ("NATO allies", "NATO allies"),
        ("the UN special envoy for Syria", "UN special envoy"),
        ("Hamas fighters", "Hamas fighters"),
        ("Trump administration officials", "Trump administration officials"),
        ("Putin allies", "Vladimir Putin's allies"),
        ("allies of Putin", "Vladimir Putin's allies"),
        ("the administration", "administration"),
        ("the special envoy for Ukraine", "special envoy for Ukraine"),
        ("U.S. special envoy for Ukraine Jane Doe", "Jane Doe"),
    ],
)
def test_names_of_those_without_a_personal_name(phrase, name):
    assert resolve(phrase, on=SUMMER_2022).name == name


def test_a_country_from_the_context_is_in_the_name():
    found = resolve("the finance minister", context="The Greek parliament heard the finance minister on Monday.")
    assert found.name == "Greek finance minister"


def test_body_goes_before_country_and_the_shortest_usual_name_before_the_full_one():
    assert label_of("USA", None) == "American"
    assert label_of(None, "NATO") == "NATO"
    assert label_of("PSE", "HAMAS") == "Hamas"
    assert label_of(None, "WEST") == "Western"
    assert label_of(None, None) is None
