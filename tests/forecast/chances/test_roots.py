import csv
from pathlib import Path

import pytest

from riftline.forecast.chances.roots import ROOTS, root_of

SHARED = Path(__file__).parents[3] / "../shared/data/formats/goldstein.csv"


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("Make_a_visit", "04"),
        ("Make_statement", "01"),
        ("Make_an_appeal_or_request", "02"),
        ("Express_intent_to_meet_or_negotiate", "03"),
        ("Reduce_or_break_diplomatic_relations", "16"),
        ("fight with small arms and light weapons", "19"),
        ("Use_unconventional_violence", "18"),
        ("talk by phone", "04"),
        ("P31", None),
    ],
)
def test_the_root_is_in_the_opening_of_the_name(name, root):
    assert root_of(name) == root


@pytest.mark.skipif(not SHARED.exists(), reason="the test data is not there")
def test_every_name_of_the_field_s_table_has_its_root():
    rows = list(csv.DictReader(SHARED.read_text(encoding="utf8").splitlines()))
    wrong = [row["name"] for row in rows if root_of(row["name"]) not in {row["code"][:2], None}]
    assert not wrong
    assert sum(root_of(row["name"]) is None for row in rows) <= 2
    assert {root_of(row["name"]) for row in rows} >= set(ROOTS)
