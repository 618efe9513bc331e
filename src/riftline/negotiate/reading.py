"""A scenario file (TOML) → a scenario. What is wrong is told with its line and what to write instead."""

import math
import re
import tomllib
from pathlib import Path

from riftline.errors import ScenarioError
from riftline.negotiate.checks import check_issues, check_scenario
from riftline.negotiate.estimate import Estimate
from riftline.negotiate.estimates import FORMS, read_estimate
from riftline.negotiate.node import Node, Source
from riftline.negotiate.scenario import Actor, Issue, RedLine, Scenario, Stake
from riftline.negotiate.toml_lines import line_numbers

_TOP = (
    "title", "question", "as_of", "illustrative", "model_error", "note", "sources", "issue", "actor", "link",
)  # fmt: skip
_ISSUE = ("id", "title", "unit", "scale", "low", "high", "status_quo", "reference", "reason")
_ACTOR = ("name", "code", "at_table", "capability", "reason", "on")
_STAKE = ("position", "salience", "capability", "red_line", "reason")
_LINK = ("issues", "reason")
_ID = re.compile(r"[A-Za-z0-9_-]+")
_AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


def read_scenario(path: str | Path) -> Scenario:
    """The scenario in a file.

    Raises:
        ScenarioError: it cannot be read, is no TOML, or does not hold together.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError("is not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        remedy = "Check the name; riftline negotiate new writes a template"
        raise ScenarioError(f"cannot be read ({reason})", where=str(path), remedy=remedy) from error
    return parse_scenario(text, name=str(path))


def parse_scenario(text: str, *, name: str = "scenario") -> Scenario:
    """The scenario in a text.

    Args:
        text: TOML.
        name: of the file, for errors.

    Raises:
        ScenarioError: as `read_scenario`.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(error, name) from error
    return _scenario(Node(values, (), Source(name, line_numbers(text))))


def _no_toml(error: tomllib.TOMLDecodeError, name: str) -> ScenarioError:
    found = _AT_LINE.search(str(error))
    line = f", line {found[1]}" if found and found[1] else ""
    problem = _AT_LINE.sub("", str(error))
    remedy = "It is no valid TOML: texts need quotes, lists brackets, and each key stands once"
    return ScenarioError(problem[:1].lower() + problem[1:], where=f"{name}{line}", remedy=remedy)


def _scenario(top: Node) -> Scenario:
    top.check_keys(_TOP)
    issues = tuple(_issue(node) for node in top.children("issue"))
    if not issues:
        raise top.error("there is no issue", "Begin one with [[issue]]; riftline negotiate new shows how")
    check_issues(issues, top.children("issue"))
    scenario = Scenario(
        title=top.name("title"),
        issues=issues,
        actors=tuple(_actor(node, issues) for node in top.children("actor")),
        question=top.text("question"),
        as_of=top.day("as_of"),
        illustrative=top.flag("illustrative", default=False),
        model_error=_or(top.number("model_error", low=0, high=math.inf), 1.0),
        links=tuple(_link(node, issues) for node in top.children("link")),
        sources=top.texts("sources"),
        note=top.text("note"),
    )
    check_scenario(scenario, top)
    return scenario


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _issue(node: Node) -> Issue:
    node.check_keys(_ISSUE)
    name = node.name("id")
    if not _ID.fullmatch(name):
        raise node.error(f"`id` is {name!r}", "Use letters, digits, - and _ only: actors refer to it", "id")
    low, high = _scale(node)
    return Issue(
        id=name,
        title=node.name("title"),
        unit=node.text("unit") or "",
        low=low,
        high=high,
        low_means=node.name("low"),
        high_means=node.name("high"),
        status_quo=node.number("status_quo", low=low, high=high),
        reference=read_estimate(node, "reference", low, high),
        reason=node.text("reason"),
    )


def _scale(node: Node) -> tuple[float, float]:
    value = node.values.get("scale", [0, 100])
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - two ends
        raise node.error(f"`scale` is {value!r}", "Write its two ends, such as [0, 100]", "scale")
    low, high = (node.checked(end, "scale") for end in value)
    if low >= high:
        raise node.error(f"`scale` goes from {low:g} to {high:g}", "Give the lower end first", "scale")
    return low, high


def _actor(node: Node, issues: tuple[Issue, ...]) -> Actor:
    node.check_keys(_ACTOR)
    name = node.name("name")
    stakes = node.child("on")
    known = {issue.id: issue for issue in issues}
    if stakes is not None:
        stakes.check_keys(list(known))
    asked = [] if stakes is None else [(known[key], stakes.child(key)) for key in stakes.values]
    return Actor(
        name=name,
        stakes=tuple(_stake(inner, issue, node) for issue, inner in asked if inner is not None),
        at_table=node.flag("at_table", default=True),
        code=node.text("code"),
        reason=node.text("reason"),
    )


def _stake(node: Node, issue: Issue, actor: Node) -> Stake:
    node.check_keys(_STAKE)
    own = "capability" in node.values
    return Stake(
        issue=issue.id,
        position=_needed(node, "position", issue.low, issue.high),
        salience=_needed(node, "salience", 0, 1),
        capability=_needed(node if own else actor, "capability", 0, math.inf),
        red_line=_red_line(node, issue),
        reason=node.text("reason"),
    )


def _needed(node: Node, key: str, low: float, high: float) -> Estimate:
    found = read_estimate(node, key, low, high)
    if found is None:
        raise node.error(f"`{key}` is missing", f"Add {key} = …: {FORMS}")
    return found


def _red_line(node: Node, issue: Issue) -> RedLine | None:
    inner = node.child("red_line")
    if inner is None:
        return None
    inner.check_keys(("min", "max"))
    least, most = (inner.number(key, low=issue.low, high=issue.high) for key in ("min", "max"))
    if least is not None and most is not None and least > most:
        raise node.error(f"`red_line` asks for at least {least:g} and at most {most:g}", "Swap them", "red_line")
    return RedLine(least, most)


def _link(node: Node, issues: tuple[Issue, ...]) -> tuple[str, ...]:
    node.check_keys(_LINK)
    linked, known = node.texts("issues"), {issue.id for issue in issues}
    if missing := [name for name in linked if name not in known]:
        raise node.error(f"`issues` names {missing[0]!r}", f"There are: {', '.join(sorted(known))}", "issues")
    if len(set(linked)) < 2:  # noqa: PLR2004 - a link joins two
        raise node.error("`issues` needs two different issues", 'Write issues = ["one", "other"]', "issues")
    return tuple(dict.fromkeys(linked))
