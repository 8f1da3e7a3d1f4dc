"""What the room makes in a phase: the becauses, the points, the actions, the lessons."""

from __future__ import annotations

from textual.content import Content

from facilitator.domain.session import Note, Section, Session, Work
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.guide import shown_phase
from facilitator.ui.widgets.rows import Rows

SECTIONS: dict[Work, tuple[Section, ...]] = {
    Work.OPENING: (Section.NOTE,),
    Work.TIMELINE: (Section.QUESTION,),
    Work.CAUSES: (Section.QUESTION,),
    Work.WELL: (Section.WELL, Section.LUCKY),
    Work.WRONG: (Section.WRONG, Section.LUCKY),
    Work.ACTIONS: (Section.ACTION,),
    Work.CLOSING: (Section.LESSON, Section.ACTION, Section.QUESTION),
    Work.NOTES: (Section.NOTE,),
}
TITLES = {
    Section.NOTE: "Notes",
    Section.WELL: "What went well",
    Section.WRONG: "What went wrong",
    Section.LUCKY: "Where we got lucky",
    Section.ACTION: "Action items",
    Section.LESSON: "Lessons learned",
    Section.QUESTION: "Parked questions",
}
EMPTY = {
    Section.NOTE: "Anything worth keeping: type it and press Enter.",
    Section.WELL: "What worked? Fast detection, clear leadership, quick mitigation. #lucky for what was luck.",
    Section.WRONG: "What would a better process, tool or training have changed? #lucky for what was luck.",
    Section.LUCKY: "",
    Section.ACTION: "What will we change? A specific task, one owner, a due date, and how we will know it is done.",
    Section.LESSON: "What do we take with us? One line each.",
    Section.QUESTION: "Start a line with ? to park a question.",
}


class WorkPane(Rows):
    """The notes of the present phase."""

    HELP = "What you type and enter lands here. Frame it as systems, not people."

    def ids(self) -> list[int]:
        return [note.id for note in notes(self.session)]

    def empty(self) -> str:
        phase = shown_phase(self.session)
        return EMPTY[SECTIONS[phase.work][0]] if phase else ""

    def watch_session(self, before: Session, after: Session) -> None:
        phase = shown_phase(after)
        if phase:
            self.border_title = Content(TITLES[SECTIONS[phase.work][0]])

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        made = notes(self.session)
        note = made[index]
        lines: list[Content] = []
        number = 1 + sum(each.section is note.section for each in made[:index])
        if number == 1 and index:
            lines += [Content(""), text(TITLES[note.section], QUIET)]
        first, words = text(f"{number:>2} "), text(note.text)
        if chosen:
            first, words = first.stylize_before("reverse"), words.stylize("reverse")
        return lines + shapes.hanging(first, words, width)


def notes(session: Session) -> list[Note]:
    """What the room made in the present phase, in the order shown."""
    phase = shown_phase(session)
    sections = SECTIONS[phase.work] if phase else ()
    return [note for section in sections for note in session.section(section)]
