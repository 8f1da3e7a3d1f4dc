"""Values out of somebody else's JSON, whatever they turn out to be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from facilitator.domain.session import When
from facilitator.imports.sources.form import WORDLESS, Content, Item, Result

SHOWN: Final = 500
"""Characters that are kept of a record of which nothing can be understood."""

JSON = dict[str, Any]


def text(value: object) -> str:
    """A text or a number as a text; nothing for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def dig(value: Any, *path: str) -> Any:
    """What lies at the end of a path of names; None where it breaks off."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def first(record: JSON, *paths: str) -> str:
    """The first text among these fields, such as `channel.summary`."""
    return next((found for path in paths if (found := text(dig(record, *path.split("."))))), "")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def records(content: Content, *names: str) -> list[Any]:
    """The records below these names in every page of the file, or the bare ones of a list."""
    return [each for page in content.data for each in _below(page, names, 3)]


def _below(value: Any, names: tuple[str, ...], deep: int) -> Iterator[Any]:
    if isinstance(value, dict):
        inner = [value[name] for name in names if isinstance(value.get(name), list | dict)]
        for each in inner:
            yield from each if isinstance(each, list) else [each]
        if not inner:
            yield value
    elif isinstance(value, list) and deep:
        for each in value:
            yield from _below(each, names, deep - 1)
    else:
        yield value


def some(content: Content, names: tuple[str, ...], wanted: Callable[[JSON], bool]) -> bool:
    """Whether one of the first records is of the wanted kind."""
    return any(isinstance(each, dict) and wanted(each) for each in records(content, *names)[:20])


def each(found: Iterable[Any], one: Callable[[JSON], Item]) -> tuple[Item, ...]:
    """An item of every record. What is no record at all is kept as it stands."""
    return tuple(one(record) if isinstance(record, dict) else strange(record) for record in found)


def plain(found: Iterable[Any], one: Callable[[JSON], Item]) -> Result:
    return Result(each(found, one))


def strange(record: Any) -> Item:
    try:
        shown = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
    except (ValueError, RecursionError):
        shown = ""
    return Item(When(), shown[:SHOWN].strip() or WORDLESS, why="it is no record of this kind")


def spoken(name: str, words: str) -> str:
    """Words with who said them: `alice: rolling back`."""
    words = words or WORDLESS
    return f"{name}: {words}" if name else words


def more(content: Content, *paths: str) -> tuple[str, ...]:
    """The sentence on a file that is only one of several pages; one of these fields of the last page says so."""
    last = content.data[-1] if content.data else None
    left = any(dig(last, *path.split(".")) for path in paths)
    return ("The file says that more is to come after it: what it holds is not all there is.",) if left else ()
