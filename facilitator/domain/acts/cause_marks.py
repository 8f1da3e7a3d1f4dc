"""What is said of a cause: its question, the root cause that it states, its standing, its evidence, its votes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.acts.ballots import given
from facilitator.domain.acts.cause_places import CauseChained
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.cause_tree import changed, known
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class RewordWhy(Record):
    id: int
    question: str

    def decide(self, session: Session, asker: Asker) -> Iterator[WhyReworded]:
        if known(session, self.id).question != self.question:
            yield WhyReworded(self.id, self.question)


class WhyReworded(Record):
    """The question asked of a cause; empty for the one written from its text."""

    id: int
    question: str

    told = "question"

    def evolve(self, session: Session, event: Event) -> Session:
        return changed(session, self.id, lambda cause: replace(cause, question=self.question))


class StateRoot(Record):
    """End a chain here with a root-cause statement; an empty one opens it again."""

    id: int
    statement: str

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseChained | RootStated | CauseJudged]:
        cause, statement = known(session, self.id), self.statement.strip()
        if not cause.chained:
            yield CauseChained(cause.id, None)
        if statement != cause.statement:
            yield RootStated(cause.id, statement)
        if not statement or cause.standing:
            return
        # The first root cause that is stated is the primary one, until the room says otherwise.
        free = not session.factors and _primary(session) is None
        yield CauseJudged(cause.id, Standing.PRIMARY if free else Standing.CONTRIBUTING)


class RootStated(Record):
    """The root-cause statement in which a chain ends; empty when it goes on."""

    id: int
    statement: str

    told = "root-cause statement"

    def evolve(self, session: Session, event: Event) -> Session:
        return changed(session, self.id, lambda cause: replace(cause, statement=self.statement))


class JudgeCause(Record):
    id: int
    standing: Standing | None

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseJudged]:
        cause = known(session, self.id)
        if self.standing is Standing.PRIMARY:
            if session.factors:
                raise Refused("This meeting speaks of contributing factors only. Mark it as one of those.")
            before = _primary(session)
            if before and before.id != cause.id:
                yield CauseJudged(before.id, Standing.CONTRIBUTING)
        if cause.standing is not self.standing:
            yield CauseJudged(cause.id, self.standing)


class CauseJudged(Record):
    id: int
    standing: Standing | None

    told = "mark of a cause"

    def evolve(self, session: Session, event: Event) -> Session:
        return changed(session, self.id, lambda cause: replace(cause, standing=self.standing))


class LinkEvidence(Record):
    id: int
    entry: int
    linked: bool = True

    def decide(self, session: Session, asker: Asker) -> Iterator[EvidenceLinked]:
        cause = known(session, self.id)
        if self.linked and session.entry(self.entry) is None:
            raise Refused("That entry is not in the timeline any more.")
        rest = tuple(id for id in cause.evidence if id != self.entry)
        entries = (*rest, self.entry) if self.linked else rest
        if set(entries) != set(cause.evidence):
            yield EvidenceLinked(cause.id, entries)


class EvidenceLinked(Record):
    """All timeline entries that show a cause."""

    id: int
    entries: tuple[int, ...]

    told = "link to the timeline"

    def evolve(self, session: Session, event: Event) -> Session:
        return changed(session, self.id, lambda cause: replace(cause, evidence=self.entries))


class VoteCause(Record):
    id: int
    by: int

    def decide(self, session: Session, asker: Asker) -> Iterator[VotesCounted]:
        by_hand = known(session, self.id).votes - given(session, self.id)
        if max(0, by_hand + self.by) != by_hand:
            yield VotesCounted(self.id, max(0, by_hand + self.by))


class VotesCounted(Record):
    """How many votes for a cause were counted by hand so far."""

    id: int
    votes: int

    told = "vote"

    def evolve(self, session: Session, event: Event) -> Session:
        votes = self.votes + given(session, self.id)
        return changed(session, self.id, lambda cause: replace(cause, votes=votes))


class SpeakOfFactors(Record):
    """Contributing factors throughout, and no single root cause; or a primary root cause again."""

    factors: bool = True

    def decide(self, session: Session, asker: Asker) -> Iterator[FactorsSpokenOf]:
        if self.factors != session.factors:
            yield FactorsSpokenOf(self.factors)


class FactorsSpokenOf(Record):
    """Whether the meeting speaks of contributing factors, and of no single root cause."""

    factors: bool

    told = "wording"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, factors=self.factors)


CauseMarkCommand = RewordWhy | StateRoot | JudgeCause | LinkEvidence | VoteCause | SpeakOfFactors
CauseMarkFact = WhyReworded | RootStated | CauseJudged | EvidenceLinked | VotesCounted | FactorsSpokenOf


def _primary(session: Session) -> Cause | None:
    from facilitator.domain import causes  # here: the views of the analysis are drawn long after the start

    return causes.primary(session)
