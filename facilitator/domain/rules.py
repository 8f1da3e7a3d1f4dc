"""What may be done now, and what comes of it. `decide` may refuse; it changes nothing.

`decide(session, command, at, by)` gives the events of one step. A refusal is one sentence that says why and what to
do instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from facilitator.domain import (
    action_rules,
    ballot_rules,
    cause_rules,
    entry_rules,
    merge,
    note_rules,
    paper_rules,
    replan,
    roles,
    round_rules,
    schedule,
)  # fmt: skip
from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain.action_commands import ActionCommand
from facilitator.domain.ballot_commands import BallotCommand
from facilitator.domain.cause_commands import CauseCommand
from facilitator.domain.clash_commands import SettleClash
from facilitator.domain.clash_events import ClashSettled
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event, Fact
from facilitator.domain.note_commands import NoteCommand
from facilitator.domain.paper_commands import PaperCommand
from facilitator.domain.paper_events import VoiceMarked
from facilitator.domain.roles import Role
from facilitator.domain.round_commands import RoundCommand
from facilitator.domain.round_events import PointSealed, PointWithdrawn
from facilitator.domain.session import Session
from facilitator.domain.side import Side, side_of

MADE = 1
"""The step that made the session. It cannot be undone."""


PRIVATE = VoiceMarked | PointSealed | PointWithdrawn


def decide(
    session: Session,
    command: Command,
    at: datetime,
    by: str = "facilitator",
    *,
    role: Role = Role.FACILITATOR,
    op: str = "",
    base: int | None = None,
) -> tuple[Event, ...]:
    """The events that a command leads to, none if it changes nothing; Refused if it may not be done now.

    `at` is the present instant; a clock that was set back never makes an event older than the one before it. `op` is
    the number that a guest gives to what it does. `base` is the last event that was seen when an edit began: what
    others changed since is kept.
    """
    roles.check(session, command, by, role)
    step, at = session.seq + 1, max(at, session.at)
    side, clash = None if role is Role.FACILITATOR and not op else by, None
    if base is not None and base < session.seq:
        command, clash = merge.merged(session, command, base, side)
        roles.check(session, command, by, role)
    facts = [*_facts(session, command, at, by, side), *([clash] if clash else [])]
    named = "" if round_rules.is_nameless(session, command) else by
    return tuple(
        Event(seq, at, named, step, fact, isinstance(fact, PRIVATE), op) for seq, fact in enumerate(facts, start=step)
    )


def allowed(
    session: Session, command: Command, at: datetime, by: str = "facilitator", role: Role = Role.FACILITATOR
) -> bool:
    """Whether a command may be done now: the same rules, only asked."""
    try:
        decide(session, command, at, by, role=role)
    except Refused:
        return False
    return True


def _facts(session: Session, command: Command, at: datetime, by: str, side: Side) -> Iterator[Fact]:
    if isinstance(command, RoundCommand):
        yield from round_rules.facts(session, command, by)
        return
    if isinstance(command, BallotCommand):
        yield from ballot_rules.facts(session, command, by)
        return
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
            yield from entry_rules.added(session, entries)
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
        case c.SetPlan(plan):
            if session.visits:
                raise Refused("The meeting has begun. Add minutes to a phase, or give some back.")
            if len(plan) != len(session.agenda.phases) or any(seconds <= 0 for seconds in plan):
                raise Refused("The plan needs some time for every phase of the agenda.")
            if plan != session.plan:
                yield e.Replanned(plan)
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
            yield from entry_rules.added(session, entries)
        case c.ChangeEntry() | c.MoveEntry() | c.RemoveEntry():
            yield from entry_rules.changed(session, command)
        case c.AskPrompt(phase, text):
            _known(session, phase)
            yield e.PromptAsked(phase, text)
        case c.TickRow(phase, row, done):
            if not 0 <= row < len(session.agenda.phases[_known(session, phase)].checklist):
                raise Refused("There is no such row in the checklist of this phase.")
            if ((phase, row) in session.ticked) != done:
                yield e.RowTicked(phase, row, done)
        case c.Undo():
            yield e.Undone(_last_step(session, side))
        case c.Redo():
            own = [each.step for each in session.redo if each.side == side]
            if not own:
                raise Refused("There is nothing to bring back.")
            yield e.Redone(own[-1])
        case c.UndoStep(step):
            if not any(_can_be_undone(session, event) and event.step == step for event in session.past):
                raise Refused("That step cannot be taken back: it is not there, or is taken back already.")
            yield e.Undone(step)
        case SettleClash(id, earlier):
            yield from _settled(session, id, earlier, at, by, side)


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


def _last_step(session: Session, side: Side) -> int:
    """The latest step of this side that is not undone and is itself no undo."""
    for event in reversed(session.past):
        if side_of(event) == side and _can_be_undone(session, event):
            return event.step
    raise Refused("There is nothing to undo.")


def _settled(session: Session, id: int, earlier: bool, at: datetime, by: str, side: Side) -> Iterator[Fact]:
    clash = next((each for each in reversed(session.clashes) if each.id == id), None)
    if clash is None:
        raise Refused("Nothing is left to choose there.")
    change = merge.changed_text(session, id, clash.text) if earlier else None
    if change is not None:
        yield from _facts(session, change, at, by, side)
    yield ClashSettled(id, clash.text)


def _can_be_undone(session: Session, event: Event) -> bool:
    """What is private is not told, so not undone."""
    said = not (event.private or isinstance(event.fact, e.Undone | e.Redone))
    return said and event.step > MADE and event.step not in session.undone


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
