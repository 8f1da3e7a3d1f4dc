"""The root-cause workshop on the meeting screen: what its keys do to a cause."""

from __future__ import annotations

from abc import abstractmethod

from textual import work
from textual.reactive import var

from facilitator.bench import Bench, View
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, SpeakOfFactors, VoteCause
from facilitator.domain.acts.cause_places import ChainCause, MoveCause, PinCause
from facilitator.domain.acts.causes import RemoveCause, StartChain
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.errors import Refused
from facilitator.domain.session import Work
from facilitator.ui.screens.scribing import Scribing
from facilitator.ui.widgets.note_input import NoteInput
from facilitator.ui.widgets.workshop import Workshop


class Analysing(Scribing):
    """The facilitator's keys while causes are looked for. None of them asks for more than one choice."""

    view: var[View] = var(View.WHYS)
    """Which of the two views is shown."""

    def _workshop(self) -> Workshop:
        return self.query_one(Workshop)

    def bench(self) -> Bench:
        return Bench(self.view, self._workshop().chosen)

    def action_other_view(self) -> None:
        phase = self.session.working
        if phase is None or phase.work is not Work.CAUSES:
            self.notify("5 Whys and fishbone belong to the root cause analysis.", markup=False)
            return
        self.view = View.WHYS if self.view is View.FISHBONE else View.FISHBONE
        self.pane = "workshop"
        self.share_room()
        self.query_one(NoteInput).focus()
        self.show_hint()

    def action_factors(self) -> None:
        if self.act(SpeakOfFactors(not self.session.factors)):
            told = "Contributing factors throughout" if self.session.factors else "A primary root cause, and factors"
            self.notify(told, markup=False)

    @abstractmethod
    def share_room(self) -> None:
        """Give the panes the room they need now."""

    def change_entry(self, what: str, id: int) -> None:
        if what == "ask-why":
            self.start_chain(id)
        else:
            super().change_entry(what, id)

    def start_chain(self, id: int) -> None:
        """Ask why of an entry of the timeline or of a point."""
        entry, note = self.session.entry(id), self.session.note(id)
        text = entry.text if entry else note.text if note else ""
        if self.act(StartChain(text, (entry.id,) if entry else ())):
            self._put_to_the_room(self.session.causes[-1].id)

    def _put_to_the_room(self, id: int) -> None:
        """Its why is the one that the next line answers."""
        self.view, self._workshop().chosen = View.WHYS, id
        phase = self.session.working
        if phase and phase.work is Work.CAUSES:
            self.pane = "workshop"
        else:
            self.notify("A why chain starts from it. It waits in the root cause analysis.", markup=False)
        self.share_room()
        self.query_one(NoteInput).focus()
        self.show_hint()

    def change_cause(self, what: str, id: int) -> None:
        """Do to a cause what a key in its list asks for."""
        cause = self.session.cause(id)
        if cause is None:
            return
        on_bone = self.view is View.FISHBONE
        match what:
            case "edit":
                self.edit(id)
            case "remove":
                self.act(RemoveCause(id))
            case "move-up" | "move-down":
                self.act(MoveCause(id, -1 if what == "move-up" else 1, on_bone))
            case "ask-why":
                if cause.chained or self.act(ChainCause(id, None)):
                    self._put_to_the_room(id)
            case "root-cause" | "contributing":
                wanted = Standing.PRIMARY if what == "root-cause" else Standing.CONTRIBUTING
                self.act(JudgeCause(id, None if cause.standing is wanted else wanted))
            case "state-root":
                self._workshop().chosen = id
                self.lend_for("= " + cause.statement)
            case "act-on":
                self.act_on(id)
            case "vote-up" | "vote-down":
                self.act(VoteCause(id, 1 if what == "vote-up" else -1))
            case "evidence":
                self._ask_evidence(id)
            case "read-back":
                self._read_back(cause)
            case "pin":
                self._ask_pin(cause)
            case "attach":
                self._ask_attach(cause, on_bone)
            case _ if what.startswith("pin-to-"):
                self._pin(id, int(what.removeprefix("pin-to-")))
            case _:
                self.notify("Kinds are for timeline entries.", markup=False)

    def _pin(self, id: int, digit: int) -> None:
        from facilitator.workbench import category  # here, as below: causes are looked for long after the start

        try:
            bone = category(self.session, digit) if digit else ""
        except Refused as refusal:
            self.notify(str(refusal), severity="warning", markup=False)
            return
        if self.act(PinCause(id, bone)):
            self.notify(f"On the fishbone: {bone}" if bone else "Off the fishbone", markup=False)

    @work
    async def _read_back(self, cause: Cause) -> None:
        from facilitator.ui import offers

        await self.show("Read it aloud: does each step follow?", offers.read_back(self.session, cause))

    @work
    async def _ask_pin(self, cause: Cause) -> None:
        from facilitator.ui import offers

        choices, at = offers.bones(self.session, cause)
        digit = await self.choose("On which bone?", choices, at)
        if digit is not None:
            self._pin(cause.id, digit)

    @work
    async def _ask_attach(self, cause: Cause, on_bone: bool) -> None:
        from facilitator.ui import offers

        choices = offers.places(self.session, cause, on_bone)
        title = "Which cause does it explain?" if on_bone else "Whose why does it answer?"
        chosen = await self.choose(title, choices)
        if chosen is None:
            return
        above = chosen or None
        self.act(PinCause(cause.id, cause.bone, above) if on_bone else ChainCause(cause.id, above))

    @work
    async def _ask_evidence(self, id: int) -> None:
        """Entry after entry is linked or let go, until Esc."""
        from facilitator.ui import offers

        at: int | None = 0
        while at is not None and (cause := self.session.cause(id)):
            choices = offers.entries(self.session, cause)
            if not choices:
                self.notify("The timeline has no entries yet.", markup=False)
                return
            title = f"What shows it? «{cause.text}»"
            at = await self.choose(title, choices, at, "Enter links it or lets it go · Esc is done")
            if at is not None:
                entry = self.session.entries[at].id
                self.act(LinkEvidence(id, entry, entry not in cause.evidence))
