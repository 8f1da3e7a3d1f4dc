"""The facilitator's side of a shared meeting: who is here, the lines to join by, silent writing, what clashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from facilitator.domain.acts.clashes import SettleClash
from facilitator.domain.acts.rounds import DropRound, OpenRound, RevealRound
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.domain.session import Session, Work
from facilitator.live.look import Here, Look
from facilitator.ui.screens.following import Following
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.live.sharing import Address, Sharing
    from facilitator.live.tls import Certificate
    from facilitator.store.desk import Desk

LISTS = {
    Section.WELL: "What went well",
    Section.WRONG: "What went wrong",
    Section.LUCKY: "Where we got lucky",
    Section.QUESTION: "Parked questions",
    Section.LESSON: "Lessons learned",
}
STEPS = 20
"""Of the last steps, so many to choose from."""


class Hosting(Following):
    """Everything here is done at the host's own terminal."""

    here: var[Here] = var(Here())
    terminals: var[int] = var(0)
    """In how many terminals the session is open; 0 while it is not shared."""
    sharing: Sharing | None = None
    host_desk: Desk
    """The desk as the host needs it: this terminal's own."""
    certificates: Path
    """The folder of the one that is made when others join from elsewhere."""
    own: Certificate | None = None
    """The user's."""

    async def share(self, address: Address) -> None:
        """Let others in; say how, or why not."""
        from facilitator.live import tls  # here: most meetings are held in one terminal
        from facilitator.live.sharing import Sharing
        from facilitator.ui.paced import NEWS, Paced

        try:
            own = self.own or (tls.made(self.certificates) if address.wide else None)
            self.sharing = await Sharing.start(
                self.host_desk,
                self._clock,
                Paced(self, NEWS, self._look_around).ask,
                address,
                own if address.wide else None,
            )
        except FacilitatorError as fault:
            self.notify(str(fault), title="Not shared", severity="error", timeout=15, markup=False)
            return
        self.follow()
        self.terminals = 1
        where = "from other machines, encrypted" if address.wide else "on this machine only"
        self.notify(f"Others can join now, {where}. «Share…» in the palette shows how.", title="Shared", markup=False)

    async def stop_sharing(self) -> None:
        """Say goodbye to all."""
        if self.sharing:
            sharing, self.sharing = self.sharing, None
            self.terminals = 0
            await sharing.close()

    def _look_around(self) -> bool:
        """Somebody came, left, raised a hand, or wrote unseen."""
        if self.sharing is None or self.sharing.host.here == self.here:
            return False
        before, self.here = self.here, self.sharing.host.here
        self.terminals = 1 + sum(each.live for each in self.here.people[1:])
        self._tell_moves(before, self.here)
        self.show_hint()
        return True

    def _tell_moves(self, before: Here, after: Here) -> None:
        known = {each.name for each in before.people}
        joined = [f"{each.name} as {each.role}" for each in after.people[1:] if each.name not in known]
        if joined:
            self.notify(f"Joined: {', '.join(joined)}.", timeout=8, markup=False)
        rooms = [each for each in after.people if each.role == Role.ROOM and each.live]
        if rooms and not any(each.role == Role.ROOM for each in before.people) and not self.open:
            self.open_private()

    def idle_hint(self) -> str:
        here, parts = self.here, []
        if self.session.round:
            parts.append(f"Silent writing: {here.sealed} written · ^B reveals")
        if here.hands:
            parts.append("Hand up: " + ", then ".join(each.name for each in here.hands))
        if here.asking:
            parts.append(f"Ready: {sum(each.ready for each in here.asked)} of {len(here.asked)}")
        if self.session.clashes:
            parts.append("Two wrote over each other: «Choose between two wordings…»")
        return " · ".join(parts)

    def show_look(self) -> None:
        """What the room's window follows."""
        if self.sharing:
            seen = self.focused if isinstance(self.focused, Rows) else None
            pane = seen.id if seen and seen.id in ("timeline", "workshop", "work") else ""
            self.sharing.host.show(Look(pane or "", self.view.value, seen.chosen if seen else None))

    # Commands

    @work
    async def action_share(self) -> None:
        """How to join; or first, whether from elsewhere, too."""
        if self.sharing is None:
            choices = [("", text("On this machine")), ("wide", text("From other machines, encrypted…"))]
            chosen = await self.choose("Share this meeting", choices)
            if chosen is None:
                return
            from facilitator.live.sharing import Address, read_address

            address = Address()
            if chosen:
                typed = await self.ask("At which address of this machine?", "0.0.0.0", "Enter shares · Esc leaves")
                if typed is None:
                    return
                try:
                    address = read_address(typed)
                except FacilitatorError as fault:
                    self.notify(str(fault), severity="warning", markup=False)
                    return
            await self.share(address)
            return
        roles = [Role.SCRIBE, Role.ROOM, Role.PARTICIPANT]
        rows = [(f"line {role}", say("Line for $role", role=role.value)) for role in roles]
        rows += [(f"renew {role}", say("New line for $role: the old one is over", role=role.value)) for role in roles]
        rows += [("stop", text("Stop sharing"))]
        chosen = await self.choose("Who shall join?", rows)
        if chosen == "stop":
            await self.stop_sharing()
        elif chosen and self.sharing:
            what, _, name = chosen.partition(" ")
            role = Role(name)
            if what == "renew":
                self.sharing.renew(role)
            await self._show_line(role)

    async def _show_line(self, role: Role) -> None:
        if self.sharing is None:
            return
        wide = self.sharing.address.wide
        how = "facilitator join --as $role"
        if wide:
            how = "facilitator join --ask --as $role\n\nand when it asks, this line:\n\n$line"
        where = "On the other machine:" if wide else "In another terminal of this machine:"
        body = say("$where\n\n" + how, where=where, role=role.value, line=str(self.sharing.line(role)))
        await self.show(f"To join as {role.value}", body, "Who has this line may join · Esc closes this", wide=True)

    @work
    async def action_who(self) -> None:
        """Who is here; a hand is lowered, or somebody shown out."""
        if self.sharing is None:
            self.notify("Nobody else is here: the meeting is not shared. «Share…» does that.", markup=False)
            return
        people = self.here.people[1:]
        rows = [(each.name, say("$name  $role  $state", name=each.name, role=each.role, state=_state(each)))
                for each in people]  # fmt: skip
        name = await self.choose("Who is here", rows) if rows else None
        if name is None or self.sharing is None:
            return
        acts = [("lower", text("Seen to: lower the hand")), ("kick", text("Close this connection"))]
        act = await self.choose(name, acts)
        if act == "lower":
            self.sharing.host.lower(name)
        elif act == "kick":
            self.sharing.host.kick(name)

    def action_ready_check(self) -> None:
        if self.sharing:
            self.sharing.host.ask_ready(not self.here.asking)

    def action_close_door(self) -> None:
        if self.sharing:
            self.sharing.host.lock(not self.here.locked)
            self.notify("Nobody else can come in." if not self.here.locked else "Others can come in.", markup=False)

    @work
    async def action_silent_round(self) -> None:
        """Everybody writes for themselves first."""
        if self.session.round:
            choices = [("reveal", text("Reveal what was written")), ("drop", text("Close it without"))]
            chosen = await self.choose("Silent writing", choices)
            if chosen:
                self.act(RevealRound() if chosen == "reveal" else DropRound())
            return
        sections = list(LISTS)
        at = Section.WRONG if self.session.phase and self.session.phase.work is Work.WRONG else Section.WELL
        rows = [((each, hidden), say("$title$how", title=LISTS[each], how=", without names" if hidden else ""))
                for each in sections for hidden in (False, True)]  # fmt: skip
        chosen_round = await self.choose("Silent writing: what about?", rows, 2 * sections.index(at))
        if chosen_round:
            self.act(OpenRound(*chosen_round))

    @work
    async def action_settle(self) -> None:
        """Two wrote over each other: choose."""
        clashes = self.session.clashes
        if not clashes:
            self.notify("No two people wrote over each other.", markup=False)
            return
        clash = clashes[-1]
        s = self.session
        item = s.entry(clash.id) or s.note(clash.id) or s.cause(clash.id) or s.action(clash.id)
        now = getattr(item, "text", "") or getattr(getattr(item, "task", None), "text", "")
        rows = [(False, say("Now: $now", now=now)), (True, say("$by wrote: $was", by=clash.by, was=clash.text))]
        earlier = await self.choose("Which words shall stand?", rows)
        if earlier is not None:
            self.act(SettleClash(clash.id, earlier))

    @work
    async def action_undo_other(self) -> None:
        """One of the last steps, whoever made it."""
        from facilitator.ui import words

        rows = [(step, say("$by  $what", by=by or "somebody", what=words.step(self.session, step)))
                for step, by in _steps(self.session)]  # fmt: skip
        step = await self.choose("Take back which step?", rows) if rows else None
        if step is not None:
            self.act(UndoStep(step))


def _state(each: object) -> str:
    from facilitator.live.look import Guest

    assert isinstance(each, Guest)
    parts = ["" if each.live else "connection lost", f"hand {each.hand}" if each.hand else ""]
    parts += ["ready" if each.ready else "", f"{each.unsent} unsent" if each.unsent else ""]
    return ", ".join(part for part in parts if part) or "here"


def _steps(session: Session) -> list[tuple[int, str]]:
    """The last steps that can be taken back, the last first, with who made them."""
    found: dict[int, str] = {}
    for event in reversed(session.past):
        undoing = isinstance(event.fact, Undo | Redo) or type(event.fact).__name__ in ("Undone", "Redone")
        if not event.private and not undoing and event.step > 1 and event.step not in session.undone:
            found.setdefault(event.step, event.by)
        if len(found) == STEPS:
            break
    return list(found.items())
