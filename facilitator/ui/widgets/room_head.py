"""The top of the room's screen: the incident, the bar of phases, when the meeting ends."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.session import Incident
from facilitator.live.look import Here
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.masthead import Masthead
from facilitator.when import clock


class RoomHead(Masthead):
    """The masthead, with who is there in the place of what is saved."""

    DEFAULT_CSS = """
    RoomHead { dock: top; height: 3; background: $panel; padding: 0 1; }
    """

    here: reactive[Here] = reactive(Here())

    def lines(self, width: int, height: int) -> list[Content]:
        if self.minute is None:
            return []
        *_, names, times = super().lines(width, height)
        count = len(self.here.present)
        parts = [f"{count} here" if count else "", "locked" if self.here.locked else "", clock(self.minute, self._zone)]
        right = text("    ".join([*filter(None, parts), "ROOM"]), QUIET)
        return [shapes.ends(_name(self.session.incident), right, width), names, times]


def _name(incident: Incident) -> Content:
    quiet = [text(part, QUIET) for part in (incident.severity, incident.id) if part]
    return text(" · ", QUIET).join([text(incident.title, "bold"), *quiet])
