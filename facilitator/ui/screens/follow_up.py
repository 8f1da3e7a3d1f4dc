"""The action items of all sessions, week by week, until they are done (the guide, Mistake 4: no follow-up)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.session import Session
from facilitator.follow_up import Item, Sheet, items, sheet
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.runbooks import Runbook, runbooks
from facilitator.store.archive_told import Told, read_told
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.changing import Changing
from facilitator.ui.screens.dialogs import Choose, Show
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.widgets.figures import draw_history, draw_item
from facilitator.ui.widgets.followed import EVERYBODY, View, owners, view
from facilitator.ui.widgets.hits import Hits, beside, told_skipped

MOST: Final = 200
"""Runbooks that one can choose from."""

EDGES: Final = 4
"""Columns beside and between the two ends of the title."""


class FollowUpScreen(Changing):
    """What is late or blocked first, then week by week; the state of each is changed here."""

    AUTO_FOCUS = "Hits"
    PLACES = ("follow-up", "aside")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("follow-up", "aside")
    HELP = (
        "Every action item of every session. Go through it in sprint planning: what is late, what is blocked, by whom."
    )

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__(place, config, clock)
        self._archive: Told[Sheet] | None = None
        """All of it; None while it is read."""
        self._every: tuple[Item, ...] = ()
        self._view = View()
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
        self._paint()

    # Reading and showing

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        self.tell("reading …")
        loop, today, shown = asyncio.get_running_loop(), self.today, 0

        def seen(told: Sequence[tuple[str, Sheet]], of: int) -> None:
            """In the thread: show what there is, whenever it is twice as much as what is shown."""
            nonlocal shown
            found = None
            if told and len(told) >= 2 * shown:
                found, shown = items(told, today), len(told)
            with suppress(RuntimeError):  # The program has ended meanwhile.
                loop.call_soon_threadsafe(self._so_far, found, len(told), of)

        self._archive = await beside(partial(read_told, self._place.sessions, Sheet, seen))
        await self._count()
        self._stale = False

    def _so_far(self, found: tuple[Item, ...] | None, read: int, of: int) -> None:
        """While many sessions are read for the first time: the items of the newest ones."""
        self.tell(f"{read} of {of} sessions read …")
        if found is not None:
            self._every = found
            self._show()

    async def _count(self) -> None:
        """Find the items in what was read, and show them; what was chosen stays so."""
        told = self._archive.told if self._archive else ()
        self._every = await beside(partial(items, told, self.today))
        await self._look()

    @work(exclusive=True, group="show")
    async def _show(self) -> None:
        await self._look()

    async def _look(self) -> None:
        chosen = self.chosen()
        self._view = await beside(partial(view, self._every, self._owner, self._done_too, self.today))
        refs = [item.ref for _, item in self._view.rows]
        hits = self._list
        same = refs.index(chosen.ref) if chosen and chosen.ref in refs else hits.at
        hits.empty = text(self._nothing(), QUIET)
        hits.show(len(refs), same)
        self._paint()

    def _paint(self) -> None:
        """The head and the notes."""
        if self._archive is not None:
            skipped = told_skipped((each.name, each.why) for each in self._archive.skipped)
            self._titled = self._view.title
            lines = [line for line in (skipped, *self._view.notes) if line.plain]
            counted = self._view.counted
            if len(self._titled) + len(counted) + EDGES > self.size.width:
                counted = counted.partition(" (")[0]  # Without the target, which the insights tell, too.
            self.tell(counted, shapes.stack(lines))

    def _nothing(self) -> str:
        if not self._every:
            return "There are no action items yet. They are agreed in the meetings." if self._archive else ""
        return "None of these. a shows the done ones too, m those of everybody."

    def _draw_row(self, i: int, width: int, chosen: bool) -> list[Content]:
        heading, item = self._view.rows[i]
        above = [text(heading, "bold $text-primary")] if heading else []
        return [*([shapes.NOTHING] if heading and i else []), *above, *draw_item(item, width, chosen, self.today)]

    def chosen(self) -> Item | None:
        at, rows = self._list.at, self._view.rows
        return rows[at][1] if at < len(rows) else None

    # What can be done with an item

    def on_hits_pressed(self) -> None:
        self.action_set_status()

    async def changed(self, name: str, session: Session) -> None:
        if self._archive is None or self._stale:
            self._read()  # What is being read now may be older than this.
            return
        told = tuple((each, sheet(session) if each == name else old) for each, old in self._archive.told)
        self._archive = self._archive._replace(told=told)
        await self._count()

    def action_open_there(self) -> None:
        if item := self.chosen():
            self._stale = True
            self.open_there(item.name)

    @work
    async def action_history(self) -> None:
        if item := self.chosen():
            body = draw_history(item, machine_zone(), 68)
            await self.app.push_screen_wait(Show(clean(item.action.task.text, one_line=True), body))

    @work
    async def action_whose(self) -> None:
        """Those of one person, or of everybody again; who has most that is open comes first."""
        known = await beside(partial(owners, self._every))
        choices = [(EVERYBODY, text("everybody"))]
        choices += [(name, say("$who  [$text-muted]$n open[/]", who=who, n=n)) for name, who, n in known]
        at = next((i for i, (name, _) in enumerate(choices) if name == self._owner), 0)
        chosen = await self.app.push_screen_wait(Choose[str]("Whose action items?", choices, at))
        if chosen is not None:
            self._owner = chosen
            self._show()

    @work
    async def action_runbooks(self) -> None:
        """What is still to be done to runbooks; one of them leads to its post-mortem."""
        told = self._archive.told if self._archive else ()
        found = [each for each in await beside(lambda: runbooks(told)) if not each.done]
        if not found:
            self.notify("No action item or lesson names a runbook that is still to be changed.", markup=False)
            return
        choices = [(each.name, _runbook(each)) for each in found[:MOST]]
        asked = "Runbooks still to be added, updated or archived"
        hint = f"The newest {MOST} of {len(found)} · " if len(found) > MOST else ""
        chosen = Choose[str](asked, choices, hint=f"{hint}Enter reads its post-mortem · Esc goes back")
        name = await self.app.push_screen_wait(chosen)
        if name is not None:
            self.read(name)

    def action_all_items(self) -> None:
        self._done_too = not self._done_too
        self._show()


def _runbook(each: Runbook) -> Content:
    what = clean(each.text, one_line=True)
    told = "  ".join(filter(None, (clean(each.owner, one_line=True), each.name)))
    return say("[$text-accent]$way[/]  $what  [$text-muted]$told[/]", way=each.way.ljust(7), what=what, told=told)
