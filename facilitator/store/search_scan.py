"""Which sessions are in a folder, what the system says of their files, and the row of the index for each."""

from __future__ import annotations

import os
from pathlib import Path

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.store.search_index import Row
from facilitator.store.search_text import Document, names, owners, passages, read_document
from facilitator.store.search_words import facet, folded
from facilitator.text import clean


class Skipped(Record):
    """A file that is not searched."""

    name: str
    why: str
    """One sentence."""


def scan(folder: Path) -> dict[str, str]:
    """The name of every session and a stamp that changes with its file or its journal; none if there is no folder."""
    stamps: dict[str, str] = {}
    journals: dict[str, str] = {}
    try:
        with os.scandir(folder) as found:
            for each in found:
                name = each.name
                if name.startswith(".") or not name.isprintable():
                    continue
                kind = stamps if name.endswith(".json") else journals if name.endswith(".json.journal") else None
                if kind is None:
                    continue
                try:
                    stat = each.stat(follow_symlinks=False)
                except OSError:  # gone in between
                    continue
                kind[name.partition(".json")[0]] = f"{stat.st_mtime_ns:x}.{stat.st_size:x}.{stat.st_ino:x}"
    except OSError:
        return {}
    return {name: f"{stamp} {journals[name]}" if name in journals else stamp for name, stamp in stamps.items()}


def row(folder: Path, name: str, stamp: str) -> Row:
    """What the index keeps of a session; of one that cannot be read, the sentence on it."""
    path = folder / f"{name}.json"
    try:
        meta, document = read_document(path)
    except FacilitatorError as fault:
        return Row(name, stamp, clean(str(fault), one_line=True))
    texts = [passage.text for passage in passages(document)]
    incident = document.get("incident")
    incident = incident if isinstance(incident, dict) else {}
    services, tags = names(incident, "services"), names(incident, "tags")
    title = clean(texts[0], one_line=True)
    head = "\n".join((title, str(incident.get("id") or ""), *services, *tags))
    return Row(
        name,
        stamp,
        None,
        title,
        _day(meta, document),
        clean(str(meta.get("updated") or ""), one_line=True),
        facet((str(incident.get("severity") or ""),)).replace(" ", ""),
        facet(tuple(tags)),
        facet(tuple(services)),
        facet(tuple(owners(document))),
        clean(str(incident.get("severity") or ""), one_line=True),
        "\n".join(clean(service, one_line=True) for service in services),
        folded(head),
        "\n".join(map(folded, texts)),
    )


def _day(meta: Document, document: Document) -> str:
    """The incident's day, in its zone."""
    incident = document.get("incident")
    started = incident.get("started") if isinstance(incident, dict) else None
    for told in (started, meta.get("date")):
        if isinstance(told, str) and len(told) >= 10 and told[:10].isprintable():
            return told[:10]
    return ""
