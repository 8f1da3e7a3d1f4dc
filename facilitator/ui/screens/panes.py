"""The panes of the meeting screen: which the phase has, which is in sight, and how one goes round them."""

from __future__ import annotations

from itertools import takewhile

from textual.events import DescendantFocus
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.reactive import var

from facilitator.bench import View
from facilitator.clock import Clock
from facilitator.domain.acts.causes import CauseAdded
from facilitator.domain.acts.entries import EntryAdded
from facilitator.domain.events import AnalysisFact, Fact
from facilitator.domain.session import Session, Work
from facilitator.ui.desk import MeetingDesk
from facilitator.ui.placeholders import placeholder
from facilitator.ui.screens.exporting import Exporting
from facilitator.ui.screens.floor import PANES, TALL, WIDE, FloorPlan, floor
from facilitator.ui.widgets.guide import Guide, shown_phase
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.widgets.timeline import Timeline
from facilitator.ui.widgets.work import WorkPane, made
from facilitator.ui.widgets.workshop import Workshop


class Paned(Exporting):
    """What stands where in this phase, in a window of this size."""

    pane: var[str] = var("guide")
    """The pane shown where there is room for one only."""
    place: var[str] = var("meeting")

    def __init__(self, desk: MeetingDesk, clock: Clock, zone: str) -> None:
        super().__init__(desk, clock, zone)
        self._floor_plan = FloorPlan()
        self._shown: dict[str, Region] = {}
        self._round_from = ""
        """The pane that Tab went to first on this round."""

    def show_made(self, made: Fact) -> None:
        if isinstance(made, AnalysisFact):
            self.pane = "workshop"
            step = self.session.past[-1].step
            last = takewhile(lambda event: event.step == step, reversed(self.session.past))
            if new := [event.seq for event in last if isinstance(event.fact, CauseAdded)]:
                self.query_one(Workshop).chosen = new[0]
        else:
            self.pane = "timeline" if isinstance(made, EntryAdded) else "work"
        timeline, made_here = self.query_one(Timeline), self.query_one(WorkPane)
        timeline.fresh = max((each.id for each in self.session.entries), default=None)
        made_here.fresh = _newest(self.session)
        timeline.chosen = made_here.chosen = None  # The keys of a list go to what was made last.
        self.share_room()
        if not self.query_one(f"#{self.pane}").display:
            self.tell_step(self.session.past[-1].step, "Kept")

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        widget = event.widget
        kinds = ((Workshop, "causes"), (WorkPane, "work"), (Rows, "list"), (Guide, "guide"))
        here = "private" if widget.id == "private" else "meeting"
        self.place = next((place for kind, place in kinds if isinstance(widget, kind)), here)

    def action_next_pane(self) -> None:
        self._go_to_pane(1)

    def action_previous_pane(self) -> None:
        self._go_to_pane(-1)

    def _go_to_pane(self, by: int) -> None:
        """From the line round the panes and back to the line. In a narrow window the one in sight comes first, and each
        that is reached comes into sight."""
        panes = self._panes(self.size)
        here = self.focused.id if self.focused and self.focused.id in (*panes, "private") else "line"
        if here == "line" and by > 0:
            self._round_from = self.pane if self.size.width < WIDE else ""
        at = panes.index(self._round_from) if self._round_from in panes else 0
        ring: list[str] = ["line", *(["private"] if self.open else []), *panes[at:], *panes[:at]]
        there = ring[(ring.index(here or "line") + by) % len(ring)]
        if there not in ("line", "private"):
            self.pane = there
            self.share_room()
        self.query_one(f"#{there}").focus()

    def _panes(self, size: Size) -> list[str]:
        """The panes that this phase has, what it works on first once there is something."""
        phase = shown_phase(self.session)
        kind = phase.work if phase else Work.NOTES
        if kind is Work.CAUSES:
            return ["workshop"] if self._spread(size) else ["workshop", "guide", "timeline"]
        if kind in (Work.OPENING, Work.TIMELINE):
            first = ["guide", "timeline"] if kind is Work.OPENING else ["timeline", "guide"]
            return [*first, "work"] if made(self.session) else first
        return ["work", "guide", "timeline"] if made(self.session) else ["guide", "work", "timeline"]

    def _spread(self, size: Size) -> bool:
        """Whether the fishbone has the whole width."""
        return self.view is View.FISHBONE and size.width >= WIDE

    def share_room(self) -> None:
        """Room for what matters in this phase."""
        self._show_panes(self.size)
        self._show_placeholder()

    @property
    def layout(self) -> Layout:
        return self._floor_plan

    def plan(self, size: Size) -> dict[str, Region]:
        """Where everything stands now, between masthead and footer, in a window of this size."""
        panes = self._panes(size)
        pane = self.pane if self.pane in panes else "workshop" if "workshop" in panes else "timeline"
        phase = shown_phase(self.session)
        timeline_first = phase is not None and phase.work in (Work.OPENING, Work.TIMELINE)
        return floor(size, panes, pane, timeline_first, self.open)

    def _show_panes(self, size: Size) -> None:
        shown = self.plan(size)
        if shown == self._shown:
            return
        self._keep_plan(shown)
        for name in PANES:
            for pane in self.query(f"#{name}"):  # The private column is not there until it is opened.
                pane.display = name in shown
        # Panes that stay may change their places, too.
        self.query_one(Timeline).refresh(layout=True)

    def _keep_plan(self, shown: dict[str, Region]) -> None:
        self._shown = shown
        self.set_class(shown["countdown"].height == TALL, "-beside")  # The styles say where notices stand.

    def _show_placeholder(self) -> None:
        self.query_one(NoteInput).placeholder = placeholder(self.session, self.view, self.app.size.width)


def _newest(session: Session) -> int | None:
    """The point, question or action item that was made last."""
    return max([*(note.id for note in session.notes), *(action.id for action in session.actions)], default=None)
