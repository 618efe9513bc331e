import json

import numpy as np
import pytest

from riftline.errors import ModelError
from riftline.parse.model import BATCH_PIECES, Model

SENTENCES = [["Russia", "attacked", "Ukraine", "."], ["Talks", "failed"], ["No", "!"]]
FILES = ("parser.onnx", "labels.json", "tokenizer.json")


def test_a_missing_folder_is_named_with_a_remedy(tmp_path):
    with pytest.raises(ModelError, match=r"lacks parser\.onnx, labels\.json, tokenizer\.json") as error:
        Model(tmp_path / "nowhere")
    assert error.value.where == str(tmp_path / "nowhere")
    assert "RIFTLINE_MODEL" in error.value.remedy


@pytest.mark.parametrize("absent", FILES)
def test_every_file_is_needed(tmp_path, absent):
    for name in FILES:
        if name != absent:
            (tmp_path / name).touch()
    with pytest.raises(ModelError, match=absent):
        Model(tmp_path)


@pytest.mark.parametrize("content", [b"", b"this is no model", b"\x08\x07\x12\x00" * 9])
def test_a_corrupt_model_is_an_error_with_a_remedy(tmp_path, content):
    for name in FILES:
        (tmp_path / name).write_text("{}")
    (tmp_path / "parser.onnx").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        _ = Model(tmp_path).session
    assert error.value.remedy


@pytest.mark.parametrize("name", ["labels.json", "tokenizer.json"])
@pytest.mark.parametrize("content", ["", "{", '{"a": 1}'])
def test_a_corrupt_label_or_tokenizer_file_is_an_error_too(tmp_path, model_folder, name, content):
    for each in FILES:
        (tmp_path / each).symlink_to(model_folder / each)
    (tmp_path / name).unlink()
    (tmp_path / name).write_text(content)
    broken = Model(tmp_path)
    with pytest.raises(ModelError) as error:
        _ = broken.guess([["Hello"]]), broken.labels
    assert error.value.remedy


def test_guesses_come_in_order_with_their_sizes(model):
    guesses = model.guess(SENTENCES)
    for words, guess in zip(SENTENCES, guesses, strict=True):
        assert guess.arcs.shape == (len(words), len(words) + 1)
        assert guess.heads.shape == guess.labels.shape
        assert {len(g) for g in (guess.upos, guess.xpos, guess.feats, guess.lemmas, guess.names)} == {len(words)}


def test_ids_stand_in_the_label_lists(model):
    labels = model.labels
    for guess in model.guess(SENTENCES):
        for ids, names in (
            (guess.upos, labels.upos),
            (guess.xpos, labels.xpos),
            (guess.feats, labels.feats),
            (guess.lemmas, labels.lemmas),
            (guess.names, labels.names),
            (guess.labels, labels.deprels),
        ):
            assert ids.min() >= 0
            assert ids.max() < len(names)
        assert guess.heads.min() >= 0  # positions past the last word are padding


def test_no_sentences_no_guesses(model):
    assert model.guess([]) == []


def test_a_guess_is_the_same_twice(model):
    one, other = (model.guess(SENTENCES) for _ in range(2))
    assert all(np.array_equal(a.arcs, b.arcs) for a, b in zip(one, other, strict=True))


def test_more_words_than_a_batch_holds(model):
    many = [["Talks", "failed", "."]] * (BATCH_PIECES // 3)
    assert len(model.guess(many)) == len(many)


def test_the_label_file_is_complete(model_folder):
    labels = json.loads((model_folder / "labels.json").read_text(encoding="utf8"))
    assert {"root", "nsubj", "obj", "obl"} <= set(labels["deprels"])
    assert {"VERB", "NOUN", "PROPN", "PUNCT"} <= set(labels["upos"])
    assert "O" in labels["names"]
    assert all(" " in key and lemma for key, lemma in labels["forms"].items())
