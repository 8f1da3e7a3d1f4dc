"""The guide's process around the meeting as a checklist, its times counted from the incident's resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from facilitator.documents.plain import known_zone
from facilitator.domain.action import Status
from facilitator.domain.paper import State
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.when import clock, day, span, zone_name

SOON: Final = "Within 2 hours of resolution"
BEFORE: Final = "Before the meeting"
AFTER: Final = "After the meeting"

AT_ONCE: Final = timedelta(hours=2)
EARLIEST: Final = timedelta(hours=24)
LATEST: Final = timedelta(hours=48)
"""From the resolution to the meeting: later than that, memory is not fresh any more."""
AHEAD: Final = timedelta(hours=24)
"""The attendees have the draft for so long before the meeting."""

DISTRIBUTE: Final = "distribute-draft"

_IC: Final = ("ic", "incident commander")
_FACILITATOR: Final = ("facilitator", "post-mortem facilitator", "postmortem facilitator")
_SCRIBE: Final = ("scribe",)


class Step(Record):
    """One row of the checklist."""

    id: str
    """Kept when somebody ticks it, so it never changes."""
    part: str
    told: str
    due: datetime | None
    """None where the guide names no time, or what it counts from is not known."""
    done: bool
    by_itself: bool
    """Seen from the session: nobody ticks it."""
    late: bool
    note: str
    """One sentence, or empty."""


class Doubt(Record):
    """What stands in the way of a good meeting."""

    about: str
    """`people` or `meeting`."""
    told: str


def steps(session: Session, now: datetime) -> tuple[Step, ...]:
    """Every step of the process, in the guide's order."""
    meeting, resolved = _meeting(session), session.incident.resolved
    at_once = resolved + AT_ONCE if resolved else None
    ahead = meeting - AHEAD if meeting else None
    by_then = meeting or (resolved + LATEST if resolved else None)
    written = bool(session.incident.summary.strip() and session.entries)
    ticked = {each.step for each in session.steps}

    def step(id: str, part: str, told: str, due: datetime | None = None, seen: bool | None = None) -> Step:
        done = id in ticked if seen is None else seen
        late = not done and due is not None and now > due
        return Step(id, part, told, due, done, seen is not None, late, _note(session, id))

    return (
        step("schedule-meeting", SOON, "IC schedules the meeting (24-48 hours out)", at_once, bool(meeting)),
        step("assign-facilitator", SOON, "Assign a facilitator (not the IC)", at_once, bool(_neutral(session))),
        step("create-document", SOON, "Create the post-mortem document", at_once, True),
        step("share-timeline", BEFORE, "Scribe shares the incident timeline", ahead),
        step("draft-document", BEFORE, "IC drafts the initial document", ahead, written),
        step("gather-data", BEFORE, "SMEs gather supporting data (logs, metrics, screenshots)", ahead),
        step(DISTRIBUTE, BEFORE, "Distribute the draft to attendees 24 hours before the meeting", ahead),
        step("hold-meeting", AFTER, "Hold the meeting", by_then, session.ended is not None),
        step("finalize-document", AFTER, "Finalize the document", None, session.state is State.PUBLISHED),
        step("distribute-document", AFTER, "Distribute to engineering, product, support, leadership"),
        step("add-to-knowledge-base", AFTER, "Add to the knowledge base for searchability"),
        step("track-actions", AFTER, "Track action items in sprint planning"),
    )


def warnings(session: Session, now: datetime) -> tuple[str, ...]:
    """What stands in the way of a good meeting, in sentences."""
    return tuple(doubt.told for doubt in doubts(session, now))


def doubts(session: Session, now: datetime) -> Iterator[Doubt]:
    """The same, each with what it is about."""
    yield from (Doubt("people", told) for told in _of_people(session))
    yield from (Doubt("meeting", told) for told in _of_time(session, now))


