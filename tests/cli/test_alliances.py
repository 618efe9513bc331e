"""`riftline alliances`: who is bound to do what for whom."""

import json

import pytest

from riftline.cli import app

REGISTERED = any(command.callback.__module__ == "riftline.cli.alliances" for command in app.registered_commands)
pytestmark = pytest.mark.skipif(not REGISTERED, reason="the command is not registered yet")

FIELDS = [
    "bound", "toward", "kinds", "alliance", "name", "obligation", "form", "treaty", "article", "since", "until",
    "certainty", "source", "note",
]  # fmt: skip


def rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_two_states_in_words(riftline):
    done = riftline("alliances", "USA", "EST", "--on", "2025-02-16")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("United States (USA) and Estonia (EST) on 2025-02-16: ")
    assert "USA and EST owe each other: defence" in done.stdout
    assert "North Atlantic Treaty, article 5" in done.stdout


def test_two_states_as_json(riftline):
    found = rows(riftline("alliances", "Estonia", "United States", "--on", "2025-02-16", "--json"))
    assert all(list(row) == FIELDS for row in found)
    assert ("EST", "USA", "NATO") in {(row["bound"], row["toward"], row["alliance"]) for row in found}


def test_one_state_has_all_its_obligations(riftline):
    found = rows(riftline("alliances", "JPN", "--on", "2020-01-01", "--json"))
    assert {"USA-JPN-1960", "TAC"} <= {row["alliance"] for row in found}
    assert all("JPN" in (row["bound"], row["toward"]) for row in found)
    done = riftline("alliances", "japan", "--on", "2020-01-01")
    assert "owes and is owed defence, consultation: USA" in done.stdout


def test_an_alliance_has_its_members_with_dates(riftline):
    found = rows(riftline("alliances", "nato", "--on", "2025-02-16", "--json"))
    assert len(found) == 32
    assert {row["member"]: row["entry"] for row in found}["SWE"] == "2024-03-07"
    done = riftline("alliances", "ANZUS", "--on", "2025-02-16")
    assert "members on 2025-02-16: 3" in done.stdout
    assert "bound with Australia only" in done.stdout


def test_members_that_left_are_told(riftline):
    done = riftline("alliances", "EU", "--on", "2025-02-16")
    assert "no longer: 1\n  United Kingdom (GBR): 2009-12-01 to 2020-02-01" in done.stdout


def test_without_a_day_it_is_today_and_said(riftline):
    done = riftline("alliances", "USA", "EST")
    assert done.returncode == 0
    assert "as of today, " in done.stderr


def test_states_that_owe_nothing(riftline):
    done = riftline("alliances", "CHE", "JPN", "--on", "1990-01-01")
    assert (done.returncode, done.stdout) == (0, "Switzerland (CHE) and Japan (JPN) on 1990-01-01: nothing is owed\n")


def test_atop_instead_of_the_table(riftline, tmp_path):
    header = "dyad,mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul\n"
    (tmp_path / "atop.csv").write_text(header + "2020,2,20,1990,1,1,0,0,0,0\n", encoding="utf8")
    found = rows(riftline("alliances", "USA", "CAN", "--on", "1990-05-01", "--atop", "atop.csv", "--json"))
    assert [(row["bound"], row["alliance"], row["kinds"]) for row in found] == [
        ("USA", "ATOP", ["defence"]),
        ("CAN", "ATOP", ["defence"]),
    ]
    refused = riftline("alliances", "NATO", "--on", "1990-05-01", "--atop", "atop.csv")
    assert (refused.returncode, "no names of alliances" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["NATOO"], "Close: NATO"),
        (["NATO", "EST"], "It is an alliance: ask for it alone"),
        (["RUS", "POL", "--on", "1975-01-01"], "Ask for SUN"),
        (["USA", "EST", "POL"], "3 names"),
        (["USA", "--on", "1944-12-31"], "begins with 1945"),
        (["USA", "--on", "9999-12-31"], "lies in the future"),
        (["USA", "--on", "2025-02-30"], "2025-02-30"),
        ([], "WHO"),
    ],
)
def test_wrong_usage_is_told_in_one_line(riftline, arguments, message):
    done = riftline("alliances", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_missing_fails(riftline):
    done = riftline("alliances", "USA", "CAN", "--on", "1990-05-01", "--atop", "missing.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "missing.csv: cannot be read" in done.stderr
