import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.code.actors import resolve
from riftline.errors import UsageError
from riftline.facts.agents import Agent
from riftline.facts.countries import CountryMatch, country
from riftline.facts.dictionary import Code, Dictionary, code_of, listed
from riftline.facts.dictionary_file import read_dictionaries
from riftline.facts.names import read_table
from riftline.facts.organizations import organization

FOLDER = Path(__file__).parent / "dictionary"
ACTORS, AGENTS = FOLDER / "small.actors.txt", FOLDER / "small.agents.txt"
WORD = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=9)
LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=40)


@pytest.fixture(scope="module")
def own() -> Dictionary:
    """The two small files of the tests."""
    found, problems = read_dictionaries([ACTORS, AGENTS])
    assert problems == []
    return found


def written(folder: Path, text: str) -> Path:
    """A file with that text, and one good line."""
    path = folder / "some.actors.txt"
    path.write_text(f"GOODLAND_ [FRA]\n{text}", encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("AFG", Code("AFG")),
        ("AFGGOVPRS", Code("AFG", "GOV")),
        ("PSEREBHMS", Code("PSE", "REB", "HAMAS")),
        ("IGOUNO", Code(None, "IGO", "UN")),
        ("MNC", Code(None, "MNC")),
        ("USAMED", Code("USA", "JRN")),  # MED is the media in CAMEO
        ("CIVGOV", Code("CIV", "GOV")),  # Côte d'Ivoire; civilians behind a country only
        ("USACIV", Code("USA", "CVL")),
        ("---", Code()),
        ("HOBGOV", None),
        ("", None),
    ],
)
def test_what_a_code_stands_for(code, expected):
    assert code_of(code) == expected


def test_codes_are_known_sectors_and_organizations():
    rows = read_table("cameo_codes.csv")
    assert {r["organization"] for r in rows if r["organization"] and organization(r["organization"]) is None} == set()
    assert {r["country"] for r in rows if r["country"] and country(r["country"]) is None} == set()
    assert len({r["code"] for r in rows}) == len(rows)


@pytest.mark.parametrize(
    ("phrase", "day", "expected"),
    [
        ("Ruritanian troops", None, ("AUT", None, "MIL")),
        ("the FLA", None, ("COL", None, "REB")),
        ("fla", None, (None, None, None)),
        ("Freedonian Liberation Army fighters", None, ("COL", None, "REB")),
        ("Rudolf Rassendyll", "1999-12-31", ("AUT", None, "ELI")),
        ("Rudolf Rassendyll", "2000-01-01", ("AUT", None, "GOV")),
        ("Rudi Rassendyll", "2005-12-31", ("AUT", None, "GOV")),
        ("Rudolf Rassendyll", "2010-01-01", ("AUT", None, "OPP")),
        ("Rudolf Rassendyll's spokesman", "2001-01-01", ("AUT", None, "GOV")),
        ("Angela Merkel", "2010-01-01", ("FRA", None, "JUD")),
        ("Mediterranean Alliance Council", None, (None, "NATO", "IGO")),
        ("the Great Hall", None, (None, None, None)),
        ("German rivermen", None, ("DEU", None, "AGR")),
        ("Polish oxherden", None, ("POL", None, "AGR")),
        ("a US senator", None, ("USA", None, "JUD")),
        ("the French president", "2020-01-01", ("FRA", None, "GOV")),
    ],
)
def test_entries_win_over_the_tables(own, phrase, day, expected):
    found = resolve(phrase, on=dt.date.fromisoformat(day) if day else None, own=own)
    assert (found.country, found.organization, found.sector) == expected


def test_the_reason_names_the_file(own):
    assert "small.actors.txt" in resolve("Angela Merkel", own=own).why[0]


def test_without_the_dictionary_nothing_of_it_is_known(own):
    assert resolve("the Freedonian Liberation Army", own=own)
    assert resolve("Rudolf Rassendyll").country is None
    assert resolve("Angela Merkel", on=dt.date(2010, 1, 1)).country == "DEU"


