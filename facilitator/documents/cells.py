"""Text in terminal cells: how wide it is, and how it wraps. Wide letters, emoji and combining marks count as drawn."""

from __future__ import annotations

from collections.abc import Iterator


def width(text: str) -> int:
    """The cells that a text takes."""
    return len(text) if text.isascii() else sum(cells for _, cells in letters(text))


def wrap(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` cells, at least one; words that are longer are cut between letters.

    A letter that is wider than the room itself gives way to a `?`.
    """
    room = max(1, room)
    lines = [""]
    used = 0
    for word in text.split():
        wide = width(word)
        if used and used + 1 + wide <= room:
            lines[-1] += " " + word
            used += 1 + wide
            continue
        for part in _parts(word, room) if wide > room else (word,):
            if used:
                lines.append("")
            lines[-1], used = part, width(part)
    return lines


def fitted(text: str, room: int) -> str:
    """The text in exactly `room` cells: cut with an ellipsis, or filled with blanks."""
    if width(text) > room:
        text = next(iter(wrap(text, room - 1)), "") + "…" if room > 1 else "…"[:room]
    return text + " " * (room - width(text))


def letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter as a reader sees it, with what belongs to it, and its cells."""
    import wcwidth  # here: it takes longer to import than most commands to run

    for letter in wcwidth.iter_graphemes(text):
        yield letter, max(0, wcwidth.wcswidth(letter))


def _parts(word: str, room: int) -> Iterator[str]:
    part, used = "", 0
    for letter, cells in letters(word):
        if cells > room:
            letter, cells = "?", 1
        if used + cells > room:
            yield part
            part, used = "", 0
        part, used = part + letter, used + cells
    yield part
