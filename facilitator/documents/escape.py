"""Text as Markdown that reads as exactly this text. What has no meaning stays as it is."""

from __future__ import annotations

import re
from typing import Final

_START: Final = (
    r"(?P<number>\A\d{1,9}[.)](?=\s|\Z))"  # 1. a numbered item
    r"|(?P<mark>\A(?:#{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|>|=+\Z|[-:|][-:| ]*\Z"  # a heading, item, quote, rule, table's line
    r"|\[(?=[ xX]\](?:\s|\Z))|\[(?=.*\]:))"  # a box to tick, the target of links
    r"|(?:\A|(?<=\s))\#+\Z)"  # the end of a heading
)
_INLINE: Final = (
    r"(?P<always>\\(?=[!-/:-@\[-`{-~]|\Z)|`|\](?=\()"  # an escape, code, a link or an image
    r"|<(?=[A-Za-z/!?]|[^\s<>@]*@[^\s<>]*>)|&(?=\#?[0-9A-Za-z]+;)"  # HTML, a link in <>, a character by its name
    r"|(?<!\s)\*|\*(?!\s)"  # emphasis, unless blanks are on both sides
    r"|(?<=\S)\$(?!\d))"  # the end of a formula, which GitHub knows
    r"|(?P<run>_+|~+)"
)
_TEXT: Final = re.compile(f"{_START}|{_INLINE}")
_CELL: Final = re.compile(_INLINE)
_BLANK: Final = re.compile(r"[ \t\r\n\f\v]+")
_LINE: Final = re.compile(r"[ \t]*[\r\n\f\v]\s*")
_BEFORE_ABOUT: Final = frozenset("(\"'/")


class Escaped(str):
    """Text that is Markdown already."""

    __slots__ = ()


def markdown_text(text: str) -> Escaped:
    """The text for a paragraph, a heading or an item of a list, in one line; nothing for one of blanks of any kind."""
    if not text.strip():
        return Escaped()
    return Escaped(_TEXT.sub(_escaped, _BLANK.sub(" ", text).strip(" ")))


def markdown_cell(text: str) -> Escaped:
    """The text for a cell of a table; its lines stay apart."""
    lines = (_CELL.sub(_escaped, _BLANK.sub(" ", line)) for line in _LINE.split(text.strip()))
    return Escaped("<br>".join(line.replace("|", "\\|") for line in lines))


def _escaped(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "number":
            return f"{found[0][:-1]}\\{found[0][-1]}"
        case "run" if _is_plain(found):
            return found[0]
        case "run":
            return "".join(f"\\{char}" for char in found[0])
    return f"\\{found[0]}"


def _is_plain(found: re.Match[str]) -> bool:
    """Whether a run of `_` or `~` can neither begin nor end anything: `a_b`, ` _ `, `~14:20`."""
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if found[0] == "~":
        return before.isspace() or (after.isalnum() and (not before or before in _BEFORE_ABOUT))
    if found[0] == "_" and before.isspace() and after.isspace():
        return True
    return found[0][0] == "_" and before.isalnum() and after.isalnum()
