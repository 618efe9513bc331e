"""What is only said is no event (CAMEO root 01)."""

import pytest

from riftline.code.statements import is_statement
from riftline.facts.predicates import statements
from riftline.parse.parser import parse_document
from riftline.records import Document


@pytest.mark.parametrize(
    ("text", "word", "only_said"),
    [
        ("The government rejected the accusation on Monday.", "rejected", True),
        ("The ministry declined to comment on the report.", "declined", True),
        ("The rebels claimed responsibility for the attack.", "claimed", True),
        ("The president expressed his condolences to the families.", "expressed", True),
        ("The government rejected the ceasefire proposal on Monday.", "rejected", False),
        ("The ministry declined to join the talks.", "declined", False),
        ("The rebels claimed the town.", "claimed", False),
    ],
)
def test_the_object_decides(model, text, word, only_said):
    (sentence,) = parse_document(Document("d", text), model)
    (index,) = [t.index for t in sentence.tokens if t.text == word]
    assert is_statement(sentence, index) is only_said


def test_every_row_names_its_objects():
    assert all(objects and all(objects) for objects in statements().values())
