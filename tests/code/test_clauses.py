import pytest

from riftline.code import clauses
from riftline.code.clauses import (
    agents,
    case_of,
    children,
    complements,
    conjuncts,
    holders,
    is_passive,
    is_time,
    mark_of,
    patients,
    prepositional,
    subjects,
    subtree,
)
from riftline.records import Token

ACTIVE = "Russia attacked Ukraine on Monday."
PASSIVE = "Ukraine was attacked by Russia."


def test_every_parse_the_tests_use_is_a_tree(treebank):
    assert len(treebank) > 70
    for text, sentence in treebank.items():
        assert [t.deprel for t in sentence.tokens if t.head < 0] == ["root"], text
        root = next(t.index for t in sentence.tokens if t.head < 0)
        assert subtree(sentence, root) == list(range(len(sentence.tokens))), text


@pytest.mark.parametrize(
    ("text", "verb", "who", "whom"),
    [
        pytest.param(ACTIVE, "attacked", ["Russia"], ["Ukraine"], id="active"),
        pytest.param(PASSIVE, "attacked", ["Russia"], ["Ukraine"], id="passive"),
        pytest.param("Troops deployed by France left Mali.", "deployed", ["France"], ["Troops"], id="reduced relative"),
        pytest.param("The envoy who met Putin praised Macron.", "met", ["envoy"], ["Putin"], id="who as subject"),
        pytest.param("The envoy whom Putin met left Moscow.", "met", ["Putin"], ["envoy"], id="whom as object"),
        pytest.param("The deal that France signed collapsed.", "signed", ["France"], ["deal"], id="that as object"),
        pytest.param("The deal France signed collapsed.", "signed", ["France"], ["deal"], id="no pronoun"),
        pytest.param(
            "The missiles, which hit Kyiv, killed 12 people.", "hit", ["missiles"], ["Kyiv"], id="which as subject"
        ),
        pytest.param(
            "Trump may agree to a settlement that allows Russia to control Ukraine.",
            "allows",
            ["settlement"],
            [],
            id="that as subject",
        ),
        pytest.param(
            "Washington urged Israel to halt the strikes.", "halt", ["Israel"], ["strikes"], id="control by the object"
        ),
        pytest.param(
            "Iran promised to release the sailors.", "release", ["Iran"], ["sailors"], id="control by the subject"
        ),
        pytest.param(
            "Syria was forced to withdraw its troops.", "withdraw", ["Syria"], ["troops"], id="control by a passive"
        ),
        pytest.param("Protesters seized and burned the flag.", "burned", ["Protesters"], ["flag"], id="shared subject"),
        pytest.param(
            "Protesters seized and burned the flag.",
            "seized",
            ["Protesters"],
            ["flag"],
            id="shared object",
            marks=pytest.mark.xfail(strict=True, reason='told apart from "met and condemned" only by valency'),
        ),
        pytest.param(
            "Turkey invaded Syria and bombed Aleppo.", "bombed", ["Turkey"], ["Aleppo"], id="coordinated verbs"
        ),
        pytest.param(
            "He was arrested and deported by Turkey.", "deported", ["Turkey"], ["He"], id="coordinated passives"
        ),
        pytest.param("Ukraine was given tanks by Germany.", "given", ["Germany"], ["tanks"], id="passive with object"),
        pytest.param("Germany gave Ukraine tanks.", "gave", ["Germany"], ["tanks"], id="two objects"),
        pytest.param("Hungary has a plan to expel diplomats.", "expel", ["Hungary"], ["diplomats"], id="plan to"),
        pytest.param(
            "Moscow's threat to cut supplies worried Berlin.", "cut", ["Moscow"], ["supplies"], id="threat to"
        ),
        pytest.param(
            "Macron flew to Rome, accusing Meloni of betrayal.",
            "accusing",
            ["Macron"],
            ["Meloni"],
            id="participle after",
        ),
        pytest.param(
            "Citing the attack, India closed the border.", "Citing", ["India"], ["attack"], id="participle before"
        ),
        pytest.param(
            "Leaders attending the summit praised NATO.",
            "attending",
            ["Leaders"],
            ["summit"],
            id="participle of a noun",
        ),
        pytest.param("Turkey sent envoys to negotiate a truce.", "negotiate", ["Turkey"], ["truce"], id="purpose"),
        pytest.param("Officials said Russia attacked Kyiv.", "attacked", ["Russia"], ["Kyiv"], id="reported clause"),
        pytest.param("No troops were deployed.", "deployed", [], ["troops"], id="passive without agent"),
    ],
)
def test_who_does_it_to_whom(ask, text, verb, who, whom):
    assert ask(agents, text, verb) == who
    assert ask(patients, text, verb) == whom


def test_whoever_is_called_on_is_to_act(ask):
    sentence = "China called on Japan to apologize."
    assert ask(agents, sentence, "called") == ["China"]
    assert ask(agents, sentence, "apologize") == ["Japan"]


