"""Where everything of the fishbone's picture stands, in units of the drawing; the origin is at the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from facilitator.documents.cells import width, wrap
from facilitator.domain.causes import Bone, Fishbone, along
from facilitator.domain.record import Record

WIDTHS: Final = range(1600, 6401, 200)
"""Widths that are tried in turn until the picture is no higher than a slide."""
SLIDE: Final = 9 / 16
CELL: Final = 0.6
"""Width of a letter as a share of its size; most are narrower, and a wide one counts double."""
MARGIN: Final = 48
SIZES: Final = {"cause": 22, "twig": 20, "name": 26, "effect": 28}
"""Heights of the letters."""
ROW: Final = 32
LOOSE: Final = 30
"""Room between two causes, where there is room to spare."""
HEAD: Final = 320
NAME: Final = 56
LEAN: Final = 110
REACH: Final = 34
"""Length of the line from a bone to its cause."""
INDENT: Final = 24


class Words(Record):
    """One line of text: `y` is its base line, `x` its left edge, or its middle where `centred`."""

    x: float
    y: float
    text: str
    role: str
    centred: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, as estimated."""
        size = SIZES[self.role]
        wide = width(self.text) * CELL * size
        left = self.x - wide / 2 if self.centred else self.x
        return left, self.y - size * 0.8, left + wide, self.y + size * 0.25


class Stroke(Record):
    """A line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


class Box(Record):
    """A frame: left, top, and how wide and high it is."""

    x: float
    y: float
    wide: float
    high: float
    role: str


@dataclass
class Picture:
    """What is to be drawn."""

    wide: float
    high: float = 0
    words: list[Words] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


Row = tuple[str, str, int, bool]
"""A line beside a bone: its words, its role, how deep it is, and whether a cause begins with it."""


def laid_out(fishbone: Fishbone) -> Picture:
    """The picture at the smallest width at which it has the shape of a slide; at the largest, as high as need be."""
    half = max(1, (len(fishbone.bones) + 1) // 2)
    sides = fishbone.bones[:half], fishbone.bones[half:]
    effect = wrap(fishbone.effect, _cells(HEAD - 40, "effect"))
    least = max(4.0 * ROW, len(effect) * ROW / 2 + 2 * ROW - NAME)
    for wide in WIDTHS:
        each = (wide - 2 * MARGIN - HEAD - LEAN) / half
        rows = [[_rows(bone, each) for bone in side] for side in sides]
        heights = [max([least, *((len(listed) + 1.5) * ROW for listed in side)]) for side in rows]
        high = sum(heights) + 2 * (MARGIN + NAME)
        if high <= wide * SLIDE:
            break
    spare = max(0.0, wide * SLIDE - high) / 2
    spine = MARGIN + NAME + heights[0] + spare
    picture = Picture(wide, high + 2 * spare)
    picture.strokes.append(Stroke(MARGIN, spine, wide - MARGIN - HEAD, spine, "spine"))
    for i, side in enumerate(sides):
        way = 1 if i else -1
        outer = spine + way * (heights[i] + spare)
        for column, bone in enumerate(side):
            _add_bone(picture, bone.name, rows[i][column], (MARGIN + column * each, each), spine, outer, way)
    _add_head(picture, effect, spine)
    return picture


def _cells(wide: float, role: str) -> int:
    return max(1, int(wide / (CELL * SIZES[role])))


def _rows(bone: Bone, each: float) -> list[Row]:
    """The lines beside a bone, in reading order."""
    rows: list[Row] = []
    for cause, depth in along(bone):
        role = "twig" if depth else "cause"
        room = each - LEAN / 4 - REACH - 8 - INDENT * depth
        rows += [(line, role, depth, i == 0) for i, line in enumerate(wrap(cause.text, _cells(room, role)))]
    return rows


def _add_bone(
    picture: Picture, name: str, rows: list[Row], place: tuple[float, float], spine: float, outer: float, way: int
) -> None:
    """A bone from its name at the outer end to the spine, leaning towards the head, with its causes on its right."""
    left, each = place

    def lean(y: float) -> float:
        return left + INDENT + LEAN * (1 - abs(y - spine) / abs(outer - spine))

    picture.strokes.append(Stroke(lean(outer), outer, lean(spine), spine, "bone"))
    shown = wrap(name, _cells(each - INDENT - 40, "name"))[0]
    wide = width(shown) * CELL * SIZES["name"] + 32
    top = outer - NAME + 8 if way < 0 else outer
    picture.boxes.append(Box(left, top, wide, NAME - 8, "name"))
    picture.words.append(Words(left + wide / 2, top + 33, shown, "name", centred=True))
    starts = sum(begins and not depth for _, _, depth, begins in rows)
    spare = abs(outer - spine) - (len(rows) + 1.5) * ROW
    gap = max(0.0, min(LOOSE, spare / starts)) if starts else 0.0
    y = outer if way < 0 else outer - (len(rows) + 1) * ROW - starts * gap
    for text, role, depth, begins in rows:
        y += ROW + (gap if begins and not depth else 0)
        x = lean(y) + REACH + 8 + INDENT * depth
        if begins:
            start = lean(y) if not depth else x - 20
            picture.strokes.append(Stroke(start, y - 7, x - 8, y - 7, role))
        picture.words.append(Words(x, y, text, role))


def _add_head(picture: Picture, effect: Sequence[str], spine: float) -> None:
    left = picture.wide - MARGIN - HEAD
    high = len(effect) * ROW + 40
    picture.boxes.append(Box(left, spine - high / 2, HEAD, high, "effect"))
    for i, line in enumerate(effect):
        picture.words.append(Words(left + HEAD / 2, spine - high / 2 + 44 + i * ROW, line, "effect", centred=True))
