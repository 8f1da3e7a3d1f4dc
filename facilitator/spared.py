"""What Textual and asyncio import and the first screen does without: loaded when something of it is asked for.

An eighth of the time to the first screen goes into these. Python's own `LazyLoader` loads a module as soon as a second
one imports it, and each of these is imported by several.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

SPARED = {
    "ssl": "asyncio: encrypted connections, which sharing a meeting may ask for",
    "asyncio.sslproto": "asyncio: the same",
    "tokenize": "traceback: the lines of a fault",
    "textwrap": "traceback: the same",
    "locale": "subprocess: how a program's output is encoded",
    "bz2": "shutil: archives",
    "lzma": "shutil: archives",
    "urllib.parse": "pathlib: paths as addresses",
    "uuid": "Textual: a mark for each toast",
    "platformdirs": "Textual: where a picture of the screen goes",
    "difflib": "Textual: what a misspelt style was meant to be",
    "textual.css._help_text": "Textual: what is wrong with a style",
    "rich.table": "Textual: a picture of its colours",
    "textual.canvas": "Textual: lines between the cells of a grid",
    "textual.types": "Textual: a name for type checkers, which brings six widgets",
    "typing_extensions": "Textual: names that this Python has, too",
}
"""Each, and who imports it for what."""
CALLED = {
    "urllib.parse": ("quote_from_bytes", "urlparse"),
    "uuid": ("uuid4",),
    "platformdirs": ("user_downloads_path",),
    "difflib": ("get_close_matches",),
    "textual.css._help_text": ("_help_text",),
    "rich.table": ("Table",),
    "textual.canvas": ("Canvas", "Rectangle"),
}
"""What is taken out of them at the start, only to be called some day: how these names end."""
FROM_ELSEWHERE = {"textual.types": "textual._types", "typing_extensions": "typing"}
"""Where what is taken out of them at the start can be had without them."""


class _Spared(ModuleType):
    """A module that is loaded when it is asked for a name that it has not got."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lock = RLock()
        self._loading = False

    def __getattr__(self, name: str) -> object:
        with self._lock:
            # While it is loaded a name may be asked for before it is there; and some only look whether it has one.
            if type(self) is _Spared and not self._loading and not name.startswith("__"):
                return _instead(self.__name__, name) or getattr(_load(self), name)
        return ModuleType.__getattribute__(self, name)


class _Loader:
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Spared(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""


class _Finder:
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in SPARED or (found := PathFinder.find_spec(name, path)) is None:
            return None
        _loaders[name], found.loader = found.loader, _Loader()  # type: ignore[assignment]
        return found


_finder = _Finder()
_loaders: dict[str, Any] = {}


def spare() -> None:
    """Until `settle`, these modules are not loaded by an import."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def settle() -> None:
    """The start is over: what is imported or asked for from now on is the module itself."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)


def _instead(module: str, name: str) -> object:
    """What does for a name at the start without its module, or None."""
    if _finder not in sys.meta_path:
        return None
    if name.endswith(CALLED.get(module, ())):
        return _caller(module, name)
    return getattr(import_module(FROM_ELSEWHERE[module]), name, None) if module in FROM_ELSEWHERE else None


def _caller(module: str, name: str) -> Callable[..., object]:
    def call(*args: Any, **options: Any) -> object:
        found = sys.modules[module]
        return getattr(_load(found) if isinstance(found, _Spared) else found, name)(*args, **options)

    return call


def _load(module: _Spared) -> ModuleType:
    """The module itself. A lock for each: two threads may load two that import each other's imports."""
    with module._lock:
        if type(module) is _Spared:
            module._loading = True
            loader = module.__loader__ = _loaders.pop(module.__name__)
            if module.__spec__:
                module.__spec__.loader = loader
            loader.exec_module(module)
            module.__class__ = ModuleType  # type: ignore[assignment]
    return module
