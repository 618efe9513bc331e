import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.code.dates import DateSpan, find_dates

MONDAY = dt.date(2025, 2, 17)


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def only(text: str, published: dt.date | None = MONDAY, *, ahead: bool = False) -> DateSpan:
    spans = find_dates(text, published, ahead=ahead)
    assert len(spans) == 1, spans
    return spans[0]


ABSOLUTE = [
    ("The pact was signed on 16 February 2025 in Riga.", "16 February 2025", "2025-02-16", "2025-02-16", "point"),
    ("They met on Feb. 16, 2025, in Oslo.", "Feb. 16, 2025", "2025-02-16", "2025-02-16", "point"),
    ("They met on Sunday, February 16, 2025.", "Sunday, February 16, 2025", "2025-02-16", "2025-02-16", "point"),
    ("The vote of the 3rd of March 2024 stood.", "the 3rd of March 2024", "2024-03-03", "2024-03-03", "point"),
    ("It fell on 29 February 2024.", "29 February 2024", "2024-02-29", "2024-02-29", "point"),
    ("It fell on 29 February 2023.", "29 February 2023", "", "", "point"),
    ("It was dated 30 February 2025.", "30 February 2025", "", "", "point"),
    ("It was dated April 31, 2020.", "April 31, 2020", "", "", "point"),
    ("The truce of February 2025 held.", "February 2025", "2025-02-01", "2025-02-28", "period"),
    ("Signed 2025-02-16 in Geneva.", "2025-02-16", "2025-02-16", "2025-02-16", "point"),
    ("Filed 16/02/2025 at the registry.", "16/02/2025", "2025-02-16", "2025-02-16", "point"),
    ("Filed 02/16/2025 at the registry.", "02/16/2025", "2025-02-16", "2025-02-16", "point"),
    ("Filed 03/04/2025 at the registry.", "03/04/2025", "", "", "point"),
    ("In 2017, the envoy resigned.", "2017", "2017-01-01", "2017-12-31", "period"),
    ("Russia's 2014 annexation was condemned.", "2014", "2014-01-01", "2014-12-31", "period"),
    ("A 2015 accord lapsed.", "2015", "2015-01-01", "2015-12-31", "period"),
    ("A damning 2017 report on the army followed.", "2017", "2017-01-01", "2017-12-31", "period"),
    ("The accord (2015) lapsed.", "2015", "2015-01-01", "2015-12-31", "period"),
    ("The war of 1914-18 ended it.", "1914-18", "1914-01-01", "1918-12-31", "period"),
    ("Trade boomed in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "period"),
    ("Trade fell in the late 1980s.", "the late 1980s", "1987-01-01", "1989-12-31", "period"),
    ("Borders of the 19th century hold.", "the 19th century", "1801-01-01", "1900-12-31", "period"),
    ("Fighting began in early 2014.", "early 2014", "2014-01-01", "2014-04-30", "period"),
    ("Fighting ended in mid-2016.", "mid-2016", "2016-05-01", "2016-08-31", "period"),
    ("Fighting ended in late 2016.", "late 2016", "2016-09-01", "2016-12-31", "period"),
    ("Output fell in the first quarter of 2022.", "the first quarter of 2022", "2022-01-01", "2022-03-31", "period"),
    ("Output fell in Q3 2022.", "Q3 2022", "2022-07-01", "2022-09-30", "period"),
    ("It rose in the second half of 2023.", "the second half of 2023", "2023-07-01", "2023-12-31", "period"),
    ("Many fled in summer 2015.", "summer 2015", "2015-06-01", "2015-08-31", "period"),
    ("Many fled in the winter of 2015.", "the winter of 2015", "2015-12-01", "2016-02-29", "period"),
    ("It ruled between 2014 and 2018.", "between 2014 and 2018", "2014-01-01", "2018-12-31", "period"),
    ("It ruled from 2014 to 2018.", "from 2014 to 2018", "2014-01-01", "2018-12-31", "period"),
    ("Drills run from March 3 to March 9.", "from March 3 to March 9", "2025-03-03", "2025-03-09", "period"),
    ("Drills run on March 3-9.", "March 3-9", "2025-03-03", "2025-03-09", "period"),
    ("Drills ran from 3 to 9 March 2024.", "from 3 to 9 March 2024", "2024-03-03", "2024-03-09", "period"),
    ("It ran from January to March 2022.", "from January to March 2022", "2022-01-01", "2022-03-31", "period"),
    ("It ran Dec. 3 to Jan. 5, 2023.", "Dec. 3 to Jan. 5, 2023", "2022-12-03", "2023-01-05", "period"),
    ("Sanctions since 2014 have hurt.", "since 2014", "2014-01-01", "", "since"),
    ("Ever since March 2022 it has fought.", "Ever since March 2022", "2022-03-01", "", "since"),
    ("The mandate runs until 2027.", "until 2027", "", "2027-12-31", "until"),
    ("It was neutral before 2014.", "before 2014", "", "2013-12-31", "until"),
    ("It must end before the end of 2026.", "before the end of 2026", "", "2026-12-31", "until"),
    ("The first week of March 2024 was calm.", "The first week of March 2024", "2024-03-01", "2024-03-07", "period"),
    ("A truce on Christmas Day 2023 failed.", "Christmas Day 2023", "2023-12-25", "2023-12-25", "point"),
    ("They signed in december 1991.", "december 1991", "1991-12-01", "1991-12-31", "period"),
    ("PARIS, MAY 5 (AP)", "MAY 5", "2024-05-05", "2024-05-05", "point"),
]

RELATIVE = [
    ("He resigned today.", "today", "2025-02-17", "2025-02-17", "point"),
    ("He resigned yesterday.", "yesterday", "2025-02-16", "2025-02-16", "point"),
    ("Talks resume tomorrow.", "tomorrow", "2025-02-18", "2025-02-18", "point"),
    ("They met the day before yesterday.", "the day before yesterday", "2025-02-15", "2025-02-15", "point"),
    ("Shells fell overnight.", "overnight", "2025-02-16", "2025-02-17", "period"),
    ("They met on Tuesday.", "Tuesday", "2025-02-11", "2025-02-11", "point"),
    ("They met on Monday.", "Monday", "2025-02-17", "2025-02-17", "point"),
    ("They met Monday night.", "Monday night", "2025-02-17", "2025-02-17", "point"),
    ("They met later on Wednesday.", "later on Wednesday", "2025-02-12", "2025-02-12", "point"),
    ("They met early Friday.", "early Friday", "2025-02-14", "2025-02-14", "point"),
    ("They met last Tuesday.", "last Tuesday", "2025-02-11", "2025-02-11", "point"),
    ("They met last Monday.", "last Monday", "2025-02-10", "2025-02-10", "point"),
    ("They meet this Thursday.", "this Thursday", "2025-02-20", "2025-02-20", "point"),
    ("They meet next Tuesday.", "next Tuesday", "2025-02-25", "2025-02-25", "point"),
    ("They met on Thursday last week.", "Thursday last week", "2025-02-13", "2025-02-13", "point"),
    ("They met on Thursday of last week.", "Thursday of last week", "2025-02-13", "2025-02-13", "point"),
    ("It fell last week.", "last week", "2025-02-10", "2025-02-16", "period"),
    ("It falls this week.", "this week", "2025-02-17", "2025-02-23", "period"),
    ("It fell last month.", "last month", "2025-01-01", "2025-01-31", "period"),
    ("It ends next month.", "next month", "2025-03-01", "2025-03-31", "period"),
    ("It ends next year.", "next year", "2026-01-01", "2026-12-31", "period"),
    ("It fell in the past year.", "the past year", "2024-02-17", "2025-02-17", "period"),
    ("It fell two weeks ago.", "two weeks ago", "2025-02-03", "2025-02-09", "period"),
    ("It fell two days ago.", "two days ago", "2025-02-15", "2025-02-15", "point"),
    ("It fell 48 hours ago.", "48 hours ago", "2025-02-15", "2025-02-15", "point"),
    ("It fell three years ago.", "three years ago", "2022-01-01", "2022-12-31", "period"),
    ("It fell a decade ago.", "a decade ago", "2010-01-01", "2019-12-31", "period"),
    ("Talks open in three days.", "in three days", "2025-02-20", "2025-02-20", "point"),
    ("His first trip in three years failed.", "in three years", "2022-02-17", "2025-02-17", "period"),
    ("They must go within 24 hours.", "within 24 hours", "2025-02-17", "2025-02-18", "period"),
    ("It fell earlier this month.", "earlier this month", "2025-02-01", "2025-02-17", "period"),
    ("It falls later this month.", "later this month", "2025-02-17", "2025-02-28", "period"),
    ("It fell late last year.", "late last year", "2024-09-01", "2024-12-31", "period"),
    ("The past few weeks broke it.", "The past few weeks", "2025-01-27", "2025-02-17", "period"),
    ("In recent months it broke.", "recent months", "2024-11-17", "2025-02-17", "period"),
    ("In the coming days it may break.", "the coming days", "2025-02-17", "2025-02-20", "period"),
    ("The next two weeks matter.", "The next two weeks", "2025-02-17", "2025-03-03", "period"),
    ("They met over the weekend.", "over the weekend", "2025-02-15", "2025-02-16", "period"),
    ("They met last summer.", "last summer", "2024-06-01", "2024-08-31", "period"),
    ("They met last March.", "last March", "2024-03-01", "2024-03-31", "period"),
    ("They met in May last year.", "May last year", "2024-05-01", "2024-05-31", "period"),
    ("Since last year it has shrunk.", "Since last year", "2024-01-01", "", "since"),
    ("It must end by the end of the year.", "by the end of the year", "", "2025-12-31", "until"),
    ("It must end by Friday.", "by Friday", "", "2025-02-21", "until"),
    ("They stay until March.", "until March", "", "2025-03-31", "until"),
    ("It ran from Monday to Friday.", "from Monday to Friday", "2025-02-10", "2025-02-14", "period"),
    ("A year later he fell.", "A year later", "", "", "point"),
    ("He fell the same day.", "the same day", "", "", "point"),
    ("The army held for three years.", "for three years", "", "", "duration"),
    ("After three years of war they talk.", "After three years", "", "", "duration"),
    ("They met every Friday.", "every Friday", "", "", "recurring"),
    ("They meet on Mondays.", "Mondays", "", "", "recurring"),
    ("The blast of December 30 killed two.", "December 30", "2024-12-30", "2024-12-30", "point"),
    ("A summit on Feb. 20 is near.", "Feb. 20", "2025-02-20", "2025-02-20", "point"),
    ("On February 29 they met.", "February 29", "2024-02-29", "2024-02-29", "point"),
]


@pytest.mark.parametrize(("sentence", "words", "first", "last", "kind"), ABSOLUTE + RELATIVE)
def test_a_date_is_found_and_resolved(sentence, words, first, last, kind):
    span = only(sentence)
    assert (span.text, span.first, span.last, span.kind) == (words, day(first), day(last), kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march on the capital.",
        "May they live long.",
        "Theresa May said so.",
        "March on, he told them.",
        "Jan Egeland spoke.",
        "It sent 2,000 troops.",
        "Some 1500 soldiers fell.",
        "The 2000 troops left.",
        "It burned 2000 villages.",
        "It rose to 2000.",
        "It cost $2014.",
        "The Sunday Times reported it.",
        "Prices on Black Friday fell.",
        "The fall of Saigon shocked them.",
        "The spring in his step.",
        "An F-16 and a S-400 battery.",
        "A second of silence.",
        "",
    ],
)
def test_what_looks_like_a_date_and_is_none(sentence):
    assert find_dates(sentence, MONDAY) == []


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("They will meet on Tuesday.", "2025-02-18", "2025-02-18"),
        ("They will meet on Monday.", "2025-02-17", "2025-02-17"),
        ("They will meet in March.", "2025-03-01", "2025-03-31"),
        ("They will meet on May 5.", "2025-05-05", "2025-05-05"),
        ("They will meet over the weekend.", "2025-02-22", "2025-02-23"),
        ("They will meet at the weekend.", "2025-02-22", "2025-02-23"),
    ],
)
def test_a_sentence_about_the_future_looks_ahead(sentence, first, last):
    span = only(sentence, ahead=True)
    assert (span.first, span.last) == (day(first), day(last))


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("It fell on December 30.", "2024-12-30", "2024-12-30"),
        ("It fell in December.", "2024-12-01", "2024-12-31"),
        ("It fell last month.", "2024-12-01", "2024-12-31"),
        ("It fell yesterday.", "2025-01-01", "2025-01-01"),
        ("It fell on Monday.", "2024-12-30", "2024-12-30"),
        ("It fell last week.", "2024-12-23", "2024-12-29"),
        ("It fell over New Year's Eve.", "2024-12-31", "2024-12-31"),
    ],
)
def test_the_turn_of_the_year(sentence, first, last):
    span = only(sentence, dt.date(2025, 1, 2))
    assert (span.first, span.last) == (day(first), day(last))


