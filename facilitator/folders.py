"""The folders that even `list` has to know, as plain strings. Imports next to nothing: `list` must be quick."""
# ruff: noqa: PTH100, PTH111, PTH112, PTH113, PTH117, PTH118

from __future__ import annotations

import os
import sys

NAME = "facilitator"
XDG = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
}


def user_folder(kind: str) -> str:
    """The user's own folder for `data`, `config` or `state`: what platformdirs says.

    On Linux its rule is written out here: it takes longer to import than `list` may take in all.
    """
    if sys.platform != "linux":
        import platformdirs

        return str(getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False))
    variable, usual = XDG[kind]
    set_to = os.environ.get(variable, "")
    return os.path.join(set_to if os.path.isabs(set_to) else os.path.expanduser(usual), NAME)


def names_in(folder: str | os.PathLike[str], ending: str) -> list[str]:
    """The names in a folder that end so, but for hidden ones; none where it cannot be looked into."""
    try:
        return [each.name for each in os.scandir(folder) if each.name.endswith(ending) and each.name[0] != "."]
    except OSError:
        return []


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether there is such a file. Where the system fails to say, there is none: pathlib's own would raise."""
    return os.path.isfile(path)


def work_folder(kind: str, workspace: str | None = None) -> str:
    """The folder of `sessions` or `agendas`: the workspace's, else the one here if there is one, else the user's."""
    if workspace is not None:
        return os.path.join(os.path.abspath(os.path.expanduser(workspace)), kind)
    if os.path.isdir(kind):
        return os.path.abspath(kind)
    return os.path.join(user_folder("data"), kind)


def demo_folder(workspace: str | None = None) -> str:
    """The sessions folder of the demonstration."""
    return work_folder("demo", workspace) if workspace is not None else os.path.join(user_folder("data"), "demo")


def log_file() -> str:
    """Where unexpected faults are noted."""
    return os.path.join(user_folder("state"), f"{NAME}.log")
