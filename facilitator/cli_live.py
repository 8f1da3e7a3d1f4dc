"""`facilitator join`, `serve`, `take-over`, and `open --share`: one meeting in several terminals."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli_sessions import need_a_terminal, settings
from facilitator.clock import clock_from_environment
from facilitator.config import Config
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.roles import Role
from facilitator.live.beacon import hosted
from facilitator.live.lines import JoinLine, read_line
from facilitator.paths import Places, places
from facilitator.text import clean

if TYPE_CHECKING:
    from facilitator.live.sharing import Share

LINE_FD = "FACILITATOR_LINE_FD"
"""Names the pipe through which a line is handed on that was given as an argument."""


def share_of(options: Namespace) -> Share | None:
    """Where `--share` and its companions say to let others in; Refused if that cannot be."""
    if options.share is None:
        if options.tls_cert or options.tls_key:
            raise Refused("--tls-cert and --tls-key go with --share ADDRESS.")
        return None
    from facilitator.live.sharing import Share, read_address

    address = read_address(options.share)
    if bool(options.tls_cert) != bool(options.tls_key):
        raise Refused("A certificate needs its key: give both --tls-cert and --tls-key.")
    if not options.tls_cert:
        return Share(address)
    from facilitator.live.tls import own

    return Share(address, own(Path(options.tls_cert), Path(options.tls_key)))


def open_shared(workspace: str | None, session: str, share: Share) -> int:
    """Open a session, and let others in."""
    from facilitator.cli_find import find_session

    path = find_session(workspace, session)
    need_a_terminal("Run it in one.")
    place = replace(places(workspace), sessions=path.parent)
    from facilitator.ui.app import run

    return run(place, settings(place), path.stem, share)


def join_here(place: Places, config: Config, session: Path, role: Role = Role.SCRIBE, name: str = "") -> int:
    """Join a session that is open in another terminal of this machine."""
    from facilitator.ui.screens.joining import here

    return _join(place, config, role, name, here(session, role))


def join(workspace: str | None, options: Namespace) -> int:
    """Join by a line, or what is shared on this machine; where neither is there, the screen asks for a line."""
    need_a_terminal("Run it in one.")
    if options.line:
        _hand_on(options)
    place = places(workspace)
    config, role, name = settings(place), Role(options.role), options.name or ""
    if LINE_FD in os.environ:
        with os.fdopen(int(os.environ.pop(LINE_FD))) as pipe:
            given = read_line(pipe.read())
        return _join(place, config, role, name, lambda: given)
    if options.session:
        from facilitator.cli_find import find_session

        return join_here(place, config, find_session(workspace, options.session), role, name)
    if not options.ask:
        found = [path for folder in (place.sessions, place.demo) for path in hosted(folder)]
        if len(found) > 1:
            names = ", ".join(path.stem for path in found)
            raise Refused(f"Several meetings are shared here: {names}. Join one with «facilitator open NAME».")
        if found:
            return join_here(place, config, found[0], role, name)
    return _join(place, config, role, name, None)


def _join(place: Places, config: Config, role: Role, name: str, line: Callable[[], JoinLine] | None) -> int:
    need_a_terminal("Run it in one.")
    from facilitator.ui.running import run_joining
    from facilitator.ui.screens.joining import joining

    called = name or config.author or getpass.getuser()
    clock = clock_from_environment()
    return run_joining(place, config, lambda: joining(place, config, clock, role, called, line))


def _hand_on(options: Namespace) -> None:
    """Begin again without the line among the arguments, where everybody on the machine can read it."""
    read_line(options.line)
    out, into = os.pipe()
    os.write(into, options.line.encode())
    os.close(into)
    os.set_inheritable(out, True)
    os.environ[LINE_FD] = str(out)
    said = [word for word in sys.argv[1:] if word != options.line]
    os.execv(sys.executable, [sys.executable, "-m", "facilitator", *said])


def take_over(workspace: str | None, options: Namespace) -> int:
    """Go on from the scribe's copy, as the host."""
    need_a_terminal("Run it in one.")
    from facilitator.live.copies import add
    from facilitator.live.copies import take_over as take
    from facilitator.live.sharing import Address, Share
    from facilitator.ui.app import open_desk, run

    place, now = places(workspace), clock_from_environment().now()
    taken = take(place.state / "copies", place.sessions, place.state / "guests", now, options.session or "")
    if taken.unheard:
        desk, _ = open_desk(place, taken.name)
        for said in add(desk, taken, now):
            print(f"facilitator: {clean(said, one_line=True)}", file=sys.stderr)
        desk.close()
    return run(place, settings(place), taken.name, Share(Address()))


def serve(workspace: str | None, options: Namespace) -> int:
    """The room's view in a browser."""
    from facilitator.cli_find import find_session
    from facilitator.live.served import serve_room

    return serve_room(workspace, find_session(workspace, options.session), options.port)
