"""Whether an action item says what exactly will be changed (the guide: «Improve monitoring» is too vague)."""

from __future__ import annotations

import re
from typing import Final

from facilitator.domain.action import Task

FEW: Final = 2
"""Words that seldom say it."""
SHORT: Final = 5
"""Words up to which a task that begins with a weak verb is vague."""

_WEAK: Final = re.compile(
    r"(?:improve|enhance|optimi[sz]e|better|investigate|look (?:in|into|at)|explore|research|evaluate|review"
    r"|revisit|fix|address|handle|solve|monitor|check|consider|think|discuss"
    r"|ensure|make sure|work on|clean up|follow up|try)\b",
    re.IGNORECASE,
)
"""What begins so says what to look at, and not yet what to change."""
_CARE: Final = re.compile(
    r"\A(?:remind|train|educate|teach|tell)\b|\bpay (?:more )?attention\b"
    r"|\b(?:be|being) (?:more )?(?:careful|attentive|mindful)\b",
    re.IGNORECASE,
)
"""Humans will make mistakes, unless somebody can see that this was done."""
_THE_ISSUE: Final = re.compile(r"\b(?:the|this) (?:issue|problem|bug|root cause|incident)\b", re.IGNORECASE)
_EXACT: Final = re.compile(r"\d|[\"“«`(]")
"""A figure, a name in quotes, something in brackets."""
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Japanese, Chinese, Thai: no blanks, so words cannot be counted."""


def vague(task: Task) -> bool:
    """Whether the task does not say what exactly will be changed. Success criteria make up for much of it."""
    text, words = task.text.strip(), len(task.text.split())
    weak, few = _WEAK.match(text) is not None, words <= FEW and not _UNSPACED.search(text)
    if weak and few:
        return True
    if _EXACT.search(text) or task.criteria.strip():
        return False
    return few or bool(_CARE.search(text)) or (weak and (words <= SHORT or bool(_THE_ISSUE.search(text))))
