import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.read.furniture import remove_furniture

BODY = [
    "Poland accused Germany on Friday of blocking a plan to move soldiers to the border.",
    "Berlin rejected the charge and said that it had asked for more time.",
    "The alliance's leaders meet in June.",
]
WORDS = st.sampled_from(
    ["the", "a", "minister", "army", "border", "treaty", "said", "that", "will", "not", "accept", "withdraw", "Paris"]
)
MARKERS = st.sampled_from(
    ["comment", "reply", "share", "cookies", "subscribe", "photo", "rights", "home", "world", "by"]
)


@pytest.mark.parametrize(
    "line",
    ["Advertisement", "Leave a Comment", "Your email address will not be published. Required fields are marked *",
     "Scroll to Top", "Read more: Why Warsaw waits", "Photo: A. Person/Getty Images", "Sign up for our newsletter",
     "We use cookies to improve your experience.", "Follow us on Facebook", "Home | World | Politics",
     "© 2025 The Post. All rights reserved.", "» Continue reading", "Share this article", "Skip to content"],
)  # fmt: skip
def test_unmistakable_lines_go_from_the_middle(line):
    assert remove_furniture([BODY[0], line, *BODY[1:]]).kept == tuple(BODY)


@pytest.mark.parametrize("line", ["By Ann Other", "5 min read", "12 June 2025", "3 comments", "Opinion"])
def test_labels_go_above_the_article(line):
    assert remove_furniture(["Poland accuses Germany over troops", line, *BODY]).kept[1:] == tuple(BODY)


@pytest.mark.parametrize("line", ["Tags: Poland, Germany", "Related stories", "Next post", "Comments are closed."])
def test_labels_go_below_the_article(line):
    assert remove_furniture([*BODY, line, "Something short"]).kept == tuple(BODY)


def test_headlines_below_a_list_heading_go_and_prose_after_them_stays():
    lines = [BODY[0], "Related stories", "Why Warsaw waits", "Explained: the pact", *BODY[1:]]
    assert remove_furniture(lines).kept == tuple(BODY)


def test_a_comment_heading_early_in_the_text_removes_nothing_else():
    assert remove_furniture(["12 comments", *BODY]).kept == tuple(BODY)


def test_a_single_paragraph_is_left_alone():
    assert remove_furniture(["Advertisement"]).kept == ("Advertisement",)


def test_closing_sentence_about_the_author_goes():
    lines = [
        "Poland accuses Germany over troops",
        "By Ann Other",
        *BODY,
        "Ann Other has covered Warsaw for ten years now.",
    ]
    assert remove_furniture(lines).kept == ("Poland accuses Germany over troops", *BODY)


@given(
    st.lists(WORDS | MARKERS, min_size=40, max_size=80).filter(
        lambda words: words[0] in {"the", "a", "his", "minister", "army"}
    )
)
def test_long_paragraphs_are_never_removed(words):
    paragraph = " ".join(words).capitalize() + "."
    for lines in (
        [paragraph, *BODY],
        [*BODY, paragraph],
        [BODY[0], paragraph, *BODY[1:]],
        [*BODY, "3 comments", "Reply", paragraph],
    ):
        assert paragraph in remove_furniture(lines).kept


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), max_size=8))
def test_what_is_kept_and_what_is_removed_make_the_text(lines):
    cleaned = remove_furniture(lines)
    assert sorted([*cleaned.kept, *cleaned.removed]) == sorted(lines)
    assert [line for line in lines if line in cleaned.kept] == list(cleaned.kept) or len(set(lines)) < len(lines)
