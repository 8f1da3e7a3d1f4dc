"""The wheel: everything the program needs is in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder


def test_nothing_is_left_out_and_nothing_else_is_in(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    kept = {"__pycache__", ".mypy_cache"}
    package = [path for path in (ROOT / "facilitator").rglob("*") if path.is_file() and not kept & set(path.parts)]
    agendas = [f"facilitator/agendas/{path.name}" for path in (ROOT / "agendas").iterdir()]
    assert names == {str(path.relative_to(ROOT)) for path in package} | set(agendas)
    assert {"facilitator/documents/postmortem.md.jinja", "facilitator/py.typed"} <= names


def test_it_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        program = [sys.executable, str(installed / "bin/facilitator"), *words]
        done = subprocess.run(program, env=env, cwd=tmp_path, check=True, capture_output=True, text=True)
        assert not done.stderr
        return done.stdout

    env = os.environ | {"PYTHONPATH": str(installed)}
    agendas = run("agendas").splitlines()
    assert [line.split()[0] for line in agendas] == sorted(path.stem for path in (ROOT / "agendas").glob("*.toml"))
    assert all(str(installed / "facilitator/agendas") in line for line in agendas)
    name = run("new", "--title", "API outage", "--no-open").strip()
    assert "API outage" in run("export", name, "-o", "-")
