"""A new session: the least that is needed. Everything else can come later, in the meeting too."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from facilitator.config import Config
from facilitator.domain.session import Incident
from facilitator.local_zone import machine_zone
from facilitator.text import clean
from facilitator.ui.text import plain
from facilitator.when import BadTime, read_instant

FIELDS = (
    ("title", "What happened", "API requests failed for 90 minutes"),
    ("id", "Incident ID", "INC-2025-12-03-001"),
    ("severity", "Severity", "SEV1"),
    ("started", "Started", "2025-12-03T14:15, or empty"),
    ("resolved", "Resolved", "2025-12-03T15:45, or empty"),
)
TIMES = ("started", "resolved")


class NewSession(ModalScreen[Incident | None]):
    """Five lines, of which the first is enough; None when left with Esc."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self, config: Config, now: datetime) -> None:
        super().__init__()
        self._config = config
        self._now = now
        self._zone = machine_zone()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain("A new session"), id="title")
            for id, name, example in FIELDS:
                yield Label(plain(name))
                field = Input(placeholder=example, id=f"field-{id}", classes="field")
                field.cursor_blink = False
                yield field
            yield Static(plain(f"Tab next line · Enter starts it · Esc leaves · times in {self._zone}"), id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        told = {id: clean(self.query_one(f"#field-{id}", Input).value, one_line=True) for id, _, _ in FIELDS}
        if not told["title"]:
            self._fault("title", "A few words on what happened, please: the session is named by them.")
            return
        times: dict[str, datetime | None] = {}
        for id in TIMES:
            try:
                times[id] = read_instant(told[id], self._zone) if told[id] else None
            except BadTime as fault:
                self._fault(id, str(fault))
                return
        started, resolved = times["started"], times["resolved"]
        if started and resolved and resolved < started:
            self._fault("resolved", "The incident cannot be resolved before it started. Look at the two times.")
            return
        self.dismiss(
            Incident(
                title=told["title"],
                id=told["id"],
                severity=told["severity"],
                started=started,
                resolved=resolved,
                timezone=self._zone,
                author=self._config.author,
            )
        )

    def _fault(self, field: str, sentence: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(plain(sentence))
        hint.add_class("fault")
        self.query_one(f"#field-{field}", Input).focus()

    def action_leave(self) -> None:
        self.dismiss(None)