def named(session: Session, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Who has one of these roles, each person once. Small and capital letters, and a leading @, make no difference."""
    found: dict[str, str] = {}
    for person in session.people:
        # A role is free text: «IC, scribe» names two.
        has = {each.strip().casefold() for role in person.roles for each in re.split(r"[,;/+&]", role)}
        if has & set(roles) and _key(person.name):
            found.setdefault(_key(person.name), person.name.strip())
    return tuple(found.values())


def _of_people(session: Session) -> Iterator[str]:
    leads, neutral = named(session, _FACILITATOR), _neutral(session)
    for name in leads:
        if name not in neutral:
            yield (
                f"{name} is the IC and the facilitator. An IC may be defensive about decisions made; "
                "a neutral facilitator keeps discussion blameless and productive."
            )
    if not leads:
        yield (
            "Nobody is named as facilitator. Choose someone trusted by the team and skilled in group facilitation, "
            "but not the IC."
        )
    if len(leads) > 1:
        several = "both" if len(leads) == 2 else "all"
        yield f"{_listed(leads)} are {several} named as facilitator. Agree on one who leads."
    if not named(session, _SCRIBE):
        yield "Nobody is named as scribe. Choose someone who types while the others talk."


def _of_time(session: Session, now: datetime) -> Iterator[str]:
    meeting, resolved = _meeting(session), session.incident.resolved
    if meeting and resolved and meeting - resolved > LATEST:
        was, out = "was held" if session.started else "is scheduled", _hours(meeting - resolved)
        over = _hours(meeting - resolved - LATEST)
        yield f"The meeting {was} {out} after the resolution, {over} later than 48 hours: memory is freshest before."
    if meeting and resolved and meeting < resolved:
        was, early = "began" if session.started else "is scheduled", _hours(resolved - meeting)
        yield f"The meeting {was} {early} before the incident was resolved. Look at the two times."
    sent = any(each.step == DISTRIBUTE for each in session.steps)
    if meeting and not session.started and not sent and now > meeting - AHEAD:
        left = f"the meeting is in {_hours(meeting - now)}" if now < meeting else "the meeting should have begun"
        yield f"The draft is late: attendees get it 24 hours before the meeting, and {left}. Send what there is."


def _meeting(session: Session) -> datetime | None:
    """When the meeting began, or else when it will be held."""
    return session.started or session.scheduled


def _neutral(session: Session) -> tuple[str, ...]:
    """The facilitators who are not the IC."""
    commanders = {_key(name) for name in named(session, _IC)}
    return tuple(name for name in named(session, _FACILITATOR) if _key(name) not in commanders)


def _note(session: Session, id: str) -> str:
    """What is worth knowing of a step, in a sentence."""
    match id:
        case "schedule-meeting":
            return _out(session)
        case "assign-facilitator" if leads := named(session, _FACILITATOR):
            neutral = _neutral(session)
            return f"{_listed(neutral)}." if neutral else f"{leads[0]} is the IC too: choose someone neutral."
        case "assign-facilitator":
            return "Someone trusted by the team, skilled in group facilitation."
        case "create-document":
            return "This session is the document."
        case "draft-document":
            empty = [] if session.incident.summary.strip() else ["the summary"]
            empty += [] if session.entries else ["the timeline"]
            told = f"{' and '.join(empty)} {'are' if len(empty) > 1 else 'is'} still empty."
            return told.capitalize() if empty else ""
        case "hold-meeting" if session.started and not session.ended:
            return "It is running."
        case "finalize-document" if session.state is not State.PUBLISHED:
            return "It is a draft." if session.state is State.DRAFT else "It is in review."
        case "track-actions":
            wanted = [each for each in session.actions if each.task.status is not Status.WONT_DO]
            complete = sum(each.task.status is Status.COMPLETE for each in wanted)
            return f"{complete} of {len(wanted)} complete." if wanted else ""
    return ""


def _out(session: Session) -> str:
    """How far out the meeting is, or where it should lie."""
    meeting, resolved = _meeting(session), session.incident.resolved
    if resolved is None:
        return "The incident has no time of resolution yet, from which the hours are counted."
    if meeting is None:
        zone = known_zone(session.incident.timezone)
        first, last = (f"{day(at, zone)}, {clock(at, zone)}" for at in (resolved + EARLIEST, resolved + LATEST))
        return f"That is from {first} to {last} {zone_name(resolved + LATEST, zone)}."
    if meeting < resolved:
        return "It is before the incident was resolved."
    out = f"It is {_hours(meeting - resolved)} after the resolution"
    if meeting - resolved < EARLIEST:
        return f"{out}, which leaves less than 24 hours for the draft."
    return f"{out}, later than 48 hours." if meeting - resolved > LATEST else f"{out}."


def _hours(length: timedelta) -> str:
    return span(length.total_seconds())


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _key(name: str) -> str:
    """What is equal for two spellings of a name."""
    return name.strip().lstrip("@").casefold()
