"""The things that a command speaks of, by their ids: a guest's have others until the host gives them their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from facilitator.domain.commands import Command
from facilitator.domain.record import Record, replace

C = TypeVar("C", bound=Record)
REFERENCES: Final = frozenset({"id", "entry", "why", "parent", "under", "evidence", "addresses", "step"})
"""Fields that hold ids."""
COUNTS: Final = frozenset({"by", "seconds", "row", "score", "plan"})
"""Fields that hold other whole numbers."""


def references(command: Command) -> frozenset[int]:
    """The ids that a command speaks of."""
    found: set[int] = set()

    def seen(id: int) -> int:
        found.add(id)
        return id

    _mapped(command, seen)
    return frozenset(found)


def renumbered(command: Command, new: Mapping[int, int]) -> Command:
    """The command, speaking of the same things by their new ids."""
    return _mapped(command, lambda id: new.get(id, id))


def _mapped(record: C, change: Callable[[int], int]) -> C:
    changes = {name: _value(name, getattr(record, name), change) for name in type(record).names}
    return replace(record, **changes)


def _value(name: str, value: Any, change: Callable[[int], int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_value(name, each, change) for each in value)
    if isinstance(value, Record):
        return _mapped(value, change)
    if name in REFERENCES and type(value) is int:
        return change(value)
    return value
