"""`facilitator search`: «has this happened before?», over all sessions."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from facilitator.cli_print import document
from facilitator.domain.errors import Refused
from facilitator.folders import work_folder
from facilitator.store.search import Filters, Hit, Search
from facilitator.text import clean

FILTERS: Final = ("tag", "service", "severity", "owner")


def search(workspace: str | None, options: Namespace) -> int:
    """Print the sessions that hold the words. Files that cannot be searched are named, and the rest is searched."""
    typed = clean(" ".join(options.words), one_line=True)
    told = {name: clean(getattr(options, name) or "", one_line=True) for name in FILTERS}
    filters = Filters(**told, since=options.since, until=options.until)
    if not typed and filters == Filters():
        raise Refused("Say what to search for: some words, or a filter such as --tag database.")
    folder = Path(work_folder("sessions", workspace))
    looked = Search(folder)
    try:
        looked.update()
        tell_skipped((skipped.name, skipped.why) for skipped in looked.skipped)
        hits = looked.query(typed, filters, options.limit + 1, typing=False)
        # Nobody knows how a word was written then: what begins like the last one is better than nothing.
        hits = hits or looked.query(typed, filters, options.limit + 1)
    finally:
        looked.close()
    shown = hits[: options.limit]
    document(_as_json(shown) if options.json else _as_text(shown))
    if not shown and not options.json:
        print(f"Nothing was found in {folder}. Try fewer words, or only their beginning.", file=sys.stderr)
    if len(hits) > len(shown):
        print(f"These are the first {len(shown)}; --limit shows more.", file=sys.stderr)
    return 0


def tell_skipped(skipped: Iterable[tuple[str, str]]) -> None:
    """Name the files that were left out, on standard error: what is printed is for other programs too."""
    for name, why in skipped:
        said = why if name in why else f"{name}: {why}"
        print(f"facilitator: {clean(said, one_line=True)}", file=sys.stderr)


def _as_json(hits: list[Hit]) -> str:
    said = [
        {
            "name": hit.name,
            "title": clean(hit.title, one_line=True) or None,
            "date": hit.date or None,
            "section": hit.section,
            "snippet": clean(hit.snippet, one_line=True),
        }
        for hit in hits
    ]
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _as_text(hits: list[Hit]) -> str:
    told = (
        f"{hit.name}  {clean(hit.title, one_line=True)}\n    {hit.section}: {clean(hit.snippet, one_line=True)}\n"
        for hit in hits
    )
    return "\n".join(told)
