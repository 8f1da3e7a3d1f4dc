"""The action items of all sessions, week by week, until they are done (the guide, Mistake 4: no follow-up)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume

from facilitator import follow_up
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.action import Status
from facilitator.domain.action_commands import ChangeAction
from facilitator.domain.errors import FacilitatorError, Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.follow_up import Item
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.starting import describe
from facilitator.store.archive import Archive, Kept, read_archive
from facilitator.store.desk import Desk
from facilitator.store.workspace import Workspace
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.aside import Aside
from facilitator.ui.screens.dialogs import Ask, Choose, Show
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.widgets.figures import draw_history, draw_item
from facilitator.ui.widgets.hits import Hits, beside, told_skipped
from facilitator.ui.widgets.items import SIGNS
from facilitator.when import today as day_in

LATELY: Final = timedelta(days=7)
"""A completion of the last week is celebrated."""
EVERYBODY: Final = "*"


class FollowUpScreen(Aside):
    """What is late or blocked first, then week by week; the state of each is changed here."""

    AUTO_FOCUS = "Hits"
    PLACES = ("follow-up", "aside")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("follow-up", "aside")
    HELP = (
        "Every action item of every session. Go through it in sprint planning: what is late, what is blocked, by whom."
    )

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__(place, config, clock)
        self._archive: Archive | None = None
        self._every: tuple[Item, ...] = ()
        self._rows: list[tuple[str, Item]] = []
        """What is shown, each under the heading that it begins, if it begins one."""
        self._owner = EVERYBODY
        self._done_too = True
        self._list = Hits(self._draw_row)
        self._stale = True
        """Whether somebody may have changed a session since it was read."""

    def compose(self) -> ComposeResult:
        yield from self.top("Action items of all sessions")
        yield self._list
        yield self.bottom()

    def on_screen_resume(self, event: ScreenResume) -> None:
        if self._stale:
            self._read()

    def on_resize(self, event: Resize) -> None:
        self._show()

    @property
    def today(self) -> date:
        return day_in(self._clock.now(), machine_zone())

    # Reading and showing

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        self.tell("reading …")
        self._archive = await beside(partial(read_archive, self._place.sessions))
        await self._count()
        self._stale = False

    async def _count(self) -> None:
        """Find the items in what was read, and show them; what was chosen stays so."""
        archive = self._archive or Archive()
        named = [(kept.name, kept.session) for kept in archive.kept]
        self._every = await beside(partial(follow_up.items, named, self.today))
        self._show()

    def _show(self) -> None:
        if self._archive is None:
            return
        chosen = self._chosen()
        theirs = [item for item in self._every if self._owner in (EVERYBODY, _bare(item))]
        wanted = theirs if self._done_too else [item for item in theirs if item.open]
        self._rows = [
            (f"{told} · {len(found)}" if i == 0 else "", item)
            for told, found in _groups(wanted, self.today)
            for i, item in enumerate(found)
        ]
        refs = [item.ref for _, item in self._rows]
        hits = self._list
        same = refs.index(chosen.ref) if chosen and chosen.ref in refs else hits.at
        hits.empty = text(self._nothing(), QUIET)
        hits.show(len(refs), same)
        self._titled = self._called(theirs)
        self.tell(_counted(theirs), self._notes())

    def _called(self, theirs: Sequence[Item]) -> str:
        whose = "all sessions" if self._owner == EVERYBODY else "nobody"
        if self._owner not in (EVERYBODY, "") and theirs:
            whose = clean(theirs[0].action.task.owner, one_line=True)
        return f"{'Action items' if self._done_too else 'Open action items'} of {whose}"

    def _nothing(self) -> str:
        if not self._every:
            return "There are no action items yet. They are agreed in the meetings."
        return "None of these. a shows the done ones too, m those of everybody."

    def _notes(self) -> Content:
        """What was left out; then a kind word, what to do about the rest, and thanks for the last completion."""
        lines = [told_skipped((each.name, each.why) for each in self._archive.skipped)] if self._archive else []
        if any(item.overdue for item in self._every):
            told = "[$text-warning]▲ $n overdue.[/] Ask what is in the way, and agree on another date together."
            lines.append(say(told, n=sum(item.overdue for item in self._every)))
        elif self._every:
            lines.append(text("✓ Nothing is overdue. Well kept.", "$text-success"))
        if any(item.blocked for item in self._every):
            lines.append(text("■ Escalate what is blocked to leadership."))
        else:
            thanks = follow_up.celebrated(self._every, self.today - LATELY, machine_zone())[:1]
            lines += [text(clean(f"★ {said}", one_line=True), "$text-accent") for _, said in thanks]
        return shapes.stack([line for line in lines if line.plain])

    def _draw_row(self, i: int, width: int, chosen: bool) -> list[Content]:
        heading, item = self._rows[i]
        above = [text(heading, "bold $text-primary")] if heading else []
        return [*([shapes.NOTHING] if heading and i else []), *above, *draw_item(item, width, chosen, self.today)]

    def _chosen(self) -> Item | None:
        at = self._list.at
        return self._rows[at][1] if at < len(self._rows) else None

    # What can be done with an item

    def on_hits_pressed(self) -> None:
        self.action_set_status()

    @work
    async def action_set_status(self) -> None:
        item = self._chosen()
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
        if status is not None and reason is not None:
            await self._keep(item, status, reason)

    async def _keep(self, item: Item, status: Status, reason: str) -> None:
        now, by = self._clock.now(), self._config.author or "facilitator"
        try:  # In a thread that the end of the program waits for: it writes.
            session = await asyncio.to_thread(keep, self._place.sessions, item, status, reason, now, by)
        except FacilitatorError as fault:
            self.notify(str(fault), title="Not changed", severity="warning", timeout=12, markup=False)
            return
        if self._archive is None or self._stale:
            self._read()  # What is being read now may be older than this.
        else:
            kept = [Kept(each.name, session) if each.name == item.name else each for each in self._archive.kept]
            self._archive = replace(self._archive, kept=tuple(kept))
            await self._count()
        words = clean(item.action.task.text, one_line=True)
        if status is Status.COMPLETE and item.action.task.status is not Status.COMPLETE:
            self.notify(follow_up.THANKS.format(words), title="Done", timeout=12, markup=False)
        else:
            self.notify(f"«{words}» is {status.value} now.", markup=False)

    def action_open_there(self) -> None:
        if item := self._chosen():
            self._stale = True
            self.open_there(item.name)

    @work
    async def action_history(self) -> None:
        if item := self._chosen():
            body = draw_history(item, machine_zone(), 68)
            await self.app.push_screen_wait(Show(clean(item.action.task.text, one_line=True), body))

    @work
    async def action_whose(self) -> None:
        """Those of one person, or of everybody again; who has most that is open comes first."""
        waiting: dict[str, int] = {}
        for item in self._every:
            waiting[_bare(item)] = waiting.get(_bare(item), 0) + item.open
        spelled = {_bare(item): clean(item.action.task.owner, one_line=True) for item in reversed(self._every)}
        names = [EVERYBODY, *sorted(waiting, key=lambda name: (name == "", -waiting[name], name))]
        choices = [
            (name, _named(spelled[name], waiting[name]) if i else text("everybody")) for i, name in enumerate(names)
        ]
        at = names.index(self._owner) if self._owner in names else 0
        chosen = await self.app.push_screen_wait(Choose[str]("Whose action items?", choices, at))
        if chosen is not None:
            self._owner = chosen
            self._show()

    def action_all_items(self) -> None:
        self._done_too = not self._done_too
        self._show()


def keep(folder: Path, item: Item, status: Status, reason: str, now: datetime, by: str) -> Session:
    """Change the state of an item on the disk; its session after that. Busy while that is open elsewhere."""
    desk = Desk.open(Workspace(folder).path(item.name), describe)
    try:
        action = desk.session.action(item.action.id)
        if action is None:
            raise Refused("That action item is not there any more.")
        desk.send(ChangeAction(action.id, replace(action.task, status=status, reason=reason)), now, by)
        if not desk.flush() and desk.trouble:
            raise Refused(desk.trouble)
        return desk.session
    finally:
        desk.close()


def _reasoned(reason: str) -> str:
    return "" if reason.strip() else "A few words, so that nobody has to ask again."


def _bare(item: Item) -> str:
    """An owner as it is compared."""
    return clean(item.action.task.owner, one_line=True).lstrip("@").casefold()


def _named(owner: str, waiting: int) -> Content:
    return say("$who  [$foreground 60%]$n open[/]", who=owner or "no owner yet", n=waiting)


def _groups(wanted: Sequence[Item], today: date) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The rows of the weekly view, with what is blocked after what is overdue, and what is over at the end."""
    rows = follow_up.weekly([item for item in wanted if item.overdue or not item.blocked], today)
    groups = [(row.value, found) for row, found in rows.items()]
    groups.insert(1, ("blocked", tuple(item for item in wanted if item.blocked and not item.overdue)))
    for status in (Status.COMPLETE, Status.WONT_DO):
        groups.append((status.value, tuple(item for item in wanted if item.action.task.status is status)))
    return ((f"{told[0].upper()}{told[1:]}", found) for told, found in groups if found)


def _counted(wanted: Sequence[Item]) -> str:
    """`4 open · 6 of 10 complete, 60 % (target: > 90 %)`."""
    if not wanted:
        return ""
    done = sum(item.action.task.status is Status.COMPLETE for item in wanted)
    share = f"{done} of {len(wanted)} complete, {round(100 * done / len(wanted), 1):g} % (target: > 90 %)"
    return f"{sum(item.open for item in wanted)} open · {share}"
