"""The lists of the room read back: what went well and wrong, lessons, parked questions, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from facilitator.documents.spoken_of import READ
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, VoteNote
from facilitator.domain.note import Gap, Section
from facilitator.imports.building import Building
from facilitator.imports.entries import Entries
from facilitator.imports.found import merged
from facilitator.imports.inline import line
from facilitator.imports.page import LISTS, Part, below, is_ours, nested, raw, texts
from facilitator.text import pieces

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TITLES: Final = {
    "What Went Well": Section.WELL,
    "Where We Got Lucky": Section.LUCKY,
    "What Went Wrong": Section.WRONG,
    "Lessons Learned": Section.LESSON,
    "Parking Lot": Section.QUESTION,
    "Notes": Section.NOTE,
}
_NOBODY: Final = "no owner yet"


@dataclass(eq=False)
class ReadNote:
    """One line that was read."""

    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""
    entry: int | None = None
    votes: int = 0
    id: int = 0
    under: ReadNote | None = None
    """The point in whose item it stands, in a list."""


def lists(parts: Iterable[Part], entries: Entries, building: Building) -> list[ReadNote]:
    """All lines of all lists, in the document's order."""
    sections = {title.casefold(): section for title, section in TITLES.items()}
    by_section: dict[Section, list[ReadNote]] = {section: [] for section in READ}
    for part in parts:
        section = sections.get(part.title.casefold())
        for block in part.blocks if section else ():
            if section and block.type in LISTS:
                for item in block.children:
                    by_section[section] += _item(section, item, entries)
            elif section and not is_ours(block):
                by_section[section] += [ReadNote(section, text) for text in texts(block)]
    return [note for row in by_section.values() for note in row if note.text]


def make(notes: list[ReadNote], orders: Iterable[list[ReadNote]], building: Building) -> None:
    """Make them, in an order that agrees with each list and with what other parts of the document show."""
    place = {id(note): i for i, note in enumerate(notes)}
    sections = [[place[id(note)] for note in notes if note.section is section] for section in READ]
    others = [[place[id(note.under or note)] for note in order] for order in orders]
    for i in merged([*sections, *others], len(notes)):
        note = notes[i]
        made = building.do(AddNotes(note.section, pieces(note.text), note.gap, note.owner))
        note.id = made[0]
        if note.entry is not None:
            building.do(LinkNote(note.id, note.entry))
        if note.votes:
            building.do(VoteNote(note.id, note.votes))
    for note in notes:
        if note.under:
            building.do(GroupNote(note.id, note.under.id))


def _item(section: Section, item: SyntaxTreeNode, entries: Entries) -> list[ReadNote]:
    """A point, what stands under it in a list, and as points of their own what else somebody wrote into its item."""
    head = _note(section, raw(item), entries)
    over = head if head.text else None
    under: list[ReadNote] = []
    for each in (each for row in nested(item) for each in row.children):
        under.append(_note(section, raw(each), entries, over))
        under += [ReadNote(section, text, under=over) for text in below(each)]
    # What is shown with the head are the votes for all of them.
    head.votes = max(0, head.votes - sum(each.votes for each in under))
    return [head, *under, *(ReadNote(section, text) for text in below(item, *LISTS))]


def _note(section: Section, said: str, entries: Entries, under: ReadNote | None = None) -> ReadNote:
    read = line(said)
    owner = read.own("owner")
    tags = [tag for tag in read.tags if tag not in (f"owner: {owner}", _NOBODY)]
    gap = next((Gap(tag) for tag in tags if section is Section.WRONG and tag in list(Gap)), None)
    beside = entries.beside([tag for tag in tags if tag != gap])
    if beside is None or len(beside[0]) > 1:  # Brackets with anything else in them are somebody's words.
        return ReadNote(section, read.whole, under=under)
    seen, votes = beside
    return ReadNote(section, read.text, gap, owner, seen[0] if seen else None, votes, under=under)
