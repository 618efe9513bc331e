import datetime as dt

import pytest

from riftline.code import drafts as stage
from riftline.code.drafts import ENOUGH, drafts, speaker_of
from riftline.code.parties import Parties
from riftline.code.triggers import triggers


@pytest.fixture
def draft(parsed, monkeypatch):
    """The drafts of a sentence as (sources, type, mode, targets, status), unsure ones as well."""
    monkeypatch.setattr(stage, "ENOUGH", 0.1)

    def find(text):
        parties = Parties(dt.date(2025, 2, 19))
        sentence = parsed(text)
        parties.read(sentence)
        return [(named(d.sources), d.kind.type, d.kind.mode, named(d.targets), d.status)
                for d in drafts(sentence, triggers(sentence), parties)]  # fmt: skip

    return find


@pytest.fixture
def speaker(parsed, at):
    """The words of the one whose word the event of `word` is."""

    def find(text, word):
        parties, sentence = Parties(None), parsed(text)
        parties.read(sentence)
        (one,) = [d for d in drafts(sentence, triggers(sentence), parties) if d.trigger.index == at(sentence, word)]
        found = speaker_of(sentence, one.trigger, parties)
        return found and found.text

    return find


def named(side):
    return "+".join(a.country or a.organization or a.text for a in side)


# What is not done, and what must be done


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan will not aid Syria.", ("JPN", "REJECT", "assist", "SYR", "actual")),
        ("Spain will not withdraw its troops from Mali.", ("ESP", "REJECT", "yield", "MLI", "actual")),
        ("Israel did not attack Iran.", ("ISR", "ASSAULT", None, "IRN", "denied")),
    ],
)
def test_not_to_cooperate_is_a_refusal_that_happens_and_not_to_attack_is_none(draft, text, expected):
    assert draft(text) == [expected]


def test_who_says_that_another_must_act_requests_it_of_him(draft):
    done, asked = draft("Russia said Israel must withdraw its troops from Syria.")
    assert done == ("ISR", "RETREAT", "withdraw", "SYR", "requested")
    assert asked == ("RUS", "REQUEST", "yield", "ISR", "actual")


def test_what_must_be_done_without_a_speaker_is_nobodys_request(draft):
    assert [(d[1], d[4]) for d in draft("Iran must release the sailors.")] == [("RETREAT", "requested")]


# Verbs that bend an event noun


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Poland fears a Russian attack.", ("RUS", "ASSAULT", None, "", "possible"), id="fear"),
        pytest.param("Turkey prevented an attack on Israel.", ("", "ASSAULT", None, "ISR", "denied"), id="prevent"),
        pytest.param(
            "Egypt ended the talks with Israel.", ("EGY", "SANCTION", "discontinue", "ISR", "actual"), id="end"
        ),
        pytest.param("Iran rejected talks with Israel.", ("IRN", "REJECT", "meet", "ISR", "actual"), id="refuse"),
        pytest.param("India demanded talks with China.", ("IND", "REQUEST", "meet", "CHN", "actual"), id="request"),
    ],
)
def test_light_verbs(draft, text, expected):
    assert draft(text) == [expected]


@pytest.mark.parametrize(
    ("text", "target"),
    [("France is planning an attack on Syria.", "SYR"), ("Russia is planning an offensive in Ukraine.", "UKR")],
)
def test_a_planned_attack_has_not_happened(draft, text, target):
    ((_, kind, _, found, status),) = draft(text)
    assert (kind, found, status) == ("ASSAULT", target, "planned")


def test_talks_that_will_take_place_have_not_been_held(draft):
    ((sources, kind, *_, status),) = draft("The French meeting will take place in Rome on Friday.")
    assert (sources, kind, status) == ("FRA", "CONSULT", "planned")


# What is kept


def test_a_side_that_nobody_fills_costs_confidence(parsed, monkeypatch):
    monkeypatch.setattr(stage, "ENOUGH", 0.0)
    half, whole = (
        drafts(parsed(text), triggers(parsed(text)), Parties(None))[0].confidence
        for text in ("Russia attacked.", "Russia attacked Ukraine on Monday.")
    )
    assert half < whole


def test_what_falls_below_enough_is_cut(parsed, monkeypatch):
    sentence = parsed("Russia attacked Ukraine on Monday.")
    (found,) = drafts(sentence, triggers(sentence), Parties(None))
    assert found.confidence >= ENOUGH
    monkeypatch.setattr(stage, "ENOUGH", found.confidence + 0.01)
    assert drafts(sentence, triggers(sentence), Parties(None)) == []


def test_nobody_political_no_event(draft):
    assert draft("They attacked the base.") == []


def test_the_same_type_between_the_same_parties_is_one_event(draft):
    assert draft("Germany condemned China and criticized China.") == [
        ("DEU", "ACCUSE", "disapprove", "CHN", "actual"),
    ]


def test_another_target_is_another_event(draft):
    assert [d[3] for d in draft("Germany condemned China and criticized Japan.")] == ["CHN", "JPN"]


# Whose word it is


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Russia attacked Kyiv, according to Poland.", "attacked", "Poland"),
        ("Officials said that Russia would attack Kyiv.", "attack", "Officials"),
        ("Russia attacked Ukraine on Monday.", "attacked", None),
    ],
)
def test_speakers(speaker, text, word, expected):
    assert speaker(text, word) == expected
