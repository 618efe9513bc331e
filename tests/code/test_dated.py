import datetime as dt

import pytest

from riftline.code.dated import dates_of, looks_ahead, sentence_dates

WEDNESDAY = dt.date(2025, 2, 19)
LAST_FRIDAY, NEXT_FRIDAY = dt.date(2025, 2, 14), dt.date(2025, 2, 21)
BOTH_WAYS = "Germany condemned Sunday's attack and will meet France on Friday."


@pytest.fixture
def dated(parsed, at):
    """`dated(text, word=TYPE, …)`: word → first day of the event it carries."""

    def read(text, **types):
        sentence = parsed(text)
        triggers = {at(sentence, word): kind for word, kind in types.items()}
        found = dates_of(sentence, triggers, sentence_dates(sentence, WEDNESDAY))
        return {sentence.tokens[index].text: span.first for index, span in found.items()}

    return read


def test_a_date_belongs_to_the_event_it_hangs_on(dated):
    assert dated("Russia bombed Kharkiv on 3 March 2024 in Ukraine.", bombed="ASSAULT") == {
        "bombed": dt.date(2024, 3, 3)
    }


def test_coordinated_verbs_share_a_date(dated):
    found = dated("Turkey invaded Syria on Friday and bombed Aleppo.", invaded="ASSAULT", bombed="ASSAULT")
    assert found == {"invaded": LAST_FRIDAY, "bombed": LAST_FRIDAY}


def test_the_object_of_a_verb_that_only_carries_it_has_its_date(dated):
    assert dated("Russia held talks with Ukraine on Friday.", talks="CONSULT") == {"talks": LAST_FRIDAY}


def test_each_date_is_read_in_the_direction_of_its_own_verb(dated):
    found = dated(BOTH_WAYS, condemned="ACCUSE", meet="CONSULT")
    assert found == {"meet": NEXT_FRIDAY}


def test_what_something_is_named_after_dates_no_other_event(dated):
    assert dated(BOTH_WAYS, condemned="ACCUSE") == {}


def test_what_is_called_for_a_day_lies_ahead(parsed):
    (found,) = sentence_dates(parsed("Unions called a strike for Friday."), WEDNESDAY)
    assert found.first == NEXT_FRIDAY


def test_what_goes_on_since_a_day_lasts_to_publication(parsed):
    (found,) = sentence_dates(parsed("Iran has held the sailors since Friday."), WEDNESDAY)
    assert (found.first, found.last) == (LAST_FRIDAY, WEDNESDAY)


def test_a_weekday_is_the_one_before_the_report(parsed):
    (found,) = sentence_dates(parsed("Russia attacked Ukraine on Monday."), WEDNESDAY)
    assert found.first == dt.date(2025, 2, 17)


def test_no_word_looks_ahead_outside_the_sentence(parsed):
    assert not looks_ahead(parsed(BOTH_WAYS), 10_000)
