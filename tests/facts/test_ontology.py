"""The ontology's tables agree with each other, with the event record and, where present, with their sources."""

import csv
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.errors import UsageError
from riftline.facts import ontology

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
CROSSWALK = SHARED / "reference" / "cameo2plover.json"
GOLDSTEIN = SHARED / "data" / "formats" / "goldstein.csv"

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
PAIRS = [(name, mode) for name in ontology.TYPES for mode in (None, *(m.name for m in ontology.modes(name)))]


def table(name):
    with Path(ontology.__file__).with_name(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("value", "names"), QUADS.items())
def test_quad_is_the_class_of_the_event_record(value, names):
    assert {name for name in ontology.TYPES if ontology.quad(name) == value} == names


def test_types_are_those_of_the_table():
    assert [row["type"] for row in table("types.csv")] == list(ontology.TYPES)
    assert all(
        ontology.type_info(name).goldstein == ontology.goldstein(ontology.default_cameo(name))
        for name in ontology.TYPES
    )


def test_every_mode_belongs_to_a_type():
    assert {row["type"] for row in table("modes.csv")} <= set(ontology.TYPES)
    assert sum(len(ontology.modes(name)) for name in ontology.TYPES) == 67
    assert [m.name for m in ontology.modes("RETREAT")] == [
        "withdraw",
        "release",
        "disarm",
        "ceasefire",
        "access",
        "resign",
    ]
    assert ontology.modes("AID") == ()


def test_contexts_named_anywhere_exist():
    names = set(ontology.context_names())
    assert len(names) == len(ontology.context_names()) == 37
    named = {context for code in ontology.cameo_codes().values() for context in code.contexts}
    named |= {context for name in ontology.TYPES for mode in ontology.modes(name) for context in mode.contexts}
    assert named <= names
    assert {row["context"] for row in table("context_words.csv")} == names == set(ontology.context_definitions())


def test_older_names_find_their_successors():
    assert ontology.current_type("demand") == "REQUEST"
    assert ontology.current_type("FIGHT") == "ASSAULT"
    assert ontology.current_type("CRIME") is None
    assert ontology.current_mode("COERCE", "ban") == "restrict"
    assert ontology.current_mode("THREATEN", "violence") == "violence"
    assert ontology.current_mode("RETREAT", "ease") is None


@pytest.mark.parametrize("name", ["", "agree", "YIELD"])
def test_unknown_type_is_named_in_the_error(name):
    with pytest.raises(UsageError, match=f"'{name}'.*AGREE"):
        ontology.type_info(name)


def test_unknown_mode_lists_the_modes():
    with pytest.raises(UsageError, match=r"phone.*Its modes: none"):
        ontology.default_cameo("AID", "phone")


@pytest.mark.parametrize(("name", "mode"), PAIRS)
def test_default_code_leads_back_to_its_type(name, mode):
    code = ontology.default_cameo(name, mode)
    assert ontology.cameo_codes()[code].type == name


def test_goldstein_values_are_within_the_scale():
    assert all(-10 <= code.goldstein <= 10 for code in ontology.cameo_codes().values())


def test_every_code_has_root_type_and_known_mode():
    for code in ontology.cameo_codes().values():
        assert code.root == code.code[:2]
        assert code.root in ontology.cameo_codes()
        assert (code.type is None) == (code.root == "01")
        assert code.mode is None or code.mode in {mode.name for mode in ontology.modes(code.type)}


@pytest.mark.skipif(not GOLDSTEIN.exists(), reason="the Goldstein table is not here")
def test_goldstein_values_equal_their_source():
    with GOLDSTEIN.open(encoding="utf-8") as file:
        expected = {row["code"]: float(row["goldstein"]) for row in csv.DictReader(file)}
    assert {code: ontology.goldstein(code) for code in expected} == expected
    assert set(ontology.cameo_codes()) - set(expected) == {"1214"}  # in the crosswalk only


