"""The tables of the screens leave nothing out: a row a kind of work, an action a row."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import facilitator.ui
from facilitator.domain.session import Work
from facilitator.ui.commands import COMMANDS
from facilitator.ui.works import WORKS

UI = Path(facilitator.ui.__file__).parent


def test_every_kind_of_work_has_its_row() -> None:
    assert set(WORKS) == set(Work)
    assert all(shown.typed in shown.lists for shown in WORKS.values())


def test_every_row_of_the_table_has_its_action() -> None:
    paths = [path for folder in (UI, UI / "screens", UI / "widgets") for path in folder.glob("[a-z]*.py")]
    modules = [
        import_module(".".join(("facilitator.ui", *path.relative_to(UI).with_suffix("").parts))) for path in paths
    ]
    kinds = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    acts = {name for kind in kinds for name in vars(kind) if name.startswith("action_")}
    assert [row.id for row in COMMANDS if f"action_{row.id.replace('-', '_')}" not in acts] == []


def test_a_row_does_a_command_or_asks_for_one() -> None:
    assert [row.id for row in COMMANDS if row.does and row.asks] == []
