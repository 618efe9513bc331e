"""The answer to "who is this?"."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase stands for, and why.

    `person` is the personal name in the phrase, if there is one; `generic` says that the country is a default which the
    surroundings of the phrase may overrule ("the Labour Party"). `noun` is the role noun as written, of which the
    name of somebody without a personal name is made ("American officials"). `stated` says that the text itself gives
    the role, `contradicted` how the table of office holders contradicts it.
    """

    name: str | None = None
    country: str | None = None
    organization: str | None = None
    sector: str | None = None
    role: str | None = None
    why: tuple[str, ...] = ()
    person: str | None = None
    generic: bool = False
    noun: str | None = None
    stated: bool = False
    contradicted: str | None = None

    def __bool__(self) -> bool:
        """Whether a political actor was found."""
        return bool(self.country or self.organization or self.sector)

    def filled_from(self, other: "Resolution") -> "Resolution":
        """With the other's fields where this one's are empty."""
        return replace(
            self,
            country=self.country or other.country,
            organization=self.organization or other.organization,
            sector=self.sector or other.sector,
            role=self.role or other.role,
            why=self.why + other.why,
        )

    def said_by(self, other: "Resolution") -> "Resolution":
        """With the other's role, sector and, where given, country: the text itself wins over the table."""
        return replace(
            other,
            name=self.name,
            person=self.person,
            country=other.country or self.country,
            why=other.why + self.why,
            stated=True,
        )


EMPTY = Resolution()
