"""The table of commands as Textual bindings."""

from __future__ import annotations

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
