"""The app's part in meetings of several terminals: sharing what is opened, and going on where a host is gone."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from facilitator.clock import Clock
from facilitator.domain.errors import FacilitatorError
from facilitator.folders import is_file
from facilitator.paths import Places
from facilitator.ui.notices import Brief
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.seaworthy import Seaworthy

if TYPE_CHECKING:
    from facilitator.live.copies import Taken
    from facilitator.live.sharing import Share


class Visiting(Brief, Seaworthy[None], inherit_bindings=False):
    """What others need of the app."""

    _place: Places
    _kind: type[MeetingScreen]
    _share: Share | None
    _clock: Clock

    @abstractmethod
    def _opened_here(self, taken: Taken) -> MeetingScreen:
        """The screen of a session that was taken over, with what its scribe wrote; FacilitatorError."""

    async def on_guest_screen_taken_over(self) -> None:
        """Go on here as the host, from the copy."""
        from facilitator.live.copies import take_over
        from facilitator.live.sharing import Address, Share
        from facilitator.ui.screens.guests import GuestScreen

        guest = self.screen
        if not isinstance(guest, GuestScreen):
            return
        unheard = guest.guest_desk.unheard()
        for screen in self.screen_stack:
            leave = getattr(screen, "leave", None)
            if leave is not None:
                await leave()
        try:
            state, desk = self._place.state, guest.guest_desk
            taken = take_over(state / "copies", self._place.sessions, state / "guests", self._clock.now())
            # As it is here: its disk may have been full.
            meeting = self._opened_here(taken._replace(unheard=unheard, by=desk.by))
        except FacilitatorError as fault:
            guest.notify(str(fault), severity="error", timeout=15, markup=False)
            return
        self._share = Share(Address())
        await self.switch_screen(meeting)

    async def on_meeting_screen_begun(self, event: MeetingScreen.Begun) -> None:
        """Share what is to be shared, and what was shared when the program was stopped."""
        screen, share = event.screen, self._share
        if screen.desk.read_only or self._kind is not MeetingScreen or screen.desk.folder is None:
            return
        if share:
            self._share, screen.own = None, share.certificate
            await screen.share(share.address)
        elif is_file(screen.desk.folder / f"{screen.desk.name}.json.live"):
            from facilitator.live.beacon import put_out, read_beacon
            from facilitator.live.sharing import Address

            path = screen.desk.folder / f"{screen.desk.name}.json"
            left = read_beacon(path)
            address = Address(left.address) if left else None
            if address and not address.wide:
                await screen.share(address)
            else:
                put_out(path)
