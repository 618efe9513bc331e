import numpy as np
import pytest

from riftline.errors import MeasureError
from riftline.measure.signed import divided, links_of, signed_graph


def test_both_directions_of_a_pair_become_one_edge():
    graph = signed_graph(["b", "a", "c"], ["a", "b", "a"], [1, 1, -1])
    assert graph.nodes == ("a", "b", "c")
    assert graph.edges.tolist() == [[0, 1], [0, 2]]
    assert graph.signs.tolist() == [1, -1]
    assert graph.weights.tolist() == [1, 1]


def test_rows_that_disagree_come_to_nothing_unless_weights_decide():
    assert len(signed_graph(["a", "b"], ["b", "a"], [1, -1]).edges) == 0
    graph = signed_graph(["a", "b"], ["b", "a"], [1, -1], [2.0, 5.0])
    assert (graph.signs.tolist(), graph.weights.tolist()) == ([-1], [3.0])


def test_parties_with_themselves_and_signs_of_nought_are_left_out():
    assert len(signed_graph(["a", "a"], ["a", "b"], [1, 0]).edges) == 0


@pytest.mark.parametrize(("sign", "weight"), [(float("nan"), 1.0), (1, 0.0), (1, -2.0), (1, float("inf"))])
def test_what_is_no_tie_is_refused(sign, weight):
    with pytest.raises(MeasureError, match="no sign, or no positive weight"):
        signed_graph(["a"], ["b"], [sign], [weight])


def test_links_hold_every_edge_from_both_ends():
    edges = np.array([[0, 2], [1, 2], [0, 3]])
    links = links_of(5, edges)
    around = [
        sorted(zip(links.neighbours[at:to].tolist(), links.ties[at:to].tolist(), strict=True))
        for at, to in zip(links.starts, links.starts[1:], strict=False)
    ]
    assert around == [[(2, 0), (3, 2)], [(2, 1)], [(0, 0), (1, 1)], [(0, 2)], []]


def test_a_division_frustrates_friends_apart_and_foes_together():
    graph = signed_graph(["a", "b", "a"], ["b", "c", "c"], [1, -1, -1])
    assert divided(graph, np.array([0, 1, 1])).tolist() == [True, False, True]  # ab, ac, bc
