"""The scribe's side of the meeting screen: what is typed, pasted, recalled and changed."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime

from textual import work
from textual.content import Content
from textual.widgets import Static

from facilitator.bench import Bench
from facilitator.clock import Clock
from facilitator.domain.acts.entries import MoveEntry, RemoveEntry
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Fact
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.desk import MeetingDesk
from facilitator.ui.screens.steering import Steering
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.when import today


class Scribing(Steering):
    """The line is always there. A line that is refused goes back into it; nothing typed is lost."""

    offered: bool

    def __init__(self, desk: MeetingDesk, clock: Clock, zone: str) -> None:
        super().__init__(desk, clock, zone)
        self._editing: int | None = None
        """The id of what is being changed in the line."""
        self._acting_on: int | None = None
        """The id of the cause or point for which an action item is being typed."""
        self._aside: str | None = None
        """What stood in the line before it was lent to an edit or an action item; None while it is the scribe's."""
        self._hint = ""
        self._base = 0
        """The last event that was seen when the edit began."""

    @abstractmethod
    def show_made(self, made: Fact) -> None:
        """Bring what was just made into sight: an entry of the timeline, a cause, or what the phase works on."""

    @abstractmethod
    def bench(self) -> Bench:
        """What lies in front of the room while causes are looked for."""

    @abstractmethod
    def mark(self) -> Content:
        """At the end of the line of hints: that the coach has noticed something."""

    def on_note_input_submitted(self, event: NoteInput.Submitted) -> None:
        event.stop()
        now = self._clock.now()
        try:
            command = self._command(event.text, now)
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            self._give_back(event.text)
            return
        if not self.act(command, self._base if self._editing is not None else None):
            self._give_back(event.text)
        elif self._aside is not None:
            self._leave_edit()
        else:
            self._tell_made()

    def _command(self, line: str, now: datetime) -> Command:
        if self._editing is not None:
            from facilitator import editing  # here, as below: nothing is typed before the first screen

            return editing.change(self._editing, line, self.session, now)
        if self._acting_on is not None:
            from facilitator import noting

            return noting.act_on(clean(line, one_line=True), self.session, self.today(), self._acting_on)
        return self.read_line(line, now)

    def read_line(self, line: str, now: datetime) -> Command:
        """What a new line becomes at this desk."""
        from facilitator import capture

        return capture.read_line(line, self.session, now, self.bench())

    def read_paste(self, pasted: str, now: datetime) -> tuple[Command, ...]:
        """What a pasted block becomes at this desk."""
        from facilitator import capture

        return (capture.read_paste(pasted, self.session, now, self.bench()),)

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
        """Show what a pasted block becomes, and keep it on Enter: one item a line."""
        from facilitator.ui import paste

        try:
            commands = self.read_paste(pasted, self._clock.now())
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return
        count, body = paste.preview(commands, self.session, self.today())
        undo = "one undo takes them back" if len(commands) == 1 else "unseen; each can be taken back"
        hint = f"Enter keeps them, {undo} · Esc leaves them out"
        if await self.show(f"{count} lines pasted", body, hint) and all(self.act(each) for each in commands):
            self._tell_made()

    def _tell_made(self) -> None:
        self.show_made(self.session.past[-1].fact)

    def on_input_changed(self, event: NoteInput.Changed) -> None:
        event.stop()
        self._active = self._clock.now()
        if self._aside is None:
            self.desk.keep_draft(event.value)
        self.offered = False
        self.show_hint()

    def on_note_input_recall(self, event: NoteInput.Recall) -> None:
        event.stop()
        session = self.session
        rows = (session.entries, session.notes, session.actions, session.causes)
        made = max((each.id for row in rows for each in row), default=None)
        if made is not None:
            self.edit(made)

    def on_note_input_escaped(self, event: NoteInput.Escaped) -> None:
        event.stop()
        if self._aside is not None:
            self._leave_edit()

    async def on_note_input_slash(self, event: NoteInput.Slash) -> None:
        event.stop()
        await self.app.run_action("palette")

    def today(self) -> date:
        """The day in the incident's zone."""
        return today(self._clock.now(), self.session.incident.timezone)

    def edit(self, id: int) -> None:
        """Take something into the line, to be changed."""
        from facilitator import editing

        line = editing.line_of(id, self.session)
        if line is not None:
            self._lend(line)
            self._editing = id
            self._base = self.session.seq
            self.show_hint()

    def act_on(self, id: int) -> None:
        """Lend the line to an action item that answers a cause or a point."""
        self._lend("")
        self._acting_on = id
        self.show_hint()

    def lend_for(self, line: str) -> None:
        """Put the beginning of a line of another kind into the line, for the scribe to go on with."""
        self._lend(line)
        self.show_hint()

    def _lend(self, line: str) -> None:
        """The line is for something else for a while; what stood in it comes back after."""
        box = self.query_one(NoteInput)
        self._aside = box.value if self._aside is None else self._aside
        self._editing = self._acting_on = None
        box.load(line)
        box.focus()

    def _leave_edit(self) -> None:
        line, self._aside = self._aside or "", None
        self._editing = self._acting_on = None
        self.query_one(NoteInput).load(line)
        self.show_hint()

    def idle_hint(self) -> str:
        """What stands there while the line is empty."""
        return ""

    def show_hint(self) -> None:
        """Under the line: what Enter will do, and the prompt that is offered."""
        box, hint = self.query_one(NoteInput), self.query_one("#hint", Static)
        if self._editing is not None:
            left = "Enter keeps the change · Esc leaves it as it was"
        elif self._acting_on is not None:
            answered = self.session.cause(self._acting_on) or self.session.note(self._acting_on)
            left = f"Action item for «{answered.text if answered else ''}» · Enter keeps it · Esc leaves"
        elif box.value:
            from facilitator import capture

            left = capture.preview(box.value, self.session, self._clock.now(), self.bench())
        else:
            left = self.idle_hint()
        right = say("[bold $text-warning]“$prompt”[/]", prompt=self.prompt) if self.offered else Content("")
        if not box.value and self.idle_hint() and len(left) + right.cell_length + 2 > hint.size.width:
            right = Content("")  # A raised hand goes before a prompt, which stands in the guide as well.
        width, mark = max(0, hint.size.width - 1), self.mark()
        right = right.truncate(max(0, width - mark.cell_length - 1), ellipsis=True)
        shown = shapes.ends(text(f" {left}" if left else "", QUIET), shapes.line(right, mark), width)
        if shown.plain != self._hint:
            self._hint = shown.plain
            hint.update(shown, layout=False)  # It is one row, whatever it says.

    def change_entry(self, what: str, id: int) -> None:
        """Do to an entry of the timeline what a key in its list asks for."""
        match what:
            case "edit":
                self.edit(id)
            case "remove":
                self.act(RemoveEntry(id))
            case "move-up" | "move-down":
                self.act(MoveEntry(id, -1 if what == "move-up" else 1))
            case "kind":
                self.ask_kind(id)
