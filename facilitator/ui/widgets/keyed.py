"""A widget with keys of its own: that it has the focus is seen, a click gives it the focus, its keys ask the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.events import Click
from textual.widget import Widget

from facilitator.ui.commands import rows


class Keyed(Widget):
    """It looks different while the keys are its own."""

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.focus()


class Asking(Protocol):
    """A widget that posts what is asked of it, by the ids of the table of commands."""

    def ask(self, what: str) -> None: ...


A = TypeVar("A", bound=Asking)


def asks(*where: str) -> Callable[[type[A]], type[A]]:
    """Every row of these places that the widget does not act on itself is asked of the screen."""

    def with_actions(kind: type[A]) -> type[A]:
        for row in rows(*where):
            name = f"action_{row.id.replace('-', '_')}"
            if not hasattr(kind, name):
                setattr(kind, name, _asking(row.id))
        return kind

    return with_actions


def _asking(what: str) -> Callable[[Asking], None]:
    return lambda widget: widget.ask(what)
