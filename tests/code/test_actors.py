import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.code.actors import EMPTY, read, resolve, resolve_record, to_actor

SUMMER_2022 = dt.date(2022, 6, 1)

# phrase, country, sector, organization; read as of June 2022
CASES = """
the Norwegian central bank|NOR|GOV|
the central bank of Norway|NOR|GOV|
Norway's central bank|NOR|GOV|
the Lebanese prime minister's office|LBN|GOV|
Ukraine's Defense Minister Oleksii Reznikov|UKR|GOV|
South Korean President Yoon Suk-yeol|KOR|GOV|
the president of Nigeria|NGA|GOV|
the mayor of Istanbul|TUR|GOV|
London's mayor Sadiq Khan|GBR|GOV|
Texas Governor Greg Abbott|USA|GOV|
the U.S. ambassador to Russia|USA|GOV|
Germany's ambassador in London|DEU|GOV|
officials||GOV|
Chinese officials|CHN|GOV|
European officials||GOV|EUROPE
Beijing officials|CHN|GOV|
Chinese state media|CHN|GOV|
Myanmar's military junta|MMR|GOV|
the regime of Bashar al-Assad|SYR|GOV|
the Spanish king|ESP|GOV|
trade and industry minister||GOV|
the ministers of defense||GOV|
Norbert Röttgen, a German lawmaker|DEU|LEG|
Anna Example, a Danish diplomat|DNK|GOV|
the Polish parliament|POL|LEG|
Lithuanian lawmakers|LTU|LEG|
the European Parliament||LEG|EUPARLIAMENT
the army spokesman||MIL|
the Israeli military spokesman|ISR|MIL|
Afghan National Army|AFG|MIL|
Ukrainian forces|UKR|MIL|
French troops in Mali|FRA|MIL|
a Ukrainian drone|UKR|MIL|
Russian warships|RUS|MIL|
UN peacekeepers in Mali||MIL|UN
Pakistan's powerful army chief General Asim Munir|PAK|MIL|
Egyptian police|EGY|COP|
Nairobi police|KEN|COP|
the police chief of Nairobi|KEN|COP|
Philippine coast guard|PHL|COP|
the FBI director|USA|COP|FBI
the CIA station chief|USA|SPY|CIA
a Kenyan court|KEN|JUD|
Israel's Supreme Court|ISR|JUD|
the Supreme Court||JUD|
prosecutors in Milan|ITA|JUD|
the International Criminal Court||JUD|ICC
the Norwegian Labour Party|NOR|PTY|
members of the opposition Civic Platform party|POL|PTY|PO
the ruling African National Congress|ZAF|PTY|ANC
dozens of protesters||OPP|
Venezuelan opposition|VEN|OPP|
opposition leader Alexei Navalny|RUS|OPP|
Sviatlana Tsikhanouskaya|BLR|OPP|
Russian-backed separatists in eastern Ukraine|UKR|REB|
Turkish-backed rebels||REB|
Hutu rebels|RWA|REB|
Hamas fighters|PSE|REB|HAMAS
Houthi spokesman Yahya Saree|YEM|REB|HOUTHI
the Tamil Tigers|LKA|REB|LTTE
Colombia's FARC rebels|COL|REB|FARC
Palestinian gunmen|PSE|UAF|
Mexican drug cartel|MEX|CRM|
Somali pirates|SOM|CRM|
hackers||CRM|
local residents||CVL|
villagers in northern Nigeria|NGA|CVL|
Lebanese people|LBN|CVL|
an airport in Yemen|YEM|CVL|
Aleppo|SYR|CVL|
Syrian refugees in Turkey|SYR|REF|
thousands of Venezuelan migrants|VEN|REF|
refugee camp in Lebanon|LBN|REF|
doctors and nurses||MED|
a hospital in Kunduz|AFG|MED|
an Iraqi journalist|IRQ|JRN|
the New York Times|USA|JRN|NYT
University of Oxford|GBR|EDU|
schoolgirls||EDU|
South African miners|ZAF|LAB|
Brazil's truck drivers|BRA|LAB|
the teachers' union||LAB|
Greek farmers|GRC|AGR|
Japanese fishermen|JPN|AGR|
Buddhist monks||REL|
Shiite cleric Moqtada al-Sadr|IRQ|REL|
Uighur activists|CHN|SOC|
Doctors Without Borders||NGO|MSF
the company's chief executive||BUS|
Gazprom|RUS|BUS|GAZPROM
African Union||IGO|AU
the head of the International Atomic Energy Agency||IGO|IAEA
NATO Secretary General Jens Stoltenberg||IGO|NATO
IAEA inspectors||IGO|IAEA
European Union leaders||IGO|EU
EU foreign ministers||GOV|EU
Transnistria|MDA|PRE|TRANSNISTRIA
former U.S. President Donald Trump|USA|ELI|
ex-president Nicolas Sarkozy|FRA|ELI|
Angela Merkel|DEU|ELI|
Mr. Biden|USA|GOV|
Viktor Orban|HUN|GOV|
Moscow|RUS|GOV|
the Kremlin|RUS|GOV|
Washington|USA|GOV|
Ivory Coast|CIV||
Türkiye|TUR||
the Democratic Republic of Congo|COD||
Bosnian Serbs|BIH||
Ukraine's|UKR||
Brazli|BRA||
Eastern Ukraine|UKR||
Jane Doe, Biden's special envoy for Ukraine|USA|GOV|
Jane Doe, Macron's adviser on Africa|FRA|GOV|
U.S. special envoy for Ukraine Jane Doe|USA|GOV|
special envoy for Ukraine||GOV|
the ambassador to Russia||GOV|
the UN special envoy for Syria||IGO|UN
Biden officials|USA|GOV|
Putin allies|RUS|GOV|
allies of Vladimir Putin|RUS|GOV|
the Macron government|FRA|GOV|
Draghi's cabinet|ITA|GOV|
Orbán's party|HUN|PTY|
Assad forces|SYR|MIL|
Gaddafi loyalists|LBY|ELI|
Biden supporters|USA|CVL|
Putin spokesman Dmitry Peskov|RUS|GOV|
Europe|||EUROPE
Europeans|||EUROPE
the West|||WEST
Africa|||AFRICA
West Africa|||WEST_AFRICA
the Middle East|||MIDDLE_EAST
Western officials||GOV|WEST
Asian countries||GOV|ASIA
Gulf states||GOV|GULF
Arab forces||MIL|ARAB
the leaders of Europe||GOV|EUROPE
Europe's leaders||GOV|EUROPE
Middle East envoy||GOV|
African migrants||REF|
NATO allies|||NATO
European allies|||EUROPE
NATO countries||GOV|NATO
Russia's ally Belarus|BLR||
European Union||IGO|EU
European Commission||IGO|EUCOMMISSION
West Germany|DEU||
"""

