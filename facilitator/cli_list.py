"""`facilitator list`: the sessions, for people or as JSON."""

from __future__ import annotations

import sys

from facilitator.cli_print import document
from facilitator.folders import work_folder
from facilitator.store.listing import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from facilitator.store.listing import Row


def list_sessions(workspace: str | None, *, as_json: bool) -> int:
    folder = work_folder("sessions", workspace)
    rows = [_clean(row) for row in listed(folder)]
    if as_json:
        import json

        document(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return 0
    if not rows:
        print(f"There are no sessions in {folder} yet. Start one with «facilitator new».", file=sys.stderr)
    wide = {key: max((len(row[key] or "") for row in rows), default=0) for key in ("name", "severity", "state")}
    for row in rows:
        cells = [(row[key] or "").ljust(width) for key, width in wide.items()]
        print("  ".join([*cells, row["title"] or ""]).rstrip())
    return 0


def _clean(row: Row) -> Row:
    """The row of a file that anybody may have written; None for what is missing."""
    return {key: _clean_text(value) or None for key, value in row.items()}


def _clean_text(text: str | None) -> str | None:
    if text is None or text.isprintable():
        return text
    from facilitator.text import clean  # here: an ordinary title needs none of it

    return clean(text, one_line=True)
