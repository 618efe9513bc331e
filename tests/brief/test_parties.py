import pytest

from riftline.brief.parties import full_name, is_many, party_of, sides, with_party
from riftline.records import Actor


def party(text="Somebody There", **fields):
    found = party_of(Actor(text, 3, 3 + len(text), **fields))
    return found.kind, found.label


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"country": "USA", "organization": "TREASURY_USA", "sector": "GOV"}, ("country", "United States")),
        ({"country": "USA", "organization": "PENTAGON", "sector": "MIL"}, ("country", "United States")),
        ({"country": "USA", "organization": "FBI"}, ("country", "United States")),
        ({"organization": "NATO", "sector": "IGO"}, ("organization", "NATO")),
        ({"country": "NLD", "organization": "NATO", "sector": "GOV"}, ("organization", "NATO")),
        ({"country": "SDN", "organization": "RSF", "sector": "REB"}, ("organization", "RSF")),
        ({"country": "IND", "organization": "INC"}, ("organization", "Indian National Congress")),
        ({"country": "SDN", "sector": "REB"}, ("country", "Sudan")),
        ({"organization": "EUROPE", "sector": "GOV"}, ("organization", "Europe")),
        ({"organization": "Harbour League"}, ("organization", "Harbour League")),
    ],
)
def test_those_who_act_for_a_state_count_for_it_and_others_for_their_organization(fields, expected):
    assert party(**fields) == expected


@pytest.mark.parametrize(
    ("text", "start", "sector", "kind"),
    [
        ("Skagerrak Conference", 0, None, "other"),
        ("League of the North", 12, None, "other"),
        ("Wavebreakers", 12, None, "other"),
        ("Wavebreakers", 0, None, "unknown"),  # a capital that any first word of a sentence has
        ("Local commanders", 0, "MIL", "unknown"),
        ("settlement", 12, "CVL", "unknown"),
        ("continent", 12, None, "unknown"),
        ("27 members", 12, None, "unknown"),
    ],
)
def test_words_that_name_nobody_in_particular_are_no_party(text, start, sector, kind):
    assert party_of(Actor(text, start, start + len(text), sector=sector)).kind == kind


def test_a_short_form_that_not_everybody_knows_is_spelled_out():
    assert full_name(party_of(Actor("RSF", organization="RSF", country="SDN", sector="REB"))) == "Rapid Support Forces"
    assert full_name(party_of(Actor("NATO", organization="NATO"))) is None
    assert full_name(party_of(Actor("Sudan", country="SDN"))) is None


def test_a_party_under_any_of_its_names_is_not_one_of_its_people():
    (side,) = sides([Actor("RSF", name="Rapid Support Forces", country="SDN", organization="RSF", sector="REB")])
    assert side.names == ()


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor("Holt", name="Ane Holt", country="DNK"), "Ane Holt (Denmark)"),
        (Actor("officials", name="Danish officials", country="DNK"), "Danish officials"),
        (Actor("officials", name="European officials", organization="EUROPE"), "European officials"),
        (Actor("Denmark", country="DNK"), "Denmark"),
    ],
)
def test_a_speaker_is_placed_where_the_name_does_not_do_it(actor, shown):
    assert with_party(actor) == shown


def test_number_of_the_verb():
    states = Actor("United States", country="USA")
    assert not is_many(sides([states]))
    assert is_many(sides([states, Actor("Denmark", country="DNK")]))
    assert is_many(sides([Actor("militants", 5, 14, sector="UAF")]))
    assert not is_many(sides([Actor("press", 5, 10, sector="JRN")]))
