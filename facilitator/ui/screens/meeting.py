"""The meeting: the clock, the guide, the work of the phase, the timeline, and the scribe's line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from textual.app import ComposeResult
from textual.events import Resize
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain import schedule
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.ui.bindings import bindings_for
from facilitator.ui.desk import MeetingDesk
from facilitator.ui.screens.floor import cover, small
from facilitator.ui.screens.hosting import Hosting
from facilitator.ui.widgets.countdown import Countdown
from facilitator.ui.widgets.guide import Guide
from facilitator.ui.widgets.keybar import KeyBar
from facilitator.ui.widgets.masthead import Masthead
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.timeline import Timeline
from facilitator.ui.widgets.work import WorkPane
from facilitator.ui.widgets.workshop import Workshop


class MeetingScreen(Hosting, Screen[None]):
    """Owns what the panes show, and shows the present second."""

    AUTO_FOCUS = "NoteInput"
    BLANK = True  # The panes cover it: drawing what lies under them would be for nothing.
    BINDINGS = bindings_for("meeting")
    HELP = (
        "Type what happened and press Enter. The phase decides what a line becomes; a time at its start makes it an "
        "entry of the timeline, a ? at its start parks a question."
    )

    class Saved(Message):
        """The record on disk caught up, or cannot."""

    class Begun(Message):
        """The session is read, and can be shared."""

        def __init__(self, screen: MeetingScreen) -> None:
            super().__init__()
            self.screen = screen

    class Left(Message):
        """The user goes back to all sessions, or the session could not be read to its end."""

        def __init__(self, desk: MeetingDesk, fault: FacilitatorError | None = None) -> None:
            super().__init__()
            self.desk = desk
            self.fault = fault

    now: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole second of the countdown."""
    minute: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole minute, or the last command."""
    saved: var[str] = var("saved")
    prompt: var[str] = var("")
    offered: var[bool] = var(False)
    over: var[bool] = var(False)

    def __init__(
        self,
        desk: MeetingDesk,
        clock: Clock,
        zone: str,
        config: Config,
        notices: Sequence[str] = (),
        lexicon: Path | None = None,
    ) -> None:
        super().__init__(desk, clock, zone)
        self._trouble: str | None = None
        """What was last told about saving."""
        self._stall_after = timedelta(seconds=config.stall_after)
        self._keymap = config.keys
        self._notices = notices
        self.lexicon_file = lexicon
        self.set_reactive(MeetingScreen.now, self._active)
        self.set_reactive(MeetingScreen.minute, self._active)
        self.set_reactive(MeetingScreen.prompt, "" if desk.partial else _at_hand(desk.session))

    def compose(self) -> ComposeResult:
        cls = MeetingScreen
        # Before the first layout: a screen that is right at once need not be drawn twice.
        size = self.app.size
        shown = self.plan(size)
        self._keep_plan(shown)
        yield Masthead(self._zone).data_bind(cls.session, cls.minute, cls.saved, cls.terminals)
        yield Countdown(id="countdown").data_bind(cls.session, cls.now)
        panes = (
            Guide(id="guide").data_bind(cls.session, cls.prompt, cls.offered, cls.minute, cls.promised),
            Workshop(id="workshop").data_bind(cls.session, cls.view, cls.alike),
            WorkPane(id="work").data_bind(cls.session, cls.minute),
            Timeline(id="timeline").data_bind(cls.session),
        )
        for pane in panes:
            pane.display = pane.id in shown
            yield pane
        yield NoteInput(id="line")
        yield Static(id="hint")
        yield KeyBar().data_bind(cls.session, cls.place, cls.over)
        if small(size):
            yield cover()

    def on_mount(self) -> None:
        self.query_one(KeyBar).keymap = self._keymap
        self.query_one(Timeline).partial = self.desk.partial
        self._show_saved()
        self._show_placeholder()
        if self.desk.partial:
            # Keys wait until it is done: nothing is decided on half a session.
            self.call_after_refresh(self._read_the_rest)
        else:
            self._begin()
        self._tick()

    def _read_the_rest(self) -> None:
        try:
            self.desk.complete()
        except FacilitatorError as fault:
            self.post_message(self.Left(self.desk, fault))
            return
        self.session = self.desk.session
        self.query_one(Timeline).partial = False
        self._begin()
        self.acted(self.session)

    def _begin(self) -> None:
        if self.desk.draft:
            self.query_one(NoteInput).load(self.desk.draft)
        self.desk.listen(self._saved_elsewhere)
        self.remember()
        self._show_saved()
        for notice in (*self.desk.notices, *self._notices):
            self.notify(notice, title="About this session", timeout=12, markup=False)
        self.post_message(self.Begun(self))

    def _saved_elsewhere(self) -> None:
        """Called from the saving thread."""
        self.post_message(self.Saved())

    # Time

    def _tick(self) -> None:
        """Show the present second, and come back when the next one begins; nothing is ever counted."""
        self.look_at_the_clock()
        left = schedule.remaining(self.session, self.now) if self.now else 0.0
        wait = left % 1.0 or 1.0
        if not (self.session.phase and not self.session.paused):
            wait = 1.0
        self.set_timer(self._clock.real(wait + 0.002), self._tick)

    def look_at_the_clock(self) -> None:
        now = self._clock.now()
        self.now = now
        minute = now.replace(second=0, microsecond=0)
        if self.minute is None or minute != self.minute.replace(second=0, microsecond=0):
            self.minute = now
        self.show_look()
        self.over = schedule.level(self.session, now) is schedule.Level.OVER
        quiet = now - self._active >= self._stall_after
        running = self.session.phase is not None and not self.session.paused
        offered = quiet and running and bool(self.prompt)
        if offered != self.offered:
            self.offered = offered
            self.show_hint()
        self._show_saved()

    def _show_saved(self) -> None:
        desk = self.desk
        if desk.partial:
            self.saved = "opening"
            return
        if desk.trouble:
            self.saved = "in the journal" if desk.saved else "not saved"
        else:
            self.saved = "reading" if desk.read_only else "saved" if desk.saved else "saving"
        if (desk.trouble is None) != (self._trouble is None):
            if desk.trouble:
                self.notify(desk.trouble, severity="error", timeout=30, markup=False)
            else:
                self.notify("Everything is saved again.", markup=False)
        self._trouble = desk.trouble

    def on_meeting_screen_saved(self) -> None:
        self._show_saved()

    def acted(self, before: Session) -> None:
        self.minute = self._active
        self.prompt = _at_hand(self.session)
        if before.working != self.session.working:
            self.pane = "guide"
        self.share_room()
        self.look_at_the_clock()
        self.call_later(self.listen, before)
        self.call_later(self.look_back, before)

    # The window

    def on_resize(self, event: Resize) -> None:
        self._show_panes(event.size)
        if small(event.size) and not self.query("#small"):
            self.mount(cover())
        for each in self.query("#small"):
            each.display = small(event.size)
        self.call_after_refresh(self.show_hint)
        self.call_after_refresh(self._show_placeholder)

    def key_escape(self) -> None:
        self.query_one(NoteInput).focus()

    def action_home(self) -> None:
        self.post_message(self.Left(self.desk))


def _at_hand(session: Session) -> str:
    """The prompt to show."""
    if session.phase is None:
        return ""
    from facilitator.coach import prompts  # here: what is opened has often not begun, or is not yet read

    return prompts.at_hand(session)
