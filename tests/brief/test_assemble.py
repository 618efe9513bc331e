from dataclasses import replace

import pytest

from riftline.brief import make_brief
from riftline.brief.lines import INSIDE, NOBODY, SEVERAL, details, excerpt, introduce, stance, weightiest
from riftline.records import Actor, CodedDocument, Document, Place


def line_of(brief, trigger):
    return next(line for line in brief.lines if line.event.trigger == trigger)


def group_of(brief, trigger):
    return next(group for group in brief.groups if any(line.event.trigger == trigger for line in group.lines))


def test_every_event_is_shown_once_and_numbered_in_order(fees):
    brief = make_brief([fees])
    assert [line.number for line in brief.lines] == list(range(1, len(fees.events) + 1))
    assert {line.event.id for line in brief.lines} == {event.id for event in fees.events}


def test_every_line_points_at_its_words(fees):
    for line in make_brief([fees]).lines:
        place = line.evidence
        sentence = fees.sentences[place.sentence]
        assert sentence.text[place.start : place.end] == line.event.trigger
        assert (place.document, place.number) == ("fees", 1)


def test_people_stand_under_their_party_with_role_sector_and_number_of_events(fees):
    parties = {entry.party.label: entry for entry in make_brief([fees]).parties}
    holt = next(member for member in parties["Denmark"].members if member.name == "Ane Holt")
    assert (holt.roles, holt.sectors, holt.events) == (("prime minister",), ("GOV",), 2)
    assert holt.evidence.sentence == 2
    assert parties["North Sea Pact"].party.kind == "organization"
    assert [member.name for member in parties["Others"].members] == ["Officials from two member states"]
    assert parties["Canada"].events == 7


def test_a_name_without_events_is_still_listed(fees):
    members = {member.name: member for entry in make_brief([fees]).parties for member in entry.members}
    assert members["Halifax"].events == 0
    assert members["Halifax"].evidence.sentence == 7


def test_pronouns_count_for_the_one_they_stand_for(fees):
    line = line_of(make_brief([fees]), "closed")
    assert [side.party.label for side in line.sources] == ["Iceland"]
    assert line_of(make_brief([fees]), "aid").sources[0].names == ("Lars Moen",)


def test_pairs_with_most_conflict_come_first_with_said_and_done_apart(fees):
    first = make_brief([fees]).dyads[0]
    assert (first.first.label, first.second.label) == ("Canada", "Denmark")
    assert first.tally.actual == (0, 0, 2, 0)
    assert first.tally.other == (1, 0, 0, 0)


def test_direction_is_kept_per_sign(fees):
    dyads = {(dyad.first.label, dyad.second.label): dyad for dyad in make_brief([fees]).dyads}
    (conflict,) = dyads["Canada", "Iceland"].strands
    assert (conflict.sign, conflict.forward, conflict.backward, conflict.actual) == ("conflict", False, True, 0)
    (meeting,) = dyads["Denmark", "Norway"].strands
    assert (meeting.forward, meeting.backward) == (False, False)


def test_events_without_a_single_pair_have_their_own_headings(fees):
    brief = make_brief([fees])
    assert group_of(brief, "talks").heading == SEVERAL
    assert group_of(brief, "arrested").heading == INSIDE
    assert group_of(brief, "withdraw").heading == "Canada and others"
    assert next(group for group in brief.groups if group.heading == "Canada and Denmark").elsewhere == 1


def test_words_that_name_nobody_stay_with_the_party_they_have_to_do_with(fees):
    nobody = Actor("the settlement", 9, 23)
    agrees = replace(fees.events[0], id="x", type="AGREE", quad=1, targets=(nobody,))
    lost = replace(agrees, id="y", sources=(Actor("officials", 3, 12, sector="GOV"),))
    brief = make_brief([CodedDocument(fees.document, fees.sentences, (agrees, lost))])
    assert [group.heading for group in brief.groups] == ["Canada and others", NOBODY]
    assert brief.dyads == ()
    assert brief.lines[0].targets[0].party.label == "the settlement"
    assert [entry.party.label for entry in brief.parties] == ["Canada", "Others"]
    assert [member.name for member in brief.parties[1].members] == ["officials"]


def test_two_who_refuse_do_not_refuse_each_other(fees):
    two = (Actor("Norway", country="NOR"), Actor("Iceland", country="ISL"))
    refusal = replace(fees.events[0], sources=two, targets=())
    brief = make_brief([CodedDocument(fees.document, fees.sentences, (refusal,))])
    assert brief.dyads == ()
    assert (brief.lines[0].arrow, brief.lines[0].what) == ("", "refuse or deny")


def test_what_two_agree_on_does_not_part_them(fees):
    nobody = Actor("their soldiers", 9, 23, sector="MIL")
    joint = replace(fees.events[3], id="x", targets=(nobody,))
    raid = replace(joint, id="y", type="ASSAULT", quad=4)
    brief = make_brief([CodedDocument(fees.document, fees.sentences, (joint, raid))])
    assert [group.heading for group in brief.groups] == ["Iceland and Norway", "Norway and others"]


def test_a_large_meeting_counts_only_for_pairs_with_another_event(fees):
    hosts = tuple(Actor(code, country=code) for code in ("NOR", "ISL", "DNK", "CAN", "SWE"))
    meeting = replace(fees.events[3], id="x", type="CONSULT", sources=hosts, targets=())
    brief = make_brief([CodedDocument(fees.document, fees.sentences, (meeting, fees.events[0]))])
    assert [(dyad.first.label, dyad.second.label, dyad.tally.count()) for dyad in brief.dyads] == [
        ("Canada", "Denmark", 2)
    ]
    assert group_of(brief, meeting.trigger).heading == SEVERAL


