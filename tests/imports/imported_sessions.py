"""Sessions of every kind for the way out into a document and back, and what has to be the same in two of them."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.coach.whys import question
from facilitator.demo import demo_session_command
from facilitator.documents.analysis import stated
from facilitator.documents.inline import plain
from facilitator.documents.plain import as_document
from facilitator.documents.registry import render
from facilitator.documents.spoken_of import READ
from facilitator.domain import causes, coverage
from facilitator.domain.action import Action, Priority, Status, Task
from facilitator.domain.acts.actions import AddActions, MoveAction
from facilitator.domain.acts.cause_marks import (
    JudgeCause,
    LinkEvidence,
    RewordWhy,
    SpeakOfFactors,
    StateRoot,
    VoteCause,
)
from facilitator.domain.acts.cause_places import ChainCause, MoveCause, PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, RemoveCause, StartChain
from facilitator.domain.acts.entries import AddEntries, Draft, MoveEntry, RemoveEntry
from facilitator.domain.acts.incident import CreateSession, DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, MoveNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, MarkVoice, ScheduleMeeting, SetState
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Gap, Note, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import fields_of, replace
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Kind, Person, Precision, Session, When
from facilitator.imports.markdown import Imported, read
from facilitator.text import clean
from facilitator.when import label, zone_info

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
NAME = "2025-12-03-api-outage"
AGENDA = agenda_named("blameless-postmortem", [shipped_agendas()])
ZONES = ("UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo")
NOON = datetime(2025, 11, 2, 8, 0, tzinfo=UTC)
"""An hour before the clocks of Los Angeles go back."""


def document(session: Session) -> str:
    return clean(render(session, NAME, "md", AT))


def imported(text: str, agenda: Agenda = AGENDA, now: datetime = AT) -> Imported:
    return read(text, "a document", lambda _: agenda, now, "importer")


def again(session: Session) -> Session:
    """The session that is imported from its document."""
    return replay(imported(document(session), session.agenda).events)


def after(session: Session, *commands: Command) -> Session:
    for command in commands:
        for event in decide(session, command, AT):
            session = evolve(session, event)
    return session


def demo() -> Session:
    return replay(decide(Session(), demo_session_command(AGENDA), AT))


WORDS = (
    "pool", "pool", "why", "Why so?", "a → b", "lead: detail", "14:30", "(+3)", "_(tools)_", "no. 2", "–", "owner: x",
    "**", "a, b", "(IC)", "|", "<b>", "`c|d`", "1. x", "- [ ] y", "Root Cause:", "not given yet", "5 Whys", "~14:2x",
    "&#44;", "[a](b)", "</details>", "-->", "é", "日本", "two  blanks", "\\", "$x$", "#", "***", "a_b_c", "~~s~~",
)  # fmt: skip
CHARS = st.characters(exclude_categories=["Cs", "Cc"])
TEXTS = (
    (
        st.sampled_from(WORDS)
        | st.text(CHARS, min_size=1, max_size=8)
        | st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
    )
    .map(lambda text: clean(text, one_line=True))
    .filter(bool)
)
OPEN = TEXTS | st.just("")
MANY = st.lists(TEXTS, max_size=3).map(tuple)
LINES = st.lists(TEXTS, min_size=1, max_size=2).map("\n".join)
IDS = st.integers(2, 40)
INSTANTS = st.integers(-3000, 3000).map(lambda minutes: NOON + timedelta(minutes=minutes))
SECONDS = st.builds(lambda at, seconds: at + timedelta(seconds=seconds), INSTANTS, st.integers(0, 59))
FINE = st.builds(lambda at, us: at + timedelta(microseconds=us), SECONDS, st.sampled_from([0, 250_000]))
"""Instants to the second, and finer."""


def _range(at: datetime, minutes: int, precision: Precision, shown: str) -> When:
    return When(at, at + timedelta(minutes=minutes) if minutes else None, precision, shown)


WHENS = st.one_of(
    st.just(When()),
    st.builds(
        _range,
        INSTANTS,
        st.sampled_from([0, 0, 30, 600, 3000]),
        st.sampled_from([Precision.EXACT, Precision.ABOUT]),
        st.just(""),
    ),
    st.builds(lambda at: When(at, None, Precision.EXACT, "14:20:30"), SECONDS),
    st.builds(lambda at: When(at, None, Precision.ABOUT, "~14:2x"), INSTANTS),
    st.builds(lambda at: When(at, None, Precision.HOUR, "14:??"), INSTANTS),
)
DRAFTS = st.builds(Draft, WHENS, LINES, st.none() | st.sampled_from(Kind))
TASKS = st.builds(
    Task,
    TEXTS,
    OPEN,
    st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    st.none() | st.sampled_from(Priority),
    OPEN,
    st.sampled_from(Status),
    TEXTS,
    st.none() | IDS,
)
INCIDENTS = st.builds(
    Incident, TEXTS, OPEN, OPEN, st.none() | FINE | INSTANTS, st.none() | FINE, st.none() | FINE, st.none() | INSTANTS,
    st.sampled_from(ZONES), st.lists(TEXTS, max_size=2).map(tuple), st.lists(TEXTS, max_size=2).map(tuple), OPEN,
    st.just("") | LINES, OPEN,
)  # fmt: skip
PEOPLE = st.lists(st.builds(Person, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=3).map(tuple)
BONES = st.sampled_from(["People", "Process", "Weather"]) | TEXTS
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddEntries, st.lists(DRAFTS, max_size=4).map(tuple)),
    st.builds(MoveEntry, IDS, st.sampled_from([-1, 1])),
    st.builds(RemoveEntry, IDS),
    st.builds(
        AddNotes,
        st.sampled_from(Section),
        st.lists(TEXTS, max_size=3).map(tuple),
        st.none() | st.sampled_from(Gap),
        OPEN,
    ),
    st.builds(LinkNote, IDS, IDS),
    st.builds(VoteNote, IDS, st.integers(1, 9)),
    st.builds(MoveNote, IDS, st.sampled_from([-1, 1])),
    st.builds(GroupNote, IDS, IDS),
    st.builds(GroupNote, IDS, IDS),
    st.builds(AddActions, st.lists(TASKS, max_size=3).map(tuple)),
    st.builds(MoveAction, IDS, st.sampled_from([-1, 1])),
    st.builds(StartChain, TEXTS, st.lists(IDS, max_size=2).map(tuple), OPEN),
    st.builds(AnswerWhy, st.lists(TEXTS, max_size=2).map(tuple), st.none() | IDS, TEXTS),
    st.builds(AnswerWhy, st.lists(TEXTS, max_size=2).map(tuple), IDS, TEXTS),
    st.builds(AddFactors, st.lists(TEXTS, max_size=2).map(tuple), BONES, st.none() | IDS),
    st.builds(RewordWhy, IDS, OPEN),
    st.builds(RemoveCause, IDS),
    st.builds(MoveCause, IDS, st.sampled_from([-1, 1]), st.booleans()),
    st.builds(ChainCause, IDS, st.none() | IDS),
    st.builds(PinCause, IDS, BONES, st.none() | IDS),
    st.builds(StateRoot, IDS, OPEN),
    st.builds(JudgeCause, IDS, st.none() | st.sampled_from(Standing)),
    st.builds(LinkEvidence, IDS, IDS, st.booleans()),
    st.builds(VoteCause, IDS, st.integers(1, 9)),
    st.builds(SpeakOfFactors, st.booleans()),
    st.builds(DescribeIncident, INCIDENTS),
    st.builds(ListPeople, PEOPLE),
    st.builds(AssessImpact, st.builds(Impact, *[OPEN] * 12)),
    st.builds(ScheduleMeeting, st.none() | INSTANTS),
    st.builds(SetState, st.sampled_from(State)),
    st.builds(CountHands, st.sampled_from(Question), st.integers(1, 5), st.integers(1, 9)),
    st.builds(MarkVoice, TEXTS),
    st.just(Undo()),
)
AIMS: dict[type, dict[str, str]] = {
    MoveEntry: {"id": "entries"},
    RemoveEntry: {"id": "entries"},
    LinkNote: {"id": "notes", "entry": "entries"},
    VoteNote: {"id": "notes"},
    MoveNote: {"id": "notes"},
    GroupNote: {"id": "notes", "under": "notes"},
    MoveAction: {"id": "actions"},
    AnswerWhy: {"why": "causes"},
    AddFactors: {"under": "causes"},
    RewordWhy: {"id": "causes"},
    RemoveCause: {"id": "causes"},
    MoveCause: {"id": "causes"},
    ChainCause: {"id": "causes", "parent": "causes"},
    PinCause: {"id": "causes", "under": "causes"},
    StateRoot: {"id": "causes"},
    JudgeCause: {"id": "causes"},
    LinkEvidence: {"id": "causes", "entry": "entries"},
    VoteCause: {"id": "causes"},
}
"""Command -> its fields that speak of something, and of what."""
SESSIONS = st.builds(
    lambda incident, people, commands: lived(CreateSession(incident, AGENDA, people), commands),
    INCIDENTS,
    PEOPLE,
    st.lists(COMMANDS, min_size=8, max_size=40),
)


def lived(create: Command, commands: list[Command]) -> Session:
    """A session on which everything was tried that is allowed."""
    session = replay(decide(Session(), create, AT - timedelta(days=3)))
    for i, command in enumerate(commands):
        with contextlib.suppress(Refused):
            for event in decide(session, aimed(session, command), AT - timedelta(days=3) + timedelta(hours=i)):
                session = evolve(session, event)
    return session


def aimed(session: Session, command: Command) -> Command:
    """The command, at things that are there."""
    if isinstance(command, AddActions):
        tasks = (replace(task, addresses=_there(session, task.addresses, "of")) for task in command.tasks)
        return AddActions(tuple(tasks))
    aims = AIMS.get(type(command), {})
    ids = {name: _there(session, getattr(command, name), kind) for name, kind in aims.items()}
    if isinstance(command, StartChain):
        seen = (_there(session, entry, "entries") for entry in command.evidence)
        return replace(command, evidence=tuple(id for id in seen if id is not None))
    return replace(command, **ids) if ids else command


def _there(session: Session, number: int | None, kind: str) -> int | None:
    rows = (*session.causes, *session.notes) if kind == "of" else getattr(session, kind)
    return rows[number % len(rows)].id if number is not None and rows else None


def content(session: Session) -> dict[str, Any]:
    """What a document tells of a session, in the words of its values and with places in place of ids."""
    doc = as_document(session, NAME)
    read = _read_causes(session)
    places = {each.id: f"cause {i}" for i, each in enumerate(read)}
    notes = [note for section in READ for note in session.section(section)]
    places |= {note.id: f"note {i}" for i, note in enumerate(notes)}
    entries = {entry.id: i for i, entry in enumerate(session.entries)}
    incident = dict(doc["incident"]) | {"summary": plain(session.incident.summary)}  # type: ignore[call-overload]
    impact = session.impact
    return {
        "incident": {key: _plainly(value) for key, value in incident.items()},
        "people": [(plain(each.name), [plain(role) for role in each.roles]) for each in session.people],
        "timeline": [_entry(session, entry) for entry in session.entries],
        "causes": [_cause(session, cause, places, entries) for cause in read],
        "contributing": [places[cause.id] for cause in causes.contributing(session)],
        "effect": plain(causes.effect(session)),
        "bones": [plain(bone.name) for bone in causes.fishbone(session).bones],
        "notes": [
            (
                each.section,
                plain(each.text),
                each.gap,
                plain(each.owner),
                entries.get(each.entry or 0),
                each.votes,
                places.get(each.group or 0),
            )
            for each in notes
        ],
        "actions": [_action(session, action, places) for action in session.actions],
        "threads": [_thread(thread, places) for thread in coverage.threads(session)],
        "impact": {name: plain(getattr(impact, name)) for name, _ in fields_of(Impact)},
        "state": session.state,
        "poll": session.poll,
        "scheduled": doc["meeting"]["scheduled"],  # type: ignore[index]
    }


def _read_causes(session: Session) -> list[Cause]:
    chained = [why.cause for why in causes.walk(causes.chains(session))]
    return [*chained, *(cause for cause in causes.pinned(causes.fishbone(session)) if not cause.chained)]


def _plainly(value: object) -> object:
    if isinstance(value, list):
        return [plain(each) for each in value]
    return plain(value) if isinstance(value, str) else value


def _entry(session: Session, entry: Any) -> tuple[object, ...]:
    zone = session.incident.timezone
    at, until = entry.when.at, entry.when.until
    day = at.astimezone(zone_info(zone)).date() if at else None
    until_day = until.astimezone(zone_info(zone)).date() if until and at and "-" in label(entry.when, zone) else None
    rows = [plain(row) for row in entry.text.split("\n")]
    return label(entry.when, zone), day, until_day, entry.when.precision, entry.kind, rows


def _cause(session: Session, cause: Cause, places: dict[int, str], entries: dict[int, int]) -> dict[str, object]:
    answered = any(each.chained and each.parent == cause.id for each in session.causes)
    asked = (
        plain(question(session, cause))
        if answered or (cause.chained and cause.parent is None)
        else plain(cause.question)
    )
    standing = Standing.CONTRIBUTING if session.factors and cause.standing else cause.standing
    return {
        "text": plain(cause.text),
        "chained": cause.chained,
        "parent": places.get(cause.parent or 0),
        "asked": asked,
        "statement": plain(cause.statement),
        "bone": plain(cause.bone),
        "under": places.get(cause.under or 0),
        "evidence": sorted({entries[id] for id in cause.evidence if id in entries}),
        "standing": standing,
        "votes": cause.votes,
        "stated": plain(stated(cause)),
    }


def _action(session: Session, action: Action, places: dict[int, str]) -> tuple[object, ...]:
    task, of = action.task, coverage.answered(session, action)
    return (
        plain(task.text), plain(task.owner), task.due, task.priority, plain(task.criteria), task.status,
        plain(task.reason), places[of.id] if of else None,
    )  # fmt: skip


def _thread(thread: coverage.Thread, places: dict[int, str]) -> tuple[object, ...]:
    of: Cause | Note | None = thread.answered
    return places[of.id] if of else None, plain(thread.action.task.text) if thread.action else None
