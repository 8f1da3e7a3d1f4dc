"""Where two edits met: one wording gave way to the other, until somebody chooses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.action import Action
from facilitator.domain.acts import Asker
from facilitator.domain.acts.actions import ActionChanged, ChangeAction
from facilitator.domain.acts.causes import CauseChanged, ChangeCause
from facilitator.domain.acts.entries import ChangeEntry, Draft, EntryChanged
from facilitator.domain.acts.notes import ChangeNote, NoteChanged
from facilitator.domain.cause import Cause
from facilitator.domain.clash import Clash
from facilitator.domain.errors import Refused
from facilitator.domain.note import Note
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event

Change = ChangeEntry | ChangeNote | ChangeCause | ChangeAction
Changed = EntryChanged | NoteChanged | CauseChanged | ActionChanged


class EditClashed(Record):
    """These words of that person gave way to the ones of the same step; `merge` finds that out."""

    id: int
    text: str
    by: str

    told = "two wordings"

    def evolve(self, session: Session, event: Event) -> Session:
        if session.item(self.id) is None:
            return session
        return replace(session, clashes=(*session.clashes, Clash(self.id, self.text, self.by)))


class SettleClash(Record):
    """Keep the later words, or put the earlier ones back."""

    id: int
    earlier: bool = False

    def decide(self, session: Session, asker: Asker) -> Iterator[Changed | ClashSettled]:
        clash = next((each for each in reversed(session.clashes) if each.id == self.id), None)
        if clash is None:
            raise Refused("Nothing is left to choose there.")
        change = _reworded(session, self.id, clash.text) if self.earlier else None
        if change is not None:
            yield from change.decide(session, asker)
        yield ClashSettled(self.id, clash.text)


class ClashSettled(Record):
    """It was decided whether these earlier words come back."""

    id: int
    text: str

    told = "choice between two wordings"

    def evolve(self, session: Session, event: Event) -> Session:
        settled = tuple(each for each in session.clashes if (each.id, each.text) != (self.id, self.text))
        return replace(session, clashes=settled)


ClashCommand = SettleClash
ClashFact = EditClashed | ClashSettled


def _reworded(session: Session, id: int, text: str) -> Change | None:
    """The command that puts other words in place of an item's; None if it is not there."""
    match session.item(id):
        case None:
            return None
        case Note() as note:
            return ChangeNote(id, text, None, note.gap, note.owner)
        case Cause():
            return ChangeCause(id, text)
        case Action() as action:
            return ChangeAction(id, replace(action.task, text=text))
        case entry:
            return ChangeEntry(id, Draft(entry.when, text, entry.kind, entry.source))
