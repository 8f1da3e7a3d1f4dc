"""The bottom of the room's screen: the ready check, raised hands, and whether the host is heard from."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from facilitator.live.look import Guest, Here
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, text
from facilitator.ui.widgets.painted import Painted

BAR = 60
"""Columns of its bar, at most."""


class RoomFoot(Painted):
    """One quiet row; a ready check stands above it as long as it lasts."""

    DEFAULT_CSS = """
    RoomFoot { dock: bottom; height: 1; background: $panel; padding: 0 2; }
    RoomFoot.-asking { height: 4; }
    """

    here: reactive[Here] = reactive(Here())
    notice: reactive[str] = reactive("")
    """What there is to say of the line to the host; it goes before the hands."""

    def watch_here(self) -> None:
        self.set_class(self.here.asking, "-asking")

    def lines(self, width: int, height: int) -> list[Content]:
        check = [NOTHING, _check(self.here.asked, width), NOTHING] if height > 1 else []
        last = text(f"▲ {self.notice}", "bold $text-warning") if self.notice else _hands(self.here.hands, width)
        return [*check[: height - 1], last]


def _check(asked: tuple[Guest, ...], width: int) -> Content:
    ready = sum(guest.ready for guest in asked)
    done = ready == len(asked)
    words = text(f"Everyone ready?   {ready} of {len(asked)} {'✓ ' if done and asked else '  '} ", "bold")
    bar = shapes.bar(ready / len(asked) if asked else 0, max(0, min(BAR, width - words.cell_length)))
    return shapes.line(words, bar.stylize_before("$text-success")).truncate(width)


def _hands(hands: tuple[Guest, ...], width: int) -> Content:
    """In letters: terminals disagree on how wide the sign of a hand is, and some have none."""
    if not hands:
        return NOTHING
    first, *others = (guest.name for guest in hands)
    names = shapes.line(text(first, "bold"), *[f", then {name}" for name in others])
    return shapes.line(text("Hand up: ", "bold $text-accent"), names).truncate(width, ellipsis=True)
