"""The parts of an action item that is written as one line: its dates, its task without them, and its results."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_COUNT: Final = r"(?:\d+|an?|one|two|three|four|five|six)"
_NEXT: Final = r"(?:this |next |coming |on |by )?"
DATES: Final = re.compile(
    r"(?<![\w-])(?:\d{4}-\d\d?-\d\d?|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?"
    rf"|(?:by|due|until|till|before|on|this|next|deadline|coming|:|,|;|\|) ?{_NEXT}{_DAY}(?!\w)"
    r"|(?:end|close|last day|(?:first|second|third|last) week|beginning|start) of (?:the |this |next )?"
    rf"(?:{_MONTH}|day|week|month|quarter|year|sprint|q[1-4]|business)"
    rf"|(?:within|in) (?:the next )?{_COUNT} (?:working |business )?(?:days?|weeks?|months?)"
    r"|(?:by|due|until|before) (?:tomorrow|tonight|today|noon|q[1-4]|eo[dwmqy]|next (?:week|month|sprint)|the end of)"
    r"|(?:this|next) (?:week|month)|week \d\d?|kw ?\d\d?|cw ?\d\d?|tomorrow|eo[dwmqy]|q[1-4] \d{4})(?!\w)",
    re.IGNORECASE,
)
LATER: Final = re.compile(
    r"\b(?:asap|a\.s\.a\.p|soon|someday|some day|some time|sometime|eventually|when(?:ever)? (?:time|possible|we have)"
    r"|at some point|tbd|tba|when there is time|as soon as possible|in the future|in future|one day soon|later)\b",
    re.IGNORECASE,
)
"""What is no date."""
_LABEL: Final = re.compile(
    r"(?<!\w)(?:owners?|owned by|assignee|assigned to|assigned|dri|responsible|who|due(?: date| by| on)?|deadline|eta"
    r"|until|till|by|before|not later than|no later than)\s*[:=]?\s*(?=\x00|\Z|[,;.)|-])",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"\A(?:\W|\d+[.)]|todo|action(?: item)?s?|task|ai|we|you|i|they|one|somebody|someone|everyone|everybody|all"
    r"|the team|should|shall|must|will|would|could|can|needs? to|have to|has to|wants? to|going to|to|please|maybe"
    r"|perhaps|just|also|then|and|let's|lets|try to|like)(?!\w)[\s:,-]*",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:done|finished|complete|success|verified|proven|checked|measured|accepted|acceptance|closed|result|outcome"
    r"|criteri(?:a|on)|findings?|answer|report|conclusion|dod|evidence|proof)\b"
    r"(?: (?:when|once|if|is|as|in|by|=|with)|:|s\b)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"(?<![\w-])(?:[<>≤≥~]\s?)?\d+(?:[.,]\d+)?\s?(?:%|[a-z]+)?|[\"“«`]", re.IGNORECASE)
_PART: Final = re.compile(r"[;|•·]|\s[-–—]+\s|, |\. |\(|\)|: ")


def bare_task(text: str, owned: Collection[str]) -> str:
    """The task without its owner, its date, and words such as «we should»."""
    parts = [part for part in _PART.split(_blanked(text, owned)) if _words(part)]
    task = parts[0] if parts else ""
    if len(parts) > 1 and len(_words(task)) == 1 and not re.search(r"\x00", task):
        task = " ".join(parts[:2])
    task = task.replace("\x00", " ")
    before = None
    while before != task:
        before, task = task, _LEAD.sub("", task, count=1)
    return task.strip()


def results(text: str, owned: Collection[str]) -> bool:
    """Whether it says how one sees that it is done: «done when …», a figure, or a clause of its own."""
    rest = _blanked(text, owned)
    if _DONE.search(rest) or _FIGURE.search(rest.replace("\x00", " ")):
        return True
    parts = [_words(part) for part in _PART.split(rest)]
    return sum(len(words) >= 3 for words in parts) > 1


def _blanked(text: str, owned: Collection[str]) -> str:
    for name in sorted(owned, key=len, reverse=True):
        text = re.sub(rf"(?<![\w@])@?{re.escape(name.lstrip('@'))}(?!\w)", "\x00", text)
    text = LATER.sub("\x00", DATES.sub("\x00", text))
    for _ in range(3):
        text = _LABEL.sub("\x00", text)
    return text


def _words(part: str) -> list[str]:
    return re.findall(r"[^\W_][\w'-]*", part)
