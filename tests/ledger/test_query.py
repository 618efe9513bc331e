"""Queries that cannot change the ledger, nor reach anything but it."""

import datetime as dt
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from riftline.errors import LedgerError, UsageError
from riftline.ledger.query import answer
from riftline.ledger.writing import plain, rows, unique, write_rows


@pytest.fixture(autouse=True)
def _filled(rows, row, take):
    take(rows("a.tsv", [row(number, NumArticles=str(number)) for number in range(1, 101)]))


@pytest.fixture
def found(path):
    def run(sql):
        with answer(path, sql) as batches:
            return batches.read_all().to_pylist()

    return run


@pytest.fixture
def refused(path, tmp_path):
    """The error of a query; nothing beside or in the ledger has changed."""

    def run(sql):
        before, files = path.read_bytes(), sorted(tmp_path.iterdir())
        with pytest.raises(UsageError) as caught, answer(path, sql) as batches:
            batches.read_all()
        assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (before, files)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return run


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("SELECT count(*) AS n FROM events", {"n": 100}),
        ("select count(*) as n from events;", {"n": 100}),
        ("SELECT 1 AS n -- a note", {"n": 1}),
        ("WITH e AS (SELECT * FROM events) SELECT count(*) AS n FROM e", {"n": 100}),
        ("FROM about WHERE name = 'version'", {"name": "version", "value": "1"}),
        ("(SELECT 1 AS n)", {"n": 1}),
        ("VALUES (7)", {"col0": 7}),
        ("TABLE about ORDER BY name", {"name": "version", "value": "1"}),
        ("PIVOT about ON name IN ('what') USING first(value)", {"what": "riftline ledger"}),
        ("SELECT 'COPY INSERT DELETE' AS n", {"n": "COPY INSERT DELETE"}),
    ],
)
def test_what_reads_is_answered(found, sql, first):
    assert found(sql)[0] == first


@pytest.mark.parametrize("sql", ["DESCRIBE events", "SHOW TABLES", "SUMMARIZE pairs", "EXPLAIN SELECT 1"])
def test_what_describes_is_answered(found, sql):
    assert found(sql)


def test_explain_analyze_of_a_query(found):
    assert "Total Time" in found("EXPLAIN ANALYZE SELECT count(*) FROM events")[0]["explain_value"]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO about VALUES ('a', 'b')", "DELETE FROM events", "UPDATE about SET value = '2'",
        "DROP TABLE events",
        "CREATE TABLE x AS SELECT 1", "CREATE TEMP TABLE x AS SELECT 1", "CREATE TEMP MACRO x(a) AS a", "VACUUM",
        "COPY events TO 'x.csv'", "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'", "ATTACH 'x.db'", "DETACH test",
        "USE memory", "INSTALL httpfs", "LOAD httpfs", "LOAD json", "SET memory_limit = '1GB'", "RESET memory_limit",
        "SET lock_configuration = false", "PRAGMA database_list", "PRAGMA enable_profiling", "CALL pragma_version()",
        "CALL enable_logging()", "CHECKPOINT", "BEGIN", "PREPARE p AS SELECT 1", "EXECUTE p", "CREATE SECRET (TYPE S3)",
        "MERGE INTO about USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE", "ANALYZE",
        "EXPLAIN DELETE FROM events", "EXPLAIN ANALYZE DELETE FROM events", "/* x */ EXPLAIN ANALYZE SELECT 1",
    ],
)  # fmt: skip
def test_what_does_more_than_read_is_refused(refused, sql):
    assert "does more than read" in refused(sql)