def test_on_a_day_without_a_code_the_tables_count(tmp_path):
    path = written(tmp_path, "ANGELA_MERKEL_\n\t[FRAGOV <991231]\n")
    own, _ = read_dictionaries([path])
    assert resolve("Angela Merkel", on=dt.date(2010, 1, 1), own=own).country == "DEU"
    assert resolve("Angela Merkel", on=dt.date(1995, 1, 1), own=own).country == "FRA"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("NOWHERE_ [HOBGOV]", "begins with no known country"),
        ("SOMEBODY_ [AFGGOV 20010101-20000101]", "ends before it begins"),
        ("SOMEBODY_ [AFGGOV 20010231-20020101]", "is no date"),
        ("SOMEBODY_ [AFGGOV about 2001]", "has no dates"),
        ("SOMEBODY_ [AFGGOV", "no closing bracket"),
        ("SOMEBODY_", "has no code"),
        ("- ** &CURRENCY [903]", "this is no name"),
        ("COOK [~QQQ]", "no code of a known sector"),
        ("COOK!MEN! [~BUS]", "is not defined above"),
    ],
)
def test_a_bad_line_is_named_and_skipped(tmp_path, line, problem):
    own, problems = read_dictionaries([written(tmp_path, f"{line}\nLASTLAND_ [ITA]\n")])
    assert {str(one).split(": ")[0] for one in problems} == {f"{tmp_path / 'some.actors.txt'}, line 2"}
    assert problem in str(problems[0])
    assert resolve("Lastland", own=own).country == "ITA"


def test_a_synonym_or_code_before_any_name_is_named(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_text("+ORPHAN_\n[AFG]\nGOODLAND_ [FRA]\n", encoding="utf8")
    _, problems = read_dictionaries([path])
    assert [str(p).split(": ")[0].rpartition("line ")[2] for p in problems] == ["1", "2"]


@pytest.mark.parametrize("content", [b"", b"id,name\n1,x\n", b"\x00\x01\x02", b"Just some prose.\n"])
def test_a_wrong_file_is_a_clear_error(tmp_path, content):
    path = tmp_path / "wrong"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"actors|text file"):
        read_dictionaries([path])


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_dictionaries([tmp_path / "none.txt"])


def test_the_first_file_counts(tmp_path):
    path = written(tmp_path, "ANGELA_MERKEL_ [ITAGOV]\nSENATOR [~MIL]\n")
    own, _ = read_dictionaries([path, ACTORS, AGENTS])
    assert resolve("Angela Merkel", own=own).country == "ITA"
    assert resolve("a US senator", own=own).sector == "MIL"


def test_names_keep_acronyms_and_arabic_articles():
    assert [listed(n) for n in ("UN_", "AL-QAEDA_", "ABDUL_QADIR", "LEAGUE_OF_NATIONS")] == [
        "UN",
        "al-Qaeda",
        "Abdul Qadir",
        "League of Nations",
    ]


@given(st.lists(LINE, max_size=12))
def test_any_text_is_read_without_a_crash(tmp_path_factory, lines):
    path = written(tmp_path_factory.mktemp("any"), "\n".join(lines))
    own, problems = read_dictionaries([path])
    assert len(own) >= 1
    assert all(f"{path}, line " in str(problem) for problem in problems)


@given(st.lists(WORD, min_size=2, max_size=3), st.sampled_from(["DEU", "KEN", "BRA"]), st.sampled_from(["GOV", "MIL"]))
def test_a_written_entry_is_found_again(tmp_path_factory, words, state, sector):
    path = written(tmp_path_factory.mktemp("one"), f"{'_'.join(words)}_ [{state}{sector}]\n")
    own, problems = read_dictionaries([path])
    found = own.find(" ".join(word.title() for word in words), None)
    assert problems == []
    assert (found.country, found.sector) == (state, sector)


@given(st.dates(dt.date(1931, 1, 1), dt.date(2030, 12, 31)), st.dates(), st.booleans())
def test_a_code_holds_from_its_first_to_its_last_day(tmp_path_factory, first, on, short):
    last = first + dt.timedelta(days=30)
    form = "%y%m%d" if short and last.year <= 2030 else "%Y%m%d"
    span = f"{first.strftime(form)}-{last.strftime(form)}"
    own, _ = read_dictionaries([written(tmp_path_factory.mktemp("days"), f"JOAN_ROE_ [KENGOV {span}]\n")])
    assert (own.find("Joan Roe", on) is not None) == (first <= on <= last)


def test_kinds_of_records(own):
    assert isinstance(own.find("Ruritania", None), CountryMatch)
    assert isinstance(own.find("gendarmes", None), Agent)
    assert own.find("Atlantis", None) is None
