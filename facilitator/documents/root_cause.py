"""Section 3 of the Markdown document: the root cause, the factors, the 5 Whys and the fishbone as text."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.coach.whys import question
from facilitator.documents.analysis import stated
from facilitator.documents.escape import Escaped, markdown_text
from facilitator.documents.fishbone import draw
from facilitator.documents.plain import known_zone
from facilitator.documents.runs import plain
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.causes import Why
from facilitator.domain.session import Session
from facilitator.when import label

WIDTH = 100
"""Columns of the fishbone in the document: a real one, that a page still takes."""


def section(session: Session) -> dict[str, object]:
    """What the template needs: `{"factors_only", "primary", "factors", "whys", "fishbone"}`."""
    head = causes.primary(session)
    fishbone = causes.fishbone(session)
    return {
        "factors_only": session.factors,
        "primary": stated(head) if head and not session.factors else "",
        "factors": [stated(cause) for cause in causes.contributing(session)],
        "whys": Escaped("\n".join(_chains(session))),
        "fishbone": _fenced(plain(draw(fishbone, WIDTH))) if any(bone.twigs for bone in fishbone.bones) else "",
    }


def _chains(session: Session) -> Iterator[str]:
    chains = [why for why in causes.chains(session) if why.answers or why.cause.statement]
    for why in chains:
        if len(chains) > 1 or why.cause.text != session.incident.title:
            yield f"**{markdown_text(why.cause.text)}**\n"
        yield from _answers(session, why, "")
        roots = [each.cause.statement for each in causes.walk([why]) if each.cause.statement]
        name = "Contributing Factor" if session.factors else "Root Cause"
        yield from (f"\n**{name}:** {markdown_text(root)}" for root in roots)
        yield ""


def _answers(session: Session, why: Why, indent: str) -> Iterator[str]:
    """One numbered list as long as each why has one answer; where it has several, a list of its own for each."""
    number = 1
    while len(why.answers) == 1:
        (answer,) = why.answers
        yield f"{indent}{number}. {_asked(session, why)} → {_said(session, answer.cause)}"
        number, why = number + 1, answer
    if why.answers:
        yield f"{indent}{number}. {_asked(session, why)}"
        inner = indent + " " * len(f"{number}. ")
        for answer in why.answers:
            yield f"{inner}- {_said(session, answer.cause)}"
            yield from _answers(session, answer, inner + "  ")


def _asked(session: Session, why: Why) -> Escaped:
    return markdown_text(question(session, why.cause))


def _said(session: Session, cause: Cause) -> Escaped:
    zone = known_zone(session.incident.timezone)
    shown = [label(entry.when, zone) for entry in causes.evidence(session, cause)]
    seen = f" ({', '.join(shown)})" if shown else ""
    return markdown_text(cause.text + seen)


def _fenced(drawing: str) -> Escaped:
    """In a fence that is longer than any run of backticks in it."""
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in drawing).split()), default=0)
    fence = "`" * max(3, longest + 1)
    return Escaped(f"{fence}text\n{drawing}{fence}")
