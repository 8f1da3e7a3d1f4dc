"""How well post-mortems work here: the guide's metrics, each with its target, its formula and what it stands on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Static

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.insights import insights
from facilitator.insights_digest import Digest
from facilitator.insights_parts import Figure
from facilitator.insights_period import read_bound
from facilitator.insights_trend import most_improved
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.store.archive_told import Told, read_told
from facilitator.text import clean
from facilitator.ui import around, shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.aside import Aside
from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.form import Fault, Field, Form, Values
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.figures import draw_detail, draw_figure, told
from facilitator.ui.widgets.hits import Hits, beside, told_skipped
from facilitator.when import today as day_in

WIDE: Final = 100
"""Columns from which the figures stand beside what they stand on."""
MOST: Final = 200
"""Sessions that one can choose from."""


class InsightsScreen(Aside):
    """The figures, and what the chosen one stands on."""

    CSS_PATH: ClassVar[list[str]] = ["archive.tcss", "insights.tcss"]  # type: ignore[assignment]
    AUTO_FOCUS = "Hits"
    PLACES = ("insights", "aside")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("insights", "aside")
    HELP = "Up and down choose a figure. Tab leads to what it stands on, to scroll there."

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__(place, config, clock)
        self._archive: Told[Digest] | None = None
        self._since: date | None = None
        self._until: date | None = None
        self._figures: tuple[Figure, ...] = ()
        self._quarters = False
        self._list = Hits(lambda i, width, chosen: draw_figure(self._figures[i], width, chosen))
        self._detail, self._told = VerticalScroll(id="detail"), Static(id="told")
        self._stale = True
        """Whether somebody may have changed a session since it was read."""

    def compose(self) -> ComposeResult:
        yield from self.top("Insights: how well post-mortems work here")
        with Container(id="both"):
            yield self._list
            with self._detail:
                yield self._told
        yield self.bottom()

    def on_screen_resume(self, event: ScreenResume) -> None:
        if self._stale:
            self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        self.tell("reading …")
        loop, shown = asyncio.get_running_loop(), len(self._archive.told) if self._archive else 0

        def seen(told: Sequence[tuple[str, Digest]], of: int) -> None:
            """In the thread: the figures of what there is, whenever it is twice as much as what is shown."""
            nonlocal shown
            figures: tuple[Figure, ...] = ()
            if told and len(told) >= 2 * shown:
                figures, shown = insights(told, self._clock.now(), self._since, self._until), len(told)
            with suppress(RuntimeError):  # The program has ended meanwhile.
                loop.call_soon_threadsafe(self._so_far, figures, len(told), of)

        archive = await beside(partial(read_told, self._place.sessions, Digest, seen))
        await self._count(archive)
        self._archive, self._stale = archive, False
        self._show()

    def _so_far(self, figures: tuple[Figure, ...], read: int, of: int) -> None:
        """While many sessions are read for the first time: the figures of the newest ones."""
        self.tell(f"{read} of {of} sessions read …")
        if figures and self._archive is None:
            self._figures = figures
            self._list.show(len(figures), self._list.at)
            self._show_detail()

    async def _count(self, archive: Told[Digest]) -> None:
        """Compute the figures of the period, and show them in the list."""
        now = self._clock.now()
        self._figures = await beside(partial(insights, archive.told, now, self._since, self._until))
        hits = self._list
        hits.show(len(self._figures), hits.at)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._show)

    def on_hits_moved(self) -> None:
        self._detail.scroll_home(animate=False)
        self._show_detail()

    def _show(self) -> None:
        if self._archive is None:
            return
        since, until = self._since or date.min, self._until or date.max
        count = sum(since <= told.day <= until for _, told in self._archive.told)
        lines = [told_skipped((each.name, each.why) for each in self._archive.skipped), _celebrated(self._figures)]
        named = f"{count} session{'' if count == 1 else 's'}"
        self.tell(" ".join(filter(None, (named, self._period()))), shapes.stack([line for line in lines if line.plain]))
        self._show_detail()

    def _show_detail(self) -> None:
        """What the chosen figure stands on."""
        width = self._detail.scrollable_content_region.width
        if figure := self._chosen():
            self._told.update(draw_detail(figure, self._quarters, max(20, width)))

    def _chosen(self) -> Figure | None:
        at = self._list.at
        return self._figures[at] if at < len(self._figures) else None

    def _period(self) -> str:
        """`since 2025-10-01 until 2025-12-31`."""
        bounds = (("since", self._since), ("until", self._until))
        return " ".join(f"{word} {day.isoformat()}" for word, day in bounds if day)

    @work
    async def action_period(self) -> None:
        """Since when and until when, as people type dates."""
        today = day_in(self._clock.now(), machine_zone())
        since, until = (day.isoformat() if day else "" for day in (self._since, self._until))
        values = await self.app.push_screen_wait(
            Form(
                "The incidents of which days?",
                (
                    Field("since", "Since", since, "October · Q4 2025 · 90 days ago · empty: the first one"),
                    Field("until", "Until", until, "2025-12-31 · last month · empty: today"),
                ),
                check=lambda values: period_fault(values, today),
                told=lambda values: period_told(values, today),
            )
        )
        if values is None:
            return
        self._since, self._until = period(values, today)
        if self._archive:
            await self._count(self._archive)
            self._show()

    def action_periods(self) -> None:
        self._quarters = not self._quarters
        self._show()

    def on_hits_pressed(self) -> None:
        self.action_behind()

    @work
    async def action_behind(self) -> None:
        figure = self._chosen()
        if figure is None:
            return
        behind = set(figure.value.sessions)
        kept = [each for each in self._archive.told if each[0] in behind] if self._archive else []
        if not kept:
            self.notify("No session is behind it yet.", markup=False)
            return
        choices = [
            (name, say("$title  [$text-muted]$name[/]", title=_titled(told.title), name=name))
            for name, told in kept[:MOST]
        ]
        hint = f"The newest {MOST} of {len(kept)} · " if len(kept) > MOST else ""
        asked = f"{figure.metric.title}: the sessions behind it"
        name = await self.app.push_screen_wait(
            Choose[str](asked, choices, hint=f"{hint}Enter reads it · Esc goes back")
        )
        if name is not None:
            self._stale = True
            self.read(name)

    def action_open_there(self) -> None:
        self.notify("Enter shows the sessions behind the figure; choose one there.", markup=False)


def period(values: Values, today: date) -> tuple[date | None, date | None]:
    """Both days of what was typed; BadDay for what is none."""
    return read_bound(values["since"], today, last=False), read_bound(values["until"], today, last=True)


def period_fault(values: Values, today: date) -> Fault | None:
    for name in ("since", "until"):
        if fault := around.fault(partial(read_bound, values[name], today, last=name == "until")):
            return name, fault
    since, until = period(values, today)
    if since and until and until < since:
        return "until", f"{until.isoformat()} is before {since.isoformat()}: no incident can be of that time."
    return None


def period_told(values: Values, today: date) -> str:
    """The days that were understood."""
    if period_fault(values, today):
        return ""
    since, until = period(values, today)
    return f"From {since.isoformat() if since else 'the first incident'} to {until.isoformat() if until else 'today'}."


def _titled(title: str) -> str:
    return clean(title, one_line=True) or "no title"


def _celebrated(figures: tuple[Figure, ...]) -> Content:
    """What improved most from one quarter to the next (the guide: celebrate it)."""
    found = most_improved(figures)
    if not found:
        return shapes.NOTHING
    before, after = (told(point.value, found.metric.unit) for point in (found.before, found.after))
    words = f"from {before} in {found.before.period} to {after} in {found.after.period}"
    return text(f"★ Celebrate: {found.metric.title.lower()} improved most, {words}.", "$text-success")
