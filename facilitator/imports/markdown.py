"""The post-mortem document as a session again: what `documents.markdown` writes, also where people changed it since.

What is not understood is told in a sentence, and its words become notes. Nothing is left out without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from facilitator.documents.impact import LABELS
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event
from facilitator.domain.record import Record
from facilitator.domain.session import Agenda
from facilitator.imports import actions, analysis, bones, causing, incident, lists, meeting
from facilitator.imports.building import Building, shortened
from facilitator.imports.entries import Entries
from facilitator.imports.inline import plain
from facilitator.imports.page import Part, is_ours, joined, parts, texts
from facilitator.imports.reading import ReadCause
from facilitator.imports.timeline import TITLE as TIMELINE
from facilitator.imports.timeline import timeline
from facilitator.text import clean

FROM_TWO: Final = 2
"""Sections from which a document is taken for a post-mortem: many a document has one that is called Notes."""
SECTIONS: Final = (
    incident.FACTS, TIMELINE, analysis.SECTION, meeting.IMPACT, *lists.TITLES, actions.TABLE, meeting.POLL,
    meeting.MEETING,
)  # fmt: skip
KNOWN: Final = frozenset(
    title.casefold()
    for title in (
        *SECTIONS, incident.SUMMARY, *analysis.TITLES, *LABELS, actions.CRITERIA, actions.COVERAGE, meeting.CHANGES
    )
)  # fmt: skip


class NotOurs(FacilitatorError):
    """A document that is no post-mortem of this form."""


class Imported(Record):
    """A session that was read."""

    events: tuple[Event, ...]
    told: tuple[str, ...]
    """What could not be read, and what became of it: a sentence each."""


Choose = Callable[[str], Agenda]
"""The agenda for a session whose document names one, or none with an empty name."""


def read(text: str, name: str, choose: Choose, now: datetime, by: str) -> Imported:
    """The session in a document; `name` is its title if it has none. NotOurs if it is something else."""
    page = joined(parts(clean(text)))
    titles = {_known(part) for part in page}
    if len(titles & {title.casefold() for title in SECTIONS}) < FROM_TWO:
        raise NotOurs(f"«{name}» has none of the sections of a post-mortem, such as «Timeline»: nothing was imported.")
    building = Building(now, by)
    said = incident.summary(page, name, building)
    drafts = timeline([part for part in page if _known(part) == TIMELINE.casefold()], said.incident, building)
    agenda = choose(meeting.agenda_named_in(page))
    create = CreateSession(said.incident, agenda, said.people, drafts)
    building.do(create, min(now, said.stage[1]) if said.stage else now)
    incident.set_state(said.stage, building)
    _make(page, said.incident.title, building)
    _keep_strange(page, building)
    building.close()
    return Imported(tuple(building.events), tuple(building.told))


def _make(page: list[Part], problem: str, building: Building) -> None:
    """Everything that stands in the session beside its timeline."""
    entries = Entries(building.session)
    causes = analysis.analysis(page, problem, entries, building)
    notes = lists.lists(page, entries, building)
    agreed = actions.agreed(page, causes, notes, building)
    causes.orders.append([each for each in agreed.order if isinstance(each, ReadCause)])
    causing.make(causes, building)
    for part in page:
        if _known(part) == bones.TITLE.casefold():
            bones.check_drawing(part, building.session, building)
    lists.make(notes, [[each for each in agreed.order if isinstance(each, lists.ReadNote)]], building)
    actions.make(agreed.actions, building)
    meeting.make_impact(page, building)
    meeting.make_poll(page, building)
    meeting.make_meeting(page, building)


def _known(part: Part) -> str:
    """The title by which a part is known; `Timeline (All times PST)` by its first word."""
    title = plain(part.title).casefold()
    return TIMELINE.casefold() if part.level > 1 and title.startswith(TIMELINE.casefold()) else title


def _keep_strange(page: list[Part], building: Building) -> None:
    """Parts that no post-mortem has, and what stands where only headings should."""
    bare = {analysis.SECTION.casefold(), *_titles(page)}
    for part in page:
        if _known(part) in KNOWN and _known(part) not in bare:
            continue
        kept = [text for block in part.blocks if not is_ours(block) for text in texts(block)]
        building.keep_all(kept, f"below «{part.title}»" if part.title else "at the top")
        if not kept and part.level > 1 and _known(part) not in KNOWN:
            building.tell(f"«{shortened(part.title)}» is no heading of a post-mortem, and nothing stands below it.")


def _titles(page: list[Part]) -> set[str]:
    return {_known(part) for part in page if part.level == 1}
