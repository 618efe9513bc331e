"""Scenario files: the commented template, and drafts in its form."""

import importlib.resources
import json
from collections.abc import Iterable

from riftline.negotiate.estimate import Estimate
from riftline.negotiate.scenario import Actor, Issue, Scenario


def template() -> str:
    """The commented template, which is itself a scenario."""
    return importlib.resources.files(__package__).joinpath("template.toml").read_text(encoding="utf8")


def quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def commented(text: str, *, indent: str = "# ") -> str:
    """A text as comment, on one line."""
    return indent + " ".join(text.split())


def write_scenario(scenario: Scenario) -> str:
    """A scenario as a file; what was not given is not written."""
    parts = [_head(scenario), *map(_issue, scenario.issues), *map(_link, scenario.links), *map(_actor, scenario.actors)]
    return "\n".join(parts)


def _head(scenario: Scenario) -> str:
    lines = [f"title = {quoted(scenario.title)}"]
    lines += [f"question = {quoted(scenario.question)}"] if scenario.question else []
    lines += [f"as_of = {scenario.as_of.isoformat()}"] if scenario.as_of else []
    lines += ["illustrative = true"] if scenario.illustrative else []
    lines += [f"model_error = {scenario.model_error!r}"]
    lines += [f"sources = [{', '.join(map(quoted, scenario.sources))}]"] if scenario.sources else []
    lines += [f"note = {quoted(scenario.note)}"] if scenario.note else []
    return "\n".join(lines) + "\n"


def _issue(issue: Issue) -> str:
    lines = ["[[issue]]", f"id = {quoted(issue.id)}", f"title = {quoted(issue.title)}"]
    lines += [f"unit = {quoted(issue.unit)}", f"scale = [{issue.low!r}, {issue.high!r}]"]
    lines += [f"low = {quoted(issue.low_means)}", f"high = {quoted(issue.high_means)}"]
    lines += [f"status_quo = {issue.status_quo!r}"] if issue.status_quo is not None else []
    lines += [f"reference = {_estimate(issue.reference)}"] if issue.reference else []
    lines += _reason(issue.reason)
    return "\n".join(lines) + "\n"


def _link(link: Iterable[str]) -> str:
    return f"[[link]]\nissues = [{', '.join(map(quoted, link))}]\n"


def _actor(actor: Actor) -> str:
    lines = ["[[actor]]", f"name = {quoted(actor.name)}"]
    lines += [f"code = {quoted(actor.code)}"] if actor.code else []
    lines += [] if actor.at_table else ["at_table = false"]
    lines += _reason(actor.reason)
    for stake in actor.stakes:
        lines += [f"[actor.on.{stake.issue}]", f"position = {_estimate(stake.position)}"]
        lines += [f"salience = {_estimate(stake.salience)}", f"capability = {_estimate(stake.capability)}"]
        line = stake.red_line
        ends = [] if line is None else [("min", line.least), ("max", line.most)]
        given = ", ".join(f"{name} = {value!r}" for name, value in ends if value is not None)
        lines += [f"red_line = {{ {given} }}"] if given else []
        lines += _reason(stake.reason)
    return "\n".join(lines) + "\n"


def _reason(reason: str | None) -> list[str]:
    return [f"reason = {quoted(reason)}"] if reason else []


def _estimate(estimate: Estimate) -> str:
    names = {
        "number": ("value",),
        "range": ("low", "high"),
        "triangle": ("low", "mode", "high"),
        "normal": ("mean", "sd"),
    }
    if estimate.kind == "number" and not estimate.reason:
        return repr(estimate.numbers[0])
    if estimate.kind == "values":
        cells = [f"values = {list(estimate.numbers)}", f"weights = {list(estimate.weights)}"]
    else:
        pairs = zip(names[estimate.kind], estimate.numbers, strict=True)
        cells = [f"{name} = {value!r}" for name, value in pairs]
    cells += [f"reason = {quoted(estimate.reason)}"] if estimate.reason else []
    return f"{{ {', '.join(cells)} }}"
