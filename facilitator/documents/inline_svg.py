"""The pictures within a page: fishbone and timeline, with their words for those who hear them. The page styles them."""

from __future__ import annotations

import re
from typing import Final

from facilitator.documents import fishbone_svg, timeline_svg
from facilitator.domain import causes
from facilitator.domain.session import Session

_STYLE: Final = re.compile(r"<style>.*?</style>\n", re.DOTALL)
_IDS: Final = re.compile(r'(?<=aria-labelledby=")title desc(?=")|(?<=<title id=")title(?=")|(?<=<desc id=")desc(?=")')


def fishbone(session: Session) -> str:
    """The fishbone; nothing while it has no causes."""
    drawn = causes.fishbone(session)
    if not any(bone.twigs for bone in drawn.bones):
        return ""
    # A style within a page is the style of the whole page, and two pictures have the same ids.
    picture = _STYLE.sub("", fishbone_svg.render(drawn), count=1)
    head, rest = picture[: picture.index("<rect")], picture[picture.index("<rect") :]
    head = _IDS.sub(lambda id: " ".join(f"fishbone-{each}" for each in id[0].split()), head)
    return f'<figure class="fishbone">\n{head}{rest}</figure>\n'


def timeline(session: Session) -> str:
    """The incident's timeline; nothing while fewer than two times are known."""
    picture = timeline_svg.render(session)
    return f'<figure class="timeline">\n{picture}</figure>\n' if picture else ""
