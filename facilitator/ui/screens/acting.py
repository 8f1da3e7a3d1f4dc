"""What every part of the meeting screen stands on: the session, the clock, and the one way to change anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.reactive import var
from textual.screen import Screen

from facilitator.clock import Clock
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.roles import Role
from facilitator.domain.session import Session
from facilitator.domain.side import Side
from facilitator.ui.commands import COMMANDS, GUESTS, Row
from facilitator.ui.desk import MeetingDesk

T = TypeVar("T")

if TYPE_CHECKING:
    Part = Screen[None]
else:

    class Part(metaclass=type(Screen)):
        """A part of a screen. For each class of screens Textual gathers bindings and reactives anew, half a millisecond
        at every start; for a part of one nobody would ask for them."""


class Acting(Part):
    """A screen with a session on its desk. Everything that is asked for becomes a command; nothing else changes it."""

    session: var[Session] = var(Session())
    """What is true now."""

    def __init__(self, desk: MeetingDesk, clock: Clock, zone: str) -> None:
        super().__init__()
        self.desk = desk
        self._clock = clock
        self._zone = zone
        """Where the meeting is held."""
        self._active: datetime = clock.now()
        """When somebody last did something."""
        self.set_reactive(Acting.session, desk.session)

    @property
    def side(self) -> Side:
        """Whose steps are undone and brought back here."""
        return None if self.desk.role is Role.FACILITATOR else self.desk.by

    def act(self, command: Command, base: int | None = None) -> bool:
        """Do it, or say why not. `base` is the last event that was seen when an edit began."""
        before = self.session
        try:
            self.desk.send(command, self._clock.now(), base=base)
        except FacilitatorError as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return False
        self._active = self._clock.now()
        self.session = self.desk.session
        self.acted(before)
        return True

    def acted(self, before: Session) -> None:
        """Bring what follows from the session up to date."""

    def may(self, row: Row) -> bool:
        """Whether the domain's rules would let this command be done now."""
        from facilitator.domain import rules  # here: the palette asks it, long after the first screen

        role = self.desk.role
        if row.where in ("meeting", "guest"):
            if role is Role.FACILITATOR and row.where == "guest":
                return False
            if role is not Role.FACILITATOR and row.id not in GUESTS[role]:
                return False
        asked = row.does or row.asks
        return asked is None or rules.allowed(self.session, asked, self._clock.now(), self.desk.by, role)

    # The dialogs are imported here, when the first one opens: the meeting is painted sooner without them.

    async def choose(
        self,
        title: str,
        choices: Sequence[tuple[T, Content]],
        at: int = 0,
        hint: str = "",
        body: Content | None = None,
    ) -> T | None:
        """Ask in a worker for one of a few; None when left."""
        from facilitator.ui.screens.dialogs import Choose

        return await self.app.push_screen_wait(Choose[T](title, choices, at, hint, body))

    async def ask(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        check: Callable[[str], str] = lambda line: "",
        preview: Callable[[str], Content] | None = None,
    ) -> str | None:
        """Ask in a worker for a line; None when left."""
        from facilitator.ui.screens.dialogs import Ask

        return await self.app.push_screen_wait(Ask(title, value=value, hint=hint, check=check, preview=preview))

    async def show(self, title: str, body: Content, hint: str = "Esc closes this", *, wide: bool = False) -> bool:
        """Show something in a worker; whether Enter said yes to it."""
        from facilitator.ui.screens.dialogs import Show

        return await self.app.push_screen_wait(Show(title, body, hint, wide=wide))


def _plain(command: Command) -> Callable[[Acting], None]:
    def action(screen: Acting) -> None:
        screen.act(command)

    return action


for _row in COMMANDS:
    if _row.does:
        setattr(Acting, f"action_{_row.id.replace('-', '_')}", _plain(_row.does))
