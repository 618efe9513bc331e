"""What a format of event data is to the importer: how it is told, how it is read, and one SELECT that maps it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Lookups = Callable[[], Mapping[str, "pa.Table"]]

# The columns that a format's SELECT gives, in this order; `skip` is the reason why a row cannot be taken, else null.
STAGED = (
    *("id", "document", "url", "title", "publisher", "published", "sentence", "text", "date", "date_end"),
    *("type", "mode", "contexts", "cameo", "quad", "goldstein", "status", "sources", "targets", "place", "quantities"),
    *("confidence", "reports", "root", "note", "given_quad", "tone", "skip"),
)
STAGED_REPORTS = ("event", "document", "published", "confidence", "skip")


@dataclass(frozen=True, slots=True)
class Format:
    """A layout of event data.

    Args:
        name: as the user gives it (`--format icews`), and the `origin` of its events.
        title: what it is, for people.
        delimiter: between fields.
        columns: names of the columns: all of them in order for a file without header, else those it must have.
        select: SQL over `raw`, whose columns are all VARCHAR, that gives `STAGED` (or `STAGED_REPORTS`).
        header: whether the first line names the columns.
        optional: columns that a file with header may have; null where it has not.
        aliases: other names of columns, as written in other editions → the name used in `select`.
        quote: the quotation mark around fields, or none.
        encoding: of the files; "latin-1" of a format whose files may be that (or Windows-1252) or UTF-8, which the
            content tells.
        lookups: small tables that `select` joins, by name.
        names: SQL over `raw` that gives (text, country, day) of every actor named in words, day as DATE; what
            `riftline.ledger.names.name_table` makes of the distinct rows is the lookup `names` of `select`.
        unknown: SQL over `staged` that gives (field, code) for every code that no table knows, one row per event.
        into: whether the rows are events or further reports of events.
        recognise: tells the format by the fields of the first line.
        padded: rows may have fewer fields than there are columns, or a few empty ones more.
        batched: `select` also gives `raw.import_id AS import`, so that many files can be read at once.
    """

    name: str
    title: str
    delimiter: str
    columns: Sequence[str]
    select: str
    header: bool = True
    optional: Sequence[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    quote: str = ""
    encoding: Literal["utf-8", "latin-1"] = "utf-8"
    lookups: Lookups = dict
    names: str | None = None
    unknown: str | None = None
    into: Literal["events", "reports"] = "events"
    recognise: Callable[[Sequence[str]], bool] | None = None
    padded: bool = False
    batched: bool = False

    @property
    def staged(self) -> Sequence[str]:
        """The columns that `select` gives."""
        return STAGED if self.into == "events" else STAGED_REPORTS

    @property
    def table(self) -> str:
        """The table that the rows go to."""
        return "events" if self.into == "events" else "further_reports"

    def told_by(self, fields: Sequence[str]) -> bool:
        """Whether a file whose first line has these fields is of this format."""
        if self.recognise:
            return self.recognise(fields)
        named = {self.aliases.get(name.strip(), name.strip()) for name in fields}
        return named.issuperset(self.columns)
