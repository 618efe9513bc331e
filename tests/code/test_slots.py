import pytest

from riftline.code.slots import last_slots, slot_heads, source_slots, target_slots
from riftline.code.triggers import triggers


@pytest.fixture
def trigger(parsed, at):
    def find(text, word):
        sentence = parsed(text)
        (found,) = [t for t in triggers(sentence) if t.index == at(sentence, word)]
        return sentence, found

    return find


@pytest.fixture
def fillers(trigger):
    """The words that fill a slot of the trigger `word`."""

    def find(text, word, slot):
        sentence, found = trigger(text, word)
        return [sentence.tokens[i].text for i in slot_heads(sentence, found, slot)]

    return find


@pytest.mark.parametrize(
    ("text", "word", "slot", "expected"),
    [
        pytest.param("Russia attacked Ukraine on Monday.", "attacked", "subj", ["Russia"], id="subject"),
        pytest.param("Ukraine was attacked by Russia.", "attacked", "subj", ["Russia"], id="subject of a passive"),
        pytest.param("Ukraine was attacked by Russia.", "attacked", "obj", ["Ukraine"], id="object of a passive"),
        pytest.param("Germany gave Ukraine tanks.", "gave", "iobj", ["Ukraine"], id="indirect object"),
        pytest.param("Ukraine was given tanks by Germany.", "given", "iobj", ["Ukraine"], id="was given tanks"),
        pytest.param("Ukraine was attacked by Russia.", "attacked", "iobj", [], id="was attacked"),
        pytest.param("Washington urged Israel to halt the strikes.", "urged", "comp", ["Israel"], id="complement"),
        pytest.param("Poland criticized the Hungarian veto.", "criticized", "obj.poss", ["Hungarian"], id="owner"),
        pytest.param("Israel's invasion of Lebanon angered Iran.", "invasion", "poss", ["Israel"], id="possessor"),
        pytest.param("A Chinese attack on Taiwan is likely.", "attack", "adj", ["Chinese"], id="adjective"),
        pytest.param("A Chinese attack on Taiwan is likely.", "attack", "on", ["Taiwan"], id="preposition"),
        pytest.param("Negotiations began between Iran and Israel.", "Negotiations", "between", ["Iran"], id="at verb"),
        pytest.param("Negotiations began between Iran and Israel.", "Negotiations", "with", [], id="none there"),
        pytest.param("In talks with Putin, Trump criticized Poland.", "talks", "subj", ["Trump"], id="in talks"),
        pytest.param("The strike by Israel killed two soldiers.", "strike", "subj", [], id="a noun has no subject"),
    ],
)
def test_who_fills_a_slot(fillers, text, word, slot, expected):
    assert fillers(text, word, slot) == expected


def test_who_does_it_comes_before_whom_it_concerns(fillers):
    text = "Poland criticized the rejection of NATO by Hungary."
    assert fillers(text, "criticized", "obj.poss") == ["Hungary", "NATO"]


def test_a_row_says_where_to_look_else_the_part_of_speech(trigger):
    _, verb = trigger("Russia attacked Ukraine on Monday.", "attacked")
    assert (source_slots(verb), target_slots(verb)) == (("subj",), ("obj", "obj.poss"))
    _, noun = trigger("In talks with Putin, Trump criticized Poland.", "talks")
    assert {"by", "poss", "adj", "between"} <= set(source_slots(noun))


def test_what_is_mutual_asks_for_between_first_and_never_for_a_place(trigger):
    _, found = trigger("France met Germany in Spain.", "met")
    assert found.row.reciprocal
    assert target_slots(found)[0] == "between"
    assert {"in", "at", "near"}.isdisjoint({*target_slots(found), *last_slots(found)})
    _, one_sided = trigger("Russia attacked Ukraine on Monday.", "attacked")
    assert {"in", "at"} <= set(last_slots(one_sided))


def test_who_is_talked_with_afterwards_is_no_party_of_the_verb(fillers):
    text = "Germany condemned China after the meeting with Japan."
    assert fillers(text, "condemned", "with") == []
    assert fillers(text, "condemned", "obj") == ["China"]
    assert fillers(text, "meeting", "with") == ["Japan"]
