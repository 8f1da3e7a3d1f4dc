"""Commands as JSON and back, for those that come from another terminal. Strict: what is not ours is a BadRecord."""

from __future__ import annotations

from typing import Any, Final, get_args

from facilitator.domain.codec import BadRecord, decoder, encoder
from facilitator.domain.commands import Command

COMMANDS: Final[dict[str, type]] = {kind.__name__: kind for kind in get_args(Command)}
LARGEST: Final = 2**53
"""The whole numbers up to which every reader of JSON agrees."""


def encode_command(command: Command) -> dict[str, Any]:
    """The command as what JSON can carry: `{"command", "data"}`."""
    name = type(command).__name__
    return {"command": name, "data": encoder(COMMANDS[name])(command)}


def decode_command(doc: Any) -> Command:
    """The command in a document; BadRecord for anything else."""
    try:
        if doc.keys() != {"command", "data"}:
            raise KeyError("a command and its data were expected")
        _must_be_sound(doc["data"])
        found: Command = decoder(COMMANDS[doc["command"]])(doc["data"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise BadRecord(f"A command cannot be read: {type(fault).__name__}: {fault}.") from fault
    return found


def _must_be_sound(data: Any) -> None:
    """Neither numbers that are too large to be meant, nor texts that no file can hold."""
    todo = [data]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            todo += each.values()
        elif isinstance(each, list):
            todo += each
        elif isinstance(each, str):
            each.encode()
        elif isinstance(each, int) and not -LARGEST <= each <= LARGEST:
            raise ValueError("a number is too large")
