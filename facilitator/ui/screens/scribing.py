"""The scribe's side of the meeting screen: what is typed, pasted, recalled and changed."""

from __future__ import annotations

from datetime import datetime

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from facilitator import capture
from facilitator.clock import Clock
from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.store.desk import Desk
from facilitator.text import clean
from facilitator.ui import paste, shapes
from facilitator.ui.screens.dialogs import Show
from facilitator.ui.screens.steering import Steering
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.rows import Rows


class Scribing(Steering):
    """The line is always there. A line that is refused goes back into it; nothing typed is lost."""

    offered: bool

    def __init__(self, desk: Desk, clock: Clock, zone: str) -> None:
        super().__init__(desk, clock, zone)
        self._editing: int | None = None
        """The id of what is being changed in the line."""
        self._aside = ""
        """What stood in the line before an edit began."""
        self._hint = ""

    def show_made(self, entry: bool) -> None:
        """Bring what was just made into sight: an entry of the timeline, or a note of the phase."""

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
            self._tell_made()

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
            self._tell_made()

    def _tell_made(self) -> None:
        self.show_made(isinstance(self.session.past[-1].fact, e.EntryAdded))

    def on_input_changed(self, event: NoteInput.Changed) -> None:
        event.stop()
        self._active = self._clock.now()
        if self._editing is None:
            self.desk.file.keep_draft(event.value)
        self.offered = False
        self.show_hint()

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
        self.show_hint()

    def _leave_edit(self) -> None:
        self._editing = None
        self.query_one(NoteInput).load(self._aside)
        self._aside = ""
        self.show_hint()

    def show_hint(self) -> None:
        """Under the line: what Enter will do, and the prompt that is offered."""
        box, hint = self.query_one(NoteInput), self.query_one("#hint", Static)
        if self._editing is not None:
            left = "Enter keeps the change · Esc leaves it as it was"
        else:
            left = capture.preview(box.value, self.session, self._clock.now()) if box.value else ""
        right = say("[bold $text-warning]“$prompt”[/]", prompt=self.prompt) if self.offered else Content("")
        shown = shapes.ends(text(f" {left}" if left else "", QUIET), right, max(0, hint.size.width - 1))
        if shown.plain != self._hint:
            self._hint = shown.plain
            hint.update(shown)

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
