"""The folder of sessions: their names, and where each one is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.folders import names_in
from facilitator.store.errors import NotFound, NotReadable
from facilitator.store.opening import real

if TYPE_CHECKING:
    from facilitator.store.listing import Row

SLUG: Final = re.compile(r"[a-z0-9-]{1,80}")
LONGEST: Final = 80


class Workspace:
    """A sessions folder. It is made when the first session is."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def new_name(self, day: date, title: str) -> str:
        """A free name, such as `2025-12-03-api-outage`."""
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "session"
        stem = f"{day.isoformat()}-{slug}"
        name, number = stem[:LONGEST].rstrip("-"), 1
        while _taken(self.place(name)):
            number += 1
            name = stem[: LONGEST - len(f"-{number}")].rstrip("-") + f"-{number}"
        return name

    def place(self, name: str) -> Path:
        """Where a session of this name is, or would be; NotFound if that is no name for one."""
        if not SLUG.fullmatch(name):
            raise NotFound(f"«{name[:LONGEST]}» is no name of a session; «facilitator list» shows them.")
        return self.root / f"{name}.json"

    def path(self, name: str) -> Path:
        """Where a session is; NotFound, with names like it, if there is none, Outside if a link leads out."""
        place = self.place(name)
        try:
            there = place.exists()
        except OSError as fault:
            raise NotReadable(f"{place} cannot be read ({fault.strerror}); look at its folder and the disk.") from fault
        if not there:
            raise NotFound(f"There is no session «{name}»{self._near(name)}; «facilitator list» shows them.")
        return real(place)

    def list(self) -> tuple[Row, ...]:
        """What `list` shows of each session, newest first."""
        from facilitator.store.listing import listed  # here: most of what is opened is opened by its name

        return tuple(listed(str(self.root)))

    def _near(self, name: str) -> str:
        import difflib  # Ten milliseconds that only a mistyped name has to pay.

        names = [each.removesuffix(".json") for each in names_in(self.root, ".json")]
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        return f" (did you mean {' or '.join(near)}?)" if near else ""


def _taken(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return False  # Why it cannot be kept there is told when it is made.
