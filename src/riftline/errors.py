"""Every error a user can meet: what was wrong, with which input, and what to do about it."""


class RiftlineError(Exception):
    """Base of all errors that riftline raises on purpose.

    Args:
        problem: what is wrong, without a full stop.
        where: the input it is about ("news.jsonl, line 12"), if any.
        remedy: what the user can do.
    """

    def __init__(self, problem: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.problem, self.where, self.remedy = problem, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """`where: problem. remedy.`."""
        head = f"{self.where}: {self.problem}" if self.where else self.problem
        return f"{head}. {self.remedy}" if self.remedy else head


class InputError(RiftlineError):
    """A document or a line of an input that cannot be read; the rest of the work goes on."""


class UsageError(RiftlineError):
    """The request itself is wrong (exit status 2)."""


class ModelError(RiftlineError):
    """The bundled model is missing or does not fit this version."""


class MeasureError(RiftlineError):
    """A frame, group or period from which a measure cannot be computed."""


class LedgerError(RiftlineError):
    """A ledger that cannot be opened, read or written; it is as it was before."""


class ScenarioError(RiftlineError):
    """A scenario that cannot be negotiated: which line is wrong, and what to write there."""
