"""The look at the whole: the document with its gaps, and which cause has which action item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from facilitator.domain.action import MISSING
from facilitator.domain.acts.papers import OpenSection
from facilitator.domain.acts.phases import GoToPhase
from facilitator.domain.session import Phase, Work
from facilitator.ui.screens.preparing import Preparing
from facilitator.ui.text import plain
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from facilitator.review import Place

WORKS = {
    "causes": Work.CAUSES,
    "well": Work.WELL,
    "wrong": Work.WRONG,
    "actions": Work.ACTIONS,
    "lessons": Work.CLOSING,
}
"""Where what a place speaks of is typed."""


class Reviewing(Preparing):
    """What is left to do, and the way there."""

    @work
    async def action_document(self) -> None:
        """Gap after gap is filled in; what is typed in the line ends it."""
        from facilitator.ui.screens.document import DocumentScreen  # here: it needs all that renders a document

        again = True
        while again:
            name = self.desk.name
            place = await self.app.push_screen_wait(DocumentScreen(self.session, name, self._clock.now()))
            again = place is not None and await self._go(place)

    async def _go(self, place: Place) -> bool:
        """Fill it in with a dialog and come back (True), or put the line to it (False)."""
        match place.what:
            case "incident":
                await self._ask_incident(place.field or "title")
            case "people":
                await self._ask_incident("people")
            case "impact":
                await self._ask_impact(place.field or "users")
            case "actions" if (action := self.session.action(place.id or 0)) and place.field in MISSING:
                await self._ask_field(action, place.field)
            case "questions" if note := self.session.note(place.id or 0):
                await self._ask_owner(note)
            case "timeline":
                self._show_entry(place.id)
                return False
            case _ if place.id is not None and self.session.cause(place.id) is None:
                self.edit(place.id)
                return False
            case _:
                await self._work_on(WORKS.get(place.what, Work.NOTES))
                return False
        return True

    def _show_entry(self, id: int | None) -> None:
        self.pane = "timeline"
        self.share_room()
        if id is None:
            self.query_one(NoteInput).focus()
        else:
            self.query_one(Timeline).chosen = id
            self.query_one(Timeline).focus()

    async def _work_on(self, wanted: Work) -> None:
        """Lines go to this kind of work from now on. While the clock runs, its phase is entered only on a yes."""
        phase = next((phase for phase in self.session.agenda.phases if phase.work is wanted), None)
        if phase is None:
            self.notify("This agenda has no phase for it. «Write in a section» lists those that it has.", markup=False)
            return
        if self.session.working != phase and not await self._enter(phase):
            return
        self.query_one(NoteInput).focus()

    async def _enter(self, phase: Phase) -> bool:
        if self.session.phase is None:
            return self.act(OpenSection(phase.id))
        body = plain("Its clock starts, and the one of the present phase stops. ^Z takes it back.")
        hint = "Enter goes there · Esc stays here"
        yes = await self.show(f"Go to {phase.title}?", body, hint)
        return bool(yes) and self.act(GoToPhase(phase.id))

    @work
    async def action_coverage(self) -> None:
        from facilitator.ui import around

        width = min(108, self.size.width - 10)
        title = "What was seen → why → what will be changed"
        await self.show(title, around.coverage_table(self.session, width), wide=True)
