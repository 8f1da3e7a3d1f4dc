"""The coach at the facilitator's side: what it hears, what its keys do. All of it is private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.reactive import var

from facilitator.clock import Clock
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.desk import MeetingDesk
from facilitator.ui.screens.reviewing import Reviewing
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.note_input import NoteInput

if TYPE_CHECKING:
    from facilitator.coach.lexicon import Lexicon
    from facilitator.coach.listening import Noticed, Said
    from facilitator.ui.widgets.private import Private

MANY = 40
"""Lines of one paste that are listened to; a log says nothing about people."""
WIDTH = 68
KEPT = timedelta(minutes=3)
"""After that the moment for a sentence has passed."""


class Coaching(Reviewing):
    """A hint is a small neutral mark until the private column is opened; nothing else of it is ever on the screen."""

    noticed: var[Noticed | None] = var(None)
    open: var[bool] = var(False)
    """Whether the private column is open."""

    def __init__(self, desk: MeetingDesk, clock: Clock, zone: str) -> None:
        super().__init__(desk, clock, zone)
        self.lexicon_file: Path | None = None
        """The team's own words, if it has any."""
        self._noticed_at = self._active
        self._deaf: set[str] = set()
        """The kinds that were dismissed for this meeting."""

    def listen(self, before: Session) -> None:
        """Hear what was just said. What is undone or changed is not held against anybody any more."""
        session = self.session
        if session.past[-1:] == before.past[-1:]:
            return
        from facilitator.coach.listening import last_said, notice  # here: its word lists take a while to import

        said = last_said(session)
        lexicon = self._lexicon() if said else None
        found = notice(session, said[:MANY], self._deaf, lexicon) if lexicon else None
        if found:
            self.noticed, self._noticed_at = found, self._active
        elif self.noticed and self._is_over(self.noticed.said.id, said):
            self.noticed = None
        self.show_hint()

    def _is_over(self, id: int, said: Sequence[Said]) -> bool:
        """Whether the moment has passed, or the line was taken back or put in other words."""
        reworded = any(line.id == id for line in said)
        return reworded or self._active - self._noticed_at > KEPT or not _there(self.session, id)

    def _lexicon(self) -> Lexicon | None:
        """The words to listen for; a faulty file of the team's is told once, and ours are taken."""
        from facilitator.coach.lexicon import BadLexicon, lexicon

        try:
            return lexicon(self.lexicon_file)
        except BadLexicon as fault:
            self.lexicon_file = None
            self.notify(str(fault), title="The team's words were left out", timeout=12, markup=False)
            return lexicon()

    def mark(self) -> Content:
        """In the line of hints: there is something, and no word of it."""
        return text(" ◦", QUIET) if self.noticed and not self.open else shapes.NOTHING

    def action_private(self) -> None:
        self.call_later(self._open_or_close)  # Data is bound in the screen's own turn, and keys act in the app's.

    def open_private(self) -> None:
        """Open it beside what is being done."""
        self.open = True
        self._show_private()
        told = "The room has its own window, so your private column is open. F9 closes it."
        self.notify(told, timeout=12, markup=False)

    def _open_or_close(self) -> None:
        from facilitator.ui.widgets.private import Private

        self.open = not self.open
        self._show_private()
        (self.query_one(Private) if self.open else self.query_one(NoteInput)).focus()

    def _show_private(self) -> None:
        from facilitator.ui.widgets.private import Private  # here: it is closed when the program starts

        if self.open and not self.query(Private):
            self.mount(Private().data_bind(Coaching.session, Coaching.noticed), before="#line")
        self.show_hint()
        self.share_room()

    def on_private_asked(self, event: Private.Asked) -> None:
        event.stop()
        match event.what:
            case "heard-more" | "heard-less" if event.name:
                self.act(MarkVoice(event.name, 1 if event.what == "heard-more" else -1))
            case "dismiss-kind" if self.noticed:
                self._deaf.add(self.noticed.hint.category)
                self.noticed = None
            case "said-it":
                self.noticed = None
            case "take-wording" if self.noticed:
                self._take(self.noticed)
            case "room-is":
                self.action_situations()

    def _take(self, noticed: Noticed) -> None:
        from facilitator.coach.listening import kinder

        command = kinder(self.session, noticed)
        if command and self.act(command):
            self.notify("The line has the kinder wording. ^Z brings the old one back.", markup=False)

    @work
    async def action_situations(self) -> None:
        """«The room is …», and the guide's words for it."""
        from facilitator.coach.situations import SITUATIONS

        choices = [(i, text(each.name)) for i, each in enumerate(SITUATIONS)]
        at = await self.choose("The room is…", choices)
        if at is None:
            return
        situation = SITUATIONS[at]
        lines = [line for words in situation.says for line in _spoken(words)]
        lines += shapes.hanging(text(""), text(situation.why, QUIET), WIDTH)
        await self.show(f"The room is {situation.name}", shapes.stack(lines))


def _spoken(words: str) -> list[Content]:
    return [*shapes.hanging(text("  "), text(f"“{words}”", "bold"), WIDTH), Content("")]


def _there(session: Session, id: int) -> bool:
    return any(found(id) for found in (session.entry, session.note, session.cause, session.action))
