"""What the command line shows on the screen besides a meeting of one's own; each gives its exit code."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from facilitator.clock import Clock, clock_from_environment
from facilitator.config import Config
from facilitator.paths import Places
from facilitator.ui.app import FacilitatorApp, check_keys, open_desk


def run_rehearsal(place: Places, config: Config, session: str, clock: Clock) -> int:
    """Show the made-up meeting; the exit code."""
    from facilitator.ui.screens.rehearsing import RehearsalScreen  # here: meetings do not need it

    return _run_with(FacilitatorApp(place, config, clock, open_desk(place, session), meeting=RehearsalScreen))


def run_reading(place: Places, config: Config, session: str, clock: Clock) -> int:
    """Show the document of a session, over the home screen; the exit code."""
    app = FacilitatorApp(place, config, clock)
    app.reading = session
    return _run_with(app)


def run_replay(place: Places, config: Config, session: str, speed: float) -> int:
    """Show a meeting that was held again, so many times as fast as it was; the exit code."""
    from facilitator.ui.screens.replaying import ReplayScreen, held

    desk, clock = held(place, session, speed)
    return _run_with(FacilitatorApp(place, config, clock, (desk, ()), meeting=ReplayScreen))


def _run_with(app: FacilitatorApp) -> int:
    check_keys(app._config)
    try:
        app.run()
    finally:
        app.close_all()
    return app.return_code or 0


def run_joining(place: Places, config: Config, first: Callable[[], Screen[None]]) -> int:
    """Join somebody else's meeting; the exit code."""
    return _run_with(FacilitatorApp(place, config, clock_from_environment(), first=first))
