"""«Has this happened before?»: search in all sessions as you type, and a place to read what was found."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
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
from facilitator.ui.widgets.hits import Asked, Hits, beside, draw_hit, instead, read_line, told_skipped

LIMIT: Final = 20
"""Hits that are shown: who needs more of them needs another word."""
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
        "since:2025-01, until:2025-06. A phrase stands in quotes."
    )

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__(place, config, clock)
        self._search = Search(place.sessions)
        self._hits: list[Hit] = []
        self._round = 0
        """How often the index was brought up to date: each time the hits may be others."""
        self._asked = self._told = Asked(), 0
        """What the line asks for, and in which round; and what the hits answer."""
        self._busy = self._building = self._entered = False
        self._trouble = ""
        self._line = Input(id="asked", placeholder="an error message, a service, a few words …")
        self._line.cursor_blink = False
        self._list = Hits(lambda i, width, chosen: draw_hit(self._hits[i], width, chosen))

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
        try:
            await update
        except FacilitatorError as fault:
            self._trouble = str(fault)
        self._building = False
        self._round += 1
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._entered = False
        self._look()

    def _look(self) -> None:
        self._asked = read_line(clean(self._line.value)), self._round
        if not self._busy:
            self._busy = True
            self._answer()
        self._show()

    @work(group="answer")
    async def _answer(self) -> None:
        """One question at a time, and always the newest: what was typed over meanwhile is never asked."""
        find = self._search.query
        try:
            while self._told != self._asked:
                told, asked = self._asked, self._asked[0]
                found = [] if asked.nothing else await beside(partial(find, asked.words, asked.filters, LIMIT + 1))
                self._take(found, again=asked == self._told[0])
                self._told = told
        except FacilitatorError as fault:
            self._trouble, self._told = str(fault), self._asked
        finally:
            self._busy = False
        self._show()
        if self._entered and self.is_current:
            self.action_read_there()

    def _take(self, found: list[Hit], again: bool) -> None:
        """Show what was found. If nothing else was asked for, what was chosen stays so."""
        names, chosen = [hit.name for hit in found[:LIMIT]], self._chosen()
        self._hits = found
        self._list.show(len(names), names.index(chosen) if again and chosen in names else 0)

    def _show(self) -> None:
        """The notes, and what stands in place of the hits."""
        asked, count = self._asked[0], min(len(self._hits), LIMIT)
        right = f"{count} post-mortem{'' if count == 1 else 's'}" if count else ""
        if len(self._hits) > LIMIT:
            right = f"the first {LIMIT}; another word narrows it"
        notes = [text(each) for each in (asked.fault, self._trouble) if each]
        notes += [text("Reading the sessions; more may be found in a moment …")] if self._building else []
        skipped = told_skipped((each.name, each.why) for each in self._search.skipped)
        self.tell(right, shapes.stack([*notes, *([skipped] if skipped.plain else [])]))
        self._list.empty = instead(asked, waiting=self._busy or self._building)

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

    def action_to_line(self) -> None:
        self._line.focus()

    def _chosen(self) -> str:
        return self._hits[self._list.at].name if self._list.count else ""
