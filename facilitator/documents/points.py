"""The lists of the room: what went well and wrong, lessons, parked questions, notes. Each with what was said of it."""

from __future__ import annotations

from facilitator.documents.escape import Escaped, markdown_text
from facilitator.documents.inline import plain, quiet
from facilitator.documents.spoken_of import SpokenOf
from facilitator.domain.note import Note, Section, heads, lead_and_detail, members
from facilitator.domain.session import Session

NUMBERED = (Section.WELL, Section.WRONG, Section.LESSON)


def points(session: Session, names: SpokenOf) -> dict[str, list[Escaped]]:
    """The items of each section, as Markdown; what stands under a point is a list in its item."""
    return {section.value: _items(session, session.section(section), names) for section in Section}


def _items(session: Session, notes: tuple[Note, ...], names: SpokenOf) -> list[Escaped]:
    items = []
    for number, note in enumerate(heads(notes), 1):
        under = members(notes, note.id)
        mark = f"{number}. " if note.section in NUMBERED else "- "
        rows = (f"\n{' ' * len(mark)}- {_line(session, each, names, each.votes)}" for each in under)
        together = note.votes + sum(each.votes for each in under)
        items.append(Escaped(f"{_line(session, note, names, together)}{''.join(rows)}"))
    return items


def _line(session: Session, note: Note, names: SpokenOf, votes: int) -> Escaped:
    text = _led(note.text) if note.section in NUMBERED else markdown_text(note.text)
    entry = session.entry(note.entry) if note.entry is not None else None
    owner = f"owner: {note.owner}" if note.owner.strip() else ""
    if not owner and note.section is Section.QUESTION:
        owner = "no owner yet"
    tags = (note.gap or "", names.time(entry) if entry else "", f"+{votes}" if votes else "", owner)
    return Escaped(f"{text}{quiet(*tags)}")


def _led(text: str) -> Escaped:
    """With its lead in bold, as the guide prints a point."""
    lead, detail = lead_and_detail(plain(text))
    if not lead or f"{lead}: {detail}" != plain(text):
        return markdown_text(text)
    return Escaped(f"**{markdown_text(lead)}:** {markdown_text(detail)}")
