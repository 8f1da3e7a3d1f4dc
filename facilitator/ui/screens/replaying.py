"""A meeting that was held, seen again at speed from its events. Nothing can be changed in it."""

from __future__ import annotations

from textual.reactive import var

from facilitator.clock import Clock, rehearsal_clock
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve
from facilitator.domain.session import Session
from facilitator.paths import Places
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.store.workspace import Workspace
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.widgets.note_input import NoteInput

STEP = 0.1
"""Real seconds between two looks at what has happened by now."""
SPEED = 60.0
"""Times as fast as it was, where nobody asks for another speed: a minute in a second."""
HOW = "The meeting runs again, many times as fast as it was. Esc goes back."


def held(place: Places, name: str, speed: float = SPEED) -> tuple[Desk, Clock]:
    """A meeting that was held, to be read only, and a clock that begins with it; FacilitatorError if there is none."""
    desk = Desk.open(Workspace(place.sessions).path(name), describe, write=False)
    began = desk.session.started
    if began is None:
        desk.close()
        raise Refused(
            f"The meeting of {name} has not been held yet, so there is nothing to see again. Open it to hold it."
        )
    return desk, rehearsal_clock(speed, began)


class ReplayScreen(MeetingScreen):
    """The screen's clock began with the meeting; every event happens at its own instant."""

    done: var[bool] = var(False)

    def on_mount(self) -> None:
        past = self.desk.session.past
        self._coming = list(reversed(past))
        """The events that are still to come, the next one last."""
        self.session = self._until_the_start()
        super().on_mount()
        self.notify(HOW, title="Replay", timeout=8, markup=False)
        self.set_interval(STEP, self._play)

    def _until_the_start(self) -> Session:
        """What was there before the meeting began."""
        session = Session()
        began = self.desk.session.started
        while self._coming and (began is None or self._coming[-1].at < began):
            session = evolve(session, self._coming.pop())
        return session

    def _play(self) -> None:
        now, before = self._clock.now(), self.session
        session = before
        while self._coming and self._coming[-1].at <= now:
            session = evolve(session, self._coming.pop())
        if session is not before:
            self.session = session
            self.acted(before)
            self.show_made(session.past[-1].fact)
        if not self._coming and not self.done:
            self.done = True
            self.notify("That was the meeting.", markup=False)

    def act(self, command: Command, base: int | None = None) -> bool:
        """Nobody changes what has happened."""
        self.notify("This is a replay: nothing can be changed in it.", markup=False)
        return False

    def tell_step(self, step: int, title: str) -> None:
        """What happens is seen; it need not be told."""

    def listen(self, before: Session) -> None:
        """The coach has nothing to say to what is over."""

    def key_escape(self) -> None:
        self.action_home()

    def on_note_input_escaped(self, event: NoteInput.Escaped) -> None:
        """The line has the keys, and keeps Esc to itself."""
        event.prevent_default()
        event.stop()
        self.action_home()
