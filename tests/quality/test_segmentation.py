import gzip
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "ud"

# Floors in percent F1: just under what was measured when they were set. Raise them when the figures rise.
FLOORS = {
    "ewt-dev": (99.2, 93.0),
    "ewt-test": (99.0, 89.5),
    "gum-dev": (99.7, 95.0),
    "gum-test": (99.4, 96.0),
}


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("segmentation", ROOT / "benchmarks" / "segmentation.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("part", FLOORS)
def test_words_and_sentences_of_the_treebanks(benchmark, part):
    path = DATA / f"{part}.conllu.gz"
    if not path.exists():
        pytest.skip("the treebanks are not here")
    words, sentences, _ = benchmark.score_part(benchmark.read_part(path))
    word_floor, sentence_floor = FLOORS[part]
    assert words.f1 >= word_floor
    assert sentences.f1 >= sentence_floor


def test_reader_joins_sentences_and_paragraphs(benchmark, tmp_path):
    path = tmp_path / "x.conllu.gz"
    word = "{}\t{}" + "\t_" * 7 + "\t{}\n"
    rows = (
        "# newdoc id = d\n# text = I don't.\n"
        + word.format(1, "I", "_")
        + word.format("2-3", "don't", "SpaceAfter=No")
        + word.format(2, "do", "_")
        + word.format(3, "n't", "_")
        + word.format(4, ".", "_")
        + "\n# newpar\n# text = Go\n"
        + word.format(1, "Go", "_")
    )
    path.write_bytes(gzip.compress(rows.encode()))
    (document,) = benchmark.read_part(path)
    assert document.text == "I don't.\n\nGo"
    assert [document.text[a:b] for a, b in document.words] == ["I", "do", "n't", ".", "Go"]
    assert [document.text[a:b] for a, b in document.sentences] == ["I don't.", "Go"]
