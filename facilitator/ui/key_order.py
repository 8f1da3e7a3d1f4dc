"""Keys act in the order in which they were typed, whatever widget or binding they are for."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.events import Event, Key, Paste

from facilitator.clock import ticks

_PASSES: Final = 3
"""Once for the key on its way up to the app, once for what it made a widget post, once for what that led to."""
_PATIENCE: Final = 5.0
"""Seconds after which keys are no longer held back for a handler that does not end."""
_BUSY_TURNS: Final = 50
"""Turns of the event loop before waiting costs a millisecond each, and no longer the whole processor."""


class InTurn(App[ReturnType]):
    """Holds a key back until the one before it has had its effect (textual#6605).

    Textual queues a burst of keys at the widget that has the focus when they come, while a key that is not text goes up
    to the app first: Enter would take the line after the letters typed behind it. Letters for a line of text cannot
    overtake one another, so nothing waits while text is typed.
    """

    _held: deque[Event]
    _feeding: asyncio.Task[None] | None = None

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._feeding is not None:
            self._held.append(event)
        else:
            text = self._is_text(event)
            await super().on_event(event)
            if not text:
                self._held = deque()
                self._feeding = asyncio.create_task(self._feed())

    async def caught_up(self) -> None:
        """Wait until the keys that came so far have had their effect, or patience ends."""
        until = ticks() + _PATIENCE
        await _caught_up(self, until)
        while self._feeding is not None and ticks() < until:
            await asyncio.sleep(0.005)
        for node in self._way_up():
            await _caught_up(node, until)

    async def _feed(self) -> None:
        try:
            await self._settle()
            while self._held and self.is_running:
                event = self._held.popleft()
                text = self._is_text(event)
                await super().on_event(event)
                if not text:
                    await self._settle()
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._feeding = None

    def _is_text(self, event: Event) -> bool:
        focused = self.focused
        return isinstance(event, Key) and focused is not None and focused.check_consume_key(event.key, event.character)

    async def _settle(self) -> None:
        """Wait until all that was under way from the focus up to the app is done."""
        until = ticks() + _PATIENCE
        for _ in range(_PASSES):
            for node in self._way_up():
                await _caught_up(node, until)
            # A worker that the key started may be about to open a dialog.
            await asyncio.sleep(0)

    def _way_up(self) -> list[DOMNode]:
        if not self.screen_stack:
            return [self]
        return list((self.focused or self.screen).ancestors_with_self)


async def _caught_up(node: DOMNode, until: float) -> None:
    """Wait until this node has seen to all that is in its queue now, or is gone: a key may have closed its dialog."""
    passed = asyncio.Event()
    if not node.call_later(passed.set):
        return
    seen_running = False
    turns = 0
    while not passed.is_set() and ticks() < until:
        if seen_running and not node.is_running:
            return
        seen_running = node.is_running
        await asyncio.sleep(0 if turns < _BUSY_TURNS else 0.001)
        turns += 1
