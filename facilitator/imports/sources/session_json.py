"""A whole session from what `facilitator export --format json` wrote, as from its document in Markdown.

Every thing gets a new id; what speaks of another thing by its id speaks of the same one afterwards.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.entries import Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, ScheduleMeeting, SetState, TickStep
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import fields_of
from facilitator.domain.session import Incident, Person
from facilitator.imports.building import Building
from facilitator.imports.markdown import Choose, Imported, NotOurs
from facilitator.imports.sources.fields import JSON, dig, listed, text
from facilitator.imports.sources.form import Ground
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.loading import values
from facilitator.imports.sources.our_json import is_ours, item
from facilitator.imports.sources.session_json_causes import make_causes
from facilitator.text import clean, pieces
from facilitator.when import BadTime, check_zone

SECTIONS: Final = {
    "went_well": Section.WELL,
    "went_wrong": Section.WRONG,
    "lucky": Section.LUCKY,
    "lessons": Section.LESSON,
    "parking_lot": Section.QUESTION,
    "notes": Section.NOTE,
}


def read(written: str, name: str, choose: Choose, now: datetime, by: str) -> Imported:
    """The session in a text; NotOurs if it is something else, BadImport if it is broken."""
    found = values(written, f"«{name}»")
    if len(found) != 1 or not is_ours(found[0]):
        raise NotOurs(f"«{name}» is no session of facilitator in JSON: nothing was imported.")
    page: JSON = found[0]
    building = Building(now, by)
    ground = Ground("UTC", True, None, None, now)
    entries, first = _create(page, name, choose, ground, building)
    for state, at in first:
        building.do(SetState(state), min(at, now))
    _notes_and_actions(page, entries, building)
    _around(page, ground, building)
    building.close()
    return Imported(tuple(building.events), tuple(building.told))


def line(value: object) -> str:
    return clean(text(value), one_line=True)


def _create(
    page: JSON, name: str, choose: Choose, ground: Ground, building: Building
) -> tuple[dict[int, int], list[tuple[State, datetime]]]:
    """Make it; gives the new ids of its entries, and how far the document is since when."""
    told = page["incident"]

    def at(name: str) -> datetime | None:
        return exact(told.get(name), ground)[0].at

    zone = line(told.get("timezone")) or "UTC"
    try:
        check_zone(zone)
    except BadTime as bad:
        building.tell(f"{bad} Times are shown in UTC.")
        zone = "UTC"
    incident = Incident(
        title=line(told.get("title")) or name,
        timezone=zone,
        summary=clean(text(told.get("summary"))),
        services=_lines(told.get("services")),
        tags=_lines(told.get("tags")),
        id=line(told.get("id")),
        severity=line(told.get("severity")),
        type=line(told.get("type")),
        author=line(told.get("author")),
        started=at("started"),
        detected=at("detected"),
        mitigated=at("mitigated"),
        resolved=at("resolved"),
    )
    people = (Person(line(dig(each, "name")), _lines(dig(each, "roles"))) for each in listed(page.get("people")))
    drafts: list[Draft] = []
    ids: list[tuple[Any, int]] = []
    for entry in listed(page["timeline"]):
        read = item(entry, ground) if isinstance(entry, dict) else None
        parts = pieces(clean(read.text)) if read else ()
        if not read or not parts:
            building.keep(str(entry)[:500], "It is no entry of a timeline")
            continue
        ids.append((entry.get("id"), len(drafts)))
        source = line(entry.get("source")) or "json"
        drafts += [Draft(read.when, part, None if i else read.kind, source) for i, part in enumerate(parts)]
    dates = [(_one_of(State, dig(each, "state")), exact(dig(each, "at"), ground)[0].at) for each in
             listed(dig(page, "document", "dates"))]  # fmt: skip
    stages = [(state, at) for state, at in dates if state and at]
    create = CreateSession(
        incident,
        choose(line(dig(page, "meeting", "agenda"))),
        tuple(each for each in people if each.name),
        tuple(drafts),
    )
    made = building.do(create, min([building.now, *(at for _, at in stages)]))
    return {id: made[place + 1] for id, place in ids if isinstance(id, int)}, stages


def _notes_and_actions(page: JSON, entries: dict[int, int], building: Building) -> None:
    """What may speak of an entry, and what may answer a cause or a point."""
    answered = make_causes(page, entries, building)
    notes = [
        (note, section)
        for name, section in SECTIONS.items()
        for note in listed(page.get(name))
        if isinstance(note, dict)
    ]
    for note, section in notes:
        gap = _one_of(Gap, note.get("gap"))
        made = building.do(AddNotes(section, pieces(clean(text(note.get("text")))), gap, line(note.get("owner"))))
        if not made:
            continue
        if isinstance(note.get("id"), int):
            answered[note["id"]] = made[0]
        if votes := count(note.get("votes")):
            building.do(VoteNote(made[0], votes))
        if note.get("entry") in entries:
            building.do(LinkNote(made[0], entries[note["entry"]]))
    for note, _ in notes:
        here, under = (answered.get(id) if isinstance(id, int) else None for id in (note.get("id"), note.get("group")))
        if here is not None and under is not None:
            building.do(GroupNote(here, under))
    tasks = [_task(each, answered) for each in listed(page.get("actions")) if isinstance(each, dict)]
    if wanted := tuple(task for task in tasks if task.text):
        building.do(AddActions(wanted))


def _task(action: JSON, answered: dict[int, int]) -> Task:
    try:
        due = date.fromisoformat(text(action.get("due")))
    except ValueError:
        due = None
    of = action.get("addresses")
    return Task(
        clean(text(action.get("task"))).strip(),
        line(action.get("owner")),
        due,
        _one_of(Priority, action.get("priority")),
        clean(text(action.get("criteria"))).strip(),
        _one_of(Status, action.get("status")) or Status.NOT_STARTED,
        line(action.get("reason")),
        answered.get(of) if isinstance(of, int) else None,
        line(action.get("tracker")),
    )


def _around(page: JSON, ground: Ground, building: Building) -> None:
    """Impact, exit poll, steps, and when the meeting will be held."""
    told = page.get("impact")
    impact = Impact(**{name: clean(text(dig(told, name))).strip() for name, _ in fields_of(Impact)})
    if impact != Impact():
        building.do(AssessImpact(impact))
    for each in listed(page.get("poll")):
        question, score, hands = _one_of(Question, dig(each, "question")), dig(each, "score"), count(dig(each, "hands"))
        if question and isinstance(score, int) and hands:
            building.do(CountHands(question, score, hands))
    for each in listed(page.get("steps")):
        if step := line(dig(each, "step")):
            building.do(TickStep(step))
    if at := exact(dig(page, "meeting", "scheduled"), ground)[0].at:
        building.do(ScheduleMeeting(at))
    if dig(page, "meeting", "started"):
        building.tell("When the meeting was held, and how long each phase took, is left to the document.")


def count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6 else 0


def _lines(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(line, listed(value))))


def _one_of(kind: Any, value: object) -> Any:
    return next((each for each in kind if each.value == value), None)
