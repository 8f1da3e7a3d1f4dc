"""The home screen: the sessions there are, a new one, the demo."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import replace
from facilitator.domain.session import Incident
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.starting import start_demo, start_session
from facilitator.store.workspace import Workspace
from facilitator.text import clean
from facilitator.ui import incident_form, shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.form import Form
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.visiting import OpenSession
from facilitator.ui.widgets.keybar import KeyBar

STATES = {
    "prepared": "ready",
    "meeting": "in the meeting",
    "ended": "held",
    "damaged": "damaged",
    "foreign": "not ours",
}


MOST = 300
"""Sessions that are listed; who looks for an older one searches, and thousands would be slow to draw."""


class HomeScreen(Screen[None]):
    """Every session of the workspace, the newest first."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[Any]] = bindings_for("home")
    HELP = "Choose a session and press Enter to go on with it, or start a new one."

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__()
        self._place = place
        self._config = config
        self._clock = clock
        self._rows: tuple[dict[str, Any], ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(say("[bold $text-primary]facilitator[/]   blameless post-mortem meetings"), id="title")
        with Vertical(id="sessions"):
            yield OptionList(markup=False)
            yield Static(id="empty")
        bar = KeyBar()
        bar.place, bar.keymap = "home", self._config.keys
        yield bar

    def on_screen_resume(self, event: ScreenResume) -> None:
        self.read_sessions()

    @work(thread=True, exclusive=True, group="list")
    def read_sessions(self) -> None:
        """In a thread: a folder may hold thousands, or be on a slow disk."""
        found = Workspace(self._place.sessions).list()
        self.app.call_from_thread(self._show, found)

    def _show(self, found: tuple[dict[str, Any], ...]) -> None:
        self._rows = found
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        shown = found[:MOST]
        options.add_options([Option(_row(row, self.size.width - 6)) for row in shown])
        options.highlighted = min(at, len(shown) - 1) if shown else None
        if len(found) > MOST:
            told = f"  … and {len(found) - MOST} older ones; / searches them all, and ^G there lists them"
            options.add_option(Option(text(told, QUIET), disabled=True))
        options.display = bool(found)
        empty = self.query_one("#empty", Static)
        empty.display = not found
        empty.update(
            say(
                "No sessions yet in $folder\n\n"
                "[bold]n[/]  starts one: a few words on what happened are enough\n"
                "[bold]d[/]  opens the demo meeting, to try everything on",
                folder=self._place.sessions,
            )
        )

    def on_resize(self, event: Resize) -> None:
        if self._rows:
            self._show(self._rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(self._rows[event.option_index]["name"])

    def action_open_session(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self._open(self._rows[chosen]["name"])

    def _open(self, name: str, place: Places | None = None) -> None:
        self.post_message(OpenSession(place or self._place, name))

    @work
    async def action_new_session(self) -> None:
        now = self._clock.now()
        blank = Incident(timezone=machine_zone(), author=self._config.author)
        values = await self.app.push_screen_wait(
            Form(
                "A new session: what happened is enough, the rest can come later",
                incident_form.fields(blank, (), incident_form.LEAST),
                check=lambda values: incident_form.fault(values, blank, now),
                told=lambda values: incident_form.told(values, blank, now),
                hint="Tab next line · Enter starts it · Esc leaves",
            )
        )
        if values is None:
            return
        incident, people = incident_form.read(values, blank, now)
        try:
            name = start_session(self._place, self._config, incident, self._config.agenda, now, people or ())
        except FacilitatorError as fault:
            self.notify(str(fault), severity="error", timeout=12, markup=False)
        else:
            self._open(name)

    def action_open_demo(self) -> None:
        try:
            name = start_demo(self._place, self._config, self._clock.now(), fresh=False)
        except FacilitatorError as fault:
            self.notify(str(fault), severity="error", timeout=12, markup=False)
        else:
            self._open(name, replace(self._place, sessions=self._place.demo))

    def action_search(self) -> None:
        from facilitator.ui.screens.archive import ArchiveScreen  # here, as below: the sessions are listed without them

        self.app.push_screen(ArchiveScreen(self._place, self._config, self._clock))

    def action_follow_up(self) -> None:
        from facilitator.ui.screens.follow_up import FollowUpScreen

        self.app.push_screen(FollowUpScreen(self._place, self._config, self._clock))

    def action_insights(self) -> None:
        from facilitator.ui.screens.insights import InsightsScreen

        self.app.push_screen(InsightsScreen(self._place, self._config, self._clock))


def _row(row: dict[str, Any], width: int) -> Content:
    """A session in one line: day, severity, title, state."""
    title = clean(row["title"] or row["name"], one_line=True)
    sign = {"meeting": "▶", "prepared": "·"}.get(row["state"], "✓" if row["title"] else "▲")
    left = shapes.line(
        text(f"{sign} "),
        text(f"{row['date'] or '':<12}", QUIET),
        text(f"{clean(row['severity'] or '', one_line=True)[:6]:<7}"),
        text(title, "bold"),
        text(f"  {clean(row['id'] or '', one_line=True)}", QUIET),
    )
    return shapes.ends(left, text(STATES.get(row["state"], row["state"]), QUIET), max(20, width))
