import pytest

from riftline.code.mentions import PRONOUNS, REACH, Mentions, kind_of
from riftline.records import Actor

TRUMP = Actor("Trump", 0, 5, "Donald Trump", "USA", sector="GOV", role="president")
PUTIN = Actor("Putin", 14, 19, "Vladimir Putin", "RUS", sector="GOV", role="president")
RUSSIA = Actor("Russia", 0, 6, "Russia", "RUS", sector="GOV")
TROOPS = Actor("Troops", 0, 6, "French troops", "FRA", sector="MIL")


@pytest.fixture
def mentions(parsed, at):
    """Mentions of a document whose first sentences are given as (text, {word: actor})."""

    def build(*sentences):
        seen = Mentions()
        for index, (text, actors) in enumerate(sentences):
            sentence = parsed(text, index=index)
            for word, actor in actors.items():
                seen.add(sentence, at(sentence, word), actor)
        return seen

    return build


PRAISED = ("Trump praised Putin.", {"Trump": TRUMP, "Putin": PUTIN})


def test_he_is_the_subject_of_the_sentence_before(mentions, parsed):
    found = mentions(PRAISED).antecedent(parsed("He condemned Zelensky.", index=1), 0)
    assert (found.name, found.country) == ("Donald Trump", "USA")


def test_an_antecedent_in_another_sentence_has_no_offsets(mentions, parsed):
    found = mentions(PRAISED).antecedent(parsed("He condemned Zelensky.", index=1), 0)
    assert (found.start, found.end, found.text) == (None, None, "Trump")


def test_nobody_is_meant_from_too_far_back(mentions, parsed):
    seen = mentions(PRAISED)
    assert seen.antecedent(parsed("He condemned Zelensky.", index=REACH), 0) is not None
    assert seen.antecedent(parsed("He condemned Zelensky.", index=REACH + 1), 0) is None


def test_nobody_is_meant_before_anybody_is_named(mentions, parsed):
    assert mentions().antecedent(parsed("He condemned Zelensky.", index=1), 0) is None


def test_the_nearest_sentence_wins(mentions, parsed):
    seen = mentions(PRAISED, ("He condemned Zelensky.", {"Zelensky": Actor("Zelensky", 13, 21, role="president")}))
    assert seen.antecedent(parsed("He condemned Zelensky.", index=2), 0).text == "Zelensky"


def test_it_is_a_body_and_they_are_a_group(mentions, parsed):
    seen = mentions(
        ("Russia attacked Ukraine on Monday.", {"Russia": RUSSIA}),
        ("Troops deployed by France left Mali.", {"Troops": TROOPS}),
    )
    assert seen.antecedent(parsed("It condemned the attack.", index=2), 0).name == "Russia"
    assert seen.antecedent(parsed("They attacked the base.", index=2), 0).name == "French troops"
    assert seen.antecedent(parsed("He condemned Zelensky.", index=2), 0) is None


def test_a_noun_is_no_pronoun(mentions, parsed):
    assert mentions(PRAISED).antecedent(parsed("Trump praised Putin.", index=1), 0) is None


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Trump praised Putin.", "Trump", "person"),
        ("The envoy who met Putin praised Macron.", "envoy", "person"),
        ("Troops deployed by France left Mali.", "Troops", "group"),
        ("Russia attacked Ukraine on Monday.", "Russia", "body"),
        ("The EU imposed sanctions on Russia.", "EU", "body"),
    ],
)
def test_kinds_of_actors(parsed, at, text, word, kind):
    sentence = parsed(text)
    actor = Actor(word, country="USA", role="envoy" if kind == "person" else None)
    assert kind_of(sentence, at(sentence, word), actor) == kind


def test_every_pronoun_means_a_known_kind():
    assert {kind for kinds in PRONOUNS.values() for kind in kinds} == {"person", "group", "body"}


REBELS = Actor("Tajik rebels", 0, 12, "Tajik rebels", "TJK", sector="REB", role="rebel")


def test_a_role_noun_means_the_last_mention_with_that_role(mentions, parsed, at):
    seen = mentions(PRAISED)
    sentence = parsed("They attacked the base.", index=1)
    bare = Actor("president", 4, 13, sector="GOV", role="president")
    assert seen.same(sentence, at(sentence, "base"), bare).name == "Vladimir Putin"


def test_an_armed_group_goes_by_several_nouns(mentions, parsed, at):
    seen = mentions(("Trump praised Putin.", {"Trump": REBELS}))
    sentence = parsed("They attacked the base.", index=1)
    bare = Actor("militants", 4, 13, sector="UAF", role="militant")
    assert seen.same(sentence, at(sentence, "base"), bare).country == "TJK"


def test_a_role_noun_that_fits_nobody_stays_open(mentions, parsed, at):
    sentence = parsed("They attacked the base.", index=1)
    bare = Actor("judge", 4, 13, sector="JUD", role="judge")
    assert mentions(PRAISED).same(sentence, at(sentence, "base"), bare) is None


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("country", ["Russia", "United States"]),
        ("leader", ["Donald Trump", "Vladimir Putin"]),
        ("side", ["USA", "RUS"]),
    ],
)
def test_the_two_are_the_two_of_the_sentence_before(mentions, parsed, lemma, expected):
    found = mentions(PRAISED).several(parsed("He condemned Zelensky.", index=1), 0, 2, lemma)
    assert {a.country if lemma == "side" else a.name for a in found} == set(expected)


def test_the_two_are_nobody_where_only_one_was_named(mentions, parsed):
    seen = mentions(("Trump praised Putin.", {"Putin": PUTIN}))
    assert seen.several(parsed("He condemned Zelensky.", index=1), 0, 2, "country") == ()


def test_a_sentence_is_settled_once_all_of_it_is_read(mentions, parsed):
    seen = mentions(("Trump praised Putin.", {"Trump": Actor("Army", 0, 5, sector="MIL")}))
    seen.settle(0, lambda actors: [Actor(a.text, a.start, a.end, country="FRA", sector=a.sector) for a in actors])
    assert seen.antecedent(parsed("He condemned Zelensky.", index=1), 0).country == "FRA"
