"""The analysis as the room sees it: why chains or the fishbone, without what the coach has to say of them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from facilitator.bench import FIVE, View
from facilitator.coach.whys import first_why, question
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.causes import Why
from facilitator.ui import shapes
from facilitator.ui.shapes import text
from facilitator.ui.widgets import bones
from facilitator.ui.widgets.room_lists import Seen, heading
from facilitator.ui.widgets.whys import Whys
from facilitator.ui.widgets.workshop import Workshop


class RoomWhys(Whys):
    """Under the cause that the room is at stands the next why, and nothing that is meant for the facilitator."""

    def _marks(self, cause: Cause, depth: int) -> Iterator[Content]:
        return super()._marks(cause, 0)  # What an answer lacks is for the scribe to look for.

    def _next(self, why: Why, indent: str, width: int) -> Iterator[Content]:
        if why.answers or why.cause.statement:
            return
        first = text(f"{indent}└ {why.depth + 1} ", "bold $text-primary")
        yield from shapes.hanging(first, text(question(self.session, why.cause), "bold $text-primary"), width)
        if why.depth >= FIVE:
            ask = text("Is this a process or a system we can change?", "bold $text-success")
            yield from shapes.hanging(text(f"{indent}    "), ask, width)


class RoomWorkshop(Seen, Workshop):
    """One analysis, two views."""

    _whys: Whys

    def heading(self) -> str:
        return "5 Whys" if self.view is View.WHYS else "Fishbone"

    def empty(self) -> str:
        effect = causes.effect(self.session)
        return first_why(effect) if effect else ""

    def lines(self, width: int, height: int) -> list[Content]:
        if self.view is View.WHYS:
            self._whys = RoomWhys(self.session)
            return super().lines(width, height)
        head = heading(self.heading(), width)
        if width <= 0 or height <= 1:
            return [head]
        drawn = bones.draw(self.session, self.by_votes, self.at(), False, width, height - 1, "")
        return [head, *drawn.split("\n")]

    def _focus(self, ids: list[int]) -> int:
        return ids.index(self.held) if self.held in ids else Workshop._focus(self, ids)
