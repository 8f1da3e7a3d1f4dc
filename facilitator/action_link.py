"""Where an action item is followed besides: a link, or the key of a ticket, in its line.

A link at the end counts, unless the words before it need it. A key counts after a mark only: HTTP-500, SEV-1 and UTC-8
look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.action_piece import Grip, Line, Link, Piece
from facilitator.action_words import QUOTE, is_link, word_set

ITS_LINK: Final = word_set("page dashboard doc docs document runbook playbook url link wiki endpoint site website")
"""What is named before a link belongs to it: «update the wiki https://…»."""
_MARKS: Final = word_set("tracker ticket jira linear issue")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{1,15}-\d{1,7}", re.ASCII)
_REFERENCE: Final = re.compile(r"#\d{1,7}|[\w.-]+/[\w.-]+[#!]\d{1,7}", re.ASCII)
_JOINED: Final = re.compile(rf"(?:{'|'.join(sorted(_MARKS))})[:=](?P<said>.+)")
_NO_KEYS: Final = ("sev-", "http-", "utc-", "gmt-", "utf-")


def links(line: Line) -> Iterator[Piece]:
    """What may be a tracker, from left to right."""
    at = 0
    while at < len(line.words):
        piece = _link(line, at)
        if piece:
            yield piece
        at = piece.last if piece else at + 1


def _link(line: Line, at: int) -> Piece | None:
    text, then = line.text(at), line.text(at + 1)
    if text in _MARKS:
        if then in (":", "=") and _is_tracker(line, at + 2):
            return Piece(at, at + 3, Grip.SURE, Link(line.slice(at + 2, at + 3)))
        return Piece(at, at + 2, Grip.LONE, Link(line.slice(at + 1, at + 2))) if _is_key(then) else None
    if joined := _JOINED.fullmatch(text):
        said = line.slice(at, at + 1)[joined.start("said") :]
        return Piece(at, at + 1, Grip.SURE, Link(said)) if _says(joined["said"]) and _is_whole(line, at) else None
    if text[:1] == "#" and _is_key(text[1:]):
        return Piece(at, at + 1, Grip.PLAIN, Link(line.slice(at, at + 1)[1:]))
    return (
        Piece(at, at + 1, Grip.PLAIN, Link(line.slice(at, at + 1))) if is_link(text) and _is_whole(line, at) else None
    )


def _is_tracker(line: Line, at: int) -> bool:
    """Whether the word after a mark says where."""
    text = line.text(at)
    return text == QUOTE or (_says(text) and _is_whole(line, at))


def _says(text: str) -> bool:
    return is_link(text) or _is_key(text) or _REFERENCE.fullmatch(text) is not None


def _is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None and not text.startswith(_NO_KEYS)


def _is_whole(line: Line, at: int) -> bool:
    """Whether a link ends where its word does: none is cut at a comma or a bracket in it."""
    end = line.words[at].end
    rest = line.typed[end:].lstrip(",;.!?:)]}|")
    return not rest or rest[0].isspace()
