import pytest

from riftline.errors import InputError
from riftline.read.language import check_language, guess_language


@pytest.mark.parametrize(
    "text",
    ["Trump meets Putin", "Macron Scholz Paris Berlin", "No.", "1,200", "Iranian protesters burn tyres in Isfahan.",
     "The minister said that the border would be opened on Monday if the soldiers had left by then."],
)  # fmt: skip
def test_english_and_texts_too_short_to_tell(text):
    assert guess_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Regierung hat beschlossen, dass Truppen nach Litauen verlegt werden.", "de"),
        ("Le ministre a dit hier soir que la France ne céderait pas.", "fr"),
        ("El presidente dijo que no habrá acuerdo con el gobierno vecino.", "es"),
        ("Правительство заявило о выводе войск с границы.", "ru"),
    ],
)
def test_other_languages_are_named(text, code):
    with pytest.raises(InputError, match=f'"{code}"'):
        check_language(text, None, "a.txt")


def test_given_language_wins():
    assert check_language("Die Regierung hat beschlossen, dass Truppen kommen.", "en-GB", "a") == "en"
    with pytest.raises(InputError, match='"de"'):
        check_language("The government decided to send troops.", "de", "a")
