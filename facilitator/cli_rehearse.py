"""`facilitator rehearse`: a made-up meeting to practise on, in a folder of its own."""

from __future__ import annotations

from facilitator.cli_sessions import need_a_terminal, settings
from facilitator.clock import rehearsal_clock
from facilitator.domain.record import replace
from facilitator.paths import places
from facilitator.starting import start_demo


def rehearse(workspace: str | None, speed: float) -> int:
    """Play the meeting `speed` times as fast as it is meant."""
    need_a_terminal("Run it in one.")
    place = places(workspace)
    place = replace(place, demo=place.demo.with_name("rehearsal"), sessions=place.demo.with_name("rehearsal"))
    config, clock = settings(place), rehearsal_clock(speed)
    name = start_demo(place, config, clock.now(), fresh=True)
    from facilitator.ui.running import run_rehearsal  # here: Textual takes 150 ms to import

    return run_rehearsal(place, config, name, clock)
