"""What the room's points and action items need: who, until when, how urgent, how it is known to be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on, work
from textual.content import Content

from facilitator.domain.action import Action, Priority, Status, missing
from facilitator.domain.acts.actions import ChangeAction, MoveAction, RemoveAction
from facilitator.domain.acts.notes import ChangeNote, GroupNote, LinkNote, MoveNote, RemoveNote, VoteNote
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.note import Gap, Note, Section, heads
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.ui.screens.analysing import Analysing
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.rows import Rows
from facilitator.when import label, short_date

QUESTIONS = {
    "owner": ("Who owns it? One person.", "@alice · a name is fine · empty: nobody yet"),
    "due": ("When is it due?", "Dec 10 · next Friday · in two weeks · +10d · empty: no date yet"),
    "criteria": ("How will we know that it is done?", "it fires in staging · empty: not said yet"),
}


class Agreeing(Analysing):
    """The facilitator's keys on points, parked questions and action items. None asks for more than one thing."""

    @on(Rows.Asked)
    def change_item(self, event: Rows.Asked) -> None:
        """A key in a list, whatever stands in it."""
        event.stop()
        if self.session.entry(event.id):
            self.change_entry(event.what, event.id)
        elif self.session.cause(event.id):
            self.change_cause(event.what, event.id)
        else:
            self.change_made(event.what, event.id)

    def change_made(self, what: str, id: int) -> None:
        """Do to a point or an action item what a key in its list asks for."""
        note, action = self.session.note(id), self.session.action(id)
        match what:
            case "edit":
                self.edit(id)
            case "remove":
                self.act(RemoveAction(id) if action else RemoveNote(id))
            case "move-up" | "move-down":
                by = -1 if what == "move-up" else 1
                self.act(MoveAction(id, by) if action else MoveNote(id, by))
            case "ask-why" if note:
                self.start_chain(id)
            case "act-on" if note:
                self.act_on(id)
            case "vote-up" | "vote-down" if note:
                self.act(VoteNote(id, 1 if what == "vote-up" else -1))
            case "evidence" if note:
                self._ask_entry(note)
            case "evidence" if action:
                self._ask_cause(action)
            case "put-under" if note:
                self._ask_head(note)
            case "kind" if note and note.section is Section.WRONG:
                self._ask_gap(note)
            case "owner" if note and note.section is Section.QUESTION:
                self._ask_who(note)
            case "owner" | "due" | "priority" | "criteria" if action:
                self._fill_in(id, (what,))
            case "fill-in" if action:
                self._fill_in(id, missing(action.task))
            case "status" if action:
                self._ask_status(action)
            case _:
                self.notify(_not_here(what, action), markup=False)

    @work
    async def _fill_in(self, id: int, fields: tuple[str, ...]) -> None:
        """Ask for one field after the other. Esc leaves the rest as it is."""
        if not fields:
            self.notify("Nothing is missing: task, owner, due date, priority and success criteria.", markup=False)
        for field in fields:
            action = self.session.action(id)
            if action is None or not await self._ask_field(action, field):
                return

    async def _ask_field(self, action: Action, field: str) -> bool:
        """Ask for one field of an action item; False when it was left with Esc."""
        if field == "priority":
            return await self._ask_priority(action)
        title, hint = QUESTIONS[field]
        answer = await self.ask(
            f"{title}  «{action.task.text}»",
            value=self._value(action, field),
            hint=f"{hint} · Enter keeps it · Esc leaves",
            check=lambda line: _fault(lambda: _read(line, field, self.session, self.today())),
            preview=lambda line: self._doubt(line, field),
        )
        if answer is None:
            return False
        read = _read(answer, field, self.session, self.today())
        self.act(ChangeAction(action.id, replace(action.task, **{field: read})))
        return True

    def _value(self, action: Action, field: str) -> str:
        due = action.task.due
        if field == "due":
            return due.isoformat() if due else ""
        return action.task.owner if field == "owner" else action.task.criteria

    def _doubt(self, line: str, field: str) -> Content:
        """What a line would be, or what is doubtful about it; nothing for an empty one."""
        if not line:
            return Content("")
        if field == "owner":
            from facilitator.action_line import read_owner  # here: its patterns compile slowly

            return text(read_owner(line, self._people())[1], "$text-warning")
        if field == "due" and not _fault(lambda: _read(line, field, self.session, self.today())):
            due = _read(line, field, self.session, self.today())
            if isinstance(due, date):
                from facilitator.due import doubt_due

                doubt = doubt_due(line, due, self.today())
                return text(doubt or f"{due:%A}, {short_date(due, self.today())}.", "$text-warning" if doubt else "")
        return Content("")

    def _people(self) -> tuple[str, ...]:
        return tuple(person.name for person in self.session.people)

    async def _ask_priority(self, action: Action) -> bool:
        choices = [(each, text(each.capitalize())) for each in Priority]
        at = list(Priority).index(action.task.priority) if action.task.priority else 0
        chosen = await self.choose(f"How urgent?  «{action.task.text}»", choices, at)
        if chosen is None:
            return False
        self.act(ChangeAction(action.id, replace(action.task, priority=chosen)))
        return True

    @work
    async def _ask_status(self, action: Action) -> None:
        from facilitator.ui.widgets.items import SIGNS

        choices = [(each, say("$sign  $name", sign=text(*SIGNS[each]), name=each.value)) for each in Status]
        at = list(Status).index(action.task.status)
        status = await self.choose(f"How far is it?  «{action.task.text}»", choices, at)
        if status is None:
            return
        reason = ""
        if status in (Status.BLOCKED, Status.WONT_DO):
            title = "What blocks it?" if status is Status.BLOCKED else "Why will it not be done?"
            answer = await self.ask(title, value=action.task.reason)
            if answer is None:
                return
            reason = answer
        self.act(ChangeAction(action.id, replace(action.task, status=status, reason=reason)))

    @work
    async def _ask_gap(self, note: Note) -> None:
        choices: list[tuple[str, Content]] = [("", text("none"))]
        choices += [(gap.value, text(gap.value.capitalize())) for gap in Gap]
        at = [value for value, _ in choices].index(note.gap or "")
        chosen = await self.choose("A gap in what? Never in a person.", choices, at)
        if chosen is not None:
            self.act(ChangeNote(note.id, note.text, None, Gap(chosen) if chosen else None, note.owner))

    @work
    async def _ask_head(self, note: Note) -> None:
        """Under which point it shall stand."""
        others = [each for each in heads(self.session.section(note.section)) if each.id != note.id]
        if not others:
            self.notify("There is no other point in this list to put it under.", markup=False)
            return
        choices: list[tuple[int, Content]] = [(0, text("none: it stands by itself"))]
        choices += [(each.id, text(each.text)) for each in others]
        chosen = await self.choose("Under which point?", choices)
        if chosen is not None:
            self.act(GroupNote(note.id, chosen or None))

    @work
    async def _ask_who(self, note: Note) -> None:
        await self._ask_owner(note)

    async def _ask_owner(self, note: Note) -> None:
        answer = await self.ask(
            f"Who will find out?  «{note.text}»", value=note.owner, hint="@alice · empty: nobody yet"
        )
        if answer is not None:
            self.act(ChangeNote(note.id, note.text, None, note.gap, answer))

    @work
    async def _ask_entry(self, note: Note) -> None:
        zone = self.session.incident.timezone
        choices = [(0, text("none"))]
        choices += [
            (entry.id, say("$time  $words", time=label(entry.when, zone), words=entry.text))
            for entry in self.session.entries
        ]
        at = next((i for i, (id, _) in enumerate(choices) if id == note.entry), 0)
        chosen = await self.choose(f"Which entry is it about?  «{note.text}»", choices, at)
        if chosen is not None:
            self.act(LinkNote(note.id, chosen or None))

    @work
    async def _ask_cause(self, action: Action) -> None:
        from facilitator.domain import coverage

        choices = [(0, text("none"))]
        choices += [(cause.id, text(cause.statement or cause.text)) for cause in coverage.to_act_on(self.session)]
        choices += [(note.id, text(note.text)) for note in self.session.section(Section.WRONG)]
        at = next((i for i, (id, _) in enumerate(choices) if id == action.task.addresses), 0)
        title = f"Which cause or point does it answer?  «{action.task.text}»"
        chosen = await self.choose(title, choices, at)
        if chosen is not None:
            self.act(ChangeAction(action.id, replace(action.task, addresses=chosen or None)))


def _read(line: str, field: str, session: Session, today: date) -> object:
    """A field of a task as it was answered; BadDue for a date that cannot be read."""
    if field == "due":
        from facilitator.due import read_due  # here: its patterns compile slowly

        return read_due(line, today) if line else None
    if field == "owner" and line:
        from facilitator.action_line import read_owner

        return read_owner(line, tuple(person.name for person in session.people))[0]
    return line


def _fault(act: Callable[[], object]) -> str:
    try:
        act()
    except FacilitatorError as fault:
        return str(fault)
    return ""


def _not_here(what: str, action: Action | None) -> str:
    if what == "kind":
        return "Status is on s." if action else "Kinds are for timeline entries, and for what went wrong."
    if action:
        return "That is for causes and points."
    return "That is for action items. a makes one of this."
