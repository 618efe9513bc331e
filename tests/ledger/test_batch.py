"""What stands in files: rows that cannot be taken, encodings, mixtures of layouts."""

import pytest


def reasons(ask):
    return dict(ask("SELECT reason, sum(rows)::INTEGER FROM skipped GROUP BY 1"))


def test_rows_that_cannot_be_taken_are_counted_with_a_reason(rows, take, ask, row):
    lines = [
        row(1),
        row(2, SQLDATE="20190231"),
        row(3, SQLDATE=""),
        row(4, GLOBALEVENTID="x"),
        row(5, EventCode=""),
        row(6),
    ]
    assert take(rows("a.tsv", lines)) == ([(2, 0, 4, False)], [])
    assert reasons(ask) == {"impossible date": 2, "no event id": 1, "no event code": 1}
    assert ask("SELECT example FROM skipped WHERE reason = 'no event code'") == [("gdelt2:5",)]
    assert ask("SELECT id FROM events ORDER BY id") == [("gdelt2:1",), ("gdelt2:6",)]
    assert ask("SELECT count(*) FROM pairs") == [(2,)]


def test_lines_with_too_few_or_too_many_fields(rows, take, ask, row, row1):
    short, long = row1(2), row(3) + "\tmore\tand more"
    assert take(rows("a.tsv", [row(1), short, long, "nonsense", "", row(4)])) [0][0][:2] == (2, 0)  # fmt: skip
    assert reasons(ask) == {"too few fields": 2, "too many fields": 1} or reasons(ask) == {
        "too few fields": 3, "too many fields": 1
    }  # fmt: skip
    assert ask("SELECT id FROM events ORDER BY id") == [("gdelt2:1",), ("gdelt2:4",)]


def test_the_back_files_of_gdelt_1_have_one_column_less(rows, take, ask, row1):
    lines = [row1(1), row1(2).rpartition("\t")[0], row1(3)]
    assert take(rows("a.tsv", lines)) == ([(3, 0, 0, False)], [])
    assert ask("SELECT id, document FROM events ORDER BY id") == [
        ("gdelt1:1", "https://example.org/1"), ("gdelt1:2", None), ("gdelt1:3", "https://example.org/3")
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_and_a_last_line_without(take, ask, row, tmp_path, ending):
    (tmp_path / "a.tsv").write_bytes(ending.join(row(number) for number in (1, 2, 3)).encode())
    assert take(tmp_path / "a.tsv") == ([(3, 0, 0, False)], [])
    assert ask("SELECT document FROM events ORDER BY id")[-1] == ("https://example.org/3",)


def test_a_byte_order_mark_is_no_part_of_the_first_field(take, ask, row, tmp_path):
    (tmp_path / "a.tsv").write_text(f"{row(1)}\n{row(2)}\n", encoding="utf-8-sig")
    assert take(tmp_path / "a.tsv") == ([(2, 0, 0, False)], [])
    assert ask("SELECT id FROM events ORDER BY id") == [("gdelt2:1",), ("gdelt2:2",)]


def test_bytes_that_are_no_utf_8_lose_no_row(take, ask, row, tmp_path):
    lines = [row(1), row(2, ActionGeo_FullName="Zürich, Switzerland"), row(3)]
    (tmp_path / "a.tsv").write_bytes("".join(f"{line}\n" for line in lines).encode("latin-1"))
    taken, problems = take(tmp_path / "a.tsv")
    assert problems == []
    events, _, skipped, _ = taken[0]
    assert events + skipped == 3
    assert events >= 2
    if skipped:
        assert reasons(ask) == {"broken encoding": 1}


def test_a_line_of_fifty_megabytes_is_skipped_and_counted(rows, take, ask, row):
    monster = row(2, SOURCEURL="https://example.org/" + "x" * 50_000_000)
    taken, problems = take(rows("a.tsv", [row(1), monster, row(3)]))
    assert problems == []
    assert taken == [(2, 0, 1, False)]
    assert reasons(ask) == {"line too long": 1}


def test_quotation_marks_are_part_of_a_field(rows, take, ask, row):
    lines = [row(1, Actor1Name='"UNITED STATES'), row(2, SOURCEURL='https://example.org/"a"'), row(3)]
    assert take(rows("a.tsv", lines)) == ([(3, 0, 0, False)], [])
    assert ask("SELECT document FROM events WHERE id = 'gdelt2:2'") == [('https://example.org/"a"',)]


def test_a_file_of_nothing_but_a_header(take, shared, tmp_path):
    header = (shared / "data/formats/icews_2018.tab").read_text(encoding="utf8").splitlines()[0]
    (tmp_path / "a.tab").write_text(header + "\n", encoding="utf8")
    assert take(tmp_path / "a.tab") == ([(0, 0, 0, False)], [])


def test_a_column_that_is_missing_is_named(take, shared, tmp_path):
    lines = (shared / "data/formats/icews_2018.tab").read_text(encoding="utf8").splitlines()[:3]
    cut = ["\t".join(line.split("\t")[:6] + line.split("\t")[7:]) for line in lines]
    (tmp_path / "a.tab").write_text("\n".join(cut) + "\n", encoding="utf8")
    taken, problems = take(tmp_path / "a.tab", format="icews")
    assert taken == []
    assert "lacks the column 'CAMEO Code' of ICEWS" in problems[0]


def test_codes_that_no_table_knows_are_kept_and_counted(rows, take, ask, row):
    unknown = {"Actor1Code": "QQX", "Actor1Name": "", "Actor1CountryCode": ""}
    take(rows("a.tsv", [row(1, **unknown), row(2, **unknown), row(3, EventCode="999")]))
    assert ask("SELECT field, code, events FROM unknown ORDER BY field") == [
        ("CAMEO code", "999", 1), ("actor", "QQX", 2)
    ]  # fmt: skip
    assert ask("SELECT sources[1].text FROM events WHERE id = 'gdelt2:1'") == [("QQX",)]
    assert ask("SELECT cameo, type, quad FROM events WHERE id = 'gdelt2:3'") == [("999", None, 3)]


def test_anniversaries_stand_aside_from_dyads(rows, take, ask, row):
    fields = {"SQLDATE": "20100605", "DATEADDED": "20200605120000"}
    take(rows("a.tsv", [row(1, **fields), row(2)]))
    assert ask("SELECT note FROM events WHERE id = 'gdelt2:1'") == [("re-dated",)]
    assert ask("SELECT event FROM dyads") == [("gdelt2:2",)]


def test_an_event_twice_from_one_article_counts_once(rows, take, ask, row):
    first = row(1, SOURCEURL="https://example.org/same", SQLDATE="20190105", DATEADDED="20190105120000")
    second = row(2, SOURCEURL="https://example.org/same", SQLDATE="20190105", DATEADDED="20190105120000")
    take(rows("a.tsv", [first, second]))
    assert ask("SELECT event, first FROM repeats") == [("gdelt2:2", "gdelt2:1")]
    assert ask("SELECT event FROM dyads") == [("gdelt2:1",)]


def test_mentions_are_further_reports_and_the_same_one_once(rows, take, ask, row, mention):
    take(rows("a.tsv", [row(1)]))
    lines = [mention(1), mention(1), mention(1, "https://example.org/b"), mention("x"), mention(77)]
    assert take(rows("m.tsv", lines)) == ([(3, 1, 1, False)], [])
    assert ask("SELECT count(*) FROM reports WHERE event = 'gdelt2:1'") == [(3,)]
    assert reasons(ask) == {"no event id": 1}
