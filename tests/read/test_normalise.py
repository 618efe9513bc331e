import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from riftline.read.normalise import normalise, paragraphs

WRAPPED = """The two governments agreed on Friday to open the border near Aflao
again, nine days after soldiers had exchanged fire there and killed a
policeman. Traders welcomed the decision."""


def test_line_ends_spaces_and_invisible_characters():
    text = "One\r\ntwo\rthree\u2028four\u00a0five\u200b\u00ad\ufeff  six\tseven\x00"
    assert normalise(text) == "One\ntwo\nthree\nfour five six seven"


def test_accents_are_composed():
    assert normalise("Ro\u0308ttgen") == "R\u00f6ttgen"


def test_lone_surrogate_becomes_replacement_character():
    assert normalise("a\ud800b") == "a\ufffdb"


def test_wrapped_lines_are_joined():
    assert paragraphs(WRAPPED) == [WRAPPED.replace("\n", " ")]


def test_lines_of_a_list_stay_apart():
    lines = [f"Country number {number} has sent a delegation to the capital" for number in range(4)]
    assert paragraphs("\n".join(lines)) == lines


def test_blank_lines_of_any_number_separate_paragraphs():
    assert paragraphs("A\n\n\n \nB\nC") == ["A", "B", "C"]


@given(st.text())
def test_normalise_is_idempotent_and_writable(text):
    once = normalise(text)
    assert normalise(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_paragraphs_keep_every_word(text):
    clean = normalise(text)
    assert " ".join(paragraphs(clean)).split() == clean.split()
