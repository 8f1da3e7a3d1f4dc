"""Events as JSON and back, with the version of the format.

`encode` and `decode` are inverse to each other for every event whose texts are printable; of others, what a terminal
would act on is left out. The coders are built once per type from its fields, so an event that is added to
`events.Fact` needs nothing here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event, Fact
from facilitator.domain.printable import printable
from facilitator.domain.record import NOTHING, fields_of, is_record
from facilitator.domain.upcasts import UPCASTS

SCHEMA: Final = 4
"""The version this program writes. A file of a higher one is never written over."""

Coder = Callable[[Any], Any]
FACTS: Final[dict[str, type]] = {kind.__name__: kind for kind in get_args(Fact)}


class BadRecord(FacilitatorError):
    """A stored event that is not one of ours."""


def upcast(docs: Sequence[dict[str, Any]], schema: int) -> list[dict[str, Any]]:
    """Stored events of version `schema`, brought up to `SCHEMA`; BadRecord if they are not ours."""
    brought = list(docs)
    try:
        for version in range(schema, SCHEMA):
            brought = UPCASTS[version](brought)
    except (KeyError, TypeError) as fault:
        raise BadRecord(f"Records of version {schema} cannot be read: {type(fault).__name__}: {fault}.") from fault
    return brought


def encode(event: Event) -> dict[str, Any]:
    """The event as what JSON can carry: `{"seq", "at", "by", "step", "event", "data"}`, and `private` when it is."""
    fact = event.fact
    doc: dict[str, Any] = {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "by": event.by,
        "step": event.step,
        "event": type(fact).__name__,
        "data": encoder(FACTS[type(fact).__name__])(fact),
    }
    if event.private:
        doc["private"] = True
    if event.op:
        doc["op"] = event.op
    return doc


def decode(doc: dict[str, Any]) -> Event:
    """The event in a document; BadRecord, naming the event's number, for anything else."""
    try:
        return Event(
            _whole(doc["seq"]),
            _instant(doc["at"]),
            _text(doc["by"]),
            _whole(doc["step"]),
            decoder(FACTS[doc["event"]])(doc["data"]),
            _truth(doc.get("private", False)),
            _text(doc.get("op", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        number = doc.get("seq", "?") if isinstance(doc, dict) else "?"
        raise BadRecord(f"Record {number} cannot be read: {type(fault).__name__}: {fault}.") from fault


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("text was expected")
    # Whoever wrote the file or the message: it is shown on a terminal. Most of it can be, as it stands.
    return value if value.isprintable() else printable(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("a whole number was expected")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise TypeError("a number was expected")
    return typing.cast(float, value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("true or false was expected")
    return value


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC) if at.tzinfo is not UTC else at


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


PLAIN: Final[dict[Any, Coder]] = {
    str: _text, int: _whole, float: _number, bool: _truth, datetime: _instant, date: _day
}  # fmt: skip
WRITTEN: Final[dict[Any, Coder]] = {datetime: datetime.isoformat, date: date.isoformat}


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def decoder(hint: Any) -> Coder:
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (kind,) = (each for each in inner if each is not type(None))
        of = decoder(kind)
        return lambda value: None if value is None else of(value)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            of = decoder(inner[0])
            return lambda value: tuple([of(each) for each in _list(value)])
        each_of = tuple(decoder(each) for each in inner)
        return lambda value: tuple(of(each) for of, each in zip(each_of, _list(value), strict=True))
    if is_record(hint):
        return _record(typing.cast(type, hint))
    if issubclass(hint, StrEnum):
        return typing.cast(Coder, hint)
    raise TypeError(f"no way to read {hint}")


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise TypeError("a list was expected")
    return value


def _record(kind: type) -> Coder:
    hints = _hints(kind)
    parts = tuple((name, decoder(hints[name]), default) for name, default in fields_of(kind))
    known = frozenset(name for name, _, _ in parts)

    pairs = tuple((name, of) for name, of, _ in parts)

    def read(value: dict[str, Any]) -> Any:
        if type(value) is not dict:
            raise TypeError("a dictionary was expected")
        if value.keys() == known:  # As we write it.
            return kind(*[of(value[name]) for name, of in pairs])
        if not known.issuperset(value):
            raise KeyError(min(set(value) - known))
        return kind(
            *[of(value[name]) if name in value or default is NOTHING else default for name, of, default in parts]
        )

    return read


@cache
def encoder(hint: Any) -> Coder:
    if hint in WRITTEN:
        return WRITTEN[hint]
    if hint in PLAIN:
        return _same
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (kind,) = (each for each in inner if each is not type(None))
        of = encoder(kind)
        return lambda value: None if value is None else of(value)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            of = encoder(inner[0])
            return lambda value: [of(each) for each in value]
        each_of = tuple(encoder(each) for each in inner)
        return lambda value: [of(each) for of, each in zip(each_of, value, strict=True)]
    if is_record(hint):
        hints = _hints(typing.cast(type, hint))
        parts = tuple((name, encoder(hints[name])) for name, _ in fields_of(hint))
        return lambda value: {name: of(getattr(value, name)) for name, of in parts}
    return str


def _same(value: Any) -> Any:
    return value
