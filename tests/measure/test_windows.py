"""Windows of time."""

import datetime as dt

from riftline.measure.windows import alike


def day(text):
    return dt.date.fromisoformat(text)


def test_years_are_as_long_as_years_whatever_their_days():
    found = alike((day("2019-01-01"), day("2019-12-31")), day("2016-12-30"), day("2021-12-30"))
    assert [(one[0].isoformat(), one[1].isoformat()) for one in found] == [
        ("2017-01-01", "2017-12-31"),
        ("2018-01-01", "2018-12-31"),
        ("2020-01-01", "2020-12-31"),
    ]


def test_quarters_follow_quarters():
    found = alike((day("2019-01-01"), day("2019-03-31")), day("2018-10-01"), day("2019-12-31"))
    assert [one[0].isoformat() for one in found] == ["2018-10-01", "2019-04-01", "2019-07-01", "2019-10-01"]


def test_other_windows_are_counted_in_days():
    found = alike((day("2019-03-05"), day("2019-03-14")), day("2019-02-20"), day("2019-03-31"))
    assert [(one[0].isoformat(), one[1].isoformat()) for one in found] == [
        ("2019-02-23", "2019-03-04"),
        ("2019-03-15", "2019-03-24"),
    ]
