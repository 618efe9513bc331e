"""A phrase cut into the part with its head and the parts that depend on it."""

from dataclasses import dataclass, replace
from itertools import pairwise

from riftline.code.agents import Tag
from riftline.facts.agents import word_class
from riftline.facts.countries import CountryMatch
from riftline.facts.offices import Person
from riftline.facts.regions import RegionMatch


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens between two boundaries; `link` is the word before them (a preposition, ",", "and"; "" for the first)."""

    link: str
    tokens: tuple[str, ...]
    tags: tuple[Tag, ...]  # positions count from the part's first token

    @property
    def text(self) -> str:
        """The part as text."""
        return " ".join(self.tokens).replace(" 's", "'s")

    @property
    def is_name(self) -> bool:
        """Whether it looks like a personal name: two or more words with capitals."""
        return len(self.tokens) > 1 and all(t[:1].isupper() or t in word_class("name particle") for t in self.tokens)

    @property
    def person(self) -> Tag | None:
        """The known person in it; of two the last, since the first one owns ("Putin spokesman Dmitry Peskov")."""
        return next((one for one in reversed(self.tags) if isinstance(one.known, Person)), None)

    def cut(self, first: int, last: int, link: str = "") -> "Part":
        """Tokens `first` … `last` - 1 as a part."""
        inside = [t for t in self.tags if t.first >= first and t.last < last]
        return Part(
            link,
            self.tokens[first:last],
            tuple([Tag(t.first - first, t.last - first, t.known, t.generic) for t in inside]),
        )


def parts_of(tokens: list[str], tags: list[Tag]) -> list[Part]:
    """Cut a phrase at prepositions, commas, clauses and "and"; what a tag covers is not cut."""
    covered = {index for one in tags for index in range(one.first, one.last + 1)}
    whole = Part("", tuple(tokens), tuple(tags))
    bounds = [(-1, "")] + [(i, link) for i, token in enumerate(tokens) if i not in covered and (link := _link(token))]
    ends = [index for index, _ in bounds[1:]] + [len(tokens)]
    cut = [whole.cut(index + 1, end, link) for (index, link), end in zip(bounds, ends, strict=True)]
    return _join_conjuncts(whole, cut)


def _link(token: str) -> str | None:
    lower = token.lower()
    if token in {",", ";", ":", "(", ")"}:
        return ","
    if lower in {"and", "or", "&"}:
        return "and"
    return lower if lower in word_class("preposition") or lower in word_class("clause") else None


def _join_conjuncts(whole: Part, cut: list[Part]) -> list[Part]:
    """Drop second conjuncts; where the first one has no head ("trade and industry minister") the second is the head."""
    kept: list[Part] = []
    for part in cut:
        if part.link != "and" or not kept:
            kept.append(part)
        elif not _has_head(kept[-1]) and part.tags:
            lead = [t for t in kept[-1].tags if isinstance(t.known, CountryMatch | RegionMatch)]
            shift = len(kept[-1].tokens)
            moved = tuple(Tag(t.first + shift, t.last + shift, t.known, t.generic) for t in part.tags)
            kept[-1] = Part(kept[-1].link, kept[-1].tokens + part.tokens, (*lead, *moved))
    return [part for part in kept if part.tokens] or [whole]


def _has_head(part: Part) -> bool:
    nouns = (t for t in part.tags if not (isinstance(t.known, RegionMatch) and t.known.kind == "adjective"))
    return any(t.agent is None or t.agent.kind not in {"thing", "adj"} for t in nouns)


def possessor(part: Part) -> tuple[Part | None, Part]:
    """Split "Norway's central bank" into Norway and central bank; "Norway's" alone is its own head."""
    covered = {index for one in part.tags for index in range(one.first, one.last + 1)}
    marks = [i for i, token in enumerate(part.tokens) if _possessive(token) and i not in covered]
    if marks and marks[-1] == len(part.tokens) - 1:
        part = part.cut(0, marks.pop())
    if not marks or not part.tokens:
        return None, part
    return part.cut(0, marks[-1]), part.cut(marks[-1] + 1, len(part.tokens))


def person_before_noun(part: Part) -> tuple[Part | None, Part]:
    """Split "Trump officials" into Trump and officials: a known person right before a role noun in small letters."""
    tags = part.tags
    for one, after in pairwise(tags):
        noun = after.agent
        between = part.tokens[one.last + 1 : after.first + 1]
        owns = isinstance(one.known, Person) and all(token.islower() for token in between)
        if owns and noun is not None and noun.kind in {"person", "group", "body"}:
            return part.cut(0, one.last + 1), part.cut(one.last + 1, len(part.tokens))
    return None, part


def _possessive(token: str) -> bool:
    return token.lower() == "'s"


def without_false_names(part: Part) -> Part:
    """Take away a name that is only a piece of another ("Sharon Stone" is not Ariel Sharon)."""
    kept = tuple(t for t in part.tags if not (isinstance(t.known, Person) and _inside_name(part, t)))
    return part if len(kept) == len(part.tags) else replace(part, tags=kept)


def _inside_name(part: Part, one: Tag) -> bool:
    covered = {index for t in part.tags for index in range(t.first, t.last + 1)}
    beside = [one.last + 1] if one.last > one.first else [one.first - 1, one.last + 1]
    near = [part.tokens[i] for i in beside if 0 <= i < len(part.tokens) and i not in covered]
    known = word_class("determiner") | word_class("name suffix") | word_class("former")
    return any(word[:1].isupper() and word.lower() not in known for word in near)
