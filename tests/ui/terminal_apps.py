"""Tiny apps that the terminal tests run in a process of their own: `terminal_apps.py NAME LOG`."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from facilitator.ui.seaworthy import Seaworthy
from facilitator.ui.text import plain, say
from facilitator.ui.widgets.note_input import NoteInput

LOG = Path(sys.argv[2])


def note(what: str, *values: object) -> None:
    """Append a fact for the test to read."""
    with LOG.open("a") as file:
        file.write(json.dumps([what, *values]) + "\n")


class Ask(ModalScreen[str]):
    """A dialog that takes one line."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "never mind")]

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Meeting(Seaworthy[None]):
    """One line, phases that decide where a line goes, a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+n", "next_phase", "next"),
        ("ctrl+o", "ask", "ask"),
        ("f8", "busy", "busy"),
        ("f9", "crash", "crash"),
        ("tab", "other", "other"),
    ]
    AUTO_FOCUS = "NoteInput"
    crash_log = LOG.with_name("crash.log")
    phase = 1

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("ready", id="said")
            yield NoteInput(id="line")
            yield NoteInput(id="other")

    def save_all(self) -> None:
        note("saved", self.query_one("#line", NoteInput).value)

    def on_note_input_submitted(self, event: NoteInput.Submitted) -> None:
        note("submitted", self.phase, event.text)
        self.query_one(Static).update(say("phase $n: $text", n=self.phase, text=event.text))

    def on_note_input_pasted(self, event: NoteInput.Pasted) -> None:
        note("pasted", event.text)
        self.query_one(Static).update("pasted")

    def on_note_input_recall(self) -> None:
        self.query_one("#line", NoteInput).load("recalled ")

    def on_note_input_escaped(self) -> None:
        note("escaped")

    def action_next_phase(self) -> None:
        self.phase += 1
        note("phase", self.phase)

    @work
    async def action_ask(self) -> None:
        answer = await self.push_screen_wait(Ask())
        note("answer", answer)

    def action_busy(self) -> None:
        note("busy")
        time.sleep(0.4)

    def action_other(self) -> None:
        self.query_one("#other").focus()

    def action_crash(self) -> None:
        secret = self.query_one(NoteInput).value
        raise RuntimeError(f"deliberate, with {len(secret)} letters")


class Stuck(Meeting):
    """Its shutting down never ends."""

    async def on_unmount(self) -> None:
        await asyncio.sleep(60)


class Stock(App[None]):
    """Textual as it is."""

    def compose(self) -> ComposeResult:
        yield Static("ready", id="said")
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        note("submitted", 1, event.value)
        event.input.value = ""
        self.query_one(Static).update(plain(event.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        note("changed", event.value)


APPS: dict[str, Any] = {"meeting": Meeting, "stuck": Stuck, "stock": Stock}

if __name__ == "__main__":
    app = APPS[sys.argv[1]]()
    app.run()
    sys.exit(app.return_code)
