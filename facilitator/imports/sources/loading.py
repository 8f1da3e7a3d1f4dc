"""A file, a folder or a pasted text as what sources are read from. What is hostile is refused here, in a sentence."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, Final, NoReturn

from facilitator.imports.sources.archive import Folder, Zip
from facilitator.imports.sources.form import BadImport, Content
from facilitator.text import clean

LARGEST: Final = 32_000_000
"""Bytes of a file. Ten thousand messages with everything that Slack says of them are a quarter of it."""
LONGEST_LINE: Final = 1_000_000
"""Characters of a line of text, in a file that is no JSON."""
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"


def load(given: Path | bytes | str) -> Content:
    """What is in a file or a folder, or in the text itself. BadImport if it can be nothing of use."""
    if isinstance(given, str):
        return _content("the text", given.removeprefix("\ufeff"))
    if isinstance(given, bytes):
        return _opened("the file", given)
    try:
        folder, inside = given.is_dir(), next((part for part in given.parents if part.is_file()), None)
    except OSError as fault:  # a name that is too long, or a folder that is closed to us
        raise BadImport(f"{_shown(given)} cannot be read ({fault.strerror}).") from fault
    if folder:
        return Content(_shown(given), archive=Folder(given))
    if inside:  # a folder within a zip file: export.zip/incident-7
        return Content(_shown(given), archive=Zip(_shown(inside), _bytes(inside), given.relative_to(inside).as_posix()))
    return _opened(_shown(given), _bytes(given))


def decoded(raw: bytes, name: str) -> str:
    """Bytes as text: UTF-8, or UTF-16 with its mark as Excel writes it. BadImport for anything else."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise BadImport(f"{name} is not UTF-8 text. Save it as UTF-8.") from None
    if "\0" in text[:4096]:
        raise BadImport(f"{name} is not text, so no timeline can be read from it.")
    return text


def values(text: str, name: str) -> tuple[Any, ...]:
    """The JSON values of a text, one after the other; none if it is no JSON. BadImport if it is broken JSON."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return ()
    decoder, found, end = json.JSONDecoder(), [], 0
    try:
        while end < len(text):
            rest = text[end : end + 256].lstrip()
            if not rest:
                end += 256
                continue
            end = text.index(rest[0], end)
            value, end = decoder.raw_decode(text, end)
            found.append(value)
    except RecursionError:
        raise BadImport(f"{name} is nested too deeply to be read.") from None
    except ValueError as fault:
        if start == "[" and not found:
            return ()  # a text that begins with a time in brackets
        _broken(fault, name)
    return tuple(found)


def _broken(fault: ValueError, name: str) -> NoReturn:
    where = f" from line {fault.lineno} on" if isinstance(fault, json.JSONDecodeError) else ""
    raise BadImport(f"{name} is broken{where}: it begins as JSON, but is not whole.") from None


def _opened(name: str, raw: bytes) -> Content:
    if raw.startswith((_ZIP, _EMPTY_ZIP)):
        return Content(name, archive=Zip(name, raw))
    if len(raw) > LARGEST:
        raise BadImport(f"{name} is over {LARGEST // 1_000_000} MB, too large for a timeline.")
    return _content(name, decoded(raw, name))


def _content(name: str, text: str) -> Content:
    if not text.strip():
        raise BadImport(f"{name} is empty.")
    data = values(text, name)
    if not data and len(text) > LONGEST_LINE and max(map(len, text.splitlines())) > LONGEST_LINE:
        raise BadImport(f"{name} has a line of over a million characters: that is no timeline.")
    return Content(name, text, data)


def _bytes(path: Path) -> bytes:
    """A regular file's bytes. Opening a named pipe would wait for ever, so it is not waited for."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise BadImport(f"{_shown(path)} is not an ordinary file.")
            raw = file.read(4 * LARGEST + 1)
    except OSError as fault:
        raise BadImport(f"{_shown(path)} cannot be read ({fault.strerror}).") from fault
    except ValueError:  # a name with a null character in it
        raise BadImport(f"{_shown(path)} cannot be read.") from None
    if len(raw) > 4 * LARGEST:
        raise BadImport(f"{_shown(path)} is over {4 * LARGEST // 1_000_000} MB, too large for a timeline.")
    return raw


def _shown(path: Path) -> str:
    return clean(str(path), one_line=True)[-120:]
