"""The scribe's line: every key counts, in its order, and every pasted line is kept."""

from __future__ import annotations

from typing import Final

from textual.events import Key
from textual.events import Paste as PasteEvent
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from facilitator.text import clean

_JOINERS: Final = "\u200c\u200d"
"""They join or part letters and emoji; Python calls them unprintable."""


class NoteInput(Input):
    """One line of text that is taken and emptied in one step. It relies on InTurn for the order of keys."""

    DEFAULT_CSS = "NoteInput { overflow: hidden; }"

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Its own content moves nothing else, so a key needs no layout of the screen (stock Input asks for one)."""

    class Submitted(Message):
        """A line was entered; it is clean and not empty, and no longer in the input."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pasted(Message):
        """Several lines were pasted; they are clean, and the input is as it was."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Recall(Message):
        """Up on an empty line: the last line is wanted again."""

    class Escaped(Message):
        """Escape."""

    class Slash(Message):
        """A slash at the start of an empty line."""

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, id=id, classes=classes, select_on_focus=False, compact=True, validate_on=()
        )
        self.cursor_blink = False

    def watch_virtual_size(self) -> None:
        """A layout would have kept the line from staying scrolled when it becomes shorter."""
        self.scroll_target_x = self.scroll_x = self.scroll_x

    def load(self, text: str) -> None:
        """Put a text into the line, to be changed."""
        self.value = clean(text, one_line=True)
        self.cursor_position = len(self.value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A key is text, unless it is a character that acts."""
        return _is_text(character) and not (character == "/" and not self.value)

    async def _on_key(self, event: Key) -> None:
        if event.key == "escape":
            message: Message = self.Escaped()
        elif event.key == "up" and not self.value:
            message = self.Recall()
        elif event.character == "/" and not self.value:
            message = self.Slash()
        else:
            if event.character and event.character in _JOINERS:
                self.replace(event.character, *self.selection)
                event.stop()
            return
        event.stop()
        event.prevent_default()
        self.post_message(message)

    def _on_paste(self, event: PasteEvent) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        self._take(self.app.clipboard)

    async def action_submit(self) -> None:
        text = clean(self.value, one_line=True)
        self.clear()
        if text:
            self.post_message(self.Submitted(text))

    def _take(self, pasted: str) -> None:
        text = clean(pasted).strip("\n")
        if "\n" in text:
            self.post_message(self.Pasted(text))
        elif text:
            self.replace(text.replace("\t", " "), *self.selection)


def _is_text(character: str | None) -> bool:
    return character is not None and (character.isprintable() or character in _JOINERS)
