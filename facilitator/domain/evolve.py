"""What an event makes of the session. Total: any event on any session gives a session, never an error.

An event that speaks of something that is not there (its making was undone) changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from facilitator.domain import (
    action_evolve,
    ballot_evolve,
    cause_evolve,
    note_evolve,
    paper_evolve,
    round_evolve,
    timeline,
)  # fmt: skip
from facilitator.domain import events as e
from facilitator.domain.action_events import ActionFact, ActionRemoved
from facilitator.domain.ballot_events import BallotFact
from facilitator.domain.cause_events import CauseFact, CauseRemoved
from facilitator.domain.clash import Clash
from facilitator.domain.clash_events import ClashSettled, EditClashed
from facilitator.domain.course import Adjustment, Asked, Pause, Visit
from facilitator.domain.events import Event
from facilitator.domain.note_events import NoteFact, NoteRemoved
from facilitator.domain.paper_events import PaperFact
from facilitator.domain.record import replace
from facilitator.domain.round_events import RoundFact
from facilitator.domain.session import Entry, Session
from facilitator.domain.side import Undoing, side_of

GONE = e.EntryRemoved | NoteRemoved | CauseRemoved | ActionRemoved
"""With it go the votes for it, and what was to be decided about it."""


def evolve(session: Session, event: Event) -> Session:
    """The session after one more event."""
    past = (*session.past, event)
    if isinstance(event.fact, e.Undone | e.Redone):
        return replay(past)
    redo = session.redo
    if redo and not event.private:
        redo = _without(redo, event)
    return replace(_apply(session, event), seq=event.seq, at=event.at, past=past, redo=redo)


def replay(events: Iterable[Event]) -> Session:
    """The session that these events make: those of undone steps are left out."""
    past = tuple(events)
    undone, redo = _undone(past)
    session = Session()
    live = (each for each in past if each.step not in undone and not isinstance(each.fact, e.Undone | e.Redone))
    for kind, run in groupby(live, key=lambda event: type(event.fact)):
        if kind is e.EntryAdded:  # A run is placed at once: one by one, 5,000 entries would be copied 5,000 times.
            session = _add_entries(session, run)
        else:
            for event in run:
                session = _apply(session, event)
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
            case e.Undone(step):
                undone.add(step)
                redo.append(Undoing(step, side_of(event)))
            case e.Redone(step):
                undone.discard(step)
                redo = [each for each in redo if each.step != step]
            case _ if redo and not event.private:
                redo = list(_without(redo, event))
    return undone, redo


def _apply(session: Session, event: Event) -> Session:
    made, fact = _made(session, event), event.fact
    if isinstance(fact, GONE) and (made.ballots or made.clashes):
        made = replace(
            made,
            ballots=tuple(each for each in made.ballots if each.id != fact.id),
            clashes=tuple(each for each in made.clashes if each.id != fact.id),
        )
    return made


def _made(session: Session, event: Event) -> Session:
    at, fact = event.at, event.fact
    if isinstance(fact, CauseFact):
        return cause_evolve.apply(session, fact, event.seq, event.by)
    if isinstance(fact, NoteFact):
        return note_evolve.apply(session, fact, event.seq, event.by)
    if isinstance(fact, ActionFact):
        return action_evolve.apply(session, fact, event.seq, event.by, at)
    if isinstance(fact, PaperFact):
        return paper_evolve.apply(session, fact, at)
    if isinstance(fact, RoundFact):
        return round_evolve.apply(session, fact, event.by, at)
    if isinstance(fact, BallotFact):
        return ballot_evolve.apply(session, fact, event.by)
    match fact:
        case e.SessionCreated(incident, agenda, people):
            plan = tuple(phase.seconds for phase in agenda.phases)
            made = replace(session, created=at, incident=incident, agenda=agenda, people=people, plan=plan)
            return replace(made, factors=agenda.factors)
        case e.IncidentDescribed(incident):
            return replace(session, incident=incident)
        case e.PeopleListed(people):
            return replace(session, people=people)
        case e.PhaseEntered(phase):
            if phase not in [each.id for each in session.agenda.phases]:
                return session
            visits = (*_left(session.visits, at), Visit(phase, at))
            return replace(session, visits=visits, pauses=_running(session.pauses, at), ended=None, opened=None)
        case e.Paused():
            return session if session.paused else replace(session, pauses=(*session.pauses, Pause(at)))
        case e.Resumed():
            return replace(session, pauses=_running(session.pauses, at))
        case e.TimeAdded(phase, seconds):
            return _adjust(session, event, {phase: seconds}, "extended" if seconds > 0 else "given back")
        case e.Replanned(plan):
            changes = {
                phase.id: new - old
                for phase, old, new in zip(session.agenda.phases, session.plan, plan, strict=False)
                if new != old
            }
            return _adjust(session, event, changes, "re-planned")
        case e.EndSet(end):
            return replace(session, ends_by=end)
        case e.PhaseLocked(phase, locked):
            rest = tuple(each for each in session.locked if each != phase)
            return replace(session, locked=(*rest, phase) if locked else rest)
        case e.MeetingEnded():
            return replace(session, visits=_left(session.visits, at), pauses=_running(session.pauses, at), ended=at)
        case e.MeetingReopened():
            again = (Visit(session.visits[-1].phase, at),) if session.visits else ()
            return replace(session, visits=(*_left(session.visits, at), *again), ended=None)
        case e.EntryAdded():
            return _add_entries(session, (event,))
        case e.EntryChanged(id, when, text, kind, place):
            entry = session.entry(id)
            if entry is None:
                return session
            changed = replace(entry, when=when, text=text, kind=kind, place=place)
            return replace(session, entries=timeline.replaced(session.entries, changed))
        case e.EntryMoved(id, place, rank):
            entry = session.entry(id)
            if entry is None:
                return session
            return replace(session, entries=timeline.replaced(session.entries, replace(entry, place=place, rank=rank)))
        case e.EntryRemoved(id):
            return replace(session, entries=timeline.without(session.entries, id))
        case e.PromptAsked(phase, text):
            return replace(session, asked=(*session.asked, Asked(phase, text, at)))
        case e.RowTicked(phase, row, done):
            rows = tuple(each for each in session.ticked if each != (phase, row))
            return replace(session, ticked=(*rows, (phase, row)) if done else rows)
        case EditClashed(id, text, by):
            if session.item(id) is None:
                return session
            return replace(session, clashes=(*session.clashes, Clash(id, text, by)))
        case ClashSettled(id, text):
            settled = tuple(each for each in session.clashes if (each.id, each.text) != (id, text))
            return replace(session, clashes=settled)
        case e.Undone() | e.Redone() | e.Withheld():
            return session


def _add_entries(session: Session, events: Iterable[Event]) -> Session:
    new = []
    for event in events:
        fact = event.fact
        if isinstance(fact, e.EntryAdded):
            new.append(Entry(event.seq, fact.when, fact.text, fact.kind, event.by, fact.source, fact.place, event.seq))
    return replace(session, entries=timeline.place(session.entries, new))


def _left(visits: tuple[Visit, ...], at: datetime) -> tuple[Visit, ...]:
    """The visits, the last one over."""
    if visits and visits[-1].left is None:
        return (*visits[:-1], replace(visits[-1], left=at))
    return visits


def _running(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    """The pauses, the last one over."""
    if pauses and pauses[-1].end is None:
        return (*pauses[:-1], replace(pauses[-1], end=at))
    return pauses


def _adjust(session: Session, event: Event, changes: dict[str, int], why: str) -> Session:
    phases = session.agenda.phases
    known = {phase: seconds for phase, seconds in changes.items() if phase in [each.id for each in phases]}
    plan = tuple(max(0, old + known.get(phase.id, 0)) for phase, old in zip(phases, session.plan, strict=True))
    rows = tuple(Adjustment(event.seq, event.at, phase, seconds, why) for phase, seconds in known.items())
    return replace(session, plan=plan, ledger=session.ledger + rows)
