import csv

import pytest

from riftline.measure.signed import signed_graph
from riftline.measure.structure import structure_of


def test_known_values_of_the_highland_tribes(shared):
    with (shared / "data" / "signed" / "highland_tribes.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = structure_of(signed_graph([r["a"] for r in rows], [r["b"] for r in rows], [int(r["sign"]) for r in rows]))
    assert found.triangles == 68
    assert found.balanced_triangles == pytest.approx(0.8676471, abs=1e-6)
    assert found.walk_balance == pytest.approx(0.3575761, abs=1e-6)
    assert found.algebraic_conflict == pytest.approx(1.0402891, abs=1e-6)


def test_a_balanced_triangle_and_an_unbalanced_one():
    friends = structure_of(signed_graph(["a", "b", "c"], ["b", "c", "a"], [1, -1, -1]))
    assert (friends.triangles, friends.balanced_triangles) == (1, 1.0)
    assert friends.walk_balance == pytest.approx(1.0)
    assert friends.algebraic_conflict == pytest.approx(0.0, abs=1e-9)
    foes = structure_of(signed_graph(["a", "b", "c"], ["b", "c", "a"], [-1, -1, -1]))
    assert foes.balanced_triangles == 0.0
    assert foes.walk_balance < 0.9
    assert foes.algebraic_conflict == pytest.approx(1.0)


def test_without_triangles_or_ties_there_is_nothing_to_tell():
    path = structure_of(signed_graph(["a", "b"], ["b", "c"], [1, -1]))
    assert (path.triangles, path.balanced_triangles) == (0, None)
    assert path.walk_balance == pytest.approx(1.0)
    assert structure_of(signed_graph([], [], [])).walk_balance is None
