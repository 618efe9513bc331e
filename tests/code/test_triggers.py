import numpy as np
import pytest

from riftline.code.triggers import _words_to_try, attached, governing, triggers
from riftline.parse.reading import KINDS
from riftline.records import Reading, Sentence, Token


def found(sentence):
    """Word → its trigger."""
    return {sentence.tokens[t.index].text: t for t in triggers(sentence)}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        pytest.param("Russia attacked Ukraine on Monday.", "attacked", "ASSAULT", id="verb"),
        pytest.param("Troops deployed by France left Mali.", "deployed", "MOBILIZE", id="participle"),
        pytest.param("Israel's invasion of Lebanon angered Iran.", "invasion", "ASSAULT", id="noun"),
        pytest.param("The EU imposed sanctions on Russia.", "imposed", "SANCTION", id="verb with its object"),
        pytest.param("The talks ended.", "talks", "CONSULT", id="noun of its own"),
        pytest.param("Turkey pulled out of Syria.", "pulled", "RETREAT", id="verb with particles"),
        pytest.param("Iran rejected the request.", "rejected", "REJECT", id="verb that refuses"),
        pytest.param("China called on Japan to apologize.", "called", "REQUEST", id="verb with preposition"),
        pytest.param("Iran expelled diplomats after Turkey closed the border.", "expelled", "SANCTION", id="by object"),
        pytest.param("Critics accuse Serbia of arming rebels.", "accuse", "ACCUSE", id="accusation"),
    ],
)
def test_what_carries_an_event(parsed, text, word, kind):
    assert found(parsed(text))[word].row.type == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("The EU imposed sanctions on Russia.", "sanctions", id="noun that its verb took in"),
        pytest.param("Iran rejected the request.", "request", id="what is rejected"),
        pytest.param("The Foreign Relations Committee met on Tuesday.", "Relations", id="inside a name"),
        pytest.param("The missiles, which hit Kyiv, killed 12 people.", "people", id="no event"),
        pytest.param("Serbia held a second round of talks with Kosovo.", "round", id="container"),
    ],
)
def test_what_carries_none(parsed, text, word):
    assert word not in found(parsed(text))


def test_a_verb_and_its_event_noun_are_one_event(parsed):
    (one,) = triggers(parsed("Russia held talks with Ukraine."))
    assert one.row.type == "CONSULT"
    (one,) = triggers(parsed("Serbia held a second round of talks with Kosovo."))
    assert one.row.type == "CONSULT"


def test_triggers_come_in_order_and_once(treebank):
    for sentence in treebank.values():
        indices = [t.index for t in triggers(sentence)]
        assert indices == sorted(set(indices))


def test_the_object_that_met_the_restriction_is_kept(parsed, at):
    sentence = parsed("The EU imposed sanctions on Russia.")
    assert found(sentence)["imposed"].object == at(sentence, "sanctions")


@pytest.mark.parametrize(
    ("text", "noun", "governor"),
    [
        ("Russia held talks with Ukraine.", "talks", ("held", "occur", "source")),
        ("Serbia held a second round of talks with Kosovo.", "talks", ("held", "occur", "source")),
        ("Talks between Iran and Israel could be held in Geneva.", "Talks", ("held", "occur", "source")),
        ("Macron cancelled talks with Putin.", "talks", ("cancelled", "end", "source")),
    ],
)
def test_the_light_verb_of_a_noun(parsed, at, text, noun, governor):
    sentence = parsed(text)
    verb, *effect = governing(sentence, at(sentence, noun))
    assert (sentence.tokens[verb].text, *effect) == governor


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The strike by Israel killed two soldiers.", "strike"),
        ("Fears of a Russian invasion grew.", "invasion"),
        ("MANILA - President Marcos condemned China.", "China"),
    ],
)
def test_other_verbs_are_no_light_verbs(parsed, at, text, noun):
    sentence = parsed(text)
    assert governing(sentence, at(sentence, noun)) == (None, None, None)


def test_particles_and_prepositions_are_attached_but_times_are_not(parsed, at):
    sentence = parsed("Turkey pulled out of Syria.")
    assert {"out", "of"} <= attached(sentence, at(sentence, "pulled"))
    sentence = parsed("Russia attacked Ukraine on Monday.")
    assert "on" not in attached(sentence, at(sentence, "attacked"))


def test_a_noun_at_the_root_is_not_judged_by_the_last_word():
    words = [Token(0, "Talks", 0, 5, upos="NOUN"), Token(1, "failing", 6, 13, upos="VERB", head=0)]
    kinds = np.ones((2, len(KINDS)), np.float32)
    kinds[1, 0] = 0.0
    reading = Reading(kinds, kinds, kinds[:, 0], kinds, kinds[0])
    sentence = Sentence("d", 0, 0, 13, "Talks failing", tuple(words), ((1,), ()), reading=reading)
    assert _words_to_try(sentence) == [1]
