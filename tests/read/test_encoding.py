import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.errors import InputError
from riftline.read.encoding import decode

TEXT = "Norbert Röttgen said: “This is a shift” – and Zelensky’s envoy left. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings_are_found(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_latin_1():
    text = "The envoy from Malmö met a café owner in A Coruña."
    assert decode(text.encode("latin-1"), "a.txt") == text


def test_utf_8_with_a_broken_byte_stays_utf_8():
    data = ("“One” – “two”. " * 5).encode() + b"\xe2\x80"
    assert decode(data, "a.txt").startswith("“One” – “two”.")


def test_other_scripts_are_guessed():
    text = "Правительство объявило о выводе войск с границы, сообщил министр обороны. " * 5
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7 ...", "PDF"), (b"PK\x03\x04...", "ZIP"), (b"\x89PNG\r\n", "PNG"), (bytes(range(256)) * 4, "binary")],
)
def test_binary_is_refused_by_name(data, kind):
    with pytest.raises(InputError, match=kind) as caught:
        decode(data, "a.txt")
    assert caught.value.where == "a.txt"
    assert caught.value.remedy


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_with_mark_and_utf_16_with_mark_round_trip(text):
    assert decode(codecs.BOM_UTF8 + text.encode("utf-8"), "a") == text
    assert decode(text.encode("utf-16"), "a") == text


@given(st.text(st.sampled_from("abcdefghij ,.éüöñ“”’–"), min_size=1).filter(lambda text: len(text.strip()) > 0))
def test_western_text_survives_both_utf_8_and_windows(text):
    english = "The ministers of both countries met in the capital on Friday and talked about the border again. " * 8
    assert decode((english + text).encode("utf-8"), "a") == english + text
