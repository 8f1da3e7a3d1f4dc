"""What the facilitator reads aloud at the end: key learnings, action items and owners, next steps, and the thanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from facilitator.documents.analysis import stated
from facilitator.domain import causes, coverage
from facilitator.domain.action import Action, Priority, Status, missing
from facilitator.domain.cause import Cause
from facilitator.domain.note import Section
from facilitator.domain.paper import State
from facilitator.domain.session import Session
from facilitator.noting import MISSING
from facilitator.when import short_date

THANKS: Final = (
    "Thank you all for your honest participation. You are turning this incident into a learning opportunity."
)
HIGH: Final = 5
"""High-priority action items that the guide thinks can be finished."""
ALL: Final = 10
"""Action items beyond which a list is exhaustive."""
QUOTED: Final = 5
"""Texts of one kind that are read out; the room has the rest on the screen."""

_NAMES: Final = "no one two three four five six seven eight nine ten eleven twelve"
_NUMBERS: Final = tuple(_NAMES.split())
_PLACES: Final = ("First", "Second", "Third", "Fourth", "Fifth")


def closing(session: Session, today: date) -> tuple[str, ...]:
    """The summary, a few spoken sentences each. `today` is the day in the incident's zone."""
    return (
        *_learned(session),
        *_agreed(_wanted(session), today),
        *_uncovered(session),
        *_parked(session),
        *_next(session),
        THANKS,
    )


def focus(session: Session) -> str:
    """The guide's word on focus, where there are more action items than a team finishes; else empty."""
    wanted = _wanted(session)
    high = sum(each.task.priority is Priority.HIGH for each in wanted)
    if high <= HIGH and len(wanted) <= ALL:
        return ""
    many = f"{_count(high)} of high priority" if high > HIGH else f"{_count(len(wanted))} in all"
    return f"Focus on high-impact improvements, not exhaustive lists: there are {many}. Which five matter most?"


def _learned(session: Session) -> Iterator[str]:
    lessons = [note.text for note in session.section(Section.LESSON)]
    roots = [stated(cause) for cause in _roots(session)]
    if len(lessons) == 1:
        yield f"The key learning: {_sentence(lessons[0])}"
    elif lessons:
        yield f"{_count(len(lessons), start=True)} key learnings."
        yield from (f"{place}: {_sentence(text)}" for place, text in zip(_PLACES, lessons, strict=False))
        if len(lessons) > QUOTED:
            yield f"And {_count(len(lessons) - QUOTED)} more, which are in the document."
    elif roots:
        what = "What contributed" if session.factors else "The root cause"
        yield f"{what}: {_sentence('; '.join(root.rstrip('.') for root in roots[:QUOTED]))}"
    else:
        yield "No lesson is written down yet. What is the one thing you take with you?"


def _roots(session: Session) -> tuple[Cause, ...]:
    if session.factors:
        return causes.contributing(session)
    head = causes.primary(session)
    return (head,) if head else tuple(cause for cause in session.causes if cause.statement)


def _agreed(wanted: Sequence[Action], today: date) -> Iterator[str]:
    if not wanted:
        yield "There are no action items yet."
        return
    yield f"{_count(len(wanted), start=True)} action item{_s(wanted)}: {_owners(wanted)}."
    lacking = [lack for each in wanted if (lack := missing(each.task))]
    if lacking:
        lacks = Counter(name for lack in lacking for name in lack)
        told = [f"{_count(lacks[name])} without {_a(words)}" for name, words in MISSING.items() if lacks[name]]
        yield f"{_count(len(lacking), start=True)} {_are(lacking)} still incomplete: {_listed(told)}."
    ahead = [each.task.due for each in wanted if each.task.due and each.task.status is not Status.COMPLETE]
    late = [due for due in ahead if due < today]
    if late:
        yield f"{_count(len(late), start=True)} {'was' if len(late) == 1 else 'were'} due before today."
    if dues := [due for due in ahead if due >= today]:
        yield f"The next due date is {short_date(min(dues), today)}."


def _owners(wanted: Sequence[Action]) -> str:
    """`@alice has two, @bob one; two have no owner yet`."""
    names: dict[str, str] = {}
    for owner in (each.task.owner for each in wanted if each.task.owner):
        names.setdefault(owner.casefold(), owner)
    counts = Counter(each.task.owner.casefold() for each in wanted)
    ranked = sorted(names, key=lambda key: -counts[key])
    told = ", ".join(f"{names[key]}{'' if i else ' has'} {_count(counts[key])}" for i, key in enumerate(ranked))
    alone = counts[""]
    loose = f"{_count(alone)} {'has' if alone == 1 else 'have'} no owner yet" if alone else ""
    return "; ".join(each for each in (told, loose) if each)


def _uncovered(session: Session) -> Iterator[str]:
    if not (left := coverage.uncovered(session)):
        return
    which = _listed([f"«{stated(cause)}»" for cause in left[:QUOTED]] + _rest(left))
    yield f"{_count(len(left), start=True)} cause{_s(left)} {_has(left)} no action item yet: {which}."


def _parked(session: Session) -> Iterator[str]:
    if not (parked := session.section(Section.QUESTION)):
        return
    yield f"{_count(len(parked), start=True)} parked question{_s(parked)} {_are(parked)} still open."
    for note in parked[:QUOTED]:
        yield f"«{note.text}»: {note.owner} will answer it." if note.owner else f"«{note.text}»: who will answer it?"
    if rest := _rest(parked):
        yield f"And {rest[0]}, which are in the document."


def _next(session: Session) -> Iterator[str]:
    author = session.incident.author.strip()
    if session.state is State.PUBLISHED:
        yield "Next, the document goes to engineering, product, support and leadership, and into the knowledge base."
    else:
        yield f"Next, {author} finalizes the document." if author else "Next: who finalizes the document?"
        yield "Then it goes to engineering, product, support and leadership, and into the knowledge base."
    if _wanted(session):
        yield "We follow the action items in sprint planning."


def _wanted(session: Session) -> tuple[Action, ...]:
    return tuple(each for each in session.actions if each.task.status is not Status.WONT_DO)


def _count(number: int, *, start: bool = False) -> str:
    """A number as it is spoken, up to twelve in words."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return said.capitalize() if start else said


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _rest(items: Sequence[object]) -> list[str]:
    """What is counted and not quoted."""
    return [f"{_count(len(items) - QUOTED)} more"] if len(items) > QUOTED else []


def _a(words: str) -> str:
    return words if words.endswith("criteria") else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _s(items: Sequence[object]) -> str:
    return "" if len(items) == 1 else "s"


def _are(items: Sequence[object]) -> str:
    return "is" if len(items) == 1 else "are"


def _has(items: Sequence[object]) -> str:
    return "has" if len(items) == 1 else "have"
