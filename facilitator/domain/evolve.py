"""What an event makes of the session. Total: any event on any session gives a session, never an error.

An event that speaks of something that is not there (its making was undone) changes nothing. What each fact makes
stands with it, in `acts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from facilitator.domain.acts.entries import EntryAdded, all_added
from facilitator.domain.acts.undoing import Redone, Undone
from facilitator.domain.events import Event
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.domain.side import Undoing, side_of


def evolve(session: Session, event: Event) -> Session:
    """The session after one more event."""
    past = (*session.past, event)
    if isinstance(event.fact, Undone | Redone):
        return replay(past)
    redo = session.redo
    if redo and not event.private:
        redo = _without(redo, event)
    return replace(event.fact.evolve(session, event), seq=event.seq, at=event.at, past=past, redo=redo)


def replay(events: Iterable[Event]) -> Session:
    """The session that these events make: those of undone steps are left out."""
    past = tuple(events)
    undone, redo = _undone(past)
    session = Session()
    live = (each for each in past if each.step not in undone and not isinstance(each.fact, Undone | Redone))
    for kind, run in groupby(live, key=lambda event: type(event.fact)):
        if kind is EntryAdded:  # A run is placed at once: one by one, 5,000 entries would be copied 5,000 times.
            session = all_added(session, run)
        else:
            for event in run:
                session = event.fact.evolve(session, event)
    if not past:
        return session
    return replace(session, seq=past[-1].seq, at=past[-1].at, past=past, undone=frozenset(undone), redo=tuple(redo))


def _without(redo: Iterable[Undoing], event: Event) -> tuple[Undoing, ...]:
    """What one side did anew ends what it could have brought back."""
    side = side_of(event)
    return tuple(each for each in redo if each.side != side)


def _undone(past: tuple[Event, ...]) -> tuple[set[int], list[Undoing]]:
    undone: set[int] = set()
    redo: list[Undoing] = []
    for event in past:
        match event.fact:
            case Undone(step):
                undone.add(step)
                redo.append(Undoing(step, side_of(event)))
            case Redone(step):
                undone.discard(step)
                redo = [each for each in redo if each.step != step]
            case _ if redo and not event.private:
                redo = list(_without(redo, event))
    return undone, redo
