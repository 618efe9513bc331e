import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.charts.layout import (
    GAP,
    period_ends,
    place,
    round_up,
    rows_for,
    shown,
    spread,
    text_width,
    ticks,
    wrapped,
)

pixels = st.floats(0, 600)


@given(st.lists(st.tuples(pixels, st.floats(10, 200)), max_size=12))
def test_labels_in_one_row_stand_clear_of_each_other(labels):
    rows = rows_for([left for left, _ in labels], [width for _, width in labels])
    spans = sorted((row, left, left + width) for row, (left, width) in zip(rows, labels, strict=True))
    for (row, _, end), (next_row, start, _) in pairwise(spans):
        assert row != next_row or start >= end + GAP - 1e-6


def test_a_single_label_stands_in_the_lowest_row():
    assert rows_for([10, 300], [50, 50]) == [0, 0]
    assert rows_for([10, 20], [50, 50]) == [1, 0]


@given(st.lists(pixels, min_size=1, max_size=15))
def test_spread_keeps_order_and_distance(positions):
    placed = spread(positions, 15, 0, 600)
    order = sorted(range(len(positions)), key=lambda k: positions[k])
    steps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(step >= 15 - 1e-6 for step in steps)
    assert 0 <= min(placed) <= max(placed) <= 600 + 1e-6


def test_what_stands_apart_is_not_moved():
    assert spread([10, 100, 50], 15, 0, 600) == [10, 100, 50]
    assert spread([100, 100], 20, 0, 600) == [90, 110]


def test_too_many_for_the_room_are_spread_evenly():
    placed = spread([5.0] * 10, 15, 0, 100)
    assert max(placed) - min(placed) == pytest.approx(90)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (["2020-01-01", "2020-02-01"], ["2020-02-01", "2020-03-01"]),
        (["2020-10-01", "2021-01-01"], ["2021-01-01", "2021-04-01"]),
        (["2019-01-01", "2020-01-01"], ["2020-01-01", "2021-01-01"]),
        (["2020-01-06", "2020-01-13"], ["2020-01-13", "2020-01-20"]),
        (["2020-01-01"], ["2020-02-01"]),
    ],
)
def test_periods_end_where_the_next_begins(starts, ends):
    assert [day.isoformat() for day in period_ends([dt.date.fromisoformat(day) for day in starts])] == ends


@pytest.mark.parametrize(
    ("start", "end", "first", "form"),
    [
        ("2018-01-01", "2025-01-01", "2018-01-01", "%Y"),
        ("2020-01-15", "2020-10-01", "2020-02-01", "%b %Y"),
        ("2020-01-03", "2020-01-20", "2020-01-03", "%-d %b %Y"),
        ("1816-01-01", "2018-01-01", "1850-01-01", "%Y"),
    ],
)
def test_ticks(start, end, first, form):
    days, found = ticks(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert (days[0].isoformat(), found) == (first, form)
    assert 2 <= len(days) <= 12


def test_numbers_and_words():
    assert [round_up(v) for v in (0, 0.7, 12, 101, 1.0)] == [1, 0.8, 15, 150, 1]
    assert [shown(v) for v in (-0.123, 12.34, 1234567, 3)] == ["−0.12", "12.3", "1\u202f234\u202f567", "3"]
    assert wrapped("one two three", text_width("one two", 10) + 1, 10) == ["one two", "three"]
    assert place(dt.date(2020, 1, 16), dt.date(2020, 1, 1), dt.date(2020, 1, 31), 100) == 50
