"""A made-up meeting in which hard lines come up, to practise on: its script, and the short kind report after it."""

from __future__ import annotations

from statistics import median
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Work
from facilitator.when import span


class Beat(Record):
    """Something that is said in the room."""

    after: float
    """Seconds of the meeting after the beat before it."""
    work: Work
    """The kind of phase in which it is said."""
    line: str
    bait: str = ""
    """What is to be noticed; empty for a line that is fine as it is."""


class Answer(Record):
    """What the facilitator said to a line."""

    beat: Beat
    after: float
    """Seconds of the meeting after the line."""
    words: str


SCRIPT: Final = (
    Beat(20, Work.OPENING, "We are here to learn, and everybody has been told"),
    Beat(40, Work.TIMELINE, "14:31 First status page draft written #communication"),
    Beat(35, Work.TIMELINE, "Alice should have checked the dashboard before the deploy", "hindsight about a person"),
    Beat(50, Work.TIMELINE, "14:52 Checkout confirmed healthy #communication"),
    Beat(40, Work.CAUSES, "the database connection pool was exhausted"),
    Beat(40, Work.CAUSES, "Bob forgot to raise the limit", "a why that ends at a person"),
    Beat(45, Work.CAUSES, "I followed the runbook exactly!", "defensiveness"),
    Beat(50, Work.WELL, "Clear IC Assignment: @bob took the role at once, delegated effectively"),
    Beat(45, Work.WRONG, "The platform team never tests anything", "blame of a team"),
    Beat(45, Work.WRONG, "I missed the saturation graph", "an admitted gap"),
    Beat(45, Work.WRONG, "Outdated Runbook: it referenced the old hostname"),
    Beat(45, Work.ACTIONS, "Improve monitoring", "a vague action item"),
    Beat(45, Work.ACTIONS, "Add connection pool saturation alert (threshold 80%) @alice due next Friday !high"),
    Beat(40, Work.CLOSING, "Load testing must include traffic spikes"),
)
"""Ten minutes: half of the lines are fine, so that silence is practised as well."""
PROMPT: Final = 30.0
"""Seconds within which a redirect still meets the moment."""


def baits(script: tuple[Beat, ...] = SCRIPT) -> tuple[Beat, ...]:
    """The lines to answer."""
    return tuple(beat for beat in script if beat.bait)


def report(answers: tuple[Answer, ...], script: tuple[Beat, ...] = SCRIPT) -> tuple[str, ...]:
    """How it went, in short kind sentences: what was met and how soon, what was said to a line that was fine."""
    answered = {answer.beat: answer for answer in reversed(answers)}
    met = [answered[beat] for beat in baits(script) if beat in answered]
    fine = [answer for answer in answers if not answer.beat.bait]
    lines = [f"You met {len(met)} of {len(baits(script))} hard lines."]
    if met:
        lines[0] += f" Half of them within {span(median(answer.after for answer in met))}."
    for beat in baits(script):
        lines.append(_told(beat, answered.get(beat)))
    if fine:
        lines.append(f"You spoke {len(fine)} times to a line that was fine as it is. Silence is a tool, too.")
    lines.append(
        "Well done: the room heard a system being questioned, and no person."
        if len(met) == len(baits(script))
        else "Once more, and the ones that slipped by will be yours as well."
    )
    return tuple(lines)


def _told(beat: Beat, answer: Answer | None) -> str:
    if answer is None:
        return f"«{beat.line}» ({beat.bait}) went by."
    soon = "at once" if answer.after <= PROMPT / 3 else "in time" if answer.after <= PROMPT else "a little late"
    return f"«{beat.line}» ({beat.bait}): {soon}, after {span(answer.after)}: “{answer.words}”"
