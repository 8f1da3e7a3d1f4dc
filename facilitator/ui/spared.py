"""Modules that Textual and asyncio import and a meeting does without: each is loaded when something of it is asked for.

A tenth of a start goes into them. Python's own `LazyLoader` loads a module as soon as a second one imports it, and each
of these is imported by several.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

SPARED = {
    "ssl": "asyncio, for connections that are encrypted; sharing a meeting may ask for it",
    "asyncio.sslproto": "asyncio, for the same",
    "bz2": "shutil, for archives",
    "lzma": "shutil, for archives",
    "ipaddress": "urllib, for addresses",
    "locale": "subprocess, for the encoding of a program's output",
    "textual.types": "Textual, for one name of a type; it brings six widgets",
}
"""What is spared, and who imports it, and why."""
FROM_ELSEWHERE = {"textual.types": "textual._types"}
"""Where the names of a module are to be had without it."""


class _Spared(ModuleType):
    """A module that is loaded when it is asked for a name that it has not got."""

    _lock = RLock()

    def __getattr__(self, name: str) -> object:
        with self._lock:
            if type(self) is _Spared and not name.startswith("__"):
                elsewhere = FROM_ELSEWHERE.get(self.__name__)
                if elsewhere and hasattr(found := __import__(elsewhere, fromlist=[name]), name):
                    return getattr(found, name)
                self.__class__ = ModuleType  # type: ignore[assignment]
                _loaders.pop(self.__name__).exec_module(self)
                return getattr(self, name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


class _Loader:
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Spared(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing yet."""


_loaders: dict[str, Any] = {}


class _Finder:
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in SPARED or (found := PathFinder.find_spec(name, path)) is None or found.loader is None:
            return None
        _loaders[name] = found.loader
        found.loader = _Loader()
        return found


def spare() -> None:
    sys.meta_path.insert(0, _Finder())
