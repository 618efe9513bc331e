from dataclasses import replace

import pytest

from riftline.brief.wording import _wording, amount, read_as, what
from riftline.facts.ontology import TYPES, modes
from riftline.records import Actor, Quantity

HERE, THERE = Actor("Norway", country="NOR"), Actor("Iceland", country="ISL")


@pytest.fixture
def event(fees):
    return replace(fees.events[0], sources=(HERE,), targets=(THERE,), status="actual", mode=None)


@pytest.mark.parametrize(
    ("status", "one", "several"),
    [
        ("actual", "withdraws forces", "withdraw forces"),
        ("planned", "plans to withdraw forces", "plan to withdraw forces"),
        ("requested", "is asked to withdraw forces", "are asked to withdraw forces"),
        ("possible", "may withdraw forces", "may withdraw forces"),
        ("denied", "does not withdraw forces", "do not withdraw forces"),
    ],
)
def test_what_is_not_actual_says_so_first(event, status, one, several):
    retreat = replace(event, type="RETREAT", mode="withdraw", status=status)
    assert what(retreat) == one
    assert what(retreat, several=True) == several


@pytest.mark.parametrize(
    ("kind", "mode", "directed", "alone", "between"),
    [
        ("REJECT", None, "rejects", "refuses or denies", "refuse or deny"),
        ("ACCUSE", "disapprove", "criticises", "voices criticism", "voice criticism"),
        ("REQUEST", "assist", "asks for help", "asks for help", "ask for help"),
        ("ASSAULT", None, "attacks", "attacks", "fight"),
        ("MOBILIZE", None, "readies forces", "readies forces", "ready forces"),
        ("COERCE", "arrest", "arrests", "makes arrests", "make arrests"),
    ],
)
def test_a_phrase_fits_the_sides_that_are_named(event, kind, mode, directed, alone, between):  # noqa: PLR0917 - a row
    each = replace(event, type=kind, mode=mode)
    assert what(each) == directed
    assert what(replace(each, targets=())) == alone
    assert what(replace(each, sources=(HERE, THERE), targets=()), several=True) == between


def test_every_type_and_mode_has_its_words():
    assert set(TYPES) <= set(_wording()["types"])
    assert {f"{kind} {mode.name}" for kind in TYPES for mode in modes(kind)} <= set(_wording()["modes"])


@pytest.mark.parametrize(
    ("quantity", "read"),
    [
        (Quantity("$1.7bn", 1.7e9, None, "USD"), "1.7 billion USD"),
        (Quantity("50% stake", 50.0, None, "percent", "stake"), None),
        (Quantity("2.3 billion euros", 2.3e9, None, "EUR"), None),
        (Quantity("1,200 shipments", 1200.0, None, "items", "shipments"), None),
        (Quantity("two governments", 2.0, None, "items", "governments"), None),
        (Quantity("several members", 3.0, 9.0, "persons", "members"), "3 to 9 members"),
        (Quantity("three thousand men", 3000.0, None, "persons", "men"), "3,000 men"),
        (Quantity("much", None), None),
    ],
)
def test_a_number_is_repeated_only_where_the_words_do_not_show_it(quantity, read):
    assert read_as(quantity) == read


def test_amounts_have_their_unit_after_them():
    assert amount(Quantity("up to 20k soldiers", None, 2e4, "persons", "soldiers")) == "up to 20,000 soldiers"
    assert amount(Quantity("half", 50.0, None, "percent")) == "50 %"
