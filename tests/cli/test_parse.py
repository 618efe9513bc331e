"""`riftline parse`: CoNLL-U out, words of a treebank kept on request."""

import pytest

pytestmark = pytest.mark.usefixtures("model_folder")

WORDS = [("Talks", "_"), ("failed", "SpaceAfter=No"), (".", "_")]
ROWS = ["\t".join([str(i), word, *"_______", misc]) for i, (word, misc) in enumerate(WORDS, 1)]
TREEBANK = "\n".join(["# sent_id = 1", *ROWS, "", ""])


def rows(text):
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def test_text_becomes_ten_columns_with_one_root(riftline):
    done = riftline("parse", "-", stdin="The two governments signed a treaty in Geneva on Monday.")
    assert (done.returncode, done.stderr) == (0, "")
    found = rows(done.stdout)
    assert {len(row) for row in found} == {10}
    assert [row[1] for row in found][:3] == ["The", "two", "governments"]
    assert [row[7] for row in found].count("root") == 1


def test_gold_tokens_keep_words_comments_and_the_last_column(riftline, tmp_path):
    (tmp_path / "in.conllu").write_text(TREEBANK, encoding="utf8")
    done = riftline("parse", "in.conllu", "--gold-tokens", "-o", "out.conllu")
    text = (tmp_path / "out.conllu").read_text(encoding="utf8")
    assert done.returncode == 0
    assert text.startswith("# sent_id = 1\n")
    assert [(r[1], r[3], r[9]) for r in rows(text)] == [
        ("Talks", "NOUN", "_"),
        ("failed", "VERB", "SpaceAfter=No"),
        (".", "PUNCT", "_"),
    ]


def test_a_line_with_too_few_columns_is_named(riftline, tmp_path):
    (tmp_path / "in.conllu").write_text("1\tTalks\n\n", encoding="utf8")
    done = riftline("parse", "in.conllu", "--gold-tokens")
    assert done.returncode == 1
    assert "2 columns" in done.stderr
    assert "Traceback" not in done.stderr


def test_text_given_as_a_treebank_is_named_and_leaves_no_file(riftline, tmp_path):
    (tmp_path / "in.txt").write_text("Talks failed.", encoding="utf8")
    done = riftline("parse", "in.txt", "--gold-tokens", "-o", "out.conllu")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("riftline: in.txt: this is no line of CoNLL-U")
    assert done.stderr.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["in.txt"]


def test_a_treebank_may_come_from_standard_input(riftline):
    done = riftline("parse", "-", "--gold-tokens", stdin=TREEBANK)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row[1] for row in rows(done.stdout)] == ["Talks", "failed", "."]
