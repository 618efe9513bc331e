import datetime as dt

import pytest

from riftline.read.published import date_in_address, date_in_text, parse_date, year_in_address


@pytest.mark.parametrize(
    "text",
    ["2025-02-16", "2025-02-16T08:00:00Z", "20250216", "16 February 2025", "February 16, 2025",
     "Sun, 16 Feb 2025 09:00", "16th of Feb. 2025", "16/02/2025", "02/16/2025", "16.02.2025", "2025/2/16"],
)  # fmt: skip
def test_forms_of_a_full_date(text):
    assert parse_date(text) == dt.date(2025, 2, 16)


@pytest.mark.parametrize("text", ["03/04/2025", "yesterday", "March 3", "2/16/25", "1739700000"])
def test_ambiguous_or_partial_dates_are_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["2025-02-30", "31/02/2025", "30 February 2025", "2025-13-01", "20/20/2025"])
def test_impossible_dates_raise(text):
    with pytest.raises(ValueError, match=r"day|month"):
        parse_date(text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BRUSSELS, June 12, 2025 (Meridian News) - Poland accused Germany.", dt.date(2025, 6, 12)),
        ("DOHA, 14 October 2024 -- Envoys met.", dt.date(2024, 10, 14)),
        ("WASHINGTON, D.C., March 3, 2025 /Wire/ -- The firm said", dt.date(2025, 3, 3)),
        ("MOSCOW, Nov. 9, 2021—Russia said", dt.date(2021, 11, 9)),
        ("Kyiv — 12 May 2023: Troops withdrew", dt.date(2023, 5, 12)),
        ("By Hanna Lindqvist, Brussels, 4 June 2024", dt.date(2024, 6, 4)),
        ("Sunday 17 September 2023 | Updated 22:15 | 5 min read", dt.date(2023, 9, 17)),
        ("Published 3 December 2020", dt.date(2020, 12, 3)),
    ],
)
def test_datelines_and_labels(line, day):
    assert date_in_text([line]) == day


@pytest.mark.parametrize(
    "line",
    [
        "The 11 September 2001 attacks changed everything",
        "In a speech on 4 June 2021 he said: we will go",
        "Ministers signed the treaty on 4 June 2021 - and left.",
        "LONDON, March 3 (Wire) - Britain said",
        "Published on Friday",
    ],
)
def test_dates_of_events_and_missing_years_are_not_publication_dates(line):
    assert date_in_text([line]) is None


def test_dateline_takes_a_year_from_the_address_only():
    lines = ["LONDON, March 3 (Wire) - Britain said"]
    year = year_in_address("https://news.example.org/2024/britain")
    assert date_in_text(lines, year) == dt.date(2024, 3, 3)


def test_date_in_address():
    assert date_in_address("https://news.example.org/2024/03/03/britain") == dt.date(2024, 3, 3)
    assert date_in_address("https://news.example.org/2024/13/03/britain") is None
    assert date_in_address(None) is None
