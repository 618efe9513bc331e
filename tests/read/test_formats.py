"""Every format and every kind of bad input through the public door."""

import csv
import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riftline.errors import InputError
from riftline.read import limits, read_documents, read_text
from riftline.read.fields import ALIASES
from riftline.read.normalise import normalise, paragraphs
from riftline.read.sources import SUFFIXES

TEXT = "Poland accused Germany on Friday of blocking a plan to move soldiers."
ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / ".." / "shared" / "data" / "articles" / "alliance-in-crisis.txt"


@pytest.fixture
def problems():
    return []


def read(sources, problems):
    return list(read_documents([sources] if isinstance(sources, str | Path) else sources, on_problem=problems.append))


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


# --- formats


def test_plain_text(tmp_path, problems):
    path = write(
        tmp_path / "quarrel.txt", f"A quarrel\n\nWARSAW, 3 March 2025 (Wire) - {TEXT}\n\nAdvertisement\n\nTalks go on."
    )
    (document,) = read(path, problems)
    assert (document.id, document.title, document.published) == ("quarrel", "A quarrel", dt.date(2025, 3, 3))
    assert document.text == f"WARSAW, 3 March 2025 (Wire) - {TEXT}\n\nTalks go on."
    assert document.language == "en"
    assert not problems


def test_markdown(tmp_path, problems):
    path = write(
        tmp_path / "a.md", f"---\ndate: 2025-03-03\nsource: The Post\n---\n# A quarrel\n\n**Warsaw** – {TEXT}\n"
    )
    (document,) = read(path, problems)
    assert (document.title, document.published, document.source) == ("A quarrel", dt.date(2025, 3, 3), "The Post")
    assert document.text == f"Warsaw – {TEXT}"


def test_html(problems):
    (document,) = read(ROOT / "examples" / "energy-embargo.html", problems)
    assert document.title == "EU agrees embargo on Azerbaijani oil after pipeline seizure"
    assert document.published == dt.date(2026, 2, 24)
    assert (document.source, document.url) == (
        "Meridian News",
        "https://news.example.org/energy/2026/02/24/eu-embargo-oil",
    )
    assert document.text.startswith("BRUSSELS – The European Union agreed")
    assert document.text.endswith("travel to Algiers on Friday.")
    assert not any(word in document.text for word in ("cookies", "Related", "heating bill", "Scroll", "newsletter"))


def test_jsonl_fields_and_aliases(tmp_path, problems):
    path = write(
        tmp_path / "n.jsonl",
        jsonl(
            {
                "id": 7,
                "text": TEXT,
                "title": "T",
                "date": "2025-03-03",
                "source": "S",
                "url": "http://u",
                "language": "en",
            },
            {"body": TEXT, "headline": "H", "pubdate": "Mon, 03 Mar 2025 10:00:00 GMT", "publisher": {"name": "P"}},
        ),
    )
    first, second = read(path, problems)
    assert (first.id, first.title, first.published, first.source) == ("7", "T", dt.date(2025, 3, 3), "S")
    assert (second.id, second.title, second.published, second.source) == ("n:2", "H", dt.date(2025, 3, 3), "P")
    assert not problems


@pytest.mark.parametrize("shape", [lambda r: r, lambda r: [r], lambda r: {"articles": [r]}])
def test_json(tmp_path, problems, shape):
    path = write(tmp_path / "a.json", json.dumps(shape({"id": "x", "text": TEXT}), indent=1))
    assert [document.id for document in read(path, problems)] == ["x"]


def test_json_lines_in_a_json_file(tmp_path, problems):
    path = write(tmp_path / "a.json", jsonl({"id": "x", "text": TEXT}, {"id": "y", "text": TEXT}))
    assert [document.id for document in read(path, problems)] == ["x", "y"]


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_csv(tmp_path, problems, suffix, delimiter):
    buffer = io.StringIO()
    rows = csv.writer(buffer, delimiter=delimiter)
    rows.writerows(
        [["ID", "Headline", "Publication Date", "content"], ["a", "H", "2025-03-03", f"{TEXT}\n\nTalks, he said."]]
    )
    (document,) = read(write(tmp_path / f"n{suffix}", buffer.getvalue()), problems)
    assert (document.id, document.title, document.published) == ("a", "H", dt.date(2025, 3, 3))
    assert document.text == f"{TEXT}\n\nTalks, he said."


