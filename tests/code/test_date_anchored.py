import datetime as dt

import pytest

from riftline.code.dates import find_dates

MONDAY = dt.date(2025, 2, 17)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two days earlier it fell.", "2025-02-15"),
        ("It fell the night before.", "2025-02-16"),
        ("It fell on Friday, and two days later it rose.", "2025-02-16"),
        ("It fell on Friday and rose the same day.", "2025-02-14"),
        ("It fell on Friday; a week earlier it rose.", "2025-02-07"),
        ("It fell on Friday and, the day after, it rose.", "2025-02-15"),
    ],
)
def test_it_leans_on_the_day_named_before_or_on_publication(sentence, expected):
    assert find_dates(sentence, MONDAY)[-1].first == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "sentence", ["A week later it fell.", "It fell two days after he left.", "It fell the day before he left."]
)
def test_what_leans_on_something_else_stays_open(sentence):
    (span,) = find_dates(sentence, MONDAY)
    assert (span.first, span.last) == (None, None)


def test_without_publication_nothing_is_known():
    assert find_dates("Two days earlier it fell.", None)[0].first is None
