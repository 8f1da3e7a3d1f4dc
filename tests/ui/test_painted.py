"""A widget of rows paints what differs, and the titles in its edges are part of it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from facilitator.ui.widgets.painted import Painted


class Two(Painted):
    DEFAULT_CSS = "Two { border: round white; height: 4; width: 30; }"
    words = "one"

    def lines(self, width: int, height: int) -> list[Content]:
        return [Content(self.words), Content("always")]


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield Two()

    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def test_another_title_is_painted_though_no_row_differs() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        two = app.query_one(Two)
        await pilot.pause()
        two.border_title = "Points · 2"
        await pilot.pause()
        assert "Points · 2" in app.shown()
        two.border_subtitle = "as they were"
        await pilot.pause()
        assert "as they were" in app.shown()


async def test_what_is_the_same_is_not_painted() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        two = app.query_one(Two)
        await pilot.pause()
        two.refresh()
        assert not two._repaint_required
        two.words = "another"
        two.refresh()
        await pilot.pause()
        assert "another" in app.shown()
