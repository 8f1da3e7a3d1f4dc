"""Silent writing: a round is opened, points are sealed, and all of them are revealed at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker, Private
from facilitator.domain.acts.notes import NoteAdded
from facilitator.domain.errors import Refused, worded
from facilitator.domain.note import Section
from facilitator.domain.record import Record, replace
from facilitator.domain.round import LONGEST_KEY, POINTS_EACH, POINTS_IN_ALL, WRITTEN_ALONE, Round, Sealed
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class OpenRound(Record):
    """Let everybody write for this list; nobody sees what is written until it is revealed."""

    section: Section
    anonymous: bool = False

    def decide(self, session: Session, asker: Asker) -> Iterator[RoundOpened]:
        if session.round:
            raise Refused("A round of silent writing is open already. Reveal or drop it first.")
        if self.section not in WRITTEN_ALONE:
            raise Refused("Silent writing is for points, lessons and questions. Choose one of these lists.")
        yield RoundOpened(self.section, self.anonymous)


class RoundOpened(Record):
    section: Section
    anonymous: bool

    told = "start of the silent writing"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, round=Round(self.section, self.anonymous, event.at), sealed=())


class SealPoint(Record):
    """Write a point, or put the one with this key in other words."""

    key: str
    text: str

    def decide(self, session: Session, asker: Asker) -> Iterator[PointSealed]:
        before = _mine(session, self.key, asker.by)
        if before is None:
            _must_have_room(session, asker.by)
        if before is None or before.text != worded(self.text):
            yield PointSealed(self.key, worded(self.text))


class PointSealed(Private):
    """In an anonymous round, its event names nobody."""

    key: str
    text: str

    told = "point"

    def evolve(self, session: Session, event: Event) -> Session:
        """A point that is put in other words keeps its place."""
        if session.round is None:
            return session
        point = Sealed(self.key, self.text, "" if session.round.anonymous else event.by)
        if all(each.key != self.key for each in session.sealed):
            return replace(session, sealed=(*session.sealed, point))
        return replace(session, sealed=tuple(point if each.key == self.key else each for each in session.sealed))


class WithdrawPoint(Record):
    key: str

    def decide(self, session: Session, asker: Asker) -> Iterator[PointWithdrawn]:
        if _mine(session, self.key, asker.by):
            yield PointWithdrawn(self.key)


class PointWithdrawn(Private):
    """In an anonymous round, its event names nobody."""

    key: str

    told = "point taken back"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, sealed=tuple(each for each in session.sealed if each.key != self.key))


class RevealRound(Record):
    """Close the round; its points become notes, all in one step."""

    def decide(self, session: Session, asker: Asker) -> Iterator[RoundClosed | NoteAdded]:
        round = _open(session)
        yield RoundClosed()
        # By their texts, the order of writing tells nobody who wrote what.
        points = sorted(session.sealed, key=lambda each: each.text) if round.anonymous else session.sealed
        for point in points:
            yield NoteAdded(round.section, point.text, author=point.author)


class DropRound(Record):
    """Close the round without its points. To undo this brings them back."""

    def decide(self, session: Session, asker: Asker) -> Iterator[RoundClosed]:
        _open(session)
        yield RoundClosed()


class RoundClosed(Record):
    """It is over, revealed or not: what was revealed are the notes of the same step."""

    told = "end of the silent writing"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, round=None, sealed=())


RoundCommand = OpenRound | SealPoint | WithdrawPoint | RevealRound | DropRound
RoundFact = RoundOpened | PointSealed | PointWithdrawn | RoundClosed


def is_nameless(session: Session, command: object) -> bool:
    """Whether nothing may keep who gave this command."""
    return bool(session.round and session.round.anonymous) and isinstance(command, SealPoint | WithdrawPoint)


def _open(session: Session) -> Round:
    if session.round is None:
        raise Refused("No round of silent writing is open. The facilitator opens one.")
    return session.round


def _mine(session: Session, key: str, by: str) -> Sealed | None:
    """The point with this key, None for a new one; Refused if it is somebody else's."""
    round = _open(session)
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refused(f"A sealed point needs a key of 1 to {LONGEST_KEY} characters. Write the point once more.")
    point = next((each for each in session.sealed if each.key == key), None)
    if point and not round.anonymous and point.author != by:
        raise Refused("That point is somebody else's. Write one of your own.")
    return point


def _must_have_room(session: Session, by: str) -> None:
    named = session.round and not session.round.anonymous
    if named and sum(each.author == by for each in session.sealed) >= POINTS_EACH:
        raise Refused(f"You have written {POINTS_EACH} points, which is all that one person can. Take one back first.")
    if len(session.sealed) >= POINTS_IN_ALL:
        raise Refused(f"This round holds {POINTS_IN_ALL:,} points and no more. Ask the facilitator to reveal them.")
