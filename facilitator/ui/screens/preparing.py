"""Around the meeting: the guide's steps, incident and people, impact, the exit poll, who was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from facilitator.domain.acts.incident import DescribeIncident, ListPeople
from facilitator.domain.acts.papers import AssessImpact, CountHands, OpenSection, ScheduleMeeting, SetState, TickStep
from facilitator.domain.paper import State
from facilitator.domain.record import replace
from facilitator.ui.screens.agreeing import Agreeing
from facilitator.ui.shapes import text

if TYPE_CHECKING:
    from facilitator.preparation import Step

# Dialogs and what they show are imported where one opens: the meeting is painted sooner without them.


class Preparing(Agreeing):
    """What can be written down before, after and beside the meeting; nothing here touches its clock."""

    @work
    async def action_prepare(self) -> None:
        """Step after step of the guide's process is ticked or filled in, until Esc."""
        from facilitator import preparation
        from facilitator.ui import around

        at: int | None = 0
        while at is not None:
            now = self._clock.now()
            steps = preparation.steps(self.session, now)
            at = await self.choose(
                "Before and after the meeting",
                around.step_choices(steps, self.session.incident.timezone),
                at,
                hint="Enter ticks it, or fills it in · Esc is done",
                body=around.warnings(preparation.warnings(self.session, now)),
            )
            if at is not None:
                await self._do_step(steps[at])

    async def _do_step(self, step: Step) -> None:
        if not step.by_itself:
            self.act(TickStep(step.id, not step.done))
            return
        match step.id:
            case "schedule-meeting":
                await self._ask_meeting()
            case "assign-facilitator":
                await self._ask_incident("people")
            case "draft-document":
                await self._ask_incident("summary")
            case "finalize-document":
                await self._ask_state()
            case _:
                self.notify("This is seen from the session: nobody needs to tick it.", markup=False)

    async def _ask_meeting(self) -> None:
        from facilitator.ui import around
        from facilitator.when import read_instant, stamp

        zone, scheduled = self._zone, self.session.scheduled
        answer = await self.ask(
            "When will the meeting be held? 24 to 48 hours after the resolution is best.",
            value=stamp(scheduled, zone) if scheduled else "",
            hint=f"2025-12-04 16:00 · times in {zone} · empty: not set yet",
            check=lambda line: around.fault(lambda: read_instant(line, zone) if line else None),
        )
        if answer is not None:
            self.act(ScheduleMeeting(read_instant(answer, zone) if answer else None))

    @work
    async def action_incident(self) -> None:
        await self._ask_incident("title")

    async def _ask_incident(self, field: str) -> None:
        from facilitator.ui import incident_form
        from facilitator.ui.screens.form import Form

        session, now = self.session, self._clock.now()
        values = await self.app.push_screen_wait(
            Form(
                "Incident and people",
                incident_form.fields(session.incident, session.people),
                at=field,
                check=lambda values: incident_form.fault(values, session.incident, now),
                told=lambda values: incident_form.told(values, session.incident, now),
            )
        )
        if values is None:
            return
        incident, people = incident_form.read(values, session.incident, now)
        self.act(DescribeIncident(incident))
        if people is not None:
            self.act(ListPeople(people))

    @work
    async def action_impact(self) -> None:
        await self._ask_impact("users")

    async def _ask_impact(self, field: str) -> None:
        from facilitator.ui import around
        from facilitator.ui.screens.form import Field, Form

        impact = self.session.impact
        rows = [Field(id, name, getattr(impact, id), example) for id, name, example in around.IMPACT]
        values = await self.app.push_screen_wait(Form("Impact: customer, business, technical", rows, at=field))
        if values is not None:
            self.act(AssessImpact(replace(impact, **values)))

    @work
    async def action_state(self) -> None:
        await self._ask_state()

    async def _ask_state(self) -> None:
        choices = [(state, text(state.value.capitalize())) for state in State]
        at = list(State).index(self.session.state)
        state = await self.choose("How far is the document?", choices, at)
        if state is not None and state is not self.session.state:
            self.act(SetState(state))

    @work
    async def action_write_in(self) -> None:
        """Outside the meeting: choose what typed lines become."""
        choices = [("", text("Timeline entries"))] + [
            (phase.id, text(phase.title)) for phase in self.session.agenda.phases
        ]
        at = next((i for i, (id, _) in enumerate(choices) if id == (self.session.opened or "")), 0)
        phase = await self.choose("What do typed lines become?", choices, at)
        if phase is not None:
            self.act(OpenSection(phase or None))

    def action_poll(self) -> None:
        from facilitator.ui import around
        from facilitator.ui.screens.tally import Tally

        self.app.push_screen(
            Tally(
                "Exit poll: hands up, from 1 to 5. No names.",
                lambda: around.poll_rows(self.session),
                lambda row, by: self.act(CountHands(*around.POLL[row], by)),
                hint="1 to 5 counts a hand · ↑ ↓ another row · + − · Esc is done",
                digits=True,
            )
        )
