"""The clock and the phases, by key: start, next, back, pause, more time, undo; what to say, ask and tick."""

from __future__ import annotations

from textual import on

from facilitator.domain.acts.guide import AskPrompt, TickRow
from facilitator.domain.acts.phases import PauseClock, ResumeClock
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.ui.screens.questions import Questions
from facilitator.ui.widgets.guide import Guide


class Steering(Questions):
    """The facilitator's side of the meeting screen."""

    prompt: str

    def action_pause(self) -> None:
        self.act(ResumeClock() if self.session.paused else PauseClock())

    def action_add_time(self) -> None:
        if self.act(AddTime(120)):
            self._tell_cost("Two minutes more")

    def action_give_back(self) -> None:
        if self.act(AddTime(-120)):
            self._tell_cost("Given back")

    def _tell_cost(self, title: str) -> None:
        from facilitator.ui import plan  # here, as below: what only tells of an act is imported after it

        self.notify(plan.cost(self.session, self._clock.now(), self._zone), title=title, markup=False)

    def action_undo(self) -> None:
        if self.act(Undo()):
            self.tell_step(self._own_redo()[-1], "Undone")

    def action_redo(self) -> None:
        own = self._own_redo()
        if self.act(Redo()) and own:
            self.tell_step(own[-1], "Brought back")

    def _own_redo(self) -> list[int]:
        """Steps that were undone at this desk, the last one last."""
        return [each.step for each in self.session.redo if each.side == self.side]

    def tell_step(self, step: int, title: str) -> None:
        """Say what a step of the session was."""
        from facilitator.ui import words

        self.notify(words.step(self.session, step), title=title, markup=False)

    def action_next_prompt(self) -> None:
        phase = self.session.phase
        if phase and self.prompt:
            self.act(AskPrompt(phase.id, self.prompt))
        else:
            self.notify("Prompts come with a phase. Start the meeting first.", markup=False)

    def action_tick(self) -> None:
        phase = self.session.phase
        rows = range(len(phase.checklist)) if phase else ()
        open_rows = [row for row in rows if phase and (phase.id, row) not in self.session.ticked]
        if phase and open_rows:
            row = open_rows[0]
            if self.act(TickRow(phase.id, row)) and not self.query_one(Guide).shows(row):
                self.notify(phase.checklist[row], title="Ticked", markup=False)
        else:
            self.notify("Every row of this checklist is ticked.", markup=False)

    @on(Guide.Ticked)
    def tick_row(self, event: Guide.Ticked) -> None:
        event.stop()
        phase = self.session.phase
        if phase:
            self.act(TickRow(phase.id, event.row, event.done))
        else:
            self.notify("The checklist opens with the meeting. Start it first.", markup=False)
