"""`facilitator read`: a post-mortem to read on the screen, or its meeting once more at speed."""

from __future__ import annotations

from facilitator.cli_find import find_session
from facilitator.cli_sessions import need_a_terminal, settings
from facilitator.clock import clock_from_environment
from facilitator.domain.record import replace
from facilitator.paths import places


def read(workspace: str | None, asked: str, *, replay: bool, speed: float) -> int:
    """Show the document of a session; with `replay`, the meeting `speed` times as fast as it was."""
    need_a_terminal("Run it in one; «facilitator export SESSION -o -» prints the document.")
    path = find_session(workspace, asked)
    place = replace(places(workspace), sessions=path.parent)
    config = settings(place)
    if not replay:
        from facilitator.ui.running import run_reading  # here, as below: Textual takes 150 ms to import

        return run_reading(place, config, path.stem, clock_from_environment())
    from facilitator.ui.running import run_replay

    return run_replay(place, config, path.stem, speed)
