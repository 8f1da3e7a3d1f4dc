"""The screens of those who joined: the scribe, and whoever adds points and votes."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.message import Message

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.acts.ballots import CastVote, RetractVote
from facilitator.domain.acts.rounds import PointSealed, WithdrawPoint
from facilitator.domain.commands import Command
from facilitator.domain.events import Fact
from facilitator.domain.roles import Role
from facilitator.domain.session import Session
from facilitator.live import guest_line
from facilitator.live.guest import Guest
from facilitator.live.guest_desk import GuestDesk
from facilitator.ui.bindings import bindings_for
from facilitator.ui.commands import BY_ID, GUESTS
from facilitator.ui.screens.floor import LINE, SHORT, WIDE
from facilitator.ui.screens.hosting import LISTS
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.widgets.keybar import KeyBar
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.unseen import Unseen
from facilitator.ui.words import lost_words

POINTS = "a point, and Enter   ·   ? asks a question   ·   Tab: vote with + and −"


class GuestScreen(MeetingScreen):
    """The meeting screen at somebody else's meeting: the line first, then what was written.

    What may not be done from here has no key here, and the facilitator's script is the facilitator's.
    """

    BINDINGS = bindings_for("guest")

    class TakenOver(Message):
        """The host's machine is gone: go on here."""

    HELP = "You joined a meeting. What you enter goes to the host at once, and waits here while it cannot be reached."

    def __init__(self, desk: GuestDesk, guest: Guest, clock: Clock, zone: str, config: Config) -> None:
        super().__init__(desk, clock, zone, config)
        self.guest_desk, self.guest = desk, guest

    def compose(self) -> ComposeResult:
        yield from super().compose()
        unseen = Unseen(id="unseen").data_bind(GuestScreen.session)
        unseen.display = "unseen" in self._shown
        yield unseen

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(KeyBar).role = self.guest_desk.role
        self.follow()
        self.follow_guest()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = BY_ID.get(action.replace("_", "-"))
        if row and row.where in ("meeting", "guest"):
            return row.id in GUESTS[self.guest_desk.role]
        return super().check_action(action, parameters)

    def follow_guest(self) -> None:
        """Show what the connection has to tell."""
        guest = self.guest
        self.here = guest.here
        self.terminals = 1 + sum(each.live for each in guest.here.people[1:]) if guest.here.people else 0
        while guest.returned:
            command, why = guest.returned.pop(0)
            self.notify(why, title="The host did not take it", severity="warning", timeout=15, markup=False)
            if words := lost_words(command):
                self._give_back(words)
        self._show_saved()
        self.show_hint()

    def _show_saved(self) -> None:
        guest, unsent = self.guest, self.guest_desk.unsent
        if guest.state == "over":
            self.saved = guest.said
        elif guest.state == "waiting":
            self.saved = f"waiting for the host, {unsent} unsent" if unsent else "waiting for the host"
        else:
            self.saved = "saving" if unsent else "saved"

    def idle_hint(self) -> str:
        here = self.here
        parts = []
        if self.session.round:
            parts.append(f"Silent writing: {LISTS[self.session.round.section]}")
            parts += [f"you wrote {len(self.session.sealed)}"] if self.session.sealed else []
        if here.asking:
            parts.append("Everyone ready? F5 says yes")
        if here.hands:
            parts.append("Hand up: " + ", then ".join(each.name for each in here.hands))
        parts.append("Here: " + ", ".join(each.name for each in here.present) if here.present else "")
        return " · ".join(part for part in parts if part)

    # The panes

    def _panes(self, size: Size) -> list[str]:
        """Those that one can go to. In a silent round nothing can be done to what is written, but to take it back."""
        left_out = ("guide", "work") if self.session.round else ("guide",)
        return [pane for pane in super()._panes(size) if pane not in left_out]

    def plan(self, size: Size) -> dict[str, Region]:
        panes = self._panes(size)
        top = SHORT + LINE
        places = {
            "countdown": Region(0, 0, size.width, SHORT),
            "line": Region(0, SHORT, size.width, 1),
            "hint": Region(0, SHORT + 1, size.width, 1),
        }
        rows = max(0, size.height - top)
        if self.session.round:
            pane = self.pane if self.pane in panes else "unseen"
            panes = ["unseen", *panes]
        else:
            pane = self.pane if self.pane in panes else panes[0] if panes[0] == "workshop" else "timeline"
        if size.width < WIDE or len(panes) == 1:
            return {**places, pane: Region(0, top, size.width, rows)}
        left = size.width // 2
        first, last = sorted(panes, key="timeline".__eq__)[:: len(panes) - 1]
        return {**places, first: Region(0, top, left, rows), last: Region(left, top, size.width - left, rows)}

    def acted(self, before: Session) -> None:
        super().acted(before)
        if (before.round is None) != (self.session.round is None):
            self.pane = "work"
            self.share_room()

    def show_made(self, made: Fact) -> None:
        if isinstance(made, PointSealed):
            self.pane = "work"
            self.share_room()
        else:
            super().show_made(made)

    # What is the facilitator's alone

    def listen(self, before: Session) -> None:
        """Hints are private to the facilitator."""

    def remember(self) -> None:
        """The archive is on the host's machine."""

    def look_back(self, before: Session) -> None:
        """As above."""

    def show_look(self) -> None:
        """The room follows the facilitator."""

    def look_at_the_clock(self) -> None:
        super().look_at_the_clock()
        self.offered = False

    # What a guest does

    def action_raise_hand(self) -> None:
        mine = next((each for each in self.here.people if each.name == self.guest_desk.by), None)
        self.guest.raise_hand(not (mine and mine.hand))

    def action_say_ready(self) -> None:
        mine = next((each for each in self.here.people if each.name == self.guest_desk.by), None)
        self.guest.say_ready(not (mine and mine.ready))

    def action_undo(self) -> None:
        """What was written unseen is taken back by its writer; nobody else knows of it."""
        if self.session.round and self.session.sealed:
            self.act(WithdrawPoint(self.session.sealed[-1].key))
        else:
            super().action_undo()

    def action_take_over(self) -> None:
        self.post_message(self.TakenOver())

    def read_line(self, line: str, now: datetime) -> Command:
        return guest_line.read(line, self.session, now, self.bench(), self.guest_desk.role)

    def read_paste(self, pasted: str, now: datetime) -> tuple[Command, ...]:
        return guest_line.read_paste(pasted, self.session, now, self.bench(), self.guest_desk.role)

    def change_made(self, what: str, id: int) -> None:
        if what in ("vote-up", "vote-down") and self.session.action(id) is None:
            self.act(CastVote(id) if what == "vote-up" else RetractVote(id))
        else:
            super().change_made(what, id)

    def change_cause(self, what: str, id: int) -> None:
        if what in ("vote-up", "vote-down"):
            self.act(CastVote(id) if what == "vote-up" else RetractVote(id))
        else:
            super().change_cause(what, id)

    def _show_placeholder(self) -> None:
        super()._show_placeholder()
        if self.guest_desk.role is Role.PARTICIPANT:
            self.query_one(NoteInput).placeholder = POINTS
