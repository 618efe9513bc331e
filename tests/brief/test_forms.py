"""Markdown, JSON and the terminal."""

import io
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.console import Console

from riftline.brief import make_brief, print_brief, render, render_json, render_markdown
from riftline.errors import UsageError
from riftline.exchange import event_from_dict
from riftline.records import CodedDocument, Contradiction


def printed(brief, width, **options):
    file = io.StringIO()
    print_brief(brief, Console(file=file, width=width, **options))
    return file.getvalue()


def test_json_events_are_event_records(fees, copy):
    data = json.loads(render_json(make_brief([fees, copy])))
    assert {event_from_dict(row) for row in data["events"]} == set(fees.events)
    assert [entry["copy_of"] for entry in data["documents"]] == [None, 1]


def test_json_names_its_parts_and_its_evidence(fees):
    data = json.loads(render_json(make_brief([fees], problems=["x: empty"])))
    assert {"title", "documents", "skipped", "actors", "relations", "events", "quantities", "questions"} <= set(data)
    ids = {event["id"] for event in data["events"]}
    assert {each for group in data["groups"] for each in group["events"]} == ids
    assert {each for saying in data["sayings"] for each in saying["events"]} <= ids
    assert data["questions"][0]["evidence"] == {"document": "fees", "sentence": 10, "start": 0, "end": 27}
    assert data["relations"][0]["actual"]["verbal_conflict"] == 2


def test_json_gives_commitments_and_contrasts_with_their_sides_and_days(fees):
    data = json.loads(render_json(make_brief([fees])))
    (promise,), (contrast,) = data["commitments"], data["contrasts"]
    assert (promise["kind"], promise["due"]) == ("pledge", "2031-04-01")
    assert [actor["country"] for actor in promise["bound"]] == ["NOR", "ISL"]
    assert (contrast["then"], contrast["now"], contrast["date"]) == (
        "double harbour fees",
        "harbour fees",
        "2030-01-01",
    )


def test_every_form_shows_what_was_promised_and_what_was_otherwise(fees):
    brief = make_brief([fees])
    promise = r"Norway\W+Iceland\W+Canada\W+agreed to share radar data\W+pledge, by 1 Apr 2031"
    for text in (render_markdown(brief), printed(brief, 120), re.sub(r"<[^>]+>", "", render(brief, ".html"))):
        assert re.search(promise, text)
        assert "“double harbour fees”; now: “harbour fees”" in text


def test_json_of_nothing_is_valid():
    assert json.loads(render_json(make_brief([])))["events"] == []


def test_markdown_footnotes_and_references_match(fees):
    text = render_markdown(make_brief([fees]))
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert defined == [str(number) for number in range(1, len(fees.events) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)


def test_markdown_links_documents_and_shows_status(fees):
    text = render_markdown(make_brief([fees]))
    assert "[Allies at odds over harbour fees](<https://news.example/fees?a=1&b=2>)" in text
    assert re.search(r"\*\*Canada\*\*: \*may pull back\* “withdraw” \*\*\\\[possible, according to Officials", text)


def test_markdown_tables_have_as_many_cells_as_heads(hostile):
    lines = render_markdown(make_brief([hostile])).splitlines()
    for before, after in pairwise(lines):
        if before.startswith("|") and after.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", before)) == len(re.findall(r"(?<!\\)\|", after))


def test_markdown_escapes_documents(hostile):
    text = render_markdown(make_brief([hostile], problems=["<b> *x*", "see https://bad.example now"]))
    assert not re.search(r"<(?!https?://)", text)
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "https://bad.example" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_terminal_lines_keep_to_the_width_without_blanks_at_the_end(fees, copy, width):
    text = printed(make_brief([fees, copy], problems=["broken.txt: the file is empty"]), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert not [line for line in text.splitlines() if " · " in line and line.endswith(" ")]


def test_terminal_says_status_and_speaker_in_words_and_shows_the_sentence(fees):
    text = " ".join(printed(make_brief([fees]), 80).split())
    assert "Canada: may pull back (“withdraw”) [possible, according to Officials from two member states]" in text
    assert "Officials from two member states fear that Canada could withdraw its frigates." in text


def test_terminal_keeps_many_documents_short_and_says_what_it_leaves_out(fees):
    coded = [
        CodedDocument(
            replace(fees.document, id=f"d{n}"),
            tuple(replace(sentence, document=f"d{n}") for sentence in fees.sentences),
            tuple(replace(event, document=f"d{n}") for event in fees.events),
            fees.actors,
        )
        for n in range(9)
    ]
    text = printed(make_brief(coded), 100)
    assert len(text.splitlines()) < 120
    assert f"The 20 weightiest (Goldstein) of {9 * len(fees.events)}; all are in the written report." in text
    assert "more quantities in the written report." in text


def test_terminal_is_plain_when_it_is_no_terminal(fees):
    assert "\x1b" not in printed(make_brief([fees]), 80)
    assert "\x1b" in printed(make_brief([fees]), 80, force_terminal=True, color_system="standard")


def test_terminal_cannot_be_steered_by_a_document(hostile):
    text = printed(make_brief([hostile]), 80)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_terminal_brackets_of_documents_are_no_markup(hostile):
    assert "[x](javascript:alert(2))" in " ".join(printed(make_brief([hostile]), 140).split())


@pytest.mark.parametrize("width", [80, 140])
def test_no_events_is_said_plainly(fees, width):
    brief = make_brief([CodedDocument(fees.document)])
    assert "No events were found." in printed(brief, width)
    assert "No events were found." in render_markdown(brief)


def test_the_form_follows_the_suffix(fees):
    brief = make_brief([fees])
    assert render(brief, ".md") == render_markdown(brief)
    assert render(brief, ".HTML").startswith("<!doctype html>")
    with pytest.raises(UsageError, match=r"\.html, \.md, \.json"):
        render(brief, ".pdf")


def test_without_a_console_it_goes_to_standard_output(fees, capsys):
    print_brief(make_brief([fees]))
    assert "WHO DID WHAT TO WHOM" in capsys.readouterr().out


def test_a_role_against_the_table_is_shown_in_every_form(fees):
    sentence = fees.sentences[1]
    stated = sentence.text[:12]
    wrong = Contradiction(fees.document.id, 1, sentence.text, 0, 12, stated, "Ole Prior, king of Denmark 2001-2009")
    brief = make_brief([replace(fees, contradictions=(wrong,))])
    for page in (render_markdown(brief), render(brief, ".html"), printed(brief, 200)):
        assert f"“{stated}”; known: Ole Prior, king of Denmark 2001-2009" in page
    (found,) = json.loads(render_json(brief))["contradictions"]
    assert (found["stated"], found["evidence"]["sentence"]) == (stated, 1)
    assert "table of office holders" not in render_markdown(make_brief([fees]))
