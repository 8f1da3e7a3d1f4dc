"""The scribe's line, without a terminal."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.events import Key, Paste
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.ui.seaworthy import Seaworthy
from facilitator.ui.widgets.note_input import NoteInput


class Line(Seaworthy[None]):
    """The line, and what it says."""

    crash_log = Path("never")
    AUTO_FOCUS = "NoteInput"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield NoteInput(placeholder="what happened")
        yield Input(placeholder="what happened", compact=True, select_on_focus=False, classes="stock")

    @property
    def line(self) -> NoteInput:
        return self.query_one(NoteInput)

    def on_note_input_submitted(self, event: NoteInput.Submitted) -> None:
        self.heard.append(("submitted", event.text))

    def on_note_input_pasted(self, event: NoteInput.Pasted) -> None:
        self.heard.append(("pasted", event.text))

    def on_note_input_recall(self) -> None:
        self.heard.append(("recall", ""))

    def on_note_input_escaped(self) -> None:
        self.heard.append(("escaped", ""))

    def on_note_input_slash(self) -> None:
        self.heard.append(("slash", ""))

    def on_input_changed(self, event: NoteInput.Changed) -> None:
        self.heard.append(("changed", event.value))

    def said(self) -> list[tuple[str, str]]:
        return [each for each in self.heard if each[0] != "changed"]


async def paste(app: Line, pilot: Pilot[None], text: str) -> None:
    app.post_message(Paste(text))
    await pilot.pause()


async def test_enter_takes_and_empties_in_one_step() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        await pilot.press(*"one", "enter", "enter", *"  ", "enter", *"two", "enter")
        assert app.said() == [("submitted", "one"), ("submitted", "two")]
        assert app.line.value == ""
        assert ("changed", "one") in app.heard


async def test_keys_that_act_only_on_an_empty_line() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        await pilot.press("up", "slash", "escape")
        assert app.said() == [("recall", ""), ("slash", ""), ("escaped", "")]
        await pilot.press(*"a/b", "up", "escape")
        assert app.line.value == "a/b"
        assert app.said()[3:] == [("escaped", "")]


async def test_a_paste_keeps_every_line() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        await pilot.press(*"ab", "left")
        await paste(app, pilot, "one\r\ntwo\rthree\x1b[31m red\x1b[0m\n")
        assert app.said() == [("pasted", "one\ntwo\nthree red")]
        assert (app.line.value, app.line.cursor_position) == ("ab", 1)
        await paste(app, pilot, "\x1b]52;c;QUJD\x07\tX\n")
        assert app.line.value == "a]52;c;QUJD Xb"
        for nothing in ("", "\n", "\r\n\r\n", "\x07"):
            await paste(app, pilot, nothing)
        assert app.line.value == "a]52;c;QUJD Xb"
        app.copy_to_clipboard("three\nfour")
        await pilot.press("ctrl+v")
        assert app.said()[1:] == [("pasted", "three\nfour")]


async def test_nothing_unclean_enters() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        for character in ("\u202e", "\ud800", "\x00", "\x7f", "\x9b", "\ufeff"):
            app.post_message(Key("x", character))
        for character in "نمی\u200cدانم👩\u200d💻":
            app.post_message(Key("x", character))
        await pilot.pause()
        await pilot.press("enter")
        assert app.said() == [("submitted", "نمی\u200cدانم👩\u200d💻")]
        app.line.load(" edited \x1b[2J\n line ")
        assert (app.line.value, app.line.cursor_position) == ("edited line", 11)


async def test_a_burst_of_keys_and_pastes_is_taken_in_order() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        burst: list[Message] = []
        for i in range(50):
            burst += [Key(c, c) for c in f"n{i}x"] + [Key("backspace", None), Paste(" p"), Key("enter", "\r")]
        for message in burst:
            app.post_message(message)
        while app.said()[-1:] != [("submitted", "n49 p")]:
            await pilot.pause()
        assert app.said() == [("submitted", f"n{i} p") for i in range(50)]


async def test_idle_costs_nothing() -> None:
    async with Line().run_test() as pilot:
        app: Any = pilot.app
        await pilot.press(*"abc")
        assert not app.line._blink_timer._active.is_set()


@pytest.mark.parametrize("seed", range(2))
async def test_it_draws_and_scrolls_as_the_stock_input_does_but_never_asks_for_a_layout(seed: int) -> None:
    """Long lines, wide characters, edits in the middle, at 12 columns."""
    rng = random.Random(seed)
    edits: list[Callable[[Input], None]] = [
        lambda box: box.insert_text_at_cursor(word),
        lambda box: box.insert_text_at_cursor(word),
        lambda box: box.action_delete_left(),
        lambda box: box.action_delete_left_word(),
        lambda box: box.action_home(),
        lambda box: box.action_end(),
        lambda box: box.action_cursor_left_word(),
        lambda box: box.action_cursor_right(),
        lambda box: box.action_delete_right_all(),
        lambda box: box.clear(),
    ]
    async with Line().run_test(size=(12, 5)) as pilot:
        app: Any = pilot.app
        stock = app.query_one(".stock")
        layouts = _count_layouts(app.line)
        for _ in range(40):
            word = rng.choice(["a", "bc ", "日本", "🔥", "e\u0301x", "a long word "])
            edit = rng.choice(edits)
            for box in (app.line, stock):
                edit(box)
            await pilot.pause()
            assert app.line.value == stock.value
            assert app.line.scroll_offset == stock.scroll_offset
            assert app.line.cursor_screen_offset.x == stock.cursor_screen_offset.x
            if stock.value:
                assert app.line.render_line(0).text == stock.render_line(0).text
        assert layouts == []


async def test_upstream_input_still_asks_for_a_layout_on_each_key() -> None:
    """When this fails, Textual has mended it: remove `NoteInput.virtual_size`."""
    async with Line().run_test() as pilot:
        stock = pilot.app.query_one(".stock", Input)
        layouts = _count_layouts(stock)
        stock.insert_text_at_cursor("a")
        await pilot.pause()
        assert layouts


def _count_layouts(box: Input) -> list[bool]:
    asked: list[bool] = []
    refresh = box.refresh

    def counting(*regions: Any, layout: bool = False, **options: Any) -> Any:
        if layout:
            asked.append(True)
        return refresh(*regions, layout=layout, **options)

    box.refresh = counting  # type: ignore[method-assign]
    return asked
