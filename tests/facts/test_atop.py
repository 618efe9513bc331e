"""ATOP's own files: the three layouts, what is missing from them, and how riftline's table compares."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from riftline.errors import InputError
from riftline.facts.alliances import PartialDate
from riftline.facts.atop import load_atop
from riftline.facts.countries import country
from riftline.facts.cow_codes import iso3_of
from riftline.facts.obligations import all_obligations, obligations, portfolio

SAMPLE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "alliances" / "atop_alliance.parquet"
KINDS = ("defense", "offense", "neutral", "nonagg", "consul")
LAST = 2018  # ATOP's last year


def write(path, header, *rows):
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def shape(found):
    return [(o.bound, o.toward, o.kinds, str(o.since), o.until and str(o.until)) for o in found]


@pytest.fixture
def dyads(tmp_path):
    header = ("dyad", "mem1", "mem2", "year", "atopally", *KINDS)
    rows = [(2020, 2, 20, year, 1, 1, 0, 0, 0, 1) for year in (1990, 1991, 1993)]
    return write(tmp_path / "atop5_1dy.csv", header, *rows, (2365, 2, 365, 1975, 1, 0, 0, 0, 1, 0))


def test_dyad_years_bind_both_and_years_in_a_row_are_one(dyads):
    found = load_atop(dyads)
    both = ("defence", "consultation")
    assert shape(found)[:2] == [("USA", "CAN", both, "1990", "1991"), ("USA", "CAN", both, "1993", "1993")]
    assert ("CAN", "USA", both, "1993", "1993") in shape(found)
    assert ("SUN", "USA", ("non-aggression",), "1975", "1975") in shape(found)


def test_a_year_counts_in_full(dyads):
    found = load_atop(dyads)
    assert len(obligations("USA", "CAN", dt.date(1991, 12, 31), among=found)) == 2
    assert obligations("USA", "CAN", dt.date(1992, 1, 1), among=found) == ()
    assert {o.bound for o in portfolio("CAN", dt.date(1993, 6, 1), among=found)} == {"USA", "CAN"}


def test_directed_dyad_years_bind_the_first(tmp_path):
    path = write(tmp_path / "atop5_1ddyr.csv", ("stateA", "stateB", "year", *KINDS), (2, 630, 1965, 1, 0, 0, 0, 1))
    assert shape(load_atop(path)) == [("USA", "IRN", ("defence", "consultation"), "1965", "1965")]


def test_members_are_bound_to_those_of_their_time(tmp_path):
    header = ("atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", *KINDS)
    rows = [
        (3180, 2, 1949, 8, 24, 0, 0, 0, 1, 0, 0, 0, 1),
        (3180, 220, 1949, 8, 24, 0, 0, 0, 1, 0, 0, 0, 1),
        (3180, 640, 1952, 2, 0, 1960, 0, 0, 1, 0, 0, 0, 0),
        (4000, 732, 1953, 10, 1, 0, 0, 0, 0, 0, 0, 1, 0),
    ]
    found = shape(load_atop(write(tmp_path / "atop5_1m.csv", header, *rows)))
    assert ("USA", "FRA", ("defence", "consultation"), "1949-08-24", None) in found
    assert ("TUR", "USA", ("defence",), "1952-02", "1960") in found
    assert len(found) == 6


def test_a_missing_column_is_named(tmp_path):
    path = write(tmp_path / "a.csv", ("mem1", "mem2", "year", "defense"), (2, 20, 1990, 1))
    with pytest.raises(InputError, match=r"a\.csv: lacks the column offense, neutral, nonagg, consul\. Give ATOP's"):
        load_atop(path)
    path = write(tmp_path / "b.csv", ("atopid", "member", *KINDS), (1, 2, 1, 0, 0, 0, 0))
    with pytest.raises(InputError, match="lacks the column yrent"):
        load_atop(path)


@pytest.mark.parametrize(
    ("text", "message"), [("a,b\n1,2\n", "none of ATOP's layouts"), ("", "none of ATOP's layouts")]
)
def test_a_foreign_file_is_told(tmp_path, text, message):
    (tmp_path / "foreign.csv").write_text(text, encoding="utf8")
    with pytest.raises(InputError, match=message):
        load_atop(tmp_path / "foreign.csv")


def test_what_cannot_be_read_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load_atop(tmp_path / "missing.csv")
    with pytest.raises(InputError, match="cannot be read"):
        load_atop(tmp_path)
    (tmp_path / "no.parquet").write_bytes(b"text")
    with pytest.raises(InputError, match="no Parquet file"):
        load_atop(tmp_path / "no.parquet")
    with pytest.raises(InputError, match="a cell is no number"):
        load_atop(write(tmp_path / "x.csv", ("mem1", "mem2", "year", *KINDS), ("USA", 20, 1990, 1, 0, 0, 0, 0)))


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        (365, 1975, "SUN"),
        (365, 2000, "RUS"),
        (345, 1980, "YUG"),
        (345, 2004, "SCG"),
        (345, 2010, "SRB"),
        (260, 1970, "DEU"),
        (255, 1914, "DEU"),
        (255, 2000, "DEU"),
        (300, 1900, "COW300"),
        (999, 2000, "COW999"),
        (667, 1900, "COW667"),
    ],
)
def test_numbers_become_codes(code, year, expected):
    assert iso3_of(code, year) == expected


# Against the sample


@pytest.fixture(scope="module")
def theirs():
    pytest.importorskip("pyarrow")
    if not SAMPLE.exists():
        pytest.skip("the sample of ATOP is not here")
    return load_atop(SAMPLE)


def dyad_years(found, kind):
    """(pair, year) in which one owes the other that kind, 1946 to 2018, states of the state system only."""
    return {
        (frozenset((o.bound, o.toward)), year)
        for o in found
        if kind in o.kinds and all(country(code) is None or country(code).cow for code in (o.bound, o.toward))
        for year in range(max(1946, o.since.first.year), _last(o) + 1)
    }


def _last(owed):
    return min(LAST, (owed.until.free - dt.timedelta(days=1)).year) if owed.until else LAST


@pytest.mark.parametrize(
    ("kind", "share", "reverse"),
    [("defence", 0.95, 0.95), ("consultation", 0.92, 0.92), ("non-aggression", 0.95, 0.97)],
)
def test_the_table_agrees_with_atop(theirs, kind, share, reverse):
    atop, ours = dyad_years(theirs, kind), dyad_years(all_obligations(), kind)
    assert len(atop & ours) / len(atop) >= share
    assert len(atop & ours) / len(ours) >= reverse


def test_nato_accessions_lie_at_most_two_years_after_atops(theirs):
    """ATOP counts an accession from the protocol's signature, the table from its entry into force."""
    first = {}
    for o in theirs:
        if o.toward == "ISL" and "defence" in o.kinds:
            first[o.bound] = min(first.get(o.bound, LAST), o.since.first.year)
    nato = {o.bound: o.since.first.year for o in all_obligations() if o.alliance == "NATO" and o.toward == "ISL"}
    late = {code: nato[code] - year for code, year in first.items()}
    assert len(late) == 28
    assert set(late.values()) <= {0, 1, 2}


def test_codes_of_the_present_are_known(theirs):
    unknown = {o.bound for o in theirs if o.since.first.year >= 1946 and o.bound.startswith("COW")}
    assert unknown <= {"COW511"}
    assert all(isinstance(o.since, PartialDate) for o in theirs)
