"""What may be done around silent writing, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import round_commands as c
from facilitator.domain import round_events as e
from facilitator.domain.errors import Refused, worded
from facilitator.domain.note_events import NoteAdded
from facilitator.domain.round import LONGEST_KEY, POINTS_EACH, POINTS_IN_ALL, WRITTEN_ALONE, Round, Sealed
from facilitator.domain.round_commands import RoundCommand
from facilitator.domain.round_events import RoundFact
from facilitator.domain.session import Session


def facts(session: Session, command: RoundCommand, by: str) -> Iterator[RoundFact | NoteAdded]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.OpenRound(section, anonymous):
            if session.round:
                raise Refused("A round of silent writing is open already. Reveal or drop it first.")
            if section not in WRITTEN_ALONE:
                raise Refused("Silent writing is for points, lessons and questions. Choose one of these lists.")
            yield e.RoundOpened(section, anonymous)
        case c.SealPoint(key, text):
            before = _mine(session, key, by)
            if before is None:
                _must_have_room(session, by)
            if before is None or before.text != worded(text):
                yield e.PointSealed(key, worded(text))
        case c.WithdrawPoint(key):
            if _mine(session, key, by):
                yield e.PointWithdrawn(key)
        case c.RevealRound():
            round = _open(session)
            yield e.RoundClosed()
            # By their texts, the order of writing tells nobody who wrote what.
            points = sorted(session.sealed, key=lambda each: each.text) if round.anonymous else session.sealed
            for point in points:
                yield NoteAdded(round.section, point.text, author=point.author)
        case c.DropRound():
            _open(session)
            yield e.RoundClosed()


def is_nameless(session: Session, command: object) -> bool:
    """Whether nothing may keep who gave this command."""
    return bool(session.round and session.round.anonymous) and isinstance(command, c.SealPoint | c.WithdrawPoint)


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
