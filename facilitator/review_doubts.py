"""What the guide does not require, but somebody should look at: loose ends, claims, odd times, the preparation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from facilitator.documents.analysis import stated
from facilitator.domain import coverage
from facilitator.domain.action import Status
from facilitator.domain.note import Section
from facilitator.domain.session import Session
from facilitator.preparation import doubts as doubts_of_the_preparation
from facilitator.review_asked import BUSINESS, TECHNICAL
from facilitator.review_parts import (
    ACTIONS,
    CAUSES,
    IMPACT,
    LESSONS,
    MEETING,
    PARKED,
    SUMMARY,
    TIMELINE,
    WELL,
    WRONG,
    Gap,
    Heard,
    Place,
    quoted,
)

if TYPE_CHECKING:
    from facilitator.claims import Claim

FIELDS: Final = {
    "users": "Users affected",
    "duration": "Duration",
    "functionality": "Functionality",
    "data_loss": "Data loss",
    "spread": "Geographic spread",
    "revenue": "Revenue",
    "sla": "SLA breach",
    "support": "Support load",
    "reputation": "Reputation",
    "services": "Services affected",
    "infrastructure": "Infrastructure",
    "dependencies": "Dependencies",
}
"""The rows of the impact, as the guide names them."""
_POINTS: Final = {
    Section.WELL: (WELL, "well", "What went well"),
    Section.LUCKY: (WELL, "well", "Where we got lucky"),
    Section.WRONG: (WRONG, "wrong", "What went wrong"),
    Section.LESSON: (LESSONS, "lessons", "Lesson"),
}

Claims = Sequence[tuple[str, Place, "Claim"]]


def doubts(session: Session, now: datetime, heard: Sequence[Heard], claims: Claims) -> Iterator[Gap]:
    """Everything to look at. `heard` are the texts that were looked at for blame, `claims` those of `claimed`."""
    for each in heard:
        if each.what:
            told = f"{quoted(each.text)} stops at a person: what allowed this to happen?"
            yield Gap(each.section, told, False, each.place)
    yield from _loose_ends(session)
    yield from _more_of_the_impact(session)
    yield from _times(session, claims)
    for doubt in doubts_of_the_preparation(session, now):
        yield Gap(MEETING, doubt.told, False, Place("people" if doubt.about == "people" else "incident"))


def claimed(session: Session) -> Claims:
    """Lengths and times that the prose claims, each with its section and its place, held against the timeline."""
    from facilitator.claims import check_claims  # here: its patterns take a while to compile

    texts = {where: (section, place, text) for section, place, where, text in _prose(session) if text.strip()}
    found = check_claims(session, [(where, text) for where, (_, _, text) in texts.items()])
    return [(*texts[claim.where][:2], claim) for claim in found]


def _prose(session: Session) -> Iterator[tuple[str, Place, str, str]]:
    yield SUMMARY, Place("incident", None, "summary"), "Summary", session.incident.summary
    for field, name in FIELDS.items():
        yield IMPACT, Place("impact", None, field), name, getattr(session.impact, field)
    for section, (title, what, name) in _POINTS.items():
        for number, note in enumerate(session.section(section), 1):
            yield title, Place(what, note.id), f"{name} {number}", note.text


def _loose_ends(session: Session) -> Iterator[Gap]:
    for cause in coverage.uncovered(session):
        told = f"No action item answers the cause {quoted(stated(cause))}."
        yield Gap(CAUSES, told, False, Place("causes", cause.id))
    for action in coverage.loose(session):
        if action.task.status is not Status.WONT_DO:
            told = f"Action {session.actions.index(action) + 1} answers no cause and no point."
            yield Gap(ACTIONS, told, False, Place("actions", action.id, "addresses"))
    yield from _owners(session)
    for note in session.section(Section.QUESTION):
        if not note.owner.strip():
            told = f"The parked question {quoted(note.text)} has no owner."
            yield Gap(PARKED, told, False, Place("questions", note.id))


def _owners(session: Session) -> Iterator[Gap]:
    """An owner who is no single person: the guide asks for one, and its own example has a team."""
    from facilitator.action_line import read_owner  # here: its patterns compile slowly

    people = tuple(person.name for person in session.people)
    for number, action in enumerate(session.actions, 1):
        doubt = read_owner(action.task.owner, people)[1] if action.task.owner else ""
        if doubt and action.task.status is not Status.WONT_DO:
            yield Gap(ACTIONS, f"Action {number}: {doubt}", False, Place("actions", action.id, "owner"))


def _more_of_the_impact(session: Session) -> Iterator[Gap]:
    """The single rows of which the guide's template has more than it asks for."""
    for fields in (BUSINESS, TECHNICAL):
        given = [field for field in fields if getattr(session.impact, field).strip()]
        given += ["services"] if fields is TECHNICAL and session.incident.services else []
        for field in fields if given else ():
            if field not in given:
                yield Gap(IMPACT, f"«{FIELDS[field]}» is not filled in.", False, Place("impact", None, field))


def _times(session: Session, claims: Claims) -> Iterator[Gap]:
    from facilitator.claims import Verdict
    from facilitator.milestones import oddities

    for oddity in oddities(session):
        yield Gap(TIMELINE, oddity.told, False, Place("timeline", next(iter(oddity.entries), None)))
    for section, place, claim in claims:
        if claim.verdict is not Verdict.SHOWN:
            yield Gap(section, f"{claim.where}: {claim.told}", False, place)
