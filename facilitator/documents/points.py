"""The lists of the room: what went well and wrong, lessons, parked questions, notes. Each with what was said of it."""

from __future__ import annotations

from facilitator.documents.escape import Escaped, markdown_text
from facilitator.documents.inline import plain, quiet
from facilitator.documents.spoken_of import SpokenOf
from facilitator.domain.note import Note, Section, lead_and_detail
from facilitator.domain.session import Session

NUMBERED = (Section.WELL, Section.WRONG, Section.LESSON)


def points(session: Session, names: SpokenOf) -> dict[str, list[Escaped]]:
    """The lines of each section, as Markdown."""
    return {section.value: [_line(session, note, names) for note in session.section(section)] for section in Section}


def _line(session: Session, note: Note, names: SpokenOf) -> Escaped:
    text = _led(note.text) if note.section in NUMBERED else markdown_text(note.text)
    entry = session.entry(note.entry) if note.entry is not None else None
    owner = f"owner: {note.owner}" if note.owner.strip() else ""
    if not owner and note.section is Section.QUESTION:
        owner = "no owner yet"
    tags = (note.gap or "", names.time(entry) if entry else "", f"+{note.votes}" if note.votes else "", owner)
    return Escaped(f"{text}{quiet(*tags)}")


def _led(text: str) -> Escaped:
    """With its lead in bold, as the guide prints a point."""
    lead, detail = lead_and_detail(plain(text))
    if not lead or f"{lead}: {detail}" != plain(text):
        return markdown_text(text)
    return Escaped(f"**{markdown_text(lead)}:** {markdown_text(detail)}")
