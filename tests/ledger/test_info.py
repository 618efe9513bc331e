"""What a ledger holds: counts, coverage, holes."""

import datetime as dt

import pytest

from riftline.ledger import Ledger
from riftline.ledger.info import describe


@pytest.fixture
def info(path):
    def run():
        with Ledger.open(path, read_only=True) as ledger:
            return describe(ledger)

    return run


def day(row, number, text):
    return row(number, SQLDATE=text, DATEADDED=f"{text}120000", SOURCEURL=f"https://example.org/{number}")


def test_an_empty_ledger(path, info):
    Ledger.open(path).close()
    found = info()
    assert (found.origins, found.months, found.holes, found.imports, found.pairs) == ([], [], [], [], 0)


@pytest.fixture
def files(rows, row, row1, mention):
    """A file each of GDELT 2.0, GDELT 1.0 and mentions."""
    events = [day(row, 1, "20190105"), day(row, 2, "20200607"), row(3, SQLDATE="x")]
    old = row1(1, SQLDATE="20090105", DATEADDED="20190105", NumArticles="7")
    return rows("a.tsv", events), rows("b.tsv", [old]), rows("m.tsv", [mention(1)])


def test_counts_by_data_set(files, take, info):
    take(*files)
    found = info()
    assert found.origins == [
        {"origin": "gdelt2", "events": 2, "reports": 4, "first": dt.date(2019, 1, 5), "last": dt.date(2020, 6, 7),
         "aside": 0},
        {"origin": "gdelt1", "events": 1, "reports": 7, "first": dt.date(2009, 1, 5), "last": dt.date(2009, 1, 5),
         "aside": 1},
    ]  # fmt: skip
    assert found.aside == [{"origin": "gdelt1", "reason": "re-dated", "events": 1}]
    assert (found.pairs, found.further_reports, found.version) == (2, 1, "1")
    assert [(one["reason"], one["rows"], one["example"]) for one in found.skipped] == [
        ("impossible date", 1, "gdelt2:3")
    ]
    assert [(one["format"], one["events"], one["skipped"]) for one in found.imports] == [
        ("gdelt2", 2, 1), ("gdelt1", 1, 0), ("gdelt2-mentions", 1, 0)
    ]  # fmt: skip


def test_repeats_that_are_noted_besides_count_once(rows, row, take, info):
    fields = {"SQLDATE": "20100605", "DATEADDED": "20200605120000", "SOURCEURL": "https://example.org/same"}
    take(rows("a.tsv", [row(1, **fields), row(2, **fields), row(3)]))
    assert info().origins[0]["aside"] == 2


def test_unknown_codes_with_the_events_that_have_them(rows, row, take, info):
    take(rows("a.tsv", [row(number, Actor1Code=f"Q{number % 3}Q", Actor1CountryCode="") for number in range(1, 9)]))
    found = info()
    assert [(one["code"], one["events"]) for one in found.unknown] == [("Q1Q", 3), ("Q2Q", 3), ("Q0Q", 2)]
    assert found.unknown_codes == 3


def months_of(row, counts):
    number = 0
    for month, count in counts.items():
        for _ in range(count):
            number += 1
            yield day(row, number, f"{month}15")


def test_holes_are_months_far_below_those_around(rows, row, take, info):
    counts = {"201901": 30, "201902": 28, "201903": 2, "201904": 0, "201905": 31, "201906": 9, "201907": 30}
    take(rows("a.tsv", months_of(row, counts)))
    found = info()
    assert found.holes == [
        {"origin": "gdelt2", "first": dt.date(2019, 3, 1), "last": dt.date(2019, 4, 1), "events": 2, "usual": 30.0}
    ]
    assert sum(one["events"] for one in found.months) == 130


def test_a_few_events_long_before_make_no_hole(rows, row, take, info):
    take(rows("a.tsv", months_of(row, {"199001": 1, "201901": 30, "201902": 28, "201903": 30})))
    assert info().holes == []


def test_each_data_set_has_its_own_holes(rows, row, row1, take, info):
    take(rows("a.tsv", months_of(row, {"201901": 20, "201903": 20})))
    lines = [row1(number, SQLDATE="20190215", DATEADDED="20190215") for number in range(20)]
    take(rows("b.tsv", lines))
    assert [(one["origin"], one["first"], one["events"]) for one in info().holes] == [
        ("gdelt2", dt.date(2019, 2, 1), 0)
    ]
