"""The explanation says what the coder does: the events are the same, and so is what each of them is said to rest on."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from riftline.code import evidence as records
from riftline.code.beliefs import CONFIDENCE, probabilities, weigh
from riftline.code.coder import code_document
from riftline.code.drafts import ENOUGH, NOTICED
from riftline.code.explain import FEATURES, explain_document
from riftline.code.grounds import rule_of
from riftline.code.status import status_of
from riftline.facts.dictionary_file import read_dictionaries
from riftline.facts.ontology import context_names
from riftline.parse.parser import parse_document
from riftline.parse.reading import KINDS, ROLES, mode_labels
from riftline.records import STATUSES, Document, Reading

DAY = dt.date(2025, 2, 19)
RECORDS = [r for r in vars(records).values() if dataclasses.is_dataclass(r) and r.__module__ == records.__name__]


@pytest.fixture
def explain(parsed):
    """Explains hand-checked sentences as one document; gives the explanation of the last."""

    def run(*texts):
        return explain_document(*_document([parsed(text, index=i) for i, text in enumerate(texts)])).sentences[-1]

    return run


@pytest.fixture
def one(explain):
    """`one("Iran attacked Iraq.", "attacked")` gives the evidence of that word."""

    def find(text, word, before=()):
        (found,) = [e for e in explain(*before, text).evidence if e.trigger == word]
        return found

    return find


def _document(sentences):
    return Document("d", " ".join(s.text for s in sentences), published=DAY), sentences


def _read(sentence, seed=0, **peaks):
    """The sentence with a reading drawn at random; `attacked="ASSAULT"` makes the model see that event there."""
    draw, size = np.random.default_rng(seed), len(sentence.tokens)
    kinds = draw.dirichlet(np.full(len(KINDS), 0.15), size).astype(np.float32)
    for token in sentence.tokens:
        if token.text in peaks:
            kinds[token.index] = [0.9 if kind == peaks[token.text] else 0.1 / 16 for kind in KINDS]
    reading = Reading(
        kinds=kinds,
        statuses=draw.dirichlet(np.full(len(STATUSES), 0.3), size).astype(np.float32),
        modes=draw.integers(0, len(mode_labels()), size).astype(np.int32),
        roles=(draw.random((size, size, len(ROLES))) ** 4).astype(np.float32),
        contexts=draw.random(len(context_names())).astype(np.float32),
    )
    return dataclasses.replace(sentence, reading=reading)


def _checked(document, sentences):
    """Compare an explanation with what the coder writes; the number of events compared."""
    events = code_document(document, sentences).events
    explained = explain_document(document, sentences).sentences
    told = [(e, found) for s in explained for found in s.evidence for e in found.events]
    assert sorted({e.id for e, _ in told}) == sorted({e.id for e in events})
    for event, found in told:
        if event.type == found.type:  # not the deed of a speaker, which goes with it
            sides = [[p.actor for p in found.parties if p.side == side] for side in ("source", "target")]
            assert (event.confidence, event.status, event.mode, event.cameo) == (
                found.confidence, found.status.status, found.mode, found.cameo,
            )  # fmt: skip
            assert [list(event.sources), list(event.targets)] == sides
            assert event.speaker == found.speaker.actor
    for found in (found for s in explained for found in s.evidence):
        assert found.events or found.reasons
        assert found.features or found.chance < NOTICED or found.reasons == ("a mere statement (statements.csv)",)
        assert max(found.shares[:-1], key=lambda share: share.chance).chance == pytest.approx(found.chance)
    return len(told)


# The explanation is true


def test_it_tells_what_the_coder_does_by_syntax(treebank):
    assert _checked(*_document([dataclasses.replace(s, index=i) for i, s in enumerate(treebank.values())])) > 80


@pytest.mark.parametrize("seed", range(3))
def test_it_tells_what_the_coder_does_whatever_the_model_says(treebank, seed):
    sentences = [_read(dataclasses.replace(s, index=i), seed) for i, s in enumerate(treebank.values())]
    assert _checked(*_document(sentences)) > 80


def test_it_tells_what_the_coder_does_with_the_model(model):
    text = (
        "Turkey's president said on Monday that he would not let Sweden join NATO unless it handed over militants. "
        "Police arrested 20 protesters in Minsk. China must withdraw its troops, India's foreign minister said. "
        "Talks between the two countries could be held in Geneva, according to Swiss officials."
    )
    document = Document("d", text, published=DAY)
    assert _checked(document, parse_document(document, model)) >= 3


@pytest.mark.parametrize("record", RECORDS)
def test_its_records_are_frozen_and_slotted(record):
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)
    assert record.__doc__


# What and how sure


def test_the_row_of_the_lexicon_is_named(one):
    row = one("China deployed 5,000 troops to the border with India.", "deployed").row
    assert (row.file, row.lemma, row.pos) == ("mobilize.csv", "deploy", "verb")
    assert row.frame.startswith("object ")
    assert 0 < row.reliability < 1


def test_the_light_verb_above_a_noun_is_named(one):
    found = one("Turkey prevented an attack on Israel.", "attack")
    assert (found.light.verb, found.light.effect) == ("prevented", "prevent")
    assert found.status.rule == "“prevented” above it (light.csv: prevent)"


def test_the_shares_are_those_by_which_the_coder_weighs(parsed, at):
    sentence = _read(parsed("Russia attacked Ukraine on Monday."), attacked="ASSAULT")
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "attacked"]
    chances = probabilities(sentence.reading, [at(sentence, "attacked")])
    belief = weigh(chances, "ASSAULT", found.row.reliability)
    assert (found.shares[0].type, found.shares[0].chance) == ("ASSAULT", pytest.approx(belief.chance))
    assert (found.shares[0].model, found.shares[-1].type) == (pytest.approx(0.9), "O")
    assert found.shares[0].from_row > found.shares[-1].from_row == 0


def test_a_trigger_of_the_model_alone_says_why_it_has_no_row(parsed):
    sentence = _read(parsed("The missiles, which hit Kyiv, killed 12 people."), missiles="ASSAULT")
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "missiles"]
    assert (found.row, found.no_row) == (None, "no row has the word")
    assert found.shares[-1].from_row > 0  # what silence of the lexicon counts against it


def test_every_feature_of_the_confidence_has_a_name(one):
    assert len(FEATURES) == len(CONFIDENCE)
    found = one("Russia attacked.", "attacked")
    assert [f.name for f in found.features if f.value] == ["constant", "log-odds of the type", "no target"]
    assert [f.weight for f in found.features] == list(CONFIDENCE)


# Who, whose word


@pytest.mark.parametrize(
    ("text", "word", "side", "slot"),
    [
        ("Russia attacked Ukraine on Monday.", "attacked", "source", "subj"),
        ("Russia attacked Ukraine on Monday.", "attacked", "target", "obj"),
        ("Ukraine was attacked by Russia.", "attacked", "source", "subj"),
        ("Israel's invasion of Lebanon angered Iran.", "invasion", "source", "poss"),
        ("Israel's invasion of Lebanon angered Iran.", "invasion", "target", "of"),
        ("The strike by Israel killed two soldiers.", "killed", "source", "inside subj"),
    ],
)
def test_the_slot_of_a_party(one, text, word, side, slot):
    assert [p.slot for p in one(text, word).parties if p.side == side] == [slot]


def test_a_name_is_resolved_with_reasons(one):
    (russia, _) = one("Russia attacked Ukraine on Monday.", "attacked").parties
    assert (russia.actor.country, russia.model) == ("RUS", None)
    assert any("RUS" in reason for reason in russia.why)


def test_a_pronoun_is_said_to_stand_for_somebody_named_before(one):
    (source, _) = one("He condemned Zelensky.", "condemned", before=["Trump praised Putin."]).parties
    assert source.actor.country == "USA"
    assert source.why[0] == "“He” stands for Donald Trump, named before"


def test_a_user_s_own_actors_are_named_as_such(parsed, tmp_path):
    (tmp_path / "own.txt").write_text("RUSSIA_ [FRAREB]\n", encoding="utf8")
    own, _ = read_dictionaries([tmp_path / "own.txt"])
    document, sentences = _document([parsed("Russia attacked Ukraine on Monday.")])
    (explained,) = explain_document(document, sentences, own).sentences
    (event,) = explained.evidence[0].events
    assert (event.sources[0].country, event.sources[0].sector) == ("FRA", "REB")
    assert explained.evidence[0].parties[0].why == explained.actors[0].why
    assert "own.txt" in " ".join(explained.actors[0].why)


def test_the_model_s_chance_of_a_role_is_that_of_the_likeliest_word(parsed):
    sentence = _read(parsed("Russia attacked Ukraine on Monday."), attacked="ASSAULT")
    sentence.reading.roles[1, :, 1] = [0.8, 0.1, 0.2, 0, 0, 0]
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "attacked"]
    assert [p.model for p in found.parties if p.actor.country == "RUS" and p.side == "source"] == [pytest.approx(0.8)]


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("Officials said Russia attacked Kyiv.", "Officials", "“said” attributes it"),
        ("According to officials, Russia attacked Kyiv.", "officials", "“According” attributes it"),
        ("Russia has reportedly attacked Kyiv.", None, "nothing attributes it to anybody"),
    ],
)
def test_whose_word_it_is(one, text, speaker, rule):
    found = one(text, "attacked").speaker
    assert (found.actor and found.actor.text, found.rule) == (speaker, rule)


def test_the_model_may_rule_a_speaker_out(parsed):
    sentence = _read(parsed("Officials said Russia attacked Kyiv."), attacked="ASSAULT")
    sentence.reading.roles[:, :, ROLES.index("speaker")] = 0.01
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "attacked"]
    assert found.speaker.actor is None
    assert found.speaker.rule.startswith("the model rules a speaker out")


# How far it is true


@pytest.mark.parametrize(
    ("text", "word", "rule"),
    [
        ("Israel did not attack Iran.", "attack", "negated “not”"),
        ("If Russia invades Estonia, Poland will respond.", "invades", "a clause with “if”"),
        ("If Russia invades Estonia, Poland will respond.", "respond", "depends on a condition beside it"),
        ("France may withdraw its troops from Mali.", "withdraw", "modal verb “may”"),
        ("Russia has reportedly attacked Kyiv.", "attacked", "nothing in the sentence makes it less than actual"),
        ("Turkey sent envoys to negotiate a truce.", "negotiate", "an infinitive of purpose"),
        ("Iran promised to release the sailors.", "release", "“promised” above it (attitudes.csv: promise, planned)"),
        ("Talks between Iran and Israel could be held in Geneva.", "Talks", "modal verb “could”, at “held” above it"),
        (
            "Britain failed to stop the attack.",
            "attack",
            "“stop” above it (attitudes.csv: stop, denied), which is negated itself",
        ),
    ],
)
def test_the_rule_behind_a_status(parsed, at, text, word, rule):
    sentence = parsed(text)
    assert rule_of(sentence, at(sentence, word)) == rule


def test_there_is_a_rule_behind_every_status_but_actual(treebank):
    for sentence in treebank.values():
        for token in sentence.tokens:
            plain = rule_of(sentence, token.index).startswith("nothing")
            assert not plain or status_of(sentence, token.index) == "actual", (sentence.text, token.text)


def test_who_decided_on_the_status_is_told(parsed, one):
    assert one("Israel did not attack Iran.", "attack").status.by == "syntax"
    sentence = _read(parsed("Israel did not attack Iran."), attack="ASSAULT")
    sentence.reading.statuses[3] = [0.9, 0.1, 0, 0, 0]
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "attack"]
    assert (found.status.status, found.status.by, found.status.syntax) == ("actual", "model", "denied")
    assert found.status.model[0] == ("actual", pytest.approx(0.9))


def test_a_refusal_decides_on_its_own_status(one):
    found = one("Hungary never promised to pay.", "promised")
    assert (found.type, found.status.status, found.status.by) == ("REJECT", "actual", "refusal")


# What was not written


def test_a_second_report_of_the_same_is_not_written(explain):
    _, second = explain("Germany condemned China and criticized China.").evidence
    assert (second.events, second.reasons) == ((), ("adds nothing to “condemned”",))


def test_what_nobody_political_does_is_not_written(parsed):
    sentence = _read(parsed("The talks ended."), talks="CONSULT")
    sentence.reading.roles[:] = 0
    for found in _explained(sentence).evidence:
        assert found.events == ()
        assert found.chance < NOTICED or "no known political actor takes part" in found.reasons


def test_what_is_unlikely_is_not_written(parsed):
    sentence = _read(parsed("Russia attacked Ukraine on Monday."), attacked="O")
    (found,) = [e for e in _explained(sentence).evidence if e.trigger == "attacked"]
    assert (found.events, found.confidence) == ((), None) or found.confidence < ENOUGH
    assert "under" in found.reasons[0]


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Russia held talks with Ukraine.", "talks", "its row gives way to “held”"),
        ("Trump may agree to a settlement that allows Russia to control Ukraine.", "allows", "no row fits: "),
        ("Turkey prevented an attack on Israel.", "prevented", "the event is “attack” below it"),
        ("The Budapest Memorandum binds Britain.", "Memorandum", "it stands within a name"),
    ],
)
def test_words_of_the_lexicon_that_carry_no_event_are_told_with_the_reason(explain, text, word, reason):
    assert reason in {p.word: p.reason for p in explain(text).passed}[word]


def _explained(*sentences):
    return explain_document(*_document(sentences)).sentences[-1]
