"""Stored events of earlier versions of the format, as the next version has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Documents = list[dict[str, Any]]


def _causes_of_notes(docs: Documents) -> Documents:
    """Version 1 kept becauses as notes of the section `cause`, each answering the one before it."""
    last: int | None = None
    chain: set[int] = set()
    brought = []
    for doc in docs:
        kind, data = doc["event"], doc["data"]
        if kind == "NoteAdded" and data["section"] == "cause":
            doc = doc | {"event": "CauseAdded", "data": {"text": data["text"], "chained": True, "parent": last}}
            last = doc["seq"]
            chain.add(doc["seq"])
        elif kind == "NoteChanged" and data["id"] in chain:
            doc = doc | {"event": "CauseChanged", "data": {"id": data["id"], "text": data["text"]}}
        elif kind == "NoteMoved" and data["id"] in chain:
            doc = doc | {"event": "CauseRanked", "data": {"id": data["id"], "rank": data["rank"]}}
        elif kind == "NoteRemoved" and data["id"] in chain:
            doc = doc | {"event": "CauseRemoved", "data": {"id": data["id"]}}
        brought.append(doc)
    return brought


def _actions_of_notes(docs: Documents) -> Documents:
    """Version 2 kept action items as notes of the section `action`: a text, and the cause that it takes away."""
    texts: dict[int, dict[str, Any]] = {}
    brought = []
    for doc in docs:
        kind, data = doc["event"], doc["data"]
        if kind == "NoteAdded":
            cause = data.get("cause")
            data = {name: value for name, value in data.items() if name != "cause"}
            if data["section"] == "action":
                texts[doc["seq"]] = {"text": data["text"], "addresses": cause}
                doc = doc | {"event": "ActionAdded", "data": {"task": texts[doc["seq"]]}}
            else:
                doc = doc | {"data": data}
        elif kind == "NoteChanged" and data["id"] in texts:
            texts[data["id"]] = texts[data["id"]] | {"text": data["text"]}
            doc = doc | {"event": "ActionChanged", "data": {"id": data["id"], "task": texts[data["id"]]}}
        elif kind == "NoteMoved" and data["id"] in texts:
            doc = doc | {"event": "ActionRanked"}
        elif kind == "NoteRemoved" and data["id"] in texts:
            doc = doc | {"event": "ActionRemoved"}
        brought.append(doc)
    return brought


def _same(docs: Documents) -> Documents:
    """Version 4 knows more events; those of version 3 are as they were."""
    return docs


UPCASTS: Final[dict[int, Callable[[Documents], Documents]]] = {1: _causes_of_notes, 2: _actions_of_notes, 3: _same}
"""Version -> how its stored events become those of the next."""
