"""What is pasted into the field of a dialog."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Paste

from facilitator.ui.widgets.answer import Answer


class Asking(App[None]):
    """One field."""

    def compose(self) -> ComposeResult:
        yield Answer("old ")


async def test_a_paste_is_clean_and_loses_no_line() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        answer = app.query_one(Answer)
        await pilot.press("end")
        app.post_message(Paste("one\x1b[31m red\n\u2066two\u2069\x07"))
        await pilot.pause()
        assert answer.value == "old one red two"
        app.copy_to_clipboard(" \x1b]0;x\x07three\n")
        answer.action_paste()
        assert answer.value == "old one red two]0;xthree"