def test_parquet(tmp_path, problems):
    table = {"id": ["a", "b"], "article": [TEXT, None], "date": [dt.date(2025, 3, 3), None]}
    pq.write_table(pa.table(table), tmp_path / "n.parquet")
    (document,) = read(tmp_path / "n.parquet", problems)
    assert (document.id, document.text, document.published) == ("a", TEXT, dt.date(2025, 3, 3))
    assert problems[0].where.endswith("n.parquet, row 2")


def test_gzip_of_a_format(tmp_path, problems):
    path = write(tmp_path / "n.jsonl.gz", gzip.compress(jsonl({"text": TEXT}).encode()))
    assert [document.id for document in read(path, problems)] == ["n:1"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (jsonl({"text": TEXT}), TEXT),
        (json.dumps([{"text": TEXT}]), TEXT),
        (f"id,text\na,{TEXT}\n", TEXT),
        (f"<!DOCTYPE html><html><body><article><p>{TEXT}</p><p>{TEXT} Again.</p></article></body></html>", TEXT),
        (TEXT, TEXT),
    ],
)
def test_content_tells_the_format_where_the_suffix_does_not(tmp_path, problems, content, text):
    (document,) = read(write(tmp_path / "input", content), problems)
    assert document.text.startswith(text)


def test_standard_input(monkeypatch, problems):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(jsonl({"text": TEXT}).encode())))
    assert [document.id for document in read("-", problems)] == ["stdin:1"]


def test_examples_are_read_whole(problems):
    documents = read(ROOT / "examples", problems)
    assert not problems
    assert len(documents) == 9
    assert all(document.title and document.published for document in documents)
    assert not any("Leave a Comment" in document.text for document in documents)


# --- sources


def test_folder_is_sorted_recursive_and_passes_over_what_is_no_document(tmp_path, problems):
    for name in ("b.txt", "a.txt", ".hidden.txt", "README.md", "picture.png", "sub/c.txt", "page_files/ad.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, f"{TEXT} {name}")
    write(tmp_path / "report.pdf", b"%PDF-1.7")
    assert [document.id for document in read(tmp_path, problems)] == ["a", "b", "c"]
    assert [error.problem for error in problems] == [".pdf files cannot be read"]


def test_glob_and_file_named_twice(tmp_path, problems):
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, TEXT)
    found = read([str(tmp_path / "*.txt"), tmp_path / "a.txt"], problems)
    assert [document.id for document in found] == ["a", "b"]
    assert not problems


@pytest.mark.parametrize("name", ["nowhere.txt", "no*.txt", "https://news.example.org/a"])
def test_missing_sources_are_reported_and_the_rest_goes_on(tmp_path, problems, name):
    source = name if name.startswith("https") else str(tmp_path / name)
    found = read([source, write(tmp_path / "a.txt", TEXT)], problems)
    assert [document.id for document in found] == ["a"]
    assert problems[0].where == source
    assert problems[0].remedy


def test_documents_stream(tmp_path, problems):
    path = write(tmp_path / "n.jsonl", jsonl({"text": TEXT}) + "broken\n")
    documents = read_documents([path], on_problem=problems.append)
    assert next(documents).id == "n:1"
    assert not problems


def test_a_single_name_is_taken_as_one_source(tmp_path, problems):
    path = write(tmp_path / "Talks of 12.3 in Oslo", TEXT)
    (document,) = read_documents(str(path), on_problem=problems.append)
    assert document.id == "Talks of 12.3 in Oslo"


def test_reference_page_names_every_suffix_and_field():
    page = (ROOT / "docs" / "reference" / "inputs.md").read_text("utf-8")
    names = [*SUFFIXES, *(alias for aliases in ALIASES.values() for alias in aliases)]
    assert [name for name in names if f"`{name}`" not in page] == []


# --- ids


def test_ids_given_twice_are_reported_and_numbered(tmp_path, problems):
    path = write(tmp_path / "n.jsonl", jsonl(*({"id": name, "text": TEXT} for name in ("a", "a", "a#2", "a"))))
    assert [document.id for document in read(path, problems)] == ["a", "a#2", "a#2#2", "a#3"]
    assert [error.where for error in problems] == [f"{path}, line {line}" for line in (2, 3, 4)]


