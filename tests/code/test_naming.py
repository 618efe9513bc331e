import datetime as dt

import pytest

from riftline.code.naming import Naming, political

ON = dt.date(2025, 2, 19)


@pytest.fixture
def reading(parsed):
    """A document read so far, and its last sentence."""

    def read(*texts):
        naming = Naming(ON)
        sentences = [parsed(text, index=i) for i, text in enumerate(texts)]
        for sentence in sentences:
            naming.read(sentence)
        return naming, sentences[-1]

    return read


def test_its_is_whose_the_sentence_before_was_about(reading, at):
    naming, sentence = reading("Hungary criticized NATO.", "Its parliament condemned Poland.")
    found = naming.actor(sentence, at(sentence, "parliament"))
    assert (found.text, found.start, found.country, found.sector) == ("Its parliament", 0, "HUN", "LEG")


def test_its_alone_means_nobody(reading, at):
    naming, sentence = reading("Its parliament condemned Poland.")
    found = naming.actor(sentence, at(sentence, "parliament"))
    assert found is None or found.country is None


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        (
            "Polish and German ministers condemned Russia.",
            "ministers",
            [("POL", "Polish"), ("DEU", "German ministers")],
        ),
        (
            "Chinese and American warships clashed.",
            "warships",
            [("CHN", "Chinese"), ("USA", "American warships")],
        ),
        ("Poland criticized the Hungarian veto.", "Poland", [("POL", "Poland")]),
        ("They attacked the base.", "They", []),
    ],
)
def test_coordinated_adjectives_are_an_actor_each(parsed, at, text, noun, expected):
    sentence = parsed(text)
    found = Naming(ON).each(sentence, at(sentence, noun))
    assert [(a.country, a.text) for a in found] == expected
    assert all(sentence.text[a.start : a.end] == a.text for a in found)


def test_adjectives_take_role_and_sector_from_their_noun(parsed, at):
    sentence = parsed("Polish and German ministers condemned Russia.")
    assert {a.sector for a in Naming(ON).each(sentence, at(sentence, "ministers"))} == {"GOV"}


def test_who_was_introduced_is_known_by_the_last_name(reading, at):
    naming, sentence = reading(
        "Polish Foreign Minister Jan Kowalczyk criticized Germany.",
        "Kowalczyk praised France.",
    )
    found = naming.actor(sentence, at(sentence, "Kowalczyk"))
    assert (found.name, found.country, found.sector) == ("Jan Kowalczyk", "POL", "GOV")


def test_a_person_nobody_knows_is_kept_as_written(reading, at):
    naming, sentence = reading("Kowalczyk praised France.")
    found = naming.actor(sentence, at(sentence, "Kowalczyk"))
    assert (found.text, found.name, found.country) == ("Kowalczyk", "Kowalczyk", None)
    assert not political(found)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Officials said Russia attacked Kyiv.", "Officials", "Officials", id="people"),
        pytest.param("Fears of a Russian invasion grew.", "Fears", None, id="fear"),
        pytest.param("Fear of a war drove Poland to condemn Russia.", "Fear", None, id="fear of"),
        pytest.param("Poland rejected Germany's claim that Russia attacked Kyiv.", "claim", None, id="claim"),
        pytest.param("He condemned Zelensky.", "He", None, id="pronoun"),
    ],
)
def test_who_can_stand_as_written(parsed, at, text, word, expected):
    sentence = parsed(text)
    found = Naming(ON).plain(sentence, at(sentence, word))
    assert (found and found.text) == expected


def test_prepositions_and_stops_name_nobody(parsed, at):
    sentence = parsed("France met Germany in Spain.")
    naming = Naming(ON)
    assert [naming.actor(sentence, at(sentence, word)) for word in ("in", ".")] == [None, None]
