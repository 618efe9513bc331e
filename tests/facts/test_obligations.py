"""Who owes whom what: directions, roles, times, and states that were not there."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.errors import UsageError
from riftline.facts.alliances import KINDS, alliance, members
from riftline.facts.countries import countries
from riftline.facts.obligations import all_obligations, obligations, portfolio, state

DAY = dt.date(2025, 2, 16)
STATES = [one.iso3 for one in countries() if one.sovereign is None]


def owed(one, other, on, kind=None):
    """(bound, alliance) of what holds, of one kind or all."""
    return {(o.bound, o.alliance) for o in obligations(one, other, on) if kind is None or kind in o.kinds}


def test_usa_and_estonia_owe_each_other_defence_through_nato():
    found = obligations("USA", "EST", DAY)
    assert owed("USA", "EST", DAY, "defence") == {("USA", "NATO"), ("EST", "NATO")}
    assert (found[0].bound, found[0].toward, found[0].since.text) == ("USA", "EST", "2004-03-29")
    assert found[0].article.startswith("5")
    assert found[0].source == "UNTS 34:243"


def test_names_do_as_well_as_codes():
    assert obligations("united states", "Estonia", DAY) == obligations("usa", "est", DAY)
    assert state("turkey", DAY).iso3 == "TUR"
    assert state("uk", DAY).iso3 == "GBR"


def test_a_guarantee_runs_one_way():
    day = dt.date(1970, 1, 1)
    assert ("TUR", "CYPRUS-1960") in owed("TUR", "CYP", day)
    assert ("CYP", "CYPRUS-1960") not in owed("TUR", "CYP", day)
    assert "CYPRUS-1960" not in {name for _, name in owed("TUR", "GRC", day)}
    assert owed("USA", "TWN", DAY) == {("USA", "USA-TWN-1979")}


def test_a_protected_state_owes_only_what_its_row_says():
    found = {o.bound: o.kinds for o in obligations("USA", "PLW", DAY) if o.alliance == "USA-PLW"}
    assert found == {"USA": ("defence",), "PLW": ("consultation",)}


def test_new_zealand_is_bound_to_australia_alone_since_1986():
    before, after = dt.date(1980, 1, 1), dt.date(2000, 1, 1)
    assert ("USA", "ANZUS") in owed("USA", "NZL", before)
    assert {name for _, name in owed("USA", "NZL", after)} == {"UKUSA"}
    assert ("AUS", "ANZUS") in owed("AUS", "NZL", after)


def test_taiwan_had_a_treaty_until_the_end_of_1979():
    assert owed("USA", "TWN", dt.date(1979, 12, 31), "defence") == {("USA", "USA-TWN-1954"), ("TWN", "USA-TWN-1954")}
    assert owed("USA", "TWN", dt.date(1980, 1, 1), "defence") == set()


@pytest.mark.parametrize(
    ("one", "other", "day", "expected"),
    [
        ("FIN", "RUS", "1991-12-31", {"SUN-FIN-1948"}),
        ("FIN", "USA", "2023-04-03", set()),
        ("FIN", "USA", "2023-04-04", {"NATO"}),
        ("IRL", "DEU", "2025-02-16", {"EU"}),
        ("RUS", "PRK", "2010-01-01", set()),
        ("RUS", "PRK", "2025-02-16", {"RUS-PRK-2024"}),
        ("SAU", "PAK", "2025-09-16", set()),
        ("SAU", "PAK", "2025-09-17", {"SAU-PAK-2025"}),
        ("CHN", "PRK", "2025-02-16", {"CHN-PRK-1961"}),
        ("CHN", "RUS", "2025-02-16", set()),
        ("UKR", "USA", "2025-02-16", set()),
        ("GBR", "PRT", "1945-06-01", {"GBR-PRT-1373"}),
    ],
)
def test_defence_between_two_states(one, other, day, expected):
    assert {name for _, name in owed(one, other, dt.date.fromisoformat(day), "defence")} == expected


def test_ukraine_was_promised_consultation_not_defence():
    found = {o.alliance: o.kinds for o in obligations("GBR", "UKR", DAY) if o.bound == "GBR"}
    assert found["GBR-UKR-2024"] == ("consultation",)
    assert found["BUDAPEST-UKR"] == ("non-aggression", "consultation")


def test_a_state_that_was_not_there_names_the_one_that_was():
    with pytest.raises(UsageError, match=r"Russia \(RUS\) did not exist. Ask for SUN"):
        obligations("RUS", "POL", dt.date(1975, 1, 1))
    with pytest.raises(UsageError, match=r"Ask for SCG|Ask for YUG"):
        portfolio("SRB", dt.date(1999, 1, 1))
    with pytest.raises(UsageError, match="Ask for VNM"):
        portfolio("RVN", dt.date(1999, 1, 1))
    with pytest.raises(UsageError, match="Give another day"):
        portfolio("BGD", dt.date(1960, 1, 1))
    assert state("Russia", dt.date(1975, 1, 1)).iso3 == "SUN"


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("USA", "Atlantis"), "no state is called"),
        (("USA", "NATO"), "It is an alliance"),
        (("USA", "United States"), "both are the same"),
    ],
)
def test_wrong_names_are_errors(pair, message):
    with pytest.raises(UsageError, match=message):
        obligations(*pair, DAY)


@given(st.sampled_from(STATES), st.dates(dt.date(1945, 1, 1), dt.date(2025, 11, 30)))
def test_a_portfolio_agrees_with_the_members_of_its_alliances(code, on):
    if not next(one for one in countries() if one.iso3 == code).exists(on):
        return
    for owed_ in portfolio(code, on):
        assert code in (owed_.bound, owed_.toward)
        assert {owed_.bound, owed_.toward} <= set(members(owed_.alliance, on))


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_the_order_of_the_two_changes_nothing_but_the_order(one, other):
    there = {c.iso3 for c in countries() if c.exists(DAY)}
    if one == other or not {one, other} <= there:
        return
    assert set(obligations(one, other, DAY)) == set(obligations(other, one, DAY))


def test_the_strongest_stands_first():
    ranks = [min(map(KINDS.index, o.kinds)) for o in portfolio("USA", DAY)]
    assert all(before <= after for before, after in pairwise(ranks))


def test_parties_owe_each_other_the_same():
    bound = {(o.bound, o.toward, o.kinds) for o in all_obligations() if o.alliance == "NATO"}
    assert bound == {(toward, one, kinds) for one, toward, kinds in bound}
    assert all(kinds == alliance("NATO").kinds for *_, kinds in bound)


def test_every_obligation_can_be_written_as_json():
    row = obligations("USA", "EST", DAY)[0].to_dict()
    assert (row["since"], row["until"], row["kinds"]) == (
        "2004-03-29",
        None,
        ["defence", "non-aggression", "consultation"],
    )
