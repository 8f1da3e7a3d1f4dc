"""What an event makes of the analysis. Total, like `evolve`: what is not there is left alone, no circle is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.domain import ballot_evolve
from facilitator.domain import cause_events as e
from facilitator.domain.cause import Cause
from facilitator.domain.cause_events import CauseFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session

Causes = tuple[Cause, ...]


def apply(session: Session, fact: CauseFact, seq: int, by: str) -> Session:
    """The session after one more event, which has this number and is of this person."""
    if isinstance(fact, e.FactorsSpokenOf):
        return replace(session, factors=fact.factors)
    if isinstance(fact, e.VotesCounted):
        fact = e.VotesCounted(fact.id, fact.votes + ballot_evolve.given(session, fact.id))
    return replace(session, causes=_causes(session.causes, fact, seq, by))


def _causes(causes: Causes, fact: CauseFact, seq: int, by: str) -> Causes:
    match fact:
        case e.CauseAdded(text, chained, parent, bone, under, evidence):
            why, onto = _find(causes, parent), _find(causes, under)
            parent = parent if why and why.chained else None
            bone, under = (onto.bone, under) if onto and onto.bone else (bone, None)
            # It stands somewhere, whatever became of where it was to stand.
            chained = chained or not bone
            new = Cause(seq, text, by, seq, chained, parent if chained else None, bone=bone, under=under)
            return (*causes, replace(new, evidence=evidence))
        case e.CauseRemoved(id):
            return _without(causes, id)
        case e.CausePinned(id, bone, under):
            return _pinned(causes, id, bone, under)
        case e.CauseChained(id, parent):
            why = _find(causes, parent)
            if parent is not None and (why is None or not why.chained or id in line(causes, parent, "parent")):
                return causes
            return _with(causes, id, lambda cause: replace(cause, chained=True, parent=parent))
        case e.CauseChanged(id, text):
            return _with(causes, id, lambda cause: replace(cause, text=text))
        case e.CauseRanked(id, rank):
            changed = _with(causes, id, lambda cause: replace(cause, rank=rank))
            return tuple(sorted(changed, key=lambda cause: cause.rank))
        case e.WhyReworded(id, question):
            return _with(causes, id, lambda cause: replace(cause, question=question))
        case e.RootStated(id, statement):
            return _with(causes, id, lambda cause: replace(cause, statement=statement))
        case e.CauseJudged(id, standing):
            return _with(causes, id, lambda cause: replace(cause, standing=standing))
        case e.EvidenceLinked(id, entries):
            return _with(causes, id, lambda cause: replace(cause, evidence=entries))
        case e.VotesCounted(id, votes):
            return _with(causes, id, lambda cause: replace(cause, votes=votes))
        case e.FactorsSpokenOf():
            return causes


def line(causes: Causes, id: int | None, up: str) -> Iterator[int]:
    """A cause and all above it, by `parent` in its chain or by `under` on its bone."""
    while id is not None and (cause := _find(causes, id)):
        yield id
        id = getattr(cause, up)


def _find(causes: Causes, id: int | None) -> Cause | None:
    return next((cause for cause in causes if cause.id == id), None)


def _with(causes: Causes, id: int, change: Callable[[Cause], Cause]) -> Causes:
    return tuple(change(cause) if cause.id == id else cause for cause in causes)


def _without(causes: Causes, id: int) -> Causes:
    """The causes but one; what stood below it takes its place, so that nobody's words go with it."""
    gone = _find(causes, id)
    if gone is None:
        return causes

    def moved_up(cause: Cause) -> Cause:
        parent = gone.parent if cause.parent == id else cause.parent
        under = gone.under if cause.under == id else cause.under
        return replace(cause, parent=parent, under=under)

    return tuple(moved_up(cause) for cause in causes if cause.id != id)


def _pinned(causes: Causes, id: int, bone: str, under: int | None) -> Causes:
    """What explains a cause goes with it to another bone, and stays when it leaves the fishbone."""
    cause, onto = _find(causes, id), _find(causes, under)
    if cause is None or (under is not None and (onto is None or not onto.bone or id in line(causes, under, "under"))):
        return causes
    bone = onto.bone if onto else bone
    if not bone:
        return _unpinned(causes, cause)
    below = {each.id for each in causes if id in line(causes, each.id, "under")}
    moved = tuple(replace(each, bone=bone) if each.id in below else each for each in causes)
    return _with(moved, id, lambda each: replace(each, under=under))


def _unpinned(causes: Causes, gone: Cause) -> Causes:
    if not gone.chained:
        return causes
    return tuple(
        replace(each, bone="", under=None) if each.id == gone.id
        else replace(each, under=gone.under) if each.under == gone.id
        else each
        for each in causes
    )  # fmt: skip
