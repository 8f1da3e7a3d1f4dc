"""Clicks that come too late."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult, ScreenStackError
from textual.events import Click
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList

from facilitator.ui import clicks


class Rows(App[None]):
    """Two rows, and what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield OptionList("one", "two")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.chosen.append(event.option_index)


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OptionList, "_on_click", OptionList._on_click)
    monkeypatch.setattr(Screen, "dismiss", Screen.dismiss)
    clicks.mend_clicks()


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Textual has it, whatever ran in this process before."""
    monkeypatch.setattr(OptionList, "_on_click", clicks._stock_click)
    monkeypatch.setattr(Screen, "dismiss", clicks._stock_dismiss)


def click(row: int, on: OptionList) -> Click:
    return Click(on, 0, 0, 0, 0, 1, False, False, False, style=Style.from_meta({"option": row}))


async def test_a_row_that_has_gone_is_not_chosen_and_one_that_is_there_is(mended: None) -> None:
    app = Rows()
    async with app.run_test() as pilot:
        rows = app.query_one(OptionList)
        for row in (1, 2, 1):
            rows.post_message(click(row, rows))
            await pilot.pause()
    assert app.chosen == [1, 1]


async def test_upstream_still_ends_at_a_row_that_has_gone(upstream: None) -> None:
    app = Rows()
    with pytest.raises(IndexError):
        async with app.run_test() as pilot:
            rows = app.query_one(OptionList)
            rows.post_message(click(2, rows))
            await pilot.pause()


async def closed_twice() -> None:
    app = Rows()
    async with app.run_test() as pilot:
        dialog = ModalScreen[None]()
        await app.push_screen(dialog)
        await pilot.pause()
        dialog.dismiss()
        dialog.dismiss()
        await pilot.pause()
        assert [type(each) for each in app.screen_stack] == [Screen]


async def test_a_dialog_that_is_closed_twice_takes_nothing_else_away(mended: None) -> None:
    await closed_twice()


async def test_upstream_still_ends_when_a_dialog_is_closed_twice(upstream: None) -> None:
    with pytest.raises(ScreenStackError):
        await closed_twice()
