"""A Slack export, as a folder or a zip file: `users.json`, and of each channel a file for every day."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, Final

from facilitator.imports.sources.form import NO, SURE, Archive, BadImport, Content, Ground, Result
from facilitator.imports.sources.loading import values
from facilitator.imports.sources.slack import messages
from facilitator.imports.sources.slack_words import names_of

_DAY: Final = re.compile(r"(?:(?P<channel>.*)/)?\d{4}-\d\d-\d\d\.json")
TOLD: Final = 8
"""Channels that are named to choose from."""


def detect(content: Content) -> int:
    return SURE if content.archive and _channels(content.archive) else NO


def read(content: Content, ground: Ground) -> Result:
    archive = content.archive
    channels = _channels(archive) if archive else {}
    if not archive or not channels:
        raise BadImport(f"{content.name} is no Slack export: it has no day files such as incident-7/2025-12-03.json.")
    if len(channels) > 1:
        called = sorted(name.rpartition("/")[2] for name in channels)
        told = ", ".join(called[:TOLD]) + (" …" if len(called) > TOLD else "")
        example = f"{content.name}/{called[0]}"
        raise BadImport(f"{content.name} holds {len(channels)} channels ({told}). Name one of them: {example}.")
    ((_, days),) = channels.items()
    users = [path for path in archive.paths if path.rpartition("/")[2] == "users.json"]
    names = names_of(_json(archive, users[0])) if users else {}
    found: list[Any] = []
    for path in sorted(days):
        day = _json(archive, path)
        found += day if isinstance(day, list) else [day]
    return messages(found, names, ground)


def _channels(archive: Archive) -> dict[str, list[str]]:
    """The day files of each channel, by its folder."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in archive.paths:
        if day := _DAY.fullmatch(path):
            found[day["channel"] or ""].append(path)
    return found


def _json(archive: Archive, path: str) -> Any:
    read = values(archive.read(path), path)
    if not read:
        raise BadImport(f"{path} of the export is no JSON.")
    return read[0]
