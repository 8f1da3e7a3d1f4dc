"""The meeting: the clock, the guide, the work of the phase, the timeline, and the scribe's line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from textual.app import ComposeResult
from textual.events import DescendantFocus, Resize
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from facilitator.bench import View
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain import schedule
from facilitator.domain.cause_events import CauseAdded, CauseFact
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import EntryAdded, Fact
from facilitator.domain.session import Session, Work
from facilitator.store.desk import Desk
from facilitator.ui.bindings import bindings_for
from facilitator.ui.placeholders import placeholder
from facilitator.ui.screens.exporting import Exporting
from facilitator.ui.screens.floor import PANES, WIDE, FloorPlan, cover, floor, small
from facilitator.ui.widgets.countdown import Countdown
from facilitator.ui.widgets.guide import Guide, shown_phase
from facilitator.ui.widgets.keybar import KeyBar
from facilitator.ui.widgets.masthead import Masthead
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.widgets.timeline import Timeline
from facilitator.ui.widgets.work import WorkPane, made
from facilitator.ui.widgets.workshop import Workshop


class MeetingScreen(Exporting):
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

    class Left(Message):
        """The user goes back to all sessions, or the session could not be read to its end."""

        def __init__(self, desk: Desk, fault: FacilitatorError | None = None) -> None:
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
    pane: var[str] = var("guide")
    """The pane shown where there is room for one only."""
    place: var[str] = var("meeting")
    over: var[bool] = var(False)

    def __init__(self, desk: Desk, clock: Clock, zone: str, config: Config, notices: Sequence[str] = ()) -> None:
        super().__init__(desk, clock, zone)
        self._trouble: str | None = None
        """What was last told about saving."""
        self._stall_after = timedelta(seconds=config.stall_after)
        self._keymap = config.keys
        self._notices = notices
        self.set_reactive(MeetingScreen.now, self._active)
        self.set_reactive(MeetingScreen.minute, self._active)
        self.set_reactive(MeetingScreen.prompt, "" if desk.file.partial else _at_hand(desk.session))
        self._floor_plan = FloorPlan()
        self._shown: dict[str, Region] = {}

    def compose(self) -> ComposeResult:
        cls = MeetingScreen
        # Before the first layout: a screen that is right at once need not be drawn twice.
        size = self.app.size
        self._shown = shown = self.plan(size)
        yield Masthead(self._zone).data_bind(cls.session, cls.minute, cls.saved)
        yield Countdown(id="countdown").data_bind(cls.session, cls.now)
        panes = (
            Guide(id="guide").data_bind(cls.session, cls.prompt, cls.offered, cls.minute),
            Workshop(id="workshop").data_bind(cls.session, cls.view),
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
        self.query_one(Timeline).partial = self.desk.file.partial
        self._show_saved()
        self._show_placeholder()
        if self.desk.file.partial:
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
        if self.desk.file.draft:
            self.query_one(NoteInput).load(self.desk.file.draft)
        self.desk.listen(self._saved_elsewhere)
        self._show_saved()
        for notice in (*self.desk.file.notices, *self._notices):
            self.notify(notice, title="About this session", timeout=12, markup=False)

    def _saved_elsewhere(self) -> None:
        """Called from the saving thread."""
        self.post_message(self.Saved())

    # Time

    def _tick(self) -> None:
        """Show the present second, and come back when the next one begins; nothing is ever counted."""
        self._look_at_the_clock()
        left = schedule.remaining(self.session, self.now) if self.now else 0.0
        wait = left % 1.0 or 1.0
        if not (self.session.phase and not self.session.paused):
            wait = 1.0
        self.set_timer(self._clock.real(wait + 0.002), self._tick)

    def _look_at_the_clock(self) -> None:
        now = self._clock.now()
        self.now = now
        minute = now.replace(second=0, microsecond=0)
        if self.minute is None or minute != self.minute.replace(second=0, microsecond=0):
            self.minute = now
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
        if desk.file.partial:
            self.saved = "opening"
            return
        if desk.trouble:
            self.saved = "in the journal" if desk.saved else "not saved"
        else:
            self.saved = "reading" if desk.file.read_only else "saved" if desk.saved else "saving"
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
        self._look_at_the_clock()

    # Panes

    def show_made(self, made: Fact) -> None:
        if isinstance(made, CauseFact):
            self.pane = "workshop"
            step = self.session.past[-1].step
            last = takewhile(lambda event: event.step == step, reversed(self.session.past))
            if new := [event.seq for event in last if isinstance(event.fact, CauseAdded)]:
                self.query_one(Workshop).chosen = new[0]
        else:
            self.pane = "timeline" if isinstance(made, EntryAdded) else "work"
        timeline, made_here = self.query_one(Timeline), self.query_one(WorkPane)
        timeline.fresh = max((each.id for each in self.session.entries), default=None)
        made_here.fresh = _newest(self.session)
        timeline.chosen = made_here.chosen = None  # The keys of a list go to what was made last.
        self.share_room()
        if not self.query_one(f"#{self.pane}").display:
            self.tell_step(self.session.past[-1].step, "Kept")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        widget = event.widget
        kinds = ((Workshop, "causes"), (WorkPane, "work"), (Rows, "list"), (Guide, "guide"))
        self.place = next((place for kind, place in kinds if isinstance(widget, kind)), "meeting")

    def action_next_pane(self) -> None:
        self._go_to_pane(1)

    def action_previous_pane(self) -> None:
        self._go_to_pane(-1)

    def _go_to_pane(self, by: int) -> None:
        """From the line round the panes and back to the line. In a narrow window the one reached comes into sight."""
        ring: list[str] = ["line", *self._panes(self.size)]
        here = self.focused.id if self.focused and self.focused.id in ring else "line"
        there = ring[(ring.index(here or "line") + by) % len(ring)]
        if there != "line":
            self.pane = there
            self.share_room()
        self.query_one(f"#{there}").focus()

    def _panes(self, size: Size) -> list[str]:
        """The panes that this phase has."""
        phase = shown_phase(self.session)
        if phase and phase.work is Work.CAUSES:
            return ["workshop"] if self._spread(size) else ["workshop", "guide", "timeline"]
        quiet = phase is not None and phase.work in (Work.OPENING, Work.TIMELINE)
        if quiet and not made(self.session):
            return ["guide", "timeline"]
        return ["guide", "work", "timeline"]

    def _spread(self, size: Size) -> bool:
        """Whether the fishbone has the whole width."""
        return self.view is View.FISHBONE and size.width >= WIDE

    def share_room(self) -> None:
        """Room for what matters in this phase."""
        self._show_panes(self.size)
        self._show_placeholder()

    @property
    def layout(self) -> Layout:
        return self._floor_plan

    def plan(self, size: Size) -> dict[str, Region]:
        """Where everything stands now, between masthead and footer, in a window of this size."""
        panes = self._panes(size)
        pane = self.pane if self.pane in panes else "workshop" if "workshop" in panes else panes[-1]
        phase = shown_phase(self.session)
        return floor(size, panes, pane, phase is not None and phase.work in (Work.OPENING, Work.TIMELINE))

    def _show_panes(self, size: Size) -> None:
        shown = self.plan(size)
        if shown == self._shown:
            return
        self._shown = shown
        for name in PANES:
            self.query_one(f"#{name}").display = name in shown
        # Panes that stay may change their places, too.
        self.query_one(Timeline).refresh(layout=True)

    def _show_placeholder(self) -> None:
        self.query_one(NoteInput).placeholder = placeholder(self.session, self.view)

    def on_resize(self, event: Resize) -> None:
        self._show_panes(event.size)
        if small(event.size) and not self.query("#small"):
            self.mount(cover())
        for each in self.query("#small"):
            each.display = small(event.size)
        self.call_after_refresh(self.show_hint)

    def key_escape(self) -> None:
        self.query_one(NoteInput).focus()

    def action_home(self) -> None:
        self.post_message(self.Left(self.desk))


def _newest(session: Session) -> int | None:
    """The point, question or action item that was made last."""
    return max([*(note.id for note in session.notes), *(action.id for action in session.actions)], default=None)


def _at_hand(session: Session) -> str:
    """The prompt to show."""
    if session.phase is None:
        return ""
    from facilitator.coach import prompts  # here: what is opened has often not begun, or is not yet read

    return prompts.at_hand(session)
