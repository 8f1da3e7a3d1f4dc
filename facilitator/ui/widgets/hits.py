"""Things that were found in many sessions, one of which is chosen; and what was looked for, told by a typed line."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread
from typing import ClassVar, Final, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from facilitator.domain.record import Record, replace
from facilitator.insights_period import read_day
from facilitator.store.search import Filters, Hit
from facilitator.store.search_words import Term, folded_at, pattern, terms
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say

T = TypeVar("T")
_MARK: Final = Style(reverse=True)
Draw = Callable[[int, int, bool], list[Content]]
"""The lines of an item: its place, the columns there are, whether it is chosen."""


class Hits(Widget, can_focus=True):
    """A list of which only the rows that show are drawn: thousands cost what twenty cost."""

    DEFAULT_CSS = """
    Hits { height: 1fr; padding: 0 1; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "step(-8)", "Page up", show=False),
        Binding("pagedown", "step(8)", "Page down", show=False),
        Binding("home,g", "step(-1000000)", "First", show=False),
        Binding("end,G", "step(1000000)", "Last", show=False),
    ]

    class Moved(Message):
        """Another item is chosen."""

    class Pressed(Message):
        """The chosen item was clicked once more."""

    count: reactive[int] = reactive(0)
    at: reactive[int] = reactive(0)
    """The place of the chosen item."""
    empty: reactive[Content] = reactive(shapes.NOTHING)
    """What to say while there is nothing."""

    def __init__(self, draw: Draw, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._shown: list[int] = []
        """The item that each line on the screen belongs to."""

    def show(self, count: int, at: int = 0) -> None:
        """Show other items; `at` is the chosen one."""
        self.count, self.at = count, max(0, min(at, count - 1))
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        if width <= 0 or height <= 0:
            return shapes.NOTHING
        if not self.count:
            self._shown = []
            return self.empty
        rows = self._window(width, height)
        self._shown = [i for i, _ in rows]
        return shapes.stack([row for _, row in rows])

    def _window(self, width: int, height: int) -> list[tuple[int, Content]]:
        """As many lines as fit: the chosen item, a third of the room for what comes next, the rest for what was."""

        def lines_of(i: int) -> list[tuple[int, Content]]:
            return [(i, line) for line in self._draw(i, width, i == self.at)]

        shown = lines_of(self.at)[:height]
        above, below = self.at - 1, self.at + 1
        while below < self.count and len(shown) < height and below - self.at <= height // 6:
            shown += lines_of(below)
            below += 1
        shown = shown[:height]
        while above >= 0 and len(shown) < height:
            shown = lines_of(above)[-(height - len(shown)) :] + shown
            above -= 1
        while below < self.count and len(shown) < height:
            shown += lines_of(below)
            below += 1
        return shown[:height]

    def action_step(self, by: int) -> None:
        if self.count:
            self.at = max(0, min(self.count - 1, self.at + by))

    def watch_at(self) -> None:
        self.post_message(self.Moved())

    def on_click(self, event: Click) -> None:
        event.stop()
        if 0 <= event.y < len(self._shown):
            clicked = self._shown[event.y]
            if clicked == self.at:
                self.post_message(self.Pressed())
            self.at = clicked

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.action_step(-1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.action_step(1)


def marker(chosen: bool) -> Content:
    """What stands before an item, so that the chosen one is known without colours."""
    return text("▸ ", "bold $text-accent") if chosen else text("  ")


def draw_hit(hit: Hit, width: int, chosen: bool) -> list[Content]:
    """A hit in lines: what happened and when, then the passage with the words marked."""
    title = text(clean(hit.title, one_line=True) or hit.name, "bold")
    head = shapes.line(marker(chosen), title.stylize("reverse") if chosen else title)
    first = shapes.ends(head, text(hit.date or "no date", QUIET), width)
    section = text(f"{hit.section}  ", "$text-primary")
    snippet = clean(hit.snippet, one_line=True)
    passage = text(snippet)
    if snippet == hit.snippet:
        for start, end in hit.marks:
            passage = passage.stylize("bold underline $text-accent", start, end)
    return [first, *shapes.hanging(text("    "), shapes.line(section, passage), width), shapes.NOTHING]


def told_skipped(skipped: Iterable[tuple[str, str]]) -> Content:
    """The files that were left out, by name, each with the sentence on it."""
    said = [why if name in why else f"{name}: {why}" for name, why in skipped]
    if not said:
        return shapes.NOTHING
    more = f"  And {len(said) - 1} more; `facilitator list` names them." if len(said) > 1 else ""
    return say("[$text-warning]▲ Left out:[/] $why$more", why=clean(said[0], one_line=True), more=more)


def marked(lines: list[Strip], words: str) -> tuple[list[Strip], list[int], int]:
    """A document's lines with the words marked, those in which some stand, and the one in which most stand together."""
    patterns = [pattern(Term((word,), term.open)) for term in terms(words, typing=True) for word in term.words]
    shown, found = [], {}
    for number, line in enumerate(lines):
        low, at = folded_at(line.text)
        spans = [[(at[hit.start()], at[hit.end() - 1] + 1) for hit in each.finditer(low)] for each in patterns]
        if count := sum(map(bool, spans)):
            found[number] = count
        shown.append(_with_marks(line, sorted(span for of_one in spans for span in of_one)))
    best = max(found, key=lambda number: (found[number], number > 1, -number), default=0)
    return shown, list(found), best


def _with_marks(line: Strip, spans: list[tuple[int, int]]) -> Strip:
    cuts = sorted({cell_len(line.text[:at]) for span in spans for at in span} - {0} | {line.cell_length})
    places = {cell_len(line.text[:start]) for start, _ in spans}
    parts, start = [], 0
    for part in line.divide(cuts) if spans else [line]:
        parts.append(part.apply_style(_MARK) if spans and start in places else part)
        start += part.cell_length
    return Strip.join(parts)


# What is looked for

_WORD: Final = re.compile(
    r"(?:^|(?<=\s))(?P<name>tag|service|severity|owner|since|until):(?P<value>\"[^\"]*\"?|\S*)", re.IGNORECASE
)


class Asked(Record):
    """What a line asks for."""

    words: str = ""
    filters: Filters = Filters()
    fault: str = ""
    """What cannot be read yet, in one sentence; the rest is looked for all the same."""

    @property
    def nothing(self) -> bool:
        return not self.words.strip() and self.filters == Filters()


def read_line(line: str) -> Asked:
    """Words, and filters among them: `pool tag:database service:"checkout service" since:2025-01`."""
    filters, fault = Filters(), ""
    for found in _WORD.finditer(line):
        name, value = found["name"].lower(), found["value"].strip('"')
        if name in ("since", "until"):
            day = read_day(value, last=name == "until")
            if day:
                filters = replace(filters, **{name: day})
            else:
                fault = f"{name}: wants a day, a month or a year, such as {name}:2025-12-03."
        else:
            filters = replace(filters, **{name: value})
    words = _WORD.sub(" ", line)
    # A word that is followed by a blank is finished, also where a filter came after it.
    return Asked(words.lstrip() if words.strip() else "", filters, fault)


async def beside(act: Callable[[], T]) -> T:
    """Do something long in a thread of its own. Unlike asyncio's threads, it is not waited for when the program ends:
    so it may read, and make the index, but change no session."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(value: T | None, fault: BaseException | None) -> None:
        if not done.done():  # It is done when nobody waits any more.
            done.set_exception(fault) if fault else done.set_result(value)  # type: ignore[arg-type]

    def run() -> None:
        value, fault = None, None
        try:
            value = act()
        except Exception as error:
            fault = error
        with suppress(RuntimeError):  # The program has ended meanwhile.
            loop.call_soon_threadsafe(settle, value, fault)

    Thread(target=run, daemon=True).start()
    return await done


def instead(asked: Asked, *, waiting: bool) -> Content:
    """What stands in place of hits where there are none."""
    return GREETING if asked.nothing else shapes.NOTHING if waiting else NOTHING_FOUND


GREETING: Final = say(
    "Type an error message, a service, a few words of what you remember.\n\n"
    "[bold $text-accent]tag:[/]database   [bold $text-accent]service:[/]checkout   "
    "[bold $text-accent]severity:[/]SEV1   [bold $text-accent]owner:[/]@alice\n"
    "[bold $text-accent]since:[/]2025-01   [bold $text-accent]until:[/]2025-06-30   "
    "narrow it, with words or without\n\n"
    'A phrase stands in quotes: "connection pool".\n'
    "New here? Type the name of a system, and read what it has been through."
)
NOTHING_FOUND: Final = say("Nothing was found. Try fewer words, or only their beginning.")
