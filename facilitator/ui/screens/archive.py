"""«Has this happened before?»: search in all sessions as you type, and a place to read what was found."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Input

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.errors import FacilitatorError
from facilitator.paths import Places
from facilitator.store.search import Hit, Search
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.aside import Aside
from facilitator.ui.shapes import text
from facilitator.ui.widgets.answer import Answer
from facilitator.ui.widgets.browse import By, Row, draw, following, grouped
from facilitator.ui.widgets.hits import (
    NOTHING_FOUND,
    Asked,
    Hits,
    beside,
    draw_hit,
    instead,
    read_line,
    told_skipped,
)

LIMIT: Final = 20
"""Hits that are shown: who needs more of them needs another word."""
AT_ONCE: Final = 0.015
"""Seconds that a key may wait for what it finds: a second paint comes a sixtieth of a second after the first."""
NEVER: Final = -1
"""A round that is none: what was told then is asked again."""
SOON: Final = 0.3
"""Seconds that reading may take before it is told."""


class ArchiveScreen(Aside):
    """A line to type in, and the sessions in which everything is found under it."""

    AUTO_FOCUS = "#asked"
    PLACES = ("archive", "aside")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("archive", "aside"),
        # While the line has the focus, these move in the hits.
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-5)", show=False),
        Binding("pagedown", "step(5)", show=False),
    ]
    HELP = (
        "Type words, or filters among them: tag:database, service:checkout, severity:SEV1, owner:@alice, "
        "since:2025-01, until:2025-06. A phrase stands in quotes. ^G shows all of it by date, severity or service."
    )

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__(place, config, clock)
        self._search = Search(place.sessions)
        self._hits: list[Hit] = []
        self._rows: list[Row] = []
        """The sessions under their headings, while they are grouped."""
        self._by: By | None = None
        self._round = 0
        """How often the index was brought up to date: each time the hits may be others."""
        self._asked: tuple[Asked, int, By | None] = (Asked(), 0, None)
        self._told: tuple[Asked, int, By | None] = self._asked
        """What the line asks for, in which round, and how it is grouped; and what the list answers."""
        self._busy = self._building = self._entered = False
        self._idle = asyncio.Event()
        self._trouble = ""
        self._said: tuple[str, str, int] | None = None
        """What stands at the right of the title and in the note, and in how many columns."""
        self._line = Answer(id="asked", placeholder="an error message, a service, a few words …")
        self._line.cursor_blink = False
        self._list = Hits(self._draw)

    def compose(self) -> ComposeResult:
        yield from self.top("Has this happened before?")
        yield self._line
        yield self._list
        yield self.bottom()

    def on_screen_resume(self, event: ScreenResume) -> None:
        self._build()

    def on_resize(self, event: Resize) -> None:
        self._show()

    async def on_unmount(self) -> None:
        await beside(self._search.close)

    @work(exclusive=True, group="build")
    async def _build(self) -> None:
        """Bring the index up to date. The line works meanwhile, on what is in it already."""
        self._trouble = ""
        update = asyncio.ensure_future(beside(self._search.update))
        await asyncio.wait([update], timeout=SOON)
        self._building = not update.done()
        self._show()
        while not update.done():
            # What is in the index by now is shown: of a new one, the newest sessions.
            asked, _, by = self._told
            self._told = asked, NEVER, by
            self._look()
            await asyncio.wait([update], timeout=SOON)
        try:
            await update
        except FacilitatorError as fault:
            self._trouble = str(fault)
        self._building = False
        self._round += 1
        self._look()

    async def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._entered = False
        self._look()
        # While this is waited for, the screen paints nothing: the key, and what it finds, are painted together.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), AT_ONCE)

    def _look(self) -> None:
        self._asked = read_line(clean(self._line.value)), self._round, self._by
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._answer()
        self._show()

    @work(group="answer")
    async def _answer(self) -> None:
        """One question at a time, and always the newest: what was typed over meanwhile is never asked."""
        try:
            while self._told != self._asked:
                told = self._asked
                answer = await beside(partial(self._found, *told))
                self._take(*answer, again=told[0] == self._told[0])
                self._told = told
        except FacilitatorError as fault:
            self._trouble, self._told = str(fault), self._asked
        finally:
            self._busy = False
            self._idle.set()
        self._show()
        if self._entered and self.is_current:
            self.action_read_there()

    def _found(self, asked: Asked, round: int, by: By | None) -> tuple[list[Hit], list[Row]]:
        """In a thread: the best hits, or all that is found under headings."""
        if by:
            return [], grouped(self._search.browse(asked.words, asked.filters), by)
        return [] if asked.nothing else self._search.query(asked.words, asked.filters, LIMIT + 1), []

    def _take(self, found: list[Hit], rows: list[Row], again: bool) -> None:
        """Show what was found. If nothing else was asked for, what was chosen stays so."""
        chosen = self._chosen()
        self._hits, self._rows = found, rows
        names = [row.entry.name for row in rows] or [hit.name for hit in found[:LIMIT]]
        self._list.show(len(names), names.index(chosen) if again and chosen in names else 0)

    def _draw(self, i: int, width: int, chosen: bool) -> list[Content]:
        return draw(self._rows, i, width, chosen) if self._rows else draw_hit(self._hits[i], width, chosen)

    def _show(self) -> None:
        """The notes, and what stands in place of the hits."""
        asked, count = self._asked[0], len({row.entry.name for row in self._rows}) or min(len(self._hits), LIMIT)
        right = f"{count} post-mortem{'' if count == 1 else 's'}" if count else ""
        right += f" by {self._by.value}" if count and self._by else ""
        if len(self._hits) > LIMIT:
            right = f"the first {LIMIT}; another word narrows it"
        notes = [text(each) for each in (asked.fault, self._trouble) if each]
        notes += [text("Reading the sessions; more may be found in a moment …")] if self._building else []
        skipped = told_skipped((each.name, each.why) for each in self._search.skipped)
        note = shapes.stack([*notes, *([skipped] if skipped.plain else [])])
        said = right, note.plain, self.size.width
        if said != self._said:  # Else every key would lay out and paint the whole screen.
            self._said = said
            self.tell(right, note)
        if not self._list.count:
            waiting = self._busy or self._building
            self._list.empty = NOTHING_FOUND if self._by and not waiting else instead(asked, waiting=waiting)

    def action_step(self, by: int) -> None:
        self._list.action_step(by)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._entered = self._busy  # Then what is found next is read.
        if not self._busy:
            self.action_read_there()

    def on_hits_pressed(self) -> None:
        self.action_read_there()

    def action_read_there(self) -> None:
        self._entered = False
        if name := self._chosen():
            self.read(name, self._told[0].words)

    def action_open_there(self) -> None:
        if name := self._chosen():
            self.open_there(name)

    def action_group(self) -> None:
        self._by = following(self._by)
        self._look()

    def action_to_line(self) -> None:
        self._line.focus()

    def _chosen(self) -> str:
        if not self._list.count:
            return ""
        return self._rows[self._list.at].entry.name if self._rows else self._hits[self._list.at].name
