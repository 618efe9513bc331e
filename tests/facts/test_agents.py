import pytest

from riftline.facts.agents import agent_key, agents, find_agent, singular, word_class


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("ministries", "ministry"),
        ("women", "woman"),
        ("fishermen", "fisherman"),
        ("forces", "force"),
        ("churches", "church"),
        ("jihadis", "jihadi"),
        ("congress", "congress"),
        ("crisis", "crisis"),
        ("police", "police"),
        ("gas", "gas"),
    ],
)
def test_singular(plural, expected):
    assert singular(plural) == expected


def test_key_folds_case_hyphens_and_plurals():
    assert agent_key(["Anti-Government", "Protesters"]) == "anti government protester"


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("foreign ministers", "GOV"),
        ("armed forces", "MIL"),
        ("riot police", "COP"),
        ("lawmaker", "LEG"),
        ("prosecutors", "JUD"),
        ("gunmen", "UAF"),
        ("drug cartel", "CRM"),
        ("asylum seekers", "REF"),
        ("opposition leader", "OPP"),
        ("nurses", "MED"),
        ("reporters", "JRN"),
        ("miners", "LAB"),
        ("herders", "AGR"),
        ("imam", "REL"),
        ("breakaway region", "PRE"),
    ],
)
def test_find_agent(phrase, sector):
    agent = find_agent(phrase)
    assert agent is not None
    assert agent.sector == sector


def test_unknown_noun():
    assert find_agent("puppies with hats") is None


def test_table_is_large_and_clean(plover_sectors):
    rows = agents()
    actors = [row for row in rows if row.kind != "thing"]
    assert len(actors) >= 900
    assert len({row.phrase for row in rows}) == len(rows)
    assert {row.sector for row in rows if row.sector} <= plover_sectors - {"UNK"}
    assert all(row.phrase == row.phrase.lower().strip() for row in rows)
    assert all(row.sector is None and row.weak for row in rows if row.kind == "thing")


def test_word_classes():
    assert "of" in word_class("preposition")
    assert "the" in word_class("determiner")
    assert word_class("no such class") == frozenset()