def test_who_calls_somebody_up_acts_himself(ask):
    assert ask(agents, "Macron called Putin on Tuesday to apologize.", "apologize") == ["Macron"]


def test_who_is_kept_from_it_would_have_done_it(ask):
    assert ask(agents, "Sudan prevented agencies from providing aid.", "providing") == ["agencies"]
    assert ask(agents, "France arrested a Turk suspected of attacking Paris.", "attacking") == ["Turk"]


def test_whoever_is_accused_has_done_it(ask):
    assert ask(agents, "Critics accuse Serbia of arming rebels.", "arming") == ["Serbia"]


def test_the_agent_behind_two_passives_is_that_of_both(ask):
    assert ask(agents, "He was arrested and deported by Turkey.", "arrested") == ["Turkey"]


def test_a_relation_is_found_with_its_subtypes(ask):
    assert ask(children, PASSIVE, "attacked", "nsubj") == ["Ukraine"]
    assert ask(children, PASSIVE, "attacked", "nsubj:pass") == ["Ukraine"]
    assert ask(children, ACTIVE, "attacked", "nsubj:pass") == []


def test_prepositions_and_subordinating_words(parsed, at):
    sentence = parsed("If Russia invades Estonia, Poland will respond.")
    assert mark_of(sentence, at(sentence, "invades")) == "if"
    assert mark_of(sentence, at(sentence, "respond")) == ""
    sentence = parsed(PASSIVE)
    assert case_of(sentence, at(sentence, "Russia")) == "by"
    assert case_of(sentence, at(sentence, "Ukraine")) == ""


def test_the_sign_of_the_genitive_is_no_preposition(parsed, at):
    sentence = parsed("Israel's invasion of Lebanon angered Iran.")
    assert case_of(sentence, at(sentence, "Israel")) == ""


def test_times_are_no_parties(ask):
    assert ask(prepositional, ACTIVE, "attacked", "on") == []
    assert ask(prepositional, "The EU imposed sanctions on Russia.", "sanctions", "on") == ["Russia"]


@pytest.mark.parametrize(
    ("token", "time"),
    [
        (Token(0, "Mondays", 0, 7, "Monday", "PROPN"), True),
        (Token(0, "2024", 0, 4, "2024", "NUM"), True),
        (Token(0, "24", 0, 2, "24", "NUM"), False),
        (Token(0, "Damascus", 0, 8, "Damascus", "PROPN"), False),
    ],
)
def test_what_names_a_time(token, time):
    assert is_time(token) is time


def test_coordinated_names_come_in_order(ask):
    assert ask(conjuncts, "South Africa, Brazil and India signed a deal with China.", "Africa") == [
        "Africa", "Brazil", "India",
    ]  # fmt: skip
    assert ask(conjuncts, "Turkey invaded Syria and bombed Aleppo.", "Syria") == ["Syria"]


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        (ACTIVE, "attacked", False),
        (PASSIVE, "attacked", True),
        ("Troops deployed by France left Mali.", "deployed", True),
        ("Troops deployed by France left Mali.", "left", False),
        ("He was arrested and deported by Turkey.", "deported", True),
        ("Leaders attending the summit praised NATO.", "attending", False),
        ("Russia has reportedly attacked Kyiv.", "attacked", False),
    ],
)
def test_passives(parsed, at, text, verb, passive):
    sentence = parsed(text)
    assert is_passive(sentence, at(sentence, verb)) is passive


@pytest.mark.parametrize(
    ("text", "noun", "whose"),
    [
        ("Israel's invasion of Lebanon angered Iran.", "invasion", ["Israel"]),
        ("The invasion of Lebanon by Israel angered Iran.", "invasion", ["Israel"]),
        ("Trump has plans to visit China.", "plans", ["Trump"]),
        ("The talks ended.", "talks", []),
    ],
)
def test_whose_thing_it_is(ask, text, noun, whose):
    assert ask(holders, text, noun) == whose


def test_an_expressed_subject_wins_over_an_understood_one(ask):
    assert ask(subjects, "Iran expelled diplomats after Turkey closed the border.", "closed") == ["Turkey"]


def test_clauses_that_complete_a_verb(ask):
    assert ask(complements, "Officials said Russia attacked Kyiv.", "said") == ["attacked"]
    assert ask(complements, "Washington urged Israel to halt the strikes.", "urged") == ["halt"]
    assert ask(complements, "Iran expelled diplomats after Turkey closed the border.", "expelled") == []


def test_what_stands_above_and_below(ask):
    text = "Reuters reported that Macron said that Russia attacked Kyiv."
    assert ask(clauses.ancestors, text, "Kyiv") == ["attacked", "said", "reported"]
    assert ask(subtree, text, "attacked") == ["that", "Russia", "attacked", "Kyiv"]
