"""How well post-mortems work here: the guide's metrics, each with its target, its formula and what it stands on."""

from __future__ import annotations

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
from facilitator.insights_parts import Figure
from facilitator.insights_trend import most_improved
from facilitator.paths import Places
from facilitator.store.archive import Archive, read_archive
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.aside import Aside
from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.figures import draw_detail, draw_figure, told
from facilitator.ui.widgets.hits import Hits, beside, told_skipped

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
        self._archive: Archive | None = None
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
        archive = await beside(partial(read_archive, self._place.sessions))
        self.tell(f"counting in {len(archive.kept)} …")
        named = [(kept.name, kept.session) for kept in archive.kept]
        self._figures = await beside(partial(insights, named, self._clock.now()))
        self._archive, self._stale = archive, False
        hits = self._list
        hits.show(len(self._figures), hits.at)
        self._show()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._show)

    def on_hits_moved(self) -> None:
        self._detail.scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        if self._archive is None:
            return
        count = len(self._archive.kept)
        lines = [told_skipped((each.name, each.why) for each in self._archive.skipped), _celebrated(self._figures)]
        self.tell(f"{count} session{'' if count == 1 else 's'}", shapes.stack([line for line in lines if line.plain]))
        width = self._detail.scrollable_content_region.width
        if figure := self._chosen():
            self._told.update(draw_detail(figure, self._quarters, max(20, width)))

    def _chosen(self) -> Figure | None:
        at = self._list.at
        return self._figures[at] if at < len(self._figures) else None

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
        kept = [each for each in (self._archive or Archive()).kept if each.name in behind]
        if not kept:
            self.notify("No session is behind it yet.", markup=False)
            return
        choices = [
            (
                each.name,
                say("$title  [$foreground 60%]$name[/]", title=_titled(each.session.incident.title), name=each.name),
            )
            for each in kept[:MOST]
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
