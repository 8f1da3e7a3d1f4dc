"""Small questions: choose one, type one line, look at a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.text import clean
from facilitator.ui.screens.dialog import Dialog
from facilitator.ui.text import plain
from facilitator.ui.widgets.answer import Answer

T = TypeVar("T")


class Choose(Dialog[T | None], Generic[T]):
    """One of a few; None when left with Esc."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[T, Content]],
        at: int = 0,
        hint: str = "",
        body: Content | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._at = at
        self._hint = hint or "Enter chooses · Esc leaves everything as it is"
        self._body = body

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            if self._body and self._body.plain:
                yield Static(self._body, id="about")
            options = OptionList(*[Option(words) for _, words in self._choices], markup=False)
            options.highlighted = self._at
            yield options
            yield Static(plain(self._hint), id="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index][0])

    def action_leave(self) -> None:
        self.dismiss(None)


class Ask(Dialog[str | None]):
    """One line of text; None when left with Esc.

    `check` says in one sentence what is wrong with a line, or nothing; `preview` shows what the line would do.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        hint: str = "",
        check: Callable[[str], str] = lambda line: "",
        preview: Callable[[str], Content] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint or "Enter keeps it · Esc leaves everything as it is"
        self._check = check
        self._preview = preview
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            yield Answer(self._value, id="answer")
            yield Static(id="preview")
            yield Static(plain(self._hint), id="hint")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self._show(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._warned = False
        self._show(event.value)

    def _show(self, line: str) -> None:
        shown = self._preview(clean(line, one_line=True)) if self._preview else Content("")
        self.query_one("#preview", Static).update(shown)
        self.query_one("#preview").display = bool(shown.plain)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        line = clean(event.value, one_line=True)
        fault = self._check(line)
        if fault:
            self._say(fault)
        else:
            self.dismiss(line)

    def _say(self, fault: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(plain(fault))
        hint.add_class("fault")

    def may_go(self, key: str) -> bool:
        typed = self.query_one(Input).value
        if typed != self._value and not self._warned:
            self._warned = True
            self._say(f"Not kept yet: Enter keeps what you typed, {key} once more leaves it out.")
            return False
        return True

    def action_leave(self) -> None:
        self.dismiss(None)


class Show(Dialog[bool]):
    """Something to read, and perhaps to say yes to: Enter is yes, Esc is no."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Yes", show=False),
        Binding("escape,q", "answer(False)", "No", show=False),
    ]

    def __init__(self, title: str, body: Content, hint: str = "Esc closes this", *, wide: bool = False) -> None:
        super().__init__(classes="wide" if wide else None)
        self._title = title
        self._body = body
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="scroll"):
                yield Static(self._body, id="body")
            yield Static(plain(self._hint), id="hint")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