@pytest.mark.parametrize("words", ["on Tuesday", "last week", "two days ago", "in recent months", "in March", "today"])
def test_without_a_publication_date_relative_dates_are_found_but_not_resolved(words):
    span = only(f"They met {words} in Oslo.", None)
    assert span.first is None
    assert span.last is None


def test_absolute_dates_need_no_publication_date():
    assert only("They met on 3 May 1999.", None).first == dt.date(1999, 5, 3)


def test_a_year_ago_from_a_leap_day():
    assert only("In the past year it fell.", dt.date(2024, 2, 29)).first == dt.date(2023, 2, 28)


def test_several_dates_of_one_sentence_stay_apart():
    spans = find_dates("On Tuesday and on Wednesday they met, as in May 2019.", MONDAY)
    assert [span.text for span in spans] == ["Tuesday", "Wednesday", "May 2019"]


WORDS = st.sampled_from(
    [
        *(
            "on",
            "in",
            "the",
            "last",
            "next",
            "since",
            "until",
            "between",
            "and",
            "from",
            "to",
            "-",
            "\u2013",
            ",",
            "of",
        ),
        *(
            "May",
            "March",
            "February",
            "Tuesday",
            "Friday",
            "5",
            "30",
            "31",
            "2014",
            "1999",
            "2000",
            "16/02/2025",
            "19th",
        ),
        *("week", "weeks", "year", "hours", "century", "ago", "three", "few", "past", "early", "late", "end", "troops"),
        *("for", "of", "19th", "within", "every", "\u0130", "\u201990s"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)), st.one_of(st.none(), st.dates()), st.booleans()
)
def test_spans_slice_the_text_in_order_without_overlap(text, published, ahead):
    end = 0
    for span in find_dates(text, published, ahead=ahead):
        assert text[span.start : span.end] == span.text
        assert end <= span.start < span.end
        assert span.first is None or span.last is None or span.first <= span.last
        end = span.end


@pytest.mark.parametrize("unit", ["1", "1 ", "in ", "the last ", "three ", "1-", "May 5 ", "between 2014 and "])
def test_long_inputs_take_linear_time(unit):
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    find_dates(text, MONDAY)
    assert time.process_time() - began < 2


def test_each_date_may_look_its_own_way():
    text = "Told on Tuesday, they meet on Friday."
    spans = find_dates(text, MONDAY, ahead=lambda start: start > text.index("they"))
    assert [span.first for span in spans] == [day("2025-02-11"), day("2025-02-21")]


def test_since_never_looks_ahead():
    assert only("It will last as it has since Friday.", ahead=True).first is not None
    (span,) = find_dates("It lasts since Friday.", MONDAY, ahead=lambda _: True)
    assert span.first == day("2025-02-14")
