import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from riftline.brief import make_brief, render_html
from riftline.records import CodedDocument

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """What a test asks of a page: its tags with attributes, its ids, its links, its headings; and that tags close."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)
        assert self.open == []
        self.ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        self.links = [attributes["href"] for tag, attributes in self.tags if tag == "a"]
        self.headings = [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag == "p" and self.open[-1] != "p":
            raise AssertionError(self.getpos())
        assert self.open.pop() == tag, self.getpos()


@pytest.fixture
def page(fees, copy):
    return render_html(make_brief([fees, copy], problems=["broken.txt: empty"]))


def many(fees, number):
    """The same text as many different documents."""
    return [
        CodedDocument(
            replace(fees.document, id=f"d{n}"),
            tuple(replace(sentence, document=f"d{n}") for sentence in fees.sentences),
            tuple(replace(event, document=f"d{n}", id=f"{n}-{event.id}") for event in fees.events),
            fees.actors,
            fees.quantities,
            tuple(replace(question, document=f"d{n}") for question in fees.questions),
        )
        for n in range(number)
    ]


def test_nothing_is_loaded_from_elsewhere(page):
    parsed = Page(page)
    assert not [tag for tag, _ in parsed.tags if tag in {"script", "img", "link", "iframe", "object", "base", "form"}]
    assert not [attributes for _, attributes in parsed.tags if "src" in attributes or "srcset" in attributes]
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    assert {link for link in parsed.links if not link.startswith("#")} == {"https://news.example/fees?a=1&b=2"}


def test_a_content_security_policy_forbids_everything_but_styles(page):
    policy = next(a["content"] for tag, a in Page(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_ids_are_unique_and_every_inner_link_has_one(fees, number):
    parsed = Page(render_html(make_brief(many(fees, number))))
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_events_lead_to_their_sentence_and_back(page):
    parsed = Page(page)
    assert "#evidence-1" in parsed.links
    assert parsed.links.count("#event-1") >= 1
    assert {"event-1", "evidence-1", "sentence-1-1"} <= set(parsed.ids)


def test_links_hold_when_the_sentences_were_not_handed_over(fees):
    parsed = Page(render_html(make_brief([CodedDocument(fees.document, (), fees.events)])))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_document_text_cannot_become_markup(hostile):
    text = render_html(make_brief([hostile], title="<script>t</script>", problems=["<script>p</script>"]))
    parsed = Page(text)
    assert not {"script", "img", "i", "u", "s"} & {tag for tag, _ in parsed.tags}
    assert "onerror=" not in "".join(str(attributes) for _, attributes in parsed.tags)
    assert not [link for link in parsed.links if link.startswith("javascript")]
    assert "&lt;script&gt;alert(1)" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_several_documents_have_a_table_of_contents(fees):
    page = render_html(make_brief(many(fees, 3)))
    contents = re.search(r'<ol class="contents">.*?</ol>', page, re.DOTALL).group()
    assert re.findall(r'href="#([^"]*)"', contents) == ["text-1", "text-2", "text-3"]
    assert 'class="contents"' not in render_html(make_brief([fees]))


def test_headings_go_down_one_level_at_a_time(page):
    headings = Page(page).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_landmarks_language_and_table_headers(page):
    parsed = Page(page)
    tags = [tag for tag, _ in parsed.tags]
    assert ("html", {"lang": "en"}) in parsed.tags
    assert {"header", "nav", "main", "footer", "title"} <= set(tags)
    assert all("scope" in attributes for tag, attributes in parsed.tags if tag == "th")
    svg = next(attributes for tag, attributes in parsed.tags if attributes.get("role") == "img")
    assert set(svg["aria-labelledby"].split()) <= set(parsed.ids)


def test_status_and_speaker_are_words(page):
    line = re.search(r'<li id="event-\d+" class="event q2 is-possible">.*?</li>', page, re.DOTALL).group()
    assert ">may pull back<" in line
    assert ">possible, according to Officials from two member states<" in line
    assert "cooperation in deeds" in line


def test_the_same_input_gives_the_same_page(fees):
    assert render_html(make_brief([fees])) == render_html(make_brief([fees]))


def test_no_events_is_said_plainly(fees):
    assert "No events were found in this document." in render_html(make_brief([CodedDocument(fees.document)]))
    assert "No document could be read." in render_html(make_brief([], problems=["x: empty"]))


def test_fifty_documents_stay_small(fees):
    text = render_html(make_brief(many(fees, 50)))
    assert len(text.encode()) < 1_500_000
    Page(text)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_from_every_ground(page):
    blocks = re.findall(r":root \{(.*?)\}", page, re.DOTALL)[:2]
    for colours in [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in blocks]:
        for ink in ("ink", "quiet", "link", "cooperation", "conflict"):
            assert contrast(colours[ink], colours["paper"]) >= 4.5
        for ground in ("q1", "q2", "q3", "q4", "raised", "target"):
            assert contrast(colours["ink"], colours[ground]) >= 4.5
        for ink in ("quiet", "link"):
            assert contrast(colours[ink], colours["target"]) >= 4.5
