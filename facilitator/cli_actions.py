"""`facilitator actions`: the action items of all sessions, and how far they are (the guide, Mistake 4)."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from facilitator import follow_up
from facilitator.cli_print import document
from facilitator.cli_search import tell_skipped
from facilitator.clock import clock_from_environment
from facilitator.documents.plain import as_document, plain_action
from facilitator.domain.action import Status
from facilitator.domain.acts.actions import ChangeAction
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.folders import work_folder
from facilitator.follow_up import Item, Named, Sheet, Week
from facilitator.local_zone import machine_zone
from facilitator.store.archive_told import read_told
from facilitator.text import clean
from facilitator.when import iso
from facilitator.when import today as day_in

DONE_AS: Final = {"done": "complete", "completed": "complete", "open": "not started", "todo": "not started"}
"""Words for a state besides the guide's own."""
LATELY: Final = timedelta(days=7)
"""A completion of the last week is celebrated."""


def actions(workspace: str | None, options: Namespace) -> int:
    """Print the action items of all sessions, or change the state of one."""
    if options.set:
        ref, status = options.set
        return set_status(workspace, ref, status, options.reason)
    if options.reason:
        raise Refused("--reason goes with --set: say which action item it is about.")
    folder = Path(work_folder("sessions", workspace))
    archive = read_told(folder, Sheet)
    tell_skipped((skipped.name, skipped.why) for skipped in archive.skipped)
    if options.runbooks:
        return _runbooks(archive.told, as_json=options.json)
    today = day_in(clock_from_environment().now(), machine_zone())
    every = follow_up.items(archive.told, today)
    wanted = [item for item in every if _wanted(item, options)]
    if options.json:
        zones = {name: sheet.zone for name, sheet in archive.told}
        rows = [_plain(item, zones[item.name]) for item in wanted]
        document(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return 0
    document("".join(f"{clean(line, one_line=False)}\n" for line in _lines(wanted, today)))
    if not wanted:
        print("There are no such action items." if every else "There are no action items yet.", file=sys.stderr)
    return 0


def _runbooks(sheets: Iterable[Named], *, as_json: bool) -> int:
    from facilitator.runbooks import runbooks  # here, as below: most lists are of action items

    found = runbooks(sheets)
    if as_json:
        rows = [
            {
                "session": each.name,
                "what": each.way.value,
                "text": each.text,
                "owner": each.owner or None,
                "done": each.done,
            }
            for each in found
        ]
        document(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return 0
    for each in found:
        mark, owner = "✓" if each.done else "○", f"  {each.owner}" if each.owner else ""
        print(clean(f"{mark} {each.way:8}{each.text}{owner}  ({each.name})", one_line=True))
    if not found:
        print("No action item or lesson names a runbook yet.", file=sys.stderr)
    return 0


def set_status(workspace: str | None, ref: str, status: str, reason: str | None) -> int:
    """Change the state of one action item, through a command on its session; Refused while that is open elsewhere."""
    from facilitator.cli_find import find_session  # here, as below: what only lists writes nothing
    from facilitator.store.desk import Desk

    session, colon, number = clean(ref, one_line=True).rpartition(":")
    if not (colon and session and number.isascii() and number.isdigit()):
        raise Refused(f"«{clean(ref, one_line=True)[:80]}» names no action item: write it as SESSION:ID.")
    wanted = read_status(status)
    path, id = find_session(workspace, session), int(number)
    desk = Desk.open(path, as_document)
    try:
        action = desk.session.action(id)
        if action is None:
            known = ", ".join(str(each.id) for each in desk.session.actions) or "none"
            raise Refused(f"{path.stem} has no action item {id}; it has {known}.")
        task = replace(action.task, status=wanted, reason=clean(reason or "", one_line=True))
        changed = desk.send(ChangeAction(id, task), clock_from_environment().now())
        if not desk.flush() and desk.trouble:
            raise Refused(f"{desk.trouble}")
    finally:
        desk.close()
    said = f"«{task.text}» is {wanted.value} now." if changed else f"«{task.text}» is {wanted.value} already."
    print(clean(said, one_line=True))
    if changed and wanted is Status.COMPLETE:
        print(clean(follow_up.THANKS.format(task.text), one_line=True))
    return 0


def read_status(typed: str) -> Status:
    """A state as people type it: `in-progress`, `Won't do`, `done`. Refused for any other word."""
    plain = " ".join(clean(typed, one_line=True).casefold().replace("-", " ").replace("_", " ").split())
    plain = DONE_AS.get(plain, plain)
    for status in Status:
        if plain.replace("'", "").replace("’", "") == status.value.casefold().replace("'", ""):
            return status
    known = ", ".join(status.value for status in Status)
    raise Refused(f"«{clean(typed, one_line=True)[:40]}» is no state of an action item; there are: {known}.")


def _wanted(item: Item, options: Namespace) -> bool:
    asked, owner = _bare(options.owner or ""), _bare(item.action.task.owner)
    return (not options.open or item.open) and (not options.overdue or item.overdue) and (not asked or owner == asked)


def _bare(name: str) -> str:
    return clean(name, one_line=True).lstrip("@").casefold()


def _plain(item: Item, zone: str) -> dict[str, Any]:
    history = [
        {"at": iso(each.at, zone), "by": each.by or None, "status": each.status.value, "reason": each.reason or None}
        for each in item.history
    ]
    agreed = [
        {
            "at": iso(each.at, zone),
            "by": each.by or None,
            "owner": each.owner or None,
            "due": each.due.isoformat() if each.due else None,
        }
        for each in item.agreed
    ]
    own = {"session": item.name, "title": item.title or None, "age_days": item.age, "overdue": item.overdue}
    return plain_action(item.action, zone) | own | {"history": history, "agreed": agreed}


def _lines(wanted: Sequence[Item], today: date) -> Iterator[str]:
    """The weekly view, then what is over, then thanks for what was completed lately."""
    for told, found in follow_up.grouped(wanted, today):
        yield f"{told}: {len(found)}"
        yield from (f"  {line}" for item in found for line in _told(item, today))
        yield ""
    if any(item.blocked for item in wanted):
        yield "Escalate what is blocked to leadership."
    yield from (thanks for _, thanks in follow_up.celebrated(wanted, today - LATELY))


def _told(item: Item, today: date) -> Iterator[str]:
    task = item.action.task
    due = f"due {task.due.isoformat()}" if task.due else "no due date"
    if follow_up.week(item, today) is Week.OVERDUE and item.open and task.due:
        due += f", {(today - task.due).days} d late"
    state = f"{task.status.value}: {task.reason}" if task.reason else task.status.value
    again = ", reopened" if follow_up.reopened(item.history) else ""
    yield clean(task.text, one_line=True)
    facts = (task.owner or "no owner", due, f"{state}{again}", f"{item.age} d old", task.tracker, item.ref)
    yield "  " + clean(" · ".join(fact for fact in facts if fact), one_line=True)
