"""What guests are told besides the events: what the facilitator shows, and who is there."""

from __future__ import annotations

from typing import Final

from facilitator.domain.record import Record

NOT_ASKED: Final = ("facilitator", "room")
"""Roles that nobody waits for in a ready check: who asks, and a window that nobody sits at."""


class Look(Record):
    """What the facilitator shows."""

    pane: str = ""
    """`timeline`, `workshop`, `work` or `guide`; empty: as the phase has it."""
    view: str = "whys"
    """`whys` or `fishbone`."""
    chosen: int | None = None
    """The id of the entry, cause, note or action item in focus."""


class Guest(Record):
    """One who takes part, as everybody may know it."""

    name: str
    role: str
    live: bool = True
    """Whether the terminal is heard from now."""
    hand: int = 0
    """The place in the order of raised hands, 1 for the first; 0 for no hand."""
    ready: bool = False
    unsent: int = 0
    """What was written there and has not arrived."""


class Here(Record):
    """Who is there, for everybody."""

    people: tuple[Guest, ...] = ()
    asking: bool = False
    """Whether everybody is being asked if they are ready."""
    locked: bool = False
    """Whether nobody else may come in."""
    sealed: int = 0
    """Points written in the silent round."""
    writers: int = 0
    """People who wrote them."""

    @property
    def present(self) -> tuple[Guest, ...]:
        """The people whose terminals are heard from. A window for the room is nobody."""
        return tuple(guest for guest in self.people if guest.live and guest.role != "room")

    @property
    def asked(self) -> tuple[Guest, ...]:
        """Those whom a ready check waits for."""
        return tuple(guest for guest in self.present if guest.role not in NOT_ASKED)

    @property
    def hands(self) -> tuple[Guest, ...]:
        """Those with a raised hand, who raised theirs first coming first."""
        return tuple(sorted((guest for guest in self.present if guest.hand), key=lambda guest: guest.hand))
