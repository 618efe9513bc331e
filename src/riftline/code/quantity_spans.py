"""A quantity and its place in the text, as the modules that find quantities hand it on."""

from dataclasses import dataclass

from riftline.code.amounts import Amount
from riftline.records import Quantity


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity and its place in the text; `riftline.code.quantities` says what the fields hold."""

    text: str
    start: int
    end: int
    value: float | None
    value_max: float | None
    unit: str | None
    of: str | None
    bound: str = "exact"

    def to_record(self) -> Quantity:
        """The record that travels with an event."""
        return Quantity(self.text, self.value, self.value_max, self.unit, self.of)


def span_of(amount: Amount, text: str, end: int, unit: str | None, of: str | None) -> QuantitySpan:
    """The span of a number and the words up to `end` that say what it counts."""
    return QuantitySpan(
        text[amount.start : end], amount.start, end, amount.value, amount.value_max, unit, of, amount.bound
    )


def past_of(low: str, amount: Amount) -> int:
    """Where the counted words start: after "dozens of", "a couple of"."""
    return amount.end + len(" of") * (amount.bound == "vague" and low.startswith(" of ", amount.end))
