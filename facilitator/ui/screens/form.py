"""A form of single lines, for keys alone: Enter keeps all of it, and nothing typed is lost to a stray Esc."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from facilitator.text import clean
from facilitator.ui.screens.dialog import Dialog
from facilitator.ui.text import plain
from facilitator.ui.widgets.answer import Answer

Values = Mapping[str, str]
Fault = tuple[str, str]
"""The field that is at fault, and a sentence."""


class Field(NamedTuple):
    """One line of a form."""

    id: str
    name: str
    value: str = ""
    example: str = ""


class Form(Dialog[dict[str, str] | None]):
    """The clean lines by field; None when left with Esc. `check` may find fault, `told` says what the lines make."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        at: str = "",
        check: Callable[[Values], Fault | None] = lambda values: None,
        told: Callable[[Values], str] = lambda values: "",
        hint: str = "Tab next line · Enter keeps all · Esc leaves",
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._at = at
        self._check = check
        self._told = told
        self._hint = hint
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="row"):
                        yield Label(plain(field.name))
                        line = Answer(field.value, placeholder=field.example, id=f"field-{field.id}", classes="field")
                        line.cursor_blink = False
                        yield line
            yield Static(id="told")
            yield Static(plain(self._hint), id="hint")

    def on_mount(self) -> None:
        if self._at:
            self.query_one(f"#field-{self._at}", Input).focus()
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._warned:
            self._warned = False
            self._say(self._hint, fault=False)
        self._tell()

    def _tell(self) -> None:
        told = self._told(self._values())
        line = self.query_one("#told", Static)
        line.update(plain(told))
        line.display = bool(told)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        values = self._values()
        fault = self._check(values)
        if fault is None:
            self.dismiss(values)
            return
        self._say(fault[1], fault=True)
        self.query_one(f"#field-{fault[0]}", Input).focus()

    def _values(self) -> dict[str, str]:
        return {
            field.id: clean(self.query_one(f"#field-{field.id}", Input).value, one_line=True) for field in self._fields
        }

    def _say(self, sentence: str, *, fault: bool) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(plain(sentence))
        hint.set_class(fault, "fault")

    def may_go(self, key: str) -> bool:
        changed = self._values() != {field.id: clean(field.value, one_line=True) for field in self._fields}
        if changed and not self._warned:
            self._warned = True
            self._say(f"Not kept yet: Enter keeps what you typed, {key} once more leaves it out.", fault=True)
            return False
        return True

    def action_leave(self) -> None:
        if self.may_go("Esc"):
            self.dismiss(None)
