"""What can go wrong in a way a person should read. Each message is one plain sentence, ready to show."""

from __future__ import annotations


class FacilitatorError(Exception):
    """Anything we tell the user about instead of failing."""


class Refused(FacilitatorError):
    """A command that the rules do not allow now. The message says why, and what to do instead."""


def worded(text: str) -> str:
    """The text; Refused if it has no words."""
    if not text.strip():
        raise Refused("Nothing to add yet: the line has no words.")
    return text