NOBODY = """
Russian gas
the Ukraine war
Monday
Hurricane Katrina
John Smith
Sharon Stone
Michael Jordan
a 45-year-old man
dollar
peace talks
a new agreement
the two leaders
a car bomb
Turkish lira
kittens
European gas
Western sanctions
Kanye West
the Gulf of Mexico
the Gulf War
Trump tariffs
America's allies
allies of the United States
Ukraine's neighbours
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_who_it_is(line):
    phrase, *expected = line.split("|")
    found = resolve(phrase, on=SUMMER_2022)
    assert [found.country or "", found.sector or "", found.organization or ""] == expected
    assert found.why


@pytest.mark.parametrize("phrase", NOBODY.strip().splitlines())
def test_what_is_nobody(phrase):
    found = resolve(phrase, on=SUMMER_2022)
    assert (found.country, found.sector, found.organization) == (None, None, None)


@pytest.mark.parametrize(
    ("phrase", "day", "sector"),
    [
        ("Angela Merkel", "2021-06-01", "GOV"),
        ("Angela Merkel", "2022-06-01", "ELI"),
        ("Donald Trump", "2018-06-01", "GOV"),
        ("Donald Trump", "2022-06-01", "ELI"),
        ("Donald Trump", "2025-06-01", "GOV"),
        ("Marine Le Pen", "2015-01-01", "PTY"),
        ("Benjamin Netanyahu", "2022-02-01", "OPP"),
        ("Nelson Mandela", "2005-01-01", "ELI"),
        ("Emmanuel Macron", "2000-01-01", None),
    ],
)
def test_dates_decide_about_offices(phrase, day, sector):
    assert resolve(phrase, on=dt.date.fromisoformat(day)).sector == sector


@pytest.mark.parametrize(
    ("phrase", "context", "country"),
    [
        ("the finance minister", "The Greek parliament heard the finance minister on Monday.", "GRC"),
        ("the army", "Residents of Bamako, Mali, said the army had left.", "MLI"),
        ("the army", "India and Pakistan blamed each other, and the army did not comment.", None),
        ("the French army", "The French army left Mali.", "FRA"),
        ("John Smith", "John Smith lives in Mali.", None),
        ("the special envoy for Ukraine", "The special envoy for Ukraine resigned.", None),
        ("the special envoy for Ukraine", "In Ukraine and Russia, the special envoy for Ukraine was praised.", None),
        ("European officials", "European officials met in France.", None),
    ],
)
def test_context_fills_in_the_country(phrase, context, country):
    assert resolve(phrase, context=context).country == country


def test_allies_are_natos_when_the_text_is_about_it():
    assert resolve("the allies", context="NATO asked the allies for more.").organization == "NATO"
    assert not resolve("the allies", context="Russia and the allies of its choice.")
    assert not resolve("the allies")


def test_a_name_known_by_itself_wins_over_its_apposition():
    found = resolve("Keith Kellogg, Trump's special envoy for Ukraine", on=dt.date(2025, 2, 20))
    assert (found.name, found.country, found.sector, found.role) == ("Keith Kellogg", "USA", "GOV", "special envoy")


def test_a_region_says_that_it_is_no_state():
    assert resolve("Western officials").why == ('"official" GOV', '"Western" is a region (WEST), not a state')


def test_brussels_is_the_union_when_the_text_is_about_it():
    assert resolve("Brussels", context="Brussels opened an antitrust case, the Commission said.").organization == "EU"
    assert resolve("Brussels").country == "BEL"


def test_title_wins_over_the_table():
    found = resolve("Foreign Minister Boris Johnson", on=SUMMER_2022)
    assert (found.name, found.country, found.role) == ("Boris Johnson", "GBR", "foreign minister")


def test_unknown_holder_of_a_title():
    found = resolve("Danish Trade Minister Anna Example")
    assert (found.name, found.country, found.sector, found.role) == ("Anna Example", "DNK", "GOV", "trade minister")


def test_reasons_can_be_read():
    found = resolve("Heiko Maas", on=dt.date(2019, 1, 1))
    assert found.why == ("offices.csv: Heiko Maas, foreign minister of DEU 2018-2021",)
    assert '"Norwegian" adjective of NOR' in resolve("the Norwegian army").why


def test_former_head_of_an_international_body_has_no_country():
    found = resolve("Kofi Annan", on=dt.date(2015, 1, 1))
    assert (found.name, found.country, found.organization, found.sector) == ("Kofi Annan", None, None, "ELI")


def test_another_transliteration_is_understood():
    assert resolve("Muamar Qadhafi", on=dt.date(2005, 1, 1)).country == "LBY"
    assert resolve("President Muamar Qadhafi", on=dt.date(2005, 1, 1)).country == "LBY"


def test_record_of_a_line():
    line = {"id": "1", "text": "the Polish parliament", "context": None, "date": "2022-06-01"}
    record = resolve_record(line)
    assert record["id"] == "1"
    assert (record["country"], record["sector"], record["organization"]) == ("POL", "LEG", None)
    assert set(record) == {"id", "text", "name", "country", "organization", "sector", "role", "why"}


def test_record_of_nobody_is_null():
    record = resolve_record({"id": "2", "text": "a new agreement"})
    assert [record[key] for key in ("name", "country", "organization", "sector", "role", "why")] == [None] * 6


@pytest.mark.parametrize("line", [{"id": "3", "text": "Macron", "date": "2022-13-01"}, {"id": "4", "text": None}])
def test_record_that_cannot_be_used_is_null(line):
    assert {resolve_record(line)[key] for key in ("name", "country", "organization", "sector", "role", "why")} == {None}


def test_to_actor():
    actor = to_actor(resolve("French farmers"), "French farmers", 3, 17)
    assert (actor.text, actor.start, actor.end, actor.country, actor.sector) == ("French farmers", 3, 17, "FRA", "AGR")


@pytest.mark.parametrize(
    "phrase", ["", " ", "'s", ",", "of", "and", "the", "'s 's", "President", "of of", "x" * 5000, "a, b, c, d"]
)
def test_odd_phrases_are_read(phrase):
    assert resolve(phrase) == resolve(phrase)


@given(st.text(max_size=80), st.text(max_size=80) | st.none(), st.dates() | st.none())
def test_any_text_is_read_the_same_way_twice(phrase, context, on):
    first = resolve(phrase, context=context, on=on)
    read.cache_clear()
    assert resolve(phrase, context=context, on=on) == first


_WORDS = [
    "the",
    "former",
    "President",
    "of",
    "Russia",
    "'s",
    "'s",
    ",",
    "and",
    "army",
    "Macron",
    "Hamas",
    "UN",
    "-",
    ".",
    "government",
    "spokesman",
    "in",
    "Mali",
    "(ex-minister)",
    "women's",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=9), st.dates() | st.none())
def test_any_order_of_known_words_is_read(parts, on):
    found = resolve(" ".join(parts), on=on)
    assert found == EMPTY or isinstance(found.why, tuple)


def test_repeated_phrases_are_fast():
    phrases = [line.split("|")[0] for line in CASES.strip().splitlines()]
    for phrase in phrases:
        resolve(phrase, on=SUMMER_2022)
    started = time.perf_counter()
    for _ in range(100):
        for phrase in phrases:
            resolve(phrase, on=SUMMER_2022)
    assert 100 * len(phrases) / (time.perf_counter() - started) > 30_000


def test_a_context_is_read_once():
    context = "The minister said on Monday that talks with Mali had begun, and that they would go on for weeks. " * 40
    resolve("the army", context=context)
    started = time.process_time()
    for _ in range(2_000):
        resolve("the army", context=context)
    assert 2_000 / (time.process_time() - started) > 15_000


def test_a_very_long_word_is_nobody_and_takes_no_time():
    assert resolve("A" + "b" * 1_000_000).country is None
