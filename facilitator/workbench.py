"""What a line means while causes are looked for: a because, another one, a better question, a root cause, a bone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.bench import Bench, View, chosen
from facilitator.coach.whys import as_cause, effect_of
from facilitator.domain import causes
from facilitator.domain.acts.cause_marks import RewordWhy, StateRoot
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, ChangeCause, StartChain
from facilitator.domain.cause import Cause
from facilitator.domain.commands import AnalysisCommand
from facilitator.domain.errors import Refused
from facilitator.domain.session import Session
from facilitator.text import pieces

_ROOT = re.compile(r"(?:=|(?:root cause|root):)\s*", re.IGNORECASE)
_PROBLEM = re.compile(r"(?:!|problem:)\s*", re.IGNORECASE)
_QUESTION = re.compile(r"(?:why|what|how)\b.*\?", re.IGNORECASE)
_ALSO = re.compile(r"\+\s+")
_BELOW = re.compile(r">\s*")
_DIGIT = re.compile(r"(\d)\s+(?=\S)")
_NAMED = re.compile(r"([^\s:]{1,20}):\s*")


def read(line: str, session: Session, bench: Bench) -> AnalysisCommand:
    """What Enter does with a clean line that is no entry of the timeline; Refused if it cannot be placed."""
    return _read(line, session, bench)[0]


def read_lines(lines: Sequence[str], session: Session, bench: Bench) -> AnalysisCommand:
    """A pasted block: becauses to the why that is asked, or causes of one bone."""
    at = chosen(session, bench)
    texts = tuple(text for line in lines for text in _texts(line))
    if bench.view is View.WHYS:
        return AnswerWhy(texts, at.id if at else None, causes.effect(session))
    found = _bone(lines[0], session)
    if found:
        return AddFactors((*_texts(found[1]), *texts[1:]), found[0])
    return AddFactors(texts, *_beside(session, at))


def preview(line: str, session: Session, bench: Bench) -> str:
    """What Enter would do, in a few words."""
    try:
        return _read(line, session, bench)[1]
    except Refused as refusal:
        return str(refusal)


def change(line: str, cause: Cause) -> AnalysisCommand:
    """What an edited line makes of a cause."""
    return ChangeCause(cause.id, as_cause(line))


def category(session: Session, digit: int) -> str:
    """The bone of this number, counted from 1; Refused if there is none."""
    names = causes.bones(session)
    if not 1 <= digit <= len(names):
        raise Refused(f"There is no category {digit}. {_menu(names)}")
    return names[digit - 1]


def _read(line: str, session: Session, bench: Bench) -> tuple[AnalysisCommand, str]:
    at = chosen(session, bench)
    if found := _ROOT.match(line):
        if at is None:
            raise Refused("There is no chain to end yet. Type the first because.")
        return StateRoot(at.id, _rest(line, found)), "contributing factor" if session.factors else "root cause"
    if bench.view is View.FISHBONE:
        return _factor(line, session, at)
    if found := _PROBLEM.match(line):
        return StartChain(_rest(line, found)), "new chain"
    if _QUESTION.fullmatch(line):
        if at is None:
            return StartChain(effect_of(line) or causes.effect(session), question=line), "the first question"
        return RewordWhy(at.id, line), "the question, reworded"
    if found := _ALSO.match(line):
        beside = at.parent if at and at.parent is not None else at.id if at else None
        return AnswerWhy(_texts(_rest(line, found)), beside, causes.effect(session)), "another because"
    number = len(causes.path(session, at.id)) if at else 1
    return AnswerWhy(_texts(line), at.id if at else None, causes.effect(session)), f"because {number}"


def _factor(line: str, session: Session, at: Cause | None) -> tuple[AnalysisCommand, str]:
    if found := _BELOW.match(line):
        if at is None:
            raise Refused("There is no cause yet for it to explain. Type the digit of a category, then the cause.")
        return AddFactors(_texts(_rest(line, found)), at.bone, at.id), f"{at.bone} · explains «{_short(at.text)}»"
    if named := _bone(line, session):
        return AddFactors(_texts(named[1]), named[0]), f"{named[0]} · cause"
    bone, under = _beside(session, at)
    return AddFactors(_texts(line), bone, under), f"{bone} · cause"


def _bone(line: str, session: Session) -> tuple[str, str] | None:
    """The category that a digit or the start of a name gives, and what stands behind it."""
    names = causes.bones(session)
    if found := _DIGIT.match(line):
        return (names[int(found[1]) - 1], line[found.end() :]) if 1 <= int(found[1]) <= len(names) else None
    if found := _NAMED.match(line):
        like = [name for name in names if name.casefold().startswith(found[1].casefold())]
        if len(like) == 1 and line[found.end() :]:
            return like[0], line[found.end() :]
    return None


def _beside(session: Session, at: Cause | None) -> tuple[str, int | None]:
    if at is None:
        raise Refused(f"Which category? Type its digit first: {_menu(causes.bones(session))}")
    return at.bone, at.under


def _texts(line: str) -> tuple[str, ...]:
    return pieces(as_cause(line))


def _menu(names: Sequence[str]) -> str:
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1)) + "."


def _rest(line: str, found: re.Match[str]) -> str:
    rest = line[found.end() :].strip()
    if not rest:
        raise Refused("Nothing to add yet: type a few words after the sign.")
    return rest


def _short(text: str) -> str:
    return text if len(text) <= 32 else text[:31].rstrip() + "…"
