"""F1: what the keys do here."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from facilitator.ui import shapes
from facilitator.ui.commands import rows
from facilitator.ui.key_labels import labels
from facilitator.ui.screens.acting import Acting
from facilitator.ui.screens.dialogs import Show
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.guide import Guide
from facilitator.ui.widgets.private import Private
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.widgets.work import WorkPane
from facilitator.ui.widgets.workshop import Workshop

TITLES = {
    "causes": "On this cause",
    "work": "On this item",
    "list": "In this list",
    "guide": "In the guide",
    "private": "In the private column",
    "meeting": "In the meeting",
    "home": "Sessions",
    "archive": "In the archive",
    "reading": "While you read",
    "follow-up": "Action items of all sessions",
    "insights": "Insights",
    "aside": "And besides",
    "everywhere": "Everywhere",
}
WIDTH = 68
"""Columns of the text."""


def help_for(screen: Screen[object], focused: Widget | None, keymap: Mapping[str, str]) -> Show:
    """The help of what has the focus, then of its screen, then what works everywhere."""
    here = ("meeting",) if isinstance(screen, Acting) else getattr(screen, "PLACES", ("home",))
    near = _here(focused)
    places = [*near, *here, "everywhere"]
    lines: list[Content] = []
    told = getattr(focused if near else screen, "HELP", None)
    if told:
        lines += [*shapes.hanging(Content(""), text(told), WIDTH), Content("")]
    for place in places:
        lines += [text(TITLES[place], "bold $text-primary"), *_keys(place, keymap), Content("")]
    return Show("Help", shapes.stack(lines[:-1]), "↑ ↓ scroll · Esc closes this")


def _here(focused: Widget | None) -> list[str]:
    """The places that the focus is in, the nearest first."""
    if isinstance(focused, Workshop):
        return ["causes", "list"]
    if isinstance(focused, WorkPane):
        return ["work", "list"]
    if isinstance(focused, Rows):
        return ["list"]
    if isinstance(focused, Private):
        return ["private"]
    return ["guide"] if isinstance(focused, Guide) else []


def _keys(place: str, keymap: Mapping[str, str]) -> list[Content]:
    lines: list[Content] = []
    for row in rows(place, "made") if place in ("causes", "work") else rows(place):
        keys = ", ".join(labels(row, keymap))
        first = text(f"{keys or 'in the palette':<18}", "bold $text-accent" if keys else QUIET)
        lines += shapes.hanging(first, shapes.line(text(row.title, "bold"), f"  {row.help}"), WIDTH)
    return lines
