"""The fishbone as a picture for a slide: one self-contained SVG, light or dark as its viewer is."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from facilitator.documents.fishbone_layout import SIZES, Picture, laid_out
from facilitator.domain.causes import Fishbone

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ANCHOR: Final = {True: "middle", False: "start"}
STYLE: Final = """
svg { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.page { fill: #ffffff; }
text { fill: #1f2a37; }
.name { fill: #0b4f9c; font-weight: 600; }
.effect { font-weight: 700; }
.twig { fill: #465364; }
line { stroke: #5b6878; stroke-width: 2; }
line.twig { stroke-width: 1.5; }
line.spine { stroke: #1f2a37; stroke-width: 7; }
line.bone { stroke: #1f2a37; stroke-width: 4; }
rect.name { fill: #e8f1fb; stroke: #0b4f9c; stroke-width: 2; }
rect.effect { fill: #fff4e0; stroke: #8a4b00; stroke-width: 4; }
@media (prefers-color-scheme: dark) {
.page { fill: #11161d; }
text { fill: #e8edf3; }
.name { fill: #9cc8ff; }
.twig { fill: #b4c0cd; }
line { stroke: #8b98a7; }
line.spine, line.bone { stroke: #e8edf3; }
rect.name { fill: #16283d; stroke: #9cc8ff; }
rect.effect { fill: #33260f; stroke: #ffc266; }
}
"""


def render(fishbone: Fishbone) -> str:
    """The picture. It scales to whatever room it is given, needs no font of its own and loads nothing."""
    picture = laid_out(fishbone)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'viewBox="0 0 {_n(picture.wide)} {_n(picture.high)}">',
        f'<title id="title">Fishbone: {_text(fishbone.effect)}</title>',
        f'<desc id="desc">{_text(_told(fishbone))}</desc>',
        f"<style>{STYLE}</style>",
        '<rect class="page" width="100%" height="100%"/>',
        *_shapes(picture),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _shapes(picture: Picture) -> list[str]:
    return [
        *(
            f'<line class="{each.role}" x1="{_n(each.x1)}" y1="{_n(each.y1)}" x2="{_n(each.x2)}" y2="{_n(each.y2)}"/>'
            for each in picture.strokes
        ),
        *(
            f'<rect class="{each.role}" x="{_n(each.x)}" y="{_n(each.y)}" width="{_n(each.wide)}" '
            f'height="{_n(each.high)}" rx="10"/>'
            for each in picture.boxes
        ),
        *(
            f'<text class="{each.role}" x="{_n(each.x)}" y="{_n(each.y)}" font-size="{SIZES[each.role]}" '
            f'text-anchor="{ANCHOR[each.centred]}">{_text(each.text)}</text>'
            for each in picture.words
        ),
    ]


def _told(fishbone: Fishbone) -> str:
    """The fishbone in words, for those who hear it."""
    bones = (
        f"{bone.name}: {', '.join(twig.cause.text for twig in bone.twigs) or 'nothing'}" for bone in fishbone.bones
    )
    return ". ".join(bones)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", " ".join(text.split())))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
