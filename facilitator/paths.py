"""Where everything is kept. Asking makes no folder."""

from __future__ import annotations

import os
from pathlib import Path

from facilitator.domain.record import Record
from facilitator.folders import demo_folder, log_file, user_folder, work_folder


class Places(Record):
    """The folders and files of one run of the program."""

    sessions: Path
    agendas: tuple[Path, ...]
    """Nearest first: an agenda in a nearer folder hides one of the same name."""
    config: Path
    state: Path
    log: Path
    """What went wrong unexpectedly. It may hold words of a meeting, so it is the user's alone."""
    lexicons: tuple[Path, ...]
    """The team's own words for the coach, nearest first; they need not be there."""
    demo: Path
    """The sessions folder of the demonstration."""


def shipped_agendas() -> Path:
    """The folder of the agendas that come with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "agendas"
    return inside if inside.is_dir() else package.parent / "agendas"


def places(workspace: str | None = None) -> Places:
    """The places of a workspace; without one, `./sessions` and `./agendas` where there are such, else the user's."""
    sessions = Path(work_folder("sessions", workspace))
    settings, state = Path(user_folder("config")), Path(user_folder("state"))
    agendas = (Path(work_folder("agendas", workspace)), settings / "agendas", shipped_agendas())
    chosen = os.environ.get("FACILITATOR_CONFIG")
    return Places(
        sessions=sessions,
        agendas=tuple(dict.fromkeys(agendas)),
        config=typed_path(chosen).absolute() if chosen else settings / "config.toml",
        state=state,
        log=Path(log_file()),
        lexicons=(sessions.parent / "lexicon.toml", settings / "lexicon.toml"),
        demo=Path(demo_folder(workspace)),
    )


def typed_path(typed: str) -> Path:
    """What somebody typed for a path; `~nobody`, where there is no such person, is a name like another."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
