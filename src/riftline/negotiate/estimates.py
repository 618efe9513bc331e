"""Inputs as they are written in a scenario: 40, [30, 50], {low, mode, high}, {mean, sd}, {values, weights}."""

from typing import Any

from riftline.negotiate.estimate import Estimate
from riftline.negotiate.node import Node

FORMS = "a number, [low, high], {low, mode, high}, {mean, sd} or {values, weights}"
_OPEN = ("", "?")  # a position that is still to be found out


def read_estimate(node: Node, key: str, low: float, high: float) -> Estimate | None:
    """The input under `key`, none where it is absent.

    Args:
        node: the table it stands in.
        key: its name.
        low: the lowest value it may have.
        high: the highest.

    Raises:
        ScenarioError: it is no input, contradicts itself, or leaves the bounds.
    """
    value = node.values.get(key)
    if value is None:
        return None
    if isinstance(value, list):
        return _range(node, key, value, low, high)
    if isinstance(value, dict):
        return _table(node, key, value, low, high)
    if isinstance(value, str):
        raise _unwritten(node, key, value)
    return Estimate("number", (node.checked(value, key, low=low, high=high),))


def _unwritten(node: Node, key: str, value: str) -> Exception:
    if value.strip() in _OPEN:
        remedy = "Read the quotes, then write what you make of them" if key == "position" else f"Write {FORMS}"
        return node.error(f"`{key}` is still open", remedy, key)
    return node.error(f"`{key}` is the text {value!r}", f"Write {FORMS}, without quotes", key)


def _range(node: Node, key: str, value: list[Any], low: float, high: float) -> Estimate:
    if len(value) != 2:  # noqa: PLR2004 - two ends
        raise node.error(f"`{key}` has {len(value)} values in brackets", "Write [low, high]", key)
    start, end = (node.checked(one, key, low=low, high=high) for one in value)
    return _ordered(node, key, "range", (start, end))


def _ordered(node: Node, key: str, kind: Any, numbers: tuple[float, ...]) -> Estimate:  # noqa: ANN401 - a Literal
    if list(numbers) != sorted(numbers):
        shown = ", ".join(f"{one:g}" for one in numbers)
        raise node.error(f"`{key}` is {shown}: that does not rise", "Give the lowest value first", key)
    return Estimate(kind, numbers) if numbers[0] < numbers[-1] else Estimate("number", numbers[:1])


def _table(node: Node, key: str, value: dict[str, Any], low: float, high: float) -> Estimate:
    inner = Node(value, (*node.path, key), node.source)
    reason = inner.text("reason")
    given = {name for name in value if name != "reason"}
    if given == {"value"}:
        found = Estimate("number", (inner.checked(value["value"], key, low=low, high=high),))
    elif given == {"low", "high"}:
        found = _range(node, key, [value["low"], value["high"]], low, high)
    elif given == {"low", "mode", "high"}:
        ends = tuple(inner.checked(value[name], key, low=low, high=high) for name in ("low", "mode", "high"))
        found = _ordered(node, key, "triangle", ends)
    elif given == {"mean", "sd"}:
        found = _normal(inner, key, low, high)
    elif given in ({"values"}, {"values", "weights"}):
        found = _values(inner, key, low, high)
    else:
        raise node.error(f"`{key}` has {', '.join(sorted(given)) or 'nothing'}", f"Write {FORMS}", key)
    return Estimate(found.kind, found.numbers, found.weights, reason)


def _normal(inner: Node, key: str, low: float, high: float) -> Estimate:
    mean = inner.checked(inner.values["mean"], key, low=low, high=high)
    return Estimate("normal", (mean, inner.checked(inner.values["sd"], key, low=0)))


def _values(inner: Node, key: str, low: float, high: float) -> Estimate:
    values, weights = inner.values["values"], inner.values.get("weights")
    weights = [1] * len(values) if weights is None else weights
    if not isinstance(values, list) or not values or not isinstance(weights, list) or len(values) != len(weights):
        raise inner.error(f"`{key}` needs as many weights as values", "Write {values = [20, 40], weights = [1, 3]}")
    numbers = tuple(inner.checked(one, key, low=low, high=high) for one in values)
    shares = tuple(inner.checked(one, key, low=0) for one in weights)
    if not sum(shares):
        raise inner.error(f"`{key}` has weights that are all 0", "Give at least one value a weight")
    return Estimate("values", numbers, shares)
