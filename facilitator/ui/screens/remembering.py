"""What earlier post-mortems have to say: what was promised, how long it took, and whether this has happened before.

The other sessions are read once, in a thread, a while after the screen is up; the meeting never waits for them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.reactive import var
from textual.worker import Worker, WorkerState

from facilitator.clock import Clock
from facilitator.domain.action import Status
from facilitator.domain.acts.cause_marks import RootStated
from facilitator.domain.acts.causes import CauseAdded, CauseChanged
from facilitator.domain.acts.incident import DescribeIncident
from facilitator.domain.acts.plan import SetPlan
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.desk import MeetingDesk
from facilitator.ui.screens.coaching import Coaching
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say

if TYPE_CHECKING:
    from facilitator.follow_up import Item, Sheet
    from facilitator.insights_digest import Digest
    from facilitator.similar import Similar

ARCHIVE = "archive"
AFTER = 3.0
"""Seconds after which the other sessions are read."""
MANY = 1000
"""Sessions that are read in a meeting; the newest ones, in a larger archive."""
TOLD = 6
"""Promises that are told in one minute."""
WIDTH = 68
RECURRENCE = "recurrence-of-"
"""The tag by which the insights know a recurrence."""


class Remembering(Coaching):
    """The archive beside the meeting."""

    promised: var[tuple[str, ...]] = var[tuple[str, ...]](())
    """What became of the action items of earlier post-mortems of these services, in short lines."""
    alike: var[tuple[Similar, ...]] = var[tuple["Similar", ...]](())
    """Earlier incidents like this one, the most similar first."""

    def __init__(self, desk: MeetingDesk, clock: Clock, zone: str) -> None:
        super().__init__(desk, clock, zone)
        self._others: list[tuple[str, Session]] | None = None
        """The newest of the other sessions, once they are read."""
        self._sheets: list[tuple[str, Sheet]] | None = None
        """The action items of the other sessions, once they are read."""

    def remember(self) -> None:
        """Begin to read the archive in a while."""
        self.set_timer(AFTER, self._read_archive)

    def look_back(self, before: Session) -> None:
        """Compare again when a cause was written."""
        new = self.session.past[len(before.past) :]
        if any(isinstance(event.fact, CauseAdded | CauseChanged | RootStated) for event in new):
            self._read_archive()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault in what others wrote long ago must not end this meeting."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and event.worker.group == ARCHIVE and error:
            from facilitator.folders import log_file
            from facilitator.ui.crash import note_crash

            note_crash(Path(log_file()), error)
            told = f"Earlier post-mortems cannot be shown. The meeting goes on. The details are in {log_file()}."
            self.notify(told, severity="warning", markup=False)

    @work(thread=True, exclusive=True, group=ARCHIVE, exit_on_error=False)
    def _read_archive(self) -> None:
        session, folder = self.session, self.desk.folder
        if folder is None:
            return
        if session.agenda.trends:
            from facilitator.quarter import trends

            told = trends(self._digests(folder), self._clock.now(), session.incident.timezone)
            self.app.call_from_thread(self._remembered, told, ())
        else:
            self.app.call_from_thread(self._remembered, self._promises(folder), self._alike(folder))

    def _promises(self, folder: Path) -> tuple[str, ...]:
        from facilitator.follow_up import Sheet
        from facilitator.similar import earlier_promises
        from facilitator.store.archive_told import read_told

        if self._sheets is None:
            self._sheets = list(read_told(folder, Sheet, most=MANY, without=self.desk.name).told)
        promises = earlier_promises(self.session, self._sheets, self.today())
        marks = (("▲ late", promises.late), ("○ open", promises.open), ("✓ done", promises.done))
        marked = [(mark, item) for mark, found in (*marks, ("× won't do", promises.wont_do)) for item in found]
        lines = [f"{mark}: {_item(item)}" for mark, item in marked]
        if len(lines) > TOLD:
            rest = Counter(mark[2:] for mark, _ in marked[TOLD - 1 :])
            lines = [*lines[: TOLD - 1], f"… and {', '.join(f'{n} {mark}' for mark, n in rest.items())}"]
        return tuple(lines)

    def _alike(self, folder: Path) -> tuple[Similar, ...]:
        """The incidents like this one; before there is a cause the others need not be read."""
        from facilitator.similar import most_similar
        from facilitator.store.archive import read_archive

        if not self.session.causes:
            return ()
        if self._others is None:
            kept = read_archive(folder, most=MANY).kept
            self._others = [(each.name, each.session) for each in kept if each.name != self.desk.name]
        return tuple(most_similar(self.session, self._others, 3, self.today()))

    def _digests(self, folder: Path) -> list[tuple[str, Digest]]:
        from facilitator.insights_digest import Digest
        from facilitator.store.archive_told import read_told

        return list(read_told(folder, Digest, most=MANY, without=self.desk.name).told)

    def _remembered(self, promised: tuple[str, ...], alike: tuple[Similar, ...]) -> None:
        self.promised, self.alike = promised, alike

    @work
    async def action_happened_before(self) -> None:
        """The incidents like this one; one of them beside the meeting, and linked on Enter."""
        if not self.alike:
            told = "Nothing like it was found among the earlier post-mortems of this folder."
            first = "Write a cause first: it is compared by its words."
            self.notify(told if self.session.causes else first, markup=False)
            return
        choices = [(i, _choice(each)) for i, each in enumerate(self.alike)]
        at = await self.choose("Has this happened before?", choices, hint="Enter shows it · Esc goes back")
        if at is None:
            return
        each = self.alike[at]
        hint = "Enter links this one as a recurrence · Esc goes back"
        if await self.show(each.session.incident.title, _told(each), hint):
            incident = self.session.incident
            tag = RECURRENCE + (each.session.incident.id or each.name)
            self.act(DescribeIncident(replace(incident, tags=tuple(dict.fromkeys((*incident.tags, tag))))))
            self.notify("Linked as a recurrence. ^Z takes it back.", markup=False)

    @work
    async def action_past_minutes(self) -> None:
        """What each phase took in the team's own meetings, as a plan for this one."""
        from facilitator.suggested import suggested
        from facilitator.ui import past_minutes
        from facilitator.ui.widgets.hits import beside

        agenda, folder = self.session.agenda, self.desk.folder
        if self.session.visits or folder is None:
            self.notify("The meeting has begun: ^R gives a phase two minutes more.", markup=False)
            return
        rows = await beside(lambda: suggested(agenda, [told for _, told in self._digests(folder)]))
        if fault := past_minutes.too_few(rows, agenda.name):
            self.notify(fault, markup=False)
            return
        before = self.session.plan
        plan = past_minutes.plan(rows, before)
        hint = "Enter takes these minutes · Esc leaves the plan as it is"
        if await self.show("Minutes from past meetings", past_minutes.table(rows, before, plan), hint):
            self.act(SetPlan(plan))


