"""The timeline of a post-mortem that `facilitator export` wrote; the rest of the document stays where it is."""

from __future__ import annotations

from facilitator.domain.evolve import replay
from facilitator.domain.session import Agenda
from facilitator.imports.sources.form import NO, NO_TIME, SURE, Content, Ground, Item, Result
from facilitator.text import clean

_OURS = ("Incident Summary", "Timeline", "Root Cause Analysis", "Impact Assessment", "Action Items")
ONLY = "Only its timeline was taken; without a session before it, «facilitator import» makes a session of all of it."


def detect(content: Content) -> int:
    """Two headings of ours are enough, and no table or list of somebody else's has them both."""
    if content.data or content.archive or "#" not in content.text:
        return NO
    lines = [line.lstrip("# ").casefold() for line in content.text.splitlines() if line.startswith("#")]
    found = [name for name in _OURS if any(name.casefold() in line for line in lines)]
    table = any(line.replace(" ", "").casefold().startswith("|time|event|") for line in content.text.splitlines())
    return SURE if len(found) >= 3 and "Timeline" in found and table else NO


def read(content: Content, ground: Ground) -> Result:
    from facilitator.imports.markdown import read as whole  # here: it needs the parser of Markdown

    made = whole(clean(content.text), content.name, lambda _: Agenda(), ground.now, "importer")
    session = replay(made.events)
    items = [Item(each.when, each.text, each.kind, "" if each.when.at else NO_TIME) for each in session.entries]
    return Result(tuple(items), told=(ONLY,))
