"""A document for an audience, looked at before it is written: what is replaced stands beside it, and can be kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.documents.audience import ABOUT, OUTSIDE, Audience
from facilitator.documents.edition import Edition, edition
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.redaction import Replacement
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.screens.beside import Beside
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.reader import Reader

Kept = tuple[Replacement, ...]


class EditionScreen(Beside[Kept]):
    """What is replaced, and the document. Gives what is to be kept as it was when it shall be written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("s,ctrl+s", "write", "Write", show=False),
    ]
    LIST_TITLE = "What is replaced"
    KEYS = "[bold $text-accent]Enter[/] keeps or replaces a word   [bold $text-accent]s[/] writes it"

    def __init__(
        self,
        session: Session,
        name: str,
        now: datetime,
        audience: Audience,
        *,
        templates: Path | None = None,
        words: tuple[str, ...] = (),
    ) -> None:
        super().__init__(session, name, now)
        self._audience = audience
        self._templates = templates
        self._words = words
        self._kept: set[Replacement] = set()
        self._made: Edition | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Reader).border_title = text(f"For {self._audience}: {ABOUT[self._audience]}")
        self.options.focus()
        self._make()

    @work(thread=True, exclusive=True, group="make")
    def _make(self) -> None:
        try:
            made = edition(
                self._session, self._called, "md", self._now, self._audience,
                templates=self._templates, words=self._words, kept=frozenset(self._kept),
            )  # fmt: skip
        except FacilitatorError as fault:
            self.app.call_from_thread(self.app.notify, str(fault), severity="error", timeout=12, markup=False)
            return
        self.app.call_from_thread(self._show, made)

    def _show(self, made: Edition) -> None:
        first, self._made, self.markdown = self._made is None, made, made.text
        head, notes = text(f"{self._session.incident.title}  ", "bold"), []
        if made.leaks:
            notes.append(text(f"▲ {len(made.leaks)} words of the inside are still in it", "$text-warning"))
        notes += [text(f"▲ {clean(each, one_line=True)}", "$text-warning") for each in made.warnings]
        told = f"{len(made.replaced) - len(self._kept)} replaced" if self._audience in OUTSIDE else "for the inside"
        note = notes[0] if notes else text("Nothing else to note.", QUIET)
        self.show_head(shapes.stack([shapes.line(head, text(told, QUIET)), note]))
        options = self.options
        at = options.highlighted
        options.clear_options()
        options.add_options([Option(self._row(each)) for each in made.replaced])
        if not made.replaced:
            options.add_option(Option(text("Nothing: it stays in the house.", QUIET), disabled=True))
        options.highlighted = 0 if first and made.replaced else at
        self.draw()

    def _row(self, each: Replacement) -> Content:
        kept = each in self._kept
        new = text("kept as it was", "$text-warning") if kept else text(each.new, "$text-success")
        return shapes.stack(
            [shapes.line(text(each.old, "bold"), text(f"  {each.what}", QUIET)), shapes.line(text("  → ", QUIET), new)]
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A name is kept, or replaced, wherever it stands."""
        event.stop()
        if self._made is None:
            return
        chosen = self._made.replaced[event.option_index]
        same = {each for each in self._made.replaced if (each.old, each.what) == (chosen.old, chosen.what)}
        self._kept = self._kept - same if chosen in self._kept else self._kept | same
        self._make()

    def action_write(self) -> None:
        if self._made and self._made.leaks:
            shown = ", ".join(self._made.leaks[:3])
            told = f"Not written: it still holds {shown}. Replace it, or change those words."
            self.app.notify(told, severity="error", timeout=12, markup=False)
        elif self._made:
            self.dismiss(tuple(self._kept))
