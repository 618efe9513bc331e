"""What the part of a phrase with the head says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from riftline.code.agents import Tag
from riftline.code.contradictions import contradiction
from riftline.code.labels import label_of, names_its_country, noun_of, own_words
from riftline.code.parts import Part, person_before_noun, possessor, without_false_names
from riftline.code.people import after_office, is_former, office_of, reason, started
from riftline.code.regional import bare_region, is_of, region_of
from riftline.code.resolution import EMPTY, Resolution
from riftline.code.sectors import bare_place_sector, functional_sector, sector_from, serves
from riftline.facts.agents import Agent, word_class
from riftline.facts.countries import CountryMatch
from riftline.facts.institutions import Institution
from riftline.facts.offices import Person
from riftline.facts.organizations import Organization
from riftline.facts.regions import RegionMatch

_PLACES = (
    "of",
    "in",
    "from",
    "at",
    "near",
    "for",
    "inside",
    "across",
    "within",
)  # parts that name a country, in order of trust
_OWN_PLACES = ("of", "from")  # the same for somebody sent to a place: an envoy for Ukraine is not Ukraine's
_DONORS = ("of", "for", "from", "at", "with", "in")


def read_part(parts: list[Part], on: dt.date | None) -> Resolution:
    """What the head part says, with its possessor and the parts that depend on it."""
    head, depends = parts[0], _dependents(parts[1:])
    owner, portion = possessor(head)
    portion = without_false_names(portion)
    if owner is None:
        owner, portion = person_before_noun(portion)
    if not portion.tags:
        return _unknown_head(owner, portion, depends, on)
    return _Reader(owner, portion, depends, on).read()


def _dependents(parts: list[Part]) -> list[Part]:
    """The parts up to the first comma or clause."""
    kept: list[Part] = []
    for part in parts:
        if part.link not in word_class("preposition"):
            break
        kept.append(part)
    return kept


def _unknown_head(owner: Part | None, portion: Part, depends: list[Part], on: dt.date | None) -> Resolution:
    """Nothing is known of the head; a "number of" or "team of" is looked through, an owner's country stays."""
    if depends and depends[0].link == "of" and not portion.is_name and owner is None:
        return read_part([replace(depends[0], link=""), *depends[1:]], on)
    if owner is None or not portion.tokens or portion.tokens[-1][:1].isupper():
        return EMPTY
    possessor = read_part([owner], on)
    return EMPTY if possessor.sector or possessor.organization else possessor


