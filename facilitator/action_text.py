"""What is left of an action line when its pieces are taken out, and what of it has to stand in quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from facilitator import action_words
from facilitator.action_piece import Line
from facilitator.action_words import is_break

_OPENERS: Final = frozenset(action_words.OPENING.values())
_LITERAL: Final = re.compile(r'"((?:[^"]|"")*+)"')


def without(line: Line, gone: Collection[int], first: int, last: int) -> str:
    """A part of the line without some words, and without the commas and the brackets that were theirs."""
    out: list[str] = []
    gap: str | None = None  # after a word that is gone: the break to put in its place
    for at in range(first, last):
        word = line.words[at]
        typed = line.typed[word.start : word.end]
        if at in gone:
            gap = gap or ""
        elif gap is None:
            out.append(line.typed[line.words[at - 1].end if at > first else word.start : word.end])
        elif typed in action_words.OPENING:
            _trim(out)
            if out and out[-1].strip() == action_words.OPENING[typed]:
                out.pop()
                gap = ""
            else:
                out.append(typed)
                gap = None
        elif is_break(typed) and typed not in _OPENERS:
            gap = gap or typed
        else:
            out.append(_joint(out, gap) + typed)
            gap = None
    if gap is not None:
        _trim(out)
    return "".join(out)


def _trim(out: list[str]) -> None:
    while out and out[-1].strip() in action_words.SOFT:
        out.pop()


def _joint(out: Sequence[str], gap: str) -> str:
    """What stands between the words around a gap."""
    last = out[-1].strip() if out else "("
    if last in _OPENERS or not gap or is_break(last):
        return "" if last in _OPENERS else " "
    return f"{gap} " if gap[0] in ",;.!?:" else f" {gap} "


def unquoted(text: str) -> str:
    """The text, without the quotes if it is all in them."""
    found = _LITERAL.fullmatch(text)
    return (found[1].replace('""', '"').strip() if found else "") or text


def spellings(text: str) -> tuple[str, ...]:
    """The ways to write a text, the plain one first; the one in quotes reads back in any case."""
    return (text, '"' + text.replace('"', '""') + '"') if text else ("",)
