"""«The room is …»: what a facilitator may meet, and the guide's words for it."""

from __future__ import annotations

from typing import Final

from facilitator.domain.record import Record


class Situation(Record):
    """Something that happens in a room."""

    name: str
    """As it goes on after «The room is …» or «The document …»."""
    says: tuple[str, ...]
    """To be said, word for word."""
    why: str
    """The principle behind it."""


SITUATIONS: Final = (
    Situation(
        "silent: discussion stalls",
        (
            "What surprised us about this incident?",
            "If we could go back in time, what would we change?",
            "What monitoring or tooling would have helped?",
        ),
        "Silence is often thinking. Ask, then wait.",
    ),
    Situation(
        "blaming somebody",
        (
            "Let's focus on the process. What would have prevented this? Should we add a step to our checklist?",
            "What process allowed this to reach production?",
            "We focus on systems, not people. How did the system fail?",
        ),
        "Humans are not root causes. Systems that allow human error are.",
    ),
    Situation(
        "defensive",
        (
            "You absolutely did the right thing following the runbook. Let's discuss: was the runbook accurate?",
            "Did it cover this scenario? How can we improve it?",
            "Everyone did their best with the information they had.",
        ),
        "Validate first, then look at the system.",
    ),
    Situation(
        "upset: it was a hard incident",
        (
            "I know this was a stressful incident. It's hard to revisit tough moments.",
            "Your insights will help prevent this from happening again.",
            "Let's take two minutes before we go on.",
        ),
        "Acknowledge difficulty before you ask for more.",
    ),
    Situation(
        "honest: somebody admits a gap",
        (
            "Thank you for that honest assessment. That's exactly the kind of insight we need to improve.",
            "The more honest we are, the more we learn.",
        ),
        "Celebrate honesty: honesty is rewarded here, and never punished.",
    ),
    Situation(
        "afraid to speak",
        (
            "I want to emphasize: mistakes are learning opportunities.",
            "No one will be punished for speaking honestly here.",
            "In fact, the more honest we are, the more we learn.",
        ),
        "Psychological safety: engineers must feel safe admitting mistakes.",
    ),
    Situation(
        "over time",
        (
            "We have used the time of this phase. What is the one thing we must not leave out?",
            "Let's park the rest as a question with an owner, and go on.",
        ),
        "Part of the later phases is what an extension costs: the action items must not pay for it.",
    ),
    Situation(
        "off topic",
        (
            "That matters, and it is not what we are here for today. I'll park it with an owner.",
            "How does this help us understand how the system failed?",
        ),
        "A parked question is not lost: it is written down and somebody will answer it.",
    ),
    Situation(
        "led by one voice",
        (
            "Thank you, that is clear. Who saw it from another side?",
            "Let's hear from somebody who has not spoken yet. What did it look like from where you were?",
        ),
        "The quiet ones often know what nobody else saw.",
    ),
    Situation(
        "stopping at human error",
        (
            "People will make mistakes. What would have kept this one from becoming an incident?",
            "What made it the reasonable thing to do at the time?",
            "What validation step would have caught it?",
        ),
        "Humans will make mistakes. Systems should prevent mistakes from causing incidents.",
    ),
    Situation(
        "vague about what to do",
        (
            "What exactly will we add or change? Who owns it, and until when?",
            "How will we know that it is done?",
        ),
        "Specific, actionable, owned, dated.",
    ),
    Situation(
        "writing too many action items",
        (
            "Which five would have made the greatest difference?",
            "A few that get done are worth more than a long list.",
        ),
        "Focus on high-impact improvements, not exhaustive lists.",
    ),
    Situation(
        "doubting that anything will follow",
        (
            "Each action item has an owner and a date, and we look at them in sprint planning.",
            "Let's start with what we promised last time: what is done?",
        ),
        "Post-mortems are only valuable if action items are completed.",
    ),
    Situation(
        "punishing honesty",
        (
            "Let's stop here. An honest answer in this room is thanked, not held against anybody.",
            "What in our process made this possible? That is what we will fix.",
        ),
        "Punishment destroys blameless culture. Next incident, no one will be honest.",
    ),
    Situation(
        "asking who broke it (leadership)",
        (
            "Not «Who broke production?», but: what process allowed this to reach production?",
            "Not «This was a stupid mistake.», but: this reveals a gap in our testing process.",
        ),
        "Leaders must model blameless behavior.",
    ),
    Situation(
        "done: an action item was completed",
        (
            "Great work on implementing this. It will prevent similar incidents.",
            "Thank you for turning this incident into a learning opportunity.",
        ),
        "Leaders must celebrate learning.",
    ),
)
"""All of the guide's facilitation techniques, common mistakes and leadership lines."""
