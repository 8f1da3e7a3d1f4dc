"""What the facilitator says, asks and checks in this phase."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var

from facilitator.domain.session import Phase, Session, Work
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.keyed import Keyed
from facilitator.ui.widgets.steady import Steady
from facilitator.when import today


class Guide(Keyed, Steady, can_focus=True):
    """The script, the prompt, the checklist. With the focus on it, rows are ticked and the rest scrolls into view."""

    DEFAULT_CSS = """
    Guide { height: 1fr; padding: 0 2; text-wrap: nowrap; border: round $border-blurred; }
    Guide { border-title-color: $text-muted; }
    Guide:focus { border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        *bindings_for("guide"),
    ]
    HELP = "What to say, word for word; what to ask when discussion stalls; what to have done."

    class Ticked(Message):
        """A row of the checklist was ticked or unticked."""

        def __init__(self, row: int, done: bool) -> None:
            super().__init__()
            self.row = row
            self.done = done

    prompt: reactive[str] = reactive("")
    """The prompt at hand."""
    offered: reactive[bool] = reactive(False)
    """Whether it is offered now, since the room has been silent."""
    promised: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What became of the action items of earlier post-mortems, told in the introduction."""
    row: var[int] = var(0)
    """The row the focus is on."""
    top: reactive[int] = reactive(0)
    """The line that is shown first, with the focus here."""

    def picture(self) -> Content:
        phase = shown_phase(self.session)
        if phase is None:
            return Content("")
        width, height = self.size
        focus = self.row if self.has_focus else None
        lines, _ = self._drawn(width, focus)
        start = max(0, min(self.top, len(lines) - height)) if focus is not None else 0
        shown = lines[start : start + height]
        if focus is None and len(lines) > height > 0:
            shown[-1] = text("… Tab here shows the rest", QUIET)
        return shapes.stack(shown)

    def _drawn(self, width: int, focus: int | None) -> tuple[list[Content], int]:
        """All lines, and the one that the row is on."""
        phase = shown_phase(self.session)
        if phase is None:
            return [], 0
        lines, at = draw(
            self.session, phase, self.prompt, self.offered, width, focus, summary(self.session, self.minute)
        )
        if phase.work is not Work.OPENING or not self.promised:
            return lines, at
        title = "The last quarter" if self.session.agenda.trends else "Promised last time"
        told = [text(title, "bold $text-primary")]
        for line in self.promised:
            told += shapes.hanging(text("  "), text(line), width)
        return [*told, Content(""), *lines], at + len(told) + 1

    def _scroll_by(self, lines: int) -> None:
        width, height = self.size
        self.top = max(0, min(self.top + lines, len(self._drawn(width, self.row)[0]) - height))

    def watch_session(self, before: Session, after: Session) -> None:
        if shown_phase(before) != shown_phase(after):
            self.row = self.top = 0
            phase = shown_phase(after)
            self.border_title = Content(phase.title) if phase else None

    def watch_row(self) -> None:
        self.refresh()

    def action_step(self, by: int) -> None:
        """The next row of the checklist; while it is not in sight, the way to it."""
        phase = shown_phase(self.session)
        if phase and self._in_sight():
            self.row = max(0, min(len(phase.checklist) - 1, self.row + by))
            while not self._in_sight():
                self._scroll_by(by)
        elif phase:
            self._scroll_by(by * max(1, self.size.height - 2))

    def action_page(self, by: int) -> None:
        self._scroll_by(by * max(1, self.size.height - 1))

    def _in_sight(self) -> bool:
        width, height = self.size
        lines, at = self._drawn(width, self.row)
        start = max(0, min(self.top, len(lines) - height))
        return height <= 0 or start <= at < start + height

    def shows(self, row: int) -> bool:
        """Whether this row of the checklist is on the screen now."""
        width, height = self.size
        if not self.display or self.has_focus:
            return self.display and self.row == row
        lines, at = self._drawn(width, row)
        return at < (height - 1 if len(lines) > height else height)

    def action_tick_row(self) -> None:
        phase = shown_phase(self.session)
        if phase and phase.checklist and not self._in_sight():
            self.action_step(1)
        elif phase and phase.checklist:
            self.post_message(self.Ticked(self.row, (phase.id, self.row) not in self.session.ticked))


def shown_phase(session: Session) -> Phase | None:
    """The phase whose guide is shown: the present one; before the meeting the first, after it the last,
    unless another one was opened."""
    phases = session.agenda.phases
    if session.working or not phases:
        return session.working
    return phases[-1] if session.ended else phases[0]


def summary(session: Session, now: datetime | None) -> tuple[str, ...]:
    """What is read aloud at the end: it writes itself. Nothing in the other phases."""
    phase = shown_phase(session)
    if phase is None or phase.work is not Work.CLOSING:
        return ()
    from facilitator.closing import closing  # here: it is the last thing that a meeting needs

    return closing(session, today(now or session.at, session.incident.timezone))


def draw(
    session: Session,
    phase: Phase,
    prompt: str,
    offered: bool,
    width: int,
    focus: int | None,
    summary: tuple[str, ...] = (),
) -> tuple[list[Content], int]:
    """The guide in lines, and which line the focused row is on."""
    lines: list[Content] = []
    at = 0
    if phase.say or summary:
        lines.append(text("Say", "bold $text-primary"))
        for words in (*phase.say, *summary):
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
