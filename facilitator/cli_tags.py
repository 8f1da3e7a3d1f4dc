"""`facilitator tags`: what the sessions are filed under, and a tag renamed, or merged into another, in all of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from facilitator.cli_search import tell_skipped
from facilitator.clock import clock_from_environment
from facilitator.documents.plain import as_document
from facilitator.domain.acts.incident import DescribeIncident
from facilitator.domain.errors import FacilitatorError, Refused
from facilitator.domain.record import replace
from facilitator.folders import work_folder
from facilitator.insights_digest import Digest
from facilitator.store.archive_told import read_told
from facilitator.store.desk import Desk
from facilitator.text import clean


def tags(workspace: str | None, rename: tuple[str, str] | None) -> int:
    """Print services, types and tags with their number of sessions; or rename a tag."""
    folder = Path(work_folder("sessions", workspace))
    archive = read_told(folder, Digest)
    tell_skipped((skipped.name, skipped.why) for skipped in archive.skipped)
    if rename:
        return _rename(folder, archive.told, *rename)
    incidents = [told for _, told in archive.told]
    for title, words in (
        ("Services", Counter(each for incident in incidents for each in incident.services)),
        ("Types", Counter(incident.type for incident in incidents if incident.type)),
        ("Tags", Counter(each for incident in incidents for each in incident.tags)),
    ):
        print(title)
        for word, count in sorted(words.items(), key=lambda pair: (-pair[1], pair[0])):
            print(f"  {count:>4}  {clean(word, one_line=True)}")
        if not words:
            print("  none yet")
    return 0


def _rename(folder: Path, told: Sequence[tuple[str, Digest]], old: str, new: str) -> int:
    """Session by session; one that is open elsewhere is named and left as it is."""
    old, new = clean(old, one_line=True), clean(new, one_line=True)
    if not new:
        raise Refused("A tag needs a name: give the new one after the old one.")
    changed, left = 0, []
    for name in (name for name, each in told if old in each.tags):
        try:
            changed += _renamed(folder / f"{name}.json", old, new)
        except FacilitatorError as fault:
            left.append(str(fault))
    print(f"«{old}» is «{new}» in {changed} session{'' if changed == 1 else 's'} now.")
    for sentence in left:
        print(f"facilitator: {clean(sentence, one_line=True)}", file=sys.stderr)
    return 1 if left else 0


def _renamed(path: Path, old: str, new: str) -> bool:
    desk = Desk.open(path, as_document)
    try:
        incident = desk.session.incident
        if old not in incident.tags:
            return False
        merged = tuple(dict.fromkeys(new if tag == old else tag for tag in incident.tags))
        desk.send(DescribeIncident(replace(incident, tags=merged)), clock_from_environment().now())
        if not desk.flush() and desk.trouble:
            raise Refused(f"{desk.trouble}")
        return True
    finally:
        desk.close()
