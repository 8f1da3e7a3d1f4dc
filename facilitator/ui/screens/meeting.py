"""The meeting: the clock, the guide, the work of the phase, the timeline, and the scribe's line."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Static

from facilitator import capture
from facilitator.clock import Clock
from facilitator.coach import prompts
from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain import rules, schedule
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session, Work
from facilitator.store.desk import Desk
from facilitator.text import clean
from facilitator.ui import paste, plan, shapes, words
from facilitator.ui.bindings import bindings_for
from facilitator.ui.commands import BY_ID
from facilitator.ui.screens.dialogs import Show
from facilitator.ui.screens.questions import Questions
from facilitator.ui.shapes import text
from facilitator.ui.text import plain, say
from facilitator.ui.widgets.countdown import Countdown
from facilitator.ui.widgets.guide import Guide, checklist, shown_phase
from facilitator.ui.widgets.keybar import KeyBar
from facilitator.ui.widgets.masthead import Masthead
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.widgets.timeline import Timeline
from facilitator.ui.widgets.work import WorkPane

SMALLEST = (60, 16)
"""Columns and rows below which the meeting cannot be drawn honestly."""


class MeetingScreen(Questions):
    """Owns what the panes show. Everything they ask for becomes a command; nothing else changes the session."""

    CSS_PATH = "meeting.tcss"
    AUTO_FOCUS = "NoteInput"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = bindings_for("meeting")
    HELP = "## The meeting\n\nType what happened and press Enter. The phase decides what a line becomes."

    class Saved(Message):
        """The record on disk caught up, or cannot."""

    class Left(Message):
        """The user goes back to all sessions."""

    session: var[Session] = var(Session())
    """What is true now."""
    now: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole second of the countdown."""
    minute: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole minute."""
    saved: var[str] = var("saved")
    prompt: var[str] = var("")
    offered: var[bool] = var(False)
    pane: var[str] = var("guide")
    """The pane shown where there is room for one only."""
    place: var[str] = var("meeting")
    over: var[bool] = var(False)

    def __init__(self, desk: Desk, clock: Clock, zone: str, stall_after: float, keymap: dict[str, str]) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._zone = zone
        self._stall_after = timedelta(seconds=stall_after)
        self._keymap = keymap
        self._active = clock.now()
        self._editing: int | None = None
        self._aside = ""
        """What stood in the line before an edit began."""
        self._hint = ""
        self._timer: Timer | None = None
        self.set_reactive(MeetingScreen.session, desk.session)
        self.set_reactive(MeetingScreen.now, self._active)
        self.set_reactive(MeetingScreen.minute, self._active)
        self.set_reactive(MeetingScreen.prompt, prompts.at_hand(desk.session))

    def compose(self) -> ComposeResult:
        cls = MeetingScreen
        yield Masthead().data_bind(cls.session, cls.minute, cls.saved).data_bind(zone=cls.zone)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Countdown().data_bind(cls.session, cls.now)
                yield Guide(id="guide").data_bind(cls.session, cls.prompt, cls.offered)
            with Vertical(id="right"):
                yield WorkPane(id="work").data_bind(cls.session)
                yield Timeline(id="timeline").data_bind(cls.session)
        with Vertical(id="foot"):
            yield NoteInput(id="line", placeholder="14:25 what happened   ·   ? parks a question   ·   / commands")
            yield Static(id="hint")
            yield KeyBar().data_bind(cls.session, cls.place, cls.over)
        yield Static(plain(f"A little more room, please: {SMALLEST[0]} columns by {SMALLEST[1]} rows."), id="small")

    def on_mount(self) -> None:
        self.query_one(KeyBar).keymap = self._keymap
        line = self.query_one(NoteInput)
        if self._desk.draft:
            line.load(self._desk.draft)
        self._desk.listen(lambda: self.post_message(self.Saved()))
        self._show_saved()
        self._arrange()
        self._tick()
        for notice in self._desk.notices:
            self.notify(notice, title="About this session", timeout=12, markup=False)

    # Time

    def _tick(self) -> None:
        """Show the present second, and come back when the next one begins; nothing is ever counted."""
        self._look_at_the_clock()
        left = schedule.remaining(self.session, self.now) if self.now else 0.0
        wait = left % 1.0 or 1.0
        if not (self.session.phase and not self.session.paused):
            wait = 1.0
        self._timer = self.set_timer(self._clock.real(wait + 0.002), self._tick)

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
            self._show_hint()
        self._show_saved()

    def _show_saved(self) -> None:
        self.saved = self._desk.trouble or ("saved" if self._desk.saved else "saving")

    def on_meeting_screen_saved(self) -> None:
        self._show_saved()

    # Commands

    def act(self, command: Command) -> bool:
        """Do it, or say why not. The only way by which this screen changes the session."""
        try:
            self._desk.send(command, self._clock.now())
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return False
        before, self.session = self.session, self._desk.session
        self._active = self._clock.now()
        self.minute = self._active
        self.prompt = prompts.at_hand(self.session)
        if before.phase != self.session.phase:
            self.pane = "guide"
        self._arrange()
        self._look_at_the_clock()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dimmed where the domain's rules would refuse it now."""
        row = BY_ID.get(action.replace("_", "-"))
        if row is None or row.asks is None or not self.is_mounted:
            return True
        return rules.allowed(self.session, row.asks, self._clock.now()) or None

    def action_next_phase(self) -> None:
        self.act(c.NextPhase())

    def action_previous_phase(self) -> None:
        self.act(c.PreviousPhase())

    def action_pause(self) -> None:
        self.act(c.ResumeClock() if self.session.paused else c.PauseClock())

    def action_add_time(self) -> None:
        if self.act(c.AddTime(120)):
            self.notify(plan.cost(self.session, self._clock.now(), self._zone), title="Two minutes more", markup=False)

    def action_give_back(self) -> None:
        if self.act(c.AddTime(-120)):
            self.notify(plan.cost(self.session, self._clock.now(), self._zone), title="Given back", markup=False)

    def action_undo(self) -> None:
        if self.act(c.Undo()):
            self.notify(words.step(self.session, self.session.redo[-1]), title="Undone", markup=False)

    def action_redo(self) -> None:
        if self.session.redo:
            step = self.session.redo[-1]
            if self.act(c.Redo()):
                self.notify(words.step(self.session, step), title="Brought back", markup=False)
        else:
            self.act(c.Redo())

    def action_end_meeting(self) -> None:
        self.act(c.EndMeeting())

    def action_reopen_meeting(self) -> None:
        self.act(c.ReopenMeeting())

    def action_next_prompt(self) -> None:
        phase = self.session.phase
        if phase and self.prompt:
            self.act(c.AskPrompt(phase.id, self.prompt))
        else:
            self.notify("Prompts come with a phase. Start the meeting first.", markup=False)

    def action_tick(self) -> None:
        phase = self.session.phase
        rows = range(len(checklist(phase))) if phase else ()
        open_rows = [row for row in rows if phase and (phase.id, row) not in self.session.ticked]
        if phase and open_rows:
            self.act(c.TickRow(phase.id, open_rows[0]))
        else:
            self.notify("Every row of this checklist is ticked.", markup=False)

    @on(Guide.Ticked)
    def tick_row(self, event: Guide.Ticked) -> None:
        event.stop()
        phase = self.session.phase
        if phase:
            self.act(c.TickRow(phase.id, event.row, event.done))
        else:
            self.notify("The checklist opens with the meeting. Start it first.", markup=False)

    # The scribe's line

    def on_note_input_submitted(self, event: NoteInput.Submitted) -> None:
        event.stop()
        now = self._clock.now()
        try:
            if self._editing is not None:
                command = self._change(self._editing, event.text, now)
            else:
                command = capture.read_line(event.text, self.session, now)
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            self._give_back(event.text)
            return
        if not self.act(command):
            self._give_back(event.text)
        elif self._editing is not None:
            self._leave_edit()
        else:
            self._show_newest()

    def _give_back(self, line: str) -> None:
        """A line that was refused is not lost: it stands in the line again, unless something was typed meanwhile."""
        box = self.query_one(NoteInput)
        if not box.value:
            box.load(line)

    def on_note_input_pasted(self, event: NoteInput.Pasted) -> None:
        event.stop()
        self.keep_paste(event.text)

    @work
    async def keep_paste(self, pasted: str) -> None:
        """Show what a pasted block becomes, and keep it on Enter: one item a line, one step to undo."""
        try:
            command = capture.read_paste(pasted, self.session, self._clock.now())
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return
        count, body = paste.preview(command, self.session)
        hint = "Enter keeps them, one undo takes them back · Esc leaves them out"
        if await self.app.push_screen_wait(Show(f"{count} lines pasted", body, hint)) and self.act(command):
            self._show_newest()

    def _show_newest(self) -> None:
        """In a narrow window, what was just made comes into sight."""
        last = self.session.past[-1].fact
        self.pane = "timeline" if isinstance(last, e.EntryAdded) else "work"
        self.query_one(Timeline).fresh = max((entry.id for entry in self.session.entries), default=None)
        self._arrange()

    def on_input_changed(self, event: NoteInput.Changed) -> None:
        event.stop()
        self._active = self._clock.now()
        if self._editing is None:
            self._desk.keep_draft(event.value)
        self.offered = False
        self._show_hint()

    def on_note_input_recall(self, event: NoteInput.Recall) -> None:
        event.stop()
        made = [*(entry.id for entry in self.session.entries), *(note.id for note in self.session.notes)]
        if made:
            self._edit(max(made))

    def on_note_input_escaped(self, event: NoteInput.Escaped) -> None:
        event.stop()
        if self._editing is not None:
            self._leave_edit()

    def on_note_input_slash(self, event: NoteInput.Slash) -> None:
        event.stop()
        self.app.action_command_palette()

    def _change(self, id: int, line: str, now: datetime) -> Command:
        entry = self.session.entry(id)
        if entry is not None:
            return c.ChangeEntry(id, capture.read_edit(line, entry, self.session, now))
        return c.ChangeNote(id, clean(line, one_line=True))

    def _edit(self, id: int) -> None:
        entry, note = self.session.entry(id), self.session.note(id)
        box = self.query_one(NoteInput)
        if self._editing is None:
            self._aside = box.value
        if entry is not None:
            line = capture.line_of(entry, self.session)
        elif note is not None:
            line = note.text
        else:
            return
        self._editing = id
        box.load(line)
        box.focus()
        self._show_hint()

    def _leave_edit(self) -> None:
        self._editing = None
        self.query_one(NoteInput).load(self._aside)
        self._aside = ""
        self._show_hint()

    def _show_hint(self) -> None:
        """Under the line: what Enter will do, and the prompt that is offered."""
        box, hint = self.query_one(NoteInput), self.query_one("#hint", Static)
        if self._editing is not None:
            left = "Enter keeps the change · Esc leaves it as it was"
        else:
            left = capture.preview(box.value, self.session, self._clock.now()) if box.value else ""
        right = say("[bold $text-warning]“$prompt”[/]", prompt=self.prompt) if self.offered else Content("")
        shown = shapes.ends(text(f" {left}" if left else "", "$text-muted"), right, max(0, hint.size.width - 1))
        if shown.plain != self._hint:
            self._hint = shown.plain
            hint.update(shown)

    # Panes

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        widget = event.widget
        self.place = "list" if isinstance(widget, Rows) else "guide" if isinstance(widget, Guide) else "meeting"

    def action_next_pane(self) -> None:
        self._go_to_pane(1)

    def action_previous_pane(self) -> None:
        self._go_to_pane(-1)

    def _go_to_pane(self, by: int) -> None:
        """From the line round the panes and back to the line. In a narrow window the one reached comes into sight."""
        ring: list[str] = ["line", *self._panes()]
        here = self.focused.id if self.focused and self.focused.id in ring else "line"
        there = ring[(ring.index(here or "line") + by) % len(ring)]
        if there != "line":
            self.pane = there
            self._arrange()
        self.query_one(f"#{there}").focus()

    def _panes(self) -> list[str]:
        """The panes that this phase has."""
        phase = shown_phase(self.session)
        quiet = phase is not None and phase.work in (Work.OPENING, Work.TIMELINE)
        if quiet and not self.query_one(WorkPane).ids():
            return ["guide", "timeline"]
        return ["guide", "work", "timeline"]

    def _arrange(self) -> None:
        """Room for what matters in this phase."""
        panes = self._panes()
        pane = self.pane if self.pane in panes else panes[-1]
        phase = shown_phase(self.session)
        self.set_class("work" in panes, "-has-work")
        self.set_class(phase is not None and phase.work in (Work.OPENING, Work.TIMELINE), "-timeline-first")
        for each in ("guide", "work", "timeline"):
            self.set_class(each == pane, f"-at-{each}")

    def on_resize(self, event: Resize) -> None:
        columns, rows = event.size
        self.set_class(columns < SMALLEST[0] or rows < SMALLEST[1], "-small")
        self.call_after_refresh(self._show_hint)

    def key_escape(self) -> None:
        self.query_one(NoteInput).focus()

    @on(Rows.Asked)
    def change_item(self, event: Rows.Asked) -> None:
        event.stop()
        entry = self.session.entry(event.id) is not None
        match event.what:
            case "edit":
                self._edit(event.id)
            case "remove":
                self.act(c.RemoveEntry(event.id) if entry else c.RemoveNote(event.id))
            case "move-up" | "move-down":
                by = -1 if event.what == "move-up" else 1
                self.act(c.MoveEntry(event.id, by) if entry else c.MoveNote(event.id, by))
            case "kind" if entry:
                self.ask_kind(event.id)
            case "kind":
                self.notify("Kinds are for timeline entries.", markup=False)

    # Out

    def action_export(self) -> None:
        self._export(self.session, self._clock.now())

    @work(thread=True, exclusive=True, group="export")
    def _export(self, session: Session, now: datetime) -> None:
        """Written in a thread: rendering may take a moment, and the meeting goes on."""
        try:
            path = self._desk.export(session, now)
        except FacilitatorError as fault:
            self.app.call_from_thread(self.notify, str(fault), severity="error", markup=False)
            return
        self.app.call_from_thread(self.notify, f"Written to {path}", title="Exported", timeout=10, markup=False)

    def action_home(self) -> None:
        self.post_message(self.Left())
