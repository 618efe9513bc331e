from riftline.read.markdown import split_front_matter, strip_marks


def test_front_matter():
    fields, rest = split_front_matter('---\ntitle: "A quarrel"\nDate: 2025-02-16\nempty:\n---\nText.\n')
    assert fields == {"title": "A quarrel", "date": "2025-02-16"}
    assert rest == "Text.\n"


def test_marks_go_and_words_stay():
    text = "# Head #\n\nThe **army** _left_ [Gao](http://x.y) on *Friday*.\n\n> It `said` so.\n\n---\n![map](a.png)"
    assert strip_marks(text).split() == ["Head", "The", "army", "left", "Gao", "on", "Friday.", "It", "said", "so."]


def test_underscores_and_stars_inside_words_stay():
    assert strip_marks("snake_case_name and 2*3*4") == "snake_case_name and 2*3*4"
