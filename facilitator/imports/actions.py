"""Section 7 read back: the table of action items, their success criteria, and what each answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from facilitator.documents.inline import DASH
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.record import replace
from facilitator.imports.building import Building, shortened
from facilitator.imports.found import Found
from facilitator.imports.inline import Line, bold, emphasised, line, plain, words
from facilitator.imports.lists import ReadNote
from facilitator.imports.page import LISTS, Part, below, is_ours, raw, rows, texts
from facilitator.imports.reading import Analysis, ReadCause

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TABLE: Final = "Action Items"
CRITERIA: Final = "Success Criteria"
COVERAGE: Final = "Coverage"
_COLUMNS: Final = ("action", "owner", "due date", "priority", "status", "tracker")
_STATUS: Final = re.compile(
    rf"(?P<status>{'|'.join(status.value for status in Status)})(?:\s*(?::|[-–—]\s)\s*(?P<reason>.+))?",
    re.IGNORECASE | re.DOTALL,
)
Answerable = ReadCause | ReadNote


@dataclass(eq=False)
class ReadAction:
    """One row of the table, and what other parts say of it."""

    task: Task
    addresses: Answerable | None = None


@dataclass
class Agreed:
    """The action items, and the order in which the coverage shows what they answer."""

    actions: list[ReadAction] = field(default_factory=list)
    order: list[Answerable] = field(default_factory=list)


def agreed(parts: Iterable[Part], read: Analysis, notes: list[ReadNote], building: Building) -> Agreed:
    """Read them, and what each answers among the causes and the points."""
    made = Agreed()
    by_title = {part.title.casefold(): part for part in parts}
    if part := by_title.get(TABLE.casefold()):
        for block in part.blocks:
            if block.type == "table":
                made.actions += [ReadAction(task) for row in rows(block) if (task := _task(row, building))]
            elif block.type in LISTS:
                made.actions += [ReadAction(Task(text)) for text in texts(block) if text]
            elif not is_ours(block):
                building.keep_all(texts(block), f"in «{TABLE}»")
    named = Found((each.task.text, each) for each in made.actions)
    if part := by_title.get(CRITERIA.casefold()):
        _criteria(part, named, building)
    if part := by_title.get(COVERAGE.casefold()):
        answerable: list[tuple[str, Answerable]] = [(cause.stated, cause) for cause in read.causes()]
        answerable += [(note.text, note) for note in notes]
        _coverage(part, named, Found(answerable), made, building)
    return made


def make(actions: list[ReadAction], building: Building) -> None:
    tasks = (replace(each.task, addresses=each.addresses.id if each.addresses else None) for each in actions)
    if actions:
        building.do(AddActions(tuple(tasks)))


def _task(row: dict[str, str], building: Building) -> Task | None:
    text = line(row.get("action", ""), one_line=False).whole
    owner, due, priority, status, tracker = (_cell(row.get(name, "")) for name in _COLUMNS[1:])
    task = Task(text, owner, tracker=tracker)
    unread = [f"{name}: {words(cell)}" for name, cell in row.items() if name not in _COLUMNS and _cell(cell)]
    try:
        task = replace(task, due=date.fromisoformat(due) if due else None)
    except ValueError:
        unread.append(f"due: {due}")
    if priority.casefold() in list(Priority):
        task = replace(task, priority=Priority(priority.casefold()))
    elif priority:
        unread.append(f"priority: {priority}")
    task, strange = _with_status(task, status)
    unread += strange
    if unread and text:
        about = f"Of the action item «{shortened(text)}» this could not be read"
        building.tell(f"{about}: {'; '.join(unread)}. It was added to its text.")
        task = replace(task, text=f"{text} ({'; '.join(unread)})")
    elif unread:
        building.keep("; ".join(unread), "It is a row of the action items without an action")
    return task if text else None


def _cell(markdown: str) -> str:
    """The words of a cell; nothing for our dash, which is not the one that somebody typed."""
    return "" if markdown.strip() in (DASH, "-", "—") else line(markdown, one_line=False).whole


def _with_status(task: Task, said: str) -> tuple[Task, list[str]]:
    found = _STATUS.fullmatch(said.replace("’", "'"))
    if found is None:
        return task, [f"status: {said}"] if said else []
    status = next(each for each in Status if each.value.casefold() == found["status"].casefold())
    reason = said[found.start("reason") :] if found["reason"] else ""
    if status is Status.WONT_DO and not reason:
        reason = "the document gives no reason"
    if status in (Status.BLOCKED, Status.WONT_DO):
        return replace(task, status=status, reason=reason), []
    return replace(task, status=status), [reason] if reason else []


def _criteria(part: Part, named: Found[ReadAction], building: Building) -> None:
    for block in part.blocks:
        if block.type not in LISTS:
            if not is_ours(block):
                building.keep_all(texts(block), f"in «{CRITERIA}»")
            continue
        for item in block.children:
            _criterion(item, named, building)


def _criterion(item: SyntaxTreeNode, named: Found[ReadAction], building: Building) -> None:
    found = bold(raw(item))
    said = line(found[1]) if found else Line("")
    action = named.get(Line(found[0].removesuffix(":"), said.tags)) if found else None
    if action is None:
        building.keep_all([line(raw(item)).whole, *below(item)], f"in «{CRITERIA}»")
        return
    text = said.text if said.number or not said.tags else said.whole
    criteria = " ".join(each for each in (text, *below(item)) if each)
    action.task = replace(action.task, criteria=criteria)


def _one_criterion(action: ReadAction, said: str, building: Building) -> None:
    """The coverage repeats a criterion, unless somebody wrote it there."""
    if said and not action.task.criteria:
        action.task = replace(action.task, criteria=said)
    elif said and plain(said) != plain(action.task.criteria):
        building.keep(f"{action.task.text}: {said}", "An action item has its success criteria in one place")


def _coverage(
    part: Part, named: Found[ReadAction], answerable: Found[Answerable], made: Agreed, building: Building
) -> None:
    for block in part.blocks:
        if block.type != "table":
            if not is_ours(block):
                building.keep_all(texts(block), f"in «{COVERAGE}»")
            continue
        for row in rows(block):
            of, by = row.get("cause or point", ""), row.get("action", "")
            answered = None if emphasised(of) else answerable.get(line(of))
            action = None if emphasised(by) else named.get(line(by))
            if answered:
                made.order.append(answered)
            if answered and action:
                action.addresses = answered
            if action:
                _one_criterion(action, _cell(row.get("success criterion", "")), building)
            if (not answered and not emphasised(of)) or (not action and not emphasised(by)):
                left = shortened(" · ".join(map(words, row.values())))
                building.tell(f"A line of «{COVERAGE}» speaks of what is not there: «{left}».")
