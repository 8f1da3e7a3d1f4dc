"""The window that is shared with the room: where the meeting is, how much time is left, and what is being made."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from facilitator.bench import View
from facilitator.clock import Clock
from facilitator.domain import schedule
from facilitator.domain.session import Session
from facilitator.live.look import Here, Look
from facilitator.ui.screens import room_plan
from facilitator.ui.screens.floor import FloorPlan, cover, small
from facilitator.ui.text import plain
from facilitator.ui.widgets.room_causes import RoomWorkshop
from facilitator.ui.widgets.room_clock import RoomClock, dots, shown
from facilitator.ui.widgets.room_foot import RoomFoot
from facilitator.ui.widgets.room_head import RoomHead
from facilitator.ui.widgets.room_lists import RoomTimeline, RoomWork, Seen
from facilitator.ui.widgets.room_pages import RoomPage
from facilitator.ui.widgets.room_say import RoomBar, RoomSay

WAITING = "Waiting for the host…"


class RoomScreen(Screen[None]):
    """Draws what it is given: `session`, `look`, `here`, `link` and `said` are set from outside."""

    DEFAULT_CSS = """
    RoomScreen { layers: base cover; overflow: hidden; }
    RoomScreen #small, RoomScreen #cover {
        layer: cover; background: $background; content-align: center middle; text-align: center;
    }
    """
    BLANK = True  # The panes cover it: drawing what lies under them would be for nothing.
    PLACES: ClassVar[tuple[str, ...]] = ()
    HELP = (
        "This window is for the room: share it, or put it on the big screen. It follows the facilitator and shows "
        "nothing private. No key is needed; the arrow keys and the page keys leaf in what is longer than the window."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "leaf(-1)", "Up", show=False),
        Binding("down,j", "leaf(1)", "Down", show=False),
        Binding("pageup", "leaf(-10)", "Page up", show=False),
        Binding("pagedown,space", "leaf(10)", "Page down", show=False),
        Binding("home", "leaf(-1000000)", "First", show=False),
        Binding("end", "leaf(1000000)", "Last", show=False),
    ]

    session: var[Session] = var(Session())
    now: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole second of the countdown."""
    minute: var[datetime | None] = var[datetime | None](None)
    """The time, as of the last whole minute, or the last event."""
    look: var[Look] = var(Look())
    here: var[Here] = var(Here())
    link: var[str] = var("waiting")
    """`live`; `waiting` for the host, with what is known still shown; `over`."""
    said: var[str] = var("")
    """What to say while it is not live."""
    page: var[str] = var("")
    dots: var[int] = var(0)
    """The width of what the clock shows."""

    def __init__(self, clock: Clock, zone: str) -> None:
        super().__init__()
        self._clock = clock
        self._zone = zone
        """Where the meeting is held."""
        self._floor_plan = FloorPlan()
        self._shown: dict[str, Region] = {}
        self.set_reactive(RoomScreen.now, clock.now())
        self.set_reactive(RoomScreen.minute, clock.now())

    def compose(self) -> ComposeResult:
        cls = RoomScreen
        yield RoomHead(self._zone).data_bind(cls.session, cls.minute, cls.here)
        yield RoomClock(self._zone, id="clock").data_bind(cls.session, cls.now)
        yield RoomSay(self._zone, id="say").data_bind(cls.session, cls.now, cls.page)
        yield RoomBar(id="bar").data_bind(cls.session, cls.now)
        yield RoomTimeline(id="timeline").data_bind(cls.session)
        yield RoomWorkshop(id="workshop").data_bind(cls.session)
        yield RoomWork(id="work").data_bind(cls.session, cls.minute)
        yield RoomPage(id="page").data_bind(cls.session, cls.here, cls.minute, cls.page)
        yield RoomFoot().data_bind(cls.here)
        yield Static(id="cover")
        yield cover()

    def on_mount(self) -> None:
        self._show_look()
        self._show_link()
        self.query_one("#small").display = small(self.app.size)
        self._tick()

    # Time

    def _tick(self) -> None:
        """Show the present second, and come back when the next one begins; nothing is ever counted."""
        self.look_at_the_clock()
        left = schedule.remaining(self.session, self.now) if self.now else 0.0
        running = self.session.phase is not None and not self.session.paused
        wait = (left % 1.0 or 1.0) if running else 1.0
        self.set_timer(self._clock.real(wait + 0.002), self._tick)

    def look_at_the_clock(self) -> None:
        now = self._clock.now()
        self.now = now
        if self.minute is None or now.replace(second=0, microsecond=0) != self.minute.replace(second=0, microsecond=0):
            self.minute = now
        self.dots = dots(shown(self.session, now, self._zone))

    # What comes from the host

    def watch_session(self, before: Session, after: Session) -> None:
        self.minute = self._clock.now()
        self.look_at_the_clock()
        if self.is_mounted:
            self._show_panes()
            if (before.seq == 0) != (after.seq == 0):
                self._show_link()

    def watch_dots(self) -> None:
        if self.is_mounted:
            self._show_panes()

    def watch_look(self) -> None:
        if self.is_mounted:
            self._show_look()

    def watch_link(self) -> None:
        if self.is_mounted:
            self._show_link()

    def watch_said(self) -> None:
        if self.is_mounted:
            self._show_link()

    def _show_look(self) -> None:
        workshop = self.query_one(RoomWorkshop)
        for pane in (self.query_one(RoomTimeline), self.query_one(RoomWork), workshop):
            pane.chosen = self.look.chosen
        workshop.view = View.FISHBONE if self.look.view == View.FISHBONE else View.WHYS
        self._show_panes()

    def _show_link(self) -> None:
        """What is known stays in sight while the host is not heard from; before and after, a sentence stands alone."""
        alone = self.link == "over" or self.session.seq == 0
        words = self.said or WAITING
        self.query_one(RoomFoot).notice = "" if self.link == "live" or alone else words
        over = self.query_one("#cover", Static)
        over.display = alone
        over.update(plain(words))

    # The window

    @property
    def layout(self) -> Layout:
        return self._floor_plan

    def plan(self, size: Size) -> dict[str, Region]:
        """Where everything stands now, between the head and the foot, in a window of this size."""
        pane = room_plan.pane(self.session, self.look)
        return room_plan.plan(size, self.dots, pane, room_plan.beside(self.session, self.look, size.width))

    def _show_panes(self) -> None:
        self.page = room_plan.page(self.session, self.look)
        places = self.plan(self.size)
        if places != self._shown:
            self._shown = places
            for name in room_plan.PANES:
                self.query_one(f"#{name}").display = name in places
            self.refresh(layout=True)

    def on_resize(self, event: Resize) -> None:
        self._show_panes()
        self.query_one("#small").display = small(event.size)

    def action_leaf(self, by: int) -> None:
        pane = self.query_one(f"#{room_plan.pane(self.session, self.look)}")
        if isinstance(pane, Seen | RoomPage):
            pane.action_step(by)
