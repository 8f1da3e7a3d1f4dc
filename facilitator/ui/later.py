"""What the first screen does without: it is imported when that screen is there, in turn with the keys."""

from __future__ import annotations

import gc
from asyncio import sleep, to_thread
from importlib import import_module
from typing import Final

from facilitator.spared import settle

AFTER_START = 1.0
"""Seconds after which the first screen is there and a long session is read."""
LATER = (
    "facilitator.capture",
    "facilitator.typed",
    "facilitator.domain.rules",
    "facilitator.ui.words",
    "facilitator.ui.plan",
    "facilitator.ui.screens.dialogs",
    "facilitator.ui.widgets.whys",
    "facilitator.ui.widgets.bones",
    "facilitator.coach.questions",
    "facilitator.coach.causes",
    "facilitator.coach.listening",
    "facilitator.store.tiny",
    "facilitator.store.summary",
    "facilitator.documents.plain",
)
"""What the first screen does without, and the meeting does not."""
ARCHIVE = ("facilitator.follow_up", "facilitator.similar", "facilitator.store.archive_told")
"""What reads the earlier sessions a while later."""

SEARCH: Final = (3_000, 5, 20)
"""Things more than before at which Python searches the newest of them for circles, and how many such searches it is
until an older generation has its turn. At its own figure, 700, every few lines led to a search of all that the meeting
has made, and while that goes on the screen stands still; at a much larger one, what waits to be found takes memory."""


async def import_the_rest() -> None:
    """Import what comes later; then the collector, which rested until now, works again."""
    settle()
    try:
        for name in LATER:
            import_module(name)
            await sleep(0)
        await to_thread(_warm)
    finally:
        gc.freeze()  # What was made by now is here to stay.
        gc.set_threshold(*SEARCH)
        gc.enable()


def _warm() -> None:
    """In a thread: what reads the archive, and what the coach listens for, so that its first hint comes at once."""
    from facilitator.coach.lexicon import lexicon

    for name in ARCHIVE:
        import_module(name)
    lexicon().warm()
