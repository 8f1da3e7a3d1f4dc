"""What the room's screen shows, and where: the clock and the words beside it above, the work of the phase below."""

from __future__ import annotations

from typing import Final

from textual.geometry import Region, Size

from facilitator.bench import View
from facilitator.domain.session import Session, Work
from facilitator.live.look import Look
from facilitator.ui.widgets.guide import shown_phase
from facilitator.ui.widgets.room_clock import rows_of
from facilitator.ui.widgets.room_pages import LOBBY, SCRIPT, SILENT, SUMMARY
from facilitator.ui.works import PAGE, WORKS

PANES: Final = ("timeline", "workshop", "work", PAGE)
SCALES: Final = ((5, 190, 50), (4, 150, 38), (3, 116, 28), (2, 76, 15))
"""Columns of a dot of the digits, and the columns and rows of the window from which they are so large."""
TWO: Final = 160
"""Columns from which there is room for two panes."""
EDGE: Final = 2
"""Columns at each side of a pane."""


def pane(session: Session, look: Look) -> str:
    """The pane that is shown: the one that the facilitator shows, else that of the phase."""
    phase = shown_phase(session)
    chosen = PAGE if look.pane == "guide" else look.pane if look.pane in PANES else ""
    if session.round and chosen in ("", "work"):
        return PAGE
    if chosen:
        return chosen
    if session.phase is None or phase is None:
        return PAGE
    return WORKS[phase.work].room


def page(session: Session, look: Look) -> str:
    """The page that is shown; empty for a pane that is none."""
    if pane(session, look) != PAGE:
        return ""
    phase = shown_phase(session)
    if session.round and look.pane != "guide":
        return SILENT
    if session.ended or (phase and phase.work is Work.CLOSING):
        return SUMMARY
    return SCRIPT if session.phase or look.pane == "guide" else LOBBY


def beside(session: Session, look: Look, width: int) -> str:
    """The pane that a wide window has room for besides; empty for none."""
    phase, shown = shown_phase(session), pane(session, look)
    if width < TWO or phase is None:
        return ""
    if shown == PAGE:
        return "work" if page(session, look) == SUMMARY else ""
    whole = shown == "timeline" or (shown == "workshop" and look.view == View.FISHBONE)
    return "timeline" if WORKS[phase.work].past and not whole else ""


def plan(size: Size, dots: int, pane: str, beside: str = "") -> dict[str, Region]:
    """The place of each widget, by its id, in what the head and the foot leave.

    `dots` is the width of the figure that the digits show, `beside` is a second pane, if any.
    """
    width, height = size
    scale = next((scale for scale, columns, rows in SCALES if width >= columns and height >= rows), 1)
    digits, band = dots * scale + 2 * EDGE, rows_of(scale) + (1 if scale < 3 else 2)
    left, work = min(width, digits), band + (1 if scale < 3 else 2)
    tall, share = max(0, min(height, band) - 1), width * 3 // 5 if beside else width
    places = {
        "clock": Region(0, 1, left, tall),
        "say": Region(left, 1, width - left, tall),
        "bar": Region(0, band, width, work - band),
        pane: Region(0, work, share, max(0, height - work)),
    }
    if beside:
        places[beside] = Region(share, work, width - share, max(0, height - work))
    return places
