import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.code.coder import code_document, code_documents, event_id
from riftline.exchange import event_from_dict, event_to_dict
from riftline.facts.ontology import modes
from riftline.parse.parser import parse_document
from riftline.records import Document

PUBLISHED = dt.date(2025, 2, 19)


@pytest.fixture
def code(parsed):
    """Codes hand-checked sentences as one document."""

    def run(*texts, published=PUBLISHED):
        sentences = [parsed(text, index=i) for i, text in enumerate(texts)]
        return code_document(Document("d", " ".join(texts), published=published), sentences)

    return run


def brief(event):
    """An event in five words."""
    sides = ("+".join(a.country or a.organization or a.text for a in side) for side in (event.sources, event.targets))
    return (*sides, event.type, event.status)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia attacked Ukraine on Monday.", [("RUS", "UKR", "ASSAULT", "actual")]),
        ("Ukraine was attacked by Russia.", [("RUS", "UKR", "ASSAULT", "actual")]),
        ("Israel did not attack Iran.", [("ISR", "IRN", "ASSAULT", "denied")]),
        ("Russia denied attacking Kyiv.", [("RUS", "UKR", "ASSAULT", "denied")]),
        ("Russia held talks with Ukraine.", [("RUS+UKR", "", "CONSULT", "actual")]),
        ("Russia did not rule out attacking Kyiv.", [("RUS", "UKR", "ASSAULT", "possible")]),
        ("France may withdraw its troops from Mali.", [("FRA", "MLI", "RETREAT", "possible")]),
        ("China called on Japan to apologize.", [("CHN", "JPN", "REQUEST", "actual")]),
        ("Critics accuse Serbia of arming rebels.", [("SRB", "rebels", "AID", "actual")]),
        ("The EU imposed sanctions on Russia.", [("EU", "RUS", "SANCTION", "actual")]),
        ("A Chinese attack on Taiwan is likely.", [("CHN", "TWN", "ASSAULT", "possible")]),
        ("Poland criticized the Hungarian veto.", [("POL", "HUN", "ACCUSE", "actual")]),
        ("Officials said that Russia would attack Kyiv.", [("RUS", "UKR", "ASSAULT", "possible")]),
    ],
)
def test_what_a_sentence_says(code, text, expected):
    found = [brief(e) for e in code(text).events]
    assert [f for f in found if f in expected] == expected
    assert not [f for f in found if f[2] == expected[0][2] and f not in expected]


def test_a_sentence_without_a_political_actor_has_no_event(code):
    assert code("They attacked the base.", "The talks ended.", "No troops were deployed.").events == ()


def test_whoever_says_it_is_the_speaker(code):
    (event,) = code("Russia attacked Kyiv, according to Poland.").events
    assert (event.speaker.country, event.quote) == ("POL", None)
    (event,) = code("“Russia attacked Kyiv,” said Norbert Röttgen.").events
    assert (event.speaker.country, event.quote) == ("DEU", "Russia attacked Kyiv,")


def test_a_speaker_nobody_knows_is_kept_as_written(code):
    (event,) = [e for e in code("Officials said Russia attacked Kyiv.").events if e.type == "ASSAULT"]
    assert event.speaker.text == "Officials"


def test_details_are_attached(code):
    (event,) = code("China deployed 5,000 troops to the border with India.").events
    assert [(q.value, q.of) for q in event.quantities] == [(5000, "troops")]
    (event,) = code("Russia bombed Kharkiv on 3 March 2024 in Ukraine.").events
    assert (event.date, event.date_end, event.place.country) == (dt.date(2024, 3, 3), dt.date(2024, 3, 3), "UKR")


def test_what_happened_without_a_date_falls_on_the_publication(code):
    (event,) = code("Ukraine was attacked by Russia.").events
    assert (event.date, event.date_end, event.date_text) == (PUBLISHED, PUBLISHED, None)
    (event,) = code("Israel did not attack Iran.").events
    assert event.date is None


def test_pronouns_reach_back_over_sentences(code):
    events = code("Trump praised Putin.", "He condemned Zelensky.").events
    assert [brief(e) for e in events] == [
        ("USA", "RUS", "SUPPORT", "actual"),
        ("USA", "UKR", "ACCUSE", "actual"),
    ]
    assert events[1].sources[0].start is None


