import pytest

from riftline.code.status import status_of
from riftline.code.triggers import triggers
from riftline.code.voiced import demand, refusal


@pytest.fixture
def trigger(parsed, at):
    def find(text, word):
        sentence = parsed(text)
        (found,) = [t for t in triggers(sentence) if t.index == at(sentence, word)]
        return sentence, found

    return find


def test_who_will_not_help_refuses(trigger):
    sentence, found = trigger("Germany gave Ukraine tanks.", "gave")
    assert refusal(sentence, found, "actual") is None
    sentence, found = trigger("Spain will not send troops to Mali.", "send")
    outcome = refusal(sentence, found, status_of(sentence, found.index))
    assert outcome is None or outcome.type == "REJECT"  # only cooperation can be refused


def test_who_does_not_attack_refuses_nothing(trigger):
    sentence, found = trigger("Israel did not attack Iran.", "attack")
    assert refusal(sentence, found, "denied") is None


def test_what_another_must_do_is_a_demand(trigger):
    sentence, found = trigger("Iran must release the sailors.", "release")
    assert demand(sentence, found).type == "REQUEST"
    sentence, found = trigger("France will deploy troops to Estonia.", "deploy")
    assert demand(sentence, found) is None
