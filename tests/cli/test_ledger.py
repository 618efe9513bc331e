"""The commands of the ledger: import, add, info, sql, export."""

import json

import pyarrow.parquet as pq
import pytest

from riftline.exchange import EVENT_FIELDS

ICEWS = ("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
         "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
         "City", "District", "Province", "Country", "Latitude", "Longitude")  # fmt: skip


def icews(number, day, code="112", target="Russia"):
    fields = {"Event ID": str(number), "Event Date": day, "Source Name": "Poland", "Source Country": "Poland",
              "Event Text": "Accuse", "CAMEO Code": code, "Intensity": "-2", "Target Name": target,
              "Target Country": target, "Story ID": str(number), "Sentence Number": "1"}  # fmt: skip
    return "\t".join(fields.get(name, "") for name in ICEWS)


@pytest.fixture
def file(tmp_path):
    """Three ICEWS rows, one of them on a day that does not exist."""
    path = tmp_path / "events.tab"
    lines = ["\t".join(ICEWS), icews(1, "2018-06-01"), icews(2, "2018-07-02", target="Germany"), icews(3, "2018-02-31")]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


@pytest.fixture
def filled(riftline, file):
    done = riftline("ledger", "import", file, "--ledger", "my.ledger")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{file}: 2 taken in, 0 known, 1 skipped (icews)\n"
    return "my.ledger"


def test_help_names_the_commands_and_shows_an_example(riftline):
    done = riftline("ledger", "--help")
    assert done.returncode == 0
    for name in ("import", "add", "info", "sql", "export"):
        assert f"\n  {name} " in done.stdout
        assert f"Example: riftline ledger {name} " in riftline("ledger", name, "--help").stdout


def test_the_same_file_again(riftline, filled, file):
    done = riftline("ledger", "import", file, "--ledger", filled)
    assert (done.returncode, done.stdout) == (0, f"{file}: imported before\n")


