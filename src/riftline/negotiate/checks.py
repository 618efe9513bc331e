"""Whether a scenario holds together: what no single line can tell."""

from collections import Counter
from collections.abc import Iterable

from riftline.negotiate.estimate import Estimate
from riftline.negotiate.node import Node
from riftline.negotiate.scenario import Issue, Scenario

_LEAST_PARTIES = 2


def check_issues(issues: tuple[Issue, ...], nodes: list[Node]) -> None:
    """Refuse two issues of one name, before actors refer to them.

    Raises:
        ScenarioError: there are such two.
    """
    _once((issue.id for issue in issues), nodes, "id")


def check_scenario(scenario: Scenario, top: Node) -> None:
    """Refuse what cannot be negotiated.

    Args:
        scenario: as it was read.
        top: the file, for the lines in errors.

    Raises:
        ScenarioError: an actor stands twice, an issue has fewer than two parties, or nobody has any weight on it.
    """
    _once((actor.name.casefold() for actor in scenario.actors), top.children("actor"), "name")
    for issue, node in zip(scenario.issues, top.children("issue"), strict=True):
        _check_parties(scenario, issue, node)
    for name in (name for name, times in Counter(n for link in scenario.links for n in link).items() if times > 1):
        raise top.error(f"issue {name!r} stands in two links", "Put all issues that are traded into one link", "link")


def _once(names: Iterable[str], nodes: list[Node], key: str) -> None:
    seen: set[str] = set()
    for name, node in zip(names, nodes, strict=True):
        if name in seen:
            raise node.error(f"`{key}` {node.values[key]!r} stands twice", "Give each a name of its own", key)
        seen.add(name)


def _check_parties(scenario: Scenario, issue: Issue, node: Node) -> None:
    parties = scenario.parties(issue.id)
    if len(parties) < _LEAST_PARTIES:
        found = {0: "nobody", 1: f"only {parties[0][0].name}" if parties else ""}[len(parties)]
        remedy = f"Add actors with [actor.on.{issue.id}] and at_table = true"
        raise node.error(f"{found} at the table has a stake in issue {issue.id!r}", remedy)
    if not any(_lowest(stake.salience) > 0 and _lowest(stake.capability) > 0 for _, stake in parties):
        if not any(stake.salience.best * stake.capability.best > 0 for _, stake in parties):
            problem = f"all weights (salience × capability) on issue {issue.id!r} are 0"
            raise node.error(problem, "Give somebody salience and capability above 0")
        problem = f"all weights (salience × capability) on issue {issue.id!r} may be 0 at once"
        raise node.error(problem, "Let the range of at least one actor begin above 0")


def _lowest(estimate: Estimate) -> float:
    """The lowest value that can be drawn; of a normal distribution only just above 0, if that."""
    if estimate.kind == "normal":
        return estimate.numbers[0]
    return min(estimate.numbers)