@pytest.mark.skipif(not CROSSWALK.exists(), reason="the crosswalk is not here")
def test_codes_follow_the_crosswalk_unless_decided():
    crosswalk = json.loads(CROSSWALK.read_text(encoding="utf-8"))
    differing = {code for code, (name, mode, _) in crosswalk.items() if ontology.plover(code) != (name, mode or None)}
    assert differing == {code.code for code in ontology.cameo_codes().values() if code.decided}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("163", ("SANCTION", "discontinue")),
        ("116", ("SANCTION", "convict")),
        ("055", ("CONCEDE", None)),
        ("0814", ("CONCEDE", None)),
        ("0831", ("RETREAT", "resign")),
        ("02", ("REQUEST", None)),
        ("026", ("REQUEST", "meet")),
        ("012", None),
        ("", None),
        ("99", None),
    ],
)
def test_decided_codes(code, expected):
    assert ontology.plover(code) == expected


def test_longer_code_falls_back_to_its_beginning():
    assert ontology.cameo("08419").code == "0841"
    assert ontology.cameo("176").code == "17"
    assert ontology.cameo("1") is None
    assert ontology.goldstein("0419") == ontology.goldstein("041")


def test_goldstein_of_no_code_is_an_error():
    with pytest.raises(UsageError, match="no CAMEO code '--'"):
        ontology.goldstein("--")


@given(st.one_of(st.text(max_size=6), st.text("0123456789", max_size=6)))
def test_plover_of_anything_never_raises(code):
    found = ontology.plover(code)
    assert found is None or found[0] in ontology.TYPES


@given(st.sampled_from(sorted(ontology.cameo_codes())), st.text("0123456789", max_size=3), st.integers(0, 6))
def test_plover_of_any_prefix_never_raises(code, more, cut):
    found = ontology.plover((code + more)[:cut])
    assert found is None or found[0] in ontology.TYPES


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the two country sign a deal on lithium and graphite", {"natural_resource"}),
        ("they ask for 50 percent of the oil field", {"natural_resource"}),
        ("its army fire missile", {"military"}),
        ("Moscow annex the peninsula", {"territory"}),
        ("the parliament pass the law", {"legislative"}),
        ("voter go to the polling station", {"election"}),
        ("a cyber - attack hit the ministry", {"cyber"}),
        ("blue helmets and UN peacekeepers patrol", {"peacekeeping"}),
        ("it claim asylum seekers be turn away", {"asylum"}),
        ("the central bank raise interest rates", {"economic"}),
        ("Iran enrich uranium for a nuclear weapon", {"cbrn"}),
        ("the weather be nice on Sunday", set()),
        ("he walk to the shop with his dog", set()),
        ("", set()),
    ],
)
def test_contexts_of_a_sentence(words, expected):
    assert set(ontology.contexts_of(words.split())) == expected


def test_longer_phrase_takes_its_words():
    assert "military" in ontology.contexts_of(["civil", "war"])
    assert ontology.contexts_of(["trade", "war"]) == ("economic",)


def test_a_phrase_counts_once_and_a_certain_one_always():
    assert "military" in ontology.contexts_of(["attack", "fighter"])
    assert ontology.contexts_of(["attack"] * 5) == ()
    assert ontology.contexts_of(["attack", "fighter"], enough=6) == ()
    assert "military" in ontology.contexts_of(["missile"], enough=6)


def test_phrases_are_lower_case_and_weights_from_one_to_three():
    for row in table("context_words.csv"):
        assert re.fullmatch(r"[a-z0-9']+( [a-z0-9']+)*", row["phrase"]), row
        assert row["weight"] in {"1", "2", "3"}


def test_contexts_are_fast():
    words = (
        "the foreign minister of the republic meet the ambassador and praise the ceasefire on the border " * 400
    ).split()
    ontology.contexts_of(words)
    best = min(_seconds(words) for _ in range(3))
    assert len(words) / best > 50_000


def _seconds(words):
    began = time.perf_counter()
    ontology.contexts_of(words)
    return time.perf_counter() - began