def test_the_files_of_the_ledger_itself_cannot_be_written(refused, path):
    copy = f"COPY (SELECT 1) TO '{path}.wal'"
    quoted = copy.replace("'", "''")
    twice = quoted.replace("'", "''")
    call = "json_execute_serialized_sql(json_serialize_sql("
    ways = [
        copy,
        f"EXPLAIN ANALYZE {copy}",
        f"WITH x AS ({copy}) FROM x",
        f"EXPLAIN ANALYZE WITH x AS ({copy}) FROM x",
        f"FROM query('WITH x AS ({quoted}) FROM x')",
        f"FROM {call}'WITH x AS ({quoted}) FROM x'))",
        f"FROM system.main.{call}'WITH x AS ({quoted}) FROM x'))",
        f"FROM query('FROM json_' || '{call[5:]}''WITH x AS ({twice}) FROM x''))')",
        "WITH x AS (DELETE FROM about RETURNING *) FROM x",
        "WITH x AS (INSERT INTO about VALUES ('a', 'b') RETURNING *) FROM x",
    ]
    for way in ways:
        assert "does more than read" in refused(way)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')", "SELECT * FROM read_text('{file}')", "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM read_json('{file}')", "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM read_duckdb('{file}')", "SELECT * FROM glob('{file}*')", "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM parquet_metadata('{file}')",
        "SELECT * FROM 'https://example.com/x.csv'", "SELECT * FROM read_csv('https://example.com/x.csv')",
        "SELECT * FROM read_csv('s3://bucket/x.csv')", "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM query('FROM read_text(''{file}'')')", "SELECT * FROM which_secret('s3://x', 's3')",
    ],
)  # fmt: skip
def test_no_file_and_no_network(refused, tmp_path, sql):
    assert "SQL reaches the ledger only" in refused(sql.format(file=tmp_path / "a.tsv"))


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM '{file}'", "SELECT getenv('HOME')", "SELECT * FROM nearby", "FROM enable_logging()"]
)
def test_nor_the_environment_or_the_program_around(refused, tmp_path, sql):
    nearby = pa.table({"secret": [1]})  # which DuckDB would find by its name
    assert refused(sql.format(file=tmp_path / "a.tsv"))
    assert nearby.num_rows == 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1; SELECT 2", "2 statements. Give one"),
        ("SELECT 1; DROP TABLE events", "2 statements. Give one"),
        ("", "no statement. Give one"),
        ("-- nothing", "no statement. Give one"),
        ("SELEC 1", "'SELEC 1': syntax error at or near \"SELEC\". Correct the query"),
        ("SELECT * FROM evnts", "The tables are about, documents, dyads, events, "),
        ("SELECT actor FROM dyads", "dyads has event, date, source, target, "),
        ("SELECT e.actor FROM events e", "events has id, document, published, "),
        ("SELECT ?", "Values were not provided"),
        ("PIVOT about ON name USING first(value)", "Name its values: PIVOT … ON column IN ('a', 'b')"),
        ("SELECT 'a'::INTEGER", "Could not convert string 'a' to INT32"),
        ("SELECT CASE WHEN range = 50000 THEN 'a' ELSE '1' END::INTEGER FROM range(60000)", "Could not convert"),
    ],
)
def test_an_error_is_one_line_that_says_what_there_is(refused, sql, said):
    assert said in refused(sql)


def test_a_query_that_holds_a_second_one_in_brackets(refused):
    assert "syntax error" in refused("SELECT 1) UNION (SELECT 2")


def test_two_queries_at_once(path):
    with answer(path, "SELECT 1 AS n") as one, answer(path, "SELECT 2 AS n") as two:
        assert (one.read_all().to_pylist(), two.read_all().to_pylist()) == ([{"n": 1}], [{"n": 2}])


def test_damage_that_shows_while_rows_are_read(path):
    content = bytearray(path.read_bytes())
    for place in range(12_288 + 4096, len(content), 10_000):
        content[place] ^= 4
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="is damaged"), answer(path, "SELECT sum(hash(e)) FROM events e") as batches:
        batches.read_all()


def test_rows_for_json(path):
    sql = """SELECT DATE '2020-01-02' AS d, sum(reports) AS s, 1.5::DECIMAL(5, 1) AS f, 'nan'::DOUBLE AS n,
        [1, NULL] AS l, {'a': DATE '2020-01-02'} AS o, 1 AS d FROM dyads"""
    with answer(path, sql) as batches:
        assert list(rows(batches)) == [
            {"d": "2020-01-02", "s": 5050, "f": 1.5, "n": None, "l": [1, None], "o": {"a": "2020-01-02"}, "d_2": 1}
        ]  # fmt: skip


def test_names_that_come_again_get_a_number():
    assert unique(["a", "b", "a", "a"]) == ["a", "b", "a_2", "a_3"]


def test_plain_values():
    assert plain({"a": (dt.time(1, 2), float("inf"), True)}) == {"a": ["01:02:00", None, True]}


def test_a_large_answer_to_files(path, tmp_path):
    sql = "SELECT range AS a, [range] AS b, NULL AS c FROM range(100000)"
    for kind in (".parquet", ".csv", ".jsonl"):
        with answer(path, sql) as batches:
            assert write_rows(batches, tmp_path / f"out{kind}", kind) == 100_000
    assert pq.read_table(tmp_path / "out.parquet").column("a").to_pylist() == list(range(100_000))
    assert (tmp_path / "out.csv").read_text().splitlines()[:2] == ["a,b,c", "0,[0],"]
    assert json.loads((tmp_path / "out.jsonl").read_text().splitlines()[-1]) == {"a": 99_999, "b": [99_999], "c": None}
