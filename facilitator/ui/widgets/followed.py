"""What the list of action items shows: the rows that are wanted under their headings, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from textual.content import Content

from facilitator import follow_up
from facilitator.domain.action import Status
from facilitator.domain.record import Record
from facilitator.follow_up import Item
from facilitator.local_zone import machine_zone
from facilitator.text import clean
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.undisturbed import undisturbed

EVERYBODY: Final = "*"
LATELY: Final = timedelta(days=7)
"""A completion of the last week is celebrated."""


class View(Record):
    """The list, and what stands around it."""

    rows: tuple[tuple[str, Item], ...] = ()
    """Each under the heading that it begins, if it begins one."""
    title: str = ""
    counted: str = ""
    notes: tuple[Content, ...] = ()


def view(every: Sequence[Item], owner: str, done_too: bool, today: date) -> View:
    """The items of one owner, or of EVERYBODY; there may be tens of thousands, so not in the thread that paints."""
    with undisturbed():
        return _view(every, owner, done_too, today)


def _view(every: Sequence[Item], owner: str, done_too: bool, today: date) -> View:
    theirs = [item for item in every if owner in (EVERYBODY, bare(item.action.task.owner))]
    wanted = theirs if done_too else [item for item in theirs if item.open]
    rows = tuple(
        (f"{told} · {len(found)}" if i == 0 else "", item)
        for told, found in follow_up.grouped(wanted, today)
        for i, item in enumerate(found)
    )
    whose = "all sessions" if owner == EVERYBODY else "nobody"
    if owner not in (EVERYBODY, "") and theirs:
        whose = clean(theirs[0].action.task.owner, one_line=True)
    title = f"{'Action items' if done_too else 'Open action items'} of {whose}"
    return View(rows, title, _counted(theirs), tuple(_notes(every, today)))


def owners(every: Iterable[Item]) -> list[tuple[str, str, int]]:
    """Who has items: as compared, as written, and how many are open; who has most of these comes first."""
    waiting: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for item in every:
        owner = item.action.task.owner
        name = bare(owner)
        waiting[name] = waiting.get(name, 0) + item.open
        spelled.setdefault(name, clean(owner, one_line=True) or "no owner yet")
    return [
        (name, spelled[name], waiting[name])
        for name in sorted(waiting, key=lambda each: (not each, -waiting[each], each))
    ]


@lru_cache(maxsize=4096)
def bare(owner: str) -> str:
    """An owner as it is compared."""
    return clean(owner, one_line=True).lstrip("@").casefold()


def _counted(wanted: Sequence[Item]) -> str:
    """`4 open · 6 of 10 complete, 60 % (target: > 90 %)`."""
    if not wanted:
        return ""
    done = sum(item.action.task.status is Status.COMPLETE for item in wanted)
    share = f"{done} of {len(wanted)} complete, {round(100 * done / len(wanted), 1):g} % (target: > 90 %)"
    return f"{sum(item.open for item in wanted)} open · {share}"


def _notes(every: Sequence[Item], today: date) -> Iterator[Content]:
    """A kind word, what to do about the rest, and thanks for the last completion."""
    if late := sum(item.overdue for item in every):
        told = "[$text-warning]▲ $n overdue.[/] Ask what is in the way, and agree on another date together."
        yield say(told, n=late)
    elif every:
        yield text("✓ Nothing is overdue. Well kept.", "$text-success")
    if any(item.blocked for item in every):
        yield text("■ Escalate what is blocked to leadership.")
    else:
        thanks = follow_up.celebrated(every, today - LATELY, machine_zone())[:1]
        yield from (text(clean(f"★ {said}", one_line=True), "$text-accent") for _, said in thanks)
