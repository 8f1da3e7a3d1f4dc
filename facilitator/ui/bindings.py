"""The table of commands as Textual bindings, and as the actions of widgets that only ask the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.binding import Binding, BindingType

from facilitator.ui.commands import BY_ID, Row, rows


def bindings_for(*where: str) -> list[BindingType]:
    """The bindings of these places. None is a priority binding: keys act in the order they were typed."""
    return [binding(row) for row in rows(*where) if row.keys]


def binding(row: Row) -> Binding:
    return Binding(row.keys, row.id.replace("-", "_"), row.title, id=row.id, tooltip=row.help, show=False)


LEAVE: list[BindingType] = [
    Binding(BY_ID["leave"].keys, "app.leave", BY_ID["leave"].title, id="leave", show=False),
    Binding("ctrl+c", "app.help_quit", show=False),
]
"""For what hides the keys of the app."""


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
