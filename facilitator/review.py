"""A look at the whole document before it goes out: what is missing, what to look at, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.documents.plain import known_zone
from facilitator.domain.note import Section
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session
from facilitator.review_asked import asked
from facilitator.review_doubts import claimed, doubts
from facilitator.review_parts import CAUSES, SECTIONS, WRONG, Gap, Heard, Place, Score
from facilitator.review_scores import scores

if TYPE_CHECKING:
    from facilitator.claims import Claim

__all__ = ["SECTIONS", "Gap", "Place", "Review", "Score", "points", "review", "tone", "total"]


class Review(Record):
    """What was found."""

    gaps: tuple[Gap, ...]
    """In the order of the document's sections; in each, what the guide requires comes first."""
    scores: tuple[Score, ...]
    claims: tuple[Claim, ...]
    """Every length and time in the prose, with what the timeline says of it."""

    @property
    def total(self) -> int:
        """0 to 100: the points of the four criteria, 25 each, added up. All are rounded down, so 100 is everything."""
        return total((score.points, score.of) for score in self.scores)

    @property
    def complete(self) -> bool:
        """Whether everything that the guide requires is there."""
        return not any(gap.required for gap in self.gaps)


def review(session: Session, now: datetime) -> Review:
    """The document of a session, looked at as a whole. `now` tells whether the preparation is late."""
    # A document is never refused for a zone that this machine does not know: its times are told in UTC then.
    zone = known_zone(session.incident.timezone)
    session = replace(session, incident=replace(session.incident, timezone=zone))
    required, heard, claims = tuple(asked(session)), tuple(_heard(session)), claimed(session)
    gaps = [*(gap for there, gap in required if not there), *doubts(session, now, heard, claims)]
    return Review(
        tuple(sorted(gaps, key=lambda gap: SECTIONS.index(gap.section))),
        scores(session, required, heard),
        tuple(claim for _, _, claim in claims),
    )


def points(session: Session) -> tuple[Score, ...]:
    """The scores alone, in a third of the time: they ask for no claims, and do not change with the day."""
    return scores(session, tuple(asked(session)), tuple(_heard(session)))


def total(scores: Iterable[tuple[int, int]]) -> int:
    """0 to 100, of points and of how many each."""
    each = tuple(scores)
    return 100 * sum(got for got, _ in each) // max(1, sum(of for _, of in each))


@lru_cache(maxsize=500)
def tone(text: str, names: tuple[str, ...] = (), context: str = "root_cause") -> str:
    """What the coach notices in a text, in a sentence, or nothing. `names` are those of the roster."""
    from facilitator.coach.language import hints  # here: its words take a while to read

    return next((hint.why for hint in hints(text, context, names)), "")


def _heard(session: Session) -> Iterator[Heard]:
    """The texts in which blame is looked for: causes, and what went wrong.

    What a chain starts from is what happened, and what went well may well name people.
    """
    names = tuple(person.name for person in session.people)
    for cause in session.causes:
        if cause.parent is not None or cause.bone or cause.statement:
            text = cause.statement or cause.text
            # A factor on the fishbone is no end of a search: a missing expert is one in the guide.
            context = "root_cause" if cause.chained or cause.statement else "wrong"
            yield Heard(CAUSES, Place("causes", cause.id), text, tone(text, names, context))
    for note in session.section(Section.WRONG):
        yield Heard(WRONG, Place("wrong", note.id), note.text, tone(note.text, names, "wrong"))
