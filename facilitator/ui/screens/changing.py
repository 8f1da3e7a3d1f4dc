"""What is changed in an action item after its meeting: how far it is, whose, until when, and where it is followed.

Each change is a command on the session of the item, which keeps what was before.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual import work
from textual.content import Content

from facilitator import follow_up
from facilitator.domain.action import Status
from facilitator.domain.acts.actions import ChangeAction
from facilitator.domain.errors import FacilitatorError, Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.follow_up import Item
from facilitator.local_zone import machine_zone
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.store.workspace import Workspace
from facilitator.text import clean
from facilitator.ui import around
from facilitator.ui.screens.aside import Aside
from facilitator.ui.screens.dialogs import Ask, Choose
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.items import SIGNS
from facilitator.when import short_date
from facilitator.when import today as day_in


class Changing(Aside):
    """A screen that shows action items of all sessions."""

    @property
    def today(self) -> date:
        """The team's."""
        return day_in(self._clock.now(), machine_zone())

    @abstractmethod
    def chosen(self) -> Item | None:
        """The item that a key means."""

    @abstractmethod
    async def changed(self, name: str, session: Session) -> None:
        """An item of this session was changed."""

    @work
    async def action_set_status(self) -> None:
        item = self.chosen()
        if item is None:
            return
        task = item.action.task
        choices = [(each, say("$sign  $name", sign=text(*SIGNS[each]), name=each.value)) for each in Status]
        asked = f"How far is it?  «{clean(task.text, one_line=True)}»"
        status = await self.app.push_screen_wait(Choose[Status](asked, choices, list(Status).index(task.status)))
        reason: str | None = ""
        if status in (Status.BLOCKED, Status.WONT_DO):
            title = "What blocks it?" if status is Status.BLOCKED else "Why will it not be done?"
            reason = await self.app.push_screen_wait(
                Ask(title, value=clean(task.reason, one_line=True), check=_reasoned)
            )
        if status is None or reason is None:
            return
        done = status is Status.COMPLETE and task.status is not Status.COMPLETE
        if await self._keep(item, "" if done else f"is {status.value} now", status=status, reason=reason) and done:
            said = follow_up.THANKS.format(clean(task.text, one_line=True))
            self.notify(said, title="Done", timeout=12, markup=False)

    @work
    async def action_item_owner(self) -> None:
        hint = "@alice · a name is fine · empty: nobody yet"
        if item := self.chosen():
            owner = await self._ask(item, "Who owns it? One person.", item.action.task.owner, hint, preview=_whose)
            if owner is not None:
                await self._keep(item, f"belongs to {owner} now" if owner else "belongs to nobody now", owner=owner)

    @work
    async def action_item_due(self) -> None:
        from facilitator.due import read_due  # here: its patterns compile slowly

        item = self.chosen()
        if item is None:
            return
        due, today = item.action.task.due, self.today
        hint = "Dec 10 · next Friday · in two weeks · +10d · empty: no date"
        line = await self._ask(
            item,
            "When is it due?",
            due.isoformat() if due else "",
            hint,
            check=lambda line: around.fault(lambda: read_due(line, today) if line else None),
            preview=lambda line: _when(line, today),
        )
        if line is not None:
            due = read_due(line, today) if line else None
            await self._keep(item, f"is due {short_date(due, today)} now" if due else "has no due date now", due=due)

    @work
    async def action_tracker(self) -> None:
        """Where it is followed besides is shown in full, and may be changed."""
        hint = "https://… or a key such as OPS-12 · empty: nowhere else"
        if item := self.chosen():
            link = await self._ask(item, "Where is it followed besides?", item.action.task.tracker, hint)
            if link is not None:
                said = f"is followed at {link} now" if link else "is followed nowhere else now"
                await self._keep(item, said, tracker=link)

    async def _ask(self, item: Item, title: str, value: str, hint: str, **more: Any) -> str | None:
        asked = f"{title}  «{clean(item.action.task.text, one_line=True)}»"
        told = f"{hint} · Enter keeps it · Esc leaves"
        return await self.app.push_screen_wait(Ask(asked, value=clean(value, one_line=True), hint=told, **more))

    async def _keep(self, item: Item, said: str, **changes: Any) -> bool:
        now, by = self._clock.now(), self._config.author or "facilitator"
        try:  # In a thread that the end of the program waits for: it writes.
            session = await asyncio.to_thread(keep, self._place.sessions, item, changes, now, by)
        except FacilitatorError as fault:
            self.notify(str(fault), title="Not changed", severity="warning", timeout=12, markup=False)
            return False
        await self.changed(item.name, session)
        if said:
            self.notify(f"«{clean(item.action.task.text, one_line=True)}» {said}.", markup=False)
        return True


def keep(folder: Path, item: Item, changes: dict[str, Any], now: datetime, by: str) -> Session:
    """Change fields of an item on the disk; its session after that. Busy while that is open elsewhere."""
    desk = Desk.open(Workspace(folder).path(item.name), describe)
    try:
        action = desk.session.action(item.action.id)
        if action is None:
            raise Refused("That action item is not there any more.")
        desk.send(ChangeAction(action.id, replace(action.task, **changes)), now, by)
        if not desk.flush() and desk.trouble:
            raise Refused(desk.trouble)
        return desk.session
    finally:
        desk.close()


def _reasoned(reason: str) -> str:
    return "" if reason.strip() else "A few words, so that nobody has to ask again."


def _whose(line: str) -> Content:
    from facilitator.action_line import read_owner  # here: its patterns compile slowly

    return text(read_owner(line)[1], "$text-warning")


def _when(line: str, today: date) -> Content:
    """The day that a line is, or what is doubtful about it."""
    from facilitator.due import doubt_due, find_due

    due = find_due(line, today) if line else None
    if due is None:
        return Content("")
    doubt = doubt_due(line, due, today)
    return text(doubt or f"{due:%A}, {short_date(due, today)}.", "$text-warning" if doubt else "")
