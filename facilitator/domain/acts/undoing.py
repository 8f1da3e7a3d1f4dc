"""Steps that are taken back, and brought back. What they make of the session is seen to in `evolve`, by replaying."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.domain.side import side_of

if TYPE_CHECKING:
    from facilitator.domain.events import Event

MADE = 1
"""The step that made the session. It cannot be undone."""


class Undo(Record):
    """Take back one's own last step."""

    def decide(self, session: Session, asker: Asker) -> Iterator[Undone]:
        """The latest step of this side that is not undone and is itself no undo."""
        for event in reversed(session.past):
            if side_of(event) == asker.side and _can_be_undone(session, event):
                yield Undone(event.step)
                return
        raise Refused("There is nothing to undo.")


class UndoStep(Record):
    """Take back one step, whoever made it."""

    step: int

    def decide(self, session: Session, asker: Asker) -> Iterator[Undone]:
        if not any(_can_be_undone(session, event) and event.step == self.step for event in session.past):
            raise Refused("That step cannot be taken back: it is not there, or is taken back already.")
        yield Undone(self.step)


class Undone(Record):
    step: int

    told = "undo"

    def evolve(self, session: Session, event: Event) -> Session:
        return session


class Redo(Record):
    """Bring back what one took back last."""

    def decide(self, session: Session, asker: Asker) -> Iterator[Redone]:
        own = [each.step for each in session.redo if each.side == asker.side]
        if not own:
            raise Refused("There is nothing to bring back.")
        yield Redone(own[-1])


class Redone(Record):
    step: int

    told = "redo"

    def evolve(self, session: Session, event: Event) -> Session:
        return session


UndoingCommand = Undo | Redo | UndoStep
UndoingFact = Undone | Redone


def _can_be_undone(session: Session, event: Event) -> bool:
    """What is private is not told, so not undone."""
    said = not (event.private or isinstance(event.fact, Undone | Redone))
    return said and event.step > MADE and event.step not in session.undone
