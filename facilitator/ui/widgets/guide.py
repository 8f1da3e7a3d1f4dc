"""What the facilitator says, asks and checks in this phase."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive, var
from textual.widget import Widget

from facilitator.domain.session import Phase, Session
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text


class Guide(Widget, can_focus=True):
    """The script, the prompt, the checklist. With the focus on it, rows are ticked and the rest scrolls into view."""

    DEFAULT_CSS = """
    Guide { height: 1fr; padding: 0 2; text-wrap: nowrap; border: round $panel; border-title-color: $text-muted; }
    Guide:focus { border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        *bindings_for("guide"),
    ]
    HELP = "What to say, word for word; what to ask when discussion stalls; what to have done."

    class Ticked(Message):
        """A row of the checklist was ticked or unticked."""

        def __init__(self, row: int, done: bool) -> None:
            super().__init__()
            self.row = row
            self.done = done

    session: reactive[Session] = reactive(Session())
    prompt: reactive[str] = reactive("")
    """The prompt at hand."""
    offered: reactive[bool] = reactive(False)
    """Whether it is offered now, since the room has been silent."""
    row: var[int] = var(0)
    """The row the focus is on."""

    def render(self) -> Content:
        phase = shown_phase(self.session)
        if phase is None:
            return Content("")
        width, height = self.size
        focus = self.row if self.has_focus else None
        lines, at = draw(self.session, phase, self.prompt, self.offered, width, focus)
        start = max(0, min(at - height + 1, len(lines) - height)) if focus is not None else 0
        shown = lines[start : start + height]
        if focus is None and len(lines) > height > 0:
            shown[-1] = text("… Tab here shows the rest", QUIET)
        return shapes.stack(shown)

    def watch_session(self, before: Session, after: Session) -> None:
        if shown_phase(before) != shown_phase(after):
            self.row = 0
            phase = shown_phase(after)
            self.border_title = Content(phase.title) if phase else None

    def watch_row(self) -> None:
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.focus()

    def action_step(self, by: int) -> None:
        phase = shown_phase(self.session)
        if phase:
            self.row = max(0, min(len(phase.checklist) - 1, self.row + by))

    def action_tick_row(self) -> None:
        phase = shown_phase(self.session)
        if phase and phase.checklist:
            self.post_message(self.Ticked(self.row, (phase.id, self.row) not in self.session.ticked))


def shown_phase(session: Session) -> Phase | None:
    """The phase whose guide is shown: the present one; before the meeting the first, after it the last."""
    phases = session.agenda.phases
    if session.phase or not phases:
        return session.phase
    return phases[-1] if session.ended else phases[0]


def draw(
    session: Session, phase: Phase, prompt: str, offered: bool, width: int, focus: int | None
) -> tuple[list[Content], int]:
    """The guide in lines, and which line the focused row is on."""
    lines: list[Content] = []
    at = 0
    if phase.say:
        lines.append(text("Say", "bold $text-primary"))
        for words in phase.say:
            lines += shapes.hanging(text("  "), text(f"“{words}”"), width)
        lines.append(Content(""))
    if prompt:
        lines.append(shapes.ends(text("Ask", "bold $text-primary"), text("F8 asked, another", QUIET), width))
        mark = text("▸ ", "bold $text-warning") if offered else text("  ")
        lines += shapes.hanging(mark, text(prompt, "bold" if offered else ""), width)
        lines.append(Content(""))
    rows = phase.checklist
    if rows:
        lines.append(text("Before we move on", "bold $text-primary"))
    for i, words in enumerate(rows):
        done = (phase.id, i) in session.ticked
        mark = text("☑ " if done else "☐ ", "$text-success" if done else "")
        style = "reverse" if i == focus else QUIET if done else "bold" if words == phase.done_when else ""
        if i == focus:
            at = len(lines)
        lines += shapes.hanging(mark, text(words, style), width)
    return lines, at
