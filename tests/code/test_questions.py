import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.code.questions import find_questions

OPEN = [
    ("The key questions are how many will leave and how quickly.", "How many will leave and how quickly?"),
    ("The question is whether Moscow will agree.", "Whether Moscow will agree?"),
    ("The question now is who pays for the force.", "Who pays for the force?"),
    ("The question of who will pay has divided the union.", "Who will pay?"),
    ("It remains unclear whether the truce will hold, officials said.", "Whether the truce will hold?"),
    ("It is still unknown who ordered the raid.", "Who ordered the raid?"),
    ("It was not immediately clear if anyone was hurt.", "Whether anyone was hurt?"),
    ("It remains to be seen how Ankara will respond.", "How Ankara will respond?"),
    ("How the deal will be enforced remains to be seen.", "How the deal will be enforced?"),
    ("Who fired first is still unclear.", "Who fired first?"),
    ("No one knows who will succeed him.", "Who will succeed him?"),
    ("Nobody can say when the border will open.", "When the border will open?"),
    ("The vote has left allies questioning whether the pact will last.", "Whether the pact will last?"),
    ("Diplomats are wondering what he meant.", "What he meant?"),
    ("Questions remain over the mandate of the force.", "The mandate of the force?"),
    ("Neither side has said whether it would accept monitors.", "Whether it would accept monitors?"),
    ("They left, and it remains unclear who will pay.", "Who will pay?"),
    ("Doubts persist about his health.", "His health?"),
    ("The ruling raises questions about the future of the pact.", "The future of the pact?"),
    ("The border dispute remains unresolved.", "The border dispute?"),
    ("Their fate remains unknown.", "Their fate?"),
    ("Voters elsewhere are calm, but the date of the poll remains undecided.", "The date of the poll?"),
    ("The ministry did not say how many had died.", "How many had died?"),
    ("Officials declined to say when the troops would leave.", "When the troops would leave?"),
    ("The cabinet has yet to decide whether to appeal.", "Whether to appeal?"),
    ("Will Europe pay for its own defence?", "Will Europe pay for its own defence?"),
    ('"What will happen to our children?" asked a resident.', "What will happen to our children?"),
    ("Parties are still debating whether to join.", "Whether to join?"),
]

CLOSED = [
    "Asked whether he was well, he said yes.",
    "The minister asked if the talks would go on.",
    "When asked who had won, she smiled.",
    '"Why not?" he said.',
    '"So what?" he said.',
    "There is no question that Russia did it.",
    "There is no question whether they will pay.",
    "Parliament questioned the minister on Tuesday.",
    "Police want to question the suspects.",
    "He knew why they left.",
    "They explained how the deal would work.",
    "They know what to do.",
    "The court considered whether the law was valid.",
    "What he said was clear.",
    "It is clear that the talks failed.",
    "Lifting the ban is out of the question.",
    "He decided when to leave.",
    "European leaders were left unsettled by the talks.",
    "The answer was known by Friday.",
    "He did not ask whether they agreed.",
    "",
]


@pytest.mark.parametrize(("sentence", "question"), OPEN)
def test_an_open_question_is_found(sentence, question):
    assert [span.question for span in find_questions(sentence)] == [question]


@pytest.mark.parametrize("sentence", CLOSED)
def test_what_is_answered_or_no_question_is_left_out(sentence):
    assert find_questions(sentence) == []


def test_the_span_holds_the_words_of_the_question():
    sentence = "The key question is how quickly they will leave, he said."
    span = find_questions(sentence)[0]
    assert sentence[span.start : span.end] == "how quickly they will leave"


def test_a_topic_named_as_an_example_becomes_the_question():
    sentence = "While vital questions\u2014such as the army's loyalty\u2014remain unanswered, one thing is sure."
    assert [span.question for span in find_questions(sentence)] == ["The army's loyalty?"]


WORDS = st.sampled_from(
    [
        *(
            "it",
            "remains",
            "unclear",
            "whether",
            "if",
            "who",
            "questions",
            "over",
            "the",
            "question",
            "is",
            "?",
            '"',
            ".",
        ),
        *(
            "unanswered",
            "no",
            "one",
            "knows",
            "\u2014",
            ",",
            "\u201c",
            "\u201d",
            "has",
            "yet",
            "to",
            "say",
            "\u0130",
            "but",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=16).map(" ".join)))
def test_spans_lie_in_the_text_in_order_without_overlap(text):
    end = 0
    for span in find_questions(text):
        assert end <= span.start < span.end <= len(text)
        assert span.question.endswith("?")
        end = span.end


@pytest.mark.parametrize("unit", ["who ", "? ", "it is unclear if ", "questions remain over ", ", ", "wh", '"a '])
def test_long_inputs_take_linear_time(unit):
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    find_questions(text)
    assert time.process_time() - began < 2
