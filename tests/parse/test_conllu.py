import pytest

from riftline.errors import InputError
from riftline.parse.conllu import parse_texts, parse_treebank, write_lines
from riftline.records import Document

TREEBANK = """\
# sent_id = 1
# text = They don't agree.
1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tNote=range
2\tdo\twrong\tNOUN\tNN\tA=b\t1\tdep\t1:dep\tGloss=auxiliary
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tagree\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = 2
1\tTalks\t_\t_\t_\t_\t_\t_\t_\t_
2\tfailed\t_\t_\t_\t_\t_\t_\t_\t_
"""


@pytest.fixture
def treebank(tmp_path):
    path = tmp_path / "gold.conllu"
    path.write_text(TREEBANK, encoding="utf8")
    return path


def rows(lines):
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_comments_ranges_empty_nodes_and_the_last_column_are_kept(model, treebank):
    lines = list(parse_treebank([str(treebank)], model))
    given = TREEBANK.splitlines()
    assert [x for x in lines if x.startswith("#")] == [x for x in given if x.startswith("#")]
    assert [x for x in lines if x.startswith(("2-3", "4.1"))] == [x for x in given if x.startswith(("2-3", "4.1"))]
    assert [r[9] for r in rows(lines)] == [r[9] for r in rows(given)]
    assert [r[:2] for r in rows(lines)] == [r[:2] for r in rows(given)]


def test_the_annotation_is_the_models(model, treebank):
    words = {r[1]: r for r in rows(parse_treebank([str(treebank)], model))}
    assert words["agree"][2:4] == ["agree", "VERB"]
    assert words["agree"][6:8] == ["0", "root"]
    assert words["do"][2:4] != ["wrong", "NOUN"]
    assert words["do"][6:9] == ["4", "aux", "_"]


def test_sentences_end_with_an_empty_line(model, treebank):
    lines = list(parse_treebank([str(treebank)], model))
    assert lines[-1] == ""
    assert lines.count("") == 2


def test_a_line_with_too_few_columns_is_named(model, tmp_path):
    path = tmp_path / "broken.conllu"
    path.write_text("1\tTalks\t_\t_\n\n", encoding="utf8")
    with pytest.raises(InputError) as error:
        list(parse_treebank([str(path)], model))
    assert str(path) in str(error.value)
    assert "4 columns" in str(error.value)
    assert "Talks" in str(error.value)
    assert error.value.remedy


@pytest.mark.parametrize("content", [None, b"\xff\xfe1\tx"])
def test_a_file_that_cannot_be_read_is_named(model, tmp_path, content):
    path = tmp_path / "x.conllu"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.conllu: cannot be read"):
        list(parse_treebank([str(path)], model))


def test_plain_text(model):
    lines = list(parse_texts([Document("d", "Talks failed,\nsaid Rome. No.")], model))
    assert lines[0] == "# newdoc id = d"
    assert "# sent_id = d-1" in lines
    assert "# text = Talks failed, said Rome." in lines
    found = rows(lines)
    assert {len(r) for r in found} == {10}
    assert {r[1]: r[9] for r in found}["failed"] == "SpaceAfter=No"
    assert [r[0] for r in found] == ["1", "2", "3", "4", "5", "6", "1", "2"]


def test_what_is_written_can_be_read_again(model, tmp_path):
    path = tmp_path / "out.conllu"
    write_lines(parse_texts([Document("d", "Talks failed. Rome left.")], model), path)
    first = [r[1:8] for r in rows(path.read_text(encoding="utf8").splitlines())]
    again = [r[1:8] for r in rows(parse_treebank([str(path)], model))]
    assert again == first


def test_lines_go_to_standard_output(capsys):
    write_lines(["a", "b"], None)
    assert capsys.readouterr().out == "a\nb\n"


def test_a_byte_order_mark_and_blocks_of_comments_are_no_problem(model, tmp_path):
    path = tmp_path / "x.conllu"
    path.write_text("\ufeff# generated\n\n" + TREEBANK, encoding="utf8")
    lines = list(parse_treebank([str(path)], model))
    assert lines[:3] == ["# generated", "", "# sent_id = 1"]
    assert [r[:2] for r in rows(lines)] == [r[:2] for r in rows(TREEBANK.splitlines())]


def test_an_id_with_a_line_break_stays_in_its_comment(model):
    lines = list(parse_texts([Document("a\n1\tb", "Talks failed.")], model))
    assert lines[:2] == ["# newdoc id = a 1 b", "# sent_id = a 1 b-1"]