class _Reader:
    """Reads one head part; the fields are what its steps share."""

    __slots__ = ("depends", "head", "on", "owner", "portion")

    def __init__(self, owner: Part | None, portion: Part, depends: list[Part], on: dt.date | None) -> None:
        self.owner, self.portion, self.depends, self.on = owner, portion, depends, on
        self.head = self._head()

    def _head(self) -> Tag:
        """A known person, else the last tag that can be an actor, else the last tag."""
        tags = self.portion.tags
        places = CountryMatch | RegionMatch
        named = [t for t in tags if not isinstance(t.known, places) and not (t.agent and t.agent.kind == "adj")]
        states = [t for t in tags if not isinstance(t.known, RegionMatch)]
        return self.portion.person or (named or states or list(tags))[-1]

    def read(self) -> Resolution:
        """The head's own reading, by what the tables say it is."""
        known = self.head.known
        if self._is_no_actor():
            return EMPTY
        if isinstance(known, Person):
            return self._person(known)
        if isinstance(known, CountryMatch):
            return self._country(known)
        if isinstance(known, RegionMatch):
            of = any(part.link == "of" for part in self.depends)  # "the Gulf of Mexico"
            return EMPTY if of or self.owner else bare_region(self.portion, known, self.head.first, self.head.last)
        if isinstance(known, Agent):
            return self._ally(known) if self._is_outsider(known) else self._agent(known)
        return self._body(known)

    def _is_no_actor(self) -> bool:
        """Whether the head is a thing ("Russian gas") or an unknown noun behind a role noun ("police dog")."""
        if self.head.agent is not None and self.head.agent.kind == "thing":
            return True
        rest = self.portion.tokens[self.head.last + 1 :]
        return (
            bool(rest)
            and not isinstance(self.head.known, CountryMatch)
            and rest[-1].islower()
            and not _person_noun(rest[-1])
        )

    # countries

    def _named_country(self, links: tuple[str, ...] = _PLACES) -> tuple[str | None, str | None]:
        """ISO3 and reason: modifier, possessor, then dependent parts with one of the prepositions `links`."""
        near = [self.portion] if self.owner is None else [self.portion, self.owner]
        far = [part for link in links for part in self.depends if part.link == link]
        for sides in (near, far):
            named = _placed(sides) or self._read_country(side for side in sides if side is not self.portion)
            if named:
                return named
        return None, None

    def _read_country(self, sides: Iterable[Part]) -> tuple[str, str | None] | None:
        for side in sides:
            found = read_part([side], self.on)
            if found.country:
                return found.country, found.why[-1] if found.why else None
        return None

    def _country(self, match: CountryMatch) -> Resolution:
        if self._is_last_name(match):
            return EMPTY
        code = match.country.iso3
        rest = self.portion.tokens[self.head.last + 1 :]
        alone = not rest and self._only_determiners()
        lent = self._lent_sector() if not alone else None
        sector = match.sector or (bare_place_sector(match) if alone else lent)
        if match.kind == "capital" and not alone and not rest:
            sector = lent
        role = "population" if sector == "CVL" else None
        return Resolution(match.country.name, code, None, sector, role, (f'"{match.matched}" {match.kind} of {code}',))

    def _is_last_name(self, match: CountryMatch) -> bool:
        """Whether a place's name ends a personal name ("Michael Jordan")."""
        before = self.portion.tokens[: self.head.first][-1:]
        tagged = any(t.last == self.head.first - 1 for t in self.portion.tags)
        if not before or tagged or match.kind not in {"name", "capital", "region"}:
            return False
        known = word_class("direction") | word_class("determiner") | word_class("former")
        return before[0][:1].isupper() and before[0].lower() not in known

    def _only_determiners(self) -> bool:
        return all(token.lower() in word_class("determiner") for token in self.portion.tokens[: self.head.first])

    # bodies

    def _body(self, body: Organization | Institution) -> Resolution:
        generic = self.head.generic
        named, why = self._named_country(_PLACES if generic is not None else ())
        ident = body.id if isinstance(body, Organization) else None
        if (
            generic is not None
            and generic.kind != "thing"
            and (self._named_otherwise() or (named and named != body.country))
        ):
            return self._agent(generic)
        sector = functional_sector(body) if isinstance(body, Organization) else body.sector
        armed = sector in {"REB", "PRM", "CRM", "UAF"}
        country = body.country or (named if sector != "IGO" and armed else None)
        reasons = (
            f"{body.table}: {body.name}, {sector}{f' of {country}' if country else ''}",
            *((why,) if why else ()),
        )
        name = _trailing_name(self.portion, self.head)
        return Resolution(body.name, country, ident, sector, None, reasons, name, generic is not None)

    def _named_otherwise(self) -> bool:
        """Whether an unknown name stands right before the body's: another body of that kind is meant."""
        before = self.portion.tokens[: self.head.first]
        known = {index for t in self.portion.tags for index in range(t.first, t.last + 1)}
        return (
            bool(before)
            and len(before) - 1 not in known
            and before[-1][:1].isupper()
            and before[-1].lower() not in word_class("determiner")
        )

    # role nouns

    def _agent(self, agent: Agent) -> Resolution:
        body = self._body_beside()
        country, why = self._named_country(self._links(agent, body))
        sector, organization, home, donor = self._donor(agent)
        if organization is None and body is not None:
            organization, home = body.organization, home or body.country
        if country is None and not (body is not None and body.sector == "IGO"):
            country = home
        if country is None and organization is None and body is None:
            organization, why = region_of(agent, self.portion, self.owner, self.depends)
        if sector is None and not (agent.weak and country is None and organization is None):
            sector = agent.sector
        if body is not None and body.sector == "IGO" and serves(agent, sector):
            sector = "IGO"
        if sector is None and organization is None and (country is None or agent.kind == "thing"):
            return EMPTY
        modifiers = [token.lower() for token in self.portion.tokens[: self.head.first]]
        if is_former(modifiers) and agent.kind in {"person", "group"}:
            sector = after_office(sector)
        return self._titled(
            agent, Resolution(None, country, organization, sector, None, _reasons(agent, sector, why, donor))
        )

    def _links(self, agent: Agent, body: Resolution | None) -> tuple[str, ...]:
        """The prepositions whose parts may name the country of a role."""
        if body is not None and body.country is None:
            return ()
        return _OWN_PLACES if is_of(agent, "sent") else _PLACES

    def _titled(self, agent: Agent, found: Resolution) -> Resolution:
        """With the role, and the personal name behind it or else a label."""
        modifiers = [token.lower() for token in self.portion.tokens[: self.head.first]]
        role = self._role(agent, modifiers)
        person = _trailing_name(self.portion, self.head) or _name_behind_place(self.depends)
        if person:
            return replace(found, name=person, role=role, person=person, stated=True)
        noun = noun_of(self.owner, self.portion, self.head)
        return replace(found, name=self._label(found, noun), role=role, noun=noun)

    def _label(self, found: Resolution, noun: str) -> str:
        chief = self._chief()
        if chief is not None:
            return f"{chief.name}'s {noun}"
        if found.country and names_its_country(self.portion, self.head):
            return noun
        prefix = label_of(found.country, found.organization)
        return f"{prefix} {noun}" if prefix else own_words(self.portion, self.depends)

    def _chief(self) -> Person | None:
        """The known person to whom the head belongs ("Putin's allies", "allies of Putin")."""
        for part in (self.owner, *(part for part in self.depends if part.link == "of")):
            if part is not None and part.person is not None and isinstance(part.person.known, Person):
                return part.person.known
        return None

    def _is_outsider(self, agent: Agent) -> bool:
        """Whether it is an ally or rival of a state, region or body, so somebody else; a person's allies are his."""
        if not is_of(agent, "outsider"):
            return False
        tags = [t for t in self.portion.tags if t is not self.head]
        tags += [t for part in (self.owner, *self.depends) if part is not None for t in part.tags]
        return bool(tags) and not any(isinstance(t.known, Agent | Person) for t in tags)

    def _ally(self, agent: Agent) -> Resolution:
        """Tell "Russia's ally Belarus" to be Belarus; NATO allies are known by the alliance, US allies not at all."""
        for match in (t.known for t in self.portion.tags if t.first > self.head.last):
            if isinstance(match, CountryMatch):
                said = (f'"{match.matched}" {match.kind} of {match.country.iso3}',)
                return Resolution(match.country.name, match.country.iso3, None, match.sector, None, said)
        body = self._body_beside()
        organization, why = region_of(agent, self.portion, self.owner, self.depends)
        if body is not None and body.sector == "IGO":
            organization, why = body.organization, body.why[0]
        if organization is None or _placed([self.portion]):
            return EMPTY
        return self._titled(agent, Resolution(organization=organization, why=(why or "",)))

    def _role(self, agent: Agent, modifiers: list[str]) -> str | None:
        lead = modifiers[-1] if modifiers and modifiers[-1] in word_class("lead") else None
        return agent.role if lead is None or agent.role is None else f"{lead} {agent.role}"

    def _donor(self, agent: Agent) -> tuple[str | None, str | None, str | None, str | None]:
        """Sector, organization, home country and reason that a relational head takes from what it belongs to."""
        if not agent.relational:
            return None, None, None, None
        body = self._body_beside()
        lent = self._lent_sector()
        if lent and not (body is not None and body.sector):
            return lent, None, None, None
        for found in self._complements() if body is None or not body.sector else [body]:
            if found.sector:
                sector = sector_from(agent, found)
                return sector, found.organization, found.country, found.why[0] if found.why else None
        return None, None, None, None

    def _complements(self) -> list[Resolution]:
        found = [] if self.owner is None else [read_part([self.owner], self.on)]
        for index, part in enumerate(self.depends):
            if part.link in _DONORS:
                read = read_part([replace(part, link=""), *self.depends[index + 1 :]], self.on)
                bare = any(isinstance(t.known, CountryMatch) for t in part.tags) and len(part.tags) == 1
                found.append(replace(read, sector=None) if bare else read)
        return found

    def _lent_sector(self) -> str | None:
        """The sector of the nearest role noun or seat of power before the head."""
        for one in reversed(self.portion.tags):
            if one.first < self.head.first:
                known = one.known
                if isinstance(known, Agent) and known.sector and not known.weak and known.kind != "thing":
                    return known.sector
                if isinstance(known, CountryMatch) and known.sector:
                    return known.sector
        return None

    def _body_beside(self) -> Resolution | None:
        """The organization or institution that stands before the head, or that possesses it."""
        for part in (self.portion, self.owner):
            for one in reversed(part.tags if part is not None else ()):
                if isinstance(one.known, Organization | Institution) and one != self.head:
                    ident = one.known.id if isinstance(one.known, Organization) else None
                    sector = functional_sector(one.known) if isinstance(one.known, Organization) else one.known.sector
                    return Resolution(
                        one.known.name, one.known.country, ident, sector, None, (f"{one.known.name}, {sector}",)
                    )
        return None

    # persons

    def _person(self, person: Person) -> Resolution:
        office, over = office_of(person, self.on)
        begun = started(office, self.on)
        sector = (after_office(office.sector) if over else office.sector) if begun else None
        role = (office.role or None) if not over else (f"former {office.role}" if begun and office.role else None)
        organization = office.organization if not over else None
        found = Resolution(
            person.name, office.country, organization, sector, role, (reason(office, self.on),), self._surface()
        )
        titles = [
            t for t in self.portion.tags if t.agent and t.agent.kind in {"person", "body"} and t.last < self.head.first
        ]
        if not titles:
            return self._moved(found)
        title = replace(self.portion.cut(0, self.head.first))
        said = _Reader(self.owner, title, [], self.on).read()
        honorary = said.role in word_class("honorary title") and not over
        if not said.sector or honorary:
            return found
        if found.country is None:  # "Prime Minister" of somebody who leads the EU today
            held = (office.country for office in person.offices if office.role == said.role)
            found = replace(found, country=next(held, None))
        return replace(found.said_by(said), contradicted=contradiction(person, said, self.on))

    def _surface(self) -> str:
        return " ".join(self.portion.tokens[self.head.first : self.head.last + 1])

    def _moved(self, found: Resolution) -> Resolution:
        """The word "former" before a bare name makes a former official of its bearer."""
        modifiers = [token.lower() for token in self.portion.tokens[: self.head.first]]
        return replace(found, sector=after_office(found.sector)) if is_former(modifiers) else found