def test_everybody_named_and_every_quantity_is_kept(code):
    coded = code("Trump praised Putin.", "China deployed 5,000 troops to the border with India.")
    assert [a.country for a in coded.actors] == ["USA", "RUS", "CHN", "IND"]
    assert [(i, q.value) for i, q in coded.quantities] == [(1, 5000)]


def test_documents_do_not_know_of_each_other(parsed):
    first = Document("a", "Trump praised Putin.", published=PUBLISHED), [parsed("Trump praised Putin.")]
    second = Document("b", "He condemned Zelensky.", published=PUBLISHED), [parsed("He condemned Zelensky.")]
    together, alone = list(code_documents([first, second])), list(code_documents([second]))
    assert together[1] == alone[0]
    assert all("USA" not in {a.country for a in e.sources} for e in alone[0].events)


def test_ids_say_the_evidence(code):
    assert event_id("d", 0, 7, 15, "ASSAULT") == event_id("d", 0, 7, 15, "ASSAULT")
    others = [
        ("e", 0, 7, 15, "ASSAULT"),
        ("d", 1, 7, 15, "ASSAULT"),
        ("d", 0, 7, 16, "ASSAULT"),
        ("d", 0, 7, 15, "AID"),
    ]
    assert len({event_id("d", 0, 7, 15, "ASSAULT"), *(event_id(*o) for o in others)}) == 5
    assert [e.id for e in code("Trump praised Putin.").events] == [e.id for e in code("Trump praised Putin.").events]


def test_ids_are_told_apart_within_a_document(treebank, code):
    ids = [e.id for e in code(*treebank).events]
    assert len(ids) > 40
    assert len(ids) == len(set(ids))


def test_every_record_of_the_hand_checked_sentences_keeps_the_contract(treebank, code):
    for event in code(*treebank).events:
        check(event)


SOME = """Russia Ukraine the NATO allies President Trump he they said will not attacked sanctions on talks with in Paris
Monday 5,000 troops , . “ ” ; - if may refused to and 50% é 🙂"""
WORDS = st.sampled_from([*SOME.split(), "\n\n"])


@settings(max_examples=40, deadline=None)
@given(text=st.one_of(st.lists(WORDS, min_size=3, max_size=40).map(" ".join), st.text(max_size=120)))
def test_every_record_of_any_text_keeps_the_contract(model, text):
    document = Document("d", text, published=PUBLISHED)
    for event in code_document(document, parse_document(document, model)).events:
        assert event.text in text
        check(event)


def check(event):
    """The event record's promises."""
    assert 0 <= event.start < event.end <= len(event.text)
    assert event.text[event.start : event.end] == event.trigger
    for actor in (*event.sources, *event.targets, *([event.speaker] if event.speaker else [])):
        assert (actor.start is None) == (actor.end is None)
        assert actor.start is None or event.text[actor.start : actor.end] == actor.text
        assert actor.text
    assert event.mode is None or event.mode in {m.name for m in modes(event.type)}
    assert event.quad in {1, 2, 3, 4}
    assert 0 <= event.confidence <= 1
    assert (event.date is None) == (event.date_end is None)
    assert event.date is None or event.date <= event.date_end
    assert event_from_dict(json.loads(json.dumps(event_to_dict(event)))) == event


def test_a_place_told_later_wins_over_the_dateline(model):
    text = (
        "OSLO, March 3 (Wire) - Norway may pull its troops out of the mission next month. "
        "The withdrawal would begin in Cyprus. Norway's army arrested three soldiers."
    )
    document = Document("d", text, published=PUBLISHED)
    events = code_document(document, parse_document(document, model)).events
    assert [e.place.name for e in events if e.type == "RETREAT"] == ["Cyprus"]


def test_what_the_model_said_is_not_kept(model):
    document = Document("d", "Poland accused Germany of spying.")
    sentences = parse_document(document, model)
    assert sentences[0].reading is not None
    coded = code_document(document, sentences)
    assert coded.events
    assert coded.sentences == sentences
    assert coded.sentences[0].reading is None
