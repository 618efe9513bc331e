"""How the lexicon and the model are weighed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.code import beliefs
from riftline.parse.reading import KINDS, ROLES, mode_labels
from riftline.records import STATUSES, Reading


@pytest.fixture
def reading():
    """Three words: the second is an attack by the first on the third, said to have been planned."""
    kinds = np.full((3, len(KINDS)), 0.01, np.float32)
    kinds[:, 0] = 0.84
    kinds[1, 0], kinds[1, KINDS.index("ASSAULT")] = 0.1, 0.75
    statuses = np.full((3, len(STATUSES)), 0.05, np.float32)
    statuses[1, STATUSES.index("planned")] = 0.8
    roles = np.zeros((3, 3, len(ROLES)), np.float32)
    roles[1, 0, ROLES.index("source")], roles[1, 2, ROLES.index("target")] = 0.9, 0.4
    modes = np.array([0, mode_labels().index("ASSAULT/aerial"), 0], np.int32)
    return Reading(kinds, statuses, modes, roles, np.zeros(37, np.float32))


def test_the_model_alone_decides_where_no_row_fits(reading):
    found = beliefs.weigh(beliefs.probabilities(reading, [1]), None, 0.5)
    assert found.type == "ASSAULT"
    assert found.model == pytest.approx(0.75)
    assert found.chance > 0.5


def test_a_row_adds_to_the_type_it_names(reading):
    chances = beliefs.probabilities(reading, [1])
    alone, with_row = beliefs.weigh(chances, None, 0.5), beliefs.weigh(chances, "ASSAULT", 0.8)
    assert with_row.chance > alone.chance


def test_a_row_cannot_outvote_a_sure_model(reading):
    assert beliefs.weigh(beliefs.probabilities(reading, [1]), "CONSULT", 0.6).type == "ASSAULT"


def test_a_noun_and_its_light_verb_are_read_together(reading):
    chances = beliefs.probabilities(reading, [0, 1])
    assert sum(chances) == pytest.approx(1)
    assert chances.index(max(chances)) == KINDS.index("ASSAULT")


def test_modes_belong_to_their_type(reading):
    assert beliefs.mode_of(reading, 1, "ASSAULT") == "aerial"
    assert beliefs.mode_of(reading, 1, "COERCE") is None


def test_status_speaker_and_parties(reading):
    assert beliefs.status_by(reading, 1) == ("planned", pytest.approx(0.8))
    assert beliefs.party_words(reading, 1, ROLES.index("source")) == [0]
    assert beliefs.party_words(reading, 1, ROLES.index("target")) == [2]  # not likely, but the best
    assert beliefs.party_words(reading, 0, ROLES.index("source")) == []
    assert beliefs.speaker_word(reading, 1)[1] == 0


@given(st.floats(0, 1), st.lists(st.booleans(), max_size=3), st.lists(st.booleans(), max_size=3), st.booleans())
def test_confidence_is_a_probability_that_grows_with_the_chance(chance, sources, targets, mutual):
    def sure(value):
        belief = beliefs.Belief("AID", value, value)
        return beliefs.confidence(beliefs.certainty(belief, sources=sources, targets=targets, mutual=mutual))

    assert 0 < sure(chance) < 1
    assert sure(chance) <= sure(1.0)
