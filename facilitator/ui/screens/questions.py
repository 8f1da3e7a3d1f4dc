"""The meeting's commands that ask something first: which phase, which end, which kind, which file."""

from __future__ import annotations

from textual import work
from textual.content import Content

from facilitator.domain.acts.entries import ChangeEntry, Draft
from facilitator.domain.acts.phases import GoToPhase
from facilitator.domain.acts.plan import LockPhase, Replan, SetEnd
from facilitator.domain.session import Kind
from facilitator.ui.screens.acting import Acting
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.timeline import SIGNS
from facilitator.when import clock, read_clock


class Questions(Acting):
    """What the meeting screen asks before it acts."""

    def _phases(self) -> list[tuple[str, Content]]:
        return [
            (phase.id, say("$n  $title", n=i, title=phase.title))
            for i, phase in enumerate(self.session.agenda.phases, start=1)
        ]

    def _here(self) -> int:
        return self.session.index(self.session.phase.id) if self.session.phase else 0

    @work
    async def action_go_to_phase(self) -> None:
        phase = await self.choose("Go to which phase?", self._phases(), self._here())
        if phase is not None:
            self.act(GoToPhase(phase))

    @work
    async def action_lock_phase(self) -> None:
        title = "Which phase keeps its minutes in a re-plan? Choose it again to unlock it."
        phase = await self.choose(title, self._phases(), self._here())
        if phase is not None:
            self.act(LockPhase(phase, phase not in self.session.locked))

    @work
    async def action_hard_stop(self) -> None:
        """The end first, if there is none; then the plan, before and after."""
        if self.session.ends_by is None and not await self._ask_end():
            return
        from facilitator.domain import replan  # here, as below: most meetings are painted before they are re-planned
        from facilitator.ui import plan

        now = self._clock.now()
        proposal = replan.propose(self.session, now)
        if proposal.plan == self.session.plan:
            self.app.notify("The plan fits the hard stop as well as it can. Nothing to change.", markup=False)
            return
        stop = clock(self.session.ends_by, self._zone) if self.session.ends_by else ""
        body = plan.table(self.session, proposal, now, self._zone)
        hint = "Enter takes this plan · Esc keeps the old one · ^Z undoes"
        if await self.show(f"Re-plan to end by {stop}", body, hint):
            self.act(Replan())

    @work
    async def action_set_end(self) -> None:
        await self._ask_end()

    async def _ask_end(self) -> bool:
        """Ask for the hard stop; whether there is one now. An empty line lifts it."""
        from facilitator.ui import plan
        from facilitator.ui.screens.dialogs import Ask

        ends_by = self.session.ends_by
        answer = await self.app.push_screen_wait(
            Ask(
                "When does the meeting have to end?",
                value=clock(ends_by, self._zone) if ends_by else "",
                hint="15:45, or +30 for minutes from now · empty: no hard stop · Enter keeps it · Esc leaves",
                check=lambda line: plan.fault(line, self._zone, self._clock.now()),
                preview=lambda line: plan.what_if(self.session, line, self._zone, self._clock.now()),
            )
        )
        if answer is None:
            return False
        self.act(SetEnd(read_clock(answer, self._zone, self._clock.now()) if answer else None))
        return self.session.ends_by is not None

    @work
    async def ask_kind(self, id: int) -> None:
        """What an entry tells of."""
        entry = self.session.entry(id)
        if entry is None:
            return
        kinds: list[tuple[str, Content]] = [("", text("  none"))]
        kinds += [(kind.value, say("$sign $kind", sign=text(*SIGNS[kind]), kind=kind.value)) for kind in Kind]
        at = [value for value, _ in kinds].index(entry.kind.value if entry.kind else "")
        chosen = await self.choose("What does this entry tell of?", kinds, at)
        if chosen is not None:
            self.act(ChangeEntry(id, Draft(entry.when, entry.text, Kind(chosen) if chosen else None)))