def _item(item: Item) -> str:
    """What was promised, by whom and until when; of what was given up, why."""
    task = item.action.task
    told = (task.reason,) if task.status is Status.WONT_DO else (task.owner, str(task.due or ""))
    facts = ", ".join(filter(None, told))
    return f"{task.text} ({facts})" if facts else task.text


def _choice(each: Similar) -> Content:
    head = say("$title  $name", title=text(each.session.incident.title, "bold"), name=text(each.name, QUIET))
    return shapes.stack([head, *shapes.hanging(text("  "), text(" · ".join(each.why), QUIET), WIDTH)])


def _told(each: Similar) -> Content:
    """What happened, what was behind it, and what is still open of what was promised."""
    from facilitator.documents.analysis import stated
    from facilitator.domain import causes

    session = each.session
    lines: list[Content] = []
    if session.incident.summary:
        lines += [*shapes.hanging(text(""), text(session.incident.summary), WIDTH), Content("")]
    head = causes.primary(session)
    for cause in ((head,) if head else ()) + causes.contributing(session):
        lines += shapes.hanging(text("◆ "), text(stated(cause)), WIDTH)
    lines += [Content(""), text("Still open", "bold $text-primary")] if each.promised else []
    for item in each.promised:
        lines += shapes.hanging(text("○ "), text(_item(item)), WIDTH)
    return shapes.stack(lines or [text("It has no summary and no causes yet.", QUIET)])
