"""The footer: the keys that matter now."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.roles import Role
from facilitator.domain.session import Session, Work
from facilitator.ui import shapes
from facilitator.ui.commands import BY_ID
from facilitator.ui.key_labels import label
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.painted import Painted

FIXED = ("palette", "leave")
ASIDE = {
    "archive": ("read-there", "open-there", "back", "group"),
    "reading": ("back", "open-there", "next-found", "previous-found"),
    "follow-up": ("set-status", "open-there", "back", "item-due", "item-owner", "history", "whose", "all-items"),
    "insights": ("behind", "periods", "back", "period"),
}
"""Of the screens beside the meetings."""


class KeyBar(Painted):
    """Six commands and how to reach them, from the table of commands."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; padding: 0 1; }
    """

    session: reactive[Session] = reactive(Session())
    place: reactive[str] = reactive("meeting")
    """`meeting`, `list`, `causes`, `work`, `guide`, `private`, `home` or one of `ASIDE`."""
    over: reactive[bool] = reactive(False)
    """Whether the phase is in overtime."""
    keymap: reactive[Mapping[str, str]] = reactive[Mapping[str, str]](MappingProxyType({}))
    """The user's own keys, by command id."""

    role: reactive[Role] = reactive(Role.FACILITATOR)
    """As what the person at this terminal takes part."""

    def lines(self, width: int, height: int) -> list[Content]:
        right = shapes.line(*[self._part(id) for id in FIXED])
        left, room = shapes.NOTHING, width - right.cell_length - 1
        for id in ("help", *self._now()):
            part = self._part(id)
            more = shapes.line(left, part)
            if more.rstrip().cell_length > room:
                break
            left = more
        return [shapes.ends(left.rstrip(), right, width)]

    def _now(self) -> tuple[str, ...]:
        if self.place == "list":
            return "edit", "remove", "move-up", "move-down", "kind", "undo"
        if self.place == "causes":
            return "ask-why", "root-cause", "contributing", "act-on", "pin", "evidence", "read-back", "edit", "undo"
        if self.place == "work":
            return "fill-in", "edit", "status", "act-on", "vote-up", "evidence", "coverage", "remove", "undo"
        if self.place == "private":
            return "said-it", "next-wording", "why-noticed", "dismiss-kind", "take-wording", "heard-more", "heard-less"
        if self.place == "guide":
            return "tick-row", "next-prompt", "next-phase", "undo"
        if self.place == "home":
            return "open-session", "new-session", "open-demo", "search", "follow-up", "insights"
        if self.place in ASIDE:
            return ASIDE[self.place]
        if self.role is not Role.FACILITATOR:
            return "raise-hand", "say-ready", "next-pane", "undo"
        return _meeting_keys(self.session, self.over)

    def _part(self, id: str) -> Content:
        row = BY_ID[id]
        words = _verb(self.session, id) or row.short
        return shapes.line(text(label(row, self.keymap), "bold $text-accent"), text(f" {words}  ", QUIET))


def _meeting_keys(session: Session, over: bool) -> tuple[str, ...]:
    if session.ended:
        return "export", "undo", "next-pane"
    if session.phase is None:
        return "next-phase", "hard-stop", "go-to-phase", "next-pane"
    if session.phase.work is Work.CAUSES and not over:
        return "next-phase", "pause", "add-time", "other-view", "next-prompt", "next-pane", "undo"
    if over:
        return "next-phase", "add-time", "hard-stop", "pause", "next-prompt", "undo"
    return "next-phase", "pause", "add-time", "next-prompt", "hard-stop", "undo"


def _verb(session: Session, id: str) -> str:
    """What a key does now, where that depends on the meeting."""
    if id == "pause" and session.paused:
        return "go on"
    if id == "next-phase":
        here = session.phase
        if here is None:
            return "start"
        return "end" if here == session.agenda.phases[-1] else "next phase"
    return ""