# --- bad input


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("doc.txt", b"%PDF-1.4 and more", "PDF"),
        ("page.html", b"<html><body><nav>Home</nav></body></html>", "no article text"),
        ("german.txt", b"Die Regierung hat beschlossen, dass Truppen verlegt werden.", 'language: "de"'),
        ("n.csv", b"id,summary\na,b\n", "the fields are id, summary"),
        ("n.parquet", b"PAR1 broken", "not a readable Parquet"),
        ("n.parquet", b"no parquet", "not a readable Parquet"),
        ("n.txt.gz", gzip.compress(TEXT.encode() * 50)[:-12], "cannot be read"),
        ("n.jsonl", b'["a"]', "not an object"),
        ("n.jsonl", b'{"text": ""}', "is empty"),
        ("n.jsonl", b'{"text": 5}', "a number, not text"),
        ("n.jsonl", b'{"id": "a", "summary": "b"}', "the fields are id, summary"),
        ("n.jsonl", b'{"text": "a', "not JSON"),
        ("n.jsonl", b"[" * 100_000, "nesting too large"),
        ("n.jsonl", b'{"text": "\\u200b"}', "no text is left"),
        ("n.json", b"{'text': 1}", "not JSON"),
    ],
    ids=range(18),
)
def test_bad_input_is_an_error_with_place_and_remedy(tmp_path, problems, name, content, message):
    path = write(tmp_path / name, content)
    assert [document.id for document in read([path, write(tmp_path / "z.txt", TEXT)], problems)] == ["z"]
    (error,) = problems
    assert message in error.problem
    assert error.where.startswith(str(path))
    assert error.remedy
    assert "Traceback" not in str(error)


def test_broken_lines_are_numbered_and_the_rest_goes_on(tmp_path, problems):
    path = write(tmp_path / "n.jsonl", jsonl({"text": TEXT}) + "\n{broken\n" + jsonl({"id": "z", "text": TEXT}))
    assert [document.id for document in read(path, problems)] == ["n:1", "z"]
    assert [error.where for error in problems] == [f"{path}, line 3"]


def test_documents_before_a_cut_in_a_gzip_are_kept(tmp_path, problems):
    lines = "".join(jsonl({"text": f"{TEXT} {os.urandom(40).hex()}", "language": "en"}) for _ in range(3000))
    path = write(tmp_path / "n.jsonl.gz", gzip.compress(lines.encode())[:-5000])
    assert len(read(path, problems)) > 1000
    assert len(problems) in {1, 2}  # the cut line and the end of the file


@pytest.mark.parametrize("date", ["2025-02-30", "last week", "03/04/2025"])
def test_document_with_a_bad_date_is_kept_without_it(tmp_path, problems, date):
    path = write(tmp_path / "n.jsonl", jsonl({"text": TEXT, "date": date}))
    (document,) = read(path, problems)
    assert document.published is None
    assert date in problems[0].problem
    assert problems[0].where == f"{path}, line 1"


def test_latin_1_and_utf_16_lines(tmp_path, problems):
    record = '{"text": "Norbert Röttgen accused Berlin’s government of blocking the plan for the soldiers."}\n'
    for name, encoding in (("w.jsonl", "cp1252"), ("u.jsonl", "utf-16"), ("v.jsonl", "utf-16-le")):
        (document,) = read(write(tmp_path / name, record.encode(encoding)), problems)
        assert "Röttgen accused Berlin’s" in document.text
    assert not problems


def test_oversized_line_is_skipped_and_the_next_is_read(tmp_path, problems, monkeypatch):
    monkeypatch.setattr("riftline.read.lines.MAX_LINE", 1000)
    path = write(tmp_path / "n.jsonl", "x" * 200_000 + "\n" + jsonl({"id": "b", "text": TEXT}))
    assert [document.id for document in read(path, problems)] == ["b"]
    assert problems[0].where == f"{path}, line 1"
    assert "200,001 characters" in problems[0].problem


