import pytest

from riftline.code.details import quantities_of
from riftline.code.owners import owners
from riftline.code.places import places_of
from riftline.code.quantities import QuantitySpan, find_quantities

REFUSED = "In a meeting with Putin, Trump refused to leave Syria."


@pytest.fixture
def triggers_at(at):
    """`triggers_at(sentence, attacked="ASSAULT")` gives token index → event type."""

    def build(sentence, **types):
        return {at(sentence, word): kind for word, kind in types.items()}

    return build


def test_a_detail_belongs_to_the_nearest_trigger_above(parsed, at, triggers_at):
    sentence = parsed("Iran expelled diplomats after Turkey closed the border.")
    kinds = triggers_at(sentence, expelled="SANCTION", closed="COERCE")
    assert owners(sentence, sentence.text.index("border"), kinds) == [at(sentence, "closed")]
    assert owners(sentence, sentence.text.index("diplomats"), kinds) == [at(sentence, "expelled")]


def test_an_act_of_words_shares_the_details_of_what_it_speaks_of(parsed, at, triggers_at):
    sentence = parsed("Washington urged Israel to halt the strikes.")
    kinds = triggers_at(sentence, urged="REQUEST", halt="RETREAT")
    assert owners(sentence, sentence.text.index("strikes"), kinds) == [at(sentence, "halt"), at(sentence, "urged")]


def test_what_hangs_nowhere_belongs_to_the_only_event(parsed, at, triggers_at):
    sentence = parsed(REFUSED)
    one = triggers_at(sentence, leave="RETREAT")
    two = triggers_at(sentence, leave="RETREAT", meeting="CONSULT")
    trump = sentence.text.index("Trump")
    assert owners(sentence, trump, one) == [at(sentence, "leave")]
    assert owners(sentence, trump, two) == []


def test_no_trigger_owns_what_is_no_word(parsed):
    assert owners(parsed(REFUSED), 10_000, {8: "REJECT"}) == []


def test_quantities(parsed, at, triggers_at):
    sentence = parsed("China deployed 5,000 troops to the border with India.")
    (found,) = quantities_of(sentence, triggers_at(sentence, deployed="MOBILIZE"), find_quantities(sentence.text, []))[
        at(sentence, "deployed")
    ]
    assert (found.value, found.of) == (5000, "troops")


def test_a_quantity_belongs_to_one_event_the_nearest(parsed, at, triggers_at):
    sentence = parsed("Iran expelled diplomats after Turkey closed the border.")
    kinds = triggers_at(sentence, expelled="SANCTION", closed="COERCE")
    span = QuantitySpan("border", sentence.text.index("border"), sentence.text.index("border") + 6, 1, None, None, None)
    assert list(quantities_of(sentence, kinds, [span])) == [at(sentence, "closed")]


def test_sides_that_are_known_are_no_quantity_of_an_event(parsed, triggers_at):
    sentence = parsed(REFUSED)
    span = QuantitySpan("Putin", 13, 18, 2, None, None, "sides")
    assert quantities_of(sentence, triggers_at(sentence, refused="REJECT"), [span]) == {}


def test_places(parsed, at, triggers_at):
    sentence = parsed("Talks between Iran and Israel could be held in Geneva.")
    sentence_of_two = parsed("Those from Germany, Britain and Italy met in Paris.")
    assert places_of(sentence, triggers_at(sentence, held="CONSULT"))[at(sentence, "held")].country == "CHE"
    found = places_of(sentence_of_two, triggers_at(sentence_of_two, met="CONSULT"))
    assert found[at(sentence_of_two, "met")].country == "FRA"


def test_parties_are_no_places(parsed, triggers_at):
    sentence = parsed("Russia attacked Ukraine on Monday.")
    assert places_of(sentence, triggers_at(sentence, attacked="ASSAULT")) == {}
