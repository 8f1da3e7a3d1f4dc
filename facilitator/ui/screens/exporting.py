"""The ways in and out of the meeting screen. Files are read and written in a thread: the meeting goes on meanwhile."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.paths import typed_path
from facilitator.ui.screens.remembering import Remembering
from facilitator.ui.shapes import text
from facilitator.ui.text import plain, say

if TYPE_CHECKING:
    from facilitator.documents.audience import Audience
    from facilitator.imports.sources.registry import Found
    from facilitator.redaction import Replacement


class Exporting(Remembering):
    """A timeline from elsewhere comes in, documents go out."""

    def action_export(self) -> None:
        self._export(self.session, self._clock.now(), force=False)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, session: Session, now: datetime, *, force: bool) -> None:
        from facilitator.exporting import AlreadyThere, export_session  # here: a document is written at the end

        call = self.app.call_from_thread
        try:
            path = export_session(session, self.desk.name, "md", Path.cwd(), now, force=force)
        except AlreadyThere as there:
            if not get_current_worker().is_cancelled:
                call(self._ask_to_replace, there.path, session, now)
        except (FacilitatorError, OSError) as fault:
            call(self.notify, str(fault), title="Not exported", severity="error", timeout=12, markup=False)
        else:
            call(self.notify, f"{path.name}\nin {path.parent}", title="Exported", timeout=10, markup=False)

    @work
    async def action_import_timeline(self) -> None:
        """A file of another tool, looked at, and kept in one step."""
        from facilitator.ui.screens.importing import ImportScreen

        hint = "Slack, PagerDuty, CSV, a Markdown table … · ~/Downloads/incident.csv · Enter reads it · Esc leaves"
        typed = await self.ask("Which file?", hint=hint)
        if not typed:
            return
        path = typed_path(typed)
        try:
            found = await asyncio.to_thread(_read, path, self.session, self._clock.now())
        except FacilitatorError as fault:
            self.notify(str(fault), title="Nothing was added", severity="warning", timeout=12, markup=False)
            return
        kept = await self.app.push_screen_wait(ImportScreen(path, found, self.session.incident.timezone))
        if kept and self.act(AddEntries(kept)):
            self.notify(f"{len(kept)} entries added. ^Z takes all of them back.", markup=False)

    @work
    async def action_export_for(self) -> None:
        """Who it is for, how it will read, in which form; then it is written here."""
        from facilitator.documents.audience import ABOUT, Audience  # here, as above
        from facilitator.documents.registry import FORMATS
        from facilitator.exporting import team_folder
        from facilitator.ui.screens.editions import EditionScreen

        choices = [
            (each, say("$name  $about", name=text(each.capitalize(), "bold"), about=ABOUT[each])) for each in Audience
        ]
        audience = await self.choose("Who is it for?", choices)
        if audience is None:
            return
        session, now, called = self.session, self._clock.now(), self.desk.name
        try:
            templates, words = team_folder((self.desk.folder or Path.cwd()).with_name("templates"))
        except FacilitatorError as fault:
            self.notify(str(fault), title="Not exported", severity="error", timeout=12, markup=False)
            return
        screen = EditionScreen(session, called, now, audience, templates=templates, words=tuple(words))
        kept = await self.app.push_screen_wait(screen)
        if kept is None:
            return
        forms = [(form, text(form)) for form, each in FORMATS.items() if each.prose]
        form = await self.choose("In which form?", forms)
        if form is not None:
            self._write_for(audience, form, kept, templates, tuple(words))

    @work(thread=True, exclusive=True, group="export")
    def _write_for(
        self,
        audience: Audience,
        form: str,
        kept: tuple[Replacement, ...],
        templates: Path | None,
        words: tuple[str, ...],
    ) -> None:
        from facilitator.documents.edition import edition
        from facilitator.exporting import write_edition

        call, name = self.app.call_from_thread, self.desk.name
        try:
            made = edition(
                self.session, name, form, self._clock.now(), audience, templates=templates, words=words, kept=kept
            )
            path = write_edition(made, audience, Path.cwd() / (name + made.suffix), force=False)
        except (FacilitatorError, OSError) as fault:
            call(self.notify, str(fault), title="Not exported", severity="error", timeout=12, markup=False)
        else:
            told = f"{path.name}\nin {path.parent}\nRead it once more before it goes out."
            call(self.notify, told, title="Exported", timeout=10, markup=False)

    @work
    async def _ask_to_replace(self, path: Path, session: Session, now: datetime) -> None:
        body = plain(f"{path} is there already.")
        if await self.show("Write over it?", body, "Enter writes over it · Esc leaves it as it is"):
            self._export(session, now, force=True)


def _read(path: Path, session: Session, now: datetime) -> Found:
    """In a thread: a file may be long. FacilitatorError if it cannot be read."""
    from facilitator.imports.sources.registry import read

    return read(path, session, now=now)
