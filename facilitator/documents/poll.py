"""The exit poll: a line for each question, once hands were counted. Nobody's name is known."""

from __future__ import annotations

from typing import Final

from facilitator.domain.paper import Question
from facilitator.domain.session import Session

ASKED: Final = {
    Question.LEARNED: "Did you learn something?",
    Question.AGAIN: "Would you come again?",
}
NONE: Final = "no hands counted"


def answers(session: Session) -> list[tuple[str, str]]:
    """Question and answer, such as `4.5 of 5 on average (4: 1 hand, 5: 1 hand)`; none while no hand was counted."""
    return [(ASKED[question], _answer(session, question)) for question in Question] if session.poll else []


def _answer(session: Session, question: Question) -> str:
    counted = [each for each in session.poll if each.question is question]
    hands = sum(each.hands for each in counted)
    if not hands:
        return NONE
    average = sum(each.score * each.hands for each in counted) / hands
    said = ", ".join(f"{each.score}: {each.hands} {'hand' if each.hands == 1 else 'hands'}" for each in counted)
    return f"{average:.1f} of 5 on average ({said})"
