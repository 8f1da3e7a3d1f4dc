"""Where a cause stands: its order, the why that it answers, and its bone of the fishbone.

No circle is closed, and what is not there is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.cause import Cause
from facilitator.domain.cause_tree import Causes, changed, find, known, line
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class MoveCause(Record):
    """One place up (-1) or down (+1) among those beside it: in the chain, or on the bone."""

    id: int
    by: int
    on_bone: bool = False

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseRanked]:
        """It changes places with its neighbour."""
        cause = known(session, self.id)
        if self.on_bone:
            row = [each for each in session.causes if (each.bone, each.under) == (cause.bone, cause.under)]
        else:
            row = [each for each in session.causes if each.chained and each.parent == cause.parent]
        i = row.index(cause) if cause in row else -1
        other = i + (1 if self.by > 0 else -1)
        if i < 0 or not 0 <= other < len(row):
            raise Refused("It is at the end of its row already.")
        yield CauseRanked(cause.id, row[other].rank)
        yield CauseRanked(row[other].id, cause.rank)


class CauseRanked(Record):
    id: int
    rank: float

    told = "move of a cause"

    def evolve(self, session: Session, event: Event) -> Session:
        made = changed(session, self.id, lambda cause: replace(cause, rank=self.rank))
        return replace(made, causes=tuple(sorted(made.causes, key=lambda cause: cause.rank)))


class ChainCause(Record):
    """Have it answer the why of another cause, with all below it; with None it starts a chain of its own."""

    id: int
    parent: int | None

    def decide(self, session: Session, asker: Asker) -> Iterator[CauseChained]:
        cause = known(session, self.id)
        if self.parent is not None:
            why = known(session, self.parent)
            if cause.id in line(session.causes, why.id, "parent"):
                raise Refused("It cannot answer a why that it leads to itself. Choose one outside its own chain.")
            if not why.chained:
                yield CauseChained(why.id, None)
        if not cause.chained or cause.parent != self.parent:
            yield CauseChained(cause.id, self.parent)


class CauseChained(Record):
    """It answers the why of another cause now; with None it starts a chain."""

    id: int
    parent: int | None

    told = "place in a chain"

    def evolve(self, session: Session, event: Event) -> Session:
        causes, parent = session.causes, self.parent
        why = find(causes, parent)
        if parent is not None and (why is None or not why.chained or self.id in line(causes, parent, "parent")):
            return session
        return changed(session, self.id, lambda cause: replace(cause, chained=True, parent=parent))


class PinCause(Record):
    """Put it on a bone of the fishbone, beside what is there or under one of those; take it off with an empty name."""

    id: int
    bone: str
    under: int | None = None

    def decide(self, session: Session, asker: Asker) -> Iterator[CausePinned]:
        cause, bone, under = known(session, self.id), self.bone, self.under
        if under is not None:
            onto = known(session, under)
            if cause.id in line(session.causes, onto.id, "under"):
                raise Refused("It cannot explain what explains it. Choose another cause of the fishbone.")
            bone = onto.bone
            if not bone:
                raise Refused("That cause is not on the fishbone yet. Put it on a bone first.")
        if not bone and not cause.chained:
            raise Refused("It stands on the fishbone only. Delete it, or ask its why first.")
        if (cause.bone, cause.under) != (bone, under):
            yield CausePinned(cause.id, bone, under)


class CausePinned(Record):
    """It stands on this bone of the fishbone now, with what explains it there; on none with an empty name."""

    id: int
    bone: str
    under: int | None

    told = "place on the fishbone"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, causes=_pinned(session.causes, self.id, self.bone, self.under))


CausePlaceCommand = MoveCause | ChainCause | PinCause
CausePlaceFact = CauseRanked | CauseChained | CausePinned


def _pinned(causes: Causes, id: int, bone: str, under: int | None) -> Causes:
    """What explains a cause goes with it to another bone, and stays when it leaves the fishbone."""
    cause, onto = find(causes, id), find(causes, under)
    if cause is None or (under is not None and (onto is None or not onto.bone or id in line(causes, under, "under"))):
        return causes
    bone = onto.bone if onto else bone
    if not bone:
        return _unpinned(causes, cause)
    below = {each.id for each in causes if id in line(causes, each.id, "under")}
    moved = (replace(each, bone=bone) if each.id in below else each for each in causes)
    return tuple(replace(each, under=under) if each.id == id else each for each in moved)


def _unpinned(causes: Causes, gone: Cause) -> Causes:
    if not gone.chained:
        return causes
    return tuple(
        replace(each, bone="", under=None) if each.id == gone.id
        else replace(each, under=gone.under) if each.under == gone.id
        else each
        for each in causes
    )  # fmt: skip
