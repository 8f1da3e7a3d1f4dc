"""Section 3 of the Markdown document: the root cause, the factors, the 5 Whys and the fishbone as text."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.coach.whys import question
from facilitator.documents.analysis import stated
from facilitator.documents.escape import Escaped, markdown_text
from facilitator.documents.fishbone import draw
from facilitator.documents.inline import Names, coded, plain, quiet
from facilitator.documents.runs import plain as drawn
from facilitator.documents.spoken_of import SpokenOf
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.causes import Fishbone, Twig, Why
from facilitator.domain.session import Session

WIDTH = 100
"""Columns of the fishbone in the document: a real one, that a page still takes."""
LIST = "The fishbone as a list"
"""It opens on a page, and is what a screen reader, a telephone and `facilitator import` can read."""
CHAINED = "5 Whys"
"""Said in that list of a cause that stands in a why chain too."""


def section(session: Session, names: SpokenOf) -> dict[str, object]:
    """What the template needs: `{"factors_only", "primary", "factors", "whys", "fishbone"}`."""
    head = causes.primary(session)
    return {
        "factors_only": session.factors,
        "primary": _named(head, names) if head and not session.factors else "",
        "factors": [_named(cause, names) for cause in causes.contributing(session)],
        "whys": Escaped("\n".join(_chains(session, names))),
        "fishbone": _fishbone(session, names),
    }


def _named(cause: Cause, names: SpokenOf) -> Escaped:
    return names.answered.called(cause.id, stated(cause))


def _chains(session: Session, names: SpokenOf) -> Iterator[str]:
    chains = causes.chains(session)
    for why in chains:
        beside = _beside(session, why.cause, names)
        if len(chains) > 1 or beside or plain(why.cause.text) != plain(session.incident.title):
            yield f"**{markdown_text(why.cause.text.strip())}**{beside}\n"
        yield from _answers(session, why, "", names)
        yield from _roots(session, why)
        yield ""


def _answers(session: Session, why: Why, indent: str, names: SpokenOf) -> Iterator[str]:
    """One numbered list as long as each why has one answer; where it has several, a list of its own for each."""
    number = 1
    while len(why.answers) == 1:
        (answer,) = why.answers
        yield f"{indent}{number}. {_asked(session, why)} → {_said(session, answer.cause, names)}"
        number, why = number + 1, answer
    if why.answers:
        yield f"{indent}{number}. {_asked(session, why)}"
        inner = indent + " " * len(f"{number}. ")
        for answer in why.answers:
            yield f"{inner}- {_said(session, answer.cause, names)}"
            yield from _answers(session, answer, inner + "  ", names)
    elif why.cause.question or not why.depth:  # asked, and still open
        yield f"{indent}{number}. {_asked(session, why)}"


def _roots(session: Session, chain: Why) -> Iterator[str]:
    """In which causes the chain ends. Where that could be several, each says of which it speaks."""
    each_of = [why.cause for why in causes.walk([chain])]
    ends = [why.cause for why in causes.walk([chain]) if not why.answers]
    stating = [cause for cause in each_of if cause.statement]
    same = Names((cause.id, cause.text) for cause in each_of)
    name = "Contributing Factor" if session.factors else "Root Cause"
    for cause in stating:
        told = [] if [cause] == ends == stating else [same.number(cause.id, cause.text), f"for: {plain(cause.text)}"]
        yield f"\n**{name}:** {markdown_text(cause.statement)}{quiet(*told)}"


def _asked(session: Session, why: Why) -> Escaped:
    return coded(question(session, why.cause), "→")


def _said(session: Session, cause: Cause, names: SpokenOf) -> str:
    return f"{markdown_text(cause.text)}{_beside(session, cause, names)}"


def _beside(session: Session, cause: Cause, names: SpokenOf) -> Escaped:
    """The entries that show it, and its votes."""
    votes = [f"+{cause.votes}"] if cause.votes else []
    return quiet(*(names.time(entry) for entry in causes.evidence(session, cause)), *votes)


def _fishbone(session: Session, names: SpokenOf) -> Escaped:
    fishbone = causes.fishbone(session)
    if not any(bone.twigs for bone in fishbone.bones):
        return Escaped()
    rows = "\n".join(_bones(session, fishbone, names))
    details = f"<details>\n<summary>{LIST}</summary>\n\n{rows}\n\n</details>"
    return Escaped(f"{_fenced(drawing(session))}\n\n{details}")


def drawing(session: Session) -> str:
    """The fishbone as text."""
    return drawn(draw(causes.fishbone(session), WIDTH))


def _bones(session: Session, fishbone: Fishbone, names: SpokenOf) -> Iterator[str]:
    def twigs(row: tuple[Twig, ...], indent: str) -> Iterator[str]:
        for twig in row:
            yield f"{indent}- {_pinned(session, twig.cause, names)}"
            yield from twigs(twig.twigs, indent + "  ")

    for bone in fishbone.bones:
        if bone.twigs:
            yield f"- **{markdown_text(bone.name.strip())}**"
            yield from twigs(bone.twigs, "  ")


def _pinned(session: Session, cause: Cause, names: SpokenOf) -> str:
    """One that is in a chain too has its evidence, its votes and its why there."""
    if cause.chained:
        return f"{markdown_text(cause.text)}{quiet(CHAINED, names.chained.number(cause.id, cause.text))}"
    shown = [names.time(entry) for entry in causes.evidence(session, cause)]
    asked = f"asked: {cause.question}" if cause.question else ""
    return f"{markdown_text(cause.text)}{quiet(*shown, f'+{cause.votes}' if cause.votes else '', asked)}"


def _fenced(drawing: str) -> Escaped:
    """In a fence that is longer than any run of backticks in it."""
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in drawing).split()), default=0)
    fence = "`" * max(3, longest + 1)
    return Escaped(f"{fence}text\n{drawing}{fence}")
