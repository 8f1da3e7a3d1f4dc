"""The one door by which text goes out: values are shown as they are, whatever they hold."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from textual.content import Content, Span

_PLACEHOLDER: Final = re.compile(r"\$(?:\$|([A-Za-z_][A-Za-z0-9_]*))", re.ASCII)


def say(template: str, **values: object) -> Content:
    """Our own markup with `$name` where a value belongs; `$$` is a dollar. Only the template is ever read as markup.

    A value that is Content keeps its styles; anything else is shown literally.
    """
    parsed = _parse(template)
    if not values:
        return parsed
    source = parsed.plain
    text: list[str] = []
    inner: list[Span] = []
    grown: list[tuple[int, int]] = []
    read = length = 0
    for match in _PLACEHOLDER.finditer(source):
        start, end = match.span()
        name = match[1]
        value = values[name] if name else "$"
        content = value if isinstance(value, Content) else Content(str(value))
        length += start - read
        inner += [Span(length + span.start, length + span.end, span.style) for span in content.spans]
        text += (source[read:start], content.plain)
        length += len(content.plain)
        grown.append((end, len(content.plain) - (end - start)))
        read = end
    text.append(source[read:])

    def moved(position: int) -> int:
        return position + sum(by for end, by in grown if end <= position)

    outer = [Span(moved(span.start), moved(span.end), span.style) for span in parsed.spans]
    return Content("".join(text), [span for span in (*outer, *inner) if span.start < span.end])


def plain(text: str) -> Content:
    """Text as it is."""
    return Content(text)


@lru_cache(maxsize=512)
def _parse(template: str) -> Content:
    return Content.from_markup(template)
