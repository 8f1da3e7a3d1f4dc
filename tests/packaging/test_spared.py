"""Modules that a start does without: not loaded before they are asked for, and themselves when they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.spared import CALLED, FROM_ELSEWHERE, SPARED

ROOT = Path(__file__).parents[2]
START = """
import json, sys
from facilitator.spared import settle, spare
spare()
import facilitator.ui.app, shutil
"""
LOADED = """
print(json.dumps({name: type(sys.modules[name]).__name__ for name in sys.modules}))
"""


def run(code: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def loaded() -> dict[str, str]:
    found: dict[str, str] = json.loads(run(START + LOADED))
    return found


@pytest.mark.parametrize("name", SPARED)
def test_a_start_imports_it_and_does_not_load_it(name: str, loaded: dict[str, str]) -> None:
    assert loaded[name] == "_Spared"


def test_what_it_would_have_brought_is_not_there(loaded: dict[str, str]) -> None:
    brought = {"_ssl", "_bz2", "_lzma", "platform", "ipaddress", "textual.widgets._tree", "textual.widgets._select"}
    assert not brought & loaded.keys()


def test_each_is_itself_once_something_is_asked_of_it() -> None:
    names = {
        "ssl": "SSLContext",
        "asyncio.sslproto": "SSLProtocol",
        "tokenize": "generate_tokens",
        "textwrap": "TextWrapper",
        "locale": "getlocale",
        "bz2": "BZ2File",
        "lzma": "LZMAFile",
        "urllib.parse": "ParseResult",
        "uuid": "UUID",
        "platformdirs": "PlatformDirs",
        "difflib": "SequenceMatcher",
        "textual.css._help_text": "integer_help_text",
        "rich.table": "Table",
        "textual.canvas": "Canvas",
        "textual.types": "DirEntry",
        "typing_extensions": "TypeVar",
    }
    assert names.keys() == SPARED.keys()
    code = f"""
settle()
import importlib, types
for module, name in {names}.items():
    found = importlib.import_module(module)
    assert hasattr(found, name), name
    assert type(found) is types.ModuleType, module
    assert type(found.__spec__.loader).__name__ == "SourceFileLoader", module
    assert isinstance(getattr(found, name), type) or name.islower(), name
"""
    run(START + code)


@pytest.mark.parametrize("module", CALLED)
def test_what_was_taken_out_of_it_at_the_start_does_the_same(module: str) -> None:
    calls = {
        "urllib.parse": ("quote_from_bytes", "(b'a b')", "'a%20b'"),
        "uuid": ("uuid4", "().version", "4"),
        "platformdirs": ("user_downloads_path", "().name", "'Downloads'"),
        "difflib": ("get_close_matches", "('colour', ['color', 'width'])", "['color']"),
        "textual.css._help_text": ("integer_help_text", "('width').__class__.__name__", "'HelpText'"),
        "rich.table": ("Table", "().__class__.__name__", "'Table'"),
        "textual.canvas": ("Canvas", "(2, 1).__class__.__name__", "'Canvas'"),
    }
    name, call, expected = calls[module]
    assert name.endswith(CALLED[module])
    assert run(f"{START}from {module} import {name}\nprint(type({name}).__name__, repr({name}{call}))").split(
        " ", 1
    ) == [
        "function",
        f"{expected}\n",
    ]


def test_a_name_that_python_has_is_python_s_own_at_the_start_only() -> None:
    code = """
import typing
from typing_extensions import Final, TypeVar
assert Final is typing.Final and TypeVar is typing.TypeVar
settle()
from typing_extensions import TypeVar
assert TypeVar("T", default=int) is not None
"""
    run(START + code)
    assert FROM_ELSEWHERE["typing_extensions"] == "typing"


def test_one_that_is_asked_by_many_threads_at_once_is_whole_for_each() -> None:
    code = """
import ssl
from threading import Barrier, Thread
settle()
at_once, made = Barrier(8), []
def ask():
    at_once.wait()
    made.append(ssl.create_default_context())
threads = [Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(made) == 8
import asyncio
assert asyncio.sslproto.SSLProtocol and asyncio.base_events.ssl is ssl and asyncio.base_events.ssl.SSLSocket
"""
    run(START + code)


def test_a_name_that_it_has_not_got_is_an_error_as_ever() -> None:
    code = """
import ssl
assert not hasattr(ssl, "nothing_of_the_kind")
try:
    from textual.canvas import nothing_of_the_kind
except ImportError as fault:
    print(fault.name)
"""
    assert run(START + code) == "textual.canvas\n"
