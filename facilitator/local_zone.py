"""The time zone that this machine is set to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from facilitator.when import BadTime, check_zone

LINK: Final = Path("/etc/localtime")
"""A link into the zones' folder, `…/zoneinfo/America/Los_Angeles`."""


def machine_zone() -> str:
    """The zone's name: from `TZ`, else from `/etc/localtime`; UTC where they do not tell."""
    setting = os.environ.get("TZ")
    if setting is None:
        setting = str(LINK.readlink()) if LINK.is_symlink() else ""
    name = setting.removeprefix(":").rpartition("zoneinfo/")[2]
    try:
        return check_zone(name) if name else "UTC"
    except BadTime:
        return "UTC"
