"""The brief as one self-contained HTML file: readable without scripts, on a phone, on paper, in light and dark."""

import functools
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from riftline.brief.layout import BOX
from riftline.brief.lines import SEVERAL, details, excerpt, introduce, stance
from riftline.brief.network import Picture, make_picture
from riftline.brief.report import Brief, Dyad, EventLine, Evidence, Piece
from riftline.brief.summary import (
    CONTRADICTIONS,
    NO_COMMITMENTS,
    NO_CONTRASTS,
    about,
    also_named,
    background_lines,
    background_note,
    commitment_note,
    further_parties,
    highlights,
    in_passing,
    in_rows,
    outlook_chance,
    outlook_head,
    outlook_lines,
    outlook_note,
    percent,
    roles,
    said_done,
    sections,
    sectors,
    shown_parties,
    spelled_out,
    standfirst,
)
from riftline.brief.wording import counted, printable, read_as, word
from riftline.records import STATUSES

MOST_DYADS = 30  # rows of the table of pairs; a meeting of thirty states alone makes 435


def render_html(brief: Brief) -> str:
    """The brief as one HTML file that asks nothing of the network; all text of the documents is escaped."""
    picture = make_picture(brief)
    anchors = _anchors(brief)
    page = _environment().get_template("brief.html.j2")
    return page.render(
        brief=brief,
        css=Markup(_environment().get_template("brief.css").render()),  # noqa: S704 - our own file
        standfirst=standfirst(brief),
        sections=sections(brief),
        highlights=highlights(brief),
        said_done=said_done(brief),
        picture=picture,
        picture_svg=_svg(picture) if picture else "",
        left_out=_left_out(picture) if picture else "",
        pair_anchor=_pair_anchors(brief),
        several=_number_of_several(brief),
        lines=tuple(introduce(brief.lines)),
        parties=shown_parties(brief),
        further_parties=further_parties(brief),
        also_named=also_named(brief),
        with_text={text.entry.number for text in brief.texts},
        link=functools.partial(_link, anchors),
        link_event=functools.partial(_link_event, anchors),
    )


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("riftline.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals.update(
        about=about,
        background_lines=background_lines,
        background_note=background_note,
        outlook_head=outlook_head,
        outlook_chance=outlook_chance,
        outlook_lines=outlook_lines,
        percent=percent,
        outlook_note=outlook_note,
        commitment_note=commitment_note,
        counted=counted,
        details=details,
        excerpt=excerpt,
        in_passing=in_passing,
        in_rows=in_rows,
        is_web=is_web,
        most_dyads=MOST_DYADS,
        no_commitments=NO_COMMITMENTS,
        no_contrasts=NO_CONTRASTS,
        contradictions=CONTRADICTIONS,
        read_as=read_as,
        roles=roles,
        sectors=sectors,
        show=_show,
        spelled_out=spelled_out,
        stance=stance,
        statuses=STATUSES,
        word=word,
    )
    return environment


def _finalize(value: object) -> object:
    """Texts lose control and direction characters; markup of our own keeps its line breaks."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _svg(picture: Picture) -> Markup:
    description = " ".join(f"{curve.description}." for curve in picture.curves)
    drawing = _environment().get_template("network.svg.j2")
    return Markup(drawing.render(picture=picture, description=description, size=BOX))  # noqa: S704 - escaped inside


def _left_out(picture: Picture) -> str:
    parts = []
    if picture.parties_left_out:
        parts.append(f"{counted(picture.parties_left_out, 'party', 'parties')} with fewer events")
    if picture.strands_left_out:
        parts.append(f"{counted(picture.strands_left_out, 'line')} with fewest events")
    return f" Left out: {' and '.join(parts)}." if parts else ""


def is_web(url: str | None) -> bool:
    """Whether an address may be a link: only web addresses, so that no `javascript:` gets in."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def _pair_anchors(brief: Brief) -> Mapping[Dyad, str]:
    """The group of each pair; of a pair that only has events with others, the group of those."""
    several = _number_of_several(brief)
    shared = dict.fromkeys(brief.dyads, f"group-{several}") if several else {}
    return shared | {group.dyad: f"group-{i}" for i, group in enumerate(brief.groups, start=1) if group.dyad}


def _number_of_several(brief: Brief) -> int:
    return next((i for i, group in enumerate(brief.groups, start=1) if group.heading == SEVERAL), 0)


def _anchors(brief: Brief) -> frozenset[str]:
    """Every place of the full text that can be linked to."""
    sentences = [
        (text.entry.number, sentence) for text in brief.texts for paragraph in text.paragraphs for sentence in paragraph
    ]
    return frozenset(
        [f"sentence-{number}-{sentence.index}" for number, sentence in sentences if sentence.index is not None]
        + [f"evidence-{event}" for _, sentence in sentences for piece in sentence.pieces for event in piece.opens]
    )


def _link(anchors: frozenset[str], evidence: Evidence) -> str:
    """The sentence in the full text; the document's entry where the sentence was not handed over."""
    name = f"sentence-{evidence.number}-{evidence.sentence}"
    return f"#{name}" if name in anchors else f"#document-{evidence.number}"


def _link_event(anchors: frozenset[str], line: EventLine) -> str:
    name = f"evidence-{line.number}"
    return f"#{name}" if name in anchors else _link(anchors, line.evidence)


def _show(piece: Piece) -> Markup:
    """A piece of a sentence with its marks, its anchors before it and its links back after it."""
    shown = escape(printable(piece.text))
    if piece.actor:
        shown = Markup('<span class="party-q{}">{}</span>').format(piece.actor, shown)
    if piece.question:
        shown = Markup('<span class="question">{}</span>').format(shown)
    if piece.trigger:
        shown = Markup('<mark class="q{}">{}</mark>').format(piece.trigger, shown)
    anchors = Markup("").join(Markup('<span id="evidence-{}"></span>').format(event) for event in piece.opens)
    back = Markup(",").join(Markup('<a href="#event-{0}">{0}</a>').format(event) for event in piece.closes)
    return anchors + shown + (Markup("<sup>{}</sup>").format(back) if piece.closes else Markup(""))
