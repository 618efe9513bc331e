import doctest

import pytest

from riftline.parse import lemmas
from riftline.parse.lemmas import Lemmatizer, apply_script, stems


def test_examples_in_the_docstrings():
    failed, attempted = doctest.testmod(lemmas)
    assert failed == 0
    assert attempted > 0


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [
        ("Attacked", "l|2|", "attack"),
        ("Talks", "k|1|", "Talk"),
        ("NATO", "k|0|", "NATO"),
        ("were", "=be", "be"),
        ("countries", "l|3|y", "country"),
        ("a|b", "k|0||", "a|b|"),  # a bar in the ending
        ("", "l|0|", ""),
        ("is", "l|5|be", "be"),  # more to take off than there is
        ("s", "l|1|", "s"),  # never nothing
        ("🙂", "k|0|", "🙂"),
    ],
)
def test_edit_scripts(form, script, lemma):
    assert apply_script(form, script) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "wanted"),
    [
        ("striking", "VERB", "strike"),
        ("expelled", "VERB", "expel"),
        ("denied", "VERB", "deny"),
        ("attacks", "VERB", "attack"),
        ("reaches", "VERB", "reach"),
        ("allies", "NOUN", "ally"),
        ("talks", "NOUN", "talk"),
    ],
)
def test_the_stem_is_among_the_guesses(form, upos, wanted):
    assert wanted in list(stems(form, upos))


@pytest.mark.parametrize(("form", "upos"), [("its", "NOUN"), ("red", "VERB"), ("Paris", "PROPN"), ("", "VERB")])
def test_words_too_short_or_not_inflected_have_no_stem(form, upos):
    assert list(stems(form, upos)) == []


@pytest.fixture
def lemmatize():
    return Lemmatizer({"began VERB": "begin"}, frozenset({"strike", "expel", "the", "attack", "deny"}))


@pytest.mark.parametrize(
    ("form", "upos", "script", "lemma"),
    [
        ("Began", "VERB", "l|2|", "begin"),  # the treebanks know it, whatever the script says
        ("began", "NOUN", "l|0|", "began"),  # but only as a verb
        ("striking", "VERB", "l|3|", "strike"),  # "strik" is no word
        ("expelled", "VERB", "l|2|", "expel"),
        ("attacked", "VERB", "l|2|", "attack"),
        ("denied", "VERB", "l|3|y", "deny"),
        ("blorked", "VERB", "l|2|", "blork"),  # no stem is a word: the script stands
        ("Macron", "PROPN", "k|0|", "Macron"),
        ("", "X", "l|0|", ""),
    ],
)
def test_lemmas(lemmatize, form, upos, script, lemma):
    assert lemmatize(form, upos, script) == lemma
    assert lemmatize(form, upos, script) == lemma  # remembered
