import pytest

from riftline.code.phrases import apposition, head_of, members, offsets, phrase, phrase_text

KELLOGG = "Keith Kellogg, Trump's special envoy, met Zelensky."


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        pytest.param("The envoy who met Putin praised Macron.", "envoy", "envoy", id="article and clause off"),
        pytest.param("Troops deployed by France left Mali.", "Troops", "Troops", id="reduced relative off"),
        pytest.param(KELLOGG, "Keith", "Keith Kellogg", id="apposition off"),
        pytest.param(KELLOGG, "envoy", "Trump's special envoy", id="possessor kept"),
        pytest.param(
            "The invasion of Lebanon by Israel angered Iran.", "invasion", "invasion of Lebanon", id="of kept"
        ),
        pytest.param("Russia held talks with Ukraine.", "talks", "talks", id="with off"),
        pytest.param("Germany and France condemned the coup.", "Germany", "Germany", id="coordination off"),
        pytest.param("Poland criticized the Hungarian veto.", "veto", "Hungarian veto", id="adjective kept"),
        pytest.param(
            "The Foreign Relations Committee met on Tuesday.", "Committee", "Foreign Relations Committee", id="name"
        ),
        pytest.param("MANILA - President Marcos condemned China.", "Marcos", "President Marcos", id="dateline off"),
        pytest.param(
            "South Africa, Brazil and India signed a deal with China.", "Africa", "South Africa", id="first of a list"
        ),
        pytest.param(
            "He invited leaders from Germany, Britain and Italy.", "leaders", "leaders", id="a list of names is apart"
        ),
    ],
)
def test_the_words_of_a_noun_phrase(parsed, at, text, head, words):
    sentence = parsed(text)
    assert phrase_text(sentence, at(sentence, head)) == words


def test_a_phrase_holds_its_head(treebank):
    for sentence in treebank.values():
        for token in sentence.tokens:
            first, last = phrase(sentence, token.index)
            start, end = offsets(sentence, first, last)
            assert 0 <= first <= token.index <= last < len(sentence.tokens)
            assert 0 <= start < end <= len(sentence.text)


def test_a_phrase_that_is_only_an_article_keeps_it(parsed):
    sentence = parsed("The talks ended.")
    assert offsets(sentence, 0, 0) == (0, 3)
    assert offsets(sentence, 0, 1) == (4, 9)


def test_appositions(parsed, at):
    sentence = parsed(KELLOGG)
    assert apposition(sentence, at(sentence, "Keith")) == "Trump's special envoy"
    assert apposition(sentence, at(sentence, "Zelensky")) == ""


@pytest.mark.parametrize(
    ("text", "head", "named"),
    [
        pytest.param("Germany and France condemned the coup.", "Germany", ["Germany", "France"], id="and"),
        pytest.param(
            "He invited leaders from Germany, Britain and Italy.",
            "leaders",
            ["leaders", "Germany", "Britain", "Italy"],
            id="leaders from",
        ),
        pytest.param(
            "He invited leaders, including those from Germany and Spain.",
            "leaders",
            ["leaders", "Germany", "Spain"],
            id="including those from",
        ),
        pytest.param(
            "Those from Germany, Britain and Italy met in Paris.",
            "Those",
            ["Those", "Germany", "Britain", "Italy"],
            id="those from",
        ),
        pytest.param("Israel's invasion of Lebanon angered Iran.", "invasion", ["invasion"], id="one name is no list"),
    ],
)
def test_everybody_a_phrase_names(ask, text, head, named):
    assert ask(members, text, head) == named


def test_the_word_that_governs_some_words(parsed, at):
    sentence = parsed("The Foreign Relations Committee met on Tuesday.")
    start, end = sentence.tokens[0].start, sentence.tokens[at(sentence, "Committee")].end
    assert head_of(sentence, start, end) == at(sentence, "Committee")
    assert head_of(sentence, len(sentence.text), len(sentence.text) + 1) is None
