import pytest

from riftline.code.speakers import quotation, speech_of


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        pytest.param("Officials said Russia attacked Kyiv.", "attacked", "Officials", id="before"),
        pytest.param("Russia attacked Kyiv, officials said.", "attacked", "officials", id="after"),
        pytest.param("Russia, officials said, attacked Kyiv.", "attacked", "officials", id="inside"),
        pytest.param("According to officials, Russia attacked Kyiv.", "attacked", "officials", id="according to"),
        pytest.param("Russia attacked Kyiv, according to Poland.", "attacked", "Poland", id="according to, after"),
        pytest.param("“Russia attacked Kyiv,” said Norbert Röttgen.", "attacked", "Norbert", id="quotation"),
        pytest.param(
            "Reuters reported that Macron said that Russia attacked Kyiv.", "attacked", "Macron", id="the innermost"
        ),
        pytest.param("Reuters reported that Macron said that Russia attacked Kyiv.", "said", "Reuters", id="the outer"),
        pytest.param(
            "Poland rejected Germany's claim that Russia attacked Kyiv.", "attacked", "Germany", id="noun of saying"
        ),
        pytest.param("Iran promised to release the sailors.", "release", "Iran", id="promise"),
        pytest.param("Critics accuse Serbia of arming rebels.", "arming", "Critics", id="accusation"),
    ],
)
def test_whose_word_it_is(parsed, at, text, word, speaker):
    sentence = parsed(text)
    assert sentence.tokens[speech_of(sentence, at(sentence, word)).speaker].text == speaker


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Russia attacked Ukraine on Monday.", "attacked", id="the report's own"),
        pytest.param("In a meeting with Putin, Trump refused to leave Syria.", "meeting", id="circumstance"),
        pytest.param("Britain refused to send troops.", "send", id="not speech"),
        pytest.param("France arrested a Turk suspected of attacking Paris.", "attacking", id="passive without agent"),
        pytest.param("Russia held talks with Ukraine.", "talks", id="held is no speech here"),
        pytest.param("The envoy who met Putin praised Macron.", "met", id="relative clause"),
    ],
)
def test_what_nobody_is_named_for(parsed, at, text, word):
    sentence = parsed(text)
    assert speech_of(sentence, at(sentence, word)) is None


def test_the_verb_of_saying_is_given(parsed, at):
    sentence = parsed("Russia, officials said, attacked Kyiv.")
    assert speech_of(sentence, at(sentence, "attacked")).verb == at(sentence, "said")
    sentence = parsed("Russia attacked Kyiv, according to Poland.")
    assert speech_of(sentence, at(sentence, "attacked")).verb == at(sentence, "according")


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("He said: “We will leave NATO.”", "leave", "We will leave NATO."),
        ('He said: "We will leave NATO."', "leave", "We will leave NATO."),
        ("Er sagte: „We will leave NATO.“", "leave", "We will leave NATO."),
        ("“We will leave NATO and", "leave", "We will leave NATO and"),  # goes on in the next sentence
        ("He called it “theft” and left.", "left", None),
        ("“Yes,” he said as he left, “today.”", "left", None),
        ("It’s the minister’s plan to leave.", "leave", None),  # apostrophes
        ("", "", None),
    ],
)
def test_the_words_quoted(text, words, quoted):
    start = text.find(words)
    assert quotation(text, start, start + len(words)) == quoted
