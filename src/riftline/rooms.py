"""Rooms that can be called: `riftline.read(path)` beside `riftline.read.read_documents`.

The design gives the rooms and the Python door the same names (`read`, `code`, `brief`). A package can only have one
attribute of a name, so the room's module itself is made callable and hands the call to `riftline.door`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Room(ModuleType):
    """A module that can be called; the function of the same name in `riftline.door` answers."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - hands on whatever the door takes
        """See the function of this name in `riftline.door`."""
        door = import_module("riftline.door")
        return getattr(door, self.__name__.rpartition(".")[2])(*args, **kwargs)


def make_callable(name: str) -> None:
    """Make the module `name` a `Room`."""
    sys.modules[name].__class__ = Room
