"""What may be done in the analysis of causes, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import ballot_evolve, causes
from facilitator.domain import cause_commands as c
from facilitator.domain import cause_events as e
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.cause_commands import CauseCommand
from facilitator.domain.cause_events import CauseFact
from facilitator.domain.cause_evolve import line
from facilitator.domain.errors import Refused, worded
from facilitator.domain.session import Session


def facts(session: Session, command: CauseCommand) -> Iterator[CauseFact]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.StartChain(text, evidence, question):
            yield e.CauseAdded(worded(text), True, None, evidence=evidence)
            if question:
                yield e.WhyReworded(session.seq + 1, question)
        case c.AnswerWhy(texts, why, start):
            yield from _answers(session, texts, why, start)
        case c.AddFactors(texts, bone, under):
            yield from _factors(session, texts, bone, under)
        case c.MoveCause(id, by, on_bone):
            yield from _swapped(session, _known(session, id), by, on_bone)
        case c.ChainCause(id, parent):
            yield from _chained(session, _known(session, id), parent)
        case c.PinCause(id, bone, under):
            yield from _pinned(session, _known(session, id), bone, under)
        case c.StateRoot(id, statement):
            yield from _stated(session, _known(session, id), statement)
        case c.JudgeCause(id, standing):
            yield from _judged(session, _known(session, id), standing)
        case c.LinkEvidence():
            yield from _linked(session, _known(session, command.id), command)
        case c.RewordWhy(id, question):
            if _known(session, id).question != question:
                yield e.WhyReworded(id, question)
        case c.ChangeCause(id, text):
            if _known(session, id).text != text:
                yield e.CauseChanged(id, worded(text))
        case c.RemoveCause(id):
            yield e.CauseRemoved(_known(session, id).id)
        case c.VoteCause(id, by):
            by_hand = _known(session, id).votes - ballot_evolve.given(session, id)
            if max(0, by_hand + by) != by_hand:
                yield e.VotesCounted(id, max(0, by_hand + by))
        case c.SpeakOfFactors(factors):
            if factors != session.factors:
                yield e.FactorsSpokenOf(factors)


def _answers(session: Session, texts: tuple[str, ...], why: int | None, start: str) -> Iterator[CauseFact]:
    if why is None:
        yield e.CauseAdded(worded(start), True, None)
        why = session.seq + 1
    elif not _known(session, why).chained:
        yield e.CauseChained(why, None)
    for text in texts:
        yield e.CauseAdded(worded(text), True, why)


def _factors(session: Session, texts: tuple[str, ...], bone: str, under: int | None) -> Iterator[CauseFact]:
    if under is not None:
        bone = _known(session, under).bone
    if not bone:
        raise Refused("It has to stand on a bone of the fishbone. Type the digit of a category, then the cause.")
    for text in texts:
        yield e.CauseAdded(worded(text), False, None, bone, under)


def _swapped(session: Session, cause: Cause, by: int, on_bone: bool) -> Iterator[CauseFact]:
    """It changes places with its neighbour."""
    if on_bone:
        row = [each for each in session.causes if (each.bone, each.under) == (cause.bone, cause.under)]
    else:
        row = [each for each in session.causes if each.chained and each.parent == cause.parent]
    i = row.index(cause) if cause in row else -1
    other = i + (1 if by > 0 else -1)
    if i < 0 or not 0 <= other < len(row):
        raise Refused("It is at the end of its row already.")
    yield e.CauseRanked(cause.id, row[other].rank)
    yield e.CauseRanked(row[other].id, cause.rank)


def _chained(session: Session, cause: Cause, parent: int | None) -> Iterator[CauseFact]:
    if parent is not None:
        if cause.id in line(session.causes, _known(session, parent).id, "parent"):
            raise Refused("It cannot answer a why that it leads to itself. Choose one outside its own chain.")
        if not _known(session, parent).chained:
            yield e.CauseChained(parent, None)
    if not cause.chained or cause.parent != parent:
        yield e.CauseChained(cause.id, parent)


def _pinned(session: Session, cause: Cause, bone: str, under: int | None) -> Iterator[CauseFact]:
    if under is not None:
        if cause.id in line(session.causes, _known(session, under).id, "under"):
            raise Refused("It cannot explain what explains it. Choose another cause of the fishbone.")
        bone = _known(session, under).bone
        if not bone:
            raise Refused("That cause is not on the fishbone yet. Put it on a bone first.")
    if not bone and not cause.chained:
        raise Refused("It stands on the fishbone only. Delete it, or ask its why first.")
    if (cause.bone, cause.under) != (bone, under):
        yield e.CausePinned(cause.id, bone, under)


def _stated(session: Session, cause: Cause, statement: str) -> Iterator[CauseFact]:
    if not cause.chained:
        yield e.CauseChained(cause.id, None)
    if statement.strip() != cause.statement:
        yield e.RootStated(cause.id, statement.strip())
    if not statement.strip() or cause.standing:
        return
    # The first root cause that is stated is the primary one, until the room says otherwise.
    free = not session.factors and causes.primary(session) is None
    yield e.CauseJudged(cause.id, Standing.PRIMARY if free else Standing.CONTRIBUTING)


def _judged(session: Session, cause: Cause, standing: Standing | None) -> Iterator[CauseFact]:
    if standing is Standing.PRIMARY:
        if session.factors:
            raise Refused("This meeting speaks of contributing factors only. Mark it as one of those.")
        before = causes.primary(session)
        if before and before.id != cause.id:
            yield e.CauseJudged(before.id, Standing.CONTRIBUTING)
    if cause.standing is not standing:
        yield e.CauseJudged(cause.id, standing)


def _linked(session: Session, cause: Cause, command: c.LinkEvidence) -> Iterator[CauseFact]:
    if command.linked and session.entry(command.entry) is None:
        raise Refused("That entry is not in the timeline any more.")
    rest = tuple(id for id in cause.evidence if id != command.entry)
    entries = (*rest, command.entry) if command.linked else rest
    if set(entries) != set(cause.evidence):
        yield e.EvidenceLinked(cause.id, entries)


def _known(session: Session, id: int) -> Cause:
    cause = session.cause(id)
    if cause is None:
        raise Refused("That cause is not there any more.")
    return cause
