"""The analysis of causes as JSON values, and in the words that every document uses."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.coach.whys import question
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.causes import Twig
from facilitator.domain.session import Session


def analysis(session: Session) -> dict[str, object]:
    """`{"whys", "fishbone", "root_cause", "contributing_factors"}`. Whys are listed each before its answers."""
    head = causes.primary(session)
    fishbone = causes.fishbone(session)
    return {
        "whys": [_why(session, why.cause) for why in causes.walk(causes.chains(session))],
        "fishbone": {
            "effect": fishbone.effect or None,
            "categories": [{"name": bone.name, "causes": _twigs(bone.twigs)} for bone in fishbone.bones],
        },
        "root_cause": stated(head) if head and not session.factors else None,
        "contributing_factors": [{"id": each.id, "text": stated(each)} for each in causes.contributing(session)],
    }


def stated(cause: Cause) -> str:
    """A cause as the room finally put it."""
    return cause.statement or cause.text


def _why(session: Session, cause: Cause) -> dict[str, object]:
    return {
        "id": cause.id,
        "parent": cause.parent,
        "text": cause.text,
        "question": question(session, cause),
        "root_cause": cause.statement or None,
        "standing": cause.standing.value if cause.standing else None,
        "evidence": [entry.id for entry in causes.evidence(session, cause)],
        "votes": cause.votes,
        "author": cause.author or None,
    }


def _twigs(twigs: Iterable[Twig]) -> list[dict[str, object]]:
    return [
        {"id": twig.cause.id, "text": twig.cause.text, "votes": twig.cause.votes, "causes": _twigs(twig.twigs)}
        for twig in twigs
    ]