def _placed(sides: Iterable[Part]) -> tuple[str, str | None] | None:
    """ISO3 and reason of the first country that is named in one of the parts."""
    for side in sides:
        for match in sorted((t.known for t in side.tags if isinstance(t.known, CountryMatch)), key=_looseness):
            return match.country.iso3, f'"{match.matched}" {match.kind} of {match.country.iso3}'
    return None


def _reasons(agent: Agent, sector: str | None, *others: str | None) -> tuple[str, ...]:
    return tuple(r for r in dict.fromkeys((f'"{agent.phrase}" {sector or "no sector"}', *others)) if r)


def _name_behind_place(depends: list[Part]) -> str | None:
    """The holder's name that a place hides ("special envoy for Ukraine Jane Doe")."""
    if not depends or not depends[-1].tags or not isinstance(depends[-1].tags[-1].known, CountryMatch):
        return None
    rest = depends[-1].cut(depends[-1].tags[-1].last + 1, len(depends[-1].tokens))
    return rest.text if rest.is_name else None


def _looseness(match: CountryMatch) -> int:
    """Peoples across borders place an actor only where nothing else does."""
    return 1 if match.kind == "ethnic" else 0


def _person_noun(word: str) -> bool:
    return word.endswith(("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ians", "people"))


def _trailing_name(part: Part, head: Tag) -> str | None:
    """The capitalised words behind a title: the name of its holder."""
    rest = part.tokens[head.last + 1 :]
    title = head.agent is not None and head.agent.kind in {"person", "adj"}
    if not rest or not title or not all(t[:1].isupper() or t in word_class("name particle") for t in rest):
        return None
    return " ".join(rest)
