"""What may be done now, and what comes of it. `decide` may refuse; it changes nothing.

`decide(session, command, at, by)` gives the events of one step. A refusal is one sentence that says why and what to
do instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from facilitator.domain import action_rules, cause_rules, note_rules, paper_rules, replan, schedule, timeline
from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain.action_commands import ActionCommand
from facilitator.domain.cause_commands import CauseCommand
from facilitator.domain.commands import Command, Draft
from facilitator.domain.errors import Refused, worded
from facilitator.domain.events import Event, Fact
from facilitator.domain.note_commands import NoteCommand
from facilitator.domain.paper_commands import PaperCommand
from facilitator.domain.paper_events import VoiceMarked
from facilitator.domain.session import Entry, Session

MADE = 1
"""The step that made the session. It cannot be undone."""


def decide(session: Session, command: Command, at: datetime, by: str = "facilitator") -> tuple[Event, ...]:
    """The events that a command leads to, none if it changes nothing; Refused if it may not be done now.

    `at` is the present instant; a clock that was set back never makes an event older than the one before it.
    """
    step, at = session.seq + 1, max(at, session.at)
    facts = enumerate(_facts(session, command, at), start=step)
    return tuple(Event(seq, at, by, step, fact, isinstance(fact, VoiceMarked)) for seq, fact in facts)


def allowed(session: Session, command: Command, at: datetime) -> bool:
    """Whether a command may be done now: the same rules, only asked."""
    try:
        decide(session, command, at)
    except Refused:
        return False
    return True


def _facts(session: Session, command: Command, at: datetime) -> Iterator[Fact]:
    if isinstance(command, CauseCommand):
        yield from cause_rules.facts(session, command)
        return
    if isinstance(command, NoteCommand):
        yield from note_rules.facts(session, command)
        return
    if isinstance(command, ActionCommand):
        yield from action_rules.facts(session, command)
        return
    if isinstance(command, PaperCommand):
        yield from paper_rules.facts(session, command)
        return
    match command:
        case c.CreateSession(incident, agenda, people, entries):
            if session.seq:
                raise Refused("This session exists already. Start a new one with «facilitator new».")
            yield e.SessionCreated(incident, agenda, people)
            yield from _added(session, entries)
        case c.DescribeIncident(incident):
            if not incident.title.strip():
                raise Refused("An incident needs a title: a few words on what happened.")
            if incident != session.incident:
                yield e.IncidentDescribed(incident)
        case c.ListPeople(people):
            if people != session.people:
                yield e.PeopleListed(people)
        case c.NextPhase() | c.PreviousPhase() | c.GoToPhase():
            yield from _moved(session, command)
        case c.PauseClock():
            _must_be_running(session)
            if session.paused:
                raise Refused("The clock stands still already. The same key starts it again.")
            yield e.Paused()
        case c.ResumeClock():
            if not session.paused:
                raise Refused("The clock is running.")
            yield e.Resumed()
        case c.AddTime(seconds, phase):
            yield _time_added(session, seconds, phase, at)
        case c.SetEnd(end):
            if session.ended:
                raise Refused("The meeting has ended.")
            if end is not None and end <= at:
                raise Refused("That time has passed. Give a later one.")
            if end != session.ends_by:
                yield e.EndSet(end)
        case c.Replan():
            yield _replanned(session, at)
        case c.LockPhase(phase, locked):
            _known(session, phase)
            if (phase in session.locked) != locked:
                yield e.PhaseLocked(phase, locked)
        case c.EndMeeting():
            _must_be_running(session)
            yield e.MeetingEnded()
        case c.ReopenMeeting():
            if not session.ended:
                raise Refused("The meeting has not ended.")
            yield e.MeetingReopened()
        case c.AddEntries(entries):
            yield from _added(session, entries)
        case c.ChangeEntry() | c.MoveEntry() | c.RemoveEntry():
            yield from _entry_facts(session, command)
        case c.AskPrompt(phase, text):
            _known(session, phase)
            yield e.PromptAsked(phase, text)
        case c.TickRow(phase, row, done):
            if not 0 <= row < len(session.agenda.phases[_known(session, phase)].checklist):
                raise Refused("There is no such row in the checklist of this phase.")
            if ((phase, row) in session.ticked) != done:
                yield e.RowTicked(phase, row, done)
        case c.Undo():
            yield e.Undone(_last_step(session))
        case c.Redo():
            if not session.redo:
                raise Refused("There is nothing to bring back.")
            yield e.Redone(session.redo[-1])


def _moved(session: Session, command: c.NextPhase | c.PreviousPhase | c.GoToPhase) -> Iterator[Fact]:
    phases, here = session.agenda.phases, session.phase
    if session.ended:
        raise Refused("The meeting has ended. Reopen it, or undo the end, to go on.")
    match command:
        case c.GoToPhase(phase):
            _known(session, phase)
            if here and here.id == phase:
                raise Refused(f"You are in {here.title} already.")
            yield e.PhaseEntered(phase)
        case c.NextPhase():
            i = session.index(here.id) + 1 if here else 0
            yield e.PhaseEntered(phases[i].id) if i < len(phases) else e.MeetingEnded()
        case c.PreviousPhase():
            i = session.index(here.id) - 1 if here else -1
            if i < 0:
                raise Refused("There is no phase before this one.")
            yield e.PhaseEntered(phases[i].id)


def _time_added(session: Session, seconds: int, phase: str | None, at: datetime) -> Fact:
    here = session.phase
    if phase is None:
        if here is None:
            raise Refused("No phase is running. Start the meeting first.")
        phase = here.id
    i = _known(session, phase)
    title = session.agenda.phases[i].title
    if seconds < 0:
        left = session.plan[i] - schedule.spent(session, phase, at)
        seconds = -min(-seconds, int(max(0.0, left)))
    if not seconds:
        raise Refused(f"{title} has no time left to give back.")
    return e.TimeAdded(phase, seconds)


def _replanned(session: Session, at: datetime) -> Fact:
    if session.ended:
        raise Refused("The meeting has ended.")
    if session.ends_by is None:
        raise Refused("There is no hard stop yet. Set the time at which the meeting has to end first.")
    plan = replan.propose(session, at).plan
    if plan == session.plan:
        raise Refused("The plan is as close to the hard stop as the phases allow.")
    return e.Replanned(plan)


def _added(session: Session, entries: tuple[Draft, ...]) -> Iterator[Fact]:
    before = timeline.latest(session.entries)
    place = before.place if before else None
    for draft in entries:
        place = draft.when.at or place
        yield e.EntryAdded(draft.when, worded(draft.text), draft.kind, draft.source, place)


def _entry_facts(session: Session, command: c.ChangeEntry | c.MoveEntry | c.RemoveEntry) -> Iterator[Fact]:
    entry = session.entry(command.id)
    if entry is None:
        raise Refused("That entry is not in the timeline any more.")
    match command:
        case c.ChangeEntry(id, draft):
            changed = e.EntryChanged(id, draft.when, worded(draft.text), draft.kind, draft.when.at or entry.place)
            if (draft.when, draft.text, draft.kind) != (entry.when, entry.text, entry.kind):
                yield changed
        case c.MoveEntry(_, by):
            yield _passed(session.entries, entry, by)
        case c.RemoveEntry(id):
            yield e.EntryRemoved(id)


def _passed(entries: tuple[Entry, ...], entry: Entry, by: int) -> e.EntryMoved:
    """The entry steps past its neighbour. An entry with a known time stays at that time."""
    way = 1 if by > 0 else -1
    i = entries.index(entry) + way
    if not 0 <= i < len(entries):
        raise Refused("It is at the end of the timeline already.")
    other = entries[i]
    if entry.place != other.place and entry.when.at is not None:
        raise Refused("Its time places it there. Change the time to move it.")
    beyond = entries[i + way] if 0 <= i + way < len(entries) else None
    if beyond is None or beyond.place != other.place:
        return e.EntryMoved(entry.id, other.place, other.rank + way)
    return e.EntryMoved(entry.id, other.place, (other.rank + beyond.rank) / 2)


def _last_step(session: Session) -> int:
    """The latest step that is not undone and is itself no undo. What is private is not told, so not undone."""
    for event in reversed(session.past):
        step = event.step
        said = not (event.private or isinstance(event.fact, e.Undone | e.Redone))
        if said and step > MADE and step not in session.undone:
            return step
    raise Refused("There is nothing to undo.")


def _must_be_running(session: Session) -> None:
    if session.ended:
        raise Refused("The meeting has ended.")
    if session.phase is None:
        raise Refused("The meeting has not begun. The next-phase key starts it.")


def _known(session: Session, phase: str) -> int:
    try:
        return session.index(phase)
    except ValueError:
        raise Refused(f"There is no phase «{phase}» in this agenda.") from None
