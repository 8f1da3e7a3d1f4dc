"""What the terminal sends, as text: bytes that are no UTF-8 end nothing, and a paste stays a paste."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import Final

from facilitator.clock import ticks

_START: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
_END_BEGUN: Final = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")
_ESCAPE: Final = re.compile("\x1b([@-_])?")
_PATIENCE: Final = 1.0
"""Seconds without a byte after which a paste that was never closed is over, once a key comes."""
_KEY: Final = 32
"""No key, nor a word typed in one go, is longer than this many characters."""


class TerminalDecoder:
    """Decodes one terminal's bytes, for Textual's parser to read: by its own, one stray byte would end the app
    (textual#6456)."""

    def __init__(self) -> None:
        self._utf8 = getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        self._begun = ""
        """The last characters, which may be the beginning of a mark."""
        self._heard = 0.0

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of these bytes; EOFError when the terminal is gone, where the driver would read nothing for ever."""
        if not data:
            raise EOFError
        text = self._utf8.decode(data, final)
        quiet, self._heard = ticks() - self._heard, ticks()
        if self._pasting and quiet > _PATIENCE and len(text) <= _KEY and _END not in self._begun + text:
            self._pasting = False
            self._begun = ""
            return _END + self._keys(text)
        return self._pasted(text) if self._pasting else self._keys(text)

    def _keys(self, text: str) -> str:
        """Keys are passed on as they are."""
        seen = self._begun + text
        at = seen.find(_START)
        if at < 0:
            self._begun = seen[1 - len(_START) :]
            return text
        self._pasting = True
        keys_end = at + len(_START) - len(self._begun)
        self._begun = ""
        return text[:keys_end] + self._pasted(text[keys_end:])

    def _pasted(self, text: str) -> str:
        """Escape sequences in a paste must not become keys: each ESC is taken into the one character it stands for."""
        body, end, keys = (self._begun + text).partition(_END)
        self._begun = ""
        if end:
            self._pasting = False
            return _harmless(body) + end + self._keys(keys)
        if begun := _END_BEGUN.search(body):
            self._begun = begun[0]
            body = body[: begun.start()]
        return _harmless(body)


def _harmless(pasted: str) -> str:
    return _ESCAPE.sub(lambda found: chr(ord(found[1]) + 0x40) if found[1] else "", pasted)