def test_oversized_document_is_refused(tmp_path, problems, monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT", 1000)
    assert not read(write(tmp_path / "a.txt", TEXT * 100), problems)
    assert "too long" in problems[0].problem


def test_no_permission(tmp_path, problems, monkeypatch):
    path = write(tmp_path / "a.txt", TEXT)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert not read(path, problems)
    assert problems[0].problem == "no permission to read it"


def test_row_with_too_many_cells(tmp_path, problems):
    path = write(tmp_path / "n.csv", f"id,text\na,one, two\nb,{TEXT}\n")
    assert [document.id for document in read(path, problems)] == ["b"]
    assert problems[0].where == f"{path}, line 2"


@pytest.mark.parametrize("end", ["\n", ""], ids=["line end", "none"])
def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path, problems, end):
    path = write(tmp_path / "n.csv", f'id,text\na,"{TEXT}"\nb,"{TEXT}\nc,{TEXT}{end}')
    assert [document.id for document in read(path, problems)] == ["a", "b"]
    assert [(p.problem, p.where) for p in problems] == [
        ("a quotation mark is opened and never closed", f"{path}, line 3")
    ]


# --- the Python door


def test_read_text_cleans_like_a_file():
    document = read_text(f"A quarrel\n\n{TEXT}\n\nScroll to Top", published="2025-03-03", id="q")
    assert (document.id, document.title, document.text) == ("q", "A quarrel", TEXT)
    assert document.published == dt.date(2025, 3, 3)


@pytest.mark.parametrize("arguments", [{"text": " "}, {"text": TEXT, "published": "2025-02-30"}])
def test_read_text_raises(arguments):
    with pytest.raises(InputError):
        read_text(**arguments)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_jsonl_round_trip_of_any_text(tmp_path, texts):
    path = tmp_path / "any.jsonl"
    path.write_bytes(jsonl(*({"id": str(n), "text": text, "language": "en"} for n, text in enumerate(texts))).encode())
    problems = []
    found = {document.id: document.text for document in read(path, problems)}
    assert len(found) + len(problems) == len(texts)
    for number, text in enumerate(texts):
        expected = paragraphs(normalise(text))
        assert (str(number) in found) == bool(expected)
        if len(expected) == 1:  # of more, some may be furniture
            assert found[str(number)] == expected[0]


def test_article_copied_from_a_page(problems):
    if not ARTICLE.exists():
        pytest.skip("the article is not here")
    (document,) = read(ARTICLE, problems)
    lines = [line for line in ARTICLE.read_text("utf-8").splitlines() if line.strip()]
    assert document.title == lines[0]
    assert document.text.split("\n\n") == [" ".join(line.split()) for line in lines[1:-3]]
    assert document.published is None


def test_lone_surrogates_in_any_field_can_be_written(tmp_path, problems):
    line = json.dumps({"id": "a\ud800", "title": "b\ud800", "source": "c\ud800", "url": "d\ud800", "text": TEXT})
    (document,) = read(write(tmp_path / "n.jsonl", line), problems)
    assert (document.id, document.source, document.url) == ("a\ufffd", "c\ufffd", "d\ufffd")
    assert repr(document).encode()


def test_a_time_beyond_the_calendar_is_reported_and_the_rest_is_read(tmp_path, problems):
    times = pa.array([10**18, 1_700_000_000 * 10**6], pa.timestamp("us"))
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT], "date": times}), tmp_path / "n.parquet")
    documents = read(tmp_path / "n.parquet", problems)
    assert [(d.id, d.published) for d in documents] == [("a", None), ("b", dt.date(2023, 11, 14))]
    assert [p.where[-5:] for p in problems] == ["row 1"]


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_not_the_working_folder(tmp_path, monkeypatch, problems, name):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", TEXT)
    assert read([name], problems) == []
    assert "empty" in problems[0].problem


def test_a_problem_is_one_line_whatever_the_library_says(tmp_path, problems):
    pq.write_table(pa.table({"id": [1], "text": [TEXT]}), tmp_path / "n.parquet")
    data = bytearray((tmp_path / "n.parquet").read_bytes())
    data[20:60] = bytes(byte ^ 0xFF for byte in data[20:60])
    assert read(write(tmp_path / "n.parquet", bytes(data)), problems) == []
    assert [str(p).count("\n") for p in problems] == [0]
