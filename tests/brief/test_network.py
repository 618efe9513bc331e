from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.brief import make_brief
from riftline.brief.layout import BOX, WIDTH, order_on_ring, picture_height, ring_positions
from riftline.brief.network import MOST_PARTIES, make_picture
from riftline.records import Actor, CodedDocument


def crowd(fees, number):
    """A document in which Canada quarrels with many invented bodies, and each of them meets the next."""
    event = fees.events[0]
    bodies = [Actor(f"Body {n}", organization=f"Organization number {n} of the North") for n in range(number)]
    quarrels = [replace(event, id=f"q{n}", targets=(body,)) for n, body in enumerate(bodies)]
    pairs = pairwise(bodies)
    meetings = [replace(event, id=f"m{n}", quad=1, sources=pair, targets=()) for n, pair in enumerate(pairs)]
    return CodedDocument(fees.document, fees.sentences, (*quarrels, *meetings))


@pytest.mark.parametrize("number", range(1, 25))
def test_boxes_neither_overlap_nor_leave_the_picture(number):
    places = ring_positions(number)
    assert len(places) == number
    for index, (x, y) in enumerate(places):
        assert BOX[0] / 2 <= x <= WIDTH - BOX[0] / 2
        assert BOX[1] / 2 <= y <= picture_height(number) - BOX[1] / 2
        for other_x, other_y in places[index + 1 :]:
            assert abs(x - other_x) >= BOX[0] + 10 or abs(y - other_y) >= BOX[1] + 10


def test_friends_stand_nearer_than_opponents():
    signed = np.zeros((6, 6))
    for first, second, value in ((0, 3, 4), (1, 4, 4), (0, 1, -4), (3, 4, -4)):
        signed[first, second] = signed[second, first] = value
    order = order_on_ring(signed)
    places = dict(zip(order, ring_positions(6), strict=True))
    friends = np.linalg.norm(places[0] - places[3]) + np.linalg.norm(places[1] - places[4])
    opponents = np.linalg.norm(places[0] - places[1]) + np.linalg.norm(places[3] - places[4])
    assert friends < opponents


@settings(deadline=None, max_examples=40)  # a busy machine is no failure
@given(st.integers(2, 7), st.integers(0, 2**32 - 1))
def test_the_order_is_a_permutation_and_the_same_twice(number, seed):
    signed = np.random.default_rng(seed).integers(-3, 4, (number, number)).astype(float)
    signed += signed.T
    assert sorted(order_on_ring(signed)) == list(range(number))
    assert order_on_ring(signed) == order_on_ring(signed)


def test_sign_dash_arrow_and_count_of_a_strand(fees):
    curves = {curve.description.split(":")[0]: curve for curve in make_picture(make_brief([fees])).curves}
    denied = curves["Canada from Iceland"]
    assert (denied.sign, denied.dashed, denied.arrow_start, denied.arrow_end) == ("conflict", True, True, False)
    aid = curves["Iceland from Norway"]
    assert (aid.sign, aid.dashed, aid.count) == ("cooperation", False, "+3")
    assert aid.width > denied.width


def test_only_the_most_connected_parties_are_drawn(fees):
    picture = make_picture(make_brief([crowd(fees, 20)]))
    assert len(picture.boxes) == MOST_PARTIES
    assert picture.parties_left_out == 21 - MOST_PARTIES


def test_nobody_stands_alone(fees):
    picture = make_picture(make_brief([crowd(fees, 40)]))
    for box in picture.boxes:
        assert any(box.party.label in curve.description for curve in picture.curves)


def test_counts_cover_neither_boxes_nor_each_other(fees):
    picture = make_picture(make_brief([crowd(fees, 20)]))
    labels = [curve.label for curve in picture.curves if curve.label]
    assert len(labels) > 10
    for index, (x, y) in enumerate(labels):
        assert not any(box.holds(x, y) for box in picture.boxes)
        assert all(abs(x - u) >= 20 or abs(y - v) >= 14 for u, v in labels[index + 1 :])


def test_no_strand_runs_behind_a_box(fees):
    for number in (3, 8, 13, 20):
        picture = make_picture(make_brief([crowd(fees, number)]))
        for curve in picture.curves:
            start, control, end = (np.array(point) for point in curve.points)
            for t in np.linspace(0, 1, 41):
                x, y = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
                assert not any(box.holds(x, y) for box in picture.boxes)


def test_curves_stay_in_the_picture(fees):
    picture = make_picture(make_brief([crowd(fees, 20)]))
    points = [point for curve in picture.curves for point in curve.points]
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in points)


def test_no_picture_without_two_parties(fees):
    assert make_picture(make_brief([CodedDocument(fees.document)])) is None