def test_a_file_that_cannot_be_read_is_named_and_the_status_says_so(riftline, filled, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing of the kind\n", encoding="utf8")
    done = riftline("ledger", "import", "notes.txt", "absent.csv", "--ledger", filled)
    assert (done.returncode, done.stdout) == (1, "")
    assert "skipped: notes.txt: is of no format that riftline knows" in done.stderr
    assert "skipped: absent.csv: there is no such file" in done.stderr
    assert done.stderr.endswith("2 problem(s) with the input; the rest was done.\n")


def test_the_setting_names_the_ledger(riftline, filled):
    done = riftline("ledger", "sql", "SELECT count(*) AS n FROM events", "--json", RIFTLINE_LEDGER=filled)
    assert (done.returncode, done.stdout) == (0, '{"n": 2}\n')


@pytest.mark.parametrize("arguments", [["info"], ["sql", "SELECT 1"], ["export", "-o", "x.csv"], ["import", "x"]])
def test_without_a_ledger(riftline, arguments):
    done = riftline("ledger", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("riftline: nothing says which ledger. Give --ledger FILE, or set RIFTLINE_LEDGER")


def test_a_format_that_is_none(riftline, file):
    done = riftline("ledger", "import", file, "--format", "xml", "--ledger", "a.ledger")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no format 'xml'" in done.stderr


def test_sql_as_a_table(riftline, filled):
    done = riftline("ledger", "sql", "SELECT source, target, weight FROM dyads ORDER BY target", "--ledger", filled)
    assert done.stdout.split() == [
        "source", "target", "weight", "──────", "──────", "──────", "POL", "DEU", "1", "POL", "RUS", "1"
    ]  # fmt: skip


def test_sql_from_standard_input_into_a_file(riftline, filled, tmp_path):
    done = riftline(
        "ledger", "sql", "-", "-o", "x.csv", "--ledger", filled, stdin="SELECT target FROM dyads ORDER BY 1"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "2 rows: x.csv\n")
    assert (tmp_path / "x.csv").read_text() == "target\nDEU\nRUS\n"


def test_sql_that_fails_leaves_an_earlier_file(riftline, filled, tmp_path):
    (tmp_path / "x.csv").write_text("earlier")
    sql = "SELECT CASE WHEN range = 90000 THEN 'a' ELSE '1' END::INTEGER AS n FROM range(100000)"
    done = riftline("ledger", "sql", sql, "-o", "x.csv", "--ledger", filled)
    assert done.returncode == 2
    assert (tmp_path / "x.csv").read_text() == "earlier"
    assert [item.name for item in tmp_path.iterdir() if item.name.endswith(".part")] == []


@pytest.mark.parametrize(
    "sql", ["DROP TABLE events", "SELEC 1", "FROM read_csv('events.tab')", "SELECT nobody FROM dyads"]
)
def test_sql_that_is_refused_is_wrong_usage(riftline, filled, sql):
    done = riftline("ledger", "sql", sql, "--ledger", filled)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_long_answer_is_printed_to_its_end(riftline, filled):
    done = riftline("ledger", "sql", "SELECT range AS n FROM range(2500) ORDER BY n", "--ledger", filled)
    numbers = [line.strip() for line in done.stdout.splitlines() if line.strip().isdigit()]
    assert numbers == [str(number) for number in range(2500)]
    assert done.stdout.count("n\n") == 3


def test_the_plan_of_a_query(riftline, filled):
    done = riftline("ledger", "sql", "EXPLAIN SELECT count(*) FROM events", "--ledger", filled)
    assert done.returncode == 0
    assert done.stdout.startswith("╭─")


def test_info(riftline, filled):
    done = riftline("ledger", "info", "--ledger", filled)
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("2 pairs in dyads", "icews", "2018-06-01", "impossible date", "2018"):
        assert said in done.stdout
    found = json.loads(riftline("ledger", "info", "--json", "--ledger", filled).stdout)
    assert (found["pairs"], found["origins"][0]["events"], found["skipped"][0]["rows"]) == (2, 2, 1)
    assert [month["month"] for month in found["months"]] == ["2018-06-01", "2018-07-01"]


def test_export(riftline, filled, tmp_path):
    done = riftline("ledger", "export", "-o", "x.jsonl", "--actor", "Russia", "--ledger", filled)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 rows: x.jsonl\n")
    assert tuple(json.loads((tmp_path / "x.jsonl").read_text(encoding="utf8"))) == EVENT_FIELDS
    days = ["--from", "2018-07-01", "--to", "2018-07-31"]
    assert (
        riftline("ledger", "export", "-o", "x.parquet", *days, "--layout", "dyads", "--ledger", filled).returncode == 0
    )
    assert pq.read_table(tmp_path / "x.parquet").column("target").to_pylist() == ["DEU"]


def test_export_to_a_folder_that_is_there_is_refused(riftline, filled, tmp_path):
    assert riftline("ledger", "export", "-o", "folder", "--ledger", filled).returncode == 0
    assert [item.name for item in (tmp_path / "folder").iterdir()] == ["events-2018.parquet"]
    done = riftline("ledger", "export", "-o", "folder", "--ledger", filled)
    assert (done.returncode, done.stderr) == (
        2, "riftline: folder: is there already. Name a new folder, or remove this one\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.xlsx"], "cannot write .xlsx"),
        (["-o", "x.csv", "--layout", "polecat"], "cannot write .csv"),
        (["-o", "x.csv", "--actor", "Atlantis"], "'Atlantis': is no country or organization"),
    ],
)
def test_export_of_what_there_is_not(riftline, filled, arguments, said):
    done = riftline("ledger", "export", *arguments, "--ledger", filled)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_export_that_finds_no_ledger_makes_no_file(riftline, tmp_path):
    done = riftline("ledger", "export", "-o", "x.csv", "--ledger", "absent.ledger")
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_records_of_riftline_code_are_added(riftline, tmp_path):
    record = {
        "id": "a:0:1", "document": "a", "published": "2025-01-02", "sentence": 0, "text": "Poland warned Iran.",
        "trigger": "warned", "start": 7, "end": 13, "date": "2025-01-02", "type": "THREATEN", "cameo": "130", "quad": 3,
        "goldstein": -4.4, "status": "actual", "sources": [{"text": "Poland", "country": "POL"}],
        "targets": [{"text": "Iran", "country": "IRN"}],
    }  # fmt: skip
    (tmp_path / "e.jsonl").write_text(json.dumps(record) + "\nnonsense\n", encoding="utf8")
    done = riftline("ledger", "add", "--records", "e.jsonl", "--ledger", "a.ledger")
    assert (done.returncode, done.stdout) == (1, "1 events added, 0 known\n")
    assert "skipped: e.jsonl, line 2: is no JSON" in done.stderr
    done = riftline("ledger", "sql", "SELECT source, target FROM dyads", "--json", "--ledger", "a.ledger")
    assert done.stdout == '{"source": "POL", "target": "IRN"}\n'


@pytest.mark.usefixtures("model_folder")
def test_documents_are_coded_and_added_once(riftline, tmp_path):
    (tmp_path / "a.txt").write_text("WARSAW, 3 March 2025 – Poland accused Russia of an attack.\n", encoding="utf8")
    done = riftline("ledger", "add", "a.txt", "--ledger", "a.ledger")
    assert done.returncode == 0
    assert not done.stdout.startswith("0 ")
    again = riftline("ledger", "add", "a.txt", "--ledger", "a.ledger")
    assert again.stdout.startswith("0 events added, ")
    done = riftline(
        "ledger", "sql", "SELECT format, model IS NOT NULL AS model FROM imports", "--json", "--ledger", "a.ledger"
    )
    assert done.stdout == '{"format": "riftline", "model": true}\n'
