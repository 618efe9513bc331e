"""A hand-written coded corpus: an invented dispute over port fees in an alliance that does not exist."""

import datetime as dt
from dataclasses import replace

import pytest

from riftline.records import (
    Actor,
    CodedDocument,
    Commitment,
    Contradiction,
    Contrast,
    Document,
    Event,
    Quantity,
    Question,
    Sentence,
)

DAY = dt.date(2031, 3, 14)

TEXT = """Allies at odds over harbour fees

Canada on Monday rejected a Danish plan to double harbour fees in the North Sea Pact. \
Danish Prime Minister Ane Holt accused Ottawa of “hiding behind its lawyers”.

Norway and Iceland agreed to share radar data from 1 April. \
Holt wants the pact to send 400 inspectors to the Baltic ports.

Officials from two member states fear that Canada could withdraw its frigates. \
Iceland's foreign ministry denied that it had closed its airspace to Canadian aircraft.

Canadian police arrested 12 dockers during a protest in Halifax. \
Norway will host talks between Canada and Denmark on Friday.

“We have offered 30 million kroner in aid to Iceland,” said Norwegian finance minister Lars Moen. \
How long the fees will stay, and who pays them, nobody can say yet.
"""

HOLT = {"name": "Ane Holt", "country": "DNK", "sector": "GOV", "role": "prime minister"}
MOEN = {"name": "Lars Moen", "country": "NOR", "sector": "GOV", "role": "finance minister"}


def split_sentences(document, text):
    """One sentence per full stop at a line's or a run's end: enough for a text written for it."""
    sentences, position = [], 0
    for index, piece in enumerate(text.replace(". ", ".\n").split("\n")):
        start = text.find(piece, position) if piece else position
        if piece:
            sentences.append(Sentence(document, len(sentences), start, start + len(piece), piece))
            position = start + len(piece)
        assert index < 1000
    return tuple(sentences)


def actor(sentence, text, **fields):
    start = sentence.text.find(text)
    return Actor(text, *((start, start + len(text)) if start >= 0 else (None, None)), **fields)


def event(sentence, trigger, kind, quad, goldstein, status="actual", **fields):  # noqa: PLR0917 - a row of a table
    start = sentence.text.index(trigger)
    return Event(
        id=f"{sentence.document}-{sentence.index}-{trigger}",
        document=sentence.document,
        sentence=sentence.index,
        text=sentence.text,
        trigger=trigger,
        start=start,
        end=start + len(trigger),
        type=kind,
        cameo="01",
        quad=quad,
        goldstein=goldstein,
        status=status,
        **({"published": DAY} | fields),
    )


def fees_events(s):
    canada = {"country": "CAN", "name": "Canada"}
    danes = Actor("Danish", country="DNK", name="Denmark")
    force = Quantity("400 inspectors", 400.0, None, "persons", "inspectors")
    return (
        event(
            s[1],
            "rejected",
            "REJECT",
            3,
            -4.0,
            date=dt.date(2031, 3, 10),
            date_end=dt.date(2031, 3, 10),
            date_text="on Monday",
            sources=(actor(s[1], "Canada", **canada),),
            targets=(actor(s[1], "Danish", country="DNK", name="Denmark"),),
        ),
        event(
            s[1],
            "plan to double",
            "REQUEST",
            3,
            -5.0,
            "requested",
            sources=(danes,),
            targets=(actor(s[1], "North Sea Pact", organization="North Sea Pact", sector="IGO"),),
        ),
        event(
            s[2],
            "accused",
            "ACCUSE",
            3,
            -2.0,
            date=DAY,
            date_end=DAY,
            mode="allege",
            sources=(actor(s[2], "Ane Holt", **HOLT),),
            targets=(actor(s[2], "Ottawa", **canada),),
            speaker=actor(s[2], "Ane Holt", **HOLT),
            quote="hiding behind its lawyers",
        ),
        event(
            s[3],
            "agreed",
            "AGREE",
            1,
            6.0,
            date=DAY,
            date_end=DAY,
            sources=(actor(s[3], "Norway", country="NOR"), actor(s[3], "Iceland", country="ISL")),
        ),
        event(
            s[3],
            "share radar data",
            "COOPERATE",
            2,
            7.0,
            "planned",
            date=dt.date(2031, 4, 1),
            date_end=dt.date(2031, 4, 1),
            date_text="from 1 April",
            sources=(actor(s[3], "Norway", country="NOR"), actor(s[3], "Iceland", country="ISL")),
        ),
        event(
            s[4],
            "send",
            "MOBILIZE",
            4,
            -7.2,
            "requested",
            speaker=actor(s[4], "Holt", **HOLT),
            sources=(actor(s[4], "the pact", organization="North Sea Pact", sector="IGO"),),
            quantities=(force,),
        ),
        event(
            s[5],
            "withdraw",
            "RETREAT",
            2,
            5.0,
            "possible",
            sources=(actor(s[5], "Canada", **canada),),
            speaker=actor(s[5], "Officials from two member states", sector="GOV"),
        ),
        event(
            s[6],
            "closed",
            "SANCTION",
            4,
            -5.6,
            "denied",
            sources=(Actor("it", name="Iceland", country="ISL", sector="GOV"),),
            targets=(actor(s[6], "Canadian aircraft", country="CAN", sector="MIL"),),
            speaker=actor(s[6], "Iceland's foreign ministry", country="ISL", sector="GOV", role="foreign ministry"),
        ),
        event(
            s[7],
            "arrested",
            "COERCE",
            4,
            -7.0,
            mode="arrest",
            date=DAY,
            date_end=DAY,
            sources=(actor(s[7], "Canadian police", country="CAN", sector="COP"),),
            targets=(actor(s[7], "12 dockers", country="CAN", sector="LAB"),),
            quantities=(Quantity("12 dockers", 12.0, None, "persons", "dockers"),),
        ),
        event(
            s[7],
            "protest",
            "PROTEST",
            4,
            -6.5,
            date=DAY,
            date_end=DAY,
            sources=(actor(s[7], "12 dockers", country="CAN", sector="LAB"),),
        ),
        event(
            s[8],
            "talks",
            "CONSULT",
            1,
            1.0,
            "planned",
            mode="third-party",
            date=dt.date(2031, 3, 21),
            date_end=dt.date(2031, 3, 21),
            date_text="on Friday",
            sources=(
                actor(s[8], "Norway", country="NOR"),
                actor(s[8], "Canada", **canada),
                actor(s[8], "Denmark", country="DNK"),
            ),
        ),
        event(
            s[9],
            "aid",
            "AID",
            2,
            7.0,
            date=DAY,
            date_end=DAY,
            sources=(actor(s[9], "We", **MOEN),),
            targets=(actor(s[9], "Iceland", country="ISL"),),
            speaker=actor(s[9], "Lars Moen", **MOEN),
            quote="We have offered 30 million kroner in aid to Iceland",
            quantities=(Quantity("30 million kroner", 3e7, None, "NOK", None),),
        ),
    )


