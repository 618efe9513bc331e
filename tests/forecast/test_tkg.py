import numpy as np
import pytest

from riftline.errors import InputError
from riftline.forecast.tkg import asked, clock, read_benchmark


def test_every_fact_is_told_from_both_sides(benchmark_folder, facts):
    graph = read_benchmark(benchmark_folder)
    assert len(graph.step) == 2 * len(facts)
    told = set(
        zip(graph.source.tolist(), graph.relation.tolist(), graph.target.tolist(), graph.step.tolist(), strict=True)
    )
    for s, r, o, t in facts.tolist():
        assert (s, r, o, t) in told
        assert (o, r + graph.relations, s, t) in told


def test_the_unit_of_time_is_found(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    assert graph.times.tolist() == list(range(0, 40 * 24, 24))
    assert graph.spans == {"train": (0, 27), "valid": (28, 33), "test": (34, 39)}


def test_the_questions_of_a_step_are_distinct_and_have_all_answers(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    asks = asked(graph, 30)
    facts = graph.at(30)
    assert len(asks.answers) == facts.stop - facts.start
    pairs = list(zip(asks.source.tolist(), asks.relation.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    true = set(
        zip(graph.source[facts].tolist(), graph.relation[facts].tolist(), graph.target[facts].tolist(), strict=True)
    )
    mine = {(*pairs[i], o) for i, o in zip(asks.of_answer.tolist(), asks.answers.tolist(), strict=True)}
    assert mine == true


def test_names_are_read_where_there_are_some(benchmark_folder):
    (benchmark_folder / "entity2id.txt").write_text("Police (France)\t1\nX\t7000\nno id\n", encoding="utf8")
    graph = read_benchmark(benchmark_folder)
    assert graph.names[1] == "Police (France)"
    assert graph.names[0] == ""


@pytest.mark.parametrize("text", ["", "1\t2\n", "a\tb\tc\td\n", "1\t2\t-3\t4\n"])
@pytest.mark.filterwarnings("ignore:loadtxt")
def test_a_file_that_is_no_table_of_facts_is_named(benchmark_folder, text):
    (benchmark_folder / "valid.txt").write_text(text, encoding="utf8")
    with pytest.raises(InputError, match=r"valid\.txt"):
        read_benchmark(benchmark_folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"train\.txt: no such file"):
        read_benchmark(tmp_path)


def test_order_of_the_lines_does_not_count(benchmark_folder):
    before = read_benchmark(benchmark_folder)
    lines = (benchmark_folder / "train.txt").read_text(encoding="utf8").splitlines()
    (benchmark_folder / "train.txt").write_text("\n".join(reversed(lines)), encoding="utf8")
    after = read_benchmark(benchmark_folder)
    assert np.array_equal(before.source, after.source)
    assert np.array_equal(before.target, after.target)


def test_evenly_spaced_times_keep_their_gaps():
    assert clock(np.array([30, 15, 75, 30])).tolist() == [15, 30, 45, 60, 75]


def test_times_without_a_common_unit_are_numbered_as_they_occur(benchmark_folder):
    seconds = np.array([0, 86_399, 172_801, 259_200])
    assert clock(seconds).tolist() == seconds.tolist()
    facts = np.loadtxt(benchmark_folder / "train.txt", dtype=np.int64)
    facts[:, 3] = facts[:, 3] * 3600 - facts[:, 3] % 7
    np.savetxt(benchmark_folder / "train.txt", facts, fmt="%d", delimiter="\t")
    graph = read_benchmark(benchmark_folder)
    assert graph.step.max() < 100
    assert np.isin(graph.times, np.arange(0, 40 * 24)).any()
