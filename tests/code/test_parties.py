import datetime as dt

import pytest

from riftline.code.naming import political
from riftline.code.parties import Parties, _without
from riftline.code.triggers import triggers
from riftline.records import Actor


@pytest.fixture
def sides(parsed):
    """Countries of the sources and of the targets of the event that a word of the sentence carries."""

    def find(text, word):
        sentence, parties = parsed(text), Parties(dt.date(2025, 2, 17))
        parties.read(sentence)
        (trigger,) = [t for t in triggers(sentence) if sentence.tokens[t.index].text == word]
        return tuple([a.country or a.organization or a.text for a in side] for side in parties.sides(sentence, trigger))

    return find


@pytest.mark.parametrize(
    ("text", "word", "sources", "targets"),
    [
        pytest.param("Russia attacked Ukraine on Monday.", "attacked", ["RUS"], ["UKR"], id="active"),
        pytest.param("Ukraine was attacked by Russia.", "attacked", ["RUS"], ["UKR"], id="passive"),
        pytest.param("Israel's invasion of Lebanon angered Iran.", "invasion", ["ISR"], ["LBN"], id="possessor and of"),
        pytest.param("The invasion of Lebanon by Israel angered Iran.", "invasion", ["ISR"], ["LBN"], id="by and of"),
        pytest.param("The EU imposed sanctions on Russia.", "imposed", ["EU"], ["RUS"], id="light verb and on"),
        pytest.param("Washington urged Israel to halt the strikes.", "urged", ["USA"], ["ISR"], id="object control"),
        pytest.param("China called on Japan to apologize.", "called", ["CHN"], ["JPN"], id="called on"),
        pytest.param("Poland criticized the Hungarian veto.", "criticized", ["POL"], ["HUN"], id="inside the object"),
        pytest.param("Iran threatened to attack Israel.", "attack", ["IRN"], ["ISR"], id="subject control"),
        pytest.param("Turkey invaded Syria and bombed Aleppo.", "bombed", ["TUR"], ["SYR"], id="shared subject"),
        pytest.param("A Chinese attack on Taiwan is likely.", "attack", ["CHN"], ["TWN"], id="adjective and on"),
        pytest.param("Critics accuse Serbia of arming rebels.", "arming", ["SRB"], ["rebels"], id="accused of"),
        pytest.param("Germany gave Ukraine tanks.", "gave", ["DEU"], ["UKR"], id="two objects"),
        pytest.param(
            "Ukraine was given tanks by Germany.",
            "given",
            ["DEU"],
            ["UKR"],
            id="passive of two objects",
        ),
        pytest.param(
            "Russia withdrew without attacking Kyiv.",
            "withdrew",
            ["RUS"],
            [],
            id="another clause",
        ),
        pytest.param("Spain will not send troops to Mali.", "send", ["ESP"], ["MLI"], id="to"),
    ],
)
def test_who_stands_on_which_side(sides, text, word, sources, targets):
    found = sides(text, word)
    assert found[0] == sources
    assert found[1] == targets


@pytest.mark.parametrize(
    ("text", "word", "everybody"),
    [
        pytest.param("Russia held talks with Ukraine.", "held", ["RUS", "UKR"], id="with"),
        pytest.param("Serbia held a second round of talks with Kosovo.", "held", ["SRB", "XKX"], id="container"),
        pytest.param(
            "Talks between Iran and Israel could be held in Geneva.",
            "held",
            ["IRN", "ISR"],
            id="between",
        ),
        pytest.param("Iran and Israel clashed.", "clashed", ["IRN", "ISR"], id="and"),
        pytest.param(
            "Those from Germany, Britain and Italy met in Paris.",
            "met",
            ["DEU", "GBR", "ITA"],
            id="those from",
        ),
        pytest.param(
            "South Africa, Brazil and India signed a deal with China.",
            "signed",
            ["ZAF", "BRA", "IND", "CHN"],
            id="list and with",
        ),
    ],
)
def test_in_talks_and_clashes_everybody_is_a_source(sides, text, word, everybody):
    assert sides(text, word) == (everybody, [])


def test_actors_are_read_in_order_with_their_words(parsed):
    sentence = parsed("Keith Kellogg, Trump's special envoy, met Zelensky.")
    found = Parties(dt.date(2025, 2, 17)).read(sentence)
    assert [a.country for a in found] == ["USA", "USA", "UKR"]
    assert all(sentence.text[a.start : a.end] == a.text for a in found)


def test_a_pronoun_is_whom_the_sentence_before_named(parsed):
    parties = Parties(dt.date(2025, 2, 17))
    parties.read(parsed("Trump praised Putin."))
    found = parties.actor(parsed("He condemned Zelensky.", index=1), 0)
    assert (found.country, found.start) == ("USA", None)


def test_a_date_says_who_held_an_office(parsed):
    sentence = parsed("Trump praised Putin.")
    earlier, later = (Parties(dt.date(year, 6, 1)).actor(sentence, 0) for year in (2012, 2018))
    assert (earlier.role, later.role) == (None, "president")


def test_who_is_political():
    assert political(Actor("France", country="FRA"))
    assert political(Actor("rebels", sector="REB"))
    assert not political(Actor("Smith", name="Smith"))


def test_a_bare_country_is_not_on_both_sides():
    spain, norwegian, norway = (
        Actor(t, 0, 1, country=c) for t, c in (("Spain", "ESP"), ("Norwegian", "NOR"), ("Norway", "NOR"))
    )
    assert _without((spain, norwegian), (norway,)) == (spain,)
    assert _without((norwegian,), (norway,)) == (norwegian,)
    army = Actor("Norway's army", 0, 1, country="NOR", sector="MIL")
    assert _without((spain, army), (norway,)) == (spain, army)