def fees_document(identifier="fees", text=TEXT, title="Allies at odds over harbour fees"):
    document = Document(identifier, text, title, DAY, "The Skagerrak Post", "https://news.example/fees?a=1&b=2", "en")
    s = split_sentences(identifier, text)
    ask = "How long the fees will stay"
    start = s[10].text.index(ask)
    return CodedDocument(
        document=document,
        sentences=s,
        events=fees_events(s),
        actors=(
            actor(s[1], "Canada", country="CAN", name="Canada"),
            actor(s[8], "Denmark", country="DNK"),
            actor(s[2], "Ane Holt", **HOLT),
            actor(s[7], "Halifax", country="CAN"),
        ),
        quantities=(
            (7, Quantity("12 dockers", 12.0, None, "persons", "dockers")),
            (5, Quantity("two member states", 2.0, None, None, "member states")),
        ),
        questions=(Question(identifier, 10, s[10].text, start, start + len(ask), ask),),
        commitments=(fees_commitment(s[3]),),
        contrasts=(fees_contrast(s[1]),),
    )


def fees_commitment(sentence):
    start = sentence.text.index("agreed to share")
    bound = actor(sentence, "Norway", country="NOR"), actor(sentence, "Iceland", country="ISL")
    towards = (Actor("Canada", country="CAN", name="Canada"),)
    return Commitment(
        sentence.document,
        sentence.index,
        sentence.text,
        start,
        start + len("agreed to share radar data"),
        "pledge",
        bound,
        towards,
        dt.date(2031, 4, 1),
    )


def fees_contrast(sentence):
    then = "double harbour fees"
    start = sentence.text.index(then)
    return Contrast(
        sentence.document,
        sentence.index,
        sentence.text,
        start,
        start + len(then),
        then,
        "harbour fees",
        dt.date(2030, 1, 1),
        dt.date(2030, 12, 31),
    )


@pytest.fixture
def fees():
    return fees_document()


@pytest.fixture
def copy():
    """A later near copy of the first document, coded nevertheless."""
    coded = fees_document("wire-copy", title="Harbour fees split allies")
    document = Document("wire-copy", TEXT, "Harbour fees split allies", DAY, "Wire", repeats="fees")
    return replace(coded, document=document)


@pytest.fixture
def hostile():
    """A document whose every field tries to break out of the page, the terminal or the Markdown."""
    text = '<script>alert(1)</script> *bold* | cell [x](javascript:alert(2)) \x1b[31mred\u202e hit `Fiji` & "Peru".'
    sentence = Sentence("<d>", 0, 0, len(text), text)
    bad = Actor("<script>alert(1)</script>", 0, 25, name="<img src=x onerror=alert(3)>", role="</td><b>")
    strike = event(
        sentence,
        "hit",
        "ASSAULT",
        4,
        -9.0,
        sources=(bad,),
        targets=(actor(sentence, "Fiji", country="FJI"),),
        date_text="<i>soon</i>",
        quantities=(Quantity("<u>9</u>", None, None, None, "<s>"),),
    )
    document = Document("<d>", text, "</title><script>alert(4)</script>", None, "<b>", "javascript:alert(5)")
    question = Question("<d>", 0, text, 0, 8, "<script>")
    vow = Commitment("<d>", 0, text, 0, 25, "pledge", (bad,), (bad,))
    contrast = Contrast("<d>", 0, text, 0, 8, text, text)
    wrong = Contradiction("<d>", 0, text, 0, 25, text, text)
    return CodedDocument(document, (sentence,), (strike,), (bad,), (), (question,), (vow,), (contrast,), (wrong,))
