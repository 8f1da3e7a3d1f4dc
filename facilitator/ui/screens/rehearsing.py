"""The meeting screen with a made-up room in it: lines come up by themselves, and the facilitator answers them."""

from __future__ import annotations

from datetime import datetime

from facilitator.capture import read_line
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.session import Session
from facilitator.rehearsal import SCRIPT, Answer, Beat, report
from facilitator.ui import shapes
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.shapes import text
from facilitator.ui.widgets.private import Private

WIDTH = 68
HOW = "Lines come up by themselves. F9 shows what the coach would say, n another sentence, s says it. Begin with ^N."


class RehearsalScreen(MeetingScreen):
    """Plays the script on the meeting's own clock. What is said to a line is measured, and told at the end."""

    def on_mount(self) -> None:
        self._answers: list[Answer] = []
        self._beats = iter(SCRIPT)
        self._heard: dict[int, tuple[Beat, datetime]] = {}
        """The lines that were said and when, by what they made; one that was answered is out."""
        self._going = False
        super().on_mount()
        self.notify(HOW, title="Rehearsal", timeout=20, markup=False)

    def acted(self, before: Session) -> None:
        super().acted(before)
        if self.session.phase and not self._going:
            self._going = True
            self._wait_for(next(self._beats, None))

    def _wait_for(self, beat: Beat | None) -> None:
        wait = self._clock.real(beat.after if beat else SCRIPT[0].after)
        self.set_timer(wait, (lambda: self._play(beat)) if beat else self._end)

    def _play(self, beat: Beat) -> None:
        """The room goes on to the phase of the line, and says it."""
        while self.session.phase and self.session.phase.work is not beat.work:
            if not self.act(NextPhase()):
                return
        if self.session.phase:
            self.act(read_line(beat.line, self.session, self._clock.now(), self.bench()))
            self._heard[self.session.past[-1].seq] = (beat, self._clock.now())
            self._tell_made()
        self._wait_for(next(self._beats, None))

    def on_private_asked(self, event: Private.Asked) -> None:
        if event.what == "said-it" and self.noticed and self.noticed.said.id in self._heard:
            beat, at = self._heard.pop(self.noticed.said.id)
            says = self.noticed.hint.says
            words = says[self.query_one(Private).wording % len(says)]
            self._answers.append(Answer(beat, (self._clock.now() - at).total_seconds(), words))
        super().on_private_asked(event)

    def _end(self) -> None:
        self.run_worker(self._tell_report())

    async def _tell_report(self) -> None:
        lines = [
            line
            for told in report(tuple(self._answers))
            for line in (*shapes.hanging(text(""), text(told), WIDTH), text(""))
        ]
        await self.show("How it went", shapes.stack(lines[:-1]))
