"""The coder on the test part of riftline's own corpus; the floors are pinned in floors.json."""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
FLOORS = json.loads(HERE.with_name("floors.json").read_text(encoding="utf8"))["corpus"]
sys.path[:0] = [str(HERE.parents[2] / "benchmarks"), str(HERE.parents[2] / "training")]

from corpus import read_corpus  # noqa: E402
from own_corpus import coded, f1, measure, reliability  # noqa: E402


@pytest.fixture(scope="module")
def scores(model):
    """The scores of the test part by the names of their floors."""
    items = read_corpus("test")
    c, records = measure(items, coded(items, model))
    return {
        "type recall": c["type hit"] / c["relations"],
        "relation recall": c["relation hit"] / c["relations"],
        "relation precision": sum(ok for _, ok in records) / len(records),
        "triple": f1(c, "triple")[2],
        "status": c["status hit"] / c["matched"],
        "speaker": c["speaker hit"] / c["matched"],
        "quantity": f1(c, "quantity")[2],
        "most false on negatives": c["false"] / c["negatives"],
        "most calibration error": reliability(records)[0],
    }


@pytest.mark.parametrize("name", [n for n in FLOORS if not n.startswith("most")])
def test_what_is_annotated_is_read(scores, name):
    assert scores[name] >= FLOORS[name]


@pytest.mark.parametrize("name", [n for n in FLOORS if n.startswith("most")])
def test_errors_stay_rare(scores, name):
    assert scores[name] <= FLOORS[name]
