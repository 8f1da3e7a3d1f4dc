"""Small Textual apps to measure ours against; see run_yardstick.py."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult


class Blank(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        yield Static("ready")


class OneInput(App[None]):
    """A bare Input, which Enter empties."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Input(placeholder="ready")

    def on_input_submitted(self) -> None:
        from textual.widgets import Input

        self.query_one(Input).clear()


class Clock(App[None]):
    """Digits and a bar that move once a second."""

    left = 900

    def compose(self) -> ComposeResult:
        from textual.widgets import Digits, ProgressBar, Static

        yield Static("ready")
        yield Digits("15:00")
        yield ProgressBar(total=900, show_eta=False)

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        from textual.widgets import Digits, ProgressBar

        self.left -= 1
        self.query_one(Digits).update(f"{self.left // 60:02}:{self.left % 60:02}")
        self.query_one(ProgressBar).advance(1)


class Ticks(App[None]):
    """A number that goes down once a second, by Textual's own timer."""

    left = 900

    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        yield Static("900 left")

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        from textual.widgets import Static

        self.left -= 1
        self.query_one(Static).update(f"{self.left} left")


def main() -> None:
    {"blank": Blank, "input": OneInput, "clock": Clock, "ticks": Ticks}[sys.argv[1]]().run()
