"""A timeline from elsewhere, looked at before it is kept: rows can be left out, and one undo takes all of it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.acts.entries import Draft
from facilitator.domain.session import Precision
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.screens.dialog import Dialog
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import plain
from facilitator.when import label, stamp

if TYPE_CHECKING:
    from facilitator.imports.sources.registry import Found

REPORTED = 6
"""Sentences of the report that are shown; the command line prints all of them."""


class ImportScreen(Dialog[tuple[Draft, ...] | None]):
    """What was found in a file. Gives the rows that are to be kept; None when left with Esc."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("s,ctrl+s", "keep", "Keep", show=False),
        Binding("a", "all", "All or none", show=False),
    ]

    def __init__(self, path: Path, found: Found, zone: str) -> None:
        super().__init__(classes="wide")
        self._path = path
        self._found = found
        self._zone = zone
        self._out: set[int] = set()
        """The rows that are left out."""

    def compose(self) -> ComposeResult:
        from facilitator.imports.report import lines  # here: it comes with the first import

        told = [clean(line, one_line=True) for line in lines(self._found.report)]
        with Vertical(id="box"):
            yield Static(plain(f"{self._path.name}: {self._found.source}"), id="title")
            yield Static(shapes.stack([text(line, QUIET) for line in told[:REPORTED]]), id="about")
            options = OptionList(*[Option(self._row(i)) for i in range(len(self._found.drafts))], markup=False)
            options.highlighted = 0 if self._found.drafts else None
            yield options
            hint = "Enter leaves a row out or takes it in · a all or none · s keeps them · Esc leaves all out"
            yield Static(plain(hint), id="hint")

    def _row(self, at: int) -> Content:
        draft = self._found.drafts[at]
        kept = at not in self._out
        sure = draft.when.precision is Precision.EXACT and draft.when.at
        day = stamp(draft.when.at, self._zone)[:10] if draft.when.at else " " * 10
        time = text(f"{day} {label(draft.when, self._zone):<12} ", "" if sure else "italic $text-warning")
        tag = text(f"  #{draft.kind}" if draft.kind else "", QUIET)
        line = draft.text if len(draft.text) <= 200 else draft.text[:199] + "…"
        words = text(line, "" if kept else "strike $text-disabled")
        return shapes.line(text("☑ " if kept else "☐ "), time, words, tag)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._out ^= {event.option_index}
        event.option_list.replace_option_prompt_at_index(event.option_index, self._row(event.option_index))

    def action_all(self) -> None:
        every = set(range(len(self._found.drafts)))
        self._out = set() if self._out else every
        options = self.query_one(OptionList)
        for at in every:
            options.replace_option_prompt_at_index(at, self._row(at))

    def action_keep(self) -> None:
        self.dismiss(tuple(draft for at, draft in enumerate(self._found.drafts) if at not in self._out))

    def action_leave(self) -> None:
        self.dismiss(None)
