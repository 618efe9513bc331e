"""Where a negotiation settles, how sure that is, and who moves it.

>>> from riftline.negotiate import negotiate, read_scenario
>>> for settlement in negotiate("examples/ec-car-emissions.toml"):  # doctest: +SKIP
...     print(settlement.issue.title, settlement.headline.mean, settlement.headline.band(0.8))
"""

from riftline.negotiate.reading import parse_scenario, read_scenario
from riftline.negotiate.scenario import Actor, Issue, RedLine, Scenario, Stake
from riftline.negotiate.settlement import Settlement, negotiate

__all__ = [
    "Actor",
    "Issue",
    "RedLine",
    "Scenario",
    "Settlement",
    "Stake",
    "negotiate",
    "parse_scenario",
    "read_scenario",
]
