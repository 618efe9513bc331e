"""A scenario drafted from a ledger: who is party to a dispute, how much each seems to care, what it said.

Positions stay open. The quotes beside them are what the reports have; what they mean on the scale is for the user to
say.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from riftline.errors import ScenarioError
from riftline.ledger import Ledger
from riftline.negotiate.capabilities import Capabilities, bundled
from riftline.negotiate.writing import commented, quoted

MOST = 8  # parties, unless they are named
_QUOTES = 5  # for each party
_LONGEST = 240  # characters of a quote
_LEVEL = 1.28  # standard errors to the ends of an 80 % interval


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the dispute: its code, its events, how many of them are in the context, and what was quoted."""

    code: str
    events: int
    on_context: int
    quotes: tuple[tuple[str, str], ...]

    @property
    def salience(self) -> tuple[float, float, float]:
        """The share of its events in the context with an 80 % interval (Wilson 1927, doi:10.2307/2276774)."""
        n, share, z = self.events, self.on_context / self.events, _LEVEL
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), share, min(1.0, middle + half)


def draft(
    ledger: Ledger,
    *,
    context: str,
    parties: Sequence[str] = (),
    start: dt.date | None = None,
    end: dt.date | None = None,
    capabilities: Capabilities | None = None,
) -> str:
    """The text of a scenario file in which only positions and the scale are left to write.

    Args:
        ledger: open for reading.
        context: the PLOVER context that the dispute is about, such as `territory` or `natural_resource`.
        parties: codes; without any, those with most events in the context.
        start: first day of the events that count.
        end: last day.
        capabilities: by party; without them, gross domestic products.

    Raises:
        ScenarioError: fewer than two parties have events in the context.
    """
    found = [one for one in _parties(ledger, context, start, end) if not parties or one.code in parties]
    found = found if parties else found[:MOST]
    if len(found) < 2:  # noqa: PLR2004 - a negotiation takes two
        problem = f"fewer than two parties have events in the context {context!r}"
        remedy = "Name another context, other parties or a longer time"
        raise ScenarioError(problem, where=str(ledger.path), remedy=remedy)
    known = bundled() if capabilities is None else capabilities
    return _head(ledger, context, known) + "".join(_actor(party, context, known) for party in found)


def _parties(ledger: Ledger, context: str, start: dt.date | None, end: dt.date | None) -> list[Party]:
    rows = ledger.rows(_COUNTS, {"context": context, "start": start, "end": end})
    return [Party(code, events, on, _quotes(ledger, code, context, start, end)) for code, events, on in rows]


def _quotes(
    ledger: Ledger, code: str, context: str, start: dt.date | None, end: dt.date | None
) -> tuple[tuple[str, str], ...]:
    values = {"party": code, "context": context, "start": start, "end": end, "most": _QUOTES}
    rows = ledger.rows(_WORDS, values)
    return tuple((f"{day}, {document or 'no document'}", _short(text)) for day, document, text in rows)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


_COUNTS = """
WITH sides AS (
    SELECT event, source AS party, contexts FROM dyads
    WHERE date >= coalesce($start, DATE '0001-01-01') AND date <= coalesce($end, DATE '9999-12-31')
    UNION ALL
    SELECT event, target, contexts FROM dyads
    WHERE date >= coalesce($start, DATE '0001-01-01') AND date <= coalesce($end, DATE '9999-12-31')
)
SELECT party, count(DISTINCT event), count(DISTINCT event) FILTER (list_contains(contexts, $context)) AS on_context
FROM sides GROUP BY party HAVING on_context > 0 ORDER BY on_context DESC, party
"""
# What a party itself said or did: it speaks or it is a source.
_WORDS = """
SELECT DISTINCT ON (words) coalesce(date, published) AS day, document, coalesce(nullif(quote, ''), "text") AS words
FROM events
WHERE list_contains(contexts, $context) AND coalesce(nullif(quote, ''), "text") IS NOT NULL
    AND ($start IS NULL OR date >= $start) AND ($end IS NULL OR date <= $end)
    AND (coalesce(speaker.country, speaker.organization) = $party
        OR list_contains(list_transform(sources, lambda actor: coalesce(actor.country, actor.organization)), $party))
ORDER BY day DESC, words LIMIT $most
"""


def _head(ledger: Ledger, context: str, capabilities: Capabilities) -> str:
    topic = context.replace("_", " ")
    return f"""# A draft from {ledger.path.name}. Write the scale and the positions: riftline does not guess them.
# Salience is the share of a party's events that are about {topic}: attention in the reports, not in its cabinet.
# Capability: {capabilities.unit} ({capabilities.source}). Delete who has no say, add who is missing.

title = {quoted(f"Dispute about {topic}")}
sources = [{quoted(f"events in {ledger.path.name}")}]

[[issue]]
id = "issue"
title = ""                     # what is decided
unit = ""
scale = [0, 100]
low = ""                       # what the lower end means
high = ""                      # what the upper end means
# status_quo =                 # where things stand today
# reference =                  # what happens without an agreement
"""


def _actor(party: Party, context: str, capabilities: Capabilities) -> str:
    low, mode, high = party.salience
    value = capabilities.values.get(party.code)
    reason = f"{party.on_context} of its {party.events} events are about {context.replace('_', ' ')}."
    strength = f"{value:g}" if value is not None else '"?"      # not in the table'
    quotes = "".join(f"{commented(text)}\n#   ({where})\n" for where, text in party.quotes)
    return f"""
[[actor]]
name = {quoted(_name(party.code))}
code = {quoted(party.code)}
capability = {strength}
[actor.on.issue]
{quotes or "# No words of its own in the ledger." + chr(10)}position = "?"
salience = {{ low = {low:.2f}, mode = {mode:.2f}, high = {high:.2f}, reason = {quoted(reason)} }}
"""


def _name(code: str) -> str:
    from riftline.facts.countries import country  # noqa: PLC0415 - reads the tables
    from riftline.facts.organizations import organization  # noqa: PLC0415

    found = country(code) or organization(code)
    return found.name if found else code
