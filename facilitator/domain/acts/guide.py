"""What the facilitator does by the guide of a phase: prompts that were asked, rows that are ticked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.acts.phases import known_phase
from facilitator.domain.course import Asked
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class AskPrompt(Record):
    phase: str
    text: str

    def decide(self, session: Session, asker: Asker) -> Iterator[PromptAsked]:
        known_phase(session, self.phase)
        yield PromptAsked(self.phase, self.text)


class PromptAsked(Record):
    phase: str
    text: str

    told = "prompt"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, asked=(*session.asked, Asked(self.phase, self.text, event.at)))


class TickRow(Record):
    phase: str
    row: int
    done: bool = True

    def decide(self, session: Session, asker: Asker) -> Iterator[RowTicked]:
        if not 0 <= self.row < len(session.agenda.phases[known_phase(session, self.phase)].checklist):
            raise Refused("There is no such row in the checklist of this phase.")
        if ((self.phase, self.row) in session.ticked) != self.done:
            yield RowTicked(self.phase, self.row, self.done)


class RowTicked(Record):
    """A row of a phase's checklist was ticked or unticked."""

    phase: str
    row: int
    done: bool

    told = "tick"

    def evolve(self, session: Session, event: Event) -> Session:
        row = (self.phase, self.row)
        rest = tuple(each for each in session.ticked if each != row)
        return replace(session, ticked=(*rest, row) if self.done else rest)


GuideCommand = AskPrompt | TickRow
GuideFact = PromptAsked | RowTicked
