import pytest

from riftline.code.status import attitude_of, embedded, modality, negated, status_of


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Russia attacked Ukraine on Monday.", "attacked", "actual"),
        ("Ukraine was attacked by Russia.", "attacked", "actual"),
        ("France will deploy troops to Estonia.", "deploy", "planned"),
        ("Israel is going to strike Iran.", "strike", "planned"),
        ("Trump has plans to visit China.", "visit", "planned"),
        ("Hungary has a plan to expel diplomats.", "expel", "planned"),
        ("Turkey sent envoys to negotiate a truce.", "negotiate", "planned"),
        ("Iran promised to release the sailors.", "release", "planned"),
        ("Macron called Putin on Tuesday to apologize.", "apologize", "planned"),
        ("Iran must release the sailors.", "release", "requested"),
        ("Washington urged Israel to halt the strikes.", "halt", "requested"),
        ("China called on Japan to apologize.", "apologize", "requested"),
        ("Poland said Germany must return the bases.", "return", "requested"),
        ("France may withdraw its troops from Mali.", "withdraw", "possible"),
        ("If Russia invades Estonia, Poland will respond.", "invades", "possible"),
        ("If Russia invades Estonia, Poland will respond.", "respond", "possible"),
        ("Fears of a Russian invasion grew.", "invasion", "possible"),
        ("A Chinese attack on Taiwan is likely.", "attack", "possible"),
        ("Officials said that Russia would attack Kyiv.", "attack", "possible"),
        ("Talks between Iran and Israel could be held in Geneva.", "Talks", "possible"),
        ("Iran threatened to attack Israel.", "attack", "possible"),
        ("Moscow's threat to cut supplies worried Berlin.", "cut", "possible"),
        ("Israel did not attack Iran.", "attack", "denied"),
        ("No troops were deployed.", "deployed", "denied"),
        ("Neither country attacked the other.", "attacked", "denied"),
        ("Russia denied attacking Kyiv.", "attacking", "denied"),
        ("Britain refused to send troops.", "send", "denied"),
        ("Spain will not send troops to Mali.", "send", "denied"),
        ("Russia withdrew without attacking Kyiv.", "attacking", "denied"),
        ("Sudan prevented agencies from providing aid.", "providing", "denied"),
        ("Britain failed to stop the attack.", "stop", "denied"),
    ],
)
def test_how_far_the_report_stands_behind_it(parsed, at, text, word, status):
    sentence = parsed(text)
    assert status_of(sentence, at(sentence, word)) == status


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Officials said Russia attacked Kyiv.", "attacked", id="said"),
        pytest.param("Russia attacked Kyiv, officials said.", "attacked", id="said after"),
        pytest.param("Russia has reportedly attacked Kyiv.", "attacked", id="reportedly is hearsay"),
        pytest.param("Officials did not say that Russia attacked Kyiv.", "attacked", id="not said is not denied"),
        pytest.param("In a meeting with Putin, Trump refused to leave Syria.", "meeting", id="beside a refusal"),
        pytest.param("Britain refused to send troops.", "refused", id="the refusal itself"),
        pytest.param("Russia withdrew without attacking Kyiv.", "withdrew", id="beside what was not done"),
        pytest.param("Syria was forced to withdraw its troops.", "withdraw", id="forced to"),
        pytest.param("Russia held talks with Ukraine.", "talks", id="talks held"),
        pytest.param("The talks ended.", "talks", id="talks that ended were held"),
        pytest.param("Citing the attack, India closed the border.", "attack", id="cited"),
        pytest.param("Troops deployed by France left Mali.", "deployed", id="reduced relative"),
        pytest.param("Britain failed to stop the attack.", "attack", id="not stopped"),
        pytest.param(
            "Poland rejected Germany's claim that Russia attacked Kyiv.", "rejected", id="the rejection itself"
        ),
    ],
)
def test_what_is_reported_as_a_fact(parsed, at, text, word):
    sentence = parsed(text)
    assert status_of(sentence, at(sentence, word)) == "actual"


def test_what_is_not_ruled_out_is_possible(parsed, at):
    sentence = parsed("Russia did not rule out attacking Kyiv.")
    assert status_of(sentence, at(sentence, "attacking")) == "possible"


def test_a_claim_that_is_rejected_is_no_fact(parsed, at):
    sentence = parsed("Poland rejected Germany's claim that Russia attacked Kyiv.")
    assert status_of(sentence, at(sentence, "attacked")) in {"possible", "denied"}


def test_negation_is_that_of_the_word_itself(parsed, at):
    sentence = parsed("Russia did not rule out attacking Kyiv.")
    assert negated(sentence, at(sentence, "rule"))
    assert not negated(sentence, at(sentence, "attacking"))


def test_modality_without_a_modal_verb_is_actual(parsed, at):
    sentence = parsed("If Russia invades Estonia, Poland will respond.")
    assert modality(sentence, at(sentence, "invades")) == "actual"
    assert modality(sentence, at(sentence, "respond")) == "planned"


@pytest.mark.parametrize(
    ("text", "word", "bears"),
    [
        ("Fears of a Russian invasion grew.", "invasion", True),
        ("Washington urged Israel to halt the strikes.", "halt", True),
        ("A Chinese attack on Taiwan is likely.", "attack", True),
        ("In a meeting with Putin, Trump refused to leave Syria.", "meeting", False),
        ("The strike by Israel killed two soldiers.", "strike", False),
        ("The envoy who met Putin praised Macron.", "met", False),
        ("Iran expelled diplomats after Turkey closed the border.", "closed", False),
    ],
)
def test_complements_are_embedded_and_circumstances_are_not(parsed, at, text, word, bears):
    sentence = parsed(text)
    assert embedded(sentence, at(sentence, word)) is bears


def test_the_particle_of_a_verb_counts_for_its_attitude(parsed, at):
    sentence = parsed("Russia did not rule out attacking Kyiv.")
    found = attitude_of(sentence, at(sentence, "rule"), at(sentence, "attacking"))
    assert (found.lemma, found.status) == ("rule out", "denied")


def test_a_word_without_an_attitude_has_none(parsed, at):
    sentence = parsed("The strike by Israel killed two soldiers.")
    assert attitude_of(sentence, at(sentence, "killed"), at(sentence, "strike")) is None
