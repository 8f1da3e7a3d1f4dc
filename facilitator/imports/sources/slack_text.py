"""Text copied out of Slack: a name with a time, and below it what was said; days stand in lines of their own.

As post-mortems quote it (`name [1:26 PM]`), and as Slack's programs copy it: name, then time, then text, line by line.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from facilitator.domain.session import When
from facilitator.imports.sources.clocks import Clocks
from facilitator.imports.sources.fields import spoken
from facilitator.imports.sources.form import NO, NO_TIME, Content, Ground, Item, Result
from facilitator.imports.sources.order import day_first
from facilitator.imports.sources.slack import BOTS, NOTICES
from facilitator.when import today

_TIME = r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?"
_BRACKETS: Final = re.compile(rf"(?P<who>[^\[\]|]{{1,80}}?)(?P<app>\s+APP)?\s*\[(?P<time>{_TIME})\]:?\s*(?P<said>.*)")
_BESIDE: Final = re.compile(
    rf"(?P<who>\S.{{0,79}}?)(?P<app>\s*\bAPP)?(?:\s{{2,}}{_TIME}|\s+\d{{1,2}}:\d\d\s?[AaPp][Mm])"
)
_ALONE: Final = re.compile(rf"(?P<before>\s*)\[?(?P<time>{_TIME})\]?\s*")
_END: Final = re.compile(rf"{_TIME}$")
_FURNITURE: Final = re.compile(
    r"(?:new messages?|new|\d{1,4} repl(?:y|ies).*|last reply .*|view thread.*|also sent to the channel|replied to a "
    r"thread:?.*|saved for later.*|pinned by .*|\(?edited\)?|[-–—_=*]{3,}|:[\w+'-]{1,40}:\s?\d{0,4}|jump to .*)",
    re.IGNORECASE,
)
_DONE = (
    r"(?:has )?(?:joined|left|was (?:added to|removed from)|(?:un)?archived) (?:the channel|#[\w-]+)(?: by .{1,60})?\.?"
)
_NOTICE: Final = re.compile(_DONE, re.IGNORECASE)
_JOINED: Final = re.compile(rf"\S.{{0,60}}\s{_DONE}", re.IGNORECASE)
_HALF: Final = re.compile(r"[AaPp]\.?[Mm]")
_DAYS: Final = {"today": 0, "yesterday": 1}
FURNITURE: Final = "lines of Slack's own, such as replies and reactions"
FROM_NOW: Final = "«Today» and «Yesterday» in it were counted from now: name the day in their place if that is wrong."
LONG: Final = 160
"""Characters from which on a line is what somebody said."""


def detect(content: Content) -> int:
    if content.data or content.archive:
        return NO
    lines = [line for line in content.text[:20_000].splitlines() if line.strip()]
    heads = sum(_header(line) is not None for line in lines)
    alone = sum(bool(len(line) < LONG and _ALONE.fullmatch(line)) for line in lines)
    enough = heads > 1 or alone > 1 or (heads and len(lines) < 6)
    return 75 if enough and not lines[0].lstrip().startswith(("|", "#")) else NO


def read(content: Content, ground: Ground) -> Result:
    lines = content.text.splitlines()
    reader = _Reader(Clocks(ground, day_first=day_first(lines[:2000], ground, european=False)[0]), ground)
    quoted = sum(line.startswith(">") for line in lines) * 2 > sum(map(bool, lines))  # as documents quote it
    for line in lines:
        reader.take(re.sub(r"^>\s?", "", line) if quoted else line)
    reader.close()
    return Result(tuple(reader.items), ((FURNITURE, reader.furniture),), tuple(reader.clocks.told))


def _header(line: str) -> tuple[str, str, str, bool] | None:
    """Who, when, what was said in the same line, and whether it was a bot."""
    line = line.strip().removeprefix(">").lstrip()
    if found := _BRACKETS.fullmatch(line):
        return found["who"].strip(), found["time"], found["said"], bool(found["app"])
    beside = _BESIDE.fullmatch(line) if len(line) < LONG else None
    time = _END.search(line) if beside else None
    return (beside["who"].strip(), time[0], "", bool(beside["app"])) if beside and time else None


class _Reader:
    """The lines in turn; a message is kept when the next one begins."""

    def __init__(self, clocks: Clocks, ground: Ground) -> None:
        self.clocks, self._ground = clocks, ground
        self.items: list[Item] = []
        self.furniture = 0
        self._who, self._bot = "", False
        self._when: tuple[When, str] = When(), NO_TIME
        self._said: list[str] = []
        self._begun = False
        self._half, self._minutes = "", 0

    def take(self, line: str) -> None:
        short = len(line) < LONG
        if header := _header(line):
            self.close()
            who, time, said, bot = header
            self._begin(who, time, bot)
            self._said = [said] * bool(said)
        elif short and (alone := _ALONE.fullmatch(line)):
            new = bool(alone["before"]) or not alone["time"][-1].isdigit()
            who, bot = self._name() if new else ("", False)
            self.close()
            self._begin(who or self._who, alone["time"], bot if who else self._bot)
        elif short and (ago := _DAYS.get(line.strip(" \t-–—_=*").casefold())) is not None:
            self.close()
            self.clocks.of_day(today(self._ground.now, self._ground.zone) - timedelta(days=ago))
            self.clocks.told.append(FROM_NOW)
        elif short and self.clocks.heading(line):
            self.close()
        elif short and line.strip() and _FURNITURE.fullmatch(line.strip()):
            self.furniture += 1
        elif short and _JOINED.fullmatch(line.strip()):
            self.items.append(Item(When(), line.strip(), None, NO_TIME, NOTICES))
        else:
            self._said.append(line.rstrip())

    def _begin(self, who: str, time: str, bot: bool) -> None:
        self._who, self._bot, self._begun = who, bot, True
        half = _HALF.search(time)
        if half:
            self._half = half[0]
        elif self._half:  # below a name with am or pm, Slack writes times without it
            earlier = _minutes(time) < self._minutes
            other = "AM" if self._half[0] in "pP" else "PM"
            self._half = other if earlier else self._half
            time += f" {self._half}"
        self._minutes = _minutes(time)
        self._when = self.clocks.cell(time)

    def _name(self) -> tuple[str, bool]:
        """The last line so far, which was a name after all; a bot has a line «APP» below its name."""
        while self._said and not self._said[-1].strip():
            self._said.pop()
        bot = bool(self._said) and self._said[-1].strip() == "APP"
        if bot:
            self._said.pop()
        who = self._said.pop().strip() if self._said and len(self._said[-1]) <= 80 else ""
        bot = bot or who.endswith(" APP")
        return who.removesuffix(" APP").strip(), bot

    def close(self) -> None:
        said = "\n".join(self._said).strip()
        if said or self._begun:
            folded = BOTS if self._bot else NOTICES if len(said) < LONG and _NOTICE.fullmatch(said) else ""
            when, why = self._when if self._begun else (When(), NO_TIME)
            self.items.append(Item(when, spoken(self._who, said), None, why, folded))
        self._said, self._begun = [], False


def _minutes(time: str) -> int:
    """On a dial of twelve hours."""
    hour, minute = re.findall(r"\d+", time)[:2]
    return int(hour) % 12 * 60 + int(minute)
