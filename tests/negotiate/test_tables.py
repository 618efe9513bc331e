import pytest

from riftline.errors import ScenarioError
from riftline.negotiate import negotiate
from riftline.negotiate.tables import read_any, read_table

HEAD = "Stakeholder,Clout,Position,Salience\n"


def write(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    return path


def test_columns_are_known_by_several_names_and_salience_may_be_per_cent(tmp_path):
    found = read_table(write(tmp_path, HEAD + "A,10,20,50\nB,30,60,100\n"))
    assert [actor.name for actor in found.actors] == ["A", "B"]
    assert found.actors[0].stakes[0].salience.best == 0.5
    assert (found.issues[0].low, found.issues[0].high) == (0, 100)
    assert negotiate(found, draws=1)[0].best == pytest.approx((20 * 5 + 60 * 30) / 35)


def test_several_issues_semicolons_and_a_scale_beyond_a_hundred(tmp_path):
    text = "actor;issue;position;salience;power\nA;tax;-5;0.5;1\nB;tax;300;1;1\nA;aid;1;1;1\nB;aid;9;1;1\n"
    found = read_any(write(tmp_path, text))
    assert [(issue.id, issue.low, issue.high) for issue in found.issues] == [("tax", -5, 300), ("aid", 0, 100)]


def test_the_exchange_models_rows_are_read(tmp_path):
    rows = [
        "'#A'\t'A'",
        "'#P'\t'tax'",
        "'#M'\t'tax'\t0",
        "'#M'\t'tax'\t50",
        "'#D'\t'A'\t'tax'\t10.0\t0.5\t0.2",
        "'#D'\t'B'\t'tax'\t50\t1\t0.1",
    ]
    found = read_table(write(tmp_path, "\n".join(rows)))
    assert (found.issues[0].low, found.issues[0].high) == (0, 50)
    assert negotiate(found, draws=1)[0].best == pytest.approx(30)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "A,10,much,50\nB,1,1,1\n", r"line 2: position is 'much'"),
        (HEAD + "A,10,nan,50\nB,1,1,1\n", r"line 2: position is nan"),
        (HEAD + "A,-1,20,50\nB,1,1,1\n", r"line 2: capability is -1"),
        (HEAD + "A,1,20,-1\nB,1,1,1\n", r"line 2: salience is -1"),
        (HEAD + "A,1,20,500\nB,1,1,1\n", r"line 2: salience is 500"),
        (HEAD + "A,1,20,1\nA,1,30,1\n", r"line 3: A stands twice"),
        (HEAD + ",1,20,1\n", r"line 2: has no actor"),
        (HEAD, "has no rows"),
        (HEAD + "A,1,20,1\n", "only A at the table"),
        (HEAD + "A,0,20,1\nB,0,30,1\n", r"all weights .* are 0"),
        ("who,what\n1,2\n", r"line 1: there is no column actor"),
        ("'#A'\t'A'\n'#D'\t'A'\t'tax'\t1\n", r"line 2: has too few cells"),
    ],
)
def test_wrong_tables_are_refused(tmp_path, text, problem):
    with pytest.raises(ScenarioError, match=problem) as caught:
        read_table(write(tmp_path, text))
    assert caught.value.remedy


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_table(tmp_path / "nothing.csv")
