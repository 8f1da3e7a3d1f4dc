"""`facilitator new`, `open`, `demo`, and no command at all: what makes sessions and opens the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, Final

from facilitator.clock import clock_from_environment
from facilitator.config import Config, read_config
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Incident
from facilitator.folders import is_file
from facilitator.paths import Places, places
from facilitator.starting import start_demo, start_session
from facilitator.text import clean

TIMES: Final = ("started", "detected", "mitigated", "resolved")
TYPED: Final = ("title", "id", "severity", "timezone", *TIMES)


def settings(place: Places) -> Config:
    """The settings in force. A file that was asked for by name has to be there."""
    return read_config(place.config, must_exist=bool(os.environ.get("FACILITATOR_CONFIG")))


def open_session(workspace: str | None, session: str | None) -> int:
    """Open a session, or the home screen where none is named."""
    place = places(workspace)
    if session is None:
        return _screens(place, settings(place), None)
    from facilitator.cli_find import find_session  # here: only this needs it

    path = find_session(workspace, session)
    if is_file(path.with_name(path.name + ".live")):
        from facilitator.cli_live import join_here
        from facilitator.store.lock import Lock

        if Lock.held(path):
            return join_here(place, settings(place), path)
    return _screens(replace(place, sessions=path.parent), settings(place), path.stem)


def demo(workspace: str | None, *, fresh: bool) -> int:
    """Go on with the demonstration, or begin it."""
    need_a_terminal("Run it in one.")
    place = places(workspace)
    config = settings(place)
    name = start_demo(place, config, clock_from_environment().now(), fresh=fresh)
    return _screens(replace(place, sessions=place.demo), config, name)


def new(workspace: str | None, options: Mapping[str, Any], *, open_it: bool) -> int:
    """Make a session, print its name, and open it."""
    if open_it:
        need_a_terminal("Run it in one, or add --no-open to only make the session.")
    place = places(workspace)
    config = settings(place)
    incident, agenda = _incident(options, config), clean(options["agenda"] or config.agenda, one_line=True)
    name = start_session(place, config, incident, agenda, clock_from_environment().now())
    print(name, flush=True)
    return _screens(place, config, name) if open_it else 0


def _incident(options: Mapping[str, Any], config: Config) -> Incident:
    from facilitator.local_zone import machine_zone  # here: what is opened has its times already
    from facilitator.when import check_zone, read_instant

    told = {name: clean(options[name], one_line=True) for name in TYPED if options[name]}
    zone = check_zone(told["timezone"]) if "timezone" in told else machine_zone()
    times = {name: read_instant(told[name], zone) for name in TIMES if name in told}
    return Incident(
        title=told.get("title", ""),
        id=told.get("id", ""),
        severity=told.get("severity", ""),
        started=times.get("started"),
        detected=times.get("detected"),
        mitigated=times.get("mitigated"),
        resolved=times.get("resolved"),
        timezone=zone,
        author=config.author,
    )


def _screens(place: Places, config: Config, session: str | None) -> int:
    need_a_terminal("Run it in one.")
    import gc

    gc.disable()  # until the first screen is painted, which it delays by a tenth
    from facilitator.ui.app import run  # here: Textual takes 150 ms to import

    return run(place, config, session)


def need_a_terminal(instead: str) -> None:
    """Refused where there is no terminal to draw on and to type in, nor what stands in for one, such as a browser."""
    if "TEXTUAL_DRIVER" not in os.environ and not (
        sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()
    ):
        raise Refused(f"The screens need a terminal to draw on and to type in. {instead}")
