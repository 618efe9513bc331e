"""Events ↔ disk: one DuckDB file with events, their documents and reports, and where each came from.

>>> from riftline.ledger import Ledger
>>> with Ledger.open("nato.ledger") as ledger:  # doctest: +SKIP
...     ledger.dyads().filter("source = 'USA'").limit(5)
"""

from riftline.ledger.store import Ledger

__all__ = ["Ledger"]
