"""The house rules that a program can check: which way imports point, who knows the time, what reaches a widget."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "facilitator").rglob("*.py"))
TREES = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in FILES}
UI = {path: tree for path, tree in TREES.items() if path.parts[1] == "ui"}

DOMAIN, CORE, STORE, SCREENS, CLI = range(5)
SINKS = {"Static", "Label", "Option", "Content", "update", "notify", "say", "from_markup", "set_label", "Markdown"}
"""What takes a text and draws it."""
CLOCKS = ("datetime.now", "datetime.utcnow", "date.today", "pendulum.now")
TIME = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime", "gmtime"}


def module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def level(name: str) -> int:
    """How high in the house a module lives. It may import from its own floor and from those below."""
    part = name.split(".")[1] if "." in name else "domain"
    floors = {"domain": DOMAIN, "ui": SCREENS, "__main__": CLI} | dict.fromkeys(
        ("store", "live", "starting", "exporting"), STORE
    )
    return CLI if part == "cli" or part.startswith("cli_") else floors.get(part, CORE)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are written in full"
            deeper = [f"{node.module}.{each.name}" for each in node.names]
            known = [name for name in deeper if name in {module(path) for path in TREES}]
            yield from known or [node.module]


def fresh(code: str, *flags: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run(
        [sys.executable, *flags, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("path", [path for path in TREES if path.parts[1] == "domain"], ids=module)
def test_the_domain_needs_the_standard_library_only(path: Path) -> None:
    # Without site-packages anything else would not be found.
    loaded = fresh(f"import sys, {module(path)}; print(*sys.modules)", "-S").split()
    ours = {name for name in loaded if name.startswith("facilitator")}
    assert all(name in ("facilitator", "facilitator.domain") or name.startswith("facilitator.domain.") for name in ours)
    assert not ours & {"facilitator.ui"}
    assert {name.split(".")[0] for name in loaded} - {"facilitator", "__main__"} <= sys.stdlib_module_names


def test_nothing_but_the_screens_loads_textual() -> None:
    names = [module(path) for path in TREES if path not in UI and path.name != "__main__.py"]
    loaded = fresh(f"import sys, {', '.join(names)}; print(*sys.modules)").split()
    assert set(names) <= set(loaded)
    assert not {"textual", "rich"} & set(loaded)


@pytest.mark.parametrize("path", TREES, ids=module)
def test_imports_point_one_way(path: Path) -> None:
    floor = level(module(path))
    for name in imported(TREES[path]):
        if name.startswith("facilitator."):
            assert level(name) <= floor, f"{path} imports {name}, which lives above it"


@pytest.mark.parametrize(("library", "home"), [("textual", "ui"), ("rich", "ui"), ("tinydb", "store")])
def test_a_library_has_one_room(library: str, home: str) -> None:
    users = {path for path, tree in TREES.items() for name in imported(tree) if name.split(".")[0] == library}
    assert {path.parts[1] for path in users} <= {home}


def test_only_the_clock_knows_the_time() -> None:
    for path, tree in TREES.items():
        if path.name == "clock.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                asked = ast.unparse(node)
                assert not asked.endswith(CLOCKS), asked
                assert not (ast.unparse(node.value) == "time" and node.attr in TIME), asked
            if isinstance(node, ast.ImportFrom) and node.module == "time":
                assert not {each.name for each in node.names} & TIME, path


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


@pytest.mark.parametrize("path", UI, ids=module)
def test_no_text_of_a_person_is_read_as_markup(path: Path) -> None:
    for name, call in calls(UI[path]):
        given = {each.arg: ast.unparse(each.value) for each in call.keywords}
        assert given.get("markup") != "True", ast.unparse(call)
        assert name != "notify" or given.get("markup") == "False", ast.unparse(call)
        assert name != "from_markup" or path.name == "text.py", ast.unparse(call)
        for text in [*call.args, *(each.value for each in call.keywords)] if name in SINKS else ():
            if isinstance(text, ast.JoinedStr):
                own = "".join(str(each.value) for each in text.values if isinstance(each, ast.Constant))
                assert name not in ("say", "from_markup"), ast.unparse(call)
                assert "[" not in own, ast.unparse(call)


@pytest.mark.parametrize("path", TREES, ids=module)
def test_a_file_is_small_and_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(TREES[path])
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= 300, f"{path} is two files"
