import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.code.numerals import number_value, vague_numbers
from riftline.code.quantities import find_quantities
from riftline.code.units import symbols, units
from riftline.records import Quantity

# sentence, words, value, value_max, unit, of
CASES = [
    ("It sent 5,000 troops.", "5,000 troops", 5000, None, "persons", "troops"),
    ("It sent some 5,000 troops.", "some 5,000 troops", 5000, None, "persons", "troops"),
    ("It sent 5,000 U.S. troops east.", "5,000 U.S. troops", 5000, None, "persons", "U.S. troops"),
    ("Twenty-five soldiers died.", "Twenty-five soldiers", 25, None, "persons", "soldiers"),
    ("The blast killed 23 people.", "23 people", 23, None, "persons", "people"),
    ("At least 40 people fled.", "At least 40 people", 40, None, "persons", "people"),
    ("More than 3,000 refugees fled.", "More than 3,000 refugees", 3000, None, "persons", "refugees"),
    ("Up to 300 fighters fled.", "Up to 300 fighters", None, 300, "persons", "fighters"),
    ("Fewer than 100 civilians stayed.", "Fewer than 100 civilians", None, 100, "persons", "civilians"),
    ("The toll rose to nearly 900.", "nearly 900", 900, None, "persons", None),
    ("One soldier was killed.", "One soldier", 1, None, "persons", "soldier"),
    ("A dozen countries signed.", "A dozen countries", 12, None, None, "countries"),
    ("Half a dozen tanks burned.", "Half a dozen tanks", 6, None, None, "tanks"),
    ("Two dozen rebels fled.", "Two dozen rebels", 24, None, "persons", "rebels"),
    ("Half a million refugees fled.", "Half a million refugees", 500_000, None, "persons", "refugees"),
    ("A million people marched.", "A million people", 1_000_000, None, "persons", "people"),
    ("Some 1.5 million people marched.", "Some 1.5 million people", 1_500_000, None, "persons", "people"),
    ("One hundred and twenty miners struck.", "One hundred and twenty miners", 120, None, "persons", "miners"),
    ("Two and a half million voters stayed away.", "Two and a half million voters", 2.5e6, None, "persons", "voters"),
    ("It killed 12 Palestinians.", "12 Palestinians", 12, None, "persons", "Palestinians"),
    ("Four United Nations peacekeepers fell.", "Four United Nations peacekeepers", 4, None, "persons",
     "United Nations peacekeepers"),
    ("Several police officers fell.", "Several police officers", 3, 9, "persons", "police officers"),
    ("It fired 12 missiles at the port.", "12 missiles", 12, None, None, "missiles"),
    ("It sent 31 Abrams tanks.", "31 Abrams tanks", 31, None, None, "Abrams tanks"),
    ("It sold 30 F-16s to Ankara.", "30 F-16s", 30, None, None, "F-16s"),
    ("Leaders of eight European countries met.", "eight European countries", 8, None, None, "European countries"),
    ("The two leaders met.", "two leaders", 2, None, "persons", "leaders"),
    ("It sent a 30-person team.", "30-person team", 30, None, "persons", "team"),
    ("It freed 12 other prisoners.", "12 other prisoners", 12, None, "persons", "other prisoners"),
    ("Some 77,000 Nigerians fled.", "Some 77,000 Nigerians", 77_000, None, "persons", "Nigerians"),
    ("It freed 12 Iraqis.", "12 Iraqis", 12, None, "persons", "Iraqis"),
    ("One senior Arab envoy left.", "One senior Arab envoy", 1, None, "persons", "senior Arab envoy"),
    # Casualties without a noun.
    ("The attack left 15 wounded.", "15 wounded", 15, None, "persons", "wounded"),
    ("Officials said 23 were killed.", "23 were killed", 23, None, "persons", "killed"),
    ("A bomb went off, killing nine.", "nine", 9, None, "persons", None),
    ("Police hold two over the bombing.", "two", 2, None, "persons", None),
    ("Ten dead troops were found.", "Ten dead troops", 10, None, "persons", "dead troops"),
    # People whom no list of soldiers and victims names.
    ("It freed four friends.", "four friends", 4, None, "persons", "friends"),
    ("It deported two Canadians.", "two Canadians", 2, None, "persons", "Canadians"),
    ("It jailed seven Chinese.", "seven Chinese", 7, None, "persons", "Chinese"),
    ("It seized 12 Chinese vessels.", "12 Chinese vessels", 12, None, None, "Chinese vessels"),
    ("It sent 800 blue helmets.", "800 blue helmets", 800, None, "persons", "blue helmets"),
    ("Six ex-policemen fled.", "Six ex-policemen", 6, None, "persons", "ex-policemen"),
    ("It holds three US senators.", "three US senators", 3, None, "persons", "US senators"),
    ("Eleven NATO and EU members signed.", "Eleven NATO and EU members", 11, None, "persons", "NATO and EU members"),
    ("Twelve Caribbean police forces met.", "Twelve Caribbean police forces", 12, None, None,
     "Caribbean police forces"),
    ("It sent 150 F-16 fighters.", "150 F-16 fighters", 150, None, None, "F-16 fighters"),
    ("It sent 14 Leopard 2 tanks.", "14 Leopard 2 tanks", 14, None, None, "Leopard 2 tanks"),
    ("It fired three M-9 missiles.", "three M-9 missiles", 3, None, None, "M-9 missiles"),
    ("It scrambled a pair of F-15s.", "a pair of F-15s", 2, 2, None, "F-15s"),
    ("It made 13 demands.", "13 demands", 13, None, None, "demands"),
    # Some of those whom the words name.
    ("Gunmen murdered five of its staff.", "five of its staff", 5, None, "persons", "staff"),
    ("It rammed two of their ships.", "two of their ships", 2, None, None, "ships"),
    ("It hauled off dozens of them.", "dozens of them", 24, 99, "persons", None),
    ("It dropped ten of eleven counts.", "ten of eleven counts", 10, None, None, "counts"),
    # Numbers without a noun count people, votes do not.
    ("Tens of thousands marched.", "Tens of thousands", 20_000, 99_999, "persons", None),
    ("It passed by 507 votes.", "507 votes", 507, None, None, "votes"),
    # Vague.
    ("It killed dozens of soldiers.", "dozens of soldiers", 24, 99, "persons", "soldiers"),
    ("Thousands of protesters marched.", "Thousands of protesters", 2000, 9999, "persons", "protesters"),
    ("Tens of thousands of people fled.", "Tens of thousands of people", 20_000, 99_999, "persons", "people"),
    ("Several hundred troops left.", "Several hundred troops", 300, 900, "persons", "troops"),
    ("A handful of states objected.", "A handful of states", 3, 6, None, "states"),
    ("A few days remain.", "A few days", 3, 5, "days", None),
    ("It lasted a couple of weeks.", "a couple of weeks", 2, 2, "weeks", None),
    ("Scores of villagers fled.", "Scores of villagers", 40, 99, "persons", "villagers"),
    # Ranges.
    ("It fired between 10 and 20 missiles.", "between 10 and 20 missiles", 10, 20, None, "missiles"),
    ("It fired 10-15 rockets.", "10-15 rockets", 10, 15, None, "rockets"),
    ("It fired two or three rockets.", "two or three rockets", 2, 3, None, "rockets"),
    ("It sent 100,000 to 150,000 soldiers.", "100,000 to 150,000 soldiers", 100_000, 150_000, "persons", "soldiers"),
    ("It will cost $5-7 billion.", "$5-7 billion", 5e9, 7e9, "USD", None),
    ("It will cost between $5 billion and $7 billion.", "between $5 billion and $7 billion", 5e9, 7e9, "USD", None),
    ("It will cost five to six million euros.", "five to six million euros", 5e6, 6e6, "EUR", None),
    ("Prices rose 3 to 5 percent.", "3 to 5 percent", 3, 5, "percent", None),
    ("A million and a half people fled.", "A million and a half people", 1.5e6, None, "persons", "people"),
    ("A quarter of a million fled.", "A quarter of a million", 250_000, None, "persons", None),
    ("It sent another thousand soldiers.", "another thousand soldiers", 1000, None, "persons", "soldiers"),
    # Shares.
    ("It cut the price by a third.", "a third", 33.33, None, "percent", None),
    ("It spends 2 percent of GDP on arms.", "2 percent of GDP", 2, None, "percent", "GDP"),
    ("It spends 2 per cent of its gross domestic product.", "2 per cent of its gross domestic product", 2, None,
     "percent", "gross domestic product"),
    ("It asked for a 50% stake in the mines.", "50% stake", 50, None, "percent", "stake"),
    ("It set a 25% tariff on steel.", "25% tariff", 25, None, "percent", "tariff"),
    ("It has fallen by 3.5%.", "3.5%", 3.5, None, "percent", None),
    ("Two-thirds of lawmakers agreed.", "Two-thirds of lawmakers", 66.67, None, "percent", "lawmakers"),
    ("It lost half of its gas.", "half of its gas", 50, None, "percent", "gas"),
    ("It lost a fifth of its exports.", "a fifth of its exports", 20, None, "percent", "exports"),
    ("It lost three-quarters of its fleet.", "three-quarters of its fleet", 75, None, "percent", "fleet"),
    ("Rates rose five percentage points.", "five percentage points", 5, None, "percentage points", None),
    # Money.
    ("It pledged $1.7bn.", "$1.7bn", 1.7e9, None, "USD", None),
    ("It pledged €300m.", "€300m", 3e8, None, "EUR", None),
    ("It pledged £20 million.", "£20 million", 2e7, None, "GBP", None),
    ("It pledged A$2 billion.", "A$2 billion", 2e9, None, "AUD", None),
    ("It pledged C$2 billion.", "C$2 billion", 2e9, None, "CAD", None),
    ("It pledged HK$30 million.", "HK$30 million", 3e7, None, "HKD", None),
    ("It pledged US$5 million in military aid.", "US$5 million in military aid", 5e6, None, "USD", "military aid"),
    ("It passed a $61 billion aid package.", "$61 billion aid package", 6.1e10, None, "USD", "aid package"),
    ("It sold $3 billion worth of arms.", "$3 billion worth of arms", 3e9, None, "USD", "arms"),
    ("Oil sold at $60 a barrel.", "$60 a barrel", 60, None, "USD", "barrel"),
    ("It paid five million euros.", "five million euros", 5e6, None, "EUR", None),
    ("It paid 5 billion roubles.", "5 billion roubles", 5e9, None, "RUB", None),
    ("It paid 5 billion rubles.", "5 billion rubles", 5e9, None, "RUB", None),
    ("It paid 10 crore rupees.", "10 crore rupees", 1e8, None, "INR", None),
    ("It paid two lakh rupees.", "two lakh rupees", 2e5, None, "INR", None),
    ("It paid 700 million yuan.", "700 million yuan", 7e8, None, "CNY", None),
    ("It paid 9 trillion yen.", "9 trillion yen", 9e12, None, "JPY", None),
    ("It paid 201 million EUR.", "201 million EUR", 2.01e8, None, "EUR", None),
    ("It paid 40 million Australian dollars.", "40 million Australian dollars", 4e7, None, "AUD", None),
    ("Argentina fined him 250 pesos.", "250 pesos", 250, None, "ARS", None),
    ("Sweden gave 80 million crowns.", "80 million crowns", 8e7, None, "SEK", None),
    # Durations.
    ("It closed the bridge for an hour.", "an hour", 1, None, "hours", None),
    ("They ended a week of drills.", "a week of drills", 1, None, "weeks", "drills"),
    ("They spoke for an hour and a half.", "an hour and a half", 1.5, None, "hours", None),
    ("It renewed the mandate for another year.", "another year", 1, None, "years", None),
    ("It demanded an answer within 48 hours.", "48 hours", 48, None, "hours", None),
    ("It added three more days.", "three more days", 3, None, "days", None),
    ("The strike entered its fifth week.", "fifth week", 5, None, "weeks", None),
    ("They marched for a third straight night.", "third straight night", 3, None, "days", None),
    ("He had a 90-minute phone call with him.", "90-minute phone call", 90, None, "minutes", "phone call"),
    ("They agreed on a 30-day ceasefire.", "30-day ceasefire", 30, None, "days", "ceasefire"),
    ("They held a two-hour meeting.", "two-hour meeting", 2, None, "hours", "meeting"),
    ("They held an hour-long meeting.", "hour-long meeting", 1, None, "hours", "meeting"),
    ("Three years of war ended.", "Three years of war", 3, None, "years", "war"),
    ("It took two and a half years.", "two and a half years", 2.5, None, "years", None),
    ("It took half an hour.", "half an hour", 0.5, None, "hours", None),
    ("It took a fortnight or two fortnights.", "two fortnights", 28, None, "days", None),
    # Measures.
    ("It shipped 500 tonnes of wheat.", "500 tonnes of wheat", 500, None, "tonnes", "wheat"),
    ("They advanced 10km.", "10km", 10, None, "kilometres", None),
    ("It lies 300 miles away.", "300 miles", 300, None, "miles", None),
    ("It dropped a 2,000-pound bomb.", "2,000-pound bomb", 2000, None, "pounds", "bomb"),
    ("It cost 500 pounds.", "500 pounds", 500, None, "GBP", None),
    ("It was 40 degrees Celsius.", "40 degrees Celsius", 40, None, "degrees Celsius", None),
    ("It pumps 2 million barrels per day.", "2 million barrels per day", 2e6, None, "barrels per day", None),
    ("It pumps 2 million barrels of oil a day.", "2 million barrels of oil a day", 2e6, None, "barrels per day", None),
    ("It holds 700 square kilometres.", "700 square kilometres", 700, None, "square kilometres", None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_quantity_is_found_with_its_unit(case):
    sentence, words, value, value_max, unit, of = case
    spans = find_quantities(sentence)
    assert [span.text for span in spans] == [words]
    assert spans[0].to_record() == Quantity(words, value, value_max, unit, of)


@pytest.mark.parametrize(
    "sentence",
    [
        "It invoked Article 5.",
        "An F-16 met a MiG-29 and an S-400.",
        "The G7 and the G-20 met.",
        "MI6 warned of COVID-19.",
        "He was No. 1 and number two.",
        "It was one of the worst.",
        "No one came, one another, one day.",
        "It was the 20th century and the 1st corps.",
        "It came third.",
        "In 2017, on March 3, 2020, it fell.",
        "They met at 9 a.m. and at 10:30.",
        "They met at 1300 GMT.",
        "Call 202-555-0199 now.",
        "They won 2-1.",
        "The 23-year-old man left.",
        "John Smith, 45, said so.",
        "1. The first point",
        "The Group of Seven met.",
        "Security Council resolution 1701 stands.",
        "The 9/11 attacks changed it.",
        "It backs a two-state solution.",
        "The two agreed.",
        "It came two weeks ago.",
        "They meet in three days.",
        "The second half was calm.",
        "It fell in the first quarter of 2022.",
        "Flight 17 crashed.",
        "World War Two ended.",
        "It spoke of the Five Eyes.",
        "It took in children under 18.",
        "A man of 34 died.",
        "She was 13 when she was taken.",
        "It seized the dictator's millions.",
        "They lost by a score of 3-1.",
        "It comes once a week and a year ago it came.",
        "The hackers of NoName057(16) struck.",
        "",
    ],
)
def test_numbers_that_are_no_quantities(sentence):
    assert find_quantities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("It sent 40 men.", "exact"),
        ("It sent at least 40 men.", "least"),
        ("It sent over 40 men.", "least"),
        ("It sent as many as 40 men.", "most"),
        ("It sent about 40 men.", "about"),
        ("It sent dozens of men.", "vague"),
    ],
)
def test_the_bound_says_how_open_a_number_is(sentence, bound):
    assert find_quantities(sentence)[0].bound == bound


