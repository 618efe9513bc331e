"""The label lists of the event layers, and readings of sentences in parts."""

import numpy as np

from riftline.facts.ontology import TYPES
from riftline.parse.reading import KINDS, LONGEST, event_labels, joined, mode_labels
from riftline.records import Reading


def reading(words, value):
    shape = (words, len(KINDS))
    return Reading(
        np.full(shape, value, np.float32),
        np.full((words, 5), value, np.float32),
        np.full(words, 1, np.int32),
        np.full((words, words, 6), value, np.float32),
        np.full(37, value, np.float32),
    )


def test_every_type_and_mode_has_a_label():
    labels = event_labels()
    assert labels["kinds"][1:] == TYPES
    assert "RETREAT/withdraw" in mode_labels()
    assert [len(labels[n]) for n in ("kinds", "statuses", "roles", "contexts")] == [17, 5, 6, 37]


def test_one_part_is_the_sentence():
    part = reading(3, 0.5)
    assert joined([part]) is part
    assert joined([]) is None


def test_words_of_different_parts_have_no_role_for_each_other():
    whole = joined([reading(2, 0.5), reading(3, 0.7)])
    assert whole.kinds.shape == (5, 17)
    assert whole.roles.shape == (5, 5, 6)
    assert (whole.roles[:2, 2:] == 0).all()
    assert (whole.roles[2:, 2:] == np.float32(0.7)).all()
    assert (whole.contexts == np.float32(0.7)).all()


def test_a_text_without_stops_has_no_reading():
    """Its roles would take memory with the square of its length."""
    words = LONGEST // 2
    part = reading(2, 0.5)
    half = Reading(np.ones((words, 17), np.float32), part.statuses, part.modes, part.roles, part.contexts)
    assert joined([half, half, half]) is None
