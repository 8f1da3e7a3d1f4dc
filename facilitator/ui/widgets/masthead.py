"""The two or three rows at the top: the incident, whether it is saved, the bar of phases, when the meeting will end."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain import schedule
from facilitator.domain.session import Phase, Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.text import say
from facilitator.ui.widgets.painted import Painted
from facilitator.when import clock, zone_name

WIDE = 100
"""Columns from which each phase has a name of its own in the bar."""


class Masthead(Painted):
    """What the whole room should know at any moment."""

    DEFAULT_CSS = """
    Masthead { dock: top; height: 3; background: $panel; padding: 0 1; }
    """

    session: reactive[Session] = reactive(Session())
    minute: reactive[datetime | None] = reactive[datetime | None](None)
    """The present time, as of the whole minute: nothing here changes more often."""
    saved: reactive[str] = reactive("saved")
    """`saved`, `saving`, `opening`, `reading` (nothing can be changed), `not saved`, `in the journal` only."""

    terminals: reactive[int] = reactive(0)
    """In how many the session is open; 0 while it is not shared."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        """Where the meeting is held."""

    def lines(self, width: int, height: int) -> list[Content]:
        now = self.minute
        if now is None:
            return []
        time = f"{clock(now, self._zone)} {zone_name(now, self._zone)}"
        shared = f"{self.terminals} terminal{'' if self.terminals == 1 else 's'}    " if self.terminals else ""
        rows = [_head(self.session, self.saved, shared + time, width)]
        end = _end(self.session, now, self._zone)
        rows += _wide(self.session, now, end, width) if width >= WIDE - 2 else _narrow(self.session, now, end, width)
        return rows


def _head(session: Session, saved: str, time: str, width: int) -> Content:
    incident = session.incident
    parts = [part for part in (incident.id, incident.title, incident.severity) if part]
    name = shapes.line(
        *[text(part + (" · " if i < len(parts) - 1 else ""), "bold" if part == incident.title else "")
          for i, part in enumerate(parts)]
    )  # fmt: skip
    mark = {
        "saved": text("● saved", "$text-success"),
        "saving": text("○ saving", QUIET),
        "opening": text("○ opening", QUIET),
        "reading": text("◇ reading only", "bold $text-warning"),
    }.get(saved, text(f"▲ {saved}", "bold $text-error"))
    return shapes.ends(name, say("$mark    $time", mark=mark, time=time), width)


def _end(session: Session, now: datetime, zone: str) -> tuple[Content, Content]:
    """When the meeting ends, and how far that is from when it should."""
    if session.ended:
        return text("ended " + clock(session.ended, zone), "bold"), text("well done", "$text-success")
    at, late = clock(schedule.ends(session, now), zone), round(schedule.drift(session, now) / 60)
    stop = f"stop {clock(session.ends_by, zone)}" if session.ends_by else ""
    if late > 0:
        word = text(f"▲ {late} min late", "bold $text-warning")
    elif late < 0:
        word = text(f"{-late} min early", "$text-success")
    else:
        word = text("on time", "$text-success")
    verb = "ends" if session.started else "would end"
    return text(f"{verb} {at}", "bold"), shapes.line(text(stop + "  " if stop else ""), word)


def _mark(session: Session, phase: Phase) -> tuple[str, str]:
    """A sign and a style for a phase: done, now, to come."""
    here = session.phase
    if here and here.id == phase.id:
        return "▶", "bold $text-primary" if not session.paused else "bold $text-warning"
    if any(visit.phase == phase.id for visit in session.visits):
        return "✓", "$text-success"
    return "·", QUIET


def _minutes(session: Session, phase: Phase, now: datetime) -> str:
    """Real and planned minutes of a phase: `12 of 15`; before it begins, only the plan."""
    lock = " locked" if phase.id in session.locked else ""
    plan = _whole(schedule.planned(session, phase.id))
    if any(visit.phase == phase.id for visit in session.visits):
        return f"{int(schedule.spent(session, phase.id, now) // 60)} of {plan}{lock}"
    return f"{plan} min{lock}"


def _whole(seconds: int) -> str:
    return f"{seconds / 60:.1f}".removesuffix(".0")


def _wide(session: Session, now: datetime, end: tuple[Content, Content], width: int) -> list[Content]:
    """Two rows: the names of the phases, and under each its minutes."""
    names, times = [], []
    for phase in session.agenda.phases:
        sign, style = _mark(session, phase)
        names.append(text(f"{sign} {phase.short}", style))
        times.append(text(f"  {_minutes(session, phase, now)}", style if sign == "▶" else QUIET))
    room = width - max(part.cell_length + 2 for part in end)
    widths = _widths([max(a.cell_length, b.cell_length) for a, b in zip(names, times, strict=True)], room)
    return [shapes.ends(_cells(row, widths), part, width) for row, part in zip((names, times), end, strict=True)]


def _widths(wanted: list[int], room: int) -> list[int]:
    """A width for each phase: what it wants and a gap. Where there is too little room, the widest give way."""
    if not wanted:
        return []
    gap = max(1, min(3, (room - sum(wanted)) // len(wanted)))
    widths = [each + gap for each in wanted]
    while sum(widths) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cells(parts: list[Content], widths: list[int]) -> Content:
    cells = zip(parts, widths, strict=True)
    return shapes.line(*[part.truncate(w - 1, ellipsis=True).truncate(w, pad=True) for part, w in cells])


def _narrow(session: Session, now: datetime, end: tuple[Content, Content], width: int) -> list[Content]:
    """Two rows: where we are in words, and all phases as signs with their minutes."""
    phases, here = session.agenda.phases, session.phase
    if here:
        where = say("[bold]$n of $all · $title[/bold]", n=session.index(here.id) + 1, all=len(phases), title=here.title)
    else:
        where = text("The meeting has ended" if session.ended else "Ready to start", "bold")
    marks = []
    for phase in phases:
        sign, style = _mark(session, phase)
        spent = int(schedule.spent(session, phase.id, now) // 60)
        plan = _whole(schedule.planned(session, phase.id))
        marks.append(text(f"{sign} {f'{spent}/{plan}' if sign != '·' else plan}  ", style))
    return [shapes.ends(where, end[0], width), shapes.ends(shapes.line(*marks), end[1], width)]
