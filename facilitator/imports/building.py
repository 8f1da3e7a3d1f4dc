"""A session in the making: commands done one after the other, and sentences on what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Section
from facilitator.domain.rules import decide
from facilitator.domain.session import Session
from facilitator.text import pieces

QUOTED = 60
"""Characters of a text that are told."""


class Building:
    """The session so far. What is not understood becomes a note of it, so that nothing is lost."""

    def __init__(self, now: datetime, by: str) -> None:
        self.session = Session()
        self.events: list[Event] = []
        self.told: list[str] = []
        self.now = now
        self._by = by
        self._kept: list[str] = []

    def do(self, command: Command, at: datetime | None = None) -> tuple[int, ...]:
        """Do it, and give the numbers of what came of it; what is refused is told."""
        try:
            events = decide(self.session, command, at or self.now, self._by)
        except Refused as refusal:
            self.tell(str(refusal))
            return ()
        if self.session.seq:
            for event in events:
                self.session = evolve(self.session, event)
        else:
            self.session = replay(events)
        self.events += events
        return tuple(event.seq for event in events)

    def tell(self, sentence: str) -> None:
        if sentence not in self.told:
            self.told.append(sentence)

    def keep(self, text: str, why: str) -> None:
        """A text that has no place of its own: it becomes a note, and that is told."""
        if text.strip():
            self._kept.append(text)
            self.tell(f"{why}: «{shortened(text)}» was kept as a note.")

    def keep_all(self, texts: Iterable[str], where: str) -> None:
        """All that stands in one place, told in one sentence."""
        kept = [text for text in texts if text.strip()]
        self._kept += kept
        if len(kept) == 1:
            self.tell(f"«{shortened(kept[0])}» {where} could not be placed and was kept as a note.")
        elif kept:
            self.tell(f"{len(kept)} texts {where} could not be placed and were kept as notes.")

    def close(self) -> None:
        """Write down what was kept."""
        texts = tuple(part for text in self._kept for part in pieces(text))
        if texts:
            self.do(AddNotes(Section.NOTE, texts))


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"
