"""Writing the document from the meeting screen, in a thread: the meeting goes on meanwhile."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from textual import work
from textual.worker import get_current_worker

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.ui.screens.reviewing import Reviewing
from facilitator.ui.text import plain


class Exporting(Reviewing):
    """The way out of the meeting screen."""

    def action_export(self) -> None:
        self._export(self.session, self._clock.now(), force=False)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, session: Session, now: datetime, *, force: bool) -> None:
        from facilitator.exporting import AlreadyThere, export_session  # here: a document is written at the end

        call = self.app.call_from_thread
        try:
            path = export_session(session, self.desk.file.name, "md", Path.cwd(), now, force=force)
        except AlreadyThere as there:
            if not get_current_worker().is_cancelled:
                call(self._ask_to_replace, there.path, session, now)
        except (FacilitatorError, OSError) as fault:
            call(self.notify, str(fault), title="Not exported", severity="error", timeout=12, markup=False)
        else:
            call(self.notify, f"Written to {path}", title="Exported", timeout=10, markup=False)

    @work
    async def _ask_to_replace(self, path: Path, session: Session, now: datetime) -> None:
        body = plain(f"{path} is there already.")
        if await self.show("Write over it?", body, "Enter writes over it · Esc leaves it as it is"):
            self._export(session, now, force=True)