def test_quantities_of_one_sentence_stay_apart():
    spans = find_quantities("It killed nine soldiers and wounded 12 others, at a cost of $3 million.")
    assert [(span.value, span.unit) for span in spans] == [(9, "persons"), (12, "persons"), (3e6, "USD")]


def test_a_change_is_two_quantities():
    spans = find_quantities("Spending rose from 2 percent to 5 percent.")
    assert [span.value for span in spans] == [2, 5]


def test_vague_numbers_are_ranges_that_grow():
    table = vague_numbers()
    assert all(low <= high for low, high in table.values())
    assert table["dozens"] < table["hundreds"] < table["thousands"] < table["tens of thousands"] < table["millions"]


def test_number_words():
    assert number_value("two hundred and fifty-three thousand") == 253_000
    assert number_value("1,250.5") == 1250.5
    assert number_value("1" * 40) is None


def test_currencies_are_iso_codes_and_words_are_unique():
    codes = set(symbols().values())
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert units()["australian dollars"].name == "AUD"
    assert units()["dollars"].name == "USD"


WORDS = st.sampled_from(
    [
        *(
            "two",
            "hundred",
            "and",
            "a",
            "half",
            "million",
            "dozens",
            "of",
            "5",
            "1,000",
            "$",
            "€3bn",
            "10-15",
            "percent",
        ),
        *(
            "troops",
            "killed",
            "people",
            "between",
            "up",
            "to",
            "at",
            "least",
            "or",
            "-",
            "\u2013",
            "%",
            "km",
            "a.m.",
            "No.",
        ),
        *(
            "March",
            "2014",
            "some",
            "several",
            "year-long",
            "\u0130",
            "minute",
            "Leopard",
            "two-thirds",
            "barrels",
            "day",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)))
def test_spans_slice_the_text_in_order_without_overlap(text):
    end = 0
    for span in find_quantities(text):
        assert text[span.start : span.end] == span.text
        assert end <= span.start < span.end
        assert span.value is None or span.value_max is None or span.value <= span.value_max
        end = span.end


@pytest.mark.parametrize("unit", ["1", "1,", "1 ", "three ", "$", "1-", "aaaa ", "hundred "])
def test_long_inputs_take_linear_time(unit):
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    find_quantities(text)
    assert time.process_time() - began < 4
