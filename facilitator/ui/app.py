"""The app: which screen is up, the palette, the theme, and how it ends."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from facilitator.clock import Clock, clock_from_environment
from facilitator.config import Config
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.roles import Role
from facilitator.folders import is_file
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.store.errors import Busy
from facilitator.store.workspace import Workspace
from facilitator.ui.bindings import bindings_for
from facilitator.ui.commands import BY_ID, rows
from facilitator.ui.dressed import Dressed
from facilitator.ui.key_labels import label
from facilitator.ui.later import AFTER_START, import_the_rest
from facilitator.ui.screens.acting import Acting
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.visiting import Visiting

if TYPE_CHECKING:
    from facilitator.live.copies import Taken
    from facilitator.live.sharing import Share
    from facilitator.ui.screens.home import HomeScreen

SAVING = 0.5
"""Seconds that a signal or a fault waits for the disk; what is not filed by then is in the journal."""

Opened = tuple[Desk, tuple[str, ...]]
"""A session, and what there is to tell about it."""


class FacilitatorApp(Dressed, Visiting, inherit_bindings=False):
    """One meeting, or the home screen and the meetings opened from it."""

    TITLE = "facilitator"
    # Each mode is a stack of screens: the one the program began with, and the one that starts at the home screen.
    DEFAULT_MODE = "first"
    # The palette has a row in the table like every command; Textual's own binding would jump the queue of keys.
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("everywhere"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        place: Places,
        config: Config,
        clock: Clock,
        opened: Opened | None = None,
        meeting: type[MeetingScreen] = MeetingScreen,
        first: Callable[[], Screen[None]] | None = None,
        share: Share | None = None,
    ) -> None:
        """`first` makes a first screen of another kind; `share` says where to let others in from the start."""
        # Textual reads the styles of a screen when it is pushed; the first one is not.
        super().__init__(css_path=["screens/meeting.tcss", *([] if opened else ["screens/home.tcss"])])
        self.crash_log = place.log
        self.last: str = ""
        """The name of the session that was open last."""
        self.fault: FacilitatorError | None = None
        """Why the session that the program was started with could not be read."""
        self._place = place
        self._config = config
        self._clock = clock
        self._desks: set[Desk] = set()
        self.reading = ""
        """The session whose document is shown first, over the home screen."""
        self._opened = opened
        self._kind = meeting
        self._first, self._share = first, share
        self.add_mode("home", self._home)
        self.set_keymap(config.keys)
        self.dress(config.theme, place.state)

    def _meeting(
        self,
        desk: Desk,
        notices: tuple[str, ...],
        kind: type[MeetingScreen] | None = None,
        clock: Clock | None = None,
    ) -> MeetingScreen:
        self.last = desk.name
        self._desks.add(desk)
        lexicon = next((each for each in self._place.lexicons if is_file(each)), None)
        screen = (kind or self._kind)(desk, clock or self._clock, machine_zone(), self._config, notices, lexicon)
        screen.host_desk, screen.certificates = desk, self._place.state / "live"
        return screen

    def _opened_here(self, taken: Taken) -> MeetingScreen:
        from facilitator.live.copies import add

        desk, notices = open_desk(self._place, taken.name)
        return self._meeting(desk, (*notices, *add(desk, taken, self._clock.now())))

    def get_default_screen(self) -> Screen[None]:
        # Not a mode until it is on the screen: Textual would read all styles again, and draw a first frame for nothing.
        if self._first:
            return self._first()
        return self._meeting(*self._opened) if self._opened else self._home()

    def _home(self) -> HomeScreen:
        from facilitator.ui.screens.home import HomeScreen  # here: a meeting is painted sooner without it

        return HomeScreen(self._place, self._config, self._clock)

    def on_mount(self) -> None:
        self.add_mode("first", self.get_default_screen)
        self.set_timer(AFTER_START, self._import_the_rest)
        self.keep_theme_from_now()
        if self.reading:
            from facilitator.ui.screens.reading import ReadingScreen  # here: most runs begin elsewhere

            self.push_screen(ReadingScreen(self._place, self._config, self._clock, self.reading))

    @work(exit_on_error=False)
    async def _import_the_rest(self) -> None:
        await import_the_rest()

    def save_all(self) -> None:
        for desk in self._desks:
            desk.flush(SAVING)

    def close_all(self) -> None:
        """Let every session go, when the app has ended."""
        for desk in self._desks:
            desk.close()

    # From screen to screen

    @work(exclusive=True, group="open")
    async def open_meeting(self, place: Places, name: str) -> None:
        """Open a session of a workspace over the home screen, or say why it cannot be."""
        try:
            opened = await to_thread(open_desk, place, name)
        except FacilitatorError as fault:
            self.notify(str(fault), severity="error", timeout=15, markup=False)
            return
        path = Workspace(place.sessions).path(name)
        if opened[0].read_only and is_file(path.with_name(path.name + ".live")):
            from facilitator.ui.screens.joining import here, joining

            opened[0].close()
            called = self._config.author or "scribe"
            screen = joining(place, self._config, self._clock, Role.SCRIBE, called, here(path, Role.SCRIBE))
            self.push_screen(screen)
            return
        self.push_screen(self._meeting(*opened))

    @work(exclusive=True, group="open")
    async def open_replay(self, place: Places, name: str) -> None:
        """Show a meeting that was held once more, a minute in a second, or say why it cannot be."""
        from facilitator.ui.screens.replaying import ReplayScreen, held

        try:
            desk, clock = await to_thread(held, place, name)
        except FacilitatorError as fault:
            self.notify(str(fault), severity="warning", timeout=15, markup=False)
            return
        self.push_screen(self._meeting(desk, (), ReplayScreen, clock))

    async def on_meeting_screen_left(self, event: MeetingScreen.Left) -> None:
        if event.fault and len(self.screen_stack) == 1:
            self.fault = event.fault
            self.exit(return_code=1)
            return
        if event.fault:
            self.notify(str(event.fault), severity="error", timeout=15, markup=False)
        if isinstance(self.screen, MeetingScreen):
            await self.screen.stop_sharing()
        # Under a meeting that was taken over lies only the connection to the host that is gone.
        if len(self.screen_stack) > 1 and not self._first:
            self.pop_screen()
        else:
            await self.switch_mode("home")
            await self.remove_mode("first")
        for desk in self._desks & {event.desk}:
            self._desks.discard(desk)
            desk.close()

    def paint_anew(self) -> None:
        """After a stop, the first thing to be seen is the true second."""
        for screen in self.screen_stack:
            look = getattr(screen, "look_at_the_clock", None)
            if look is not None:
                look()
        super().paint_anew()

    # Commands

    def action_help(self) -> None:
        from facilitator.ui.screens.help import help_for

        self.push_screen(help_for(self.screen, self.focused, self._config.keys))

    def action_palette(self) -> None:
        from facilitator.ui.palette import commands_palette  # here, as below: no first frame waits for it

        self.push_screen(commands_palette())

    def action_theme(self) -> None:
        from facilitator.ui.palette import themes_palette

        self.push_screen(themes_palette())

    def action_help_quit(self) -> None:
        """^C is typed by habit, and must not end a meeting."""
        self.notify(f"{self._leaving_key()} leaves. Everything is saved.", markup=False)

    def _leaving_key(self) -> str:
        return label(BY_ID["leave"], self._config.keys)

    async def action_leave(self) -> None:
        from facilitator.ui.screens.dialog import Dialog

        if isinstance(self.screen, Dialog) and not self.screen.may_go(self._leaving_key()):
            return
        for screen in self.screen_stack:
            if isinstance(screen, MeetingScreen):
                await screen.stop_sharing()
            leave = getattr(screen, "leave", None)
            if leave is not None:
                await leave()
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The table's commands that may be done on this screen now, for the palette."""
        here = ("meeting", "guest") if isinstance(screen, MeetingScreen) else getattr(screen, "PLACES", ("home",))
        for row in rows(*here, "everywhere"):
            if row.id == "palette" or (isinstance(screen, Acting) and not screen.may(row)):
                continue
            key = label(row, self._config.keys)
            act = partial(self.run_action, row.id.replace("-", "_"), screen if row.where in here else self)
            yield SystemCommand(f"{row.title}  {key}".rstrip(), row.help, act)


def open_desk(place: Places, name: str) -> tuple[Desk, tuple[str, ...]]:
    """Open a session to write in, or only to read where another terminal has it; and what there is to tell about it.

    FacilitatorError if it cannot be opened at all.
    """
    path = Workspace(place.sessions).path(name)
    try:
        return Desk.open_end(path, describe), ()
    except Busy as busy:
        return Desk.open(path, describe, write=False), (f"{busy} Here it is opened for reading only.",)


def check_keys(config: Config) -> None:
    """BadKeys if the user has keys of their own which cannot work."""
    if config.keys:
        from facilitator.ui import remapping  # here: most people have none

        remapping.check_keys(config.keys)


def run(place: Places, config: Config, session: str | None, share: Share | None = None) -> int:
    """Show a session, or the home screen; the exit code. FacilitatorError if it cannot be opened, or not be read."""
    check_keys(config)
    opened = open_desk(place, session) if session else None
    app = FacilitatorApp(place, config, clock_from_environment(), opened, share=share)
    try:
        app.run()
    finally:
        app.close_all()
    if app.fault:
        raise app.fault
    if app.last and not app.return_code:
        print(f"Everything is saved. Go on with: facilitator open {app.last}")
    return app.return_code or 0
