"""Counting by key: hands of the exit poll, voices heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.ui.screens.dialog import Dialog
from facilitator.ui.text import plain


class Tally(Dialog[None]):
    """Rows that are counted up and down. `rows` gives them as they are now, `count(row, by)` asks for a change.

    With `digits` the rows are groups of five, and a digit counts in the group of the chosen row.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("plus,equals_sign", "count(1)", "One more", show=False),
        Binding("minus,backspace", "count(-1)", "One less", show=False),
        *[Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 6)],
    ]

    def __init__(
        self,
        title: str,
        rows: Callable[[], Sequence[Content]],
        count: Callable[[int, int], object],
        *,
        hint: str,
        digits: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._count = count
        self._hint = hint
        self._digits = digits

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            options = OptionList(*[Option(row) for row in self._rows()], markup=False)
            options.highlighted = 0
            yield options
            yield Static(plain(self._hint), id="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._change(event.option_index, 1)

    def action_count(self, by: int) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._change(at, by)

    def action_digit(self, digit: int) -> None:
        at = self.query_one(OptionList).highlighted or 0
        if self._digits:
            self._change(at // 5 * 5 + digit - 1, 1)

    def _change(self, row: int, by: int) -> None:
        self._count(row, by)
        options = self.query_one(OptionList)
        for i, content in enumerate(self._rows()):
            options.replace_option_prompt_at_index(i, content)
        options.highlighted = row

    def action_leave(self) -> None:
        self.dismiss(None)
