"""What the guide asks of the document, section by section: each thing with whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.domain import causes
from facilitator.domain.action import Action, Status
from facilitator.domain.note import Section
from facilitator.domain.session import Kind, Session
from facilitator.noting import MISSING
from facilitator.review_parts import (
    ACTIONS,
    CAUSES,
    IMPACT,
    LESSONS,
    SUMMARY,
    TIMELINE,
    WELL,
    WRONG,
    Gap,
    Place,
    quoted,
)

CUSTOMERS: Final = {
    "users": "It is not said how many users were affected.",
    "functionality": "It is not said what users could not do.",
    "data_loss": "It is not said whether data was lost.",
    "spread": "It is not said where it was felt: one region, or all.",
}
BUSINESS: Final = ("revenue", "sla", "support", "reputation")
TECHNICAL: Final = ("services", "infrastructure", "dependencies")

Asked = Iterator[tuple[bool, Gap]]


def asked(session: Session) -> Asked:
    """Everything that the guide asks for, in the document's order: whether it is there, and the gap if it is not."""
    yield from _summary(session)
    yield from _timeline(session)
    yield _cause(session)
    yield from _impact(session)
    yield _some(session, Section.WELL, WELL, "well", "Nothing is told that went well: name what to repeat.")
    gap = "Nothing is told that went wrong: name gaps in process, tools or training."
    yield _some(session, Section.WRONG, WRONG, "wrong", gap)
    yield from _actions(session)
    gap = "No lesson is written down yet: what should those know who were not there?"
    yield _some(session, Section.LESSON, LESSONS, "lessons", gap)


def _summary(session: Session) -> Asked:
    incident = session.incident
    for field, gap in (
        ("id", "The incident has no id."),
        ("severity", "The incident has no severity."),
        ("started", "It is not known when the incident started, so there is no date and no duration."),
        ("resolved", "It is not known when the incident was resolved, so there is no duration."),
        ("author", "Nobody is named as author."),
        ("summary", "The summary is empty: say in 2-3 sentences and in plain language what happened."),
    ):
        value = getattr(incident, field)
        there = bool(value.strip()) if isinstance(value, str) else value is not None
        yield there, _gap(SUMMARY, gap, "incident", field=field)
    yield bool(session.people), _gap(SUMMARY, "Nobody is listed as attendee.", "people")


def _timeline(session: Session) -> Asked:
    if not session.entries:
        yield False, _gap(TIMELINE, "The timeline is empty: begin with the first alert or customer report.", "timeline")
        return
    kinds = {entry.kind for entry in session.entries}
    gap = "No entry is marked as the detection: the first alert or customer report."
    yield Kind.DETECTION in kinds, _gap(TIMELINE, gap, "timeline")
    yield Kind.RESOLUTION in kinds, _gap(TIMELINE, "No entry is marked as the resolution.", "timeline")


def _cause(session: Session) -> tuple[bool, Gap]:
    if session.factors:
        return bool(causes.contributing(session)), _gap(CAUSES, "No contributing factor is marked yet.", "causes")
    gap = "No primary root cause is marked yet: name the process or system that failed."
    return causes.primary(session) is not None, _gap(CAUSES, gap, "causes")


def _impact(session: Session) -> Asked:
    impact = session.impact
    for field, gap in CUSTOMERS.items():
        yield bool(getattr(impact, field).strip()), _gap(IMPACT, gap, "impact", field=field)
    gap = "It is not said what it meant for the business: revenue, SLA, support load or reputation."
    yield any(getattr(impact, field).strip() for field in BUSINESS), _gap(IMPACT, gap, "impact", field="revenue")
    gap = "It is not said which services were affected."
    known = any(getattr(impact, field).strip() for field in TECHNICAL) or bool(session.incident.services)
    yield known, _gap(IMPACT, gap, "impact", field="services")


def _actions(session: Session) -> Asked:
    if not session.actions:
        yield False, _gap(ACTIONS, "There are no action items yet.", "actions")
    for number, action in enumerate(session.actions, 1):
        if action.task.status is not Status.WONT_DO:
            yield from _action(action, number)


def _action(action: Action, number: int) -> Asked:
    from facilitator.coach.vague import vague_task  # here: the coach's words take a while to read

    task, name = action.task, f"Action {number}"
    gap = f"{name} is vague: {quoted(task.text)}. Say what exactly will be changed."
    yield not vague_task(task.text, task.criteria), _gap(ACTIONS, gap, "actions", action.id, "text")
    for field, words in MISSING.items():
        gap = f"{name} has no {words}."
        yield bool(getattr(task, field)), _gap(ACTIONS, gap, "actions", action.id, field)


def _some(session: Session, notes: Section, section: str, what: str, told: str) -> tuple[bool, Gap]:
    return bool(session.section(notes)), _gap(section, told, what)


def _gap(section: str, told: str, what: str, id: int | None = None, field: str = "") -> Gap:
    return Gap(section, told, True, Place(what, id, field))
