"""The causes themselves: asked for and answered in chains, typed onto the fishbone, put in other words, removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker, forgotten
from facilitator.domain.acts.cause_marks import WhyReworded
from facilitator.domain.acts.cause_places import CauseChained
from facilitator.domain.cause import Cause
from facilitator.domain.cause_tree import changed, find, known
from facilitator.domain.errors import Refused, worded
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class StartChain(Record):
    """Something to ask why of, with the entries that show it, and the question if it is not the usual one."""

    text: str
    evidence: tuple[int, ...] = ()
    question: str = ""

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseAdded | WhyReworded]:
        yield CauseAdded(worded(self.text), True, None, evidence=self.evidence)
        if self.question:
            yield WhyReworded(session.seq + 1, self.question)


class AnswerWhy(Record):
    """Becauses to the why of a cause. Without one, a chain starts from `start`, and these are its first answers."""

    texts: tuple[str, ...]
    why: int | None
    start: str = ""

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseAdded | CauseChained]:
        why = self.why
        if why is None:
            yield CauseAdded(worded(self.start), True, None)
            why = session.seq + 1
        elif not known(session, why).chained:
            yield CauseChained(why, None)
        for text in self.texts:
            yield CauseAdded(worded(text), True, why)


class AddFactors(Record):
    """Causes on a bone of the fishbone, or explaining a cause that is on one."""

    texts: tuple[str, ...]
    bone: str
    under: int | None = None

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseAdded]:
        bone = self.bone if self.under is None else known(session, self.under).bone
        if not bone:
            raise Refused("It has to stand on a bone of the fishbone. Type the digit of a category, then the cause.")
        for text in self.texts:
            yield CauseAdded(worded(text), False, None, bone, self.under)


class CauseAdded(Record):
    text: str
    chained: bool
    parent: int | None
    bone: str = ""
    under: int | None = None
    evidence: tuple[int, ...] = ()

    told = "cause"

    def evolve(self, session: Session, event: Event) -> Session:
        """It stands somewhere, whatever became of where it was to stand."""
        why, onto = find(session.causes, self.parent), find(session.causes, self.under)
        bone, under = (onto.bone, self.under) if onto and onto.bone else (self.bone, None)
        chained = self.chained or not bone
        parent = self.parent if chained and why and why.chained else None
        new = Cause(event.seq, self.text, event.by, event.seq, chained, parent, bone=bone, under=under)
        return replace(session, causes=(*session.causes, replace(new, evidence=self.evidence)))


class ChangeCause(Record):
    id: int
    text: str

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseChanged]:
        if known(session, self.id).text != self.text:
            yield CauseChanged(self.id, worded(self.text))


class CauseChanged(Record):
    id: int
    text: str

    told = "change of a cause"

    def evolve(self, session: Session, event: Event) -> Session:
        return changed(session, self.id, lambda cause: replace(cause, text=self.text))


class RemoveCause(Record):
    """Only this one: what stood below it moves up."""

    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseRemoved]:
        yield CauseRemoved(known(session, self.id).id)


class CauseRemoved(Record):
    """What answered its why, or explained it on the fishbone, takes its place: nobody's words go with it."""

    id: int

    told = "deletion of a cause"

    def evolve(self, session: Session, event: Event) -> Session:
        gone = session.cause(self.id)
        if gone is None:
            return forgotten(session, self.id)

        def moved_up(cause: Cause) -> Cause:
            parent = gone.parent if cause.parent == gone.id else cause.parent
            under = gone.under if cause.under == gone.id else cause.under
            return replace(cause, parent=parent, under=under)

        rest = tuple(moved_up(cause) for cause in session.causes if cause.id != gone.id)
        return forgotten(replace(session, causes=rest), gone.id)


CauseCommand = StartChain | AnswerWhy | AddFactors | ChangeCause | RemoveCause
CauseFact = CauseAdded | CauseChanged | CauseRemoved
