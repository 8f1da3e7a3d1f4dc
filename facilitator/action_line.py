"""An action item as one line that people say and type, in any order: task, owner, due, priority, criteria, tracker.

What is not surely something else stays in the task. Of two dates the surer one counts: the one after «due», then the
one after «by»; of two owners the one after `owner:`. What is in double quotes is taken as it is, a quote inside it
doubled; so `write_action` can write any task.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Final, NamedTuple, TypeVar

from facilitator import action_words
from facilitator.action_link import ITS_LINK, links
from facilitator.action_piece import Grip, Line, Link, Piece, Who
from facilitator.action_text import spellings, unquoted, without
from facilitator.action_words import is_break, word_set
from facilitator.domain.action import Priority, Task
from facilitator.domain.errors import worded
from facilitator.domain.record import Record, replace
from facilitator.due import begins_date
from facilitator.text import clean
from facilitator.when import short_date

T = TypeVar("T")

FIRST_DAY: Final = date(4, 1, 1)  # on which all that may be a date is one: of a leap year, before what people type

_JOINING = word_set("""
to of the a an for from with in into at on as than by per every each since after between about via like and or vs over
through under until before this that last past if when is are was were be been not isn't aren't set our my their its no
""")
_NEEDS_A_DATE = word_set("version release ticket issue pr rate step black first last running failing starting expiring")
_CLAUSE = word_set("if when unless that which who what why how while because")  # «the job that failed on Monday»
_STANDING_RULE = word_set("forbid freeze block ban stop avoid never no disable prevent alert page")  # «… on Fridays»
_ADDRESSING = word_set("page ask tell thank call ping notify email mail message contact invite remind train pair sync")
_BEFORE_A_VERB = word_set("and to then please also")
_GOING_ON = word_set("and then so")  # «by Friday and test it»
_NOT_DONE = word_set("is are was be been not isn't get gets")
_CRITERIA = word_set("done: success: acceptance: criteria: criterion: dod:")
_BEFORE_CRITERIA = word_set("success acceptance definition of")
_CLAUSE_WORDS = 12
_NOT_ONE = "«{}» is not an owner: name one person."
_OPENERS = frozenset(action_words.OPENING.values())


class ActionLine(Record):
    """What a line says."""

    task: Task
    doubts: tuple[str, ...] = ()
    """Sentences for people."""


class _Done(NamedTuple):
    """The words of the success criteria: where their mark begins, where they do, and where they end."""

    mark: int
    first: int
    last: int


def read_action(line: str, today: date, people: Collection[str] = ()) -> ActionLine:
    """What a line says. Names of `people` count without an @ too. Refused for a line without words."""
    typed = worded(clean(line, one_line=True))
    read = action_words.read_words(typed, today, people)
    size, done = len(read.words), _criteria(read)
    found = sorted([*action_words.pieces(read), *links(read)], key=lambda piece: piece.first)
    parts = ((0, done.mark, False), (done.last, size, False), (done.first, done.last, True))
    standing = [each for first, last, told in parts for each in _standing(read, found, first, last, told)]
    whos, days, levels = _surest(standing, Who), _surest(standing, date), _surest(standing, Priority)
    linked = _surest(standing, Link)
    owner, others, no_owner = _owner(whos, people)
    due, no_due = _agreed(days, "dates", today)
    level, no_level = _agreed(levels, "priorities", today)
    link, no_link = _agreed(linked, "trackers", today)
    taken = [piece for _, piece in standing if piece.value is None] + [piece for piece, _ in whos]
    taken += [piece for piece, _ in days if due] + [piece for piece, _ in levels if level]
    taken += [piece for piece, _ in linked if link]
    gone = {at for piece in taken for at in range(piece.first, piece.last)}
    if criteria := unquoted(without(read, gone, done.first, done.last)):
        gone.update(range(done.mark, done.last))
    text = unquoted(without(read, gone, 0, size))
    if not text:
        return ActionLine(Task(typed))
    told = [piece.doubt for piece, _ in days if due]
    told += [piece.doubt for _, piece in standing if type(piece.value) is str and not due]
    doubts = dict.fromkeys(filter(None, (no_owner, no_due, *told, no_level, no_link)))
    task = Task(f"{text} ({others})" if others else text, owner, due, level, criteria)
    return ActionLine(replace(task, tracker=unquoted(link.said)) if link else task, tuple(doubts))


def write_action(task: Task, people: Collection[str] = ()) -> str:
    """The line that reads back to the same. What would be misread or doubted in it is put in quotes."""
    wanted = ActionLine(Task(task.text, task.owner, task.due, task.priority, task.criteria, tracker=task.tracker))
    due = f"due {task.due}" if task.due else ""
    level = f"!{task.priority}" if task.priority else ""
    owners = [who if who.startswith("@") else who and f"owner: {who}" for who in spellings(task.owner)]
    line = ""
    links = [link and f"tracker: {link}" for link in spellings(task.tracker)]
    for owner, text, criteria, link in product(owners, spellings(task.text), spellings(task.criteria), links):
        line = " ".join(filter(None, (text, owner, due, level, link, criteria and f"done when {criteria}")))
        if line and read_action(line, FIRST_DAY, people) == wanted:
            break
    return line


def read_owner(text: str, people: Collection[str] = ()) -> tuple[str, str]:
    """The answer to «Who owns it?» as it was typed, and a doubt if that is not one person."""
    owner = clean(text, one_line=True)
    if not owner or action_words.bare_name(owner) in map(action_words.bare_name, people):
        return owner, ""
    words = [word.text for word in action_words.read_words(owner, FIRST_DAY).words]
    if sum(word.count("@") for word in words if word[0] == "@") > 1 or any(
        word in action_words.AND or word in action_words.SOFT for word in words[1:-1]
    ):
        return owner, f"«{owner}» is more than one person: choose one."
    return owner, "" if action_words.is_person(owner, people) else _NOT_ONE.format(owner)


def _owner(found: Sequence[tuple[Piece, Who]], people: Collection[str]) -> tuple[str, str, str]:
    """The owner, who else was named in vain, and a doubt."""
    names = list({action_words.bare_name(name): name for _, who in found for name in who.names}.values())
    persons = [name for name in names if action_words.is_person(name, people)]
    others = [name for name in names if name not in persons and action_words.bare_name(name) not in action_words.NOBODY]
    if len(persons) > 1:
        said = dict.fromkeys(who.said for _, who in found)
        return "", ", ".join(said), _choose(persons, "people")
    doubt = _NOT_ONE.format(names[0]) if names and not persons else ""
    return "".join(map(unquoted, persons)), ", ".join(others), doubt


def _surest(standing: Sequence[tuple[int, Piece]], kind: type[T]) -> list[tuple[Piece, T]]:
    """The pieces of a kind that are surest, with their values."""
    found = [(rank, piece, piece.value) for rank, piece in standing if isinstance(piece.value, kind)]
    top = max((rank for rank, *_ in found), default=0)
    return [(piece, value) for rank, piece, value in found if rank == top]


def _agreed(found: Sequence[tuple[Piece, T]], what: str, today: date) -> tuple[T | None, str]:
    """The one value of these pieces; of several none, and a doubt."""
    values = list(dict.fromkeys(value for _, value in found))
    shown = [short_date(each, today) if isinstance(each, date) else getattr(each, "said", str(each)) for each in values]
    return (None, _choose(shown, what)) if len(values) > 1 else (values[0] if values else None, "")


def _choose(names: Sequence[str], what: str) -> str:
    number = "Two" if len(names) == 2 else len(names)
    return f"{number} {what}, {', '.join(names[:-1])} and {names[-1]}: choose one."


def _criteria(line: Line) -> _Done:
    """Where the success criteria are: after «done when» and the like."""
    size = len(line.words)
    for at in range(size):
        text, then, before = line.text(at), line.text(at + 1), line.text(at - 1)
        mark, first = at, at + 2
        if text == "done" and then in ("when", "once", "if"):
            if before in _NOT_DONE:
                continue
        elif text in _CRITERIA:
            first = at + 1
            while line.text(mark - 1) in _BEFORE_CRITERIA:  # «definition of done:»
                mark -= 1
        elif text != "verified" or not is_break(before) or then not in ("by", "when") or begins_date(line.text(first)):
            continue
        first += line.text(first) == ":"
        if first < size:
            return _Done(mark, first, _end(line, mark, first))
    return _Done(size, size, size)


def _end(line: Line, mark: int, first: int) -> int:
    """Where the criteria end: where the bracket around them is closed; before the task, at a semicolon."""
    early = all(is_break(word.text) for word in line.words[:mark])
    depth = inside = 0
    for at, word in enumerate(line.words):
        inside = depth if at == mark else inside
        depth += (word.text in _OPENERS) - (word.text in action_words.OPENING)
        if at >= first and (depth < inside > 0 or (early and word.text == ";")):
            return at
        depth = max(depth, 0)
    return len(line.words)


def _standing(line: Line, found: Sequence[Piece], first: int, last: int, told: bool) -> Iterator[tuple[int, Piece]]:
    """The pieces of a part of the line that do not belong to what is said there. In the criteria (`told`) fewer do."""
    inside = [piece for piece in found if first <= piece.first and piece.last <= last]
    tail = last  # after it there are only pieces and breaks
    for piece in reversed(inside):
        if all(is_break(word.text) for word in line.words[piece.last : tail]):
            tail = piece.first
        else:
            break
    for group in _groups(inside):
        start, end = group[0].first, group[-1].last
        then, before = line.text(end) if end < last else "", line.text(start - 1)
        surest = max((at for at, piece in enumerate(group) if piece.grip is Grip.SURE), default=-1)
        beside = start == first or (is_break(before) and before not in action_words.OPENING and before != ":")
        for at, piece in enumerate(group):
            closed = at < surest or is_break(then) or (piece.grip is Grip.MARKED and then in _GOING_ON)
            ends = at < surest or (piece.first >= tail and then not in action_words.OPENING)
            if _stands(line, piece, first, beside=beside, closed=closed, ends=ends, told=told):
                beside = True
                yield 2 * piece.grip - told, piece


def _stands(line: Line, piece: Piece, first: int, *, beside: bool, closed: bool, ends: bool, told: bool) -> bool:
    """Whether a piece counts. It is `beside` a break or a piece, `closed` by one, or `ends` the part of the line."""
    if piece.grip is Grip.SURE:
        return True
    plain_day = isinstance(piece.value, date) and piece.grip is Grip.PLAIN
    if not closed or (told and (piece.first == first or (plain_day and not beside) or isinstance(piece.value, Link))):
        return False
    if beside:
        return ends or not plain_day or piece.first > 0  # «Monday, 3 pm: …» tells of that day
    if piece.grip is Grip.LONE or not _may_follow(line, piece, first):
        return False
    return ends or piece.grip is Grip.MARKED or isinstance(piece.value, Who)


def _may_follow(line: Line, piece: Piece, first: int) -> bool:
    """Whether the words before a piece do not need it: «page @alice», «every Friday», «for P1»."""
    at = piece.first - 1
    before = line.text(at)
    if piece.grip is Grip.MARKED:
        return before not in ("from", "since", "than")
    if before in _JOINING:
        return False
    if isinstance(piece.value, Link):  # «fix https://…», «update the page https://…»
        return at > first and before not in ITS_LINK
    if isinstance(piece.value, Who):
        said_to = at == first or line.text(at - 1) in _BEFORE_A_VERB or is_break(line.text(at - 1))
        return not (before in _ADDRESSING and said_to) and not (line.text(at + 1) == "by" and before.endswith("ed"))
    if isinstance(piece.value, date):
        if before in _NEEDS_A_DATE or line.text(first) in _STANDING_RULE:
            return False
        while at > max(first, piece.first - _CLAUSE_WORDS) and not is_break(line.text(at)):
            if line.text(at) in _CLAUSE:
                return False
            at -= 1
    return True


def _groups(inside: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces that follow each other at once."""
    groups: list[list[Piece]] = []
    for piece in inside:
        if groups and groups[-1][-1].last == piece.first:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups
