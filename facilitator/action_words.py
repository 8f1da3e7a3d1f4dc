"""The pieces of an action line: who, by when, how urgent. Which of them count is for `action_line` to say.

A line is cut into words and breaks. What stands in quotes is one word that says nothing here. Each piece has a grip:
how surely it is meant, so that «test the Monday job» is not due on Monday.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from facilitator.action_piece import Grip, Line, Piece, Who, Word
from facilitator.domain.action import Priority
from facilitator.due import begins_date, date_at, doubt_due


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


OPENING: Final = {")": "(", "]": "[", "}": "{"}
SOFT: Final = word_set(", ; | - – — · • → -> =>")
"""Breaks that go with the pieces beside them."""
_TEAM = word_set("team teams everyone everybody group squad crew folks")
_TEAMS = _TEAM | word_set("all we us here channel anyone sre ops infra devs")
NOBODY: Final = word_set("tbd tba nobody none noone someone somebody unassigned unknown n/a ? ?? ???")
LEVELS: Final = {
    **dict.fromkeys(word_set("high h hi urgent critical 0 1 p0 p1"), Priority.HIGH),
    **dict.fromkeys(word_set("medium med m normal 2 p2"), Priority.MEDIUM),
    **dict.fromkeys(word_set("low l 3 4 p3 p4"), Priority.LOW),
}
AND: Final = word_set("and or & + /")
_LEVEL_WORDS = word_set("high medium med low p0 p1 p2 p3 p4")
_OWNER_SURE = word_set("owner: owner= owners: assignee: assigned: dri: responsible: who:")
_OWNER_PAIRS = {("owner", "is"), ("owned", "by"), ("assigned", "to")}
_OWNER_MARKS = word_set("owner assignee dri")
_DUE_SURE = word_set("due: due= deadline: deadline= eta: eta=")
_AFTER_DUE = word_set("date date: on by before")
_BEFORE_DUE = word_set("is are was be not when if")
_PRIORITY = word_set("priority prio")
_PRIORITY_SURE = word_set("priority: prio: priority= prio=")
_MARKS = (
    _OWNER_SURE
    | _OWNER_MARKS
    | _DUE_SURE
    | _PRIORITY
    | _PRIORITY_SURE
    | word_set("owned assigned due done by ticket tracker")
)
_NO_NAME = word_set("field fields mapping list label tag column name role info metadata is of for to the a an")
_PARTICLES = word_set("van de der von da di del la le bin")
_NOT_DOING = word_set("is was has had are were be been can could should must may might does did and or 's")
_FRACTIONS = word_set("1/2 1/3 2/3 1/4 3/4 1/10")
_LONGEST_DATE, _LONGEST_NAME = 6, 4

_QUOTED = re.compile(r"(?<![^ (\[])(?:\"(?:[^\"]|\"\")*+\"|«[^«»]*»|“[^“”]*”|`[^`]*`)(?![^ .,:;!?)\]])")
_WORD = re.compile(
    r"(?P<mark>(?:owners?|assignee|assigned|dri|responsible|who|due|deadline|eta|date|prio|priority)[:=]|"
    r"(?:done|success|acceptance|criteri(?:a|on)|dod):)|[,;|()\[\]{}]|[^\s,;|()\[\]{}]+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@\w[\w.-]*")
_SLASH = re.compile(r"[/&+]")
_ORDINAL = re.compile(r"\d\d?(?:st|nd|rd|th)", re.ASCII)
_ENDS = ".!?:"
QUOTE: Final = '"'


def read_words(typed: str, today: date, people: Collection[str] = ()) -> Line:
    """The line in its words. What is quoted stays one word."""
    hidden = _QUOTED.sub(lambda found: "\0" * len(found[0]), typed)
    names = {tuple(word.text for word in _split(name.removeprefix("@")))[:_LONGEST_NAME] for name in people}
    return Line(typed, list(_split(hidden)), today, frozenset(names))


def _split(line: str) -> Iterator[Word]:
    for found in _WORD.finditer(line):
        start, end = found.span()
        bare = found[0] if found["mark"] else found[0].rstrip(_ENDS)
        middle = start + len(bare)
        if bare:
            yield Word(QUOTE if bare[0] == "\0" else bare.lower(), start, middle)
        if middle < end:
            yield Word(line[middle:end], middle, end)


def is_break(text: str) -> bool:
    """Whether this word ends what was said before it."""
    return text in SOFT or text in "()[]{}" or text.strip(_ENDS) == ""


def is_link(text: str) -> bool:
    """Whether this word is a link."""
    return text.startswith(("https://", "http://"))


def bare_name(name: str) -> str:
    """What is the same for every spelling of a name."""
    return name.lower().removeprefix("@")


def is_person(name: str, people: Collection[str]) -> bool:
    """Whether a name may be of one person: a known one, one in quotes, or any that is no team and not «nobody»."""
    bare = bare_name(name)
    if name.startswith(QUOTE) or bare in map(bare_name, people):
        return True
    return bare not in _TEAMS | NOBODY and _TEAM.isdisjoint(re.split(r"[\W_]", bare))


def pieces(line: Line) -> Iterator[Piece]:
    """What may be an owner, a due date, a priority, from left to right."""
    at, lead = 0, True
    while at < len(line.words):
        if is_break(line.words[at].text):
            at += 1
            continue
        piece = _owner(line, at) or _due(line, at) or _level(line, at) or _person(line, at, lead)
        if piece and lead and piece.grip is Grip.MARKED and isinstance(piece.value, date):
            piece = piece._replace(grip=Grip.SURE)  # «by Friday add an alert»
        if piece:
            yield piece
        lead = lead and piece is not None
        at = piece.last if piece else at + 1


def _owner(line: Line, at: int) -> Piece | None:
    """Who is named after a mark."""
    text = line.text(at)
    if text in _OWNER_SURE:
        who, last = _people(line, at + 1, Grip.SURE)
        return Piece(at, last, Grip.SURE, who)
    pair = (text, line.text(at + 1)) in _OWNER_PAIRS
    if not pair and text not in _OWNER_MARKS:
        return None
    who, last = _people(line, at + 1 + pair, Grip.MARKED)
    return Piece(at, last, Grip.MARKED, who) if who else None


def _person(line: Line, at: int, lead: bool) -> Piece | None:
    """Who is named without a mark: by a handle, or by a name that is known."""
    first = at + (line.text(at) == "by")
    who, last = _people(line, first, Grip.PLAIN)
    if not who:
        return None
    handle, then = who.said.startswith("@"), line.text(last)
    if lead and at == first:  # «@alice to add an alert», «@alice add an alert», «Ann: add an alert»
        if then in ("to", "will") and line.text(last + 1) != "be":
            return Piece(at, last + 1, Grip.SURE, who)
        if then == ":" or (handle and not (is_break(then) or then in _NOT_DOING or _begins(then))):
            return Piece(at, last, Grip.SURE, who)
    return Piece(at, last, Grip.PLAIN if handle or first > at or who.said[0].isupper() else Grip.LONE, who)


def _people(line: Line, start: int, grip: Grip) -> tuple[Who | None, int]:
    """Those who are named here, and the word after them. After a mark they need not be known."""
    names: list[str] = []
    at = last = start
    while (stop := _name(line, at, grip, more=bool(names))) > at:
        said = line.slice(at, stop)
        one = said[0] == QUOTE or said.lower() in NOBODY
        names += [said] if one else filter(None, _SLASH.split(said))
        last, joint, at = stop, line.text(stop), stop + 1
        if joint not in AND and not (joint == "," and line.text(at).startswith("@")):
            break
    return Who(tuple(names), line.slice(start, last)) if names else None, last


def _name(line: Line, at: int, grip: Grip, more: bool) -> int:
    """The word after the name that begins here; the same word if none does."""
    text = line.text(at)
    if text.startswith("@") and all(map(_HANDLE.fullmatch, _SLASH.split(text))):
        return at + 1
    for size in range(_LONGEST_NAME, 0, -1):
        name = tuple(word.text for word in line.words[at : at + size])
        if name in line.names:
            return at + len(name)
    if grip < Grip.MARKED or not text:
        return at
    if text in NOBODY or (text == QUOTE and grip is Grip.SURE):
        return at + 1
    return _stranger(line, at, sure=grip is Grip.SURE and not more)


def _stranger(line: Line, at: int, sure: bool) -> int:
    """The same for a name after a mark that is not known. `sure` takes one word at least."""
    end = at
    while end < at + _LONGEST_NAME and not _ends_name(line.text(end), first=end == at):
        end += 1
    closed = _ends_name(line.text(end), first=False)
    texts = [word.text for word in line.words[at:end]]
    if not texts or (closed and not _TEAMS.isdisjoint(texts)):
        return end
    proper = 1
    while proper < len(texts) and (line.typed[line.words[at + proper].start].isupper() or texts[proper] in _PARTICLES):
        proper += 1
    if sure:
        return end if closed and len(texts) <= 2 else at + proper
    # «assigned to dead workers» and «owner field» name nobody.
    lower = line.text(at - 1) in ("by", "to") and not line.typed[line.words[at].start].isupper()
    return end if closed and proper == len(texts) and texts[0] not in _NO_NAME and not lower else at


def _ends_name(text: str, first: bool) -> bool:
    return is_break(text) or (text in _MARKS if first else _begins(text) or text in AND)


def _begins(text: str) -> bool:
    """Whether another piece may begin with this word."""
    return (
        text in _MARKS
        or text in LEVELS
        or text[:1] in "@!#"
        or text[:1].isdecimal()
        or begins_date(text)
        or is_link(text)
    )


def _due(line: Line, at: int) -> Piece | None:
    text, start, grip = line.text(at), at + 1, Grip.MARKED
    if text in _DUE_SURE or (text == "due" and line.text(at - 1) not in _BEFORE_DUE):
        while line.text(start) in _AFTER_DUE:
            start += 1
        return _dated(line, at, start, Grip.SURE) or _undated(line, at, start)
    if text in ("on", "until", "till"):
        grip = Grip.PLAIN
    elif text not in ("by", "before"):
        start, grip = at, Grip.PLAIN
        if not begins_date(text, line.text(start + 1)):
            return None
    return _dated(line, at, start, grip)


def _dated(line: Line, at: int, start: int, grip: Grip) -> Piece | None:
    """A date with its mark, if there is one here. Without a mark none is in the past, and «the 15th» is none."""
    words = [word.text for word in line.words[start : start + _LONGEST_DATE]]
    day, size = date_at(words, line.today)
    said = " ".join(words[:size])
    if day is None or (grip < Grip.SURE and said in _FRACTIONS):
        return None
    if grip < Grip.MARKED and (day < line.today or _ORDINAL.fullmatch(said)):
        return None
    return Piece(at, start + size, grip, day, doubt_due(said, day, line.today))


def _undated(line: Line, at: int, start: int) -> Piece | None:
    """A `due:` with something else after it, or with nothing."""
    if line.text(start - 1)[-1] not in ":=":
        return None
    end = start
    while not is_break(line.text(end)) and line.text(end) not in _MARKS and line.text(end)[0] not in "@!":
        end += 1
    end = min(end, start + _LONGEST_NAME)
    said = line.slice(start, end)
    return Piece(at, start, Grip.SURE, said or None, said and f"«{said}» is not a date: give one such as Dec 10.")


def _level(line: Line, at: int) -> Piece | None:
    text, then = line.text(at), line.text(at + 1)
    if text[:1] == "!" and text[1:] in LEVELS:
        return Piece(at, at + 1, Grip.SURE, LEVELS[text[1:]])
    if text in _PRIORITY_SURE and (is_break(then) or then in _MARKS):
        return Piece(at, at + 1, Grip.SURE, None)
    if text in _PRIORITY_SURE | _PRIORITY and then in LEVELS:
        return Piece(at, at + 2, Grip.SURE if text in _PRIORITY_SURE else Grip.PLAIN, LEVELS[then])
    if text in LEVELS and then in _PRIORITY:
        return Piece(at, at + 2, Grip.PLAIN, LEVELS[text])
    if text in _LEVEL_WORDS:
        return Piece(at, at + 1, Grip.LONE if text.isalpha() else Grip.PLAIN, LEVELS[text])
    return None
