"""The document as it would be published, with everything that it lacks, and the way to where that is filled in."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator import milestones
from facilitator.documents.markdown import render
from facilitator.domain.session import Session
from facilitator.review import Gap, Place, Review, review
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.screens.beside import WIDE, Beside
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.reader import Reader

LEFT = 46
BESIDE = 6
"""Columns of the gaps, and of what is around them: border, padding, scrollbar."""


class DocumentScreen(Beside[Place]):
    """Gaps beside the document. Enter on a gap gives its place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f10,q", "leave", "Leave", show=False)]
    LIST_TITLE = "What it lacks"
    KEYS = "[bold $text-accent]Enter[/] fills the gap in"

    def __init__(self, session: Session, name: str, now: datetime) -> None:
        super().__init__(session, name, now)
        self._gaps: tuple[Gap, ...] = ()
        self._reasons: list[Option] = []
        self._found: Review | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Reader).border_title = Content("The document")
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        """Not in the way of the clock: a long timeline takes a while to look through."""
        found = review(self._session, self._now)
        markdown = clean(render(self._session, self._called, self._now))
        self.app.call_from_thread(self._show, found, markdown)

    def _show(self, found: Review, markdown: str) -> None:
        self.markdown, self._found = markdown, found
        self._gaps = tuple(sorted(found.gaps, key=lambda gap: not gap.required))
        self._reasons = _reasons(found, self._session, LEFT - BESIDE)
        self._fit()
        self.options.focus()
        self.draw()

    def _fit(self) -> None:
        """The head and the gaps, as wide as this window has room for them."""
        if self._found:
            self.show_head(_head(self._session, self._found, max(20, self.size.width - 2)))
        options = self.options
        at = options.highlighted or 0
        width = (LEFT if self.size.width >= WIDE else self.size.width) - BESIDE
        options.clear_options()
        options.add_options(_rows(self._gaps, max(20, width)))
        options.highlighted = at or options.get_option_index("0") if self._gaps else None
        if not self._gaps:
            options.add_option(Option(text("Nothing. It is complete.", "$text-success"), disabled=True))
        options.add_options(self._reasons)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        if self.markdown:
            self._fit()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.dismiss(self._gaps[int(event.option_id)].place)


def _head(session: Session, found: Review, width: int) -> Content:
    """What it is and lacks, and where the quality comes from: as much of that as there is room for, the rest below."""
    needed = sum(gap.required for gap in found.gaps)
    told = f"{needed} to fill in, {len(found.gaps) - needed} to look at" if found.gaps else "complete"
    told_too = shapes.line(
        text(f"{session.state.value}  ", "$text-accent"),
        text(f"{told}  ", "$text-warning" if needed else "$text-success"),
        text(f"quality {found.total} of 100", "bold"),
    )
    scores = [text(f"{score.name} {score.points} of {score.of}   ", QUIET) for score in found.scores]
    second = shapes.flowing(shapes.NOTHING, scores, width)[0]
    return shapes.stack([shapes.ends(text(session.incident.title, "bold"), told_too, width), second])


def _rows(gaps: tuple[Gap, ...], width: int) -> list[Option]:
    """A row for each gap, under its section; what the guide requires is marked."""
    rows = []
    for (required, section), of in groupby(enumerate(gaps), key=lambda pair: (pair[1].required, pair[1].section)):
        rows.append(Option(text(section, "bold $text-primary"), disabled=True))
        for i, gap in of:
            mark = text("● " if required else "○ ", "$text-warning" if required else QUIET)
            rows.append(Option(shapes.stack(shapes.hanging(mark, text(gap.told), width)), id=str(i)))
    return rows


def _reasons(found: Review, session: Session, width: int) -> list[Option]:
    """Where the quality comes from, and the times that marked entries show: to be read, not to be filled in."""
    told = [(f"{score.name} {score.points} of {score.of}", score.why) for score in found.scores]
    rows = [
        ("Quality", told),
        ("Times", [("", milestones.told(each, session)) for each in milestones.measured(session)]),
    ]
    options = []
    for title, lines in rows:
        shown = [text(title, "bold $text-primary")]
        for name, why in lines:
            shown += shapes.hanging(
                text("  "), shapes.line(text(name, "bold"), text(f"  {why}" if name else why)), width
            )
        options.append(Option(shapes.stack(shown), disabled=True))
    return options
