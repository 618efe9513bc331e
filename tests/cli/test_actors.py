"""`riftline actors`: how a phrase is resolved."""

import json

FIELDS = ["id", "text", "name", "country", "organization", "sector", "role", "why"]


def test_json_has_the_promised_fields(riftline):
    done = riftline("actors", "German Foreign Minister Annalena Baerbock", "--date", "2023-05-01", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == FIELDS
    assert (found["country"], found["sector"]) == ("DEU", "GOV")
    assert found["why"]


def test_a_phrase_that_names_nobody_is_all_null(riftline):
    found = json.loads(riftline("actors", "the weather", "--json").stdout)
    assert {found[k] for k in ("name", "country", "organization", "sector", "role")} == {None}


def test_a_file_of_phrases_gives_one_line_each(riftline, tmp_path):
    lines = [{"id": "1", "text": "the Kremlin"}, {"id": "2", "text": "French troops", "date": "2020-01-01"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf8")
    done = riftline("actors", "--jsonl", "in.jsonl", "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [(f["id"], f["country"]) for f in found] == [("1", "RUS"), ("2", "FRA")]


def test_without_json_it_is_told_in_words(riftline):
    done = riftline("actors", "the Kremlin")
    assert done.returncode == 0
    assert "RUS" in done.stdout
    assert not done.stdout.startswith("{")


def test_neither_text_nor_file_is_wrong_usage(riftline):
    done = riftline("actors")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_empty_phrase_is_wrong_usage(riftline):
    done = riftline("actors", "  ")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("riftline: the name or phrase is empty")


OWN = "# written for the test\nRURITANIA_ [AUT]\n+RURITANIAN_\nNOWHERE_ [HOBGOV]\n"


def test_own_actors_win_and_bad_lines_are_named(riftline, tmp_path):
    (tmp_path / "own.txt").write_text(OWN, encoding="utf8")
    done = riftline("actors", "Ruritanian troops", "--actors", "own.txt", "--json")
    found = json.loads(done.stdout)
    assert (found["country"], found["sector"]) == ("AUT", "MIL")
    assert done.returncode == 1
    assert "own.txt, line 4: " in done.stderr


def test_a_wrong_file_of_actors_is_wrong_usage(riftline, tmp_path):
    (tmp_path / "own.csv").write_text("id,name\n1,x\n", encoding="utf8")
    done = riftline("actors", "the Kremlin", "--actors", "own.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "neither actors nor agents" in done.stderr
