"""A folder of files, and a zip file read like one, without writing anything to the disk."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Final

from facilitator.imports.sources.form import BadImport
from facilitator.text import clean

MANY: Final = 20_000
"""Files in a folder or a zip file."""
LARGEST_PART: Final = 32_000_000
LARGEST_SUM: Final = 128_000_000
"""Bytes, unpacked: of one file, and of all that are read."""


class Zip:
    """A zip file in memory. What it says of its sizes is not believed: reading stops where the limit is."""

    def __init__(self, name: str, raw: bytes, folder: str = "") -> None:
        self._name, self._sum, self._below = name, 0, ""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            found = [each for each in self._zip.infolist() if not each.is_dir()]
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
            raise BadImport(f"{name} is a broken zip file.") from None
        if len(found) > MANY:
            raise BadImport(f"{name} holds over {MANY:,} files, too many for a timeline.")
        for each in found:
            parts = each.filename.replace("\\", "/").split("/")
            if ".." in parts or each.filename.startswith(("/", "\\")) or ":" in parts[0]:
                raise BadImport(f"{name} holds a file that leads out of it, so it was not read.")
            if stat.S_ISLNK(each.external_attr >> 16):
                raise BadImport(f"{name} holds a link in place of a file, so it was not read.")
        self.paths = tuple(each.filename for each in found)
        if folder:
            self._below = f"{folder}/"
            shared = ("users.json", "channels.json", "groups.json")
            self.paths = tuple(path for path in self.paths if path.startswith(self._below) or path in shared)
            if not any(path.startswith(self._below) for path in self.paths):
                raise BadImport(f"{name} has no folder «{clean(folder, one_line=True)[:80]}».")

    def read(self, path: str) -> str:
        from facilitator.imports.sources.loading import decoded  # here: loading imports this file

        shown = clean(path, one_line=True)[-80:]
        try:
            with self._zip.open(path) as part:
                raw = part.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, KeyError):
            raise BadImport(f"{shown} in {self._name} cannot be unpacked (broken, or with a password).") from None
        self._sum += len(raw)
        if len(raw) > LARGEST_PART or self._sum > LARGEST_SUM:
            raise BadImport(f"{self._name} unpacks to far more than a timeline needs, so it was not read.")
        return decoded(raw, f"{shown} in {self._name}")


class Folder:
    """A folder, two levels deep. Links in it are not followed."""

    def __init__(self, root: Path) -> None:
        self._root, self._sum = root, 0
        self._name = clean(root.name, one_line=True)[-80:]
        try:
            self.paths = tuple(sorted(self._listed()))
        except OSError as fault:
            raise BadImport(f"{self._name} cannot be read ({fault.strerror}).") from fault

    def _listed(self) -> list[str]:
        found: list[str] = []
        for entry in os.scandir(self._root):
            if entry.is_dir(follow_symlinks=False):
                inner = [each for each in os.scandir(entry.path) if each.is_file(follow_symlinks=False)]
                found += [f"{entry.name}/{each.name}" for each in inner]
            elif entry.is_file(follow_symlinks=False):
                found.append(entry.name)
            if len(found) > MANY:
                raise BadImport(f"{self._name} holds over {MANY:,} files, too many for a timeline.")
        return found

    def read(self, path: str) -> str:
        from facilitator.imports.sources.loading import decoded  # here: loading imports this file

        shown = clean(path, one_line=True)[-80:]
        try:
            fd = os.open(self._root / path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(fd, "rb") as file:
                raw = file.read(LARGEST_PART + 1)
        except OSError as fault:
            raise BadImport(f"{shown} in {self._name} cannot be read ({fault.strerror}).") from fault
        self._sum += len(raw)
        if len(raw) > LARGEST_PART or self._sum > LARGEST_SUM:
            raise BadImport(f"{self._name} holds far more than a timeline needs, so it was not read.")
        return decoded(raw, f"{shown} in {self._name}")