def test_a_full_name_stands_at_the_first_mention_only(fees):
    force = Actor("RSF", country="SDN", organization="RSF", sector="REB")
    events = [replace(fees.events[0], id=str(n), sources=(force,)) for n in range(2)]
    lines = list(introduce(make_brief([CodedDocument(fees.document, fees.sentences, tuple(events))]).lines))
    assert [line.sources[0].names for line in lines] == [("Rapid Support Forces",), ()]


def test_the_badge_names_status_and_voice_but_not_the_actors_own(fees):
    brief = make_brief([fees])
    assert stance(line_of(brief, "withdraw")) == "possible, according to Officials from two member states"
    assert stance(line_of(brief, "accused")) == ""
    assert stance(line_of(brief, "share radar data")) == "planned"


def test_the_weightiest_are_first_between_parties(fees):
    found = weightiest(make_brief([fees]).lines, 4)
    assert [line.event.goldstein for line in found] == [7.0, 7.0, 6.0, -5.6]


def test_within_a_pair_the_weightiest_event_stands_first(fees):
    group = group_of(make_brief([fees]), "rejected")
    assert [line.event.goldstein for line in group.lines] == [-4.0, -2.0]


def test_status_table_and_who_stands_behind_what_is_not_actual(fees):
    brief = make_brief([fees])
    rows = {row.status: row.quads for row in brief.statuses}
    assert rows["actual"] == (1, 1, 2, 2)
    assert rows["denied"] == (0, 0, 0, 1)
    possible = next(saying for saying in brief.sayings if saying.status == "possible")
    assert possible.speaker == "Officials from two member states"
    assert brief.lines[possible.events[0] - 1].event.trigger == "withdraw"
    assert {saying.speaker for saying in brief.sayings if saying.status == "planned"} == {None}


def test_a_quantity_of_an_event_is_listed_once_and_names_its_event(fees):
    brief = make_brief([fees])
    dockers = [line for line in brief.quantities if line.quantity.text == "12 dockers"]
    assert len(dockers) == 1
    assert brief.lines[dockers[0].event - 1].event.trigger == "arrested"
    assert [line.amount for line in brief.quantities] == [
        "30 million NOK",
        "12 dockers",
        "400 inspectors",
        "2 member states",
    ]


def test_questions_point_at_their_words(fees):
    (question,) = make_brief([fees]).questions
    text = fees.sentences[question.evidence.sentence].text
    assert text[question.evidence.start : question.evidence.end] == question.question.question


def test_commitments_name_both_sides_and_point_at_their_words(fees):
    (line,) = make_brief([fees]).commitments
    assert line.words == "agreed to share radar data"
    assert [side.party.key for side in line.bound] == ["country:NOR", "country:ISL"]
    assert [side.party.key for side in line.towards] == ["country:CAN"]
    assert line.due == "1 Apr 2031"
    assert (line.evidence.number, line.evidence.sentence) == (1, 3)


def test_contrasts_point_at_the_words_for_then(fees):
    (line,) = make_brief([fees]).contrasts
    text = fees.sentences[line.evidence.sentence].text
    assert text[line.evidence.start : line.evidence.end] == line.contrast.then == "double harbour fees"


def test_copies_are_listed_but_not_counted_again(fees, copy):
    brief = make_brief([fees, copy])
    assert brief.counts.documents == 2
    assert brief.counts.copies == 1
    assert brief.counts.events == len(fees.events)
    assert brief.documents[1].copy_of == 1
    assert len(brief.texts) == 1
    assert brief.lines[0].reports == 2


def test_a_copy_of_a_document_that_is_not_there_counts_itself(copy):
    brief = make_brief([copy])
    assert brief.counts.copies == 0
    assert brief.counts.events == len(copy.events)


def test_two_copies_of_each_other_leave_the_first():
    first = CodedDocument(Document("a", "x", repeats="b"))
    second = CodedDocument(Document("b", "x", repeats="a"))
    assert [entry.copy_of for entry in make_brief([first, second]).documents] == [None, 1]


def test_titles(fees, copy):
    assert make_brief([fees]).title == "Allies at odds over harbour fees"
    assert make_brief([fees], title="Fees").title == "Fees"
    assert make_brief([fees, copy]).title == "Brief of 2 documents, 14 Mar 2031"
    assert make_brief([]).title == "Brief of 0 documents"


def test_problems_are_passed_on(fees):
    assert make_brief([fees], problems=["a.txt: empty\nfile"]).skipped == ("a.txt: empty file",)


def test_an_organization_goes_before_the_country_of_its_officer(fees):
    officer = Actor("its chief", name="Jan Bakker", country="NLD", organization="NATO")
    coded = CodedDocument(fees.document, fees.sentences, (), (officer,))
    assert [entry.party.label for entry in make_brief([coded]).parties] == ["NATO"]


@pytest.mark.parametrize("width", [20, 40, 60, 500])
def test_an_excerpt_keeps_the_trigger_and_cuts_at_words(fees, width):
    for event in fees.events:
        before, trigger, after = excerpt(event, width)
        assert trigger == event.trigger
        assert event.text[: event.start].endswith(before.removeprefix("… "))
        assert event.text[event.end :].startswith(after.removesuffix(" …"))
        assert len(before + trigger + after) <= max(width, len(trigger)) + 4


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("northern city of Aleppo", "Aleppo", "SYR"), "in Aleppo"),
        (Place("the border"), "at the border"),
    ],
)
def test_a_line_says_where(fees, place, shown):
    (line, *_) = make_brief([replace(fees, events=(replace(fees.events[0], place=place),))]).lines
    assert shown in details(line)
